"""The second judge's endpoint: in which ways it is asked, and how what it refuses is told."""

from collections.abc import Callable

import httpx
import pytest

from assistant.errors import ModelUnavailable, SettingsError
from evals.judge_calls import TIMEOUT
from evals.replies import NoAnswer, NoAnswerInTime, Reply
from tests.evals.chat import URL, FakeEndpoint, verdict
from tests.scripted_endpoint import refused

Answers = Callable[[httpx.Request], httpx.Response]
SCHEMA = {
    "type": "json_schema",
    "json_schema": {
        "name": "verdict",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {"supported": {"type": "boolean"}},
            "required": ["supported"],
            "additionalProperties": False,
        },
    },
}
OBJECT = {"type": "json_object"}
pytestmark = pytest.mark.usefixtures("without_waiting")


def only(*forms: dict[str, object] | None, status: int = 400) -> Answers:
    """An endpoint that takes these forms of answers alone."""

    def answer(request: httpx.Request) -> httpx.Response:
        body = httpx.Response(200, content=request.content).json()
        return verdict("{}") if body.get("response_format") in forms else refused(status, "This response_format is unavailable.")

    return answer


def test_the_form_of_the_answer_is_bound_by_a_schema() -> None:
    endpoint = FakeEndpoint(verdict('{"supported": true}', "large-2026"))

    assert endpoint.calls().ask("a", "b") == Reply('{"supported": true}', "large-2026")
    (body,) = endpoint.bodies
    assert body["response_format"] == SCHEMA
    assert (body["model"], body["temperature"], body["max_tokens"]) == ("large", 0, 1000)
    assert [each["content"] for each in body["messages"]] == ["a", "b"]


@pytest.mark.parametrize("status", [400, 422])
@pytest.mark.parametrize(("taken", "asked"), [(OBJECT, [SCHEMA, OBJECT, OBJECT]), (None, [SCHEMA, OBJECT, None, None])])
def test_a_form_that_is_refused_is_given_up_for_a_looser_one_once(
    status: int, taken: dict[str, object] | None, asked: list[object]
) -> None:
    endpoint = FakeEndpoint(usual=only(taken, status=status))
    calls = endpoint.calls()

    calls.ask("a", "b")
    calls.ask("a", "c")

    assert [body.get("response_format") for body in endpoint.bodies] == asked


def test_a_question_that_is_refused_in_a_form_that_was_accepted_is_at_fault_itself() -> None:
    endpoint = FakeEndpoint(verdict("{}"), refused(400, "The context is too long."), verdict("{}"))
    calls = endpoint.calls()
    calls.ask("a", "b")

    with pytest.raises(NoAnswer):
        calls.ask("a", "c")
    calls.ask("a", "d")

    assert [body["response_format"] for body in endpoint.bodies] == [SCHEMA] * 3


def test_a_limit_and_a_temperature_that_are_refused_are_put_otherwise() -> None:
    endpoint = FakeEndpoint(
        refused(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        refused(400, "Unsupported value: 'temperature' does not support 0 with this model."),
    )
    endpoint.usual = lambda request: verdict("{}")
    calls = endpoint.calls()

    calls.ask("a", "b")
    calls.ask("a", "c")

    first, second, third, later = endpoint.bodies
    assert (first["max_tokens"], second["max_completion_tokens"], third["max_completion_tokens"]) == (1000, 1000, 1000)
    assert "max_tokens" not in second
    assert ("temperature" in second, "temperature" in third) == (True, False)
    assert (third["response_format"], later.keys()) == (SCHEMA, third.keys())


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        (verdict(None), Reply("", "large")),
        (verdict("{", finish_reason="length"), Reply("{", "large", is_cut=True)),
        (httpx.Response(200, json={"choices": [{"message": {"content": "{}"}}]}), Reply("{}")),
        (verdict("{}", "a\x1b[31m\nb"), Reply("{}", "a [31m b")),
    ],
)
def test_a_reply_is_taken_as_it_is(answer: httpx.Response, reply: Reply) -> None:
    assert FakeEndpoint(answer).calls().ask("a", "b") == reply


@pytest.mark.parametrize("answer", [{"choices": []}, {"error": "busy"}, []])
def test_an_answer_of_another_form_is_told(answer: object) -> None:
    with pytest.raises(NoAnswer, match="another form than OpenAI's"):
        FakeEndpoint(httpx.Response(200, json=answer)).calls().ask("a", "b")


