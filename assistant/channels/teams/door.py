"""Who may post activities: the Bot Connector alone, by the tokens that Microsoft signs for this app."""

import asyncio
import warnings
from concurrent.futures import ThreadPoolExecutor

from microsoft_teams.common.experimental import ExperimentalWarning

from assistant.teams_calls import TeamsApp

with warnings.catch_warnings():  # parts of the SDK that are not used here say that they are in preview
    warnings.simplefilter("ignore", ExperimentalWarning)
    from microsoft_teams.api.auth.cloud_environment import PUBLIC, with_overrides
    from microsoft_teams.apps.auth import TokenValidator

_THREADS = 2  # so that keys that come slowly keep nothing else waiting


class Door:
    """Opens to what carries a token for this app, from the service that it says it comes from."""

    def __init__(self, app: TeamsApp) -> None:
        # The validator of the service alone: tokens of Entra ID, which the SDK takes from other products, are refused.
        self._validator = TokenValidator.for_service(
            app.client_id, cloud=with_overrides(PUBLIC, openid_metadata_url=app.metadata)
        )
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="teams-keys")

    async def opens(self, token: str, service_url: str) -> bool:
        """Whether the token is good, and was made for an activity from `service_url`."""
        if not (token and service_url):
            return False
        # The SDK fetches keys while it holds the thread that it runs in.
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._is_good, token, service_url)

    def _is_good(self, token: str, service_url: str) -> bool:
        try:
            asyncio.run(self._validator.validate_token(token, service_url))
        except Exception:  # whatever is wrong with it: the SDK lets errors of several libraries through
            return False
        return True
