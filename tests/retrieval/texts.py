"""Texts to try the parser on: made at random from all that a document may hold, made to be hard, and real ones."""

import random
import re
from pathlib import Path

import pytest

from assistant.retrieval.markup import plain
from assistant.types import Block, Unit

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "documents"
PAGES = sorted((ROOT / "corpus").rglob("*.md"))

WORDS = """nurse leave band pay £3,000 2026 *manager* **levy** _form_ `code` [page](https://example.org/a_(b)) <b>bold</b> R&D
&amp; care² 50% e.g. Mr. 5.5 weeks; yes, (no) "ask" – naïve प्रशिक्षण تدريب 培训 a|b x*y <https://example.org> \\* 1. - ###""".split()
BREAKS = ["\n", "\n\n", "\n\n\n", "\n12\n", "\n\n- 3 -\n\n", "\n----\n", "\x0c\n", "\n```\n"]

LONG = "Nurses may ask for a day of leave in every month of the year, and for more in May."
SECTION = "## Section {}\n\n" + f"{LONG} " * 4 + "\n\n"

# Each is repeated to 50 KB; none may take longer than its length allows.
HARD = {
    "emphasis that never ends": "*a ",
    "strong emphasis that never ends": "**a ",
    "struck text that never ends": "~~a ",
    "brackets": "[",
    "links that never end": "[a](",
    "comments that never end": "<!--",
    "tags that never end": "<a ",
    "tables that never end": "<table>",
    "rows that never end": "<tr><td>",
    "character numbers": "&#1",
    "backslashes": "\\",
    "dots and blanks": ". ",
    "exclamation marks": "!",
    "rules": "- ",
    "blanks": " ",
    "tabs": "\t",
    "pipes": "|",
    "escaped pipes": "|\\|",
    "line breaks": "\n",
    "fences": "```\n",
    "headings": "# Leave\n",
    "plain headings": "Leave\n\n",
    "nested lists": "  - leave\n",
    "quotation marks": '"',
    "one word": "a",
    "numbers": "1.",
}


def generated(seed: int) -> str:
    """A text of headings, lists, tables of every kind, markup and noise."""
    chance = random.Random(seed)

    def some(most: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))

    def row(mark: str) -> str:
        return mark.join(some(4) if chance.random() < 0.8 else "" for _ in range(chance.randint(1, 5)))

    def html_row() -> str:
        tag = chance.choice(["td", "th"])
        cells = (f"<{tag} colspan={chance.randint(1, 2)}>{some(4)}</{tag}>" for _ in range(chance.randint(1, 4)))
        return f"<tr>{''.join(cells)}</tr>"

    def piece() -> str:
        kinds = (
            lambda: "#" * chance.randint(1, 7) + " " + some(6),
            lambda: some(4).capitalize(),
            lambda: ". ".join(some(20) for _ in range(3)) + ".",
            lambda: "\n".join(" " * chance.randint(0, 6) + chance.choice("-*•") + " " + some(12) for _ in range(4)),
            lambda: "\n".join(f"{number}. {some(8)}" for number in range(1, 4)),
            lambda: "\n".join(row("\t") for _ in range(chance.randint(1, 5))),
            lambda: "\n".join(f"| {row(' | ')} |" for _ in range(3)),
            lambda: f"| {row(' | ')} |\n|---|---|\n| {row(' | ')} |",
            lambda: f"<table>{''.join(html_row() for _ in range(3))}</table>",
            lambda: f"<p><u>{some(4)}</u></p> <p>What: {some(30)}.</p> <ul><li>{some(5)}</li><li>{some(5)}</li></ul>",
            lambda: f"{some(3)}\t<p>{some(5)}</p> <p>Who: {some(20)}</p>\t• {some(4)} • {some(4)}",
            lambda: "".join(chr(chance.choice([0, 9, 10, 13, 32, 35, 42, 60, 62, 124, 233, 8226, 65279])) for _ in range(9)),
        )
        return chance.choice(kinds)()

    return "".join(piece() + chance.choice(BREAKS) for _ in range(25))


def random_bytes(seed: int, encoding: str) -> str:
    return random.Random(seed).randbytes(5_000).decode(encoding, "replace")


def shared_documents() -> dict[str, str]:
    """The five documents by name; skips the test where they are not there."""
    if not SHARED.is_dir():
        pytest.skip("the shared documents are not beside this checkout")
    return {file.name: file.read_text("utf-8") for file in sorted(SHARED.glob("*.txt"))}


def letters(text: str) -> str:
    """The letters and digits alone: what is left when marks and blanks are no matter."""
    return re.sub(r"[\W_]+", "", text)


def misplaced(text: str, parts: list[Block] | list[Unit]) -> list[Block | Unit]:
    """The parts that are not what stands in `text` at their offsets, marks and blanks aside; of a row, its cells."""
    return [part for part in parts if not _stands(text, part)]


def _stands(text: str, part: Block | Unit) -> bool:
    if not 0 <= part.start < part.end <= len(text):
        return False
    found = letters(plain(text[part.start : part.end]))
    if part.kind != "row":
        return letters(part.text) == found
    cells = part.cells if isinstance(part, Block) else ()
    pieces = letters(" ".join(map(plain, re.split("[\t|]", text[part.start : part.end]))))
    return all(letters(cell) in found or letters(cell) in pieces for cell in cells)
