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
    language to reply.
    """

    question: Question
    language: str
    phrases: Phrases
    english: bool
    sets_language: bool = False

    @property
    def text(self) -> str:
        return self.question.text


def hear(question: Question, detector: Detector) -> Heard:
    """Read a question before anything is done with it.

    Raises:
        QuestionError: the question holds nothing that can be read.
    """
    text = safety.clean(question.text)
    safety.check_question(text)
    text = safety.mask(text)
    history = tuple(map(_masked, question.history))
    language = reply_language(text, history, question.profile.language, detector).code
    wish = wish_of(text)
    return Heard(
        question=replace(question, text=text, history=history),
        language=language,
        phrases=Phrases.load(language),
        english=detector.detect(text).code == ENGLISH,
        sets_language=wish is not None and wish.alone,
    )


def _masked(turn: Turn) -> Turn:
    return replace(turn, content=safety.mask(safety.clean(turn.content)))
