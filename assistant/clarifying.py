"""Asking back, once: a question that could be about many things, with what it may mean to choose from."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from assistant.phrases import Phrases, languages
from assistant.types import Choice, Evidence, Findings, Passage, Turn
from assistant.words import tokens

MOST = 4  # choices
PUBLISHED = 0.95  # cosine with a question that a page answers, from which that page answers what is asked
_FEWEST = 2
_APART = 0.16  # score between the best match and the best of another document, from which the first is meant
_BARE = 2  # words: a keyword, and no question
_LONGEST = 9  # words of a question that may be asked back
_LABEL = 60  # characters
_WORDS = range(3, 15)  # of a question to choose
_DEFINITE = re.compile(r"\b(?:the|this|that|my) (?:\w+ )?(\w+)\b", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:what|how|who|when|where|why|which|is|are|do|does|can|could|will|should|am)\b", re.IGNORECASE)
_NAME = re.compile(r"(?:^|\s)(?:NHS )?((?:[A-Z]\w+ ){2,}[A-Z]?\w*)")
_LINE = re.compile(r"^(\d)\. (.+)$", re.MULTILINE)
_ORDINALS = (
    re.compile(r"(?:1|one|(?:the )?(?:first|1st)(?: one)?|number (?:1|one)|a)", re.IGNORECASE),
    re.compile(r"(?:2|two|(?:the )?(?:second|2nd)(?: one)?|number (?:2|two)|b)", re.IGNORECASE),
    re.compile(r"(?:3|three|(?:the )?(?:third|3rd)(?: one)?|number (?:3|three)|c)", re.IGNORECASE),
    re.compile(r"(?:4|four|(?:the )?(?:fourth|4th|last)(?: one)?|number (?:4|four)|d)", re.IGNORECASE),
)
_FILLER = re.compile(r"^(?:the|i mean|i meant|um|er|ok|option|no\.?|number)\s+|\s+(?:one|please|pls)$", re.IGNORECASE)
_REPLY = 8  # words: a longer message is a question of its own


@dataclass(frozen=True, slots=True)
class Clarified:
    """What a question may mean: `label` names it shortly, `value` is a question that can be asked as it stands."""

    choices: tuple[Choice, ...]

    def text(self, phrases: Phrases) -> str:
        """The question back, its choices numbered so that a number answers it."""
        lines = (f"{number}. {choice.label}" for number, choice in enumerate(self.choices, 1))
        return "\n".join((phrases.which_one, "", *lines, "", phrases.own_words))


def clarify(findings: Findings, text: str, history: Sequence[Turn]) -> Clarified | None:
    """What to ask back about a question that stands alone; None where it says enough, or where the last turn asked back already."""
    if not findings.asked.english or not findings.matches or _asked_last(history):
        return None
    if len(text.split()) > _LONGEST or not is_vague(text) or _names_a_source(findings, text):
        return None
    if _is_sure(findings) and not (_is_bare(text) or _is_definite(text)):
        return None
    choices = tuple(_keywords(findings, text) if _is_bare(text) else _meanings(findings, text))
    if len(choices) < _FEWEST and not _is_sure(findings):
        choices = tuple(_meanings(findings, text))
    return Clarified(choices) if len(choices) >= _FEWEST else None


def is_vague(text: str) -> bool:
    """Whether a question names nothing that tells what it is about."""
    says_little = _umbrella() | _broad() if _is_bare(text) else _umbrella()
    return all(stem in says_little for stem in tokens(text))


def resolved(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """The turns, with each question that was asked back put together with the reply to that."""
    turns: list[Turn] = []
    for turn in history:
        if turn.role == "user" and (meant := picked(turn.content, turns)) is not None:
            del turns[-2:]
            turns.append(replace(turn, content=meant))
        else:
            turns.append(turn)
    return tuple(turns)


def stands_out(findings: Findings) -> bool:
    """Whether the best match is far better than the best of any other document."""
    first, *others = findings.matches
    other = next((match.score for match in others if match.passage.document != first.passage.document), 0.0)
    return first.score - other >= _APART


def picked(text: str, history: Sequence[Turn]) -> str | None:
    """The question that a reply to one asked back makes whole; None where it is no such reply."""
    if len(history) < len(("question", "asked back")) or not _asks_back(history[-1]) or history[-2].role != "user":
        return None
    labels = [found[2].strip() for found in _LINE.finditer(history[-1].content)]
    said = text.strip(" .!?")
    chosen = _by_number(said, labels) or _by_words(said, labels)
    if chosen is not None:
        return chosen if chosen.endswith("?") else about(history[-2].content, chosen)
    is_reply = len(said.split()) <= _REPLY and not _ASKS.search(said)
    return about(history[-2].content, _bare(said)) if is_reply and not is_vague(said) else None


def about(question: str, subject: str) -> str:
    """The question said to be about that."""
    return f"{question.strip(' ?!.')}: {subject}"


def _by_number(said: str, labels: Sequence[str]) -> str | None:
    return next((label for form, label in zip(_ORDINALS, labels, strict=False) if form.fullmatch(said)), None)


def _by_words(said: str, labels: Sequence[str]) -> str | None:
    """The only choice that has all the words of a short reply."""
    words = set(tokens(_bare(said)))
    found = [label for label in labels if words and words <= set(tokens(label))]
    return found[0] if len(found) == 1 and len(said.split()) <= _REPLY else None


def _bare(said: str) -> str:
    return _FILLER.sub("", _FILLER.sub("", said))


def _asked_last(history: Sequence[Turn]) -> bool:
    return bool(history) and (_asks_back(history[-1]) or history[-1].content.rstrip().endswith("?"))


def _asks_back(turn: Turn) -> bool:
    return turn.role == "assistant" and turn.content.lstrip().startswith(_asking())


def _is_sure(findings: Findings) -> bool:
    return findings.signals.get("nearest_answered", 0.0) >= PUBLISHED or stands_out(findings)


def _names_a_source(findings: Findings, text: str) -> bool:
    said = set(tokens(text))
    titles = (set(tokens(_titled(match.passage))) for match in findings.matches)
    return any(len(title) > 1 and title <= said for title in titles) or any(set(name) <= said for name in _names(findings))


def _names(findings: Findings) -> Iterator[tuple[str, ...]]:
    """The names in titles: runs of words in capitals, as in "NHS Learning Support Fund and student grants"."""
    for match in findings.matches:
        for found in _NAME.finditer(match.passage.title):
            yield tuple(tokens(found[1]))


def _is_bare(text: str) -> bool:
    return len(text.split()) <= _BARE and not _ASKS.search(text)


def _is_definite(text: str) -> bool:
    return any(set(tokens(found[1])) & _umbrella() for found in _DEFINITE.finditer(text))


def _meanings(findings: Findings, text: str) -> Iterator[Choice]:
    """The question about each of the sources that are nearest to it."""
    titles = dict.fromkeys(_titled(match.passage) for match in findings.matches)
    for title in [title for title in titles if title][:MOST]:
        yield Choice(title, about(text, title))


def _keywords(findings: Findings, text: str) -> Iterator[Choice]:
    """Questions with these words that the nearest sources say they answer, first one of each."""
    said = set(tokens(text))
    asked = [[each for each in _questions(item) if said & set(tokens(each))] for item in findings.sides[0]]
    by_source = [own[0] for own in asked if own] + [question for own in asked for question in own[1:]]
    for question in list(dict.fromkeys(by_source))[:MOST]:
        yield Choice(question, question)


def _questions(item: Evidence) -> Iterator[str]:
    """A question of each unit of a passage, the likeliest unit first."""
    places = sorted(range(len(item.shares)), key=lambda place: -item.shares[place])
    for place in places:
        question = next((each for each in item.passage.units[place].likely if _can_be_chosen(each)), "")
        if question:
            yield f"{question[:1].upper()}{question[1:].rstrip('?')}?"


def _can_be_chosen(question: str) -> bool:
    return question.isascii() and len(question.split()) in _WORDS and bool(_ASKS.match(question))


def _titled(passage: Passage) -> str:
    title = passage.title.partition(":")[0].strip()
    return title if len(title) <= _LABEL else ""


@cache
def _umbrella() -> frozenset[str]:
    return _words("umbrella")


@cache
def _broad() -> frozenset[str]:
    return _words("broad")


def _words(name: str) -> frozenset[str]:
    table = tomllib.loads(resources.files("assistant").joinpath("clarifying.toml").read_text(encoding="utf-8"))
    return frozenset(tokens(table[name]))


@cache
def _asking() -> tuple[str, ...]:
    return tuple(dict.fromkeys(Phrases.load(language).which_one for language in languages()))
