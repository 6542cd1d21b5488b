"""When a call to the embedding endpoint is made again, and after how long."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from assistant.retrieval.endpoint_calls import Refused, repeats, seconds_to_wait


@pytest.mark.parametrize(
    ("asked", "expected"), [(None, True), (0.0, 0.0), (7.5, 7.5), (20.0, 20.0), (20.1, False), (3600.0, False)]
)
def test_the_wait_that_the_endpoint_asks_for_is_kept_or_nothing_is_repeated(asked: float | None, expected: float | bool) -> None:
    pause = repeats(Refused(429, asked))

    assert pause == expected
    assert type(pause) is type(expected)


def test_a_wait_is_read_from_seconds_and_from_a_date() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)

    assert seconds_to_wait("7") == 7
    assert seconds_to_wait("1.5") == 1.5
    assert seconds_to_wait(soon) == pytest.approx(100, abs=2)
    assert seconds_to_wait("Wed, 21 Oct 2015 07:28:00 GMT") == 0


@pytest.mark.parametrize("header", ["", "soon", "nan", "inf", "Wed, 99 Oct 2015 07:28:00 GMT"])
def test_a_wait_that_cannot_be_read_is_none(header: str) -> None:
    assert seconds_to_wait(header) is None
