"""When an endpoint asks to be called again."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from assistant.retry_after import seconds_to_wait


def test_a_wait_is_read_from_seconds_and_from_a_date() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)

    assert seconds_to_wait("7") == 7
    assert seconds_to_wait("1.5") == 1.5
    assert seconds_to_wait(soon) == pytest.approx(100, abs=2)
    assert seconds_to_wait("Wed, 21 Oct 2015 07:28:00 GMT") == 0


@pytest.mark.parametrize("header", ["", "soon", "nan", "inf", "Wed, 99 Oct 2015 07:28:00 GMT"])
def test_a_wait_that_cannot_be_read_is_none(header: str) -> None:
    assert seconds_to_wait(header) is None