@pytest.mark.parametrize("failure", [httpx.ConnectError("refused"), httpx.Response(429), httpx.Response(500)])
def test_what_may_pass_is_tried_again(failure: httpx.Response | Exception) -> None:
    endpoint = FakeEndpoint(failure, verdict("{}"))

    assert endpoint.calls().ask("a", "b").text == "{}"
    assert len(endpoint.requests) == 2


def test_an_answer_may_take_two_minutes_and_is_not_asked_for_twice() -> None:
    endpoint = FakeEndpoint(httpx.ReadTimeout("slow"))

    with pytest.raises(NoAnswerInTime):
        endpoint.calls().ask("a", "b")
    assert len(endpoint.requests) == 1
    assert (TIMEOUT.read, TIMEOUT.connect) == (120, 5)


@pytest.mark.parametrize(("wait", "asked"), [("7", 3), ("20", 3), ("21", 1)])
def test_the_wait_that_the_endpoint_asks_for_is_kept_up_to_20_seconds(wait: str, asked: int) -> None:
    answers = [refused(429, "Slow down.", **{"Retry-After": wait}) for _ in range(3)]
    endpoint = FakeEndpoint(*answers)

    with pytest.raises(ModelUnavailable, match=r"asked too often: try again later \(it says \"Slow down\.\"\)"):
        endpoint.calls().ask("a", "b")
    assert len(endpoint.requests) == asked


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (httpx.ConnectError("refused"), "cannot be reached: check ASSISTANT_LLM_URL and that it is running"),
        (httpx.ConnectTimeout("slow"), "cannot be reached: check ASSISTANT_LLM_URL and that it is running"),
        (httpx.Response(401), "(HTTP 401) refuses the key: check ASSISTANT_LLM_API_KEY"),
        (refused(404, "No large."), '(does the address end in /v1?) and ASSISTANT_LLM_MODEL (it says "No large.")'),
        (httpx.Response(503, text="<html>"), "(HTTP 503) fails or is asked too often: try again later"),
    ],
)
def test_an_endpoint_that_cannot_be_asked_any_more_is_told_with_the_remedy(
    failure: httpx.Response | Exception, told: str
) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        FakeEndpoint(*[failure] * 3).calls().ask("a", "b")

    assert str(caught.value).endswith(told)


def test_a_refusal_is_told_in_the_endpoints_words_without_key_host_and_address() -> None:
    words = "No sk-secret, no sk-***cret at models.example.org:443, see https://models.example.org/help?key=sk-secret."

    with pytest.raises(NoAnswer) as caught:
        FakeEndpoint(*[refused(400, words)] * 3).calls().ask("a", "b")

    assert caught.value.missing.cause == "the chat endpoint (HTTP 400) refuses the question"
    assert caught.value.missing.said == 'it says "No [key], no [key] at [host]:443, see [address]"'


def test_no_failure_tells_the_key_or_the_host() -> None:
    with pytest.raises(ModelUnavailable) as caught:
        FakeEndpoint(refused(401, "models.example.org: the key sk-secret is not known")).calls().ask("a", "b")

    assert "secret" not in str(caught.value)
    assert "models.example" not in str(caught.value)


@pytest.mark.parametrize("url", [URL, URL + "/", URL + "/chat/completions"])
def test_the_address_may_end_with_or_without_the_path_of_the_call(url: str) -> None:
    endpoint = FakeEndpoint(verdict("{}"))

    endpoint.calls(url).ask("a", "b")

    assert str(endpoint.requests[0].url) == f"{URL}/chat/completions"


def test_the_address_is_told_without_its_password() -> None:
    assert FakeEndpoint().calls("https://me:pass@models.example.org/v1").address == f"{URL}/chat/completions"


def test_a_key_is_sent_where_there_is_one() -> None:
    endpoint = FakeEndpoint(verdict("{}"), verdict("{}"))

    endpoint.calls().ask("a", "b")
    endpoint.calls(key="").ask("a", "b")

    assert endpoint.requests[0].headers["Authorization"] == "Bearer sk-secret"
    assert "Authorization" not in endpoint.requests[1].headers


@pytest.mark.parametrize(("url", "key"), [("models.example", ""), ("http://", ""), (URL, "sk\n-")])
def test_what_cannot_be_used_is_refused_before_anything_is_asked(url: str, key: str) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_LLM_"):
        FakeEndpoint().calls(url, key)
