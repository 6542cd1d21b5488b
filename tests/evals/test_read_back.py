"""What is read back of a format is what its platform shows, and what would come alive is named."""

import pytest

from evals.read_back import (
    first_missing,
    live_markdown,
    live_mrkdwn,
    marked,
    of_blocks,
    of_html,
    of_markdown,
    of_mrkdwn,
    one_line,
    unbold,
)


def test_blocks_are_read_part_for_part_with_the_numbers_that_slack_counts() -> None:
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "Pass the exam."}]}
    listed = {"type": "rich_text_list", "style": "ordered", "offset": 3, "elements": [item]}
    button = {"type": "button", "text": {"type": "plain_text", "text": "Money"}, "value": "hidden", "action_id": "ask:0"}

    text = of_blocks([{"type": "rich_text", "elements": [listed]}, {"type": "actions", "elements": [button]}])

    assert text.split("\n") == ["4. Pass the exam.", "Money", ""]


@pytest.mark.parametrize("kind", ["mrkdwn", "TextBlock", "markdown"])
def test_what_reads_markup_is_refused_in_blocks_and_cards(kind: str) -> None:
    with pytest.raises(ValueError, match="reads markup"):
        of_blocks({"type": kind, "text": "*a*"})


@pytest.mark.parametrize(
    "text",
    ["<@U012>", "<!channel>", "<https://a.example|x>", "*a b*", "_a_", "~a~", "`a`", "see https://a.example", "www.a.example"],
)
def test_what_slack_would_make_something_of_is_named(text: str) -> None:
    assert live_mrkdwn(f"Before {text} after") != []


@pytest.mark.parametrize("text", ["5 * 6", "a_b_c", "&lt;!channel&gt;", "*\u2060\u2060a*\u2060", "2 < 3"])
def test_what_slack_shows_as_it_is_is_not(text: str) -> None:
    assert live_mrkdwn(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://a.example)", "![a](b)", "*a*", "_a_", "# a", "`a`", "> a", "<at>a</at>", "<b>a</b>", "~~a~~", "```\na\n```", "---",
        "https://a.example", "www.a.example", "<https://a.example>", "| a |\n|---|\n| b |", "[1]: https://a.example\n\n[1]",
    ],
)  # fmt: skip
def test_what_a_reader_of_markdown_would_make_something_of_is_named(text: str) -> None:
    assert live_markdown(text) != set()


@pytest.mark.parametrize("text", ["**a** b", "- a\n- b", "a\\*b\\*", "\\[a\\](b)", "&lt;at&gt;", "5 - 6 [1]"])
def test_what_it_shows_as_text_lists_and_bold_is_not(text: str) -> None:
    assert live_markdown(text) == set()


def test_escaping_is_undone() -> None:
    assert of_markdown("\\*a\\* &lt;b&gt; c:\u2060//d [1]\n\n**e** \\[f\\]") == "*a* <b> c://d [1]\ne [f]"
    assert of_mrkdwn("&lt;a&gt; &amp; *\u2060b") == "<a> & *b"


def test_a_page_is_read_without_what_is_hidden_and_with_the_numbers_of_its_lists() -> None:
    page = '<p>Paid <a><span class="nhsuk-u-visually-hidden">source </span>[1]</a>.</p><ol><li value="4">Go</li></ol><script>x</script>'

    assert of_html(page) == "Paid [1].4. Go"


def test_a_sentence_is_found_with_its_marks() -> None:
    assert marked("It pays.", "First. It pays. [1] [2] Then.") == "It pays.[1][2]"
    assert marked("It pays.", "It does not.") is None


def test_texts_have_to_stand_in_their_order() -> None:
    assert first_missing(["a", "b"], "a b") is None
    assert first_missing(["b", "a"], "a b") == "a"


def test_bold_and_line_ends_are_no_difference() -> None:
    assert one_line(unbold("**a:** b\n c")) == "a: b c"
