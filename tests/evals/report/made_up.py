"""Runs that never happened, in the form that real ones have."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from evals.answers import RankedPassage, SaidAnswer, SaidCitation, SaidSentence
from evals.calibration import calibration
from evals.dataset import Case, EvidenceText, Point
from evals.intervals import Interval, Sample, apart, interval, means, paired
from evals.labels import Agreement
from evals.metrics.abstention import RiskPoint
from evals.metrics.catalogue import METRICS
from evals.report import CheckerFigures
from evals.report.checker import CaughtKind
from evals.runs import Change, Comparison, Configuration, Difference, Disagreement, JudgeAgreement, RunResult, Timings
from evals.scoring import ItemScores
from evals.slices import SMALL, SliceValue

KINDS = ("factual", "list", "comparison", "multi-turn", "cross-lingual", "unanswerable")
LANGUAGES = ("en", "en", "en", "en", "pl", "ur", "ml")
AUDIENCES = ("frontline", "frontline", "international", "coach")
TOPICS = ("funding", "careers", "study leave", "apprenticeships")
SAYS = (
    "A healthcare assistant in band 2 can train as a nurse and keep a paid job.",
    "Your employer must agree to it first.",
    "The fee is paid by the employer and public funds, not by the apprentice.",
    "Study leave is up to 6 days a year.",
)
CONFIGURATION = Configuration(
    name="2026-11-24T0512-questions_corpus",
    dataset="questions_corpus.jsonl",
    dataset_sha256="5b1d" * 16,
    questions_sha256="7a0c" * 16,
    system="assistant",
    started="2026-11-24T05:12",
    asked_here=True,
    settings={"ASSISTANT_EMBEDDING_MODEL": "e5-small", "ASSISTANT_LLM_URL": ""},
    index_fingerprint="93f0c1aa" * 4,
    revision="90eeda7",
    scored_revision="90eeda7",
    versions={"python": "3.11", "numpy": "2.3"},
)


@lru_cache(maxsize=4)
def run(size: int = 60, seed: int = 1) -> RunResult:
    """A run over `size` questions with failures, slices, a comparison and a second judge."""
    chance = random.Random(seed)
    cases = [case(f"C{number:03d}", chance) for number in range(1, size + 1)]
    answers = {each.id: answer(each, chance) for each in cases}
    scores = [scored(each, answers[each.id], chance) for each in cases]
    samples = _samples(scores)
    return RunResult(
        configuration=CONFIGURATION,
        cases=cases,
        answers=answers,
        scores=scores,
        totals={name: figure for name, sample in samples.items() if (figure := interval(sample))},
        slices=_slices(cases, samples),
        timings=Timings({"latency_p50_ms": 14.0}, {key: each.timings_ms for key, each in answers.items()}),
        risk_coverage=[RiskPoint(at / size, 0.02 + 0.2 * (at / size) ** 3, 1 - at / size / 2) for at in range(1, size + 1)],
        comparison=_comparison(scores, chance),
        judge=JudgeAgreement(
            "some-model", 120, 2, Interval(0.93, 0.88, 0.97, 118), 0.71, (Disagreement("C001", SAYS[3], True, False),)
        ),
        notices=("1 question was not answered: C003.",),
    )


def only(shown: Case, given: SaidAnswer | None = None, failures: Sequence[str] = ("expected an answer, got none",)) -> RunResult:
    """A run of one question."""
    return replace(
        run(),
        cases=[shown],
        answers={shown.id: given} if given else {},
        scores=[ItemScores(shown.id, {"outcome_right": 0.0}, tuple(failures))],
        slices=[],
        timings=Timings(),
        risk_coverage=(),
        comparison=None,
        judge=None,
        notices=(),
    )


def checker() -> CheckerFigures:
    """A checker that misses some names, measured with one set of labels."""
    scores = [at / 40 for at in range(41)]
    labels = Agreement(
        "begin",
        Interval(0.81, 0.77, 0.85, 300),
        Interval(0.88, 0.85, 0.92, 300),
        calibration(scores, [at > 0.4 for at in scores]),
    )
    kinds = (
        CaughtKind(kind="number", caught=Interval(0.99, 0.97, 1.0, 120)),
        CaughtKind(kind="name", caught=Interval(0.88, 0.82, 0.93, 120)),
    )
    skipped = ("grounding_wice_dev.jsonl is not here: agreement with its human labels is not measured.",)
    return CheckerFigures(kinds=kinds, passed_true=Interval(0.95, 0.93, 0.97, 720), labels=(labels,), skipped=skipped)


def case_of(key: str) -> Case:
    """A question that can be answered."""
    return replace(run().cases[0], id=key, kind="factual", language="en", answerable=True, outcomes=("answered",), history=())


def case(key: str, chance: random.Random) -> Case:
    """A question about working in health and care."""
    kind, language = chance.choice(KINDS), chance.choice(LANGUAGES)
    answerable = kind != "unanswerable"
    slices = {"language": language, "audience": chance.choice(AUDIENCES), "topic": chance.choice(TOPICS), "kind": kind}
    says = chance.choice(SAYS)
    return Case(
        id=key,
        question="im a band 2 hca in a care home, can i train to be a nurse n still get paid while i do it?",
        kind=kind,  # type: ignore[arg-type]
        language=language,
        answerable=answerable,
        outcomes=("answered", "partial") if answerable else ("no_evidence",),
        evidence=(EvidenceText("careers/nursing.md", says),) if answerable else (),
        points=(Point("train as a nurse and keep a paid job", True), Point("employer must agree", False)) if answerable else (),
        history=(("user", "hi"), ("assistant", "Hello. What would you like to know?")) if kind == "multi-turn" else (),
        profile={},
        slices=slices if chance.random() < 0.9 else slices | {"sector": "social care"},
        twin="",
        near="",
    )


def answer(asked: Case, chance: random.Random) -> SaidAnswer:
    """An answer that is right most of the time."""
    right = chance.random() < 0.85
    passages = tuple(
        RankedPassage(document=f"careers/page-{at}.md", text=" ".join(chance.choices(SAYS, k=6)), score=0.9 - at / 20)
        for at in range(10)
    )
    total = chance.lognormvariate(2.7, 0.4)
    times = {"embed": total * 0.4, "search": total * 0.2, "total": total}
    if asked.answerable != right:
        return SaidAnswer(id=asked.id, outcome="no_evidence", language="en", retrieved=passages, timings_ms=times)
    citations = tuple(
        SaidCitation(number=number, document="careers/nursing.md", section="Pay", url="https://example.org/a", quote=says)
        for number, says in enumerate(chance.sample(SAYS, 3), 1)
    )
    sentences = tuple(SaidSentence(text=each.quote, citations=(each.number,)) for each in citations)
    return SaidAnswer(
        id=asked.id,
        outcome="answered" if right else "partial",
        language=asked.language,
        answer=" ".join(f"{each.text} [{at}]" for at, each in enumerate(sentences, 1)),
        sentences=sentences,
        citations=citations,
        retrieved=passages,
        confidence=min(1.0, max(0.0, chance.gauss(0.8 if right else 0.55, 0.15))),
        timings_ms=times,
    )


def scored(asked: Case, given: SaidAnswer, chance: random.Random) -> ItemScores:
    """What the answer is worth: worse in Urdu, perfect in its quotes."""
    right = given.outcome in asked.outcomes
    values: dict[str, float] = {"outcome_right": float(right), "answered": float(given.given)}
    failures = [] if right else [f"expected {' or '.join(asked.outcomes)}, got {given.outcome}"]
    if asked.answerable:
        share = float(chance.random() < (0.6 if asked.language == "ur" else 0.9))
        values |= {"false_refusal": float(not given.given), "recall_5": share, "mrr_10": share / 2, "nugget_vital": share}
        failures += [] if share else ["leaves out a vital point: train as a nurse and keep a paid job"]
    if given.given:
        values |= {
            "quote_fidelity": 1.0,
            "invented": 0.0,
            "faithfulness": 1.0,
            "alce_precision": 0.95,
            "words": chance.uniform(30, 90),
        }
        values |= {"reading_age": chance.gauss(8, 1.5), "confidence": given.confidence or 0.0, "aurc": chance.uniform(0, 0.1)}
    return ItemScores(asked.id, values, tuple(failures))


def _samples(scores: Sequence[ItemScores]) -> dict[str, Sample]:
    ids = [each.id for each in scores]
    found = {name: {each.id: each.values[name] for each in scores if name in each.values} for name in METRICS}
    return {name: means(ids, values) for name, values in found.items() if values}


def _slices(cases: Sequence[Case], samples: Mapping[str, Sample]) -> list[SliceValue]:
    return [
        value
        for name in ("language", "audience", "sector", "topic", "kind")
        for metric, sample in samples.items()
        for value in _groups(name, metric, sample, cases)
    ]


def _groups(name: str, metric: str, sample: Sample, cases: Sequence[Case]) -> list[SliceValue]:
    groups = sorted({each.slices[name] for each in cases if name in each.slices})
    parts = {group: sample.only({each.id for each in cases if each.slices.get(name) == group}) for group in groups}
    figures = {group: figure for group, part in parts.items() if (figure := interval(part))}
    large = [group for group, figure in figures.items() if figure.n >= SMALL]
    sign = {"higher": 1, "lower": -1, "neither": 0}[METRICS[metric].better]
    best = max(large, key=lambda group: sign * figures[group].value, default=None) if sign else None
    return [
        SliceValue(
            name, group, metric, figure, figure.n < SMALL, apart(parts[group], parts[best]) if best and group != best else None
        )
        for group, figure in figures.items()
    ]


def _comparison(scores: Sequence[ItemScores], chance: random.Random) -> Comparison:
    before = [
        ItemScores(each.id, {name: _earlier(name, value, chance) for name, value in each.values.items()}) for each in scores
    ]
    now, then = _samples(scores), _samples(before)
    differences, changes = [], []
    for name, sample in now.items():
        metric, difference = METRICS[name], paired(sample, then[name])
        sign = {"higher": 1, "lower": -1, "neither": 0}[metric.better]
        moved = [
            Change(b.id, name, b.values[name], a.values[name], sign * (a.values[name] - b.values[name]) > 0)
            for b, a in zip(before, scores, strict=True)
            if sign and name in a.values and a.values[name] != b.values[name]
        ]
        changes += moved
        first, second = interval(then[name]), interval(sample)
        if difference and first and second:
            towards = ("better" if sign * difference.value > 0 else "worse") if sign else "changed"
            verdict = towards if difference.beyond_noise else "noise"
            better = sum(each.better for each in moved)
            differences.append(
                Difference(name, first.value, second.value, difference, better, len(moved) - better, verdict)  # type: ignore[arg-type]
            )
    return Comparison("2026-11-20T0512-questions_corpus", tuple(differences), tuple(changes))


def _earlier(name: str, value: float, chance: random.Random) -> float:
    odds = {"recall_5": 0.1, "nugget_vital": 0.25, "outcome_right": 0.05}.get(name, 0)
    return chance.choice((0.0, 0.5, 1.0)) if chance.random() < odds else value
