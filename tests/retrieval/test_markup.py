"""What a stretch reads like once its marks are gone."""

import time

import pytest

from assistant.retrieval.markup import plain
from tests.retrieval.texts import HARD


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("Ask **your** *manager* _now_", "Ask your manager now"),
        ("***Ask** your manager*", "Ask your manager"),
        ("**Ask *your* manager**", "Ask your manager"),
        ("~~Five~~ six days", "Five six days"),
        ("**Cost*:** £5", "Cost*: £5"),
        ('[the form](https://example.org/a_(b) "Form")', "the form"),
        ("[![a nurse](nurse.png)](https://example.org)", "a nurse"),
        ("see <https://example.org/leave>", "see https://example.org/leave"),
        ("<p>Ask <b>your</b>&nbsp;manager<!-- not <i>me</i> --></p>", "Ask your manager"),
        ("R&amp;D and &lt;5 days", "R&D and <5 days"),
        ("use `esr_login` to\n\tlog   in", "use esr_login to log in"),
        (r"5 \* 3", "5 * 3"),
        ("for us all¹² and 5 m²", "for us all and 5 m"),
    ],
)
def test_marks_go_and_words_stay(marked: str, said: str) -> None:
    assert plain(marked) == said


@pytest.mark.parametrize("text", ["2 * 3 * 4", "first_name and last_name", "[see below]", "a < b and c > d", "10² days"])
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    assert plain(text) == text


def test_a_character_number_that_is_too_long_stays_as_it_is() -> None:
    assert plain("&#" + "1" * 5_000 + ";").startswith("&#1111")


@pytest.mark.parametrize("piece", HARD.values(), ids=HARD)
def test_marks_that_never_end_take_no_longer_than_others(piece: str) -> None:
    text = "a" + piece * (100_000 // len(piece)) + "b"
    started = time.process_time()

    plain(text)

    assert time.process_time() - started < 1
