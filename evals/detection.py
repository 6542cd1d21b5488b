"""How often the language of a short text is recognised, by language.

    python -m evals.detection [--all]

Reads the texts of `datasets/language.jsonl` that nothing was tuned on (`held_out`), or all of them, and prints the share that is
right in each language, and each text that is wrong. The exit status is 1 where a language of three words or more is below 0.95.
The corpus's words are taken to be unknown, so that English has no help.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.language import LanguageDetector
from evals.dataset import DATASETS
from evals.json_lines import read_rows

PROMISE = 0.95
FEWEST_WORDS = 3
_TEXTS = DATASETS / "language.jsonl"


@dataclass(frozen=True, slots=True)
class Detected:
    """A text, its language and the one that it was taken for."""

    text: str
    language: str
    taken_for: str

    @property
    def right(self) -> bool:
        return self.language == self.taken_for

    @property
    def enough(self) -> bool:
        """Whether it has the words that the promise is about."""
        return len(self.text.split()) >= FEWEST_WORDS


def detected(rows: Iterable[dict[str, str]], detector: LanguageDetector) -> list[Detected]:
    """What each row of the dataset is taken for."""
    return [Detected(row["text"], row["language"], detector.detect(row["text"]).code) for row in rows]


def shares(results: Iterable[Detected]) -> dict[str, tuple[int, float]]:
    """How many texts there are in each language, and the share that is right."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for result in results:
        groups[result.language].append(result.right)
    return {language: (len(right), sum(right) / len(right)) for language, right in sorted(groups.items())}


def report(results: Sequence[Detected]) -> list[str]:
    """A Markdown table, and a line for each text that is wrong."""
    enough = shares(result for result in results if result.enough)
    lines = ["| Language | Texts | Right | Texts of 3 words or more | Right |", "|---|---|---|---|---|"]
    for language, (count, share) in shares(results).items():
        long, long_share = enough.get(language, (0, 1.0))
        lines.append(f"| {language} | {count} | {share:.3f} | {long} | {long_share:.3f} |")
    wrong = [f"{each.language} taken for {each.taken_for}: {each.text}" for each in results if not each.right]
    return [*lines, *wrong]


def main(arguments: Sequence[str] | None = None) -> int:
    """Detect, print; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="also the texts that the lists of words were made with")
    given = parser.parse_args(arguments)
    rows = [row for row in read_rows(_TEXTS) if given.all or row["split"] == "held_out"]
    results = detected(rows, LanguageDetector(known_words=lambda _: 0.0))
    print(*report(results), sep="\n")
    return int(any(share < PROMISE for _, share in shares(each for each in results if each.enough).values()))


if __name__ == "__main__":
    sys.exit(main())
