"""The second judge: what it is asked, what is kept of it, and how its loss is told."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import stamina

from assistant.errors import ModelUnavailable, SettingsError
from evals.claims import Claim, claims
from evals.errors import RunError
from evals.judge_calls import ChatCalls
from evals.judging import PROMPT, Judge, KeptVerdicts
from tests.evals.run_parts import Shown, answers, said

URL = "https://models.example.org/v1"
TRUE = Claim("C001", "The levy pays.", ("The levy pays the training costs.",))
FALSE = Claim("C002", "It takes six years.", ("It takes four years.",))
OTHER = Claim("C003", "Ask your manager.", ("You must ask your manager first.",))


def verdict(text: str) -> httpx.Response:
    return httpx.Response(200, json={"choices": [{"message": {"role": "assistant", "content": text}}]})


def supported(request: httpx.Request) -> httpx.Response:
    """Supports every sentence without "six"."""
    sentence = json.loads(json.loads(request.content)["messages"][1]["content"])["sentence"]
    return verdict(json.dumps({"supported": "six" not in sentence}))


class FakeEndpoint:
    """Gives first the answers it was made with, then `supported`."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if self.answers else supported(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def calls(self, url: str = URL, key: str = "sk-secret") -> ChatCalls:
        return ChatCalls(url, "large", key, httpx.MockTransport(self))


@pytest.fixture(autouse=True)
def _without_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "data" / "verdicts.jsonl"


@pytest.fixture
def shown() -> Shown:
    return Shown()


def judge(endpoint: FakeEndpoint, kept: Path) -> Judge:
    return Judge(endpoint.calls(), KeptVerdicts(kept), workers=1)


def test_each_sentence_is_put_with_its_quotes_at_temperature_0(kept: Path, shown: Shown) -> None:
    endpoint = FakeEndpoint()

    verdicts = judge(endpoint, kept).verdicts([TRUE, FALSE], shown.progress)

    request = json.loads(endpoint.requests[0].content)
    assert verdicts == [True, False]
    assert str(endpoint.requests[0].url) == f"{URL}/chat/completions"
    assert endpoint.requests[0].headers["Authorization"] == "Bearer sk-secret"
    assert (request["model"], request["temperature"]) == ("large", 0)
    assert request["messages"][0] == {"role": "system", "content": PROMPT}
    assert json.loads(request["messages"][1]["content"]) == {"sentence": TRUE.sentence, "quotes": list(TRUE.quotes)}
    assert shown.steps[-1] == (2, 2, "second judge")


def test_a_judge_that_is_closed_asks_no_more(kept: Path, shown: Shown) -> None:
    closed = judge(FakeEndpoint(), kept)
    closed.close()

    with pytest.raises(RuntimeError, match="has been closed"):
        closed.verdicts([TRUE], shown.progress)


def test_a_verdict_is_asked_for_once_even_by_a_later_run(kept: Path, shown: Shown) -> None:
    judge(FakeEndpoint(), kept).verdicts([TRUE, FALSE], shown.progress)
    endpoint = FakeEndpoint()

    assert judge(endpoint, kept).verdicts([TRUE, FALSE, OTHER, OTHER], shown.progress) == [True, False, True, True]
    assert len(endpoint.requests) == 1


def test_a_half_written_verdict_costs_only_itself(kept: Path, shown: Shown) -> None:
    judge(FakeEndpoint(), kept).verdicts([TRUE, FALSE], shown.progress)
    kept.write_bytes(kept.read_bytes()[:-20])
    endpoint = FakeEndpoint()

    judge(endpoint, kept).verdicts([TRUE, FALSE], shown.progress)
    judge(endpoint, kept).verdicts([TRUE, FALSE], shown.progress)

    assert len(endpoint.requests) == 1


def test_agreement_and_kappa_are_those_of_the_two(kept: Path, shown: Shown) -> None:
    said = judge(FakeEndpoint(), kept).agree([TRUE, FALSE, OTHER], [True, True, True], shown.progress)

    assert (said.model, said.judged, said.missing, said.notice) == ("large", 3, 0, "")
    assert said.agreement is not None
    assert said.agreement.value == pytest.approx(2 / 3, abs=1e-6)
    assert said.kappa == 0.0
    assert [(each.id, each.checker, each.judge) for each in said.disagreements] == [("C002", True, False)]


def test_kappa_on_a_worked_example(kept: Path, shown: Shown) -> None:
    many = [Claim(str(number), f"{'six' if number in {1, 2} else 'one'} {number}", ("q",)) for number in range(6)]
    checked = [True, False, True, True, True, True]

    said = judge(FakeEndpoint(), kept).agree(many, checked, shown.progress)

    # Alike on 5 of 6; by chance (5/6 x 4/6) + (1/6 x 2/6) = 22/36; kappa (30/36 - 22/36) / (14/36).
    assert said.kappa == pytest.approx(8 / 14, abs=1e-6)


