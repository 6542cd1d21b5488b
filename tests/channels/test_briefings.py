import pytest

from assistant.channels.briefings import briefing_question
from assistant.types import Profile


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Priya, b5 physio, wants ACP", "Briefing: Priya, b5 physio, wants ACP"),
        ("My development plan: band 3 HCSW, want nursing", "My development plan: band 3 HCSW, want nursing"),
    ],
)
def test_a_call_for_a_briefing_says_what_it_is(text: str, asked: str) -> None:
    question = briefing_question(text, Profile())

    assert (question.text, question.tool) == (asked, "briefing")
