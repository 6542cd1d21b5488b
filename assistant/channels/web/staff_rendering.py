"""The pages of staff, drawn from templates."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from assistant.channels.web.conversation import place
from assistant.channels.web.markup import answer_html
from assistant.kept import Delivery, Handoff
from assistant.types import Channel

REPLY_LIMIT = 4_000
CHANNEL_LABELS: dict[Channel, str] = {
    "web": "The web page",
    "slack": "Slack, direct message",
    "slack_channel": "Slack, in a channel",
    "teams": "Teams, chat",
    "teams_channel": "Teams, in a channel",
    "command": "The command line",
}
DONE_LABELS = {
    "reply": "Your reply was sent. The person sees it in their chat.",
    "close": "The question was closed without a reply.",
}
DELIVERY_LABELS: dict[Delivery, str] = {
    "due": "It is on its way to their chat.",
    "done": "It has arrived in their chat.",
    "failed": "It could not be delivered: the app was taken out of that chat, or the chat is closed. They have not read it.",
}
_DAY, _HOUR = 24 * 60 * 60, 60 * 60


class StaffPages:
    """Draws the pages on which staff answer; `word` is what each form carries to show that it is ours."""

    def __init__(self, templates: Environment) -> None:
        self._templates = templates

    def sign_in(self, word: str, wanted: str, mistake: str = "") -> str:
        """The form in which the token is typed."""
        return self._draw("staff_sign_in.html", word=word, wanted=wanted, mistake=mistake)

    def go_on(self, wanted: str) -> str:
        """A page that goes on to the one that was wanted."""
        return self._draw("staff_go_on.html", wanted=wanted)

    def waiting(self, handoffs: Sequence[Handoff], now: datetime, word: str, done: str = "") -> str:
        """The list of questions that wait; `done` names what has just been done to one."""
        aged = [(handoff, age(handoff.sent_at, now)) for handoff in handoffs]
        return self._draw("staff_waiting.html", aged=aged, word=word, done=DONE_LABELS.get(done, ""))

    def question(self, handoff: Handoff, now: datetime, word: str, mistake: str = "", reply: str = "") -> str:
        """One question; `reply` is one that could not be sent for its `mistake`."""
        return self._draw(
            "staff_question.html",
            handoff=handoff,
            age=age(handoff.sent_at, now),
            sent=_date(handoff.sent_at),
            replied=_date(handoff.replied_at),
            channel=CHANNEL_LABELS[handoff.channel],
            delivery=DELIVERY_LABELS.get(handoff.delivery, ""),
            body=_body(handoff),
            word=word,
            mistake=mistake,
            reply=reply,
            limit=REPLY_LIMIT,
        )

    def _draw(self, template: str, **values: Any) -> str:
        return self._templates.get_template(template).render(values)


def age(sent: datetime, now: datetime) -> str:
    """How long ago it was sent, in words."""
    seconds = int((now - sent).total_seconds())
    if seconds < _HOUR:
        return "less than an hour"
    count, unit = (seconds // _DAY, "day") if seconds >= _DAY else (seconds // _HOUR, "hour")
    return f"{count} {unit}{'' if count == 1 else 's'}"


def _date(when: datetime | None) -> str:
    return f"{when:%Y-%m-%d}" if when else ""


def _body(handoff: Handoff) -> Markup:
    return answer_html(
        handoff.answer, {cited.number: place(cited.document, cited.start, cited.end) for cited in handoff.citations}
    )
