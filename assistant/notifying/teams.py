"""Tells a Teams conversation that a question waits for a person, through the Bot Connector."""

from urllib.parse import quote

import httpx

from assistant.errors import NotToldYet
from assistant.kept import Handoff
from assistant.teams_calls import SECONDS, SignIn, TeamsApp, repeated, unreached

_LONGEST = 4_000  # characters of a text that is shown
_REMEDIES = {
    400: "check ASSISTANT_HANDOFF_TEAMS_CONVERSATION",
    401: "check ASSISTANT_TEAMS_CLIENT_ID and ASSISTANT_TEAMS_CLIENT_SECRET",
    403: "add the app to the conversation in Teams",
    404: "set ASSISTANT_HANDOFF_TEAMS_CONVERSATION to the id of a conversation that the app is in",
}


class TeamsNotifier:
    """Writes to one conversation; `public_url` is where the page is, empty where no link can be given."""

    name = "Teams"

    def __init__(
        self,
        app: TeamsApp,
        conversation: str,
        public_url: str = "",
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._url = f"{app.service}/v3/conversations/{quote(conversation, safe='')}/activities"
        self._public_url = public_url.rstrip("/")
        self._transport = transport
        self._sign_in = SignIn(app, transport)

    async def tell(self, handoff: Handoff) -> None:
        """Write that this question waits.

        Raises:
            NotToldYet: Teams did not take it; the message says how to mend it.
        """
        try:
            await repeated(self._send, text_of(handoff, self._public_url))
        except httpx.HTTPStatusError as error:
            status = error.response.status_code
            raise NotToldYet(f"Teams refused a message ({status}): {_REMEDIES.get(status, 'it is tried again')}.") from error
        except httpx.HTTPError as error:
            raise unreached(error) from error

    async def check(self) -> str:
        """Whom it signs in as; raises NotToldYet."""
        return await self._sign_in.check()

    async def _send(self, text: str) -> None:
        headers = {"Authorization": f"Bearer {await self._sign_in.token()}"}
        # Plain text: no mark, link or mention that a person wrote is live.
        message = {"type": "message", "textFormat": "plain", "text": text}
        async with httpx.AsyncClient(timeout=SECONDS, transport=self._transport) as client:
            (await client.post(self._url, json=message, headers=headers)).raise_for_status()


def text_of(handoff: Handoff, public_url: str) -> str:
    """The message as plain text."""
    where = f"Read it and reply: {public_url}/staff/questions/{handoff.id}" if public_url else "Reply on the page for staff."
    parts = (
        "A question waits for a person.",
        _cut(handoff.asked),
        f"The assistant answered: {_cut(handoff.answer.replace('**', ''))}",
        where,
    )
    return "\n\n".join(parts)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
