"""Which roles a text names: by title, abbreviation, old title or band, whole or with a slip of the finger.

The index is built once from the book. Where names overlap the longest wins, so that "trainee nursing associate" is not read as
"nursing associate"; a band beside a name chooses among those who share it ("band 6 nurse").
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz, process

from assistant.careers.book import Book
from assistant.careers.roles.bands import bands_in
from assistant.careers.roles.words import WORD, Token, Vocabulary, parts_of_name, tokens_of
from assistant.knowledge.schema import Role

_BETWEEN = frozenset("at on in is as currently working nhs".split())  # may stand between a role and its band
_NEAREST, _NEAR = 3, 50
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
class _Named:
    """A name that stands at tokens `first:end`."""

    first: int
    end: int
    mention: Mention

    @property
    def weight(self) -> tuple[int, int]:
        """More words win, and of as many the later: in "ward assistant practitioner" the last words say what somebody is."""
        return self.end - self.first, self.first


@dataclass(frozen=True, slots=True)
class RoleNames:
    """All names of roles: by their words, the role of each band, "" for whoever names none."""

    by_words: Mapping[tuple[str, ...], Mapping[str, str]]
    vocabulary: Vocabulary
    roles: Mapping[str, Role]
    longest: int

    @staticmethod
    def of(book: Book) -> "RoleNames":
        """The index of the names of all roles in a book."""
        by_words: dict[tuple[str, ...], dict[str, str]] = {}
        for role in book.all(Role):
            for name in (role.title.text, *role.names):
                words, band = parts_of_name(name)
                by_words.setdefault(words, {}).setdefault(band, role.id)
        vocabulary = Vocabulary.of(by_words)
        for words in list(by_words):
            # written as one word, or in another order
            by_words.setdefault(("".join(words),), by_words[words])
            by_words.setdefault(_in_any_order(words), by_words[words])
        roles = {role.id: role for role in book.all(Role)}
        return RoleNames(by_words, vocabulary, roles, max(map(len, by_words), default=0))

    def find(self, text: str) -> RolesFound:
        """The roles that a text names, or those nearest to what it says."""
        lowered = text.lower()
        bands = bands_in(lowered)
        tokens = self.vocabulary.mended(tokens_of(lowered, bands))
        mentions = tuple(
            named.mention for named in _apart(self._named(tokens)) if not _of_another(tokens, named.first, named.mention.role)
        )
        return RolesFound(
            mentions,
            () if mentions else self._nearest(lowered),
            tuple(band.name for band in bands if band.real),
            tuple(band.name for band in bands if not band.real),
        )

    def _named(self, tokens: Sequence[Token]) -> Iterator[_Named]:
        """Every name in the text, also those inside others."""
        for first in range(len(tokens)):
            for end in range(first + 1, min(first + self.longest, len(tokens)) + 1):
                if tokens[end - 1].band:
                    break
                words = tuple(token.word for token in tokens[first:end])
                roles = self.by_words.get(words)
                if roles is None and _side_by_side(tokens[first:end]):
                    roles = self.by_words.get(_in_any_order(words))
                if roles is not None and (mention := self._mention(tokens, first, end, roles)) is not None:
                    yield _Named(first, end, mention)

    def _mention(self, tokens: Sequence[Token], first: int, end: int, roles: Mapping[str, str]) -> Mention | None:
        band, start, stop = _beside(tokens, first, end)
        role = roles.get(band) or roles.get(band.rstrip("abcd")) or roles.get("")
        if role is None:
            return None
        if band and band not in self.roles[role].bands and band not in roles:
            role = self._at_band(tuple(token.word for token in tokens[first:end]), band) or role
        return Mention(role, start, stop, band, all(token.exact for token in tokens[first:end]))

    def _at_band(self, words: tuple[str, ...], band: str) -> str | None:
        """The one role of a band whose title holds the words: "band 8c clinical scientist" is a consultant clinical scientist."""
        wanted = set(words)
        found = [
            role.id for role in self.roles.values() if band in role.bands and wanted <= set(parts_of_name(role.title.text)[0])
        ]
        return found[0] if len(found) == 1 else None

    def _nearest(self, text: str) -> tuple[str, ...]:
        asked = " ".join(word for word in WORD.findall(text) if word not in _SAYS_NO_ROLE)
        titles = {role.id: role.title.text.lower() for role in self.roles.values()}
        found = process.extract(asked, titles, scorer=fuzz.token_set_ratio, limit=_NEAREST, score_cutoff=_NEAR)
        return tuple(role for _, _, role in found)


def _side_by_side(tokens: Sequence[Token]) -> bool:
    """Whether no word was left out between the tokens: "team lead" and "lead team", but not "lead a team"."""
    return all(after.start - before.end <= 1 for before, after in pairwise(tokens))


def _in_any_order(words: Sequence[str]) -> tuple[str, ...]:
    return ("", *sorted(words))


def _apart(named: Iterable[_Named]) -> list[_Named]:
    """The heaviest names that do not overlap, in the order of the text."""
    kept: list[_Named] = []
    for each in sorted(named, key=lambda one: one.weight, reverse=True):
        if all(each.end <= other.first or each.first >= other.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.first)


def _beside(tokens: Sequence[Token], first: int, end: int) -> tuple[str, int, int]:
    """The band before or after a name, and where both stand in the text."""
    start, stop = tokens[first].start, tokens[end - 1].end
    if first and tokens[first - 1].band:
        return tokens[first - 1].band, tokens[first - 1].start, stop
    after = end
    while after < len(tokens) and after < end + 3 and tokens[after].word in _BETWEEN:
        after += 1
    if after < len(tokens) and tokens[after].band and not _belongs_to_next(tokens, after):
        return tokens[after].band, start, tokens[after].end
    return "", start, stop


def _belongs_to_next(tokens: Sequence[Token], band: int) -> bool:
    """ "hca as band 6 nurse": a band with a word right behind it is that word's."""
    following = tokens[band + 1] if band + 1 < len(tokens) else None
    return following is not None and following.start - tokens[band].end == 1 and tokens[band - 1].word in {"as", "to", "or"}


def _of_another(tokens: Sequence[Token], first: int, role: str) -> bool:
    return first > 0 and tokens[first - 1].word in {"my", "our"} and role in _ABOVE
