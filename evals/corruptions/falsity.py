"""Whether a changed sentence is really false: said nowhere in its quotes, nor anywhere else in the pages."""

from collections.abc import Collection, Iterable

from evals.corruptions.pairs import TruePair
from evals.evidence import contains, words

_SMALL = frozenset("a an the of to in on for and or is are was were it its this that by at with as from be".split())


class Truths:
    """Everything that the pages say, as it stands or rephrased."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._said = {words(sentence) for sentence in sentences}

    def denies(self, sentence: str, pair: TruePair) -> bool:
        """Whether the sentence is none of the true ones and no statement among its quotes has all its words."""
        said = words(sentence)
        if said in self._said or any(contains(quote, sentence) for quote in pair.quotes):
            return False
        setting = {*words(pair.statement.section.title), *words(pair.statement.section.heading)}
        told = set(said) - _SMALL - setting
        return not any(_covers(text, told) for text in (pair.statement.text, *pair.said))


def _covers(text: str, told: Collection[str]) -> bool:
    """Whether one statement holds every word that is told, with each of them where it may belong."""
    return bool(told) and set(told) <= set(words(text))
