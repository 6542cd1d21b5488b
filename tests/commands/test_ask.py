import json
from dataclasses import replace

import pytest

from assistant.commands.ask import read_question
from assistant.types import Profile
from tests.channels.fakes import LEVY, NO_EVIDENCE
from tests.commands.fakes import Command, FakeParts


def test_json_is_the_answer_object(command: Command) -> None:
    ran = command("ask", "Who pays — really?", "--json")

    told = json.loads(ran.out)
    assert ran.status == 0
    assert (told["question"], told["outcome"]) == ("Who pays — really?", "answered")
    assert told["citations"][0]["quote"] == LEVY
    assert "—" in ran.out
    assert ran.out.count("\n") == 1


def test_the_answer_is_printed_with_its_sources(command: Command) -> None:
    ran = command("ask", "Who pays?")

    assert ran.status == 0
    assert f"{LEVY} [1]" in ran.out
    assert "[1] Nursing apprenticeships: Who can apply (routes/nursing.md)" in ran.out
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("reply", [NO_EVIDENCE, replace(NO_EVIDENCE, outcome="declined")])
def test_every_outcome_is_success(reply: object, command: Command, parts: FakeParts) -> None:
    parts.assistant.reply = reply  # type: ignore[assignment]

    assert command("ask", "What is the moon?").status == 0


def test_the_profile_goes_with_the_question(command: Command, parts: FakeParts) -> None:
    command("ask", "Can I train?", "--profile", "role=hca", "--profile", "band=2")

    assert parts.assistant.asked[0].profile == Profile(role="hca", band="2")


def test_one_profile_option_may_hold_several_pairs() -> None:
    before = read_question(["band=2", "Can I train?"], ["role=hca"])
    after = read_question(["Can I train?", "band=2"], ["role=hca"])

    assert before.text == after.text == "Can I train?"
    assert before.profile == after.profile == Profile(role="hca", band="2")


def test_a_value_of_the_profile_may_hold_an_equals_sign() -> None:
    assert read_question(["Who pays?"], ["role=a=b"]).profile.role == "a=b"


def test_a_profile_key_that_is_not_known_is_refused_with_those_that_are(command: Command) -> None:
    ran = command("ask", "Who pays?", "--profile", "bnad=2")

    assert ran.status == 2
    assert "The profile key 'bnad' is not known. Did you mean band?" in ran.err
    assert "prior_qualification" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ask"], "Give one question, in quotes"),
        (["ask", "Who", "pays?"], "Give one question, in quotes"),
        (["ask", "Who pays?", "--profile", "band"], "is not KEY=VALUE"),
        (["ask", "Who pays?", "--out", "a"], "go with --batch"),
        (["ask", "Who pays?", "--workers", "2"], "go with --batch"),
        (["ask", "Who pays?", "--batch", "-"], "leave TEXT and --profile out"),
        (["ask", "--batch", "-"], "needs --out"),
        (["ask", "--batch", "no-such-file", "--out", "-"], "No such file"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], told: str, command: Command) -> None:
    ran = command(*arguments)

    assert ran.status == 2
    assert told in ran.err


def test_an_empty_question_is_refused_by_the_assistant(command: Command) -> None:
    ran = command("ask", "  ")

    assert (ran.status, ran.err) == (1, "Error: Enter a question.\n")


def test_bytes_that_are_not_text_do_not_stop_a_question() -> None:
    assert read_question(["Who pays\udcff?"], []).text == "Who pays??"
