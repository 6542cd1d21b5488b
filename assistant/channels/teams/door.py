"""Who may post activities: the Bot Connector alone, by the tokens that Microsoft signs for this app."""

import asyncio
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from math import inf
from typing import Any

import jwt
from microsoft_teams.common.experimental import ExperimentalWarning

from assistant.teams_calls import TeamsApp

with warnings.catch_warnings():  # parts of the SDK that are not used here say that they are in preview
    warnings.simplefilter("ignore", ExperimentalWarning)
    from microsoft_teams.api.auth.cloud_environment import PUBLIC, with_overrides
    from microsoft_teams.apps.auth import TokenValidator
    from microsoft_teams.apps.auth.token_validator import JwtValidationOptions

_THREADS = 2  # so that keys that come slowly keep nothing else waiting
_LONGEST_FETCH = 5  # seconds
_AFTER_FAILURE = 5.0  # seconds without another fetch
_UNKNOWN_KEYS = 60.0  # seconds between two fetches for a key that is not among those at hand


class Keys(jwt.PyJWKClient):
    """Microsoft's keys. Whoever shows tokens that nobody signed cannot have them fetched each time."""

    def __init__(self, url: str) -> None:
        super().__init__(url, timeout=_LONGEST_FETCH)
        self._failed = self._looked = -inf

    def get_signing_keys(self, refresh: bool = False) -> list[jwt.PyJWK]:
        """Those at hand, or with `refresh` those of now; raises PyJWKClientError."""
        if refresh:
            if time.monotonic() - self._looked < _UNKNOWN_KEYS:
                raise jwt.PyJWKClientError("such a key was looked for a moment ago")
            self._looked = time.monotonic()
        return super().get_signing_keys(refresh)

    def fetch_data(self) -> Any:
        """What the address of the keys gives; raises PyJWKClientError."""
        if time.monotonic() - self._failed < _AFTER_FAILURE:
            raise jwt.PyJWKClientError("the keys could not be had a moment ago")
        try:
            return super().fetch_data()
        except Exception:
            self._failed = time.monotonic()
            raise


class Validator(TokenValidator):
    """The SDK's, with keys that are fetched seldom."""

    def __init__(self, options: JwtValidationOptions) -> None:
        super().__init__(options)
        self._jwks_client = Keys(options.jwks_uri)


class Door:
    """Opens to what carries a token for this app, from the service that it says it comes from."""

    def __init__(self, app: TeamsApp) -> None:
        # The validator of the service alone: tokens of Entra ID, which the SDK takes from other products, are refused.
        self._validator = Validator.for_service(app.client_id, cloud=with_overrides(PUBLIC, openid_metadata_url=app.metadata))
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="teams-keys")

    async def opens(self, token: str, service_url: str) -> bool:
        """Whether the token is good, and was made for an activity from `service_url`."""
        if not (token and service_url and self._is_for_us(token)):
            return False
        # The SDK fetches keys while it holds the thread that it runs in.
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._is_good, token, service_url)

    def _is_for_us(self, token: str) -> bool:
        """Whether it says so, signed or not, and its time has not passed: for anything else no keys are fetched."""
        expected = self._validator.options
        try:
            jwt.decode(
                token,
                options={"verify_signature": False, "verify_iss": True, "verify_aud": True, "verify_exp": True},
                issuer=expected.valid_issuers,
                audience=expected.valid_audiences,
                leeway=expected.clock_tolerance,
            )
        except Exception:  # a token can be wrong in as many ways as JSON can
            return False
        return True

    def _is_good(self, token: str, service_url: str) -> bool:
        try:
            asyncio.run(self._validator.validate_token(token, service_url))
        except Exception:  # whatever is wrong with it: the SDK lets errors of several libraries through
            return False
        return True
