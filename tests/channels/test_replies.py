import time
from dataclasses import replace

import pytest

from assistant.channels.replies import (
    Line,
    answer_object,
    direction,
    language_tag,
    lines,
    one_line,
    readable,
    visible,
    web_link,
    without_marks,
)
from assistant.channels.web.schemas import AnswerObject
from tests.channels.fakes import ANSWERED, LEVY, ROW


def test_the_answer_object_has_the_keys_of_the_contract() -> None:
    told = answer_object(replace(ANSWERED, id="q1", question="Who pays?"))

    assert set(told) | {"details"} == set(AnswerObject.model_fields)
    assert told["id"] == "q1"
    assert told["sentences"][0] == {"text": LEVY, "citations": [1], "support": 0.97}
    assert told["citations"][0]["as_of"] == "2026-08"
    assert told["retrieved"] == [
        {"document": "routes/nursing.md", "passage": "p1", "text": LEVY, "score": 0.91},
    ]


def test_the_answer_object_leaves_a_quote_verbatim() -> None:
    told = answer_object(ANSWERED)

    assert told["citations"][2]["quote"] == ROW


@pytest.mark.parametrize("unseen", ["\u202e", "\u2066", "\u2069", "\U000e0041", "\x00", "\x1b", "\x9f"])
def test_characters_that_cannot_be_seen_are_taken_out(unseen: str) -> None:
    assert visible(f"pay{unseen}ment\tfor\nit") == "payment\tfor\nit"


def test_marks_that_scripts_need_stay() -> None:
    assert visible("می\u200cروم \u200fنعم") == "می\u200cروم \u200fنعم"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<p>Talk to <b>your</b> team &amp; manager</p>", "Talk to your team & manager"),
        ('<ul style="list-style-type: none"> • One</ul>', "• One"),
        ("See <https://example.org/a> for 2 < 3 > 1", "See <https://example.org/a> for 2 < 3 > 1"),
        ("<!-- hidden --><script>alert(1)</script>", "alert(1)"),
        ("one<br>two", "one\ntwo"),
        ("pay&#x202e;ment", "payment"),
    ],
)
def test_the_text_of_a_document_is_shown_without_its_tags(text: str, shown: str) -> None:
    assert readable(text) == shown


@pytest.mark.parametrize("hostile", ["<!--", "<a ", "**a ", "<p", "&#", "[1", "- "])
def test_long_hostile_text_is_read_in_a_moment(hostile: str) -> None:
    started = time.perf_counter()

    readable(hostile * 50_000)
    lines(hostile * 50_000)

    assert time.perf_counter() - started < 2


def test_one_line_joins_what_is_broken() -> None:
    assert one_line("a\n\n b\t c") == "a b c"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("http:///nowhere", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_linked_to(url: str, link: str) -> None:
    assert web_link(url) == link


def test_a_language_has_a_direction_and_a_tag() -> None:
    assert [direction(language) for language in ("en", "ar", "fa-IR", "UR")] == ["ltr", "rtl", "rtl", "rtl"]
    assert [language_tag(language) for language in ("pt-BR", 'en" onclick="x', "")] == ["pt-BR", "", ""]


def test_markdown_is_read_as_lines() -> None:
    told = lines("## Steps\nFirst line\ngoes on.\n\n1. Ask\n\n2. Apply\n   by post\n\n- **Pay**: none [1]\n<p></p>")

    assert told == [
        Line("heading", "Steps"),
        Line("paragraph", "First line goes on."),
        Line("number", "Ask", 1),
        Line("number", "Apply by post", 2),
        Line("bullet", "**Pay**: none [1]"),
    ]


def test_a_line_without_marks_is_what_it_says() -> None:
    assert without_marks("**Pay**: none [1]") == "Pay: none"
