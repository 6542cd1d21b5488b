import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from assistant.slack_calls import PatientRetryHandler, Refusal, answered, refusal_of


class FakeResponse:
    """What Slack answered."""

    def __init__(self, data: object) -> None:
        self.data = data


@pytest.mark.parametrize(
    ("word", "lasts", "remedy"),
    [
        ("not_in_channel", True, "invite the app to the channel"),
        ("token_revoked", True, "install the app again"),
        ("missing_scope", True, "slack-manifest.yaml"),
        ("an_error_of_next_year", True, "https://docs.slack.dev"),
        ("ratelimited", False, "it is tried again"),
        ("internal_error", False, "it is tried again"),
    ],
)
def test_a_refusal_says_whether_it_lasts_and_what_mends_it(word: str, lasts: bool, remedy: str) -> None:
    refusal = refusal_of(SlackApiError("no", FakeResponse({"ok": False, "error": word})))  # type: ignore[no-untyped-call]

    assert (refusal.reason, refusal.lasts) == (word, lasts)
    assert remedy in str(refusal)


@pytest.mark.parametrize("data", ["<html>", {}, None])
def test_what_is_not_slacks_may_pass(data: object) -> None:
    refusal = refusal_of(SlackApiError("no", FakeResponse(data)))  # type: ignore[no-untyped-call]

    assert (refusal.reason, refusal.lasts) == ("it sent what cannot be read", False)


@pytest.mark.asyncio
async def test_a_slack_out_of_reach_may_come_back() -> None:
    async def lost() -> None:
        raise OSError("no way to 203.0.113.9")

    with pytest.raises(Refusal, match="could not be reached") as caught:
        await answered(lost())  # type: ignore[arg-type]

    assert not caught.value.lasts
    assert "203" not in str(caught.value)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("status", "after", "waits"),
    [(429, "1", True), (429, "60", True), (429, "61", False), (429, "later", False), (500, "1", False)],
)
async def test_it_waits_a_minute_at_the_most(status: int, after: str, waits: bool) -> None:
    response = HttpResponse(status_code=status, headers={"Retry-After": [after]})
    request = HttpRequest(method="POST", url="https://slack.test/api/x", headers={})

    assert await PatientRetryHandler(2).can_retry_async(state=RetryState(), request=request, response=response) is waits
