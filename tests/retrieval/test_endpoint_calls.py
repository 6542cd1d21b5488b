"""When a call to the embedding endpoint is made again, and after how long."""

import pytest

from assistant.retrieval.endpoint_calls import Refused, repeats


@pytest.mark.parametrize(
    ("asked", "expected"), [(None, True), (0.0, 0.0), (7.5, 7.5), (20.0, 20.0), (20.1, False), (3600.0, False)]
)
def test_the_wait_that_the_endpoint_asks_for_is_kept_or_nothing_is_repeated(asked: float | None, expected: float | bool) -> None:
    pause = repeats(Refused(429, asked))

    assert pause == expected
    assert type(pause) is type(expected)
