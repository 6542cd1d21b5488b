"""The small words on which the sense of a sentence hangs, and those on which it does not."""

_SAME = (
    "not no never cannot nor none nobody nothing neither without unable hardly rarely",
    "must need needs needed required requires require mandatory compulsory",
    "can may able",
    "could might perhaps possibly possible",
    "will shall",
    "should ought",
    "is are be am being",
    "was were been",
    "has have having",
    "do does doing",
    "all every each everyone everybody always",
    "any anyone anybody",
    "some several sometimes certain",
    "most mostly usually normally generally often typically many main mainly",
    "only solely just alone",
    "least minimum",
    "more over above longer higher greater",
    "less fewer under below shorter lower",
    "about around approximately roughly nearly almost",
    "if unless provided",
    "except apart excluding",
    "until till",
    "when where whenever",
    "who whom whose which",
    "or either",
    "other another different else",
    "i me my mine myself",
    "we us our ours",
    "he she him her his hers",
    "but however although though yet",
    "recommended recommend recommends suggested suggest suggests proposed propose proposes advised advise advises",
    "intended intend intends aim aims aimed expect expects expected",
    "said says say",
)
_KINDS = {word: line.split()[0] for line in _SAME for word in line.split()}
# They may come and go: a sentence says the same with "the" and with "this".
FREE = frozenset("a an the this that these those of in on at as and also there it its they their them you your then too".split())
# A clause that holds one of these may be left out; any other small word limits the whole sentence, wherever it stands.
_LEFT_OUT = frozenset(
    "is was has do must can will should all more less or but to by from with for into because before after".split()
)


def kind_of(word: str) -> str:
    """What a word has in common with others of its kind ("may" with "can"); most are of their own."""
    return _KINDS.get(word, word)


def limits(word: str) -> bool:
    """Whether a small word limits what the clauses beside its own say."""
    return word in _LIMITING or (word in _KINDS and _KINDS[word] not in _LEFT_OUT) or word.endswith("n't")


_LIMITING = frozenset(
    "would did had few half within between than whether while once again same instead rather enough yes before after since planned"
    " planning plan plans reported described named idea ideas promise example aged".split()
)
