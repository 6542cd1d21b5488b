"""The check of the formats counts what it held, and finds what a format lacks."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.types import Answer, Question, Sentence
from evals.formats import Difference, Held, differences, held, parts_of, report
from evals.questions import WORDED, files, read_questions
from tests.channels.fakes import ANSWERED, FakeAssistant


def repeating(reply: Answer) -> FakeAssistant:
    """An assistant that has one answer to every question."""
    assistant = FakeAssistant()
    assistant.reply = reply
    return assistant


async def test_every_answer_is_held_and_what_is_no_question_is_counted_apart() -> None:
    found = await held(repeating(ANSWERED), [Question("Who pays?"), Question(" "), Question("How long?")])

    assert (found.answers, found.unreadable, found.differences) == (2, 1, [])
    assert (found.parts["sentence"], found.parts["quote"], found.parts["follow-up"]) == (6, 6, 4)
    assert report("a.jsonl", found)[0].startswith("a.jsonl: 2 answers (6 sentences, ")
    assert report("a.jsonl", found)[0].endswith(", 1 texts that are no question: 0 differences")


async def test_a_sentence_that_the_text_does_not_hold_is_a_difference_of_every_format() -> None:
    answer = replace(ANSWERED, sentences=(Sentence("The moon pays.", (1,)),))

    found = await held(repeating(answer), [Question("Who pays?")])

    assert [each.part for each in found.differences] == ["sentence"] * 5
    assert str(found.differences[0]) == "Slack lacks the sentence 'The moon pays.' of 'Who pays?'"


@pytest.mark.parametrize(
    ("part", "words"),
    [("line", "Nobody says this."), ("quote", "Nobody wrote this."), ("outcome", "Nothing"), ("step", "Met: Nobody does this.")],
)
def test_whatever_a_format_lacks_is_found(part: str, words: str) -> None:
    parts = parts_of(ANSWERED) | {part: [words]}

    assert [each for each in differences(ANSWERED, parts) if each.shown_in == "Teams"] == [Difference("Teams", part, words)]


def test_a_step_may_be_said_under_what_is_said_once_over_several() -> None:
    answer = replace(ANSWERED, text="Need to know:\n- Two GCSEs. [2]", sentences=())

    assert [each.part for each in differences(answer, parts_of(answer) | {"step": ["Need to know: Two GCSEs."]})] == []


def test_datasets_are_counted_together() -> None:
    total, other = Held(), Held(answers=2, unreadable=1, differences=[Difference("Slack", "line", "a")])
    other.parts["line"] = 3

    total.join(other)
    total.join(other)

    assert (total.answers, total.unreadable, total.parts["line"], len(total.differences)) == (4, 2, 6, 2)


def test_every_dataset_that_holds_questions_is_read() -> None:
    names = {path.stem for path in files()}

    assert {"questions_corpus", "routing", "attacks", "conversations", "pathway_cases", "role_names"} <= names
    assert not {"README", "translations", "translation_swaps"} & names


def test_questions_have_what_they_are_asked_with(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    row = '{"id": "1", "question": "And then?", "history": [{"role": "user", "content": "Who pays?"}], "profile": {"band": 5, "levy": 1}}'
    hidden = '{"id": "2", "text": "Hidden", "channel": "document"}'
    path.write_text(f"{row}\n{row}\n{hidden}", "utf-8")

    (question,) = read_questions(path)

    assert (question.text, question.history[0].content, question.profile.band) == ("And then?", "Who pays?", "5")


@pytest.mark.integration
@pytest.mark.parametrize("name", sorted(WORDED))
def test_cases_of_tools_are_put_into_words(name: str) -> None:
    path = next(path for path in files() if path.stem == name)

    assert all("{" not in question.text for question in read_questions(path))
