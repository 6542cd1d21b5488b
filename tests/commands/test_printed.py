import io
from dataclasses import replace

import pytest
from rich.console import Console

from assistant.commands.printed import print_answer
from assistant.types import Answer, Provenance
from tests.channels.fakes import ANSWERED, ARABIC, LEVY, NO_EVIDENCE, cite

ESCAPE = "\x1b"
FACTS = (
    "    As of August 2026 · Review by February 2099 · On offer now · For England, NHS · "
    "Based on: Apprenticeships in nursing, read August 2026 (https://example.org/apprenticeships)"
)


def printed(answer: Answer, width: int = 60, terminal: bool = True, colour: bool = False) -> str:
    file = io.StringIO()
    system = "standard" if colour else None
    print_answer(answer, Console(file=file, force_terminal=terminal, color_system=system, width=width))  # type: ignore[arg-type]
    return file.getvalue()


def test_an_answer_is_followed_by_notices_sources_and_questions() -> None:
    assert printed(ANSWERED, terminal=False).splitlines() == [
        f"{LEVY} [1]",
        "",
        "• Two GCSEs at grade 4 [2]",
        "• Course: Nurse degree, 4 years [3]",
        "",
        "Check with your employer before you apply.",
        "",
        "Where this comes from",
        "[1] Nursing apprenticeships: Who can apply (routes/nursing.md)",
        f"    “{LEVY}”",
        FACTS,
        "[2] Nursing apprenticeships: Who can apply (routes/nursing.md)",
        "    “Two GCSEs at grade 4”",
        FACTS,
        "[3] Nursing apprenticeships: Who can apply (routes/nursing.md)",
        "    “| Nurse degree | 4 years | Levy |”",
        FACTS,
        "",
        "You could ask next",
        "• What grades do I need?",
        "• Who do I ask first?",
    ]


def test_numbered_steps_keep_their_numbers() -> None:
    text = "How to start:\n1. Ask your manager.\n2. Apply.\n\nThen wait.\n# Next\n1. Train."

    assert printed(replace(ANSWERED, text=text, citations=(), notices=(), follow_ups=())).splitlines() == [
        "How to start:", "", "1. Ask your manager.", "2. Apply.", "", "Then wait.", "", "Next", "1. Train.",
    ]  # fmt: skip


def test_an_answer_without_sources_has_no_heading_for_them() -> None:
    assert "Where this comes from" not in printed(NO_EVIDENCE)


def test_lines_fit_the_terminal_and_keep_their_indent() -> None:
    lines = printed(ANSWERED, width=40).splitlines()

    assert max(map(len, lines)) <= 40
    quote = next(number for number, line in enumerate(lines) if line.startswith("    “"))
    assert lines[quote + 1].startswith("    ")


def test_lines_of_an_arabic_answer_say_their_direction_and_are_left_whole() -> None:
    text = "يمكنك التدرب أثناء العمل وتحتفظ براتبك كاملا طوال الوقت. [1]\n\nNHS تدفع الرسوم. [1]"

    lines = printed(replace(ARABIC, text=text), width=40).splitlines()

    assert lines[0] == "\u200fيمكنك التدرب أثناء العمل وتحتفظ براتبك كاملا طوال الوقت. [1]"
    assert lines[2] == "\u200fNHS تدفع الرسوم. [1]"


def test_english_lines_of_an_arabic_answer_stay_as_they_are() -> None:
    lines = printed(ARABIC, width=40).splitlines()

    assert "The levy pays the training costs, and" in lines
    assert max(len(line) for line in lines if not line.startswith("\u200f")) <= 40


def test_colour_is_only_for_those_who_want_it() -> None:
    assert ESCAPE in printed(ANSWERED, colour=True)
    assert ESCAPE not in printed(ANSWERED)


def test_a_source_cannot_write_to_the_terminal() -> None:
    citation = replace(cite(1, LEVY), title="Title\x1b[2J", section="[bold]Red[/bold]", quote="a\x9bb\u202ec")
    text = printed(replace(ANSWERED, text="Text\x1b]0;x\x07 [1]", citations=(citation,)))

    assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(text)
    assert "[bold]Red[/bold]" in text


@pytest.mark.parametrize("as_of", ["", "undated"])
def test_a_source_without_a_date_says_so(as_of: str) -> None:
    bare = replace(cite(1, LEVY), provenance=Provenance(as_of=as_of))

    assert "    No date given" in printed(replace(ANSWERED, citations=(bare,))).splitlines()
