"""An endpoint's own words about a failure."""

import json

import pytest

from evals.own_words import LONGEST, own_words, passed_on


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"error": {"message": "Too long.", "code": 400, "param": "messages"}}, "Too long."),
        ({"error": "Too long."}, "Too long."),
        ({"object": "error", "message": "Too long.", "type": "BadRequestError"}, "Too long."),
        ({"detail": [{"loc": ["body", "temperature"], "msg": "Extra inputs are not permitted", "input": 0}]}, None),
        (["Too", {"message": "long."}], "Too long."),
        ({"error": None}, ""),
        (7, ""),
    ],
)
def test_the_message_is_found_in_the_shapes_that_servers_use(body: object, words: str | None) -> None:
    assert own_words(json.dumps(body).encode()) == (
        words if words is not None else "body temperature Extra inputs are not permitted"
    )


@pytest.mark.parametrize("body", [b"", b"<html>502 Bad Gateway</html>", b"\xff", b"[" * 100_000])
def test_what_is_no_json_says_nothing(body: bytes) -> None:
    assert own_words(body) == ""


def test_words_are_passed_on_in_one_short_line() -> None:
    assert passed_on("two\nlines\x1b[31m", ("",), "") == "two lines [31m"
    assert len(passed_on("word " * 100, (), "")) == LONGEST


def test_the_host_is_left_out_as_a_whole_word() -> None:
    assert passed_on("The api at API:8000 is no apiary.", (), "api") == "The [host] at [host]:8000 is no apiary."
