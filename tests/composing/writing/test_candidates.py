"""Which drafted sentences are fit to be checked at all."""

import pytest

from assistant.composing.writing.candidates import MOST, MOST_CHARACTERS, Candidates
from assistant.drafts import Drafted
from assistant.retrieval.sentences import spans

QUOTES = (
    "Study leave: five days. Write to learning@trust.example or see www.trust.example/leave.",
    "Ring 0300 555 0100 (ext. 12), open 9 to 5.",
)


def of(text: str, *quotes: int) -> list[str]:
    return [each.text for each in Candidates(QUOTES, spans).of(Drafted(text, quotes or (1, 2)))]


def test_a_sentence_is_given_on_with_its_quotes() -> None:
    drafted = Drafted("You get five days.", (2, 1))

    assert list(Candidates(QUOTES, spans).of(drafted)) == [drafted]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("You get five days. Ask Dr. Who, e.g. by post.", ["You get five days.", "Ask Dr. Who, e.g. by post."]),
        ("आप आवेदन कर सकते हैं। पहले पूछें।", ["आप आवेदन कर सकते हैं।", "पहले पूछें।"]),
        ("Five days!", ["Five days!"]),
        ("", []),
    ],
)
def test_what_is_drafted_as_one_is_taken_sentence_by_sentence(text: str, sentences: list[str]) -> None:
    assert of(text) == sentences


@pytest.mark.parametrize(
    "text", ["- You get five days [1].", "1. You get five days.", "• You get five days.[1, 2]", "You get five days【1†source】."]
)
def test_marks_of_lists_and_citations_are_taken_off(text: str) -> None:
    assert of(text) == ["You get five days."]


@pytest.mark.parametrize(
    "text",
    [
        "Write to careers@trust.example.",
        "See https://trust.example/leave for more.",
        "See trust.example/pay for more.",
        "See HTTP://EVIL.EXAMPLE now.",
        "Ring 0300 555 0199.",
        "Ring +44 300 555 0100 today.",
        "See [the page](leave) for more.",
        "You get <b>five</b> days.",
        "You get five \u202eetadpu\u202c days.",
        "12 345.",
        "You get five days " + "and more " * MOST_CHARACTERS,
    ],
)
def test_an_address_that_no_quote_has_and_what_is_no_plain_sentence_is_dropped(text: str) -> None:
    assert of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Write to Learning@Trust.example.",
        "See www.trust.example/leave, please.",
        "Ring 0300 5550100.",
        "Ring (0300) 555 0100 from 9 to 5.",
        "It takes 2 to 4 years, i.e. 2026-2030.",
    ],
)
def test_an_address_of_a_quote_and_an_everyday_number_pass(text: str) -> None:
    assert of(text) == [text]


def test_an_address_must_stand_in_a_quote_that_the_sentence_names() -> None:
    assert of("Ring 0300 555 0100.", 1) == []


def given(*texts: str) -> tuple[list[str], Candidates]:
    candidates = Candidates(QUOTES, spans)
    return [each.text for text in texts for each in candidates.of(Drafted(text, (1,)))], candidates


def test_nothing_is_said_twice() -> None:
    found, _ = given("You get five days.", "you get FIVE days. Ask first. Ask first.")

    assert found == ["You get five days.", "Ask first."]


def test_a_draft_ends_when_it_is_long_enough() -> None:
    found, candidates = given(*(f"You get {number} days." for number in range(20)))

    assert len(found) == MOST
    assert candidates.are_enough


def test_a_draft_that_goes_round_in_circles_has_ended() -> None:
    _, candidates = given("You get five days.")
    assert not candidates.are_enough

    assert list(candidates.of(Drafted("You get five days.", (2,)))) == []
    assert candidates.are_enough


def test_of_a_text_that_was_cut_at_its_limit_the_half_sentence_is_left_out() -> None:
    whole = "You get five days for study in a year. "

    assert of((whole + "You can ask for it and " + "then again ask for it and " * 20)[:280]) == [whole.strip()]
