"""The Home tab: a person's checklist, the language of their answers, and what is kept about them."""

from collections.abc import Iterator, Mapping

from assistant.channels.labels import labels, languages
from assistant.channels.replies.pieces import rows
from assistant.channels.replies.slack_parts import MOST_BOXES, MOST_MODAL_BLOCKS, Block, actions, checkboxes, context, plain
from assistant.channels.slack.marks import plain_section
from assistant.conversing import Conversations
from assistant.errors import AssistantError
from assistant.kept import Held
from assistant.reply_language import own_name
from assistant.types import Details, Item, Question

LANGUAGE, FORGET = "language", "forget"


async def checklist_of(conversations: Conversations, held: Held) -> Details | None:
    """The checklist that a person asked for last, as the pages have it now; nothing of it is kept again."""
    asked = next((turn.question for turn in held.turns if turn.kind == "journey" and turn.question), "")
    if not asked:
        return None
    try:
        answer = await conversations.assistant.answer(Question(asked, profile=held.profile, tool="journey", channel="slack"))
    except AssistantError:
        return None  # it is shown again once there is an index
    return answer.details if answer.details is not None and answer.details.id else None


def home_blocks(held: Held | None, checklist: Details | None, note: str = "") -> list[Block]:
    """What the tab shows of a person; None where what is kept cannot be reached, `note` a sentence on what was just done."""
    words = labels(held.language if held and held.language else "en")
    shown: list[Block] = [_heading(words["home_title"]), plain_section(words["home_how"])]
    if note:
        shown.append(plain_section(note))
    if held is None:
        return [*shown, plain_section(words["home_unreachable"])]
    about = [_heading(words["home_data"]), *_about(held, words)]
    journey = [_heading(words["home_journey"]), *_journey(held, checklist, words)]
    return [*shown, *journey[: MOST_MODAL_BLOCKS - len(shown) - len(about)], *about]


def _journey(held: Held, checklist: Details | None, words: Mapping[str, str]) -> Iterator[Block]:
    if checklist is None:
        yield plain_section(words["home_no_journey"])
        return
    done = frozenset(tick.step for tick in held.ticks if tick.journey == checklist.id)
    yield context(checklist.title)
    number = 0
    for item in checklist.items:
        steps = [step for step in item.steps if step.id]
        if steps:
            yield context(item.title)
            yield plain_section(_in_full(item))
        for some in rows(steps, MOST_BOXES):
            yield actions([checkboxes(checklist.id, some, done)]) | {"block_id": f"steps {number}"}
            number += 1


def _in_full(item: Item) -> str:
    return "\n".join(f"• {step.text}" for step in item.steps)


def _about(held: Held, words: Mapping[str, str]) -> Iterator[Block]:
    counts = {"turns": len(held.turns), "handoffs": len(held.handoffs), "ticks": len(held.ticks)}
    yield plain_section(words["home_held"].format(**counts))
    names = {code: own_name(code) for code in languages()}
    options = [{"text": plain(name), "value": code} for code, name in names.items()]
    chosen = [option for option in options if option["value"] == held.language]
    select = {
        "type": "static_select",
        "action_id": LANGUAGE,
        "placeholder": plain(words["home_language"]),
        "options": options,
    }
    forget = {
        "type": "button",
        "action_id": FORGET,
        "style": "danger",
        "text": plain(words["forget_me"]),
        "confirm": {
            "title": plain(words["forget_me"]),
            "text": plain(words["home_forget_sure"]),
            "confirm": plain(words["forget_me"]),
            "deny": plain(words["home_forget_keep"]),
        },
    }
    yield actions([select | ({"initial_option": chosen[0]} if chosen else {}), forget])


def _heading(text: str) -> Block:
    return {"type": "header", "text": plain(text)}
