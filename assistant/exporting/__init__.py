"""A briefing as a file to keep or send: Markdown, Word or PDF. Nothing is stored here: text goes in, bytes come out."""

from assistant.exporting.markdown import markdown
from assistant.exporting.portable import pdf
from assistant.exporting.word import docx

__all__ = ["docx", "markdown", "pdf"]
