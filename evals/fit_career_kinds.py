"""Fit the classifier that chooses a careers tool, and print how it does on the questions that it has not seen.

Run `python -m evals.fit_career_kinds` after a change to the examples, to assistant/careers/intents.toml or to the embedding
model; it writes assistant/careers/kinds.npz. With `--no-write` it only prints. Besides the examples, which tell the tools from
plain facts on the same subjects, it learns what else people ask from the examples of routing and from the questions that the
pages say they answer, less those that a tool would answer as well.
"""

import argparse
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from assistant.careers.intents import is_a_plain_fact
from assistant.careers.kinds import FITTED, KINDS, TOOLS, Classifier, Kind, Kinds, Utterance
from assistant.careers.schemes.taps import TAPS, WANTED
from assistant.retrieval.e5 import E5Embedder
from evals.json_lines import read_lines

ROOT = Path(__file__).parents[1]
DATASETS = ROOT / "evals" / "datasets"
CORPUS = ROOT / "corpus"
WEIGHTS = ROOT / "assistant" / "careers" / FITTED

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]

SAMPLED = 600  # questions of pages
SHOWN = 40  # of those that are left out
_STRENGTH = 60.0  # this and the next were chosen out of fold
_WEIGHT_OF_OTHERS = 0.25  # of what the sources are asked, some of which a tool would answer as well
_TAKEN_OVER = 0.02  # share of the plain facts that tools may answer
_LEAST = 0.6  # of the probability that some tool is asked for: questions over pages are nearer to tools than those written as plain facts
_DOUBTFUL = 0.5
_LIKE_A_TOOLS = re.compile(
    r"\bbecom\w*|\bbe an?\b|\btrain as\b|\b(?:mov\w+|progress\w*|switch\w*|go|going|get|getting|change) (?:\w+ )?(?:to|into|from|up)\b|"
    r"\bwants? (?:to|a)\b|\bways? (?:in|into|to)\b|\broutes?\b|\bnext\b|\bother (?:roles|careers|jobs)\b|\bcareers?\b|\bcompare\b|"
    r"\bto (?:midwife|nurse|paramedic)\b|\blooking for\b|\bcan (?:i|we|my|some(?:one|body)|an?)\b|"
    r"\b(?:do|am|will|would|could|does|should) (?:i|we|my|he|she)\b|\bwhat (?:else )?(?:can|could|should) (?:i|we|my|a)\b|"
    r"\bpa(?:y|ys|id)\b|\bmoney\b|\bfund\w*|\bgrants?\b|\bloans?\b|\bcourses?\b|\btraining (?:for|to)\b|\blessons\b|\blearn(?:ing)?\b|"
    r"\bhow can\b|\bhow do (?:i|we) (?!speak|complain|refer|update|stop|appeal|repeat|find|act)|\bhelp (?:me|with|paying|my)\b|"
    r"\bfirst\b|\bfail\w*|\bsteps\b|\bchecklist\b|\bbrief\b|\bplan\b|\bappraisal\w*|\bpdr\b|\bstudy leave\b|\btime off\b|\bprepare\b",
    re.IGNORECASE,
)
_A_FACT = re.compile(
    r"^(?:what (?:is|are|does|did|was|were|counts)|how (?:many|much|long|often)|when|where|who is|who are|does|is there|are)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its kind; `split` is fit or validation."""

    id: str
    text: str
    kind: Kind
    split: str


@dataclass(frozen=True, slots=True)
class Row:
    """An example with its vector, and how much it counts in the fit."""

    example: Example
    vector: Vectors
    weight: float = 1.0


def read_examples(folder: Path = DATASETS) -> list[Example]:
    """Those that were written for the tools."""
    return [Example(**row) for row in _json_rows(folder / "career_kinds.jsonl")]


def read_others(folder: Path = DATASETS) -> tuple[list[Example], list[Example]]:
    """The examples of routing: those of fixed kinds, which are for no tool, and those for the sources, which may be."""
    rows = _json_rows(folder / "routing.jsonl")
    fixed, open_ = ([row for row in rows if (row["kind"] == "information") == is_open] for is_open in (False, True))
    return _as_facts(fixed), _as_facts(open_)


def _as_facts(rows: Sequence[dict[str, Any]]) -> list[Example]:
    return [Example(row["id"], row["text"], "information", row["split"]) for row in rows]


def page_questions(corpus: Path = CORPUS) -> list[str]:
    """What the pages say that they answer, each once, in an order that has nothing to do with what they say."""
    texts = (path.read_text("utf-8") for path in sorted(corpus.glob("*/*.md")))
    return sorted({question for text in texts for question in _answered(text)}, key=_by_chance)


def _by_chance(text: str) -> int:
    return zlib.crc32(text.encode())


def _answered(page: str) -> list[str]:
    listed = page.partition("\n## Questions this page answers\n")[2].partition("\n## ")[0]
    return re.findall(r"^ +- (.+)$", listed, re.MULTILINE)


def _json_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in read_lines(path)]


