"""A question as it is heard: cleaned, masked, and with the language it is in and is answered in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant import safety
from assistant.clarifying import picked, resolved
from assistant.following import Followed, counting, stand_alone
from assistant.language import ENGLISH
from assistant.phrases import Phrases
from assistant.reply_language import Detector, reply_language, wish_of
from assistant.terms import asked_of
from assistant.types import Question, Turn

_WHOLE = 5  # words


@dataclass(frozen=True, slots=True)
class Heard:
    """A question whose text and history are cleaned and masked, read with what came before it: the text is what is asked by it.

    `typed` is its text as it is repeated, `before` all turns before it. `followed` is how it goes on from those of them that count.
    `language` is the code of the language that is answered in, `phrases` its fixed sentences (English where there are none);
    `english` says whether the question itself is in English, which is what is searched; `sets_language` that it says nothing but in which
    language to reply; `hidden` names what of the text was masked.
    """

    question: Question
    language: str
    phrases: Phrases
    english: bool
    typed: str
    before: tuple[Turn, ...]
    followed: Followed
    sets_language: bool = False
    hidden: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.question.text

    @property
    def notices(self) -> tuple[str, ...]:
        """What the asker must know of how the question was heard."""
        return (self.phrases.masked.format(what=", ".join(self.hidden)),) if self.hidden else ()


def hear(question: Question, detector: Detector, is_guarded: Callable[[str], bool]) -> Heard:
    """Read a question before anything is done with it; `is_guarded` knows the messages that later ones do not go on from.

    Raises:
        QuestionError: the question holds nothing that can be read.
    """
    safety.check_question(safety.clean(question.text))
    masked = safety.read(question.text)
    history = tuple(map(_masked, question.history))
    language = reply_language(masked.text, history, question.profile.language, detector).code
    wish = wish_of(masked.text)
    counted = counting(resolved(history), is_guarded)
    meant = picked(masked.text, history) or asked_of(masked.text)
    if not meant and _changes_language(masked.text, counted, detector):
        meant = masked.text
    followed = Followed(meant, meant, changed_topic=True) if meant else stand_alone(masked.text, counted)
    # Who somebody is, as they said before, stays true when they change the topic.
    kept = replace(question, text=followed.asked, history=counted if followed.changed_topic else followed.history)
    return Heard(
        question=kept,
        language=language,
        phrases=Phrases.load(language),
        english=detector.detect(masked.text).code == ENGLISH,
        typed=masked.text,
        before=history,
        followed=followed,
        sets_language=wish is not None and wish.alone,
        hidden=masked.found,
    )


def _changes_language(text: str, history: Sequence[Turn], detector: Detector) -> bool:
    """Whether a whole question comes in another language than the one before: it says by itself what it is about.

    What shows that a question goes on is known of English alone.
    """
    last = next((turn.content for turn in reversed(history) if turn.role == "user"), "")
    if not last or len(text.split()) < _WHOLE:
        return False
    now, before = detector.detect(text), detector.detect(last)
    return now.confident and before.confident and now.code not in (before.code, ENGLISH)


def _masked(turn: Turn) -> Turn:
    return replace(turn, content=safety.read(turn.content[: safety.MAX_CHARACTERS]).text)
