"""Whether quotes carry a sentence: verbatim, or by what is measured of both and a small fitted model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from assistant.grounding.comparison import compare
from assistant.grounding.fidelity import is_faithful
from assistant.grounding.measured_languages import MeasuredLanguage, written_languages
from assistant.grounding.rows import Unit, about_row, cell_under, nearest_row, row_stands, said_cells, units
from assistant.grounding.texts import clean
from assistant.grounding.translated import check_translated
from assistant.grounding.vectors import Embed, Vectors
from assistant.grounding.verbatim import stands
from assistant.grounding.verdict import Reason, Verdict, verdict
from assistant.grounding.vocabulary import vocabulary
from assistant.grounding.weights import Weights
from assistant.grounding.word_meanings import WordMeanings

MAX_SENTENCE, MAX_QUOTES = 2_000, 60_000  # characters
_CONTRADICTED = 0.1


@dataclass(frozen=True, slots=True)
class Examined:
    """A verdict that needs no model, or else the measures that the model weighs, and the reason if it finds them too low."""

    verdict: Verdict | None
    measures: Mapping[str, float] = field(default_factory=dict)
    reason: Reason = "not_found"


_CARRIED = Examined(verdict(1.0, ""))
_ENGLISH = "en"
_UNFAITHFUL = verdict(_CONTRADICTED, "not_found")
_NOTHING = Examined(verdict(0.0, "not_found"))


class Checker:
    """Decides whether quotes carry a sentence; the same input gives the same verdict."""

    def __init__(self, embed: Embed, weights: Weights, languages: Mapping[str, MeasuredLanguage] = MappingProxyType({})) -> None:
        """`languages` are those that were measured with this embedding model; in all others but English nothing is supported."""
        self._weights = weights
        self._vectors = Vectors(embed)
        self._languages = languages
        self._meanings = WordMeanings(self._vectors, vocabulary)

    @property
    def written_languages(self) -> frozenset[str]:
        """The codes of the languages in which `check_in` supports anything, English among them."""
        return written_languages(self._languages)

    def check(self, sentence: str, quotes: Sequence[str]) -> Verdict:
        """The verdict on a sentence, or a few, against the texts that must carry it, with their headings and columns.

        Raises:
            ModelUnavailable: the embedding model did not answer.
        """
        examined = self.examine(sentence, quotes)
        return examined.verdict or verdict(self._weights.score(examined.measures), examined.reason)

    def check_in(self, language: str, sentence: str, quotes: Sequence[str]) -> Verdict:
        """The verdict on one drafted sentence in the language of that code, against English quotes with their headings and columns.

        It is stricter than `check`: an English sentence must keep to one place of its quotes too. In a language that was not
        measured, or not caught often enough, nothing is supported.

        Raises:
            ModelUnavailable: the embedding model did not answer.
        """
        if language != _ENGLISH:
            return self._check_translated(language, sentence, quotes)
        # What is not faithful needs no vector, the dearest part of a check.
        return self.check(sentence, quotes) if is_faithful(sentence, quotes) else _UNFAITHFUL

    def _check_translated(self, language: str, sentence: str, quotes: Sequence[str]) -> Verdict:
        fitted = self._languages.get(language)
        if fitted is None or not fitted.allowed:
            return verdict(0.0, "not_found")
        return check_translated(language, sentence, quotes, fitted, self._meanings)

    def examine(self, sentence: str, quotes: Sequence[str]) -> Examined:
        """All of `check` but the weighing: what the weights are fitted on.

        Raises:
            ModelUnavailable: the embedding model did not answer.
        """
        said = clean(sentence, MAX_SENTENCE).strip()
        texts = [text for quote in quotes if (text := clean(quote, MAX_QUOTES).strip())]
        if not (_holds_words([said]) and _holds_words(texts)):
            return _NOTHING
        if stands(said, texts):
            return _CARRIED
        known = units(texts)
        pairs = said_cells(said, known)
        if pairs and row_stands(pairs, known):
            return _CARRIED
        row = nearest_row(pairs, known) if pairs else None
        return self._of_row(pairs, row) if row else self._of_sentence(said, about_row(said, known))

    def _of_row(self, pairs: Sequence[tuple[str, str]], row: Unit) -> Examined:
        """The worst of the cells of a said row, each held against the cell of its column alone."""
        cells = [(f"{name}: {cell}", cell_under(row, name)) for name, cell in pairs]
        examined = [self._of_sentence(said, [Unit(there)]) if there else _NOTHING for said, there in cells]
        return min(examined, key=lambda each: each.verdict.score if each.verdict else each.measures["linked"])

    def _of_sentence(self, said: str, known: Sequence[Unit]) -> Examined:
        if stands(said, [unit.text for unit in known]):
            return _CARRIED
        compared = compare(said, known)
        if compared.contradiction:
            return Examined(verdict(_CONTRADICTED, compared.contradiction.reason))
        unit, window = self._vectors.similarities(said, (compared.unit, compared.window))
        return Examined(None, compared.measures(unit, window), compared.reason)


def _holds_words(texts: Sequence[str]) -> bool:
    return any(letter.isalnum() for text in texts for letter in text)
