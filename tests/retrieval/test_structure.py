"""The structure of a text: headings, paragraphs, lists and what is no content."""

import pytest

from assistant.retrieval.structure import parse
from assistant.retrieval.title import title_of
from assistant.types import Block
from tests.retrieval.fakes import blocks_of


def texts(found: list[Block], kind: str = "") -> list[str]:
    return [block.text for block in found if not kind or block.kind == kind]


# ---------------------------------------------------------------- headings


def test_markdown_headings_have_the_level_of_their_marks() -> None:
    found = blocks_of("# Pay\n\n### Band 5 ###\n\n## C#\n")

    assert [(block.text, block.level) for block in found] == [("Pay", 1), ("Band 5", 3), ("C", 2)]


def test_a_line_that_is_underlined_is_a_heading() -> None:
    found = blocks_of("Study leave\n===========\n\nAsk early.\n\nWho pays\n--------\nYour trust pays.\n")

    assert [(block.kind, block.text) for block in found] == [
        ("heading", "Study leave"),
        ("paragraph", "Ask early."),
        ("heading", "Who pays"),
        ("paragraph", "Your trust pays."),
    ]


@pytest.mark.parametrize("line", ["Who can apply", "2.1 How to apply", "Action 3: train a hundred nurses", "To do:"])
def test_a_short_line_of_its_own_is_a_heading(line: str) -> None:
    found = blocks_of(f"The plan was made in May.\n\n{line}\n\nIt has ten parts.\n")

    assert [block.kind for block in found] == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize("line", ["Ask your manager.", "bring your badge", "Nurses, midwives, porters"])
def test_a_short_line_that_reads_like_a_sentence_or_a_list_is_none(line: str) -> None:
    found = blocks_of(f"The plan was made in May.\n\n{line}\n\nIt has ten parts.\n")

    assert [block.kind for block in found] == ["paragraph"] * 3


def test_a_heading_that_comes_back_stands_below_the_ones_around_it() -> None:
    found = blocks_of("Goal one text\n\nHow we will do it\n\nA.\n\nGoal two text\n\nHow we will do it\n\nBb.\n")

    levels = {block.text: block.level for block in found if block.kind == "heading"}

    assert levels["How we will do it"] > levels["Goal one text"]


def test_the_title_is_the_first_marked_heading() -> None:
    text = "# Study leave\n\nSome words.\n"

    assert title_of(text, parse(text)) == "Study leave"


def test_without_a_marked_heading_the_title_is_what_the_front_page_says() -> None:
    text = "Example Trust\n\nTraining plan\n\nThis plan says how we train our people until the year 2030, and who does what.\n"

    assert title_of(text, parse(text)) == "Example Trust Training plan"


# ---------------------------------------------------------------- paragraphs and lists


def test_the_lines_of_a_paragraph_are_one_block() -> None:
    found = blocks_of("You may take five days\nof study leave.\n\nAsk early.\n")

    assert texts(found) == ["You may take five days of study leave.", "Ask early."]


@pytest.mark.parametrize("mark", ["-", "*", "•", "➤", "1.", "a)", "-\t", "•\t"])
def test_a_list_is_one_group_of_items(mark: str) -> None:
    found = blocks_of(f"Bring with you:\n\n{mark} your badge\n{mark} your contract\n\nThen come in.\n")

    items = [block for block in found if block.kind == "item"]
    assert [item.text.removeprefix(f"{mark} ") for item in items] == ["your badge", "your contract"]
    assert len({item.group for item in items}) == 1


def test_a_number_before_a_tab_begins_an_item() -> None:
    found = blocks_of("1.\tAsk your manager\n2.\tFill in the form\n3.\tWait for a reply\n")

    assert texts(found, "item") == ["1. Ask your manager", "2. Fill in the form", "3. Wait for a reply"]


def test_a_list_stays_whole_over_blank_lines_wrapped_lines_and_sub_lists() -> None:
    found = blocks_of("- Ask your manager\n  before May\n\n- Fill in\n    - form A\n\t- form B\n\n- Wait\n")

    assert [(block.text, block.level) for block in found] == [
        ("Ask your manager before May", 0),
        ("Fill in", 0),
        ("form A", 4),
        ("form B", 4),
        ("Wait", 0),
    ]
    assert {block.group for block in found} == {1}


