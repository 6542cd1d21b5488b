"""Words that turn or limit what they stand before: negation, modality, quantifiers, bounds and order in time."""

from collections.abc import Sequence
from typing import Protocol


class Word(Protocol):
    """A word of a text, folded."""

    @property
    def text(self) -> str: ...


_NEGATIONS = set("not no never cannot neither nor without none nobody nothing n't unable hardly rarely seldom scarcely".split())
_MODALS = {
    "can": "can",
    "could": "can",
    "may": "can",
    "might": "can",
    "possibly": "can",
    "perhaps": "can",
    "optional": "can",
    "cannot": "can",
    "unable": "can",
    "able": "can",
    "must": "must",
    "need": "must",
    "needs": "must",
    "needed": "must",
    "required": "must",
    "requires": "must",
    "mandatory": "must",
    "have to": "must",
    "has to": "must",
    "had to": "must",
    "should": "should",
    "ought": "should",
    "will": "will",
    "shall": "will",
}
_SURE = {"may", "might", "possibly", "perhaps", "could"}
_QUANTIFIERS = {
    "all": "all",
    "every": "all",
    "each": "all",
    "everyone": "all",
    "everybody": "all",
    "whole": "all",
    "always": "all",
    "any": "any",
    "anyone": "any",
    "some": "some",
    "several": "some",
    "sometimes": "some",
    "certain": "some",
    "most": "most",
    "mostly": "most",
    "usually": "most",
    "normally": "most",
    "generally": "most",
    "often": "most",
    "typically": "most",
    "many": "many",
    "few": "few",
    "only": "only",
    "solely": "only",
    "just": "only",
}
_BOUNDS = {
    "least": "min",
    "minimum": "min",
    "most": "max",
    "up to": "max",
    "maximum": "max",
    "more than": "min",
    "or more": "min",
    "or over": "min",
    "and over": "min",
    "or above": "min",
    "over": "min",
    "above": "min",
    "less than": "max",
    "fewer than": "max",
    "no more than": "max",
    "or later": "min",
    "or earlier": "max",
    "or less": "max",
    "or fewer": "max",
    "or under": "max",
    "or below": "max",
    "under": "max",
    "below": "max",
    "within": "max",
    "about": "about",
    "around": "about",
    "approximately": "about",
    "roughly": "about",
    "nearly": "about",
    "almost": "about",
}
_ORDERS = {
    "within": "within",
    "before": "before",
    "until": "before",
    "till": "before",
    "prior": "before",
    "after": "after",
    "since": "after",
    "following": "after",
    "from": "after",
    "once": "after",
}
# "In May" is not "before May", but it may be what "from May" or "within a year" says.
_AT = frozenset({"in", "on", "during", "from", "since", "within"})
_NO_THAN: dict[str, tuple[str, str]] = {
    "more": ("bound", "max"),
    "less": ("bound", "min"),
    "fewer": ("bound", "min"),
    "later": ("order", "before"),
    "earlier": ("order", "after"),
}
Operator = tuple[str, str]
"""Its class (negation, modality, quantifier, bound, order) and its value."""


LIMITING = frozenset(
    {word for table in (_QUANTIFIERS, _BOUNDS, _ORDERS, _SURE, _NEGATIONS) for word in table if " " not in word}
    | {"must", "shall", "need", "needs", "needed", "able", "no", "half"}
) - {"certain", "whole", "following"}
PARTS = {"half", "quarter", "third", "halves"}


def operators(stretch: Sequence[Word], quantity: bool) -> frozenset[Operator]:
    """The operators in a stretch; bounds and dates count where a quantity follows or comes before."""
    words, found = _without_phrases([token.text for token in stretch])
    if sum(map(_negates, words)) % 2:
        found.add(("negation", "not"))
    for place, word in enumerate(words):
        pair = " ".join(words[place : place + 2])
        after = words[place + 1] if place + 1 < len(words) else ""
        if modal := _MODALS.get(pair) or _MODALS.get(word) or _contracted(word):
            found.add(("modality", modal))
            if word in _SURE:
                found.add(("certainty", "open"))
        if word in _QUANTIFIERS and not (word == "most" and words[max(0, place - 1)] == "at"):
            found.add(("quantifier", _QUANTIFIERS[word]))
        is_most_of = word == "most" and words[max(0, place - 1)] != "at"
        if quantity and not is_most_of and (bound := _BOUNDS.get(pair) or _BOUNDS.get(word)):
            found.add(("bound", bound))
        if word in _ORDERS and (word != "from" or quantity) and after != "all":
            found.add(("order", _ORDERS[word]))
        if quantity and word in _AT:
            found.add(("order", "at"))
    return frozenset(found)


def _without_phrases(words: list[str]) -> tuple[list[str], set[Operator]]:
    """The words without "no more than" and its like, and what those say."""
    for place in range(len(words) - 1):
        if words[place] == "no" and words[place + 1] in _NO_THAN:
            rest = words[:place] + words[place + 2 :]
            return rest, {_NO_THAN[words[place + 1]]}
        if words[place] == "not" and words[place + 1] == "only":
            return words[:place] + words[place + 2 :], set()
    return words, set()


def _negates(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")


def _contracted(word: str) -> str:
    if not word.endswith(("n't", "'ll")):
        return ""
    return {"can't": "can", "couldn't": "can", "won't": "will", "mustn't": "must", "shouldn't": "should", "needn't": "must"}.get(
        word, "will" if word.endswith("'ll") else ""
    )


def of_class(found: frozenset[Operator], kind: str) -> frozenset[str]:
    """The values of one class."""
    return frozenset(value for each, value in found if each == kind)


def bounds_after(stretch: Sequence[Word]) -> frozenset[Operator]:
    """The bound that comes after a quantity and, where it has one, its unit ("or more", "years and under")."""
    words = [token.text for token in stretch[:3]]
    for place, word in enumerate(words[:-1]):
        if word in {"or", "and"}:
            bound = _BOUNDS.get(f"or {words[place + 1]}") or _BOUNDS.get(words[place + 1])
            return frozenset({("bound", bound)} if bound else ())
    return frozenset()
