"""Word files: the template, the page that one becomes, and complaints that somebody understands who knows only Word."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import docx
import pytest

from assistant.corpus.drafts import Draft, draft, limits, read_draft
from assistant.corpus.word_form import front_matter, slug
from assistant.corpus.word_page import word_page
from assistant.corpus.word_template import HINTS, template
from assistant.errors import UnreadableFile
from assistant.retrieval.front_matter import split
from tests.corpus_tools.texts import BODY, page, written

pytestmark = pytest.mark.integration

BOUNDS = limits(5, 30, 512)
FILLED = {
    "Title": "Study leave at our trust",
    "Source": "Leave policy",
    "Web address of the source": "https://example.org/leave",
    "Date of the source": "August 2026",
    "Check again by": "1 August 2027",
    "Can staff use it now?": "Offered",
    "Subjects": "Study leave, funding",
    "Pay bands": "2, 3",
}
LINES = BODY.strip().replace("## ", "# ")


def read_as(values: Mapping[str, str], body: str = LINES) -> str:
    """What is read in a Word file with these rows and this body."""
    rows = "\n".join(f"{label}\t{value}\ta hint" for label, value in values.items())
    return f"# How to\n\nFill it in.\n\nAbout this page\tWrite here\tHint\n{rows}\n\n{body}\n"


def drafted(values: Mapping[str, str], tmp_path: Path, body: str = LINES) -> Draft:
    full = {**FILLED, "Who keeps it true": "Education team", "Who reads it": "Frontline", **values}
    return draft(word_page(read_as(full, body), "ours.docx"), "ours.docx", tmp_path / "local", [], None)


def filled(folder: Path, values: Mapping[str, str]) -> Path:
    """The template as somebody fills it in with Word: rows, and one table and list of their own."""
    document = docx.Document(BytesIO(template()))
    for row in document.tables[0].rows:
        row.cells[1].text = values.get(row.cells[0].text, row.cells[1].text)
    body = document.element.body
    for part in list(body)[list(body).index(document.tables[0]._tbl) + 1 : -1]:
        body.remove(part)
    for text in BODY.strip().split("\n\n"):
        lines = text.split("\n")
        if lines[0].startswith("## "):
            document.add_heading(lines[0][3:], 1)
        for line in lines:
            if not line.startswith("## "):
                document.add_paragraph(line.removeprefix("- "), style="List Bullet" if line.startswith("- ") else None)
    table = document.add_table(2, 2, style="Table Grid")
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("Days", "Date", "5 | 6", "2026"), strict=True):
        cell.text = text
    document.save(str(folder / "ours.docx"))
    return folder / "ours.docx"


def test_a_filled_template_becomes_a_page_that_nothing_is_wrong_with(tmp_path: Path) -> None:
    made = read_draft(filled(tmp_path, FILLED), tmp_path / "local", [], None, BOUNDS)

    assert made.faults == ()
    assert made.target.document == "local/study-leave-at-our-trust.md"
    front = split(made.text)
    assert front is not None
    assert front.provenance.as_of == "2026-08"
    assert front.provenance.topics == ("study-leave", "funding")
    assert "\n# Study leave at our trust\n\nYou can ask for study leave." in made.text
    assert "\n- Your line manager\n- The education team\n" in made.text


def test_what_is_not_filled_in_is_told_by_the_label_of_its_row(tmp_path: Path) -> None:
    (tmp_path / "empty.docx").write_bytes(template())

    found = read_draft(tmp_path / "empty.docx", tmp_path / "local", [], None, BOUNDS).faults

    assert {fault.key: fault.problem for fault in found if fault.key.startswith("the row")} == {
        f"the row '{label}'": "is empty"
        for label in ("Title", "Source", "Date of the source", "Check again by", "Can staff use it now?", "Subjects")
    }
    assert sum(fault.key == "a hint" for fault in found) == len(set(HINTS))


@pytest.mark.parametrize(
    ("label", "value", "problem"),
    [
        ("Date of the source", "last spring", "is 'last spring'"),
        ("Date of the source", "31 February 2026", "is '31 February 2026'"),
        ("Can staff use it now?", "Perhaps", "is 'perhaps'"),
        ("Web address of the source", "www.example.org", "is 'www.example.org'"),
        ("Who reads it", "nurses", "is 'nurses'"),
        ("In place of this page", "careers/x.md", "is missing, but the page overrides another"),
    ],
)
def test_what_is_wrong_in_a_row_is_told_by_its_label_and_hint(label: str, value: str, problem: str, tmp_path: Path) -> None:
    found = drafted({label: value}, tmp_path).faults

    assert [fault.problem for fault in found] == [problem]
    assert found[0].key.startswith("the row '")
    assert found[0].remedy


def test_what_is_wrong_in_the_text_is_told_without_markdown(tmp_path: Path) -> None:
    found = drafted({}, tmp_path, LINES.replace("Who to ask", "Ask whom")).faults

    assert [(fault.key, fault.remedy) for fault in found] == [("Who to ask", "end it with the heading 'Who to ask'")]


def test_a_row_that_the_template_does_not_have_is_told_the_nearest(tmp_path: Path) -> None:
    found = drafted({"Titel": "x"}, tmp_path).faults

    assert [(fault.key, fault.remedy) for fault in found] == [("the row 'Titel'", "the nearest row of the template is 'Title'")]


def test_a_file_without_the_table_is_told_to_start_from_the_template(tmp_path: Path) -> None:
    made = draft(word_page("# Leave\n\nAsk your manager.\n", "ours.docx"), "ours.docx", tmp_path, [], None)

    assert made.refused
    assert [(fault.file, fault.remedy) for fault in made.faults] == [("ours.docx", "start from the template")]


@pytest.mark.parametrize("data", [b"", b"not a Word file", b"PK\x03\x04broken"])
def test_what_is_no_word_file_is_told(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "ours.docx").write_bytes(data)

    with pytest.raises(UnreadableFile):
        read_draft(tmp_path / "ours.docx", tmp_path, [], None, BOUNDS)


def test_a_title_that_a_page_of_the_corpus_has_is_told(tmp_path: Path) -> None:
    corpus = written(tmp_path / "corpus", {"learning/leave.md": page(title=FILLED["Title"])})
    full = {**FILLED, "Who keeps it true": "Education team", "Who reads it": "frontline"}

    made = draft(word_page(read_as(full), "ours.docx"), "ours.docx", tmp_path / "local", [corpus], None)

    assert [fault.key for fault in made.faults] == ["the row 'Title'"]


def test_a_page_that_is_published_again_is_not_in_conflict_with_itself(tmp_path: Path) -> None:
    first = drafted({}, tmp_path)
    local = written(tmp_path / "local", {first.target.path.name: first.text})
    full = {**FILLED, "Who keeps it true": "Another team", "Who reads it": "frontline"}

    made = draft(word_page(read_as(full), "ours.docx"), "ours.docx", local, [local], None)

    assert made.faults == ()


# ---------------------------------------------------------------- how it is written


def test_headings_tables_and_lists_become_markdown() -> None:
    text = word_page(read_as(FILLED, "Ask.\n\n# One\n\n## Two\n\nDays\tDate\n5 | 6\t2026\n\n1. First\n  - Inner"), "a.docx").text

    assert text.partition("---\n# ")[2] == (
        "Study leave at our trust\n\nAsk.\n\n## One\n\n### Two\n\n| Days | Date |\n|---|---|\n| 5 \\| 6 | 2026 |\n\n1. First\n"
        "  - Inner\n"
    )


def test_a_title_that_opens_the_body_too_is_not_said_twice() -> None:
    text = word_page(read_as(FILLED, f"# {FILLED['Title']}\n\nAsk."), "a.docx").text

    assert text.count("Study leave at our trust") == 2  # in the front matter and as the heading
    assert text.endswith("# Study leave at our trust\n\nAsk.\n")


@pytest.mark.parametrize("inner", ["  - what is it", "what is it"])
def test_the_questions_below_a_line_belong_to_it(inner: str) -> None:
    text = word_page(read_as(FILLED, f"Ask.\n\n# Questions this page answers\n\n- Ask\n{inner}"), "a.docx").text

    assert text.endswith("\n- `Ask`\n  - what is it\n")


@pytest.mark.parametrize(
    ("written_date", "read"),
    [
        ("2026", "2026"),
        ("2026-08", "2026-08"),
        ("August 2026", "2026-08"),
        ("aug 2026", "2026-08"),
        ("1 August 2026", "2026-08-01"),
        ("1st August, 2026", "2026-08-01"),
        ("01/08/2026", "2026-08-01"),
        ("Undated", "undated"),
    ],
)
def test_a_date_may_be_written_as_people_write_it(written_date: str, read: str) -> None:
    assert f"as_of: {read}\n" in front_matter({"as_of": written_date}).replace('"', "")


def test_what_is_written_cannot_add_keys_of_its_own() -> None:
    text = front_matter({"title": 'Leave"\nstatus: offered\n---', "nation": "{a: b}", "staff_groups": "nurses], owner: [x"})

    assert text.count("\n") == 6
    assert '  staff_groups: ["nurses]", "owner: [x"]' in text


def test_a_title_becomes_a_name_of_small_letters_and_hyphens() -> None:
    assert slug("Café & study-leave (2026)!") == "cafe-study-leave-2026"
