"""A question as it is heard: cleaned, masked, and with the language it is in and is answered in."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant import safety
from assistant.answering.parts import Detector
from assistant.clarifying import picked, resolved
from assistant.following import Followed, counting, stand_alone
from assistant.language import ENGLISH
from assistant.phrases import Phrases
from assistant.types import Question, Turn


@dataclass(frozen=True, slots=True)
class Heard:
    """A question whose text and history are cleaned and masked, read with what came before it: the text is what is asked by it.

    `typed` is its text as it is repeated, `before` all turns before it. `followed` is how it goes on from
    its history; turns that do not count are in neither.
    `language` is the code of the language that is answered in, `phrases` its fixed sentences (English where there are none);
    `english` says whether the question itself is in English, which is what is searched.
    """

    question: Question
    language: str
    phrases: Phrases
    english: bool
    typed: str
    before: tuple[Turn, ...]
    followed: Followed

    @property
    def text(self) -> str:
        return self.question.text


def hear(question: Question, detector: Detector, is_guarded: Callable[[str], bool]) -> Heard:
    """Read a question before anything is done with it; `is_guarded` knows the messages that later ones do not go on from.

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
    before = tuple(map(_masked, question.history))
    counted = counting(resolved(before), is_guarded)
    meant = picked(text, before)
    followed = Followed(meant, meant, changed_topic=True) if meant else stand_alone(text, counted)
    # Who somebody is, as they said before, stays true when they change the topic.
    kept = replace(question, text=followed.asked, history=counted if followed.changed_topic else followed.history)
    return Heard(kept, language.code, Phrases.load(language.code), written.code == ENGLISH, text, before, followed)


def _masked(turn: Turn) -> Turn:
    return replace(turn, content=safety.mask(safety.clean(turn.content)))
