"""What may come in and what may be kept: cleaning, masking of personal data, and text that tries to give orders."""

from assistant.safety.circumstances import impersonal
from assistant.safety.cleaning import MAX_CHARACTERS, MAX_WORDS, check_question, clean, seen
from assistant.safety.injection import instructs
from assistant.safety.masking import Masked, mask, read, without_marks

__all__ = [
    "MAX_CHARACTERS",
    "MAX_WORDS",
    "Masked",
    "check_question",
    "clean",
    "impersonal",
    "instructs",
    "mask",
    "read",
    "seen",
    "without_marks",
]