def test_kappa_is_not_told_where_both_say_one_thing_only(kept: Path, shown: Shown) -> None:
    said = judge(FakeEndpoint(), kept).agree([TRUE, OTHER], [True, True], shown.progress)

    assert (said.agreement and said.agreement.value, said.kappa) == (1.0, None)


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (httpx.ConnectError("refused"), "cannot be reached: check ASSISTANT_LLM_URL and that it is running"),
        (httpx.ReadTimeout("slow"), "did not answer in time"),
        (httpx.Response(401), "(HTTP 401) refuses the key: check ASSISTANT_LLM_API_KEY"),
        (httpx.Response(404), "(HTTP 404) is not there: check ASSISTANT_LLM_URL and ASSISTANT_LLM_MODEL"),
        (httpx.Response(503), "(HTTP 503) fails or is asked too often: try again later"),
    ],
)
def test_a_judge_that_is_lost_half_way_leaves_what_it_has_said(
    failure: httpx.Response | Exception, told: str, kept: Path, shown: Shown
) -> None:
    endpoint = FakeEndpoint(verdict('{"supported": true}'), *[failure] * 3)

    lost = judge(endpoint, kept).agree([TRUE, FALSE, OTHER], [True, True, True], shown.progress)

    assert (lost.judged, lost.missing) == (1, 2)
    assert "gave no verdict on 2 of 3 sentences" in lost.notice
    assert told in lost.notice
    assert "--score-only with --judge asks it for the rest" in lost.notice
    assert judge(FakeEndpoint(), kept).agree([TRUE, FALSE, OTHER], [True] * 3, shown.progress).judged == 3


def test_a_judge_that_was_never_there_gives_no_agreement(kept: Path, shown: Shown) -> None:
    absent = judge(FakeEndpoint(*[httpx.ConnectError("refused")] * 9), kept).agree([TRUE, FALSE], [True, True], shown.progress)

    assert (absent.agreement, absent.kappa, absent.missing) == (None, None, 2)


@pytest.mark.parametrize("failure", [httpx.ConnectError("refused"), httpx.Response(429), httpx.Response(500)])
def test_what_may_pass_is_tried_again(failure: httpx.Response | Exception, kept: Path, shown: Shown) -> None:
    endpoint = FakeEndpoint(failure)

    assert judge(endpoint, kept).verdicts([TRUE], shown.progress) == [True]
    assert len(endpoint.requests) == 2


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (verdict("Yes, it is."), "is not the JSON object it was asked for"),
        (verdict('{"supported": "true"}'), "is not the JSON object it was asked for"),
        (verdict('{"supported": true, "because": "..."}'), "is not the JSON object it was asked for"),
        (httpx.Response(200, json={"choices": []}), "another form than OpenAI's"),
        (httpx.Response(400), "(HTTP 400) refuses the question"),
    ],
)
def test_an_answer_that_is_no_verdict_costs_that_verdict_only(
    answer: httpx.Response, told: str, kept: Path, shown: Shown
) -> None:
    said = judge(FakeEndpoint(answer), kept).agree([TRUE, OTHER], [True, True], shown.progress)

    assert (said.judged, said.missing) == (1, 1)
    assert told in said.notice


@pytest.mark.parametrize("url", [URL, URL + "/", URL + "/chat/completions"])
def test_the_address_may_end_with_or_without_the_path_of_the_call(url: str) -> None:
    endpoint = FakeEndpoint(verdict("{}"))

    endpoint.calls(url).ask("a", "b")

    assert str(endpoint.requests[0].url) == f"{URL}/chat/completions"


def test_without_a_key_none_is_sent() -> None:
    endpoint = FakeEndpoint(verdict("{}"))

    endpoint.calls(key="").ask("a", "b")

    assert "Authorization" not in endpoint.requests[0].headers


@pytest.mark.parametrize(("url", "key"), [("models.example", ""), ("http://", ""), (URL, "sk\n-")])
def test_what_cannot_be_used_is_refused_before_anything_is_asked(url: str, key: str) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_LLM_"):
        FakeEndpoint().calls(url, key)


def test_no_failure_tells_the_key_or_the_host() -> None:
    with pytest.raises(ModelUnavailable) as caught:
        FakeEndpoint(httpx.Response(401)).calls().ask("a", "b")

    assert "secret" not in str(caught.value)
    assert "models.example" not in str(caught.value)


def test_verdicts_that_cannot_be_kept_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(RunError, match=r"verdicts\.jsonl cannot be used .*: make it writable, or leave --judge out"):
        KeptVerdicts(tmp_path / "file" / "verdicts.jsonl")


def test_every_cited_sentence_is_a_claim_with_what_its_quotes_stand_under() -> None:
    sentences = [{"text": "Paid in full.", "citations": [1]}, {"text": "I hope this helps."}]
    citations = [{"number": 1, "title": "CPD", "section": "Money", "quote": "The levy pays."}]

    (found,) = claims(answers(said("C001", sentences=sentences, citations=citations)))

    assert (found.id, found.sentence) == ("C001", "Paid in full.")
    assert found.quotes == ("CPD\nMoney\nThe levy pays.",)
