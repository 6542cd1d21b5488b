"""The words of a text as roles are told by: in the singular, shorthand written out, slips of the finger set right, bands apart."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.careers.roles.bands import Band, bands_in

WORD = re.compile(r"[a-z0-9]+(?:&[a-z0-9]+)*(?:['’][a-z]+)?")
_IRREGULAR = {"midwives": "midwife"}
_ARTICLES = frozenset({"a", "an", "the"})
# How words are shortened, and words that say the same in a role.
_WRITTEN_OUT = {
    "asst": "assistant",
    "assist": "assistant",
    "assoc": "associate",
    "clin": "clinical",
    "dep": "deputy",
    "dept": "department",
    "educated": "trained",
    "exec": "executive",
    "grad": "graduate",
    "mgr": "manager",
    "mngr": "manager",
    "program": "programme",
    "snr": "senior",
    "spec": "specialist",
    "sr": "senior",
    "tech": "technician",
}
_GOES = frozenset({"come", "coming", "get", "getting", "go", "going"})
_SHORTEST_SLIP, _LONG, _SAFE_FIRST = 4, 8, 6
# English words that are one slip away from a word of a role ("career" and "carer").
_NO_SLIPS = frozenset(
    "career carers caring cared train training returned return supervise supervised manage managed managing purse curse patron mister "
    "dispense dispensed assess assessed directed direct administer administration world word adult start started worked working some "
    "come more read term site same trial trail course employed nursery sitter lister praise option advise generally special register "
    "wealth since practise practically apprenticeship supported theory hard yard card degree study studying would could should "
    "there where their other about please think thing things".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `start:end` of a text, or a band; `typed` is how it stands there, `exact` False where a slip was set right."""

    word: str
    start: int
    end: int
    band: str = ""
    exact: bool = True
    typed: str = ""


def tokens_of(text: str, bands: Sequence[Band]) -> list[Token]:
    """The words of a text in small letters, without articles, and its bands as one token each, in its order."""
    tokens = [Token("", band.start, band.end, band.name) for band in bands]
    for match in WORD.finditer(text):
        if match[0] not in _ARTICLES and not any(band.start <= match.start() < band.end for band in bands):
            word = singular(match[0])
            tokens.append(Token(_WRITTEN_OUT.get(word, word), match.start(), match.end(), typed=match[0]))
    return list(_joined(sorted(tokens, key=lambda token: token.start), _returning))


def _returning(first: str, second: str) -> str:
    """The one word by which roles are told for "coming back", "go back"."""
    return "returning" if first in _GOES and second == "back" else ""


def _joined(tokens: Iterable[Token], word_of: Callable[[str, str], str]) -> Iterator[Token]:
    """Tokens with neighbours as one wherever `word_of` has a word for both."""
    waiting: Token | None = None
    for token in tokens:
        if waiting is not None and (word := word_of(waiting.word, token.word)):
            waiting = replace(waiting, word=word, end=token.end, exact=False)
            continue
        if waiting is not None:
            yield waiting
        waiting = token
    if waiting is not None:
        yield waiting


def parts_of_name(name: str) -> tuple[tuple[str, ...], str]:
    """The words of a name, and its band ("" where it has none)."""
    lowered = name.lower()
    bands = bands_in(lowered)
    words = tuple(token.word for token in tokens_of(lowered, bands) if not token.band)
    return words, bands[0].name if bands else ""


def singular(word: str) -> str:
    """A word without its plural or possessive ending."""
    word = re.sub(r"['’]s?$", "", word).replace("’", "").replace("'", "")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of all names, with how many names use each."""

    uses: Counter[str]

    @staticmethod
    def of(names: Iterable[Sequence[str]]) -> "Vocabulary":
        """The words of names; those with a digit are left out."""
        return Vocabulary(Counter(word for words in names for word in words if word.isalpha()))

    def mended(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with words that were split joined again ("para medic"), and slips set right."""
        return [self._without_slip(token) for token in _joined(tokens, self._unsplit)]

    def _unsplit(self, first: str, second: str) -> str:
        was_split = first and second and first not in self.uses and first + second in self.uses
        return first + second if was_split else ""

    def _without_slip(self, token: Token) -> Token:
        word = token.word
        if token.band or len(token.typed) < _SHORTEST_SLIP or word in _NO_SLIPS or word in self.uses:
            return token
        slips = 1 if len(word) < _LONG else 2
        likely = [
            (distance, -self.uses[known], known)
            for each in {word, token.typed or word}  # "nurs" is no plural
            for known, distance, _ in process.extract(each, self.uses.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None)
            if _is_slip(each, known, distance)
        ]
        return replace(token, word=min(likely)[-1], exact=False) if likely else token


def _is_slip(word: str, known: str, distance: float) -> bool:
    """Another first letter is no slip in a short word, nor where there is a second slip."""
    same_start = word[0] == known[0] or (len(word) >= _SAFE_FIRST and distance == 1)
    return same_start and len(known) >= _SHORTEST_SLIP
