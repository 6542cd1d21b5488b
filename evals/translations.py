"""Measures the check across languages on scripted translations, and fits what it needs to know of each language.

    python -m evals.translations [--write] [--slips]

Half of the English sentences fit, the other half measure; a sentence stands on one side in all languages. Prints for each language
the share of the corrupted translations that is refused, kind by kind, that of translations held against another sentence's quote or
with another sentence added, and the share of the faithful ones that is supported; and how many of the translations are refused in
which a word was put for another that no list of the check knows. With --write puts the figures into the package, where they decide in
which languages a drafted sentence can be released, and the English words beside which others are held. The translations are not yet
checked by native speakers, and who wrote them wrote the check's lists of words too, so that the figures flatter it.
"""

import argparse
import json
import re
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

import assistant.grounding
from assistant.bootstrap import build_embedder
from assistant.grounding import one_by_one
from assistant.grounding.measured_languages import FILE, MeasuredLanguage
from assistant.grounding.tongues import bound
from assistant.grounding.translated import Meanings, check_translated
from assistant.grounding.vectors import Floats, Vectors
from assistant.grounding.vocabulary import FILE as VOCABULARY
from assistant.grounding.vocabulary import Vocabulary, vocabulary
from assistant.grounding.word_meanings import WordMeanings
from assistant.settings import Settings
from assistant.words import STOP_WORDS
from evals.corruptions import statements
from evals.dataset import CORPUS, DATASETS
from evals.errors import DatasetError
from evals.json_lines import read_rows

FOLDER = Path(assistant.grounding.__path__[0])
ROUTING = DATASETS / "routing.jsonl"
_WORD = re.compile(r"[a-z]{3,}")
SWAPS = DATASETS / "translation_swaps.jsonl"
DATA = DATASETS / "translations.jsonl"
KINDS = ("negation", "number", "eligibility")
MARGIN, SLACK = 0.01, 1.1  # below the least cosine, beyond the least and greatest length, of the fitting half


@dataclass(frozen=True, slots=True)
class Translation:
    """A faithful translation of `english`, a sentence of `quote`, and one corruption of it of each kind."""

    id: str
    language: str
    title: str
    section: str
    quote: str
    english: str
    translation: str
    corruptions: Mapping[str, str]

    @property
    def quotes(self) -> list[str]:
        return [self.title, self.section, self.quote]

    @property
    def held_out(self) -> bool:
        return int(self.id[-2:]) % 2 == 0


@dataclass(frozen=True, slots=True)
class LanguageResult:
    """The figures of one language on the held-out half; `slips` are what was passed or refused wrongly."""

    language: str
    fitted: MeasuredLanguage
    kinds: Mapping[str, float]
    slips: tuple[str, ...]
    slowest_ms: float


def read_translations(path: Path = DATA) -> list[Translation]:
    """The rows of the dataset."""
    kept = Translation.__dataclass_fields__
    return [Translation(**{name: row[name] for name in kept}) for row in read_rows(path)]


def read_swaps(rows: Sequence[Translation], path: Path = SWAPS) -> list[tuple[Translation, str]]:
    """Translations with one word put in the place of another that no list of the check knows.

    Raises:
        DatasetError: a translation does not have the word.
    """
    found = {row.id: row for row in rows}
    swaps = [(found[row["id"]], row["old"], row["new"]) for row in read_rows(path)]
    if strange := [row.id for row, old, _ in swaps if old not in row.translation]:
        raise DatasetError(f"{path} swaps words that the translations {', '.join(strange)} do not have.")
    return [(row, row.translation.replace(old, new, 1)) for row, old, new in swaps]


def swaps_caught(rows: Sequence[Translation], results: Sequence[LanguageResult], meanings: Meanings) -> tuple[int, int]:
    """How many of the swaps are refused, and how many there are."""
    measured = {each.language: each.fitted for each in results}
    said = read_swaps(rows)
    told = [check_translated(row.language, text, row.quotes, measured[row.language], meanings) for row, text in said]
    return sum(not verdict.supported for verdict in told), len(told)


def fitted(rows: Sequence[Translation], vectors: Vectors) -> MeasuredLanguage:
    """What the faithful translations of one language look like; `caught` and `passed` are not yet measured."""
    cosines = [vectors.similar(row.translation, row.english) for row in rows]
    lengths = [bound(row.language, row.translation).length / bound("en", row.english).length for row in rows]
    return MeasuredLanguage(
        floor=round(min(cosines) - MARGIN, 3),
        shortest=round(min(lengths) / SLACK, 2),
        longest=round(max(lengths) * SLACK, 2),
        caught=0.0,
        passed=0.0,
    )