def is_a_tools(text: str, probability: float) -> bool:
    """Whether a question of unknown kind had better not be learnt as a plain fact; `probability` is that of any tool.

    The words are English, so that elsewhere the classifier of the examples alone is believed.
    """
    return probability >= _DOUBTFUL and not _A_FACT.search(text) and (not text.isascii() or bool(_LIKE_A_TOOLS.search(text)))


def fit(rows: Sequence[Row], thresholds: Vectors) -> Classifier:
    """The classifier for these rows; taking off the mean goes into the biases."""
    vectors, kinds = np.stack([row.vector for row in rows]), [row.example.kind for row in rows]
    mean = vectors.mean(axis=0)
    model = LogisticRegression(C=_STRENGTH, max_iter=3_000)
    model.fit(vectors - mean, kinds, sample_weight=[row.weight for row in rows])
    order = [list(model.classes_).index(kind) for kind in KINDS]
    weights = model.coef_[order].astype(np.float16).astype(np.float32)
    biases = (model.intercept_[order] - weights @ mean).astype(np.float32)
    return Classifier(weights, biases, thresholds)


def any_thresholds() -> Vectors:
    """Where each tool is believed however unlikely it is."""
    return np.zeros(len(TOOLS), dtype=np.float32)


def out_of_fold(rows: Sequence[Row], others: Sequence[Row]) -> Iterator[tuple[Example, Vectors]]:
    """Each example with its probabilities by a classifier fitted on the others and four fifths of the examples."""
    kinds = [row.example.kind for row in rows]
    for seen, unseen in StratifiedKFold(5, shuffle=True, random_state=0).split(kinds, kinds):
        classifier = fit([*(rows[place] for place in seen), *others], any_thresholds())
        yield from ((rows[place].example, classifier.probabilities(rows[place].vector)) for place in unseen)


def chosen_thresholds(judged: Sequence[tuple[Example, Vectors]], share: float = _TAKEN_OVER) -> Vectors:
    """The thresholds at which tools take over no more than that share of the plain facts, and lose as few of their own as may be.

    What opens like a plain fact is none's, whatever the classifier says.
    """
    thresholds = np.full(len(TOOLS), _LEAST, dtype=np.float32)
    plain, own = _by_tool([pair for pair in judged if not is_a_plain_fact(pair[0].text)])
    allowed = share * sum(example.kind == "information" for example, _ in judged)
    while sum(len(_above(plain[tool], thresholds[tool])) for tool in range(len(TOOLS))) > allowed:
        steps = [_step(plain[tool], own[tool], thresholds[tool]) for tool in range(len(TOOLS))]
        tool = min((at for at, step in enumerate(steps) if step is not None), key=lambda at: steps[at] or (0, 0.0))
        thresholds[tool] = (steps[tool] or (0, 1.0))[1]
    return thresholds


def _by_tool(judged: Sequence[tuple[Example, Vectors]]) -> tuple[list[list[float]], list[list[float]]]:
    """For each tool the sureness with which it was the likeliest: for plain facts, and for its own questions."""
    plain: list[list[float]] = [[] for _ in TOOLS]
    own: list[list[float]] = [[] for _ in TOOLS]
    for example, probabilities in judged:
        best = int(probabilities[1:].argmax())
        if example.kind == "information":
            plain[best].append(float(1 - probabilities[0]))
        elif example.kind == TOOLS[best]:
            own[best].append(float(1 - probabilities[0]))
    return plain, own


def _above(values: Sequence[float], threshold: float) -> list[float]:
    return [value for value in values if value >= threshold]


def _step(plain: Sequence[float], own: Sequence[float], threshold: float) -> tuple[int, float] | None:
    """What it costs to raise a threshold past the next plain fact: how many of the tool's own are lost, and the new threshold."""
    left = _above(plain, threshold)
    if not left:
        return None
    raised = min(left) + 0.001
    return len(_above(own, threshold)) - len(_above(own, raised)), raised


