"""A question as it is heard: cleaned, masked, and with the language it is in and is answered in."""

from dataclasses import dataclass, replace

from assistant import safety
from assistant.answering.parts import Detector
from assistant.language import ENGLISH
from assistant.phrases import Phrases
from assistant.reply_language import reply_language, wish_of
from assistant.types import Question, Turn


@dataclass(frozen=True, slots=True)
class Heard:
    """A question whose text and history are cleaned and masked.

    `language` is the code of the language that is answered in, `phrases` its fixed sentences (English where there are none);
    `english` says whether the question itself is in English, which is what is searched; `sets_language` that it says nothing but in which
    language to reply; `hidden` names what of the text was masked.
    """

    question: Question
    language: str
    phrases: Phrases
    english: bool
    sets_language: bool = False
    hidden: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.question.text

    @property
    def notices(self) -> tuple[str, ...]:
        """What the asker must know of how the question was heard."""
        return (self.phrases.masked.format(what=", ".join(self.hidden)),) if self.hidden else ()


def hear(question: Question, detector: Detector) -> Heard:
    """Read a question before anything is done with it.

    Raises:
        QuestionError: the question holds nothing that can be read.
    """
    safety.check_question(safety.clean(question.text))
    masked = safety.read(question.text)
    text = masked.text
    history = tuple(map(_masked, question.history))
    language = reply_language(text, history, question.profile.language, detector).code
    wish = wish_of(text)
    return Heard(
        question=replace(question, text=text, history=history),
        language=language,
        phrases=Phrases.load(language),
        english=detector.detect(text).code == ENGLISH,
        sets_language=wish is not None and wish.alone,
        hidden=masked.found,
    )


def _masked(turn: Turn) -> Turn:
    return replace(turn, content=safety.read(turn.content).text)
