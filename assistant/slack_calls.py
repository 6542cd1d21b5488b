"""Calls to Slack's Web API: tried again where that may help and never for long, and refusals with what mends them."""

from collections.abc import Awaitable
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

LONGEST_WAIT = 60  # seconds that Slack may ask us to wait before it takes the same call again
_SECONDS = 10
_RETRIES = 2
_AGAIN = "it is tried again"
_LOOK_UP = "look this error up at https://docs.slack.dev/reference/methods"
_UNREADABLE = "it sent what cannot be read"
_INSTALL = "install the app again and set ASSISTANT_SLACK_BOT_TOKEN to its token"
_SIGN_IN = "set ASSISTANT_SLACK_BOT_TOKEN to the token of the app"
_REMEDIES = {
    "account_inactive": _INSTALL,
    "cannot_dm_bot": "nothing: this person takes no messages from the app",
    "channel_not_found": "invite the app to the channel, or correct the channel's id where it is a setting",
    "invalid_auth": _SIGN_IN,
    "is_archived": "use a channel that is not archived",
    "messages_tab_disabled": "switch the messages tab of the app on, as slack-manifest.yaml says",
    "missing_scope": "give the app the scopes of slack-manifest.yaml, and install it again",
    "no_permission": "give the app the scopes of slack-manifest.yaml, and install it again",
    "not_authed": _SIGN_IN,
    "not_in_channel": "invite the app to the channel",
    "restricted_action": "let the app write in the channel",
    "token_expired": _INSTALL,
    "token_revoked": _INSTALL,
    "user_disabled": "nothing: this person's account is closed",
    "user_not_in_channel": "nothing: this person has left the channel",
}
# Refusals that the same call need not meet again; what is not among them lasts.
_PASSING = frozenset(
    {_UNREADABLE, "fatal_error", "internal_error", "ratelimited", "rate_limited", "request_timeout", "service_unavailable"}
)


class Refusal(Exception):
    """Slack did not take a call: `reason` in Slack's word, and whether it `lasts` however often the call is made."""

    def __init__(self, reason: str, remedy: str = _AGAIN, *, lasts: bool = False) -> None:
        super().__init__(f"{reason}: {remedy}.")
        self.reason = reason
        self.remedy = remedy
        self.lasts = lasts


async def answered(call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """What Slack answers.

    Raises:
        Refusal: it refused the call, could not be reached, or sent what cannot be read.
    """
    try:
        return await call
    except SlackApiError as error:
        raise refusal_of(error) from error
    except Exception as error:  # the client's own, and those of the one that it calls with
        raise Refusal(
            f"Slack could not be reached ({type(error).__name__})",
            "check that this machine can reach it. It is tried again",
        ) from error


def refusal_of(error: SlackApiError) -> Refusal:
    """What a refusal means."""
    data = getattr(error.response, "data", None)
    word = str(data.get("error")) if isinstance(data, dict) and data.get("error") else _UNREADABLE
    return Refusal(word, _REMEDIES.get(word, _LOOK_UP if word not in _PASSING else _AGAIN), lasts=word not in _PASSING)


def web_client(token: str | None, api_url: str) -> AsyncWebClient:
    """A client that tries again what may pass: a connection that broke, a Slack in trouble, and a limit of calls."""
    handlers: list[AsyncRetryHandler] = [
        AsyncConnectionErrorRetryHandler(max_retry_count=_RETRIES),
        PatientRetryHandler(max_retry_count=_RETRIES),
        AsyncServerErrorRetryHandler(max_retry_count=_RETRIES),
    ]
    return AsyncWebClient(token, base_url=api_url, timeout=_SECONDS, retry_handlers=handlers)


class PatientRetryHandler(AsyncRateLimitErrorRetryHandler):
    """Waits as long as Slack asks where that is a minute at the most, else gives up at once."""

    async def _can_retry_async(self, *, response: HttpResponse | None = None, **_: Any) -> bool:
        return response is not None and response.status_code == 429 and _wait(response) <= LONGEST_WAIT


def _wait(response: HttpResponse) -> int:
    asked = next((values[0] for name, values in response.headers.items() if name.lower() == "retry-after"), "1")
    return int(asked) if asked.isdecimal() else LONGEST_WAIT + 1


def escaped(text: str) -> str:
    """Text in which no mention, link or mark is live, for `mrkdwn` and `plain_text` alike."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, longest: int = 3_000) -> dict[str, Any]:
    """A text that is shown as it is; what is too long is cut."""
    shown = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return {"type": "plain_text", "text": escaped(shown), "emoji": False}