class LanguageTrials:
    """The held-out translations of one language, put to the check."""

    def __init__(self, rows: Sequence[Translation], figures: MeasuredLanguage, meanings: Meanings) -> None:
        self._rows, self._fitted, self._meanings = rows, figures, meanings
        self._slips: list[str] = []
        self._slowest = 0.0

    def result(self) -> LanguageResult:
        """All figures, and the slips."""
        rows = self._rows
        kinds = {kind: self._caught(kind, [(row, row.corruptions[kind]) for row in rows]) for kind in KINDS}
        after = [*rows[1:], rows[0]]
        caught = sum(kinds.values()) / len(kinds)
        kinds["other"] = self._caught("other", [(row, other.translation) for row, other in zip(rows, after, strict=True)])
        both = [(row, f"{row.translation[:-1]}, {other.translation}") for row, other in zip(rows, after, strict=True)]
        kinds["added"] = self._caught("added", both)
        passed = [row for row in rows if self._supports(row, row.translation)]
        self._slips += [f"{row.id} refused: {row.translation}" for row in rows if row not in passed]
        figures = replace(self._fitted, caught=round(caught, 3), passed=round(len(passed) / len(rows), 3))
        return LanguageResult(rows[0].language, figures, kinds, tuple(self._slips), self._slowest)

    def _caught(self, kind: str, trials: Sequence[tuple[Translation, str]]) -> float:
        passed = [(row, said) for row, said in trials if self._supports(row, said)]
        self._slips += [f"{row.id} {kind} passed: {said}" for row, said in passed]
        return 1 - len(passed) / len(trials)

    def _supports(self, row: Translation, said: str) -> bool:
        started = time.perf_counter()
        verdict = check_translated(row.language, said, row.quotes, self._fitted, self._meanings)
        self._slowest = max(self._slowest, (time.perf_counter() - started) * 1000)
        return verdict.supported


def measure(rows: Sequence[Translation], vectors: Vectors, words: Vocabulary) -> list[LanguageResult]:
    """Each language fitted on one half of the sentences and measured on the other."""
    languages = dict.fromkeys(row.language for row in rows)
    own = {language: [row for row in rows if row.language == language] for language in languages}
    meanings = WordMeanings(vectors, lambda: words)
    return [_measured(each, vectors, meanings) for each in own.values()]


def _measured(rows: Sequence[Translation], vectors: Vectors, meanings: Meanings) -> LanguageResult:
    figures = fitted([row for row in rows if not row.held_out], vectors)
    return LanguageTrials([row for row in rows if row.held_out], figures, meanings).result()


def english_words() -> list[str]:
    """The content words of our pages and of the English questions that were written for routing."""
    texts = [statement.text for statement in statements(CORPUS)]
    texts += [str(row["text"]) for row in read_rows(ROUTING) if row.get("language", "en") == "en"]
    words = dict.fromkeys(word for text in texts for word in _WORD.findall(text.lower()))
    return sorted(word for word in words if word not in STOP_WORDS)


def write_vocabulary(words: Sequence[str], vectors: Floats, path: Path) -> None:
    """Write words with their vectors in 127 steps."""
    scale = np.float32(np.abs(vectors).max() / 127)
    np.savez_compressed(path, words=np.array(words), vectors=np.round(vectors / scale).astype(np.int8), scale=scale)


def lines(results: Sequence[LanguageResult]) -> list[str]:
    """The figures as they are printed."""
    told = [
        "language  caught  " + "  ".join(f"{kind:>11}" for kind in (*KINDS, "other", "added")) + "  passed  written  slowest ms"
    ]
    for each in results:
        kinds = "  ".join(f"{share:11.2f}" for share in each.kinds.values())
        written = "yes" if each.fitted.allowed else "no"
        told.append(
            f"{each.language:8}  {each.fitted.caught:6.3f}  {kinds}  {each.fitted.passed:6.2f}  {written:>7}  {each.slowest_ms:10.0f}"
        )
    return told


def main() -> None:
    """Measure, print, and with --write put the figures into the package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the figures into the package")
    parser.add_argument("--slips", action="store_true", help="print every wrong verdict too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        vectors = Vectors(one_by_one(build_embedder(Settings(data_dir=Path(folder))).embed_text))
        words = english_words() if given.write else []
        if words:
            write_vocabulary(words, np.stack([vectors.vector(word) for word in words]), FOLDER / VOCABULARY)
        rows = read_translations()
        results = measure(rows, vectors, vocabulary())
        caught, of = swaps_caught(rows, results, WordMeanings(vectors, vocabulary))
    print("\n".join(lines(results)))
    print(f"one word put for another that no list knows: {caught} of {of} refused")
    if given.slips:
        print("\n".join(slip for each in results for slip in each.slips))
    if given.write:
        figures = {each.language: asdict(each.fitted) for each in sorted(results, key=lambda each: each.language)}
        (FOLDER / FILE).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
