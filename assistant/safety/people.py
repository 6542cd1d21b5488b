"""Names of people who are asked about, or who ask: never of roles, places, programmes and those whom a public page names.

A word is a name by a list of given names or by its capital, and is masked only where the words around it say that it is
somebody's own matter: "brief me about ...", "...'s training record", "my name is ...", "patient ...".
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from assistant.safety import cues

NAME = "name"
_LONGEST = 4  # words of a name
_SHORT_FORM = 4  # capitals that an abbreviation has at most: "ESR"
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|['’-](?=[^\W\d_]))*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_PARTICLES = frozenset(
    "al bin binti da das de del dela della den der di dos du el la las le lo los mac mc san santa van von ap o".split()
)
_UNFOLDED = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "’": "'"})


@dataclass(frozen=True, slots=True)
class _Names:
    """The lists of people.toml; `field` are words that pages of the field write in small letters, from plain_words.txt."""

    given: frozenset[str]
    perhaps: frozenset[str]
    no_surname: frozenset[str]
    surnames_too: frozenset[str]
    of_things: frozenset[str]
    eponyms: re.Pattern[str]
    field: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word at `start:end`; `plain` is it in lower case, without accents and "'s"."""

    start: int
    end: int
    typed: str
    plain: str
    owns: bool

    @property
    def is_capital(self) -> bool:
        return self.typed[0].isupper() and (len(self.typed) > _SHORT_FORM or not self.typed.isupper() or len(self.typed) == 1)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What may be a name: `known` by its given name, of so many words, `plain` if one of them is a word of the field."""

    start: int
    end: int
    known: bool
    words: int
    plain: bool

    @property
    def sure(self) -> bool:
        return self.known or self.words > 1


def names(text: str) -> Iterator[tuple[int, int]]:
    """Where names of people stand, as start and end; none overlap."""
    lists = _lists()
    found = list(_candidates(text, lists))
    masked = [_is_somebody(text, candidate, lists) for candidate in found]
    for place, (one, other) in enumerate(pairwise(found)):
        joined = cues.AND.fullmatch(text[one.end : other.start]) and (masked[place] or masked[place + 1])
        masked[place] |= bool(joined) and one.sure
        masked[place + 1] |= bool(joined) and other.sure
    yield from ((name.start, name.end) for name, told in zip(found, masked, strict=True) if told)
    for match in cues.IN_SMALL_LETTERS.finditer(text):
        if not any(_folded(word) in lists.field for word in match["name"].split()):
            yield match.span("name")
    for match in cues.OTHER_SCRIPTS.finditer(text):
        yield next(match.span(group) for group in "abcd" if match[group])


def _is_somebody(text: str, name: _Candidate, lists: _Names) -> bool:
    """Whether the words around a name are those of somebody's own matter."""
    after, before = text[name.end : name.end + 80], text[max(0, name.start - 120) : name.start]
    if lists.eponyms.match(text, name.start) or _belongs_to_thing(after, lists):
        return False
    if cues.BEFORE_ANY.search(before):
        return True
    if name.sure and cues.AFTER.match(after):
        return True
    if name.known and (cues.AFTER_KNOWN.match(after) or cues.BEFORE_KNOWN.search(before)):
        return True
    if name.words > 1 and not name.plain and cues.ABOUT.search(before) and cues.ENDS.match(after):
        return True
    return name.sure and bool(cues.ASKS_OF.search(before)) and bool(cues.DOES.match(after))


def _belongs_to_thing(after: str, lists: _Names) -> bool:
    """Whether what follows makes it the name of a thing; a person's own training is not one."""
    if re.match(r"['’]s\b", after):
        return False
    following = [
        word.lower() for word in re.findall(r"^\W{0,2}([^\W\d_]+)(?:[ -]([^\W\d_]+))?", after[:40]) for word in word if word
    ]
    return (
        bool(following)
        and following[0] in lists.of_things
        and following[0] not in {"training", "course", "courses", "plan", "review"}
    )


def _candidates(text: str, lists: _Names) -> Iterator[_Candidate]:
    words = [_word(match) for match in _WORD.finditer(text)]
    shouted = text.isupper()
    place = 0
    while place < len(words):
        length, known = _length(words[place : place + _LONGEST], lists, shouted, text)
        if length:
            last = words[place + length - 1]
            plain = any(word.plain in lists.field for word in words[place : place + length])
            yield _Candidate(words[place].start, last.end, known, length, plain)
        place += max(1, length)


def _length(words: list[_Word], lists: _Names, shouted: bool, text: str) -> tuple[int, bool]:
    """Of how many words the name is that begins with the first, 0 for none; and whether its given name is known."""
    first = words[0]
    capital = first.is_capital and not shouted
    listed, perhaps = first.plain in lists.given, first.plain in lists.perhaps
    if not (listed or capital) or (first.plain in _PARTICLES and not listed):
        return 0, False
    if (perhaps and not capital) or first.plain.partition("'")[0] in lists.no_surname - lists.perhaps:
        return 0, False
    length = 1 if first.owns else _with_surnames(words, lists, capital, listed or perhaps, text)
    return length, listed or (perhaps and length > 1)


def _with_surnames(words: list[_Word], lists: _Names, capital: bool, listed: bool, text: str) -> int:
    length = 1
    for place, word in enumerate(words[1:], 1):
        between = text[words[place - 1].end : word.start]
        if between not in {" ", " '", "-", ". "} or (between == ". " and len(words[place - 1].typed) > 1):
            break
        particle = word.plain in _PARTICLES and place + 1 < len(words)
        surname = word.plain not in lists.no_surname and (word.is_capital if capital else listed and place == 1)
        surname = surname or (listed and capital and word.is_capital and word.plain in lists.surnames_too)
        if not (surname or particle):
            break
        length = place + 1 if surname else length
        if word.owns:
            break
    return length


def _word(match: re.Match[str]) -> _Word:
    typed = match[0]
    owner = _POSSESSIVE.sub("", typed)
    return _Word(match.start(), match.start() + len(owner), owner, _folded(owner), owner != typed)


def _folded(word: str) -> str:
    lowered = word.lower().translate(_UNFOLDED)
    if lowered.isascii():
        return lowered
    plain = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@cache
def _lists() -> _Names:
    table = tomllib.loads(resources.files(__package__).joinpath("people.toml").read_text(encoding="utf-8"))
    eponyms = "|".join(re.escape(name) for name in "".join(table["eponyms"].split("\n")).split("|") if name)
    words = {key: frozenset(table[key].split()) for key in ("given", "perhaps", "no_surname", "surnames_too", "of_things")}
    field = resources.files(__package__).joinpath("plain_words.txt").read_text(encoding="utf-8").split()
    known = frozenset(field) | words["no_surname"] | words["of_things"]
    return _Names(**words, eponyms=re.compile(rf"(?:{eponyms})\b", re.IGNORECASE), field=known)
