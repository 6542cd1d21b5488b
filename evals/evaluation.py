"""The story of `assistant evaluate`: load, ask (or take answers that are there), score, compare, write."""

import asyncio
import shlex
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from assistant.errors import AssistantError
from evals import run_folder, tables
from evals.asking import Tell, ask, check_answered, taken, unanswered
from evals.bench import Index, Order, Parts, RememberedChecks, Watch
from evals.checks import Checks
from evals.claims import claims
from evals.comparison import Scored, compare, read_baseline
from evals.dataset import Case, load
from evals.metrics.latency import timings
from evals.metrics.overlap import word_overlap
from evals.provenance import revision, sha256_of_file, sha256_of_questions, versions
from evals.run_folder import RunFolder, begin, opened, unfinished
from evals.runs import Configuration, RunResult, Timings
from evals.scoring import risk_coverage, score, totals
from evals.slices import by_slice

ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A run that has come to its end: its folder and what stands in it."""

    path: Path
    result: RunResult


def evaluate(order: Order, parts: Parts, watch: Watch) -> Evaluated:
    """Bring a run to its end; its figures are on the disk before the report is drawn.

    Raises:
        DatasetError, AnswersError, RunError, BaselineError: naming the file, the line and the remedy.
        IndexNotReady: nothing can be asked.
    """
    cases = load(order.dataset, parts.index.roots())
    configuration = _configuration(order, cases, parts)
    baseline = read_baseline(order.baseline, cases, configuration.questions_sha256) if order.baseline else None
    started = time.monotonic()
    with _answered(order, cases, configuration, parts, watch) as answered:
        folder = answered.scored_with(configuration)
        asked = time.monotonic()
        checker = RememberedChecks(parts.build_checker())
        result = _measured(cases, folder, checker, parts, watch)
        if baseline:
            result = replace(result, comparison=compare(cases, Scored(result.answers, result.scores), baseline))
            _tell_other_expectations(configuration, baseline.dataset_sha256, watch.tell)
        _write(folder, result)
        scored = time.monotonic()
        result = _judged(order, folder, result, checker, parts, watch)
        judged = time.monotonic()
        folder.write_text(run_folder.REPORT, parts.render(result))
        seconds = {"asking": asked - started, "scoring": scored - asked, "report": time.monotonic() - judged}
        if parts.judge:
            seconds[tables.JUDGING] = judged - scored
        return Evaluated(folder.path, _timed(folder, result, seconds))


def _configuration(order: Order, cases: Sequence[Case], parts: Parts) -> Configuration:
    asks = order.answers is None and order.score_only is None
    code = revision()
    return Configuration(
        name="",
        dataset=order.dataset.name,
        dataset_sha256=sha256_of_file(order.dataset),
        questions_sha256=sha256_of_questions(cases),
        system=order.answers.stem if order.answers else ASSISTANT,
        started=f"{datetime.now().astimezone():%Y-%m-%dT%H:%M}",
        asked_here=asks,
        settings=parts.settings if asks else {},
        index_fingerprint=parts.index.fingerprint() if asks else "",
        revision=code,
        scored_revision=code,
        versions=versions(),
    )


@contextmanager
def _answered(
    order: Order, cases: Sequence[Case], configuration: Configuration, parts: Parts, watch: Watch
) -> Iterator[RunFolder]:
    """The run's folder with every answer in it, kept from other runs meanwhile."""
    label = order.name or (order.answers or order.dataset).stem
    if order.score_only:
        past = opened(order.score_only)
        check_answered(cases, past)
        _tell_changed_index(past, parts.index, watch.tell)
        folder = past.copied(order.out, label, configuration.started) if order.copied else past
        with folder.alone():
            yield folder
    elif order.answers:
        rows = taken(cases, order.answers, watch.tell)
        folder = begin(order.out, label, configuration)
        with folder.alone():
            folder.keep(rows)
            yield folder
    else:
        assistant = parts.build_assistant()
        asyncio.run(assistant.check_ready())
        begun = unfinished(order.out, label, configuration) if order.resume else None
        folder = begun or begin(order.out, label, configuration)
        with folder.alone():
            ask(cases, folder, assistant, order.workers, watch.progress, watch.tell)
            yield folder


