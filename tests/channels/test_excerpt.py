from assistant.channels.web.excerpt import Excerpt, cited_at, excerpt
from assistant.types import Block, Provenance, Source, SourcePart
from tests.channels.fakes import LEVY, PLAIN, ROW, SOURCE


def around(source: Source, quote: str, *, whole: bool = False) -> Excerpt:
    start = source.text.index(quote)
    return excerpt(source, start, start + len(quote), whole=whole)


def quoted(found: Excerpt) -> list[str]:
    return [stretch.text for group in found.groups for piece in group.pieces for stretch in piece.stretches if stretch.quoted]


def test_a_quote_is_marked_inside_its_paragraph() -> None:
    found = around(SOURCE, LEVY)

    paragraph = next(group.pieces[0] for group in found.groups if LEVY in group.pieces[0].stretches[0].text)
    assert quoted(found) == [LEVY]
    assert [stretch.text for stretch in paragraph.stretches] == [LEVY, " You must ask your manager first."]


def test_some_blocks_stand_around_the_quote() -> None:
    found = around(SOURCE, LEVY)

    assert (found.more_before, found.more_after) == (False, True)
    assert sum(len(group.pieces) for group in found.groups) == 8


def test_the_whole_document_can_be_shown() -> None:
    found = around(SOURCE, LEVY, whole=True)

    assert quoted(found) == [LEVY]
    assert (found.more_before, found.more_after) == (False, False)


def test_a_table_row_is_marked_cell_by_cell_under_its_column_names() -> None:
    found = around(SOURCE, ROW)

    table = next(group for group in found.groups if group.kind == "row")
    assert table.header == ("Course", "Length", "Paid by")
    assert quoted(found) == ["Nurse degree", "4 years", "Levy"]


def test_items_of_one_list_stand_together() -> None:
    found = around(SOURCE, "Two GCSEs at grade 4")

    items = next(group for group in found.groups if group.kind == "item")
    assert len(items.pieces) == 2


def test_a_quote_with_markup_is_marked_as_it_reads() -> None:
    assert quoted(around(SOURCE, "Talk to <b>your</b> education team")) == ["Talk to your education team"]


def test_a_document_without_blocks_is_shown_line_by_line() -> None:
    found = around(PLAIN, "A\tB\tC")

    assert quoted(found) == ["A B C"]
    assert [group.pieces[0].stretches[0].text for group in found.groups] == ["First line.", "A B C", "Last line."]


def test_a_quote_across_blocks_is_marked_in_each() -> None:
    assert quoted(around(SOURCE, "Places are few.\n\nAsk early.")) == ["Places are few.", "Ask early."]


def test_a_place_outside_the_document_marks_nothing() -> None:
    for start, end in ((100_000, 100_010), (-5, -1), (0, 0), (50, 10)):
        found = excerpt(SOURCE, start, end)

        assert not found.found
        assert quoted(found) == []
        assert not found.more_after


def test_a_paragraph_is_marked_whole_where_its_markup_hides_the_words() -> None:
    text = "See [the form](https://example.org/form) first."
    source = Source("a.md", "A", text, (Block("paragraph", 0, len(text), "See the form first."),))

    assert quoted(around(source, "[the form](https://example.org/form)")) == ["See the form first."]


RECORDS = """schemes:
- id: levy
  title: Apprenticeship levy
  source:
    title: A page of the government
    as_of: 2026-02
  to: learner
  text: The levy pays for training.
  conditions:
    - about: nation
      among: [England]
      text: "The levy is for England."
      ask: Do you live in England?
  gaps:
    - Our sources do not say how long it takes.
- id: grant
  title: Grant
  text: The grant has ended.
"""
GRANT = RECORDS.index("- id: grant")
RECORD = SourcePart(
    RECORDS.index("Apprenticeship levy"), GRANT, "Apprenticeship levy", Provenance(as_of="2026-02"), record="scheme:levy"
)
FILE = Source("records/schemes.yaml", "Records: schemes", RECORDS, (), parts=(RECORD,))


def test_of_a_record_its_sentences_are_shown_and_nothing_that_is_for_machines() -> None:
    found = around(FILE, "The levy is for England.")

    said = ["".join(stretch.text for stretch in piece.stretches) for group in found.groups for piece in group.pieces]
    assert said == ["The levy pays for training.", "The levy is for England.", "Our sources do not say how long it takes."]
    assert quoted(found) == ["The levy is for England."]
    assert around(FILE, "The levy is for England.", whole=True) == found


def test_quoted_words_of_a_record_are_shown_wherever_they_stand() -> None:
    found = around(FILE, "to: learner")

    assert "to: learner" in quoted(found)


def test_a_record_is_called_by_its_own_title_and_date() -> None:
    start = RECORDS.index("The levy pays")

    seen, file = cited_at(FILE, start, start + 5), cited_at(FILE, 0, 0)

    assert (seen.title, seen.provenance.as_of) == ("Apprenticeship levy", "2026-02")
    assert file.title == "Records: schemes"
    assert cited_at(SOURCE, 0, 10) == SOURCE


def test_words_of_a_file_of_records_that_are_in_no_record_are_shown_as_they_stand() -> None:
    assert quoted(around(FILE, "The grant has ended.")) == ["The grant has ended."]
