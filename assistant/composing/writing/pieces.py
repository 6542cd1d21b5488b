"""A reply as it comes from a language model."""

from dataclasses import dataclass
from typing import Literal

MOST_TOKENS = 1_500  # of a reply; other scripts than Latin take several for a word


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a reply; `tokens` is what the whole call has used, 0 where it does not say.

    `end` says of the last one with text whether the reply is whole or cut at its limit; it is empty before that.
    """

    text: str
    tokens: int = 0
    end: Literal["", "whole", "cut"] = ""
