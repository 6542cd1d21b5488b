"""What may come in: a question without characters that nobody sees, and the refusal of one that cannot be read."""

import re
import unicodedata

from assistant.errors import QuestionError

MAX_WORDS = 2_000
"""The longest question that is read; a model sees far less of it."""
MAX_CHARACTERS = 20_000
"""The same for scripts that are written without spaces."""

_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
_SPECIALS_AND_TAGS = "\ufff9-\uffff\U000e0000-\U000e0fff"
_HIDDEN = re.compile(f"[{_CONTROL}{_BIDI}{_INVISIBLE}{_SPECIALS_AND_TAGS}\ud800-\udfff]")
# Joiners shape Indic and Arabic letters; elsewhere they only join emoji or hide something.
_JOINED_SCRIPTS = "[\u0590-\u109f\u1780-\u17ff]"
_NEEDLESS_JOINER = re.compile(
    rf"(?<!{_JOINED_SCRIPTS})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED_SCRIPTS})|(?<=\d)[\u200c\u200d]|[\u200c\u200d](?=\d)"
)
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\s*\n\s*")


def seen(text: str) -> str:
    """The text without characters that are unseen or steer the display."""
    return _NEEDLESS_JOINER.sub("", _HIDDEN.sub("", text))


def clean(text: str) -> str:
    """The text in NFC without characters that are unseen or steer the display; blanks and blank lines are single."""
    plain = unicodedata.normalize("NFC", seen(text.replace("\r", "\n")))
    return _BLANK_LINES.sub("\n", _BLANKS.sub(" ", plain)).strip()


def check_question(text: str) -> None:
    """Accept a question, as `clean` returns it.

    Raises:
        QuestionError: it is empty, holds no letter or digit, or is longer than MAX_WORDS or MAX_CHARACTERS.
    """
    if not text:
        raise QuestionError("The question is empty: please write what you would like to know.")
    if not any(character.isalnum() for character in text):
        raise QuestionError("The question has no words: please write in words what you would like to know.")
    words = len(text.split())
    if words > MAX_WORDS:
        raise QuestionError(f"The question has {words:,} words; up to {MAX_WORDS:,} can be read: please shorten it.")
    if len(text) > MAX_CHARACTERS:
        raise QuestionError(
            f"The question has {len(text):,} characters; up to {MAX_CHARACTERS:,} can be read: please shorten it."
        )
