"""Files into text: FileReader reads one file at a time, each within limits."""

from assistant.retrieval.reading.formats import SUFFIXES
from assistant.retrieval.reading.limits import Limits
from assistant.retrieval.reading.notation import ReadText
from assistant.retrieval.reading.reader import FileReader

__all__ = ["SUFFIXES", "FileReader", "Limits", "ReadText"]
