"""Reading a question with the last turns, without a model."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.following import cues
from assistant.following.corrections import Correction, correction
from assistant.following.likeness import exchanged, named, swapped
from assistant.following.subjects import framed, has_own_subject, subject_of
from assistant.following.topics import leaves_the_topic, new_question
from assistant.types import Turn

_FRAGMENT = 6  # words: more make a question or a statement of their own
_TURNS = 4  # of the asker that are read


@dataclass(frozen=True, slots=True)
class Followed:
    """A question as it goes on from what came before.

    `asked` is the asker's own words, with a correction put in its place and without "something else:"; `alone` says the same so that it
    stands alone. `history` is what it is to be searched with: none where it says that it leaves the topic. `plainly` says that
    its own words show that it goes on, `changed_topic` that it leaves the topic, `corrected` that it mends the question before.
    """

    asked: str
    alone: str
    history: tuple[Turn, ...] = ()
    plainly: bool = False
    changed_topic: bool = False
    corrected: bool = False


def stand_alone(text: str, history: Sequence[Turn]) -> Followed:
    """Read a question with the turns before it, the oldest first."""
    turns = tuple(history)
    if leaves_the_topic(text):
        asked = new_question(text)
        return Followed(asked, asked, changed_topic=True)
    places = [place for place, turn in enumerate(turns) if turn.role == "user"]
    if not places:
        return Followed(text, text, turns)
    before = _last_alone(turns)
    mended = correction(text, before.alone)
    if mended is not None:
        asked = _corrected(before.alone, mended)
        return Followed(asked, asked, turns[: places[-1]], corrected=True)
    if cues.opens(text) or cues.points_back(text):
        return Followed(text, _joined(text, before.alone), turns, plainly=True)
    said = " ".join(turn.content for turn in turns[places[-1] :])
    is_new = cues.asks_anew(text) and has_own_subject(text, said)
    return Followed(text, text, () if is_new else turns, changed_topic=is_new)


def _last_alone(turns: Sequence[Turn]) -> Followed:
    """The last question of the history, read with those before it."""
    asked = [turn for turn in turns if turn.role == "user"][-_TURNS:]
    last = Followed("", "")
    for place, turn in enumerate(asked):
        earlier = (Turn("user", last.alone),) if place else ()
        last = stand_alone(turn.content, earlier)
    return last


def _corrected(question: str, mended: Correction) -> str:
    swap = swapped(question, mended.wrong, mended.right) if mended.wrong else None
    told = swap or exchanged(question, mended.right)
    if told is None and mended.narrows:
        return f"{question.strip(' ?!.')}, {mended.right}"
    return told or framed(question, _meant(mended.right))


def _meant(right: str) -> str:
    return named(right) if right.lower().endswith((" one", " ones")) else right


def _joined(text: str, question: str) -> str:
    """The question before with what is new in this one, or this one about the subject of that."""
    said = cues.without_opening(text)
    bare = said.strip(" ?!.,")
    if not cues.asks_anew(bare) and len(bare.split()) <= _FRAGMENT and (changed := exchanged(question, bare)):
        return changed
    if (found := cues.pointer(bare)) is not None and cues.asks_anew(bare):
        return f"{bare[: found.start()]}{subject_of(question)}{bare[found.end() :]}"
    if cues.asks_anew(bare):
        return f"{bare}, about {subject_of(question)}"
    return f"{question.strip(' ?!.')}, {bare}"
