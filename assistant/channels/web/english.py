"""Which words of an answer in another language are the English ones of a document."""

import re
from collections.abc import Callable, Iterable

from assistant.channels.replies import MARK, direction, readable, without_marks
from assistant.types import Answer, Citation

_WORD = re.compile(r"\w+")


def english_in(answer: Answer | None, language: str) -> Callable[[str], bool]:
    """Tells whether some words of this answer, with their [n] marks, are English in an answer that is not.

    They are where each of them stands in a quote that is named by a mark, or where they are the title of a document, section or item.
    """
    if answer is None or (language.startswith("en") and direction(language) == "ltr"):
        return lambda text: False
    quoted = {citation.number: _words(*_told(citation)) for citation in answer.citations}
    titles = [_words(each.title, each.section) for each in answer.citations]
    if answer.details:
        titles += [_words(answer.details.title), *(_words(item.title) for item in answer.details.items)]

    def is_english(text: str) -> bool:
        words = _words(without_marks(text))
        near = [quoted[int(number)] for number in MARK.findall(text) if int(number) in quoted]
        places = [frozenset[str]().union(*near), *titles]
        return any(word.isalpha() for word in words) and any(words <= place for place in places)

    return is_english


def _told(citation: Citation) -> Iterable[str]:
    return (citation.quote, citation.title, citation.section, *citation.columns)


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in _WORD.findall(readable(text).casefold()))
