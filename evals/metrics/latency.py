"""How long answers took and what they cost: kept apart from scores, since no two runs take the same time."""

from collections.abc import Iterable
from statistics import mean

from evals.answers import SaidAnswer
from evals.intervals import percentile


def timings(answers: Iterable[SaidAnswer]) -> dict[str, float]:
    """`latency_p50_ms` and `latency_p95_ms` of `timings_ms.total`, and `tokens`, the mean an answer; absent where none says it.

    At least 0; a percentile between two answers is taken by its distance from each.
    """
    every = list(answers)
    total = [answer.timings_ms["total"] for answer in every if "total" in answer.timings_ms]
    tokens = [answer.tokens for answer in every if answer.tokens is not None]
    told = {f"latency_p{share}_ms": round(percentile(total, share), 3) for share in (50, 95)} if total else {}
    return told | ({"tokens": round(mean(tokens), 1)} if tokens else {})
