"""A chat endpoint asked through LlamaIndex: what is sent, and in which manner."""

import json

import pytest

from assistant.composing.writing.failures import ModelFailed
from assistant.composing.writing.pieces import Piece
from assistant.errors import SettingsError
from tests.composing.writing.endpoint import KEY, PROMPT, URL, FakeEndpoint, good, pieces
from tests.scripted_endpoint import refused

# ---------------------------------------------------------------- what is sent


async def test_a_reply_comes_in_pieces_with_its_end_and_what_was_used() -> None:
    endpoint = FakeEndpoint(good())

    assert await pieces(endpoint.chat()) == [Piece("Five"), Piece(" days."), Piece("", end="whole"), Piece("", tokens=42)]
    (body,) = endpoint.bodies
    assert [(each["role"], each["content"]) for each in body["messages"]] == [("system", "Answer."), ("user", PROMPT.data)]
    assert (body["model"], body["temperature"], body["stream"]) == ("large", 0, True)


@pytest.mark.parametrize("url", [URL, f"{URL}/", f"{URL}/chat/completions"], ids="plain slash whole".split())
async def test_the_address_may_be_written_with_its_path_or_without(url: str) -> None:
    endpoint = FakeEndpoint(good())

    await pieces(endpoint.chat(url))

    assert str(endpoint.requests[0].url) == f"{URL}/chat/completions"


async def test_the_endpoint_learns_the_key_and_nothing_of_the_machine_or_its_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-another")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-1")
    endpoint = FakeEndpoint(good(), good())

    await pieces(endpoint.chat())
    await pieces(endpoint.chat(key=""))

    with_key, without = (request.headers for request in endpoint.requests)
    assert with_key["authorization"] == f"Bearer {KEY}"
    assert "authorization" not in without
    assert with_key["user-agent"] == "assistant"
    assert not [name for name in with_key if name.startswith(("x-", "openai"))]


@pytest.mark.parametrize(
    ("url", "key"), [("models.example", KEY), ("ftp://models.example", KEY), (URL, "sk\nsecret"), (URL, "кey")]
)
def test_an_address_or_a_key_that_cannot_be_used_is_refused_at_once(url: str, key: str) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_LLM_"):
        FakeEndpoint().chat(url, key)


# ---------------------------------------------------------------- in which manner


async def test_a_form_that_is_refused_is_given_up_for_a_looser_one_once() -> None:
    endpoint = FakeEndpoint(
        refused(400, "maxLength"), refused(422, "json_schema"), refused(400, "response_format"), good(), good()
    )
    chat = endpoint.chat()

    await pieces(chat)
    await pieces(chat)

    forms = [body.get("response_format") for body in endpoint.bodies]
    assert [each and each["type"] for each in forms] == ["json_schema", "json_schema", "json_object", None, None]
    assert "maxLength" in json.dumps(forms[0])
    assert "maxLength" not in json.dumps(forms[1])


async def test_a_limit_a_temperature_and_a_count_that_are_refused_are_put_otherwise() -> None:
    reasons = ["Use 'max_completion_tokens', not 'max_tokens'.", "'temperature' must be 1.", "stream_options is unknown."]
    endpoint = FakeEndpoint(*(refused(400, reason) for reason in reasons), good())

    await pieces(endpoint.chat())

    last = endpoint.bodies[-1]
    assert last["max_completion_tokens"] == 1500
    assert last["response_format"]["type"] == "json_schema"
    assert not {"max_tokens", "stream_options"} & last.keys()


async def test_a_question_that_is_refused_in_a_manner_that_was_accepted_is_at_fault_itself() -> None:
    endpoint = FakeEndpoint(good(), refused(400, "content filter"), good())
    chat = endpoint.chat()
    await pieces(chat)

    with pytest.raises(ModelFailed, match="content filter"):
        await pieces(chat)
    await pieces(chat)

    assert len(endpoint.requests) == 3
    assert endpoint.bodies[0] == endpoint.bodies[2]
