"""A question as it is heard: cleaned, masked, and with the language it is in and is answered in."""

from dataclasses import dataclass, replace

from assistant import safety
from assistant.answering.parts import Detector
from assistant.language import ENGLISH
from assistant.phrases import Phrases
from assistant.types import Question, Turn


@dataclass(frozen=True, slots=True)
class Heard:
    """A question whose text and history are cleaned and masked.

    `language` is the code of the language that is answered in, `phrases` its fixed sentences (English where there are none);
    `english` says whether the question itself is in English, which is what is searched.
    """

    question: Question
    language: str
    phrases: Phrases
    english: bool

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
    preferred = question.profile.language
    language = detector.detect(text, preferred)
    # The asker's own setting is for the reply; what is searched for is in the language it is written in.
    written = detector.detect(text) if preferred else language
    kept = replace(question, text=text, history=tuple(map(_masked, question.history)))
    return Heard(kept, language.code, Phrases.load(language.code), written.code == ENGLISH)


def _masked(turn: Turn) -> Turn:
    return replace(turn, content=safety.mask(safety.clean(turn.content)))
