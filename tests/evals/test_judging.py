"""The second judge: what it is asked, what is kept of it, and how far it agrees."""

import json
from pathlib import Path
from threading import Event

import httpx
import pytest

from evals.claims import Claim
from evals.judging import PROMPT, Judge
from evals.kept_verdicts import KeptVerdicts
from tests.evals.chat import URL, FakeEndpoint, supported, verdict
from tests.evals.judges import AGAIN, FALSE, OTHER, TRUE, agreed, judge, judged
from tests.evals.run_parts import Shown

pytestmark = pytest.mark.usefixtures("without_waiting")


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
