"""Tells a Slack channel that a question waits for a person."""

from collections.abc import Awaitable
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from assistant.errors import NotToldYet
from assistant.kept import Handoff

_SECONDS = 10
_RETRIES = 2
_LONGEST = 2_500  # characters of a text that is shown: Slack takes 3,000
_REMEDIES = {
    "not_in_channel": "invite the app to the channel",
    "channel_not_found": "set ASSISTANT_HANDOFF_SLACK_CHANNEL to the id of a channel that the app is in",
    "is_archived": "set ASSISTANT_HANDOFF_SLACK_CHANNEL to a channel that is in use",
    "invalid_auth": "set ASSISTANT_SLACK_BOT_TOKEN to the token of the app",
    "not_authed": "set ASSISTANT_SLACK_BOT_TOKEN to the token of the app",
    "token_revoked": "install the app again and set ASSISTANT_SLACK_BOT_TOKEN to its token",
    "account_inactive": "install the app again and set ASSISTANT_SLACK_BOT_TOKEN to its token",
    "missing_scope": "give the app the scope chat:write",
}


class SlackNotifier:
    """Writes to one channel; `public_url` is where the page is, empty where no link can be given."""

    name = "Slack"

    def __init__(self, token: str, api_url: str, channel: str, public_url: str = "") -> None:
        self._channel = channel
        self._public_url = public_url.rstrip("/")
        self._client = AsyncWebClient(token, base_url=api_url, timeout=_SECONDS, retry_handlers=_retry_handlers())

    async def tell(self, handoff: Handoff) -> None:
        """Write that this question waits.

        Raises:
            NotToldYet: Slack did not take it; the message says how to mend it.
        """
        await _answered(
            self._client.chat_postMessage(
                channel=self._channel,
                text="A question waits for a person.",
                blocks=blocks(handoff, self._public_url),
                unfurl_links=False,
                unfurl_media=False,
            )
        )

    async def check(self) -> str:
        """Whom it signs in as; raises NotToldYet."""
        answer = await _answered(self._client.auth_test())
        return f"signs in as {answer.get('user', 'the app')} and writes to {self._channel}"


async def _answered(call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    try:
        return await call
    except SlackApiError as error:
        reason = _reason(error)
        raise NotToldYet(f"Slack refused a message ({reason}): {_REMEDIES.get(reason, 'it is tried again')}.") from error
    except Exception as error:  # the client's own, and those of the one that it calls with
        raise NotToldYet(
            f"Slack could not be reached ({type(error).__name__}): check that this machine can reach it. It is tried again."
        ) from error


def blocks(handoff: Handoff, public_url: str) -> list[dict[str, Any]]:
    """The message. What people wrote is plain text to Slack: no mention, link or mark in it is live."""
    where = (
        f"<{_escaped(public_url)}/staff/questions/{handoff.id}|Read it and reply>"
        if public_url
        else "Reply on the page for staff."
    )
    return [
        {"type": "header", "text": _plain("A question waits for a person")},
        {"type": "section", "text": _plain(handoff.asked)},
        {"type": "section", "text": _plain(f"The assistant answered: {handoff.answer.replace('**', '')}")},
        {"type": "section", "text": {"type": "mrkdwn", "text": where}},
    ]


def _plain(text: str) -> dict[str, Any]:
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return {"type": "plain_text", "text": _escaped(shown), "emoji": False}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _reason(error: SlackApiError) -> str:
    data = getattr(error.response, "data", None)
    return str(data.get("error")) if isinstance(data, dict) and data.get("error") else "it sent what cannot be read"


def _retry_handlers() -> list[Any]:
    kinds = (AsyncConnectionErrorRetryHandler, AsyncRateLimitErrorRetryHandler, AsyncServerErrorRetryHandler)
    return [kind(max_retry_count=_RETRIES) for kind in kinds]
