import logging

import pytest

from assistant.channels.problems import explained
from assistant.errors import (
    AssistantError,
    CorpusError,
    IndexNotReady,
    ModelUnavailable,
    NotKept,
    QuestionError,
    RecordsUnavailable,
    SettingsError,
    StorageError,
)


@pytest.mark.parametrize("error", [QuestionError("Ask in words."), NotKept("That answer is not kept any more.")])
def test_what_the_asker_can_mend_is_told_as_it_is_and_not_logged(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    explanation = explained(error)

    assert (explanation.detail, explanation.passes) == (str(error), False)
    assert not caplog.records


@pytest.mark.parametrize(
    ("error", "detail", "passes"),
    [
        (IndexNotReady("Run `assistant index`."), "Run `assistant index`.", True),
        (ModelUnavailable("endpoint secret.internal:8080"), "A part that the assistant needs did not reply.", True),
        (RecordsUnavailable("secret is locked"), "What we keep cannot be reached at the moment.", True),
        (StorageError("secret/data.sqlite"), "The assistant has no room to work in.", False),
        (SettingsError("ASSISTANT_SECRET"), "The assistant is not set up correctly.", False),
        (CorpusError("secret.md"), "The assistant is not set up correctly.", False),
        (AssistantError("secret"), "The assistant is not set up correctly.", False),
        (RuntimeError("secret"), "Something went wrong on our side.", False),
    ],
)
def test_a_failure_of_ours_is_told_without_our_insides_and_logged_once(
    error: Exception, detail: str, passes: bool, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        explanation = explained(error)

    assert explanation.detail.startswith(detail)
    assert "secret" not in explanation.detail.lower()
    assert explanation.passes is passes
    assert [record.message for record in caplog.records] == [f"{type(error).__name__}: {error}"]


def test_only_what_was_not_expected_is_logged_with_its_trace(caplog: pytest.LogCaptureFixture) -> None:
    explained(StorageError("full"))
    explained(RuntimeError("broken"))

    assert [bool(record.exc_info) for record in caplog.records] == [False, True]
