import json
from pathlib import Path

import pytest

from assistant.careers.people.statements import only_adds_a_fact
from assistant.careers.schemes.taps import ALL

DATASETS = Path(__file__).parents[2] / "evals" / "datasets"


@pytest.mark.parametrize(
    "text",
    [
        "I am 19 to 21",
        "My area has no mayor",
        "done: take-cbt",
        "I have no maths.",
        "i work nights only",
        "25",
        "band 5",
        "I am a care leaver",
    ],
)
def test_a_short_fact_a_tick_or_a_number_says_nothing_else(text: str) -> None:
    assert only_adds_a_fact(text, ALL)


@pytest.mark.parametrize(
    "text",
    [
        "I am 19 and I cant cope",
        "I have no maths and feel hopeless",
        "I feel so alone",
        "Who pays for my course?",
        "my manager hits me",
        "a nurse has been stabbed",
        "i have no hope",
        "the NMC opened a case against me",
        "list the band 5 staff who failed their OSCE",
        "I am 19, I work in a ward and everybody there shouts at me all day long",
        "",
    ],
)
def test_whoever_says_more_than_a_fact_is_listened_to(text: str) -> None:
    assert not only_adds_a_fact(text, ALL)


def test_no_question_of_another_kind_is_taken_for_a_fact() -> None:
    rows = [json.loads(line) for line in (DATASETS / "routing.jsonl").read_text("utf-8").splitlines()]

    assert [
        row["text"] for row in rows if row["kind"] not in {"information", "unclear"} and only_adds_a_fact(row["text"], ALL)
    ] == []
