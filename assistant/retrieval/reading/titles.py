"""Which of the titles that programs write into files are titles."""

import re

from assistant.retrieval.reading.characters import one_line

_LONGEST = 200
_MADE_BY_A_PROGRAM = re.compile(
    r"""(?x)
    microsoft\ (word|powerpoint|excel|office)\b.* | powerpoint[- ]presentation
    | \(?(untitled|anonymous|unspecified|unknown|none|null|blank|title|new\ document)\)?[-\ ]?\d*
    | (presentation|document|book|slide|sheet)\ ?\d*
    | .*\.(docx?|dotx?|pptx?|potx?|xlsx?|odt|rtf|pdf|indd|qxd|pub|tex|dvi|html?|tmp) | [\W\d_]* | \S*_\S*
    """,
    re.IGNORECASE,
)


def sensible(title: object) -> str:
    """The title in one line, or '' for a file's name, a program's default and anything else that names nothing."""
    line = one_line(title) if isinstance(title, str) else ""
    return "" if len(line) > _LONGEST or _MADE_BY_A_PROGRAM.fullmatch(line) else line
