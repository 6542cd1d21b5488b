"""The careers desk: which tool a question is for, what is known of the asker, and what the tool says."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.advice import Advice, Part, Signs, Understood
from assistant.careers import barriers
from assistant.careers.bookshelf import Bookshelf, Shelf
from assistant.careers.briefings.coaching import coaching, is_for_coach, shown, voice_of
from assistant.careers.claims import CLEAR, claimed, heeded, is_left_open
from assistant.careers.intents import WHOLE, asks_for_all, tool_for
from assistant.careers.journeys.checklists import journey
from assistant.careers.journeys.study_leave import study_leave
from assistant.careers.kinds import Kinds, Utterance, Vector
from assistant.careers.learning.programmes import learning_advice
from assistant.careers.learning.wishes import wish_of
from assistant.careers.people.description import SelfDescription, described
from assistant.careers.people.statements import only_adds_a_fact
from assistant.careers.routes.headings import asked_under
from assistant.careers.routes.parts import LENGTH, asked_of_routes, only, parts_asked
from assistant.careers.routes.pathways import plan
from assistant.careers.routes.reading import asked_in, goal_in, main_role
from assistant.careers.routes.telling import PathwayAsked
from assistant.careers.schemes import taps
from assistant.careers.schemes.funding import funding
from assistant.errors import IndexNotReady, ModelUnavailable
from assistant.knowledge.schema import Role
from assistant.types import Profile, Question, Tool

_EARLIER = 4  # messages of the asker that still say who they are
_STATEMENT = re.compile(  # and no wish for something else than what was told
    r"(?i)(?!(?:i|i'm|im|we) (?:am |would |wud )?(?:want|wanna|like|need|thinking|looking)\b(?! (?:it|that|this|part|full)\b))"
    r"(?:i|i'm|im|i've|ive|my|it|its|it's|yes|no|not|we|our|a mayor|full|part|only|at|on|in|free|online)\b[^?]{0,120}"
)
_BRIEFING = "Briefing:"
_BARRIERS_AFTER: frozenset[Tool] = frozenset({"pathway", "funding"})


@dataclass(frozen=True, slots=True)
class _Sitting:
    """One question at the desk: the words that are asked, and what the asker wrote before them, the oldest first."""

    shelf: Shelf
    tool: Tool
    text: str
    earlier: tuple[str, ...]
    profile: Profile
    today: date
    own: str
    called: bool = False  # by name, so that the profile is that of whom the text is about
    by_vector: bool = False  # asked for by a vector, and by no words
    both_ends: bool = False  # of a path are named
    ticked: frozenset[str] = frozenset()  # ids of steps

    def described(self, role: str) -> SelfDescription:
        record = self.shelf.book.get(Role, role) if role else None
        return described(self.profile, self.text, self.today, record, history=self.earlier)


class CareersDesk:
    """Answers what is for a careers tool from the records on the shelf.

    `kinds` chooses the tool; `count` is told what stops people; `vector_of` gives the vector of a question that was asked before and may
    raise ModelUnavailable.
    """

    def __init__(self, shelf: Bookshelf, kinds: Kinds, count: Callable[[str], None], vector_of: Callable[[str], Vector]) -> None:
        self._shelf = shelf
        self._kinds = kinds
        self._count = count
        self._vector_of = vector_of

    async def understood(self, question: Question) -> Understood:
        """What the pages are asked, and how the question is shown, where its own words are neither."""
        text, tool = question.text, question.tool
        barrier = barriers.named(text)
        if barrier is not None:
            await asyncio.to_thread(barriers.counted, barrier, self._count)
            return Understood(barrier.question, text)
        if text.startswith(_BRIEFING) or "briefing" in {tool, tool_for(text, (), known=False)}:
            return await asyncio.to_thread(self._without_name, text, tool is not None)
        is_plain = asks_for_all(text) or only_adds_a_fact(text, taps.ALL) or bool(asked_of_routes(question))
        return Understood(text, text, plain=is_plain)

    async def advise(self, question: Question, signs: Signs, today: date) -> Advice | None:
        """What a tool says to a question; None where it is none of theirs, or there are no records for it.

        Where the words do not plainly ask for a tool, its vector may; but not where a page answers just this, or pages leave it open.
        """
        return await asyncio.to_thread(self._advise, question, signs, today)

    def _without_name(self, text: str, called: bool) -> Understood:
        try:
            return shown(self._shelf.shelf(), text, called)
        except IndexNotReady:  # that is said where the answer would be, after help for whoever needs it
            return Understood(text, text)

    def _advise(self, question: Question, signs: Signs, today: date) -> Advice | None:
        asked = Utterance(question.text, lambda _: heeded(self._kinds.classifier, signs))
        if (of_routes := self._of_routes(question, today)) is not None:
            return of_routes
        turns = self._turns(question) if question.tool is None and _STATEMENT.fullmatch(question.text) else ()
        # The records are opened only then: to read them takes a while the first time.
        if question.tool is None and not any(map(self._kinds.may_be_for_a_tool, (asked, *reversed(turns)))):
            return None
        sitting = self._sitting(question, asked, turns, today)
        if sitting is None or (sitting.by_vector and is_left_open(sitting.tool, signs, both_ends=sitting.both_ends)):
            return None
        advice = _SAID[sitting.tool](sitting)
        if question.tool is None and advice.outcome == "clarify" and not self._may_ask_back(sitting, asked):
            return None  # a page can say something, where the tool would only ask back
        if not advice.lines and advice.outcome == "no_evidence":
            return None
        claim = claimed(advice, signs, self._sureness(sitting, asked))
        whole = "" if claim == "plainly" else f"{WHOLE[sitting.tool]}: {question.text}"
        advice = replace(advice, claim=claim, whole=whole)
        if sitting.tool in _BARRIERS_AFTER and advice.outcome in {"answered", "partial"}:
            advice = replace(advice, choices=(*advice.choices, *barriers.choices()))
        return advice

    def _sureness(self, sitting: _Sitting, asked: Utterance) -> float:
        return self._kinds.classifier.sureness(asked.vector) if sitting.by_vector else 1.0

    def _may_ask_back(self, sitting: _Sitting, asked: Utterance) -> bool:
        is_clear = self._sureness(sitting, asked) >= CLEAR
        return (sitting.tool == "journey" and is_clear) or (
            sitting.tool == "briefing" and (is_for_coach(sitting.text) or (sitting.by_vector and is_clear))
        )

    def _turns(self, question: Question) -> tuple[Utterance, ...]:
        return tuple(Utterance(text, self._vector) for text in _earlier(question))

    def _vector(self, text: str) -> Vector | None:
        try:
            return self._vector_of(text)
        except ModelUnavailable:
            return None

    def _sitting(self, question: Question, asked: Utterance, turns: Sequence[Utterance], today: date) -> _Sitting | None:
        shelf = self._shelf.shelf()
        if not shelf.book.records:
            return None
        earlier = _earlier(question)
        own = _own_role(shelf, question.profile, earlier)
        roles = [mention.role for mention in shelf.names.find(question.text).mentions]
        told = question.tool or tool_for(question.text, roles, known=bool(own))
        tool = told or self._kinds.likely_tool(asked, has_role=bool(roles or own))
        if tool is None:
            return self._gone_on(shelf, question, turns, today)
        at = _Sitting(shelf, tool, question.text, earlier, question.profile, today, own, called=question.tool is not None)
        return replace(at, by_vector=told is None, both_ends=len(set(roles)) > 1, ticked=question.ticked)

    def _tool(self, shelf: Shelf, asked: Utterance, own: str) -> Tool | None:
        roles = [mention.role for mention in shelf.names.find(asked.text).mentions]
        return self._kinds.tool_of(asked, roles, known=bool(own))

    def _of_routes(self, question: Question, today: date) -> Advice | None:
        """A part of the routes that were told, or (but for lengths, of which pages may differ) asked for, last; None where none says it."""
        parts = parts_asked(question.text) if question.history and question.tool is None else frozenset[Part]()
        if not parts:
            return None
        shelf, earlier = self._shelf.shelf(), _earlier(question)
        told = asked_under(question.history[-1].content, shelf.book)
        asked = told or (None if parts & LENGTH else goal_in(shelf.names, ". ".join(earlier[-1:])))
        if asked is None:
            return None
        asked = replace(asked, whole=bool(parts - LENGTH), prefers=asked_in(shelf.names, ". ".join(earlier)).prefers)
        at = _Sitting(shelf, "pathway", question.text, earlier, question.profile, today, asked.origin)
        return only(_planned(at, asked), parts)

    def _gone_on(self, shelf: Shelf, question: Question, turns: Sequence[Utterance], today: date) -> _Sitting | None:
        """A fact that the asker adds ("I have GCSE maths") goes on with the last question that was for a tool."""
        earlier = tuple(turn.text for turn in turns)
        for place in range(len(turns) - 1, -1, -1):
            before = earlier[:place]
            own = _own_role(shelf, question.profile, before)
            tool = self._tool(shelf, turns[place], own)
            if tool is not None:
                said = ". ".join((*earlier[place:], question.text))
                return _Sitting(shelf, tool, said, before, question.profile, today, own, ticked=question.ticked)
        return None


def _earlier(question: Question) -> tuple[str, ...]:
    return tuple(turn.content for turn in question.history if turn.role == "user")[-_EARLIER:]


def _own_role(shelf: Shelf, profile: Profile, earlier: Sequence[str]) -> str:
    """The asker's role as it is known from the profile or the conversation, or ""."""
    if profile.role and (
        named := main_role(shelf.names.find(f"band {profile.band} {profile.role}" if profile.band else profile.role))
    ):
        return named
    return next((role for text in reversed(earlier) if (role := asked_in(shelf.names, text).origin)), "")


