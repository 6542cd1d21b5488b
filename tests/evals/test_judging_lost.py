"""The second judge that is slow, refuses or is gone: what it has said stands, and the rest is told."""

from pathlib import Path
from threading import Event

import httpx
import pytest

from evals.claims import Claim
from tests.evals.chat import FakeEndpoint, supported, verdict
from tests.evals.judges import AGAIN, FALSE, OTHER, TRUE, agreed, judge
from tests.evals.run_parts import Shown
from tests.scripted_endpoint import refused

pytestmark = pytest.mark.usefixtures("without_waiting")
SLOW = httpx.ReadTimeout("slow")


def many(count: int) -> list[Claim]:
    return [Claim(str(number), f"Sentence {number}.", ("q",)) for number in range(count)]


@pytest.mark.parametrize(
    "failure", [httpx.ConnectError("refused"), httpx.Response(401), httpx.Response(404), httpx.Response(503)]
)
def test_a_judge_that_is_lost_half_way_leaves_what_it_has_said(
    failure: httpx.Response | Exception, kept: Path, shown: Shown
) -> None:
    endpoint = FakeEndpoint(verdict('{"supported": true}'), *[failure] * 3)

    lost = agreed(judge(endpoint, kept), shown, [TRUE, FALSE, OTHER])

    assert (lost.judged, lost.missing) == (1, 2)
    assert "gave no verdict on 2 of 3 sentences (1: the chat endpoint " in lost.notice
    assert "; 1: not asked after that). All else is measured." in lost.notice
    assert lost.notice.endswith(f"This asks it for the rest: {AGAIN}")
    assert agreed(judge(FakeEndpoint(), kept), shown, [TRUE, FALSE, OTHER]).judged == 3


def test_a_judge_that_was_never_there_gives_no_agreement(kept: Path, shown: Shown) -> None:
    absent = agreed(judge(FakeEndpoint(*[httpx.ConnectError("refused")] * 9), kept), shown, [TRUE, FALSE])

    assert (absent.agreement, absent.kappa, absent.missing) == (None, None, 2)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (verdict("Yes, it is."), "1: its answer is not the JSON object it was asked for"),
        (verdict(None), "1: it gave no answer"),
        (httpx.Response(200, json={"choices": []}), "1: the chat endpoint's answer has another form than OpenAI's"),
        (SLOW, "1: no answer in time"),
    ],
)
def test_an_answer_that_is_no_verdict_costs_that_verdict_only(
    answer: httpx.Response | Exception, told: str, kept: Path, shown: Shown
) -> None:
    said = agreed(judge(FakeEndpoint(answer), kept), shown, [TRUE, OTHER])

    assert (said.judged, said.missing, said.reason) == (1, 1, told)


def test_a_question_that_is_refused_costs_that_verdict_only(kept: Path, shown: Shown) -> None:
    endpoint = FakeEndpoint(verdict('{"supported": true}'), refused(400, "The context is too long."))

    said = agreed(judge(endpoint, kept), shown, [TRUE, FALSE, OTHER])

    assert said.judged == 2
    assert said.reason == '1: the chat endpoint (HTTP 400) refuses the question (it says "The context is too long.")'
    assert said.notice.endswith("another model is needed.")


def test_a_judge_that_is_late_three_times_in_a_row_is_given_up(kept: Path, shown: Shown) -> None:
    endpoint = FakeEndpoint(SLOW, SLOW, SLOW)

    said = agreed(judge(endpoint, kept), shown, many(6))

    assert said.reason == "3: no answer in time; 3: not asked after that"
    assert len(endpoint.requests) == 3


def test_a_verdict_brings_back_the_patience(kept: Path, shown: Shown) -> None:
    endpoint = FakeEndpoint(SLOW, SLOW, verdict('{"supported": true}'), SLOW, SLOW)

    said = agreed(judge(endpoint, kept), shown, many(6))

    assert (said.judged, said.reason) == (2, "4: no answer in time")


def test_verdicts_that_cannot_be_written_count_and_are_told(kept: Path, shown: Shown) -> None:
    asked = judge(FakeEndpoint(), kept)
    kept.unlink()
    kept.mkdir()

    said = agreed(asked, shown, [TRUE, FALSE])

    assert said.judged == 2
    assert said.notice == f"Verdicts of large are not kept for later runs: {kept} cannot be written (Is a directory)."


def test_a_fault_in_a_thread_is_not_hidden(kept: Path, shown: Shown) -> None:
    with pytest.raises(ZeroDivisionError):
        judge(FakeEndpoint(ZeroDivisionError()), kept).verdicts([TRUE, FALSE], shown.progress)


def test_who_stops_the_program_waits_for_no_answer(kept: Path) -> None:
    never, endpoint = Event(), FakeEndpoint()

    def answer(request: httpx.Request) -> httpx.Response:
        if len(endpoint.requests) > 1:
            never.wait()
        return supported(request)

    def stop(*step: object) -> None:
        if step[0]:
            raise KeyboardInterrupt

    endpoint.usual = answer

    with pytest.raises(KeyboardInterrupt):
        judge(endpoint, kept).verdicts([TRUE, FALSE], stop)
    assert len(kept.read_text("utf-8").splitlines()) == 1
    never.set()
