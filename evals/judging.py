"""The second judge: a language model's verdicts on sentences and their quotes, and how far the checker agrees."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import Protocol

from sklearn.metrics import cohen_kappa_score

from assistant.commands.parts import Progress
from assistant.errors import ModelUnavailable
from evals.claims import Claim
from evals.intervals import interval, means
from evals.kept_verdicts import KeptVerdict, KeptVerdicts
from evals.replies import Missing, NoAnswer, NoAnswerInTime, Reply, verdict_in
from evals.runs import Disagreement, JudgeAgreement
from evals.unjudged import NOT_ASKED, notice, reason, sentences

PROMPT = (
    "You check whether quotes support a sentence. Supported means that everything the sentence states follows from the quotes "
    "alone: every number, date, name, condition and negation. What the quotes do not say is not supported, even if it is true. "
    'Answer with one JSON object and nothing else: {"supported": true} or {"supported": false}.'
)
PATIENCE = 3  # questions in a row that it does not answer in time

Found = KeptVerdict | Missing


class Model(Protocol):
    """A language model."""

    @property
    def model(self) -> str:
        """The name that it is asked by."""

    @property
    def address(self) -> str:
        """Where it is asked, without a password."""

    def ask(self, instruction: str, text: str) -> Reply:
        """What it says; raises NoAnswer for this question alone, ModelUnavailable where no further one can be put."""

    def close(self) -> None:
        """Let go of its connections."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A sentence with its quotes as the model is asked about them, and the key of the verdict."""

    key: str
    sentence: str
    text: str


class Judge:
    """Asks a model about sentences, `workers` at a time; when it is lost, the verdicts so far are kept.

    `announce` gets one line before anything is asked.
    """

    def __init__(
        self, model: Model, kept: KeptVerdicts, workers: int = 2, announce: Callable[[str], None] = lambda line: None
    ) -> None:
        self._model, self._kept, self._workers, self._announce = model, kept, workers, announce
        self._over, self._lock = Event(), Lock()
        self._late = 0

    def agree(self, claims: Sequence[Claim], checked: Sequence[bool], progress: Progress, command: str) -> JudgeAgreement:
        """Raw agreement and Cohen's kappa (Cohen 1960) over the sentences that both have judged.

        `command` is what asks for verdicts that are missing.
        """
        found = self.verdicts(claims, progress)
        triples = list(zip(claims, checked, found, strict=True))
        both = [(claim, ours, theirs.supported) for claim, ours, theirs in triples if isinstance(theirs, KeptVerdict)]
        missing = [each for each in found if isinstance(each, Missing)]
        alike = {str(number): float(ours == theirs) for number, (_, ours, theirs) in enumerate(both)}
        return JudgeAgreement(
            model=self._model.model,
            judged=len(both),
            missing=len(missing),
            agreement=interval(means(alike, alike)),
            kappa=_kappa([ours for _, ours, _ in both], [theirs for _, _, theirs in both]),
            disagreements=tuple(
                Disagreement(claim.id, claim.sentence, ours, theirs) for claim, ours, theirs in both if ours != theirs
            ),
            address=self._model.address,
            answered_by=tuple(sorted({each.answered_by for each in found if isinstance(each, KeptVerdict)} - {""})),
            reason=reason(missing),
            notice=" ".join(filter(None, [notice(self._model.model, missing, len(claims), command), self._not_kept()])),
        )

    def close(self) -> None:
        """Let go of the model; nothing can be judged afterwards."""
        self._model.close()

    def verdicts(self, claims: Sequence[Claim], progress: Progress) -> list[Found]:
        """The verdict on each claim, or why there is none."""
        questions = [self._question(claim) for claim in claims]
        found: dict[str, Found] = {each.key: known for each in questions if (known := self._kept.get(each.key))}
        asked = {each.key: each for each in questions if each.key not in found}
        if asked:
            self._announce(f"asking {self._model.model} about {sentences(len(asked))}")
            progress(0, len(asked), "second judge")
        try:
            for done, (key, said) in enumerate(self._asked(asked), 1):
                found[key] = said
                progress(done, len(asked), "second judge")
        except BaseException:
            self._over.set()
            raise
        return [found[each.key] for each in questions]

    def _asked(self, questions: Mapping[str, _Question]) -> Iterator[tuple[str, Found]]:
        """What came of each question, as it comes."""
        waiting, done = SimpleQueue[_Question](), SimpleQueue[tuple[str, Found] | Exception]()
        for each in questions.values():
            waiting.put(each)

        def work() -> None:
            try:
                while True:
                    question = waiting.get_nowait()
                    done.put((question.key, self._verdict(question)))
            except Empty:
                return
            except Exception as error:
                done.put(error)

        # Nobody who ends the program has to wait for an answer that is under way: an executor's threads would make them.
        for _ in range(min(self._workers, len(questions))):
            Thread(target=work, daemon=True).start()
        for _ in questions:
            came = done.get()
            if isinstance(came, Exception):
                raise came
            yield came

    def _verdict(self, question: _Question) -> Found:
        if self._over.is_set():
            return NOT_ASKED
        try:
            reply = self._model.ask(PROMPT, question.text)
            supported = verdict_in(reply)
        except ModelUnavailable as error:
            self._over.set()
            return Missing(str(error), passes=True)
        except NoAnswer as error:
            if isinstance(error, NoAnswerInTime):
                self._waited_in_vain()
            return error.missing
        with self._lock:
            self._late = 0
        verdict = KeptVerdict(question.sentence, supported, self._model.model, reply.model)
        self._kept.add(question.key, verdict)
        return verdict

    def _waited_in_vain(self) -> None:
        with self._lock:
            self._late += 1
            if self._late >= PATIENCE:
                self._over.set()

    def _question(self, claim: Claim) -> _Question:
        text = json.dumps({"sentence": claim.sentence, "quotes": list(claim.quotes)}, ensure_ascii=False)
        asked = [self._model.address, self._model.model, PROMPT, text]
        return _Question(hashlib.sha256(json.dumps(asked).encode()).hexdigest(), claim.sentence, text)

    def _not_kept(self) -> str:
        if not self._kept.trouble:
            return ""
        return f"Verdicts of {self._model.model} are not kept for later runs: {self._kept.trouble}."


def _kappa(ours: Sequence[bool], theirs: Sequence[bool]) -> float | None:
    """None where it is not defined: nobody judged, or both say one and the same throughout."""
    if len({*ours, *theirs}) < 2:
        return None
    return round(float(cohen_kappa_score(ours, theirs)), 6)