def _with_complaints(advice: Advice, of: SelfDescription) -> Advice:
    return replace(advice, notices=tuple(dict.fromkeys((*of.complaints, *advice.notices))))


def _pathway(at: _Sitting) -> Advice:
    return _planned(at, asked_in(at.shelf.names, at.text, at.own))


def _planned(at: _Sitting, asked: PathwayAsked) -> Advice:
    of = at.described(asked.origin)
    return _with_complaints(plan(at.shelf.book, of.circumstances, asked), of)


def _funding(at: _Sitting) -> Advice:
    of = at.described(_who(at).origin)
    return _with_complaints(funding(at.shelf.book, of.circumstances, at.text), of)


def _learning(at: _Sitting) -> Advice:
    of = at.described(_who(at).origin)
    return _with_complaints(learning_advice(at.shelf.book, of.circumstances, wish_of(at.text)), of)


def _journey(at: _Sitting) -> Advice:
    of = at.described(_who(at).origin)
    return _with_complaints(journey(at.shelf.book, of.circumstances, at.text, at.earlier, at.ticked), of)


def _study_leave(at: _Sitting) -> Advice:
    return study_leave(at.shelf.book, at.described(_who(at).origin).circumstances)


def _briefing(at: _Sitting) -> Advice:
    """What was said before is not counted, nor is the profile of a coach who chats: the page is about somebody else."""
    is_own = at.called or voice_of(at.text) == "own"
    advice = coaching(at.shelf, at.text, at.profile if is_own else Profile(), at.today, at.own, at.called)
    return replace(advice, shown=shown(at.shelf, at.text, at.called).shown)


def _who(at: _Sitting) -> PathwayAsked:
    return asked_in(at.shelf.names, at.text, at.own)


_SAID: dict[Tool, Callable[[_Sitting], Advice]] = {
    "pathway": _pathway,
    "funding": _funding,
    "learning": _learning,
    "journey": _journey,
    "study_leave": _study_leave,
    "briefing": _briefing,
}
