"""Sentences out of a reply that is still being written."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.composing.writing.draft_reader import MOST_CHARACTERS, DraftReader
from assistant.drafts import Drafted

FIVE = Drafted("You get five days.", (1,))
ASK = Drafted("Ask your manager.", (1, 2))
GOOD = json.dumps({"sentences": [{"quotes": [1], "text": FIVE.text}, {"quotes": [1, 2], "text": ASK.text}]})


def read(*pieces: str, quotes: int = 2) -> list[Drafted]:
    reader = DraftReader(quotes)
    return [drafted for piece in pieces for drafted in reader.feed(piece)] + list(reader.rest())


def test_a_sentence_is_read_as_soon_as_its_object_is_whole() -> None:
    reader = DraftReader(2)
    first = GOOD.index("}") + 1

    assert list(reader.feed(GOOD[: first - 1])) == []
    assert list(reader.feed(GOOD[first - 1 : first])) == [FIVE]
    assert list(reader.feed(GOOD[first:])) == [ASK]


def test_it_does_not_matter_where_a_reply_is_cut_into_pieces() -> None:
    assert read(*GOOD) == read(GOOD) == [FIVE, ASK]


@pytest.mark.parametrize(
    "reply",
    [
        f"```json\n{GOOD}\n```",
        f"<think>A { {} } or {{'text': 'x', 'quotes': [1]}}?</think>{GOOD}",
        f"A {{thought}} whose start is not told</think>{GOOD}",
        f"Here it is: {GOOD} I hope that helps.",
        GOOD.removesuffix("]}"),
        GOOD.replace('"sentences"', '"answer"'),
        json.dumps(json.loads(GOOD)["sentences"]),
        "\n".join(json.dumps(each) for each in json.loads(GOOD)["sentences"]),
        GOOD.replace("[1]", "1").replace("[1, 2]", '["1", 2]'),
        GOOD.replace('"}', '",}'),
        GOOD.replace('"', "'"),
        GOOD.replace("days.", "days.\n"),
    ],
    ids="fence thoughts thought talk open name list lines bare comma quotes newline".split(),
)
def test_what_is_plain_in_spite_of_its_form_is_read(reply: str) -> None:
    assert read(*reply) == [FIVE, ASK]


def test_a_brace_or_quotation_mark_within_a_text_is_part_of_it() -> None:
    text = 'Write "HCA {band 2}" on the form.'

    assert read(json.dumps({"sentences": [{"quotes": [2], "text": text}]})) == [Drafted(text, (2,))]


def test_a_number_that_no_quote_has_is_left_out_and_a_sentence_without_any() -> None:
    rows = [
        {"quotes": quotes, "text": "You get five days."} for quotes in ([1, 3, 0, -1, 1], [7], [], "two", [True], None, [1.5])
    ]

    assert read(json.dumps({"sentences": rows})) == [FIVE]


@pytest.mark.parametrize("text", ["", "  ", 5, None, ["You get five days."], {"text": 1}])
def test_an_entry_without_words_is_left_out(text: object) -> None:
    assert read(json.dumps({"sentences": [{"quotes": [1], "text": text}]})) == []


def test_an_object_that_is_never_closed_gives_no_half_sentence_while_the_reply_may_go_on() -> None:
    reader = DraftReader(2)

    assert list(reader.feed(GOOD + '{"quotes": [1], "text": "The course takes 12')) == [FIVE, ASK]
    assert list(reader.rest()) == []


def test_a_reply_that_ends_before_its_brackets_do_is_repaired() -> None:
    assert read('{"sentences": [{"quotes": [1], "text": "You get five days."') == [FIVE]


def test_an_escaped_end_of_text_is_none() -> None:
    assert read(*r'{"quotes": [1], "text": "Write \"HCA\" and \\."}') == [Drafted('Write "HCA" and \\.', (1,))]


@pytest.mark.parametrize("reply", ["", "I cannot help with that.", "{", "}{", "[[[[", '"' * 50, "{" * 3000, "\\" * 50, "null"])
def test_what_is_no_draft_gives_nothing_and_does_not_count_as_one(reply: str) -> None:
    reader = DraftReader(2)

    assert [*reader.feed(reply), *reader.rest()] == []
    assert not reader.found_form


def test_an_empty_draft_is_one() -> None:
    reader = DraftReader(2)

    assert list(reader.feed('{"sentences": []}')) == []
    assert reader.found_form


def test_a_reply_without_end_is_full_at_some_point() -> None:
    reader = DraftReader(2)
    list(reader.feed("x" * MOST_CHARACTERS))
    thinking = DraftReader(2)
    list(thinking.feed("<think>" + "x" * MOST_CHARACTERS))

    assert not reader.is_full
    assert not thinking.is_full
    list(reader.feed("x"))
    assert reader.is_full


@settings(deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from([*"{}[]\",:\\'1 \n", '"text":', '"quotes":', '{"quotes": [1], "text": "', '."}', "</think>", "Ask"]),
        max_size=40,
    )
)
def test_no_reply_whatever_is_more_than_the_sentences_in_it(parts: list[str]) -> None:
    found = read(*parts)

    assert read("".join(parts)) == found or "</think>" in parts
    assert all(each.text and set(each.quotes) <= {1, 2} for each in found)
