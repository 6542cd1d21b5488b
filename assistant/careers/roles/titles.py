"""Titles of roles and steps inside a sentence of ours: "a ward manager", "an AHP support worker"."""

_SPELT = ("f", "h", "l", "m", "n", "r", "s", "x")  # letters whose names begin with a vowel: "an NHS post"


def in_sentence(title: str) -> str:
    """A title with a small first letter, unless it begins with an abbreviation or a proper name."""
    words = title.split()
    proper = words[0][1:2].isupper() or any(word[0].isupper() for word in words[1:2])
    return title if proper else title[0].lower() + title[1:]


def article(title: str) -> str:
    """A title after "a" or "an"."""
    first = title.split(maxsplit=1)[0]
    if first.isupper():
        return f"{'an' if first[0] in 'AEIO' or first[0].lower() in _SPELT else 'a'} {title}"
    return f"{'an' if first[0].lower() in 'aeio' else 'a'} {title}"
