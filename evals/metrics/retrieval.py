"""Whether the evidence was found, and how near the top."""

from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import RR, nDCG

from evals.answers import RankedPassage
from evals.dataset import Case
from evals.evidence import holds
from evals.metrics.measured import Measured

_DEPTH = 10
_MEASURES = {"mrr_10": RR @ _DEPTH, "ndcg_10": nDCG @ _DEPTH}


def retrieval(case: Case, ranked: Sequence[RankedPassage]) -> Measured:
    """Recall at 5 and 10, MRR@10 and nDCG@10 of an answerable case, each 0 to 1; nothing for one that is not.

    Evidence that says the same in a further place (`also`) does not count here: a passage that holds it finds nothing new.

    * `recall_5`, `recall_10`: share of the evidence that some one of the first passages holds.
    * `mrr_10`: 1 / rank of the first passage that holds any evidence, 0 if none of ten does (Voorhees 1999, TREC-8).
    * `ndcg_10`: discounted cumulative gain over that of the best order (Jarvelin and Kekalainen 2002). A passage gains as many
      as it is the first to hold, so that saying the same again earns nothing; the best order has each missing piece of
      evidence in a passage of its own.
    """
    if not case.evidence:
        return Measured()
    evidence = [piece for piece in case.evidence if not piece.also]
    held = [[holds(passage.text, piece.text) for piece in evidence] for passage in ranked[:_DEPTH]]
    recall = {f"recall_{depth}": _found(held[:depth]) / len(evidence) for depth in (5, _DEPTH)}
    missing = len(evidence) - _found(held[:5])
    failures = (f"{missing} of {len(evidence)} pieces of evidence are not in the first 5 passages",) if missing else ()
    return Measured(recall | _ordered(held, len(evidence)), failures)


def beside_twins(cases: Sequence[Case], recall: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """`twin_recall_5`: for each question with an English twin its recall at 5 over its twin's, above and below the line.

    At least 0, 1 where the evidence is found as often as in English. Definition of this project.
    """
    pairs = [case for case in cases if case.twin and case.id in recall and case.twin in recall]
    return {case.id: (recall[case.id], recall[case.twin]) for case in pairs}


def _found(held: Sequence[Sequence[bool]]) -> int:
    return sum(any(column) for column in zip(*held, strict=True))


def _ordered(held: Sequence[Sequence[bool]], pieces: int) -> dict[str, float]:
    """MRR and nDCG of one ranking; `held` says for each passage which pieces of evidence it holds."""
    run = [ir_measures.ScoredDoc("case", str(at), -float(at)) for at in range(len(held))]
    relevant = [ir_measures.Qrel("case", str(at), int(any(row))) for at, row in enumerate(held)]
    return {
        "mrr_10": _measured(_MEASURES["mrr_10"], relevant, run),
        "ndcg_10": _measured(_MEASURES["ndcg_10"], _gains(held, pieces), run),
    }


def _gains(held: Sequence[Sequence[bool]], pieces: int) -> list[ir_measures.Qrel]:
    firsts = [next((at for at, row in enumerate(held) if row[piece]), f"missing {piece}") for piece in range(pieces)]
    return [ir_measures.Qrel("case", str(at), firsts.count(at)) for at in dict.fromkeys(firsts)]


def _measured(measure: ir_measures.Measure, judged: Sequence[ir_measures.Qrel], run: Sequence[ir_measures.ScoredDoc]) -> float:
    if not run:
        return 0.0
    return sum(float(metric.value) for metric in ir_measures.iter_calc([measure], judged, run))
