"""Which module reads which kind of file, by suffix."""

from collections.abc import Mapping

_PACKAGE = "assistant.retrieval.reading."

READERS: Mapping[str, str] = {
    ".md": _PACKAGE + "plain",
    ".markdown": _PACKAGE + "plain",
    ".txt": _PACKAGE + "plain",
    ".yaml": _PACKAGE + "plain",
    ".yml": _PACKAGE + "plain",
    ".csv": _PACKAGE + "separated",
    ".tsv": _PACKAGE + "separated",
    ".html": _PACKAGE + "webpage",
    ".htm": _PACKAGE + "webpage",
    ".pdf": _PACKAGE + "pdf.document",
    ".docx": _PACKAGE + "word",
    ".pptx": _PACKAGE + "slides",
    ".xlsx": _PACKAGE + "workbook",
}

SUFFIXES = frozenset(READERS)
