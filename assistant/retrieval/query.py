"""What a question says: its words as the index knows them, the documents it names, and what kind of fact it asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.retrieval.glosses import NOTHING, Gloss, gloss
from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.names import named_in_script
from assistant.types import Asked
from assistant.words import STOP_WORDS, abbreviations, chat_spellings, fold, raw_words, stems, tokens

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_LIST = re.compile(
    r"\b(list|all the|all of the|what are|which (?:\w+ ){0,2}(?!was\b|is\b|has\b|does\b|as\b|this\b)\w+s\b"
    r"|name the|everything|what (?:sort|kind)s? of|examples"
    r"|what (?:do|should|must|can|could|cant|can't|would) (?:i|we|u|you|my(?: \w+){1,3}) (?:\w+ ){0,2}?"
    r"(?:need|do|help|bring|sort|say|spend|ask)"
    r"|step by step|how (?:do|would|can) (?:i|we) (?:get (?:\w+ ){0,5}(?:going|ready)|set up|start|prepare|go about)"
    r"|wh?at (?:\w+ ){0,1}(?!was\b|is\b|has\b|does\b|this\b)\w+s (?:are|can|could|do|did|have|should|would))\b",
    re.I,
)
_COUNT = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|[2-9]|1[0-2])\s+"
    r"(?!%|per|to\b|and\b|year|yr|day|month|week|hour|band)(?:[a-z&-]+\s+){0,4}?[a-z]+s\b"
)
_FOCUS = re.compile(
    r"\b(?:what|which|how many|how much)\b(?: is| are| was| were|'s| the| a| kind of| sort of| of)*\s+((?:[a-z0-9&'-]+\s*){1,3})"
)
_WANTS = {
    "duration": re.compile(
        r"how (?:long|often|quick\w*|many (?:days|weeks|months|hours|years))|duration|\b(?:longer|shorter|quicker|faster)\b"
    ),
    "date": re.compile(
        r"\bwhen\b(?! (?:i|im|i'm|ive|i've|you|u|we|they|he|she|it)\b)|what (?:date|time|year|month)|which (?:month|year)"
        r"|time period|deadline"
    ),
    "money": re.compile(r"how much|cost|price|£|fund(?:ing|ed)? (?:is|was|amount)|budget|money|salary|pay\b"),
    "number": re.compile(r"how many|number of|how much|what (?:%|percent|share|proportion)|rate\b|%|average"),
    "cost": re.compile(r"\bcosts?\b|\bprice|\bfees?\b|how much (?:is|are|do i pay|to pay)\b"),
    "rate": re.compile(r"\brate\b|%|\bpercent|\bproportion|\bshare of"),
    "band": re.compile(r"\b(?:what|which|wat) (?:pay )?bands?\b|\bwhat grade\b|\bbanding\b"),
    "contact": re.compile(r"\b(?:e-?mail|phone|telephone|contact|website|web site|link|ring|number to call)\b"),
    "name": re.compile(r"\bwhom?\b|which (?:trust|organi|uni|college|team|partner|group)"),
}
_PLAINLY = r"vs|versus|compar\w*|diff(?:er\w*)?(?! (?:q|question|thing|one|topic)\b)"
_COMPARING = re.compile(
    rf"\b(?:{_PLAINLY}|than|better|worse|longer|shorter|more|less|bigger|each|both|either|apart|gap"
    r"|quicker|faster|easier|harder|cheaper|dearer|higher|lower|sooner|stricter|another word|which one)\b",
    re.I,
)
_PLAINLY_COMPARING = re.compile(rf"\b(?:{_PLAINLY})\b", re.I)
_OF_TWO = re.compile(r"\b(each|both|either|apart|gap|between)\b", re.I)
_CONNECTIVE = re.compile(
    r"\b(?:vs\.?|versus|or|compared? (?:with|to)|(?:diff\w*|apart) (?:from|to)|another word for|than|and|to)\b|&|,", re.I
)
_CONNECTIVE_STRENGTH = {"and": 1, "to": 0, ",": 1, "&": 1}
_PLAIN_STRENGTH = 3  # of a connective that hardly stands between anything but two things compared
_SIDE_WORDS = 3
_LATIN_SHARE = 0.5
_BARE_WORDS = 3  # a question shorter than this without its names says nothing
_PUNCTUATION = "?,.!;:()"
_ENOUGH_READ, _FEWEST_READ = 0.25, 2  # share and number of parts that must be known for an English reading


@dataclass(frozen=True, slots=True)
class Query:
    """A question, read against one index.

    `text` has chat spellings written out; `bare` leaves out the names of documents; `related` are stems of what short forms
    stand for; `documents` are those that the question names; `sides` are the stems of two things compared within documents.
    `english_reading` is what is known in English of a question in another language, empty where too little is; `known_share`, 0
    to 1, is how much of it that is.
    """

    text: str
    bare: str
    asked: Asked
    related: tuple[str, ...]
    documents: tuple[str, ...]
    sides: tuple[tuple[str, ...], ...]
    english_reading: str = ""
    known_share: float = 0.0

    @property
    def words(self) -> tuple[str, ...]:
        """All stems that say what is asked about."""
        return (*self.asked.stems, *self.related)


def read_query(text: str, lexicon: LexicalIndex, english: bool) -> Query:
    """Read a question of at least one word."""
    written = chat_spellings(text) if english else text
    found, related, unknown = _known_words(written, lexicon)
    names = {stem: lexicon.names[stem] for stem in (*found, *related) if stem in lexicon.names}
    known = NOTHING if english else _english_reading(text, lexicon)
    read = known.text
    if not english:
        names |= named_in_script(text, lexicon.names)
        found, related, unknown = _words_of_any_language(text, found), (), ()
        found = tuple(dict.fromkeys((*found, *_known_words(read, lexicon)[0])))
    bare = _without_names(written, set(names)) if names else written
    asked = Asked(
        english=english,
        wants=frozenset(kind for kind, pattern in _WANTS.items() if pattern.search((read or written).lower())),
        wants_list=wants_list(read or written),
        count=_count(written),
        stems=tuple(stem for stem in found if stem not in names),
        unknown=unknown,
        focus=_focus(written),
    )
    extra = tuple(stem for stem in related if stem not in names and stem not in found)
    documents = tuple(sorted(set(names.values())))
    sides = _sides(written, lexicon, asked.wants_list) if len(documents) < 2 and english else ()
    told = bare if len(bare.split()) >= _BARE_WORDS else written
    return Query(written, told, asked, extra, documents, sides, _without_names(read, set(names)), known.share)


def _english_reading(text: str, lexicon: LexicalIndex) -> Gloss:
    """The question's words in English, as far as they are known; nothing where too few are."""
    found = gloss(text, lambda word: stems([word])[0] in lexicon.frequencies)
    enough = found.share >= _ENOUGH_READ and found.known >= _FEWEST_READ
    return found if enough else NOTHING


