"""A Word file that was made from the template as the Markdown page it becomes, and complaints in the words of Word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from assistant.corpus.faults import Fault
from assistant.corpus.word_form import BY_KEY, BY_LABEL, HEADER, front_matter, slug
from assistant.corpus.word_template import HINTS
from assistant.retrieval.likely import ANSWERED
from assistant.retrieval.reading import FileReader, Limits

_ITEM_FORM = re.compile(r"- ([^:]+): ?(.*)")  # what a table of two columns is read as
_HEADING = re.compile(r"(#+) (.*)")
_LISTED = re.compile(r"( *)(?:-|\d+\.) (.*)")
_TABLE_MISSING = Fault(
    "", "the table of particulars", "no table has rows such as 'Title' and 'Source'", "start from the template", "error"
)


@dataclass(frozen=True, slots=True)
class WordPage:
    """The page that a Word file becomes: the name of its file, its text, and what is wrong with how the file was filled in."""

    name: str
    text: str
    faults: tuple[Fault, ...]


def read_word_page(file: Path, limits: Limits) -> WordPage:
    """The page of a .docx file.

    Raises:
        UnreadableFile: it is no Word file, is locked or broken, or asks for more than the limits.
    """
    with FileReader(limits) as reader:
        return word_page(reader.read(file).text, file.name)


def word_page(text: str, shown: str) -> WordPage:
    """The page of what was read in a Word file, in the notation of the readers."""
    lines = text.split("\n")
    start = next((at for at, line in enumerate(lines) if _label(line).casefold() in BY_LABEL), None)
    if start is None:
        return WordPage("page.md", text, (replace(_TABLE_MISSING, file=shown),))
    end = next((at for at, line in enumerate(lines[start:], start) if not line.strip()), len(lines))
    values = {row.key: _value(line) for line in lines[start:end] if (row := BY_LABEL.get(_label(line).casefold()))}
    title = values.get("title", "")
    body = "\n".join(_markdown(lines[end:], title))
    faults = (*_strange_rows(lines[start:end], shown), *_left_hints(body, shown))
    opening = f"# {title}\n\n" if title else ""
    return WordPage(f"{slug(title) or 'page'}.md", f"{front_matter(values)}{opening}{body}\n", faults)


def in_words_of_word(fault: Fault, shown: str) -> Fault:
    """A fault of the page as somebody finds it in the Word file: by the label of its row, and without Markdown."""
    path = fault.key.split(".")
    row = BY_KEY.get(path[1] if path[0] == "applies_to" and len(path) > 1 else path[0])
    remedy = re.sub(r"##? ([^:]+)", r"the heading '\1'", fault.remedy)
    if row is None:
        return replace(fault, file=shown, remedy=remedy)
    problem = "is empty" if fault.problem == f"{fault.key} is missing" else fault.problem.removeprefix(f"{fault.key} ")
    return replace(fault, file=shown, key=f"the row '{row.label}'", problem=problem, remedy=row.hint)


def _cells(line: str) -> list[str]:
    found = _ITEM_FORM.fullmatch(line)
    return [found[1], found[2]] if found else line.split("\t")


def _label(line: str) -> str:
    cells = _cells(line)
    return cells[0].strip().rstrip(":") if len(cells) > 1 else ""


def _value(line: str) -> str:
    return _cells(line)[1].strip()


def _strange_rows(lines: Sequence[str], shown: str) -> Iterator[Fault]:
    for label in map(_label, lines):
        if label and label.casefold() not in BY_LABEL and label != HEADER[0]:
            nearest = get_close_matches(label.casefold(), BY_LABEL, n=1, cutoff=0)[0]
            remedy = f"the nearest row of the template is '{BY_LABEL[nearest].label}'"
            yield Fault(shown, f"the row '{label}'", "the template has no such row", remedy)


def _left_hints(body: str, shown: str) -> Iterator[Fault]:
    for hint in dict.fromkeys(HINTS):
        if hint in body:
            yield Fault(shown, "a hint", f"{hint!r} still stands there", "write over it, or delete it")


def _markdown(lines: Sequence[str], title: str) -> Iterator[str]:
    """The body of a page: headings one below the title, tables with bars, the lines that answer between backticks."""
    levels = [len(found[1]) for line in lines if (found := _HEADING.fullmatch(line))]
    deeper = 2 - min(levels, default=2)
    section, in_table = "", False
    for line in _without_title(lines, title):
        if found := _HEADING.fullmatch(line):
            section = found[2]
            yield f"{'#' * (len(found[1]) + deeper)} {section}"
        elif "\t" in line:
            yield from _row(line, first=not in_table)
        else:
            yield _of_questions(line) if section == ANSWERED else line
        in_table = "\t" in line


def _without_title(lines: Sequence[str], title: str) -> list[str]:
    """The lines without blank ones at the ends, and without the title where it opens the page too."""
    text = "\n".join(lines).strip("\n").split("\n")
    found = _HEADING.fullmatch(text[0])
    return "\n".join(text[1:]).strip("\n").split("\n") if found and found[2] == title else text


def _row(line: str, *, first: bool) -> Iterator[str]:
    cells = [cell.strip().replace("|", "\\|") for cell in line.split("\t")]
    yield f"| {' | '.join(cells)} |"
    if first:
        yield f"|{'---|' * len(cells)}"


def _of_questions(line: str) -> str:
    """An item with the words of a line between backticks; a paragraph below it is one of its questions."""
    found = _LISTED.fullmatch(line)
    if found is None:
        return f"  - {line}" if line.strip() else line
    words = found[2].strip("`")
    return line if found[1] else f"- `{words}`"
