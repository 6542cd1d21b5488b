import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.types import Choice, Details, Item, Profile, Step
from tests.channels.fakes import ANSWERED
from tests.commands.fakes import Command, FakeCount, FakeParts

BRIEFING = replace(
    ANSWERED,
    kind="briefing",
    details=Details("briefing", (Item("Routes", (Step("The levy pays.", citations=(1,), as_of="2026-08"),)),), "Briefing"),
)


@pytest.mark.parametrize(("words", "text"), [(["band 2 hca", "nurse"], "band 2 hca → nurse"), (["TNA"], "TNA")])
def test_a_pathway_is_asked_from_one_role_to_another(words: list[str], text: str, command: Command, parts: FakeParts) -> None:
    ran = command("pathway", *words)

    (question,) = parts.assistant.asked
    assert ran.status == 0
    assert (question.text, question.tool) == (text, "pathway")


@pytest.mark.parametrize("words", [[], ["a", "b", "c"]])
def test_a_pathway_has_one_or_two_ends(words: list[str], command: Command) -> None:
    assert command("pathway", *words).status == 2


def test_funding_is_asked_by_profile_and_in_words(command: Command, parts: FakeParts) -> None:
    command("funding", "I earn 24k", "--profile", "nation=England", "age=19")
    command("funding", "--profile", "nation=England", "age=19")

    first, second = parts.assistant.asked
    assert (first.text, second.text) == ("I earn 24k", "Which funding fits me?")
    assert first.profile == second.profile == Profile(nation="England", age="19")
    assert first.tool == second.tool == "funding"


def test_json_holds_details_and_choices(command: Command, parts: FakeParts) -> None:
    parts.assistant.reply = replace(BRIEFING, choices=(Choice("Full time", "full time"),))

    told = json.loads(command("brief", "b5 physio", "--json").out)

    step = {"text": "The levy pays.", "status": None, "duration_months": None, "duration_months_most": None}
    assert told["details"]["type"] == "briefing"
    assert told["details"]["items"][0]["steps"] == [{**step, "citations": [1], "as_of": "2026-08", "part": "", "id": ""}]
    assert told["choices"] == [{"label": "Full time", "value": "full time", "group": ""}]


def test_a_briefing_is_written_in_each_format_that_is_asked_for(command: Command, parts: FakeParts, tmp_path: Path) -> None:
    parts.assistant.reply = BRIEFING

    ran = command("brief", "b5 physio", "--format", "md,docx,pdf", "--out", tmp_path / "new")

    assert ran.status == 0
    written = {path.name: path.read_bytes()[:4] for path in (tmp_path / "new").iterdir()}
    assert written == {"briefing.md": b"# Br", "briefing.docx": b"PK\x03\x04", "briefing.pdf": b"%PDF"}


def test_what_is_no_briefing_is_not_written(command: Command, tmp_path: Path) -> None:
    ran = command("brief", "hello", "--format", "pdf", "--out", tmp_path)

    assert ran.status == 1
    assert "say which job it is about" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_format_that_is_not_known_is_refused(command: Command) -> None:
    ran = command("brief", "b5 physio", "--format", "odt")

    assert (ran.status, "use md, docx, pdf" in ran.err) == (2, True)


def test_barriers_are_shown_by_month(command: Command, parts: FakeParts) -> None:
    parts.barriers.counts = (FakeCount("2026-11", "time", 3),)

    assert command("barriers").out == "2026-11      3  time\n"
    assert json.loads(command("barriers", "--json").out) == {"counts": [{"month": "2026-11", "barrier": "time", "count": 3}]}


def test_no_barrier_yet_is_said(command: Command) -> None:
    assert command("barriers").out == "Nobody has named a barrier yet.\n"