def wants_list(text: str) -> bool:
    """Whether a question asks for several things."""
    return bool(_LIST.search(text))


def _known_words(text: str, lexicon: LexicalIndex) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    found: dict[str, None] = {}
    related: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for word in raw_words(text):
        meaning = abbreviations().get(word, ())
        related.update(dict.fromkeys(stems(part for part in meaning if part not in STOP_WORDS)))
        if word in STOP_WORDS:
            continue
        stem = stems([word])[0]
        if stem in lexicon.frequencies:
            found[stem] = None
        elif not meaning:
            mended = lexicon.mended(word)
            if mended:
                found[stems([mended])[0]] = None
            else:
                unknown[word] = None
    return tuple(found), tuple(related), tuple(unknown)


def _words_of_any_language(text: str, found: Sequence[str]) -> tuple[str, ...]:
    """Numbers, and English words that stand inside another script: what can be looked up as it stands."""
    letters = [letter for letter in text if letter.isalpha()]
    other_script = sum(letter.isascii() for letter in letters) < _LATIN_SHARE * len(letters)
    return tuple(stem for stem in found if stem.isascii() and (other_script or any(letter.isdigit() for letter in stem)))


def _without_names(text: str, names: set[str]) -> str:
    """The words but for those that name a document, short forms and the words they stand for included."""
    parts = text.split()
    folded = [fold(part.strip(_PUNCTUATION)) for part in parts]
    dropped = {place for place, part in enumerate(parts) if (own := set(tokens(part))) and own <= names}
    for short, meaning in abbreviations().items():
        if not names & set(stems(meaning)):
            continue
        dropped |= {place for place, word in enumerate(folded) if word == short}
        for start in range(len(parts) - len(meaning) + 1):
            if tuple(folded[start : start + len(meaning)]) == meaning:
                dropped |= set(range(start, start + len(meaning)))
    return " ".join(part for place, part in enumerate(parts) if place not in dropped)


def _count(text: str) -> int:
    match = _COUNT.search(text.lower())
    return (_NUMBERS.get(match.group(1)) or int(match.group(1))) if match else 0


def _focus(text: str) -> tuple[str, ...]:
    match = _FOCUS.search(text.lower())
    return tuple(tokens(match.group(1))[:2]) if match else ()


def _sides(text: str, lexicon: LexicalIndex, wants_list: bool) -> tuple[tuple[str, ...], ...]:
    """Stems on either side of the connective that most likely stands between two things compared."""
    if not _COMPARING.search(text) or (wants_list and not _PLAINLY_COMPARING.search(text)):
        return ()
    weakest = 0 if _PLAINLY_COMPARING.search(text) or _OF_TWO.search(text) else _PLAIN_STRENGTH
    best: tuple[int, tuple[tuple[str, ...], ...]] = (weakest - 1, ())
    for match in _CONNECTIVE.finditer(text):
        left = _side_words(tokens(text[: match.start()])[-_SIDE_WORDS - 1 :][-_SIDE_WORDS:], lexicon)
        right = _side_words(tokens(text[match.end() :])[:_SIDE_WORDS], lexicon)
        one = tuple(stem for stem in left if stem not in right)
        other = tuple(stem for stem in right if stem not in left)
        strength = _CONNECTIVE_STRENGTH.get(match.group().lower(), _PLAIN_STRENGTH)
        if one and other and strength > best[0]:
            best = (strength, (one, other))
    return best[1]


def _side_words(found: Sequence[str], lexicon: LexicalIndex) -> list[str]:
    return [stem for stem in found if stem in lexicon.frequencies and not _COMPARING.fullmatch(stem)]
