"""The second judge: what it is asked, what is kept of it, and how its loss is told."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

import httpx
import pytest
import stamina

from evals.claims import Claim
from evals.judging import PROMPT, Judge
from evals.kept_verdicts import KeptVerdict, KeptVerdicts
from evals.runs import JudgeAgreement
from tests.evals.chat import URL, FakeEndpoint, refused, supported, verdict
from tests.evals.run_parts import Shown

TRUE = Claim("C001", "The levy pays.", ("The levy pays the training costs.",))
FALSE = Claim("C002", "It takes six years.", ("It takes four years.",))
OTHER = Claim("C003", "Ask your manager.", ("You must ask your manager first.",))
AGAIN = "assistant evaluate questions.jsonl --score-only run --judge"
SLOW = httpx.ReadTimeout("slow")


@pytest.fixture(autouse=True)
def _without_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "data" / "verdicts.jsonl"


def judge(endpoint: FakeEndpoint, kept: Path) -> Judge:
    return Judge(endpoint.calls(), KeptVerdicts(kept), workers=1)


def judged(judge: Judge, shown: Shown, *claims: Claim) -> list[bool | None]:
    """The verdicts, None where there is none."""
    found = judge.verdicts(claims, shown.progress)
    return [each.supported if isinstance(each, KeptVerdict) else None for each in found]


def agreed(judge: Judge, shown: Shown, claims: Sequence[Claim]) -> JudgeAgreement:
    """The agreement with a checker that supports everything."""
    return judge.agree(claims, [True] * len(claims), shown.progress, AGAIN)


def many(count: int) -> list[Claim]:
    return [Claim(str(number), f"Sentence {number}.", ("q",)) for number in range(count)]


def test_each_sentence_is_put_with_its_quotes(kept: Path, shown: Shown) -> None:
    endpoint = FakeEndpoint()

    assert judged(judge(endpoint, kept), shown, TRUE, FALSE) == [True, False]
    instruction, question = endpoint.bodies[0]["messages"]
    assert instruction == {"role": "system", "content": PROMPT}
    assert json.loads(question["content"]) == {"sentence": TRUE.sentence, "quotes": list(TRUE.quotes)}
    assert shown.steps == [(0, 2, "second judge"), (1, 2, "second judge"), (2, 2, "second judge")]


def test_a_judge_that_is_closed_asks_no_more(kept: Path, shown: Shown) -> None:
    closed = judge(FakeEndpoint(), kept)
    closed.close()

    with pytest.raises(RuntimeError, match="has been closed"):
        closed.verdicts([TRUE], shown.progress)


def test_a_verdict_is_asked_for_once_even_by_a_later_run(kept: Path, shown: Shown) -> None:
    judged(judge(FakeEndpoint(), kept), shown, TRUE, FALSE)
    endpoint = FakeEndpoint()

    assert judged(judge(endpoint, kept), shown, TRUE, FALSE, OTHER, OTHER) == [True, False, True, True]
    assert len(endpoint.requests) == 1


def test_a_verdict_of_another_model_or_address_is_another(kept: Path, shown: Shown) -> None:
    judged(judge(FakeEndpoint(), kept), shown, TRUE)
    endpoint = FakeEndpoint()

    judged(Judge(endpoint.calls(model="small"), KeptVerdicts(kept)), shown, TRUE)
    judged(Judge(endpoint.calls(url="http://127.0.0.1:9/v1"), KeptVerdicts(kept)), shown, TRUE)

    assert len(endpoint.requests) == 2
    assert "127.0.0.1" not in kept.read_text("utf-8")


def test_what_will_be_asked_is_announced_with_what_is_not_known_yet(kept: Path, shown: Shown) -> None:
    said: list[str] = []
    judged(judge(FakeEndpoint(), kept), shown, TRUE)

    for _ in range(2):
        judged(Judge(FakeEndpoint().calls(), KeptVerdicts(kept), announce=said.append), shown, TRUE, FALSE, FALSE)

    assert said == ["asking large about 1 sentence"]


def test_questions_are_put_side_by_side(kept: Path, shown: Shown) -> None:
    second = Event()

    def answer(request: httpx.Request) -> httpx.Response:
        """Waits at the first question until there is another."""
        if len(endpoint.requests) == 1:
            assert second.wait(5)
        second.set()
        return supported(request)

    endpoint = FakeEndpoint(usual=answer)

    assert judged(Judge(endpoint.calls(), KeptVerdicts(kept), workers=2), shown, TRUE, FALSE, OTHER) == [True, False, True]


def test_agreement_and_kappa_are_those_of_the_two(kept: Path, shown: Shown) -> None:
    said = agreed(judge(FakeEndpoint(), kept), shown, [TRUE, FALSE, OTHER])

    assert (said.model, said.judged, said.missing, said.reason, said.notice) == ("large", 3, 0, "", "")
    assert said.agreement is not None
    assert said.agreement.value == pytest.approx(2 / 3, abs=1e-6)
    assert said.kappa == 0.0
    assert [(each.id, each.checker, each.judge) for each in said.disagreements] == [("C002", True, False)]


def test_kappa_on_a_worked_example(kept: Path, shown: Shown) -> None:
    claims = [Claim(str(number), f"{'six' if number in {1, 2} else 'one'} {number}", ("q",)) for number in range(6)]
    checked = [True, False, True, True, True, True]

    said = judge(FakeEndpoint(), kept).agree(claims, checked, shown.progress, AGAIN)

    # Alike on 5 of 6; by chance (5/6 x 4/6) + (1/6 x 2/6) = 22/36; kappa (30/36 - 22/36) / (14/36).
    assert said.kappa == pytest.approx(8 / 14, abs=1e-6)


def test_kappa_is_not_told_where_both_say_one_thing_only(kept: Path, shown: Shown) -> None:
    said = agreed(judge(FakeEndpoint(), kept), shown, [TRUE, OTHER])

    assert (said.agreement and said.agreement.value, said.kappa) == (1.0, None)


def test_who_answered_is_told_even_by_a_run_that_asks_nothing(kept: Path, shown: Shown) -> None:
    first = FakeEndpoint(verdict('{"supported": true}', "small-v2"), verdict('{"supported": true}', "large"))
    agreed(judge(first, kept), shown, [TRUE, OTHER])

    said = agreed(judge(FakeEndpoint(), kept), shown, [TRUE, OTHER])

    assert (said.answered_by, said.name) == (("large", "small-v2"), "large (it calls itself small-v2)")
    assert said.address == f"{URL}/chat/completions"
    assert agreed(judge(FakeEndpoint(), kept), shown, [OTHER]).name == "large"


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
