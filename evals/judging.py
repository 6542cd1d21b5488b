"""The second judge: a language model's verdicts on sentences and their quotes, kept, and how far the checker agrees."""

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Lock
from typing import Protocol

from pydantic import BaseModel, ConfigDict, ValidationError
from sklearn.metrics import cohen_kappa_score

from assistant.commands.parts import Progress
from assistant.errors import ModelUnavailable
from evals.claims import Claim
from evals.errors import RunError
from evals.intervals import interval, means
from evals.runs import Disagreement, JudgeAgreement

PROMPT = (
    "You check whether quotes support a sentence. Supported means that everything the sentence states follows from the quotes "
    "alone: every number, date, name, condition and negation. What the quotes do not say is not supported, even if it is true. "
    'Answer with one JSON object and nothing else: {"supported": true} or {"supported": false}.'
)


class Model(Protocol):
    """A language model."""

    @property
    def model(self) -> str:
        """Its name."""

    def ask(self, instruction: str, text: str) -> str:
        """What it says; ValueError where there is no answer, ModelUnavailable where there will be no more."""

    def close(self) -> None:
        """Let go of its connections."""


class _Verdict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    supported: bool


class KeptVerdicts:
    """Verdicts in a file of JSON lines that survives a kill; the same question is never put twice.

    Raises:
        RunError: the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
            self._known = dict(_kept(path.read_bytes()))
        except OSError as error:
            raise RunError(f"{path} cannot be used ({error.strerror}): make it writable, or leave --judge out.") from error

    def get(self, key: str) -> bool | None:
        return self._known.get(key)

    def add(self, key: str, supported: bool) -> None:
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            self._known[key] = supported
            # The first line end closes what a kill may have left half written.
            file.write("\n" + json.dumps({"key": key, "supported": supported}) + "\n")


def _kept(data: bytes) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    for line in data.splitlines():
        try:
            values = json.loads(line or b"{}")
            found.append((str(values["key"]), bool(values["supported"])))
        except (ValueError, KeyError, TypeError):
            continue
    return found


class Judge:
    """Asks a model about sentences, `workers` at a time; when it is lost, the verdicts so far are kept."""

    def __init__(self, model: Model, kept: KeptVerdicts, workers: int = 4) -> None:
        self.name = model.model
        self._model, self._kept, self._workers = model, kept, workers
        self._lost = Event()
        self._trouble = ""

    def agree(self, claims: Sequence[Claim], checked: Sequence[bool], progress: Progress) -> JudgeAgreement:
        """Raw agreement and Cohen's kappa (Cohen 1960) over the sentences that both have judged."""
        judged = self.verdicts(claims, progress)
        both = [(claim, ours, theirs) for claim, ours, theirs in zip(claims, checked, judged, strict=True) if theirs is not None]
        alike = {str(number): float(ours == theirs) for number, (_, ours, theirs) in enumerate(both)}
        return JudgeAgreement(
            model=self.name,
            judged=len(both),
            missing=len(claims) - len(both),
            agreement=interval(means(alike, alike)),
            kappa=_kappa([ours for _, ours, _ in both], [theirs for _, _, theirs in both]),
            disagreements=tuple(
                Disagreement(claim.id, claim.sentence, ours, theirs) for claim, ours, theirs in both if ours != theirs
            ),
            notice=self._missing(len(claims) - len(both), len(claims)),
        )

    def close(self) -> None:
        """Let go of the model; nothing can be judged afterwards."""
        self._model.close()

    def verdicts(self, claims: Sequence[Claim], progress: Progress) -> list[bool | None]:
        """Whether the quotes of each claim support it; None where the model did not say."""
        texts = [_as_asked(claim) for claim in claims]
        once = list(dict.fromkeys(texts))
        found: dict[str, bool | None] = {}
        with ThreadPoolExecutor(self._workers) as pool:
            for text, supported in zip(once, pool.map(self._verdict, once), strict=True):
                found[text] = supported
                progress(len(found), len(once), "second judge")
        return [found[text] for text in texts]

    def _verdict(self, text: str) -> bool | None:
        key = hashlib.sha256(json.dumps([self.name, PROMPT, text]).encode()).hexdigest()
        known = self._kept.get(key)
        if known is not None or self._lost.is_set():
            return known
        try:
            supported = _Verdict.model_validate_json(self._model.ask(PROMPT, text)).supported
        except ModelUnavailable as error:
            self._lost.set()
            self._trouble = str(error)
            return None
        except ValueError as error:
            is_form = isinstance(error, ValidationError)
            self._trouble = self._trouble or ("its answer is not the JSON object it was asked for" if is_form else str(error))
            return None
        self._kept.add(key, supported)
        return supported

    def _missing(self, missing: int, total: int) -> str:
        if not missing:
            return ""
        told = f"The second judge {self.name} gave no verdict on {missing} of {total} sentences ({self._trouble})."
        return f"{told} All else is measured; --score-only with --judge asks it for the rest."


def _kappa(ours: Sequence[bool], theirs: Sequence[bool]) -> float | None:
    """None where it is not defined: nobody judged, or both say one and the same throughout."""
    if len({*ours, *theirs}) < 2:
        return None
    return round(float(cohen_kappa_score(ours, theirs)), 6)


def _as_asked(claim: Claim) -> str:
    return json.dumps({"sentence": claim.sentence, "quotes": list(claim.quotes)}, ensure_ascii=False)