def believed(classifier: Classifier, rows: Sequence[Row], words: bool) -> list[tuple[Example, Kind]]:
    """Each example with the kind that is believed, by its vector alone or by its `words` first.

    The asker's role counts as known, where the most is taken over.
    """
    kinds = Kinds(classifier)
    if words:
        vectors = {row.example.text: row.vector for row in rows}
        said = [(row.example, Utterance(row.example.text, vectors.get)) for row in rows]
        return [(example, kinds.tool_of(each, (), known=True) or "information") for example, each in said]
    return [(row.example, classifier.tool(row.vector) or "information") for row in rows]


def report(title: str, pairs: Sequence[tuple[Example, Kind]]) -> str:
    """The share of plain facts that tools take over, recall of each kind, and the confusion matrix with true kinds as rows."""
    counts = Counter((example.kind, kind) for example, kind in pairs)
    totals = Counter(example.kind for example, _ in pairs)
    taken = totals["information"] - counts["information", "information"]
    lines = [f"{title}: {len(pairs)} questions; taken over by a tool {taken} of {totals['information']} plain facts"]
    lines.append(f"{'':14}{'n':>5}{'right':>7}  " + "".join(f"{kind[:6]:>7}" for kind in KINDS))
    for kind in (kind for kind in KINDS if totals[kind]):
        row = "".join(f"{counts[kind, other] or '.':>7}" for other in KINDS)
        lines.append(f"{kind:14}{totals[kind]:5}{counts[kind, kind] / totals[kind]:7.2f}  {row}")
    wrong = [f"  {example.kind} -> {kind}: {example.text}" for example, kind in pairs if kind != example.kind]
    return "\n".join([*lines, *wrong])


def write(classifier: Classifier, path: Path = WEIGHTS) -> None:
    """Weights in half precision, so that the file stays small."""
    np.savez_compressed(
        path,
        weights=classifier.weights.astype(np.float16),
        biases=classifier.biases,
        thresholds=classifier.thresholds,
    )


def _vectors(embed: Embed, examples: Sequence[Example], weight: float = 1.0) -> list[Row]:
    vectors = embed([each.text for each in examples])
    return [Row(example, vector, weight) for example, vector in zip(examples, vectors, strict=True)]


def _plain_facts(examples: Classifier, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that may be learnt as plain facts, and those that a tool would answer as well."""
    unlike: list[Row] = []
    like: list[Row] = []
    for row in rows:
        probability = float(1 - examples.probabilities(row.vector)[0])
        (like if is_a_tools(row.example.text, probability) else unlike).append(row)
    return unlike, like


def main(embed: Embed, keep: bool) -> None:
    rows = _vectors(embed, read_examples())
    known, unseen = ([row for row in rows if row.example.split == split] for split in ("fit", "validation"))
    of_examples = fit(known, any_thresholds())
    asked = page_questions()[: 2 * SAMPLED]
    pages = [Example(f"P{at}", text, "information", "fit" if at < SAMPLED else "validation") for at, text in enumerate(asked)]
    fixed, asked_of_sources = read_others()
    others, dropped = _plain_facts(of_examples, _vectors(embed, [*asked_of_sources, *pages], _WEIGHT_OF_OTHERS))
    print(f"left out, for a tool would answer them as well, {len(dropped)}, such as:")
    print("\n".join(f"  {text}" for text in sorted((row.example.text for row in dropped), key=_by_chance)[:SHOWN]))
    taps = [Example("T", text, "information", "fit") for text in sorted(_taps())]
    learnt = [row for row in [*others, *_vectors(embed, [*fixed, *taps])] if row.example.split == "fit"]
    judged = list(out_of_fold(known, learnt))
    classifier = fit([*known, *learnt], chosen_thresholds(judged))
    print("thresholds:", {tool: round(float(least), 2) for tool, least in zip(TOOLS, classifier.thresholds, strict=True)})
    print(report("validation, by vectors alone", believed(classifier, unseen, words=False)))
    print(report("validation, words first", believed(classifier, unseen, words=True)))
    rest = [row for row in others if row.example.split == "validation"]
    print(report("unseen questions for the sources, of routing and of pages", believed(classifier, rest, words=True)))
    if keep:
        write(classifier)


def _taps() -> set[str]:
    """Answers to tap add a fact to what was asked before, and ask for nothing."""
    found = [*TAPS.values(), *(answers for of in WANTED.values() for answers in of.values())]
    return {answer for answers in found for answer in answers}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", type=Path, default=Path(".assistant"), help="where the embedding model is kept")
    parser.add_argument("--no-write", action="store_true", help="print only")
    arguments = parser.parse_args()
    embedder = E5Embedder(arguments.data_dir)
    main(lambda texts: np.stack([embedder.embed_query(text) for text in texts]), keep=not arguments.no_write)
