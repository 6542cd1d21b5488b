"""Which roles a text names: by title, abbreviation, old title or band, whole or with a slip of the finger.

The index is built once from the book. At each word the longest name wins, so that "trainee nursing associate" is not read as
"nursing associate"; a band beside a name chooses among those who share it ("band 6 nurse").
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from assistant.careers.bands import Band, bands_in
from assistant.careers.book import Book
from assistant.knowledge.schema import Role

_WORD = re.compile(r"[a-z0-9]+(?:&[a-z0-9]+)*(?:['’][a-z]+)?")
_IRREGULAR = {"midwives": "midwife", "wives": "wife"}
_BETWEEN = frozenset("at on in a an is as currently working nhs the".split())  # may stand between a role and its band
_SHORTEST_SLIP, _LONG = 4, 8
_NEAREST, _NEAR = 3, 40
# English words that are one slip away from a role ("career" and "carer").
_NO_SLIPS = frozenset(
    "career carers caring cared trained training train returned returning return supervise supervised manage managed managing "
    "purse curse patron mister dispense dispensed assess assessed directed direct administer administration world words word "
    "adult start started work worked working home some come more lead read term site same trial trail course employed nursery "
    "sitter lister praise seniors option options advice advise general generally special especially register health wealth "
    "science since patient patients practise practical practically leading learning apprentice apprenticeships support supports "
    "supported theory therapy team teams term terms hospital hospitals social society ward wards yard hard card degree degrees".split()
)
_SAYS_NO_ROLE = frozenset(
    "i i'm im a an the to be become becoming want wanna would like how do can could what is from go get into for me my as in of am "
    "and or with work working job role band after next train training i'd id you please".split()
)
# People whom others have: "my matron says" names no role of the asker.
_ABOVE = frozenset(
    "ward-mgr matron deputy-ward team-leader service-mgr deputy-mgr reg-mgr sw-manager learning-coach director general-mgr "
    "nurse-educator ahp-manager midwife-mgr senior-care".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A role that is named at `start:end` of a text, with the band beside it ("" where there is none)."""

    role: str
    start: int
    end: int
    band: str = ""
    exact: bool = True


@dataclass(frozen=True, slots=True)
class RolesFound:
    """The roles that a text names, in its order; `nearest` are those closest where it names none, `bands` the bands it names.

    `no_bands` are what it calls bands and what are none ("42").
    """

    mentions: tuple[Mention, ...]
    nearest: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    no_bands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int
    band: str = ""
    exact: bool = True


