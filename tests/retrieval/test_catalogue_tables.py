"""Catalogues: tables whose cells are pages of their own."""

from assistant.types import Block
from tests.retrieval.fakes import blocks_of


def outline(text: str) -> list[str]:
    """Each block as "kind: text"."""
    return [f"{block.kind}: {block.text}" for block in blocks_of(text)]


CATALOGUE = """\
For the system\tFor one team
Theme 1: Leading\t
Leading systems\tLeading teams
<p><u>Wheel: a course on change (6 months)</u></p> <p>What: people learn to lead. Each brings a question.</p> <p>Who: all</p>\t\
<p>Lamp (one day)</p> <p>What: teams look at how they work.</p> • a talk • a walk

<u>Bridge (3 months)</u>\t<u>River (9 months)</u>
<p>What: carers from two trusts learn from each other.</p>\t<p>What: wards try one thing a week.</p>

4

Theme 2: Teaching\t
\t<p>Ladder (2 weeks)</p> <p>What: mentors practise.</p>
"""


def test_each_cell_of_a_catalogue_stands_under_its_own_title() -> None:
    found = outline(CATALOGUE)

    assert found.index("heading: Wheel: a course on change (6 months)") + 1 == found.index(
        "paragraph: What: people learn to lead. Each brings a question."
    )
    assert found.index("heading: Lamp (one day)") < found.index("item: a talk") < found.index("item: a walk")


def test_a_title_row_names_the_cells_below_it() -> None:
    found = outline(CATALOGUE)

    assert found.index("heading: Bridge (3 months)") + 1 == found.index(
        "paragraph: What: carers from two trusts learn from each other."
    )
    assert found.index("heading: River (9 months)") + 1 == found.index("paragraph: What: wards try one thing a week.")


def test_the_rows_above_a_catalogue_are_the_headings_of_its_columns() -> None:
    found = outline(CATALOGUE)

    before = found[: found.index("heading: Lamp (one day)")]
    assert before[-3:] == ["heading: Theme 1: Leading", "heading: For one team", "heading: Leading teams"]


def test_a_catalogue_goes_on_after_a_page_break() -> None:
    found = outline(CATALOGUE)

    before = found[: found.index("heading: Ladder (2 weeks)")]
    assert before[-2:] == ["heading: Theme 2: Teaching", "heading: For one team"]


def test_the_lists_of_two_cells_are_two_groups() -> None:
    found = blocks_of("Themes\tAims\nPay\t<p>Aims of all</p> • one • two\nLeave\t<p>More aims</p> • three • four\n")

    groups = [block.group for block in found if block.kind == "item"]
    assert len(set(groups)) == 2


def test_a_catalogue_of_a_hundred_lists_gives_no_two_of_them_one_group() -> None:
    lists = "".join(f"- item {number}\n\nA paragraph of text stands here.\n\n" for number in range(150))

    found = blocks_of(f"Themes\tAims\nPay\t<p>Aims of all</p> • one • two\n\n{lists}")

    assert groups_by_start(found) == sorted(groups_by_start(found), key=lambda pair: pair[1])
    assert len({group for _, group in groups_by_start(found)}) == 151


def groups_by_start(found: list[Block]) -> list[tuple[int, int]]:
    """The group of each list with the offset of its first item."""
    first: dict[int, int] = {}
    for block in found:
        if block.kind == "item":
            first.setdefault(block.group, block.start)
    return [(group, start) for group, start in first.items()]
