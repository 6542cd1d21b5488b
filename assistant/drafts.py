"""What a language model is given to word an answer from, and what it gives back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Brief:
    """What a draft is written from.

    `question` is cleaned and masked and stands alone; `language` is the code of the language to write in; `quotes`, numbered from 1, are
    each a verbatim quote with the headings that it stands under, and no address; `person` is whose budget it is written on; `waited` is
    how many seconds of the time for a draft are gone already.
    """

    question: str
    language: str
    quotes: tuple[str, ...]
    person: str = ""
    waited: float = 0.0


@dataclass(frozen=True, slots=True)
class Drafted:
    """One sentence of a draft without marks of lists or citations, with the numbers of the quotes that it rests on."""

    text: str
    quotes: tuple[int, ...]