def test_lists_may_be_nested_as_deep_as_one_likes() -> None:
    found = blocks_of("".join("  " * depth + f"- step {depth}\n" for depth in range(300)))

    assert [(block.text, block.level) for block in found] == [(f"step {depth}", 2 * depth) for depth in range(300)]


def test_a_paragraph_set_in_below_an_item_belongs_to_it() -> None:
    found = blocks_of("1. Ask your manager.\n\n   Do it before May.\n\n2. Fill in the form.\n")

    assert texts(found) == ["1. Ask your manager. Do it before May.", "2. Fill in the form."]
    assert len({block.group for block in found}) == 1


def test_two_lists_with_words_between_are_two_groups() -> None:
    found = blocks_of("- one day\n- two days\n\nOr, for managers:\n\n- three days\n")

    assert len({block.group for block in found if block.kind == "item"}) == 2


def test_html_lists_and_paragraphs_in_a_line_become_items_and_paragraphs() -> None:
    found = blocks_of(
        "<p>Levels of support for all</p> <p>We offer this to staff.</p><ul><li>one talk</li><li>two talks</li></ul>\n"
    )

    assert ("paragraph", "We offer this to staff.") in [(block.kind, block.text) for block in found]
    assert texts(found)[-2:] == ["one talk", "two talks"]


# ---------------------------------------------------------------- what is no content


def test_page_numbers_go_and_the_sentence_goes_on() -> None:
    found = blocks_of("The plan has ten parts.\n\n- 3 -\n\nPage 4 of 9\n\n5\n\nEach has an owner.\n")

    assert texts(found) == ["The plan has ten parts.", "Each has an owner."]


def test_a_running_header_stands_once() -> None:
    pages = "".join(f"Example Trust\n\nPage text number {number} says what we do.\n\n{number}\n\n" for number in range(5))

    found = blocks_of(f"Example Trust Training Plan\n\n{pages}")

    assert texts(found).count("Example Trust") <= 1
    assert sum(text.startswith("Page text") for text in texts(found)) == 5


@pytest.mark.parametrize("line", ["## Who to ask", "- your line manager", "Nurse\t5", "| Nurse | 5 |", "Ask your manager."])
def test_content_that_comes_back_is_no_running_header(line: str) -> None:
    text = "".join(f"{line}\n\nOf the wards this is number {number}, and it is open.\n\n" for number in range(5))

    assert len(blocks_of(text)) == 10


@pytest.mark.parametrize(
    "contents",
    [
        "Contents\tPage\n1. Aims\t3\n2. Methods\t5-6\n3. Results\t9\n",
        "Contents\n\nSection\tTitle\n1.\tAims\n2.\tMethods\n2.1\tInterviews\n3.\tResults\n",
        "1. Aims\t3\n2. Methods\t5\n3. Results\t9\n",
        "Figure 1: The wheel\t12\nFigure 2: The map\t11\nFigure 3: The plan\t20\n",
        "Aims ........ 3\nMethods . . . . . . . . 5\nResults……… 9\n",
        "- [Aims](#aims)\n- [Methods](#methods)\n",
    ],
)
def test_tables_of_contents_go(contents: str) -> None:
    found = blocks_of(f"{contents}\nThe aims were three and they are these.\n")

    assert [text for text in texts(found) if text != "Contents"] == ["The aims were three and they are these."]


@pytest.mark.parametrize(
    "table",
    [
        "Level\tExample\tMonths\n2\tSupport worker\t12\n3\tSenior support worker\t18\n5\tNursing associate\t24\n",
        "Course\tWeeks\nNurse\t12\nMidwife\t18\nPorter\t6\nCook\t7\nDriver\t2\nClerk\t5\nTutor\t9\nGuide\t3\nBaker\t4\nNanny\t8\n",
        "| Level | Months |\n|---|---|\n| 2 | 12 |\n| 3 | 18 |\n| 5 | 24 |\n",
        "1.1\tSpeaks clearly\n1.2\tListens\n1.3\tWrites notes\n",
    ],
)
def test_a_table_of_numbers_is_no_table_of_contents(table: str) -> None:
    rows = texts(blocks_of(table), "row")

    assert len(rows) >= table.count("\n") - (2 if "---" in table else 1)
