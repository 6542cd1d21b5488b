"""The small words on which the sense of a sentence hangs: who may restate it must keep each of them."""

from collections import Counter
from collections.abc import Sequence

# More of them than a place has make another way or another hand.
_WAYS = frozenset("to by from with into".split())
_SAME = (
    "not no never cannot nor none nobody nothing neither without unable hardly rarely",
    "must need needs needed required requires require mandatory compulsory",
    "can may able",
    "could might perhaps possibly possible",
    "will shall",
    "should ought",
    "would",
    "was were had did been",
    "all every each everyone everybody always",
    "any anyone anybody",
    "some several sometimes certain",
    "most mostly usually normally generally often typically many main mainly",
    "only solely just alone",
    "few",
    "half",
    "least minimum",
    "maximum",
    "more over above longer higher greater",
    "less fewer under below shorter lower",
    "about around approximately roughly nearly almost",
    "within",
    "between",
    "than",
    "if unless provided",
    "except apart excluding",
    "whether",
    "until till",
    "while",
    "when where whenever",
    "who whom whose which",
    "or either",
    "before prior",
    "after once following",
    "since",
    "again",
    "other another different else",
    "same",
    "instead rather",
    "too enough",
    "yes",
    "i me my mine myself",
    "we us our ours",
    "he she him her his hers",
    "but however although though yet",
    "because so therefore hence",
    "recommended recommend recommends suggested suggest suggests proposed propose proposes advised advise advises",
    "planned plan plans planning intended intend intends aim aims aimed expected expect expects",
    "said says say reported reports report told described describes named",
    "idea ideas promise example",
    "aged",
    *sorted(_WAYS),
)
_CLASS = {word: line.split()[0] for line in _SAME for word in line.split()}
_PAIRS = {"have to": "must", "has to": "must", "had to": "must", "up to": "maximum", "at most": "maximum", "as long": "if"}
# What may be left out with the clause that it stands in; any other small word of a sentence limits all of it.
_LEAVES_WITH_ITS_CLAUSE = frozenset(
    "since not must can will should all any some more less than or but because after before".split()
)
# Its place may be taken by a new sentence.
_LINKS = frozenset({"but", "because"})
_CONTENT_TOO = frozenset("plan plans report reports need example idea ideas promise other following".split())


def small_words(words: Sequence[str]) -> Counter[str]:
    """How often each kind of small word stands among folded words; "n't" is one, and "have to" is a "must"."""
    found: Counter[str] = Counter()
    for place, word in enumerate(words):
        pair = " ".join(words[place : place + 2])
        if kind := _PAIRS.get(pair) or _CLASS.get(word):
            found[kind] += 1
        if word.endswith("n't"):
            found["not"] += 1
            found[_CLASS.get(word.removesuffix("n't"), "")] += 1
    del found[""]
    return found


def is_small(word: str) -> bool:
    """Whether a word is one of them and nothing besides."""
    return word in _CLASS and word not in _CONTENT_TOO


def agree(said: Counter[str], kept: Counter[str], left_out: Counter[str]) -> bool:
    """Whether a sentence has the small words of the clauses that it tells, and leaves out none that limit it all.

    `kept` are those of the clauses it tells, `left_out` those of the others beside them.
    """
    if any(said[kind] != kept[kind] for kind in {*said, *kept} - _LINKS - _WAYS):
        return False
    if any(said[way] > kept[way] for way in _WAYS):
        return False
    return set(left_out) <= _LEAVES_WITH_ITS_CLAUSE | _WAYS
