"""Modals: a quote where it stands, the rest of a long answer, and why an answer was not useful."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from assistant.channels.labels import labels
from assistant.channels.replies.slack import quote_view, rest
from assistant.channels.replies.slack_parts import MOST_MODAL_BLOCKS, Block, context, modal, plain
from assistant.channels.slack.marks import plain_section
from assistant.kept import KeptTurn, Rating, Reason

WHY = "why"
_MOST_COMMENT = 1_000  # characters


def quote_modal(turn: KeptTurn, number: int, *, page_is_there: bool) -> dict[str, Any]:
    """The quote of that number; with a sentence where its page is no longer among those that are read."""
    words = labels(turn.language)
    cited = next((each for each in turn.citations if each.number == number), None)
    if cited is None:
        return sentence_modal(words["quote_gone"], turn.language)
    shown = quote_view(cited, turn.language)
    gone = () if page_is_there else (context(words["page_gone"]),)
    return {**shown, "blocks": [*gone, *shown["blocks"]][:MOST_MODAL_BLOCKS]}


def rest_modal(turn: KeptTurn) -> dict[str, Any]:
    """The whole answer with its quotes, as far as a modal holds it."""
    words = labels(turn.language)
    shown = [block for page in rest(turn.answer, turn.citations, turn.language) for block in page]
    return modal(words["show_rest"], shown[:MOST_MODAL_BLOCKS], words["close"])


def sentence_modal(sentence: str, language: str = "en") -> dict[str, Any]:
    """One sentence in place of what was to be shown."""
    words = labels(language)
    return modal(words["sources"], [plain_section(sentence)], words["close"])


def why_modal(turn: str, language: str = "en") -> dict[str, Any]:
    """Asks why an answer was not useful; the rating itself is kept already."""
    words = labels(language)
    options = [{"text": plain(words[f"reason_{reason}"]), "value": reason} for reason in get_args(Reason)]
    asked = [
        _input("reason", words["why_not_useful"], {"type": "radio_buttons", "options": options}),
        _input("comment", words["why_comment"], {"type": "plain_text_input", "multiline": True, "max_length": _MOST_COMMENT}),
    ]
    shown = modal(words["your_rating"], asked, words["close"])
    return shown | {"callback_id": WHY, "private_metadata": turn, "submit": plain(words["send"])}


def rating_of(view: Mapping[str, Any]) -> Rating:
    """What somebody chose and wrote in the modal that asks why."""
    values = (view.get("state") or {}).get("values") or {}
    chosen, written = ((values.get(name) or {}).get(name) or {} for name in ("reason", "comment"))
    option = (chosen.get("selected_option") or {}).get("value")
    comment = str(written.get("value") or "")
    reason = next((each for each in get_args(Reason) if each == option), None)
    return Rating(useful=False, reason=reason, comment=comment[:_MOST_COMMENT])


def _input(name: str, label: str, element: Mapping[str, Any]) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "optional": True,
        "label": plain(label),
        "element": {**element, "action_id": name},
    }


def home_view(blocks: Sequence[Block]) -> dict[str, Any]:
    """The Home tab."""
    return {"type": "home", "blocks": list(blocks)[:MOST_MODAL_BLOCKS]}
