import pytest

from assistant.careers.barriers import barriers, choices, counted, named
from assistant.errors import StorageError


def test_every_tap_names_its_own_barrier() -> None:
    assert [named(choice.value) for choice in choices()] == list(barriers())


@pytest.mark.parametrize("text", ["What's stopping me: my dog", "what is stopping me: Other things"])
def test_words_of_the_askers_own_are_another_barrier(text: str) -> None:
    barrier = named(text)

    assert barrier is not None
    assert barrier.id == "other"


@pytest.mark.parametrize("text", ["What is stopping my team from learning?", "what's stopping me", ""])
def test_a_question_is_no_tap(text: str) -> None:
    assert named(text) is None


def test_a_barrier_is_answered_even_where_it_cannot_be_counted(caplog: pytest.LogCaptureFixture) -> None:
    def full(_: str) -> None:
        raise StorageError("The disk is full.")

    barrier = counted(barriers()[0], full)

    assert barrier.question == "How do I get protected time to study at work?"
    assert caplog.messages == ["The disk is full."]
