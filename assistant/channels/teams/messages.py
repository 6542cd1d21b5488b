"""What the app says in Teams, as the activities of the SDK."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.api.models import Attachment
from microsoft_teams.api.models.entity.citation_entity import CitationAppearance

from assistant.channels.replies.cards import VERSION
from assistant.channels.replies.escaping import in_markdown
from assistant.channels.replies.reply import reply_of
from assistant.channels.replies.teams import TeamsReply, reply
from assistant.kept import Handoff
from assistant.types import Answer

CARD = "application/vnd.microsoft.card.adaptive"
_MOST_CITATIONS = 10
_LARGEST_QUOTES = 20_000  # characters of the cards of all quotes of a message


def sentence(text: str) -> MessageActivityInput:
    """A message of the app's own, as plain text: no mark, link or mention in it is live."""
    return MessageActivityInput(text=text, text_format="plain")


def replied(handoff: Handoff, words: Mapping[str, str]) -> MessageActivityInput:
    """A person's reply, with what it replies to; nothing that either wrote is live."""
    parts = (
        f"**{words['a_reply']}**",
        in_markdown(words["reply_to"].format(question=handoff.asked)),
        in_markdown(handoff.reply),
    )
    return MessageActivityInput(text="\n\n".join(parts), text_format="markdown")


def answered(answer: Answer, *, note: str = "", share: str = "", buttons: bool = True) -> list[MessageActivityInput]:
    """An answer with its citations and what marks it as made by a machine, and with its cards, each in a message.

    `note` stands above it; `share` is on the button with which its asker shows it to everyone there.
    """
    told, read = reply(answer, cards=buttons), reply_of(answer)
    message = MessageActivityInput(text=f"{note}\n\n{told.text}" if note else told.text, text_format="markdown")
    message.add_ai_generated()  # before the citations: the SDK makes it anew, and would then fill them with nulls
    _cite(message, told)
    if read.turn:
        message.add_feedback()
    first = _with_share(told.card, read.turn, share) if share and read.turn else told.card
    if first:
        message.add_attachments(_attached(first))
    return [message, *(MessageActivityInput(attachments=[_attached(each)]) for each in told.further)]


def only_card(messages: Iterable[MessageActivityInput]) -> Mapping[str, Any] | None:
    """The card of an answer; None where it has none, or more than one."""
    cards: list[Any] = [each.content for message in messages for each in message.attachments or ()]
    return cards[0] if len(cards) == 1 else None


def _cite(message: MessageActivityInput, told: TeamsReply) -> None:
    """The first citations, as many as Teams takes; its card names all of them. Whole quotes open from there while there is room."""
    room = _LARGEST_QUOTES
    for each in told.citations[:_MOST_CITATIONS]:
        quote = json.dumps(each.modal, ensure_ascii=False) if each.modal else ""
        room -= len(quote)
        text = quote if quote and room >= 0 else None
        message.add_citation(
            each.number, CitationAppearance(name=each.name, abstract=each.abstract, text=text, url=each.url or None)
        )


def _with_share(card: Mapping[str, Any] | None, turn: str, title: str) -> Mapping[str, Any]:
    data = {"verb": "share", "turn": turn}
    button = {"type": "Action.Execute", "title": title, "verb": "share", "data": data}
    actions = {"type": "ActionSet", "actions": [button]}
    base = card or {"type": "AdaptiveCard", "version": VERSION, "body": []}
    return {**base, "body": [*base["body"], actions]}


def _attached(card: Mapping[str, Any]) -> Attachment:
    return Attachment(content_type=CARD, content=dict(card))
