"""What the app says in Teams, as the activities of the SDK."""

from collections.abc import Mapping
from typing import Any

from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.api.models import Attachment
from microsoft_teams.api.models.entity.citation_entity import CitationAppearance

from assistant.channels.replies.teams import reply
from assistant.types import Answer

CARD = "application/vnd.microsoft.card.adaptive"
_UNRATED = frozenset({"signposted"})


def sentence(text: str) -> MessageActivityInput:
    """A message of the app's own, as plain text: no mark, link or mention in it is live."""
    return MessageActivityInput(text=text, text_format="plain")


def answered(answer: Answer, *, note: str = "", buttons: bool = True) -> MessageActivityInput:
    """An answer with its citations, its card, and what marks it as made by a machine; `note` stands above it."""
    told = reply(answer, cards=buttons)
    message = MessageActivityInput(text=f"{note}\n\n{told.text}" if note else told.text, text_format="markdown")
    for citation in told.citations:
        appearance = CitationAppearance(name=citation.name, abstract=citation.abstract, url=citation.url or None)
        message.add_citation(citation.number, appearance)
    message.add_ai_generated()
    if answer.outcome not in _UNRATED and answer.composer != "fixed":
        message.add_feedback()
    if told.card:
        message.add_attachments(card(told.card))
    return message


def card(content: Mapping[str, Any]) -> Attachment:
    """An Adaptive Card as it is attached."""
    return Attachment(content_type=CARD, content=dict(content))
