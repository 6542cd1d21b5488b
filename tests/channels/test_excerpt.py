from assistant.channels.web.excerpt import Excerpt, excerpt
from assistant.types import Block, Source
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
