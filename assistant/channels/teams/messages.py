"""What the app says in Teams, as the activities of the SDK."""

from collections.abc import Mapping
from typing import Any

from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.api.models import Attachment
from microsoft_teams.api.models.entity.citation_entity import CitationAppearance

from assistant.channels.replies.cards import VERSION
from assistant.channels.replies.teams import reply
from assistant.types import Answer

CARD = "application/vnd.microsoft.card.adaptive"
_UNRATED = frozenset({"signposted"})


def sentence(text: str) -> MessageActivityInput:
    """A message of the app's own, as plain text: no mark, link or mention in it is live."""
    return MessageActivityInput(text=text, text_format="plain")


def answered(answer: Answer, *, note: str = "", share: str = "", buttons: bool = True) -> list[MessageActivityInput]:
    """An answer with its citations and what marks it as made by a machine, and with its cards, each in a message.

    `note` stands above it; `share` is on the button with which its asker shows it to everyone there.
    """
    told = reply(answer, cards=buttons)
    message = MessageActivityInput(text=f"{note}\n\n{told.text}" if note else told.text, text_format="markdown")
    for citation in told.citations:
        appearance = CitationAppearance(name=citation.name, abstract=citation.abstract, url=citation.url or None)
        message.add_citation(citation.number, appearance)
    message.add_ai_generated()
    if answer.outcome not in _UNRATED and answer.composer != "fixed":
        message.add_feedback()
    first = _with_share(told.card, answer, share) if share else told.card
    if first:
        message.add_attachments(_attached(first))
    return [message, *(MessageActivityInput(attachments=[_attached(each)]) for each in told.further)]


def _with_share(card: Mapping[str, Any] | None, answer: Answer, title: str) -> Mapping[str, Any]:
    data = {"verb": "share", "turn": answer.id}
    button = {"type": "Action.Execute", "title": title, "verb": "share", "data": data}
    actions = {"type": "ActionSet", "actions": [button]}
    base = card or {"type": "AdaptiveCard", "version": VERSION, "body": []}
    return {**base, "body": [*base["body"], actions]}


def _attached(card: Mapping[str, Any]) -> Attachment:
    return Attachment(content_type=CARD, content=dict(card))