@dataclass(frozen=True, slots=True)
class RoleNames:
    """All names of roles: by their words, the role of each band, "" for whoever names none."""

    by_words: Mapping[tuple[str, ...], Mapping[str, str]]
    words: Mapping[int, tuple[str, ...]]
    titles: Mapping[str, str]
    longest: int

    @staticmethod
    def of(book: Book) -> "RoleNames":
        """The index of the names of all roles in a book."""
        by_words: dict[tuple[str, ...], dict[str, str]] = {}
        for role in book.all(Role):
            for name in (role.title.text, *role.names):
                words, band = _parts(name)
                by_words.setdefault(words, {}).setdefault(band, role.id)
        for words in list(by_words):
            by_words.setdefault(("".join(words),), by_words[words])
        known = {word for words in by_words for word in words if not any(sign.isdigit() for sign in word)}
        lengths = {len(word) for word in known}
        return RoleNames(
            by_words,
            {length: tuple(sorted(word for word in known if len(word) == length)) for length in lengths},
            {role.id: role.title.text.lower() for role in book.all(Role)},
            max((len(words) for words in by_words), default=0),
        )

    def find(self, text: str) -> RolesFound:
        """The roles that a text names, or those nearest to what it says."""
        lowered = text.lower()
        bands = bands_in(lowered)
        mentions = tuple(self._mentions(self._mended(_tokens(lowered, bands))))
        return RolesFound(
            mentions,
            () if mentions else self._nearest(lowered),
            tuple(band.name for band in bands if band.real),
            tuple(band.name for band in bands if not band.real),
        )

    def _mentions(self, tokens: Sequence[_Token]) -> Iterator[Mention]:
        at = 0
        while at < len(tokens):
            found, length = self._longest(tokens, at)
            if found is not None and not _of_another(tokens, at, found.role):
                yield found
            at += length

    def _longest(self, tokens: Sequence[_Token], at: int) -> tuple[Mention | None, int]:
        """The longest name that begins at a token, and by how many tokens to go on."""
        for length in range(min(self.longest, len(tokens) - at), 0, -1):
            named = tokens[at : at + length]
            roles = self.by_words.get(tuple(token.word for token in named))
            if roles is None or any(token.band for token in named):
                continue
            band, start, end = _beside(tokens, at, at + length)
            role = roles.get(band) or roles.get(band.rstrip("abcd")) or roles.get("")
            if role is not None:
                return Mention(role, start, end, band, all(token.exact for token in named)), length
        return None, 1

    def _mended(self, tokens: Sequence[_Token]) -> list[_Token]:
        """The tokens with slips set right, and words that were split joined again ("para medic")."""
        mended: list[_Token] = []
        for token in tokens:
            before = mended[-1] if mended else None
            if before is not None and self._split(before.word, token.word):
                mended[-1] = _Token(before.word + token.word, before.start, token.end, exact=False)
            else:
                mended.append(token)
        return [self._without_slip(token) for token in mended]

    def _split(self, first: str, second: str) -> bool:
        return bool(first and second) and not self._knows(first) and self._knows(first + second)

    def _knows(self, word: str) -> bool:
        return word in self.words.get(len(word), ())

    def _without_slip(self, token: _Token) -> _Token:
        word = token.word
        if token.band or len(word) < _SHORTEST_SLIP or word in _NO_SLIPS or self._knows(word) or (word,) in self.by_words:
            return token
        slips = 1 if len(word) < _LONG else 2
        near = [each for length in range(len(word) - slips, len(word) + slips + 1) for each in self.words.get(length, ())]
        found = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=slips)
        if found is None or (found[0][0] != word[0] and found[1] > 1) or len(found[0]) < _SHORTEST_SLIP:
            return token
        return _Token(found[0], token.start, token.end, exact=False)

    def _nearest(self, text: str) -> tuple[str, ...]:
        asked = " ".join(word for word in _WORD.findall(text) if word not in _SAYS_NO_ROLE)
        found = process.extract(asked, self.titles, scorer=fuzz.token_set_ratio, limit=_NEAREST, score_cutoff=_NEAR)
        return tuple(role for _, _, role in found)


def _parts(name: str) -> tuple[tuple[str, ...], str]:
    """The words of a name, and its band ("" where it has none)."""
    lowered = name.lower()
    bands = bands_in(lowered)
    words = tuple(token.word for token in _tokens(lowered, bands) if not token.band)
    return words, bands[0].name if bands else ""


def _tokens(text: str, bands: Sequence[Band]) -> list[_Token]:
    """Words in the singular, and bands as one token each, in the order of the text."""
    tokens = [_Token("", band.start, band.end, band.name) for band in bands]
    for match in _WORD.finditer(text):
        if not any(band.start <= match.start() < band.end for band in bands):
            tokens.append(_Token(_singular(match[0]), match.start(), match.end()))
    return sorted(tokens, key=lambda token: token.start)


def _singular(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word).replace("’", "").replace("'", "")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _beside(tokens: Sequence[_Token], first: int, end: int) -> tuple[str, int, int]:
    """The band before or after a name, and where both stand in the text."""
    start, stop = tokens[first].start, tokens[end - 1].end
    if first and tokens[first - 1].band:
        return tokens[first - 1].band, tokens[first - 1].start, stop
    after = end
    while after < len(tokens) and after < end + 3 and tokens[after].word in _BETWEEN:
        after += 1
    followed = after < len(tokens) and bool(tokens[after].band)
    # "a nurse, band 6 midwife": the band belongs to the name that follows it
    if followed and not (after == end + 1 and tokens[end].word == "as"):
        return tokens[after].band, start, tokens[after].end
    return "", start, stop


def _of_another(tokens: Sequence[_Token], at: int, role: str) -> bool:
    return at > 0 and tokens[at - 1].word in {"my", "our"} and role in _ABOVE
