"""Tells a Slack channel that a question waits for a person."""

from collections.abc import Awaitable
from typing import Any

from slack_sdk.web.async_slack_response import AsyncSlackResponse

from assistant.errors import NotToldYet
from assistant.kept import Handoff
from assistant.slack_calls import Refusal, answered, escaped, plain, web_client

_LONGEST = 2_500  # characters of a text that is shown: Slack takes 3,000
_IN_USE = "set ASSISTANT_HANDOFF_SLACK_CHANNEL to the id of a channel that is in use and that the app is in"
_REMEDIES = {"channel_not_found": _IN_USE, "is_archived": _IN_USE}


class SlackNotifier:
    """Writes to one channel; `public_url` is where the page is, empty where no link can be given."""

    name = "Slack"

    def __init__(self, token: str, api_url: str, channel: str, public_url: str = "") -> None:
        self._channel = channel
        self._public_url = public_url.rstrip("/")
        self._client = web_client(token, api_url)

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
        return await answered(call)
    except Refusal as refusal:
        remedy = _REMEDIES.get(refusal.reason, refusal.remedy)
        raise NotToldYet(f"Slack did not take a message ({refusal.reason}): {remedy}.") from refusal


def blocks(handoff: Handoff, public_url: str) -> list[dict[str, Any]]:
    """The message. What people wrote is plain text to Slack: no mention, link or mark in it is live."""
    where = (
        f"<{escaped(public_url)}/staff/questions/{handoff.id}|Read it and reply>"
        if public_url
        else "Reply on the page for staff."
    )
    return [
        {"type": "header", "text": plain("A question waits for a person")},
        {"type": "section", "text": plain(handoff.asked, _LONGEST)},
        {"type": "section", "text": plain(f"The assistant answered: {handoff.answer.replace('**', '')}", _LONGEST)},
        {"type": "section", "text": {"type": "mrkdwn", "text": where}},
    ]
