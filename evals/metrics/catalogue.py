"""The metrics: what each is called, which way is better, and what it means in one line."""

from dataclasses import dataclass
from typing import Literal

Direction = Literal["higher", "lower", "neither"]
Unit = Literal["share", "years", "words", "score", "ms", "tokens"]


@dataclass(frozen=True, slots=True)
class Metric:
    """How a metric is shown and read; units "share" and "score" run from 0 to 1, but `twin_recall_5` may be more."""

    name: str
    label: str
    better: Direction
    unit: Unit
    definition: str


# The same one releases our sentences, so for our answers these figures are no second opinion.
_BY_THE_CHECKER = "by the account of the checker that releases our sentences, not of a person"

_ALL = (
    Metric(
        "recall_5",
        "Evidence in the first 5 passages",
        "higher",
        "share",
        "Share of the labelled evidence held by the first 5 passages",
    ),
    Metric(
        "recall_10",
        "Evidence in the first 10 passages",
        "higher",
        "share",
        "Share of the labelled evidence held by the first 10 passages",
    ),
    Metric(
        "mrr_10",
        "Rank of the first evidence (MRR@10)",
        "higher",
        "score",
        "1 / rank of the first of 10 passages that holds evidence, else 0",
    ),
    Metric(
        "ndcg_10",
        "Order of the passages (nDCG@10)",
        "higher",
        "score",
        "Discounted gain of the first 10 passages over the best order's",
    ),
    Metric(
        "twin_recall_5",
        "Evidence in the first 5, of the English twins'",
        "higher",
        "score",
        "Recall@5 of questions in other languages over that of the same questions in English",
    ),
    Metric(
        "quote_fidelity",
        "Quotes verbatim",
        "higher",
        "share",
        "Share of citations whose quote stands in the document at its offsets",
    ),
    Metric(
        "citations_checked",
        "Citations that could be checked",
        "higher",
        "share",
        "Share of citations whose document is known; where any is, the others carry nothing",
    ),
    Metric(
        "alce_recall",
        "Citation recall (ALCE)",
        "higher",
        "share",
        f"Share of sentences that their citations together support, {_BY_THE_CHECKER}",
    ),
    Metric(
        "alce_precision",
        "Citation precision (ALCE)",
        "higher",
        "share",
        f"Share of citations that their sentence needs or that carry it alone, {_BY_THE_CHECKER}",
    ),
    Metric(
        "faithfulness",
        "Sentences supported",
        "higher",
        "share",
        f"Share of sentences that the answer's citations support, whichever it names, {_BY_THE_CHECKER}",
    ),
    Metric(
        "gold_precision",
        "Citations on the evidence",
        "higher",
        "share",
        "Share of citations that overlap the labelled evidence of their document",
    ),
    Metric(
        "gold_hit",
        "Evidence cited",
        "higher",
        "share",
        "Share of answerable questions with a citation that overlaps the evidence",
    ),
    Metric("nugget_vital", "Vital points stated", "higher", "share", "Share of the vital answer points that the answer states"),
    Metric(
        "nugget_all", "All points stated", "higher", "share", "Share of the vital and okay answer points that the answer states"
    ),
    Metric(
        "nugget_strict",
        "Vital points stated, strictly",
        "higher",
        "share",
        "As vital points, with 80% of a point's words instead of 60%",
    ),
    Metric(
        "invented",
        "Answers with an invented fact",
        "lower",
        "share",
        "Share of answers with a number, date, amount or contact from nowhere",
    ),
    Metric("answered", "Answered", "neither", "share", "Share of questions answered in whole or in part"),
    Metric(
        "outcome_right", "Right outcome", "higher", "share", "Share of questions whose outcome is one that the dataset expects"
    ),
    Metric(
        "false_refusal",
        "False refusals",
        "lower",
        "share",
        "Share of answerable questions that were not answered, though expected to be",
    ),
    Metric("abstention_precision", "Abstention precision", "higher", "share", "Share of abstentions that were right"),
    Metric(
        "abstention_recall", "Abstention recall", "higher", "share", "Share of questions to abstain from that were not answered"
    ),
    Metric("abstention_f1", "Abstention F1", "higher", "score", "Harmonic mean of abstention precision and recall"),
    Metric(
        "aurc",
        "Mean risk along risk-coverage (AURC)",
        "lower",
        "score",
        "Mean over the answers given, surest first, of the risk of all answers down to each one's place",
    ),
    Metric(
        "language_match",
        "Right language",
        "higher",
        "share",
        "Share of answers whose own words, quotes apart, are in the language of the question",
    ),
    Metric(
        "language_recognised",
        "Language recognised",
        "higher",
        "share",
        "Share of answers that the system itself says to be in the language of the question",
    ),
    Metric("clarified", "Asked back", "neither", "share", "Share of questions met with a clarifying question"),
    Metric(
        "reading_age",
        "Reading age (years)",
        "lower",
        "years",
        "Age at which an English answer can be read: its American school grade (Automated Readability Index) plus 5",
    ),
    Metric("words", "Words", "neither", "words", "Words of an answer, without its marks"),
    Metric("confidence", "Confidence", "neither", "score", "How sure the system is of an answer, by its own account"),
)

METRICS = {metric.name: metric for metric in _ALL}