def _measured(cases: Sequence[Case], folder: RunFolder, checker: Checks, parts: Parts, watch: Watch) -> RunResult:
    answers = folder.answers()
    documents = sorted({citation.document for answer in answers.values() for citation in answer.citations})
    texts = parts.index.texts(documents)
    watch.progress(len(cases), len(cases), "scoring")
    scores = score(cases, answers, texts, checker)
    figures, slices = totals(cases, scores, answers), by_slice(cases, scores, answers)
    return RunResult(
        configuration=folder.configuration,
        cases=cases,
        answers=answers,
        scores=scores,
        totals=figures,
        slices=slices,
        timings=Timings(timings(answers.values()), {key: answer.timings_ms for key, answer in answers.items()}),
        overlap=word_overlap(cases),
        risk_coverage=risk_coverage(cases, scores, answers),
        notices=(*unanswered(cases, answers), *_unread(documents, texts)),
        judgement=parts.gate.judge(folder.configuration, figures, slices),
    )


def _judged(order: Order, folder: RunFolder, result: RunResult, checker: Checks, parts: Parts, watch: Watch) -> RunResult:
    """The result with what a second judge says of it, if one is wanted. It is written before that too: judging takes long."""
    if parts.judge is None:
        return result
    said = claims(result.answers)
    checked = [checker.check(claim.sentence, claim.quotes).supported for claim in said]
    command = _judging_again(order, folder)
    try:
        with closing(parts.judge) as judge:
            agreement = judge.agree(said, checked, watch.progress, command)
    except KeyboardInterrupt:
        is_resumed = order.resume and not (order.score_only or order.answers)
        if is_resumed:
            folder.without(run_folder.SCORES)  # the mark of a run that has come to its end
        is_scored_in_place = order.score_only and not order.copied
        goes_on = "the same command" if is_resumed or is_scored_in_place else command
        watch.tell(f"Stopped: the answers in {folder.path} and the verdicts so far are kept; to go on: {goes_on}")
        raise
    told = replace(result, judge=agreement, notices=(*result.notices, *filter(None, [agreement.notice])))
    _write(folder, told)
    return told


def _judging_again(order: Order, folder: RunFolder) -> str:
    """The command that asks the second judge for what it has not said."""
    baseline = ["--baseline", str(order.baseline)] if order.baseline else []
    return shlex.join(["assistant", "evaluate", str(order.dataset), "--score-only", str(folder.path), *baseline, "--judge"])


def _unread(documents: Sequence[str], texts: Mapping[str, str]) -> tuple[str, ...]:
    missing = [document for document in documents if document not in texts]
    if not missing:
        return ()
    told = f"{len(missing)} of {len(documents)} cited documents stand neither in the index nor in the corpus (first {missing[0]})"
    return (f"{told}: whether their quotes are verbatim is not checked.",)


def _tell_changed_index(past: RunFolder, index: Index, tell: Tell) -> None:
    try:
        now = index.fingerprint()
    except AssistantError:
        now = ""
    if past.configuration.index_fingerprint not in ("", now):
        tell("The index is not the one that was asked: quotes are held against the documents as they are now.")


def _tell_other_expectations(configuration: Configuration, theirs: str, tell: Tell) -> None:
    if configuration.dataset_sha256 != theirs:
        tell("The baseline was scored by another state of the dataset: score it again with --score-only for like with like.")


def _timed(folder: RunFolder, result: RunResult, seconds: Mapping[str, float]) -> RunResult:
    timings = replace(result.timings, seconds={name: round(value, 2) for name, value in seconds.items()})
    rows = {key: dict(row) for key, row in timings.answers_ms.items()}
    folder.write(run_folder.TIMINGS, {"seconds": dict(timings.seconds), "summary": dict(timings.summary), "answers_ms": rows})
    return replace(result, timings=timings)


def _write(folder: RunFolder, result: RunResult) -> None:
    folder.write(run_folder.ITEMS, tables.items_object(result.scores))
    folder.write_text(run_folder.ITEMS_TABLE, tables.items_table(result.cases, result.answers, result.scores))
    folder.without(run_folder.COMPARISON)
    if result.comparison:
        folder.write(run_folder.COMPARISON, asdict(result.comparison))
    folder.write(run_folder.SCORES, tables.scores_object(result))
