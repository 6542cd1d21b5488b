"""What is seen of a question before anything is said: its kind, and what the Sources hold."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.advice import Signs, Understood
from assistant.answering.counsel import Counsel
from assistant.answering.hearing import Heard
from assistant.answering.parts import Library, Router, Vector
from assistant.clarifying import PUBLISHED, stands_out
from assistant.errors import IndexNotReady, ModelUnavailable, StorageError
from assistant.routing import Kind, Routing
from assistant.safety import without_marks
from assistant.types import Asked, Findings

MATCHES = 10
# A question of these kinds is for the Sources where a page answers it (cosine), and the router is no surer than this of the kind.
_PERHAPS_PUBLISHED: Mapping[Kind, tuple[tuple[float, float], ...]] = {
    "legal": ((PUBLISHED, 1), (0.93, 0.97)),
    "unclear": ((PUBLISHED, 1),),
    "about": ((PUBLISHED, 1),),
    "off_topic": ((0.92, 1),),
    "speak_up": ((0.92, 0.6),),
}
_PERHAPS_GONE_ON: frozenset[Kind] = frozenset({"legal", "off_topic", "own_record", "personal", "privacy", "unclear"})
_SURELY = {"privacy": 0.8}  # confidence from which a question that goes on is of that kind all the same
_NOTHING = Findings(Asked(), (), ())


@dataclass(frozen=True, slots=True)
class Seen:
    """The kind of a question and what was found; `vector` is None where the embedding model did not answer.

    `by_words` says that words alone decided on the kind. `voted` is the kind that a language model has for one that the rules leave to
    the Sources: it counts where they do not answer, so that no vote takes an answer away. `alone` is the question as the model wrote it
    out and it was searched for, "" where it did not; `waited` is how many seconds were waited for the model.
    """

    kind: Kind
    findings: Findings
    vector: Vector | None = None
    by_words: bool = True
    voted: Kind = "information"
    alone: str = ""
    waited: float = 0.0

    @property
    def may_be_told(self) -> bool:
        """Whether a question that looks off topic may be one for the Sources after all."""
        return self.kind == "off_topic" and not self.by_words

    def signs(self, *, own_words: bool) -> Signs:
        """What a careers tool may know of it; the vector only where it is that of the asker's own words."""
        seen = self.findings.signals
        vector = self.vector if own_words else None
        return Signs(vector, seen.get("nearest_answered", 0.0), seen.get("left_open", 0.0))


@dataclass(frozen=True, slots=True)
class Sight:
    """Looks at a question with the router and the library, and with a language model's counsel where there is one."""

    router: Router
    library: Library
    counsel: Counsel | None = None

    async def look(self, taken: Understood, heard: Heard) -> Seen:
        """The kind and the findings; a person in distress is seen even when the model does not answer or there is no index.

        Raises:
            IndexNotReady, ModelUnavailable, StorageError: the question is for the Sources, and they cannot be searched.
        """
        started = time.perf_counter()
        try:
            vector = await self.library.vector(without_marks(taken.asked), heard.english)
        except (ModelUnavailable, StorageError):
            told = self.router.by_words(taken.asked)
            if told is None or told.kind == "information":
                raise
            return Seen(told.kind, _NOTHING)
        embedded = (time.perf_counter() - started) * 1000
        alone = heard.followed.alone if heard.followed.plainly else ""
        routed = await self._routed(taken.asked, alone, heard.english, vector)
        counselled = await self.counsel.on(routed, taken, heard) if self.counsel else None
        alone = counselled.alone if counselled else ""
        seen = await self._find(taken, routed, alone, heard, vector)
        times = {**seen.findings.timings_ms, "embed": embedded + seen.findings.timings_ms.get("embed", 0.0)}
        seen = replace(seen, findings=replace(seen.findings, timings_ms=times))
        return replace(seen, voted=counselled.kind, alone=alone, waited=counselled.waited) if counselled else seen

    async def _routed(self, asked: str, alone: str, english: bool, vector: Vector) -> Routing:
        """The kind of a question; "how much does it cost" says too little of what it is, and is of the kind that it goes on from."""
        routed = self.router.route(asked, vector)
        if not alone or routed.kind not in _PERHAPS_GONE_ON or routed.confidence >= _SURELY.get(routed.kind, 1):
            return routed
        whole = self.router.route(alone, await self.library.vector(alone, english))
        return whole if whole.kind == "information" else routed

    async def _find(self, taken: Understood, routed: Routing, alone: str, heard: Heard, vector: Vector) -> Seen:
        # What says too little alone goes on from something said before.
        is_unclear = routed.kind == "unclear"
        is_open = bool(heard.followed.history) if is_unclear else taken.plain and routed.confidence < 1
        kind: Kind = "information" if is_open else routed.kind
        try:
            found = await self._found(taken.asked, alone, heard, vector)
        except (IndexNotReady, ModelUnavailable, StorageError):
            if kind == "information":
                raise
            return Seen(kind, _NOTHING, vector)
        if routed.confidence < 1 and _is_published(kind, routed.confidence, found):
            kind = "information"
        return Seen(kind, found, vector, by_words=routed.confidence == 1)

    async def _found(self, asked: str, alone: str, heard: Heard, vector: Vector) -> Findings:
        if alone:
            whole = await self.library.vector(alone, heard.english)
            return await self.library.find(alone, (), heard.english, whole, MATCHES)
        return await self.library.find(asked, heard.followed.history, heard.english, vector, MATCHES)


def _is_published(kind: Kind, confidence: float, found: Findings) -> bool:
    """Whether a page says that it answers this: a verdict on one's own case is declined, what is published is not."""
    nearest = found.signals.get("nearest_answered", 0.0)
    is_near = any(nearest >= cosine and confidence <= most for cosine, most in _PERHAPS_PUBLISHED.get(kind, ()))
    return is_near and (kind != "about" or stands_out(found))
