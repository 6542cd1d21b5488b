"""E-mail addresses, links and telephone numbers, as they stand in a text."""

import re
from dataclasses import dataclass

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]\"'|]+"
    r"|(?<![@\w.-])(?:[a-z0-9-]{1,63}\.)+(?:uk|org|com|net|io|edu|gov|eu|info|ai|ac|health|nhs)\b(?:/[^\s<>()\[\]\"'|]*)?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w.,£%/])(?:\+\d|\(?0)\d?[\d ()-]{7,20}\d(?![\w%])")
_DIGITS = range(9, 16)  # of a telephone number


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody: `kind` "e-mail", "link" or "telephone number"; `same` is equal where two mean the same."""

    kind: str
    same: str
    said: str


def contacts(text: str) -> tuple[list[Contact], str]:
    """The contacts of a plain text, and the text with blanks in their place."""
    found: list[Contact] = []

    def take(kind: str, match: re.Match[str]) -> str:
        said = match.group().strip().rstrip(".,;:!?")
        found.append(Contact(kind, _same(kind, said), said))
        return " " * len(match.group())

    text = _MAIL.sub(lambda match: take("e-mail", match), text)
    text = _LINK.sub(lambda match: take("link", match), text)
    text = _PHONE.sub(lambda match: take("telephone number", match) if _is_phone(match.group()) else match.group(), text)
    return found, text


def _same(kind: str, said: str) -> str:
    if kind == "telephone number":
        return re.sub(r"^44", "0", re.sub(r"\D", "", said.replace("(0)", "")))
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", said.lower()).rstrip("/")


def _is_phone(text: str) -> bool:
    return len(re.sub(r"\D", "", text)) in _DIGITS
