"""Fit the classifier that chooses a careers tool, and print how it does on the questions that it has not seen.

Run `python -m evals.fit_career_kinds` after a change to the examples, to assistant/careers/intents.toml or to the embedding
model; it writes assistant/careers/kinds.npz. With `--no-write` it only prints. Besides the examples, which tell the tools from
plain facts on the same subjects, it learns what else people ask from the examples of routing and from the questions that the
pages say they answer, less those that a tool would answer as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.model_selection import StratifiedKFold

from assistant.careers.intents import is_a_plain_fact
from assistant.careers.kinds import FITTED, KINDS, TOOLS, Classifier, Kind, Kinds, Utterance
from evals.career_examples import Example, by_chance, is_a_tools, page_questions, read_examples, read_others, taps
from evals.classifying import Embed, Vectors, matrix, regression, run, write

WEIGHTS = Path(__file__).parents[1] / "assistant" / "careers" / FITTED

SAMPLED = 600  # questions of pages
SHOWN = 40  # of those that are left out
_STRENGTH = 60.0  # this and the next were chosen out of fold
_WEIGHT_OF_OTHERS = 0.25  # of what the sources are asked, some of which a tool would answer as well
_TAKEN_OVER = 0.02  # share of the plain facts that tools may answer
_LEAST = 0.6  # of the probability that some tool is asked for: questions over pages are nearer to tools than those written as plain facts


@dataclass(frozen=True, slots=True)
class Row:
    """An example with its vector, and how much it counts in the fit."""

    example: Example
    vector: Vectors
    weight: float = 1.0


def fit(rows: Sequence[Row], thresholds: Vectors) -> Classifier:
    """The classifier for these rows."""
    vectors, kinds = np.stack([row.vector for row in rows]), [row.example.kind for row in rows]
    fitted = regression(vectors, kinds, KINDS, _STRENGTH, [row.weight for row in rows])
    return Classifier(fitted.weights, fitted.biases, thresholds)


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
    """The share of plain facts that tools take over, and the confusion matrix."""
    plain = [kind for example, kind in pairs if example.kind == "information"]
    taken = sum(kind != "information" for kind in plain)
    opening = f"{title}: {len(pairs)} questions; taken over by a tool {taken} of {len(plain)} plain facts"
    return "\n".join([opening, *matrix(pairs, KINDS)])


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
    print("\n".join(f"  {text}" for text in sorted((row.example.text for row in dropped), key=by_chance)[:SHOWN]))
    tapped = [Example("T", text, "information", "fit") for text in taps()]
    learnt = [row for row in [*others, *_vectors(embed, [*fixed, *tapped])] if row.example.split == "fit"]
    judged = list(out_of_fold(known, learnt))
    classifier = fit([*known, *learnt], chosen_thresholds(judged))
    print("thresholds:", {tool: round(float(least), 2) for tool, least in zip(TOOLS, classifier.thresholds, strict=True)})
    print(report("validation, by vectors alone", believed(classifier, unseen, words=False)))
    print(report("validation, words first", believed(classifier, unseen, words=True)))
    rest = [row for row in others if row.example.split == "validation"]
    print(report("unseen questions for the sources, of routing and of pages", believed(classifier, rest, words=True)))
    if keep:
        write(classifier, WEIGHTS)


if __name__ == "__main__":
    run(main, __doc__)
