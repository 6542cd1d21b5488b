"""Asking a person in chat: what people are told before anything is sent, what they may choose, and what they are told after."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache

from assistant.errors import NotKept
from assistant.kept import Handoff, KeptTurn, told_profile
from assistant.phrases import Phrases, languages
from assistant.types import Answer, Choice, Outcome, Profile

KIND = "handoff"
_MOST_OFFERS = 10_000
_POLITE = re.compile(r"^(?:(?:yes|ok|okay|please)\W+)+|\W+(?:please|pls|now)$", re.IGNORECASE)
_CHOSEN = re.compile(r"(.{1,80}) \[([\w-]{1,64})\]")


@dataclass(frozen=True, slots=True)
class Team:
    """Who answers questions for a person, and when, as people are told; `copies` names where else they are told of them."""

    name: str = "the learning and development team"
    within: str = "within two working days"
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose about the turn that was offered to be sent, and the code of the language that it is said in."""

    label: str
    turn: str
    sends: bool
    with_profile: bool
    language: str


TEAM = Team()


@dataclass(frozen=True, slots=True)
class Offer:
    """What would be sent to a person: `profile` only with consent."""

    question: str
    answer: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class LastOffers:
    """Which turn was offered last in a conversation, as this process remembers it; a tap needs no memory, what is typed does."""

    turns: dict[tuple[str, str], str] = field(default_factory=dict)

    def make(self, person: str, conversation: str, turn: str) -> None:
        """Remember an offer; where there are too many, all before it are forgotten."""
        if len(self.turns) >= _MOST_OFFERS:
            self.turns.clear()
        self.turns[person, conversation] = turn

    def take(self, person: str, conversation: str) -> str:
        """The turn that was offered, once; "" where none was."""
        return self.turns.pop((person, conversation), "")


def chosen(text: str) -> Chosen | None:
    """The choice that a message is; None where it is none of ours.

    A tap names the turn: what is tapped late, or again, still sends what its reader was told of. One that is typed means the last.
    """
    found = _CHOSEN.fullmatch(text.strip())
    if found is None:
        return _typed().get(_POLITE.sub("", text).strip(" .!").casefold())
    choice = _labels().get(found[1])
    return replace(choice, turn=found[2]) if choice else None


def offered(turn: KeptTurn | None, profile: Profile, team: Team, phrases: Phrases) -> Answer:
    """Who would see the turn, what would be sent, and when they answer, with the choice."""
    if turn is None:
        return nothing_to_send(team, phrases)
    known = told_profile(asdict(profile))
    told = (
        phrases.handoff_offer.strip().format(team=team.name, within=team.within),
        phrases.handoff_copies.format(copies=team.copies) if team.copies else "",
        phrases.handoff_offer_profile.format(profile=known) if known else "",
        phrases.handoff_question.format(question=turn.question),
    )
    text = "\n\n".join(part for part in told if part)
    labels = (phrases.handoff_send, *((phrases.handoff_send_profile,) if known else ()), phrases.handoff_keep)
    choices = tuple(Choice(label, f"{label} [{turn.id}]") for label in labels)
    return _answer(text, phrases, choices, "clarify")


async def done(choice: Chosen, hand_over: Callable[[], Awaitable[Handoff]], team: Team) -> Answer:
    """What is said once a choice is done; `hand_over` sends the turn, and may raise NotKept and RecordsUnavailable."""
    phrases = Phrases.load(choice.language)
    if not choice.sends:
        return kept_back(phrases)
    try:
        return sent(await hand_over(), team, phrases)
    except NotKept:
        return nothing_to_send(team, phrases)


def sent(handoff: Handoff, team: Team, phrases: Phrases) -> Answer:
    """That it was sent, and all that was."""
    text = phrases.handoff_sent.format(team=team.name, within=team.within)
    known = told_profile(handoff.profile)
    return _answer(f"{text}\n\n{phrases.handoff_sent_profile.format(profile=known)}" if known else text, phrases)


def kept_back(phrases: Phrases) -> Answer:
    """That nothing was sent."""
    return _answer(phrases.handoff_kept, phrases)


def nothing_to_send(team: Team, phrases: Phrases) -> Answer:
    """That a question has to be asked first."""
    return _answer(phrases.handoff_nothing.format(team=team.name), phrases, outcome="clarify")


def _answer(text: str, phrases: Phrases, choices: tuple[Choice, ...] = (), outcome: Outcome = "answered") -> Answer:
    notices = (phrases.not_checked,) if phrases.not_checked else ()
    return Answer("", phrases.language, outcome, KIND, text, choices=choices, notices=notices, composer="fixed")


@cache
def _labels() -> Mapping[str, Chosen]:
    labels: dict[str, Chosen] = {}
    for code in reversed(languages()):  # English last: what has no translation is English
        phrases = Phrases.load(code)
        labels[phrases.handoff_keep] = Chosen(phrases.handoff_keep, "", sends=False, with_profile=False, language=code)
        labels[phrases.handoff_send] = Chosen(phrases.handoff_send, "", sends=True, with_profile=False, language=code)
        labels[phrases.handoff_send_profile] = Chosen(
            phrases.handoff_send_profile, "", sends=True, with_profile=True, language=code
        )
    return labels


@cache
def _typed() -> Mapping[str, Chosen]:
    """The choices by their labels in small letters."""
    return {label.casefold(): choice for label, choice in _labels().items()}
