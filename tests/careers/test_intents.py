import pytest

from assistant.careers.intents import WHOLE, asks_for_all, tool_for
from assistant.types import Tool


@pytest.mark.parametrize(
    ("text", "roles", "tool"),
    [
        ("hca to nurse, any way to do it on the job?", ["hcsw", "rn"], "pathway"),
        ("physio vs OT side by side", ["physio", "ot"], "pathway"),
        ("I am a dispenser, what else is open to me?", ["pharm-assistant"], "pathway"),
        ("Brief me: band 6 midwife, research", ["midwife"], "briefing"),
        ("write my development plan", [], "briefing"),
        ("can you draft a message to my boss about study leave", [], "study_leave"),
        ("i land in may, what do i do first", [], "journey"),
        ("done: open-ukvi-account", [], "journey"),
        ("anything I can learn in 15 minutes", [], "learning"),
        ("got 20 mins spare, any training?", [], "learning"),
        ("am i eligible for the learning support fund", [], "funding"),
        ("do i get any money for nights at uni, im 19", [], "funding"),
    ],
)
def test_plain_words_ask_for_a_tool(text: str, roles: list[str], tool: str) -> None:
    assert tool_for(text, roles, known=False) == tool


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("How long does the nursing associate course take?", ["tna"]),
        ("What is the difference between a TNA and a nurse?", ["tna", "rn"]),
        ("What is the OSCE?", []),
        ("What band is a senior physio?", ["ahp-senior"]),
        ("What is a development plan?", []),
        ("briefly, what is CPD", []),
        ("Who do I ask about my pension?", []),
        ("What does a nursing associate do?", ["na"]),
        ("what can I do next?", []),
    ],
)
def test_a_plain_fact_is_left_to_the_pages(text: str, roles: list[str]) -> None:
    assert tool_for(text, roles, known=False) is None


def test_what_comes_next_is_a_tools_where_the_askers_role_is_known() -> None:
    assert tool_for("what can i do next?", [], known=True) == "pathway"


@pytest.mark.parametrize("tool", sorted(WHOLE))
def test_all_that_a_tool_says_can_be_asked_for_by_name(tool: Tool) -> None:
    text = f"{WHOLE[tool]}: skint, any help?"

    assert tool_for(text, [], known=False) == tool
    assert asks_for_all(text)
    assert not asks_for_all("skint, any help?")
