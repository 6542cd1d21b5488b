"""Lines of a paragraph joined into one, with words that were cut at a line's end made whole."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CUT = re.compile(r"(?:^|[\s(“\"'‘/])(?:[^\W\d_]+-)*([^\W\d_]+)[-\u00ad\u2010]$")
_NEXT = re.compile(r"[^\W_]+")
_ALWAYS = frozenset(("self", "non", "ex", "well", "semi"))  # keep the hyphen behind them
_WHOLE = 5  # letters: a known word of that length before a hyphen, and a longer part behind it, are two words


class Joiner:
    """Joins lines; knows from the rest of the document which words it writes with a hyphen, and which without."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: set[str] = set()
        cut = False
        for text in texts:
            words = _WORD.findall(text.lower())
            goes_on = bool(_CUT.search(text))
            whole = words[int(cut) : len(words) - int(goes_on)]
            self._words.update(whole, (part for word in whole for part in word.split("-")))
            cut = goes_on

    def joined(self, texts: Iterable[str]) -> str:
        whole = ""
        for text in texts:
            whole = self._pair(whole, text.strip()) if whole else text.strip()
        return whole

    def _pair(self, before: str, after: str) -> str:
        cut, following = _CUT.search(before), _NEXT.match(after)
        if cut is None or following is None:
            return f"{before} {after}"
        if before.endswith("\u00ad"):
            return before[:-1] + after
        keeps = not after[0].islower() or self._keeps_hyphen(cut[1].lower(), following[0])
        return before[:-1] + ("-" if keeps else "") + after

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        if f"{first}-{second}" in self._words or len(first) == 1 or first in _ALWAYS:
            return True
        if first + second in self._words or first not in self._words:
            return False
        return second in self._words or (len(first) >= _WHOLE and len(second) > _WHOLE)
