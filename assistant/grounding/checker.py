"""Whether quotes carry a sentence: verbatim, or by what is measured of both and a small fitted model."""

from collections.abc import Sequence

from assistant.grounding.alignment import align, nearest
from assistant.grounding.contradictions import findings
from assistant.grounding.measures import measures
from assistant.grounding.rows import Unit, is_misplaced, nearest_row, row_stands, said_cells, units
from assistant.grounding.texts import clean, lines, sentences
from assistant.grounding.tokens import renumbered, short_forms, tokens
from assistant.grounding.vectors import Embed, Vectors
from assistant.grounding.verbatim import stands
from assistant.grounding.verdict import Verdict, verdict
from assistant.grounding.weights import Weights

MAX_SENTENCE, MAX_QUOTES = 2_000, 60_000  # characters
_UNITS, _EMBEDDED, _LONG = 24, 8, 1_500


class Checker:
    """Decides whether quotes carry a sentence; the same input gives the same verdict."""

    def __init__(self, embed: Embed, weights: Weights) -> None:
        self._weights = weights
        self._vectors = Vectors(embed)

    def check(self, sentence: str, quotes: Sequence[str]) -> Verdict:
        """The verdict on a sentence, or a few, against the texts that must carry it, with their headings and columns.

        Raises:
            ModelUnavailable: the embedding model did not answer.
        """
        said = clean(sentence, MAX_SENTENCE).strip()
        texts = [text for quote in quotes if (text := clean(quote, MAX_QUOTES).strip())]
        if not texts or not any(letter.isalnum() for letter in said):
            return verdict(0.0, "not_found")
        if stands(said, texts):
            return verdict(1.0, "")
        found_units = units(texts)
        pairs = said_cells(said, found_units)
        if pairs and row_stands(pairs, found_units):
            return verdict(1.0, "")
        if pairs and (row := nearest_row(pairs, found_units)):
            if is_misplaced(pairs, row):
                return verdict(0.1, "number")
            found_units = [row]
        short = short_forms(said, *(unit.text for unit in found_units), *(c for u in found_units for c in u.columns))
        spoken = tokens([Unit(each) for each in sentences(" ".join(lines(said)))], short)
        known = tokens(found_units, short)
        kept = nearest(spoken, known, _UNITS)
        near = frozenset(place for place, unit in enumerate(kept) if found_units[unit].heading)
        aligned = align(spoken, renumbered(known, {unit: place for place, unit in enumerate(kept)}), near)
        found = findings(aligned, known, sum(map(len, texts)) > _LONG)
        firm = next((each for each in found if each.firm), None)
        if firm:
            return verdict(0.1, firm.reason)
        best = max(self._vectors.similarities(said, [found_units[unit].text for unit in kept[:_EMBEDDED]]))
        measured = measures(aligned, known, (best - 0.75) / 0.25)
        return verdict(self._weights.score(measured), "not_found")
