from dataclasses import replace

import pytest

from assistant.channels.web.conversation import (
    EXCHANGE_LIMIT,
    Exchange,
    as_history,
    carried,
    conversation_of,
    exchange_of,
    read_carried,
)
from assistant.errors import QuestionError
from assistant.types import Turn
from tests.channels.fakes import ANSWERED


def test_what_is_carried_comes_back() -> None:
    told = (exchange_of(ANSWERED),)

    assert read_carried(carried(told)) == told
    assert told[0].cited[0].link.startswith("/source?document=routes%2Fnursing.md&start=")


def test_only_the_last_exchanges_are_carried() -> None:
    told = [Exchange(question=str(number), answer="a") for number in range(30)]

    kept = read_carried(carried(told))

    assert [exchange.question for exchange in kept] == [str(number) for number in range(30 - EXCHANGE_LIMIT, 30)]


def test_exchanges_are_told_as_earlier_messages() -> None:
    history = as_history([Exchange(question="Who pays?", answer="The levy.")])

    assert history == (Turn("user", "Who pays?"), Turn("assistant", "The levy."))


def test_what_was_declined_signposted_or_about_oneself_is_no_part_of_the_history() -> None:
    answers = (
        replace(ANSWERED, question="declined", outcome="declined"),
        replace(ANSWERED, question="answered", text="a"),
        replace(ANSWERED, question="signposted", outcome="signposted"),
        replace(ANSWERED, question="Forget me", kind="forget_me"),
        replace(ANSWERED, question="ask a person", kind="handoff"),
    )
    told = [exchange_of(answer) for answer in answers]

    assert as_history(told) == (Turn("user", "answered"), Turn("assistant", "a"))


def test_the_conversation_keeps_its_name() -> None:
    new = conversation_of(())

    assert new != conversation_of(())
    assert conversation_of((exchange_of(ANSWERED, new), Exchange(question="a", answer="b"))) == new


@pytest.mark.parametrize("text", ["{", "{}", '[{"question": 1}]', '[{"question":"a","answer":"b","x":1}]', "null"])
def test_anything_else_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(QuestionError, match="Start again"):
        read_carried(text)


def test_an_empty_field_is_an_empty_conversation() -> None:
    assert read_carried("") == ()
