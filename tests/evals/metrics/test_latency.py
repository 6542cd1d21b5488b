from evals.metrics.latency import timings
from tests.evals.metrics.builders import an_answer


def test_the_middle_and_the_slow_end_are_told() -> None:
    answers = [an_answer(timings_ms={"total": float(each)}) for each in range(1, 102)]

    assert timings(answers) == {"latency_p50_ms": 51.0, "latency_p95_ms": 96.0}


def test_tokens_are_the_mean_of_the_answers_that_say_them() -> None:
    assert timings([an_answer(tokens=100), an_answer(tokens=201), an_answer()]) == {"tokens": 150.5}


def test_without_times_there_is_nothing_to_tell() -> None:
    assert timings([an_answer()]) == {}
