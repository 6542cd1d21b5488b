"""A briefing as a file: Markdown, Word or PDF."""

from collections.abc import Callable, Mapping
from datetime import date

from assistant.exporting import docx, markdown, pdf
from assistant.exporting.handout import Briefing, handout
from assistant.types import Answer

MEDIA_TYPES: Mapping[str, str] = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_WRITERS: Mapping[str, Callable[[Briefing], bytes]] = {"md": lambda page: markdown(page).encode(), "docx": docx, "pdf": pdf}


def document_of(answer: Answer, form: str, made_on: date) -> bytes:
    """The file of a briefing in a form of MEDIA_TYPES.

    Raises:
        QuestionError: the answer is no briefing.
    """
    return _WRITERS[form](handout(answer, made_on))
