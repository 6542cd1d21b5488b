"""What counts as a verdict in a model's reply."""

import pytest

from evals.replies import NoAnswer, Reply, verdict_in


@pytest.mark.parametrize(
    "text",
    [
        '{"supported": true}',
        ' \n{"supported":true}\n',
        '```json\n{"supported": true}\n```',
        '```\n{"supported": true}```\n',
        '<think>Is it "six"? {"supported": false}</think>\n\n{"supported": true}',
        'The quotes say so.</think>```JSON\n{"supported": true}\n```',
    ],
)
def test_a_verdict_is_read_without_what_models_put_around_it(text: str) -> None:
    assert verdict_in(Reply(text))
    assert not verdict_in(Reply(text[::-1].replace("eurt", "eslaf", 1)[::-1]))


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        (Reply("Yes, it is."), "its answer is not the JSON object it was asked for"),
        (Reply('{"supported": "true"}'), "its answer is not the JSON object it was asked for"),
        (Reply('{"supported": true, "because": "..."}'), "its answer is not the JSON object it was asked for"),
        (Reply(""), "it gave no answer"),
        (Reply("<think>Yes.</think> \n"), "it gave no answer"),
        (Reply("<think>Let me see", is_cut=True), "its answer was longer than it may be"),
    ],
)
def test_why_a_reply_is_no_verdict_is_told(reply: Reply, cause: str) -> None:
    with pytest.raises(NoAnswer) as caught:
        verdict_in(reply)

    assert caught.value.missing.cause == cause
    assert not caught.value.missing.passes
