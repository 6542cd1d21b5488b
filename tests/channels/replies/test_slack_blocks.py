"""Slack takes every message and modal, shows all of an answer, and makes nothing of the words of documents and people."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from assistant.channels.replies import readable
from assistant.channels.replies.escaping import streamed
from assistant.channels.replies.markdown import lines
from assistant.channels.replies.slack import beside, fallback, messages, quote_view, rest
from assistant.channels.replies.slack_parts import LONGEST_MESSAGE, length
from assistant.phrases import Phrases
from assistant.types import Answer, Choice, Details, Item, Sentence, Step
from evals.read_back import first_missing, live_markdown, live_mrkdwn, of_blocks, of_markdown, of_mrkdwn, one_line
from tests.channels.fakes import ANSWERED, LEVY, cite
from tests.channels.replies.made import HOSTILE, answers, recorded, told

LONG = " ".join(f"Sentence {number} of an answer that is longer than a block can hold." for number in range(120))
SHAPES = {"rich_text", "section", "context", "actions", "context_actions"}

slowly = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def inside(part: Any) -> Iterator[dict[str, Any]]:
    """Every object of a message."""
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from inside(each)


def actions_of(shown: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["action_id"]: each for each in inside(shown) if "action_id" in each}


def check_taken(shown: list[dict[str, Any]], most: int = 50, longest: int = LONGEST_MESSAGE) -> None:
    """Raise where Slack would refuse it."""
    assert len(shown) <= most
    assert sum(map(length, shown)) <= longest
    for block in shown:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.validate_json()
    for part in inside(shown):
        if part.get("type") in {"plain_text", "text", "link"}:
            assert 0 < len(part["text"]) <= 3000
        assert len(part.get("action_id", "")) <= 255
        if part.get("type") == "button":
            assert len(part["text"]["text"]) <= 75
            assert len(part["value"]) <= 2000
        if part.get("type") == "checkboxes":
            assert len(part["options"]) <= 10
            assert all(len(option["text"]["text"]) <= 75 and len(option["value"]) <= 150 for option in part["options"])
        if part.get("type") == "actions":
            ids = [each["action_id"] for each in part["elements"]]
            assert len(ids) == len(set(ids)) <= 25
        if part.get("type", "").startswith("rich_text"):
            assert part["elements"]


@slowly
@given(answers())
def test_slack_takes_any_answer(answer: Answer) -> None:
    for message in messages(answer, only_you=True):
        check_taken(message)
    check_taken(beside(answer))
    for page in rest(answer.text, answer.citations):
        check_taken(page)
    assert len(fallback(answer)) <= 4000


@slowly
@given(answers())
def test_any_quote_has_a_modal_that_holds_all_of_it(answer: Answer) -> None:
    for citation in answer.citations[:2]:
        view = quote_view(citation)
        View(**view).validate_json()
        check_taken(view["blocks"], most=100, longest=100 * 3000)
        assert "".join(readable(citation.quote).split()) in "".join(of_blocks(view["blocks"]).split())


@slowly
@given(answers())
def test_the_words_of_an_answer_stand_in_texts_that_read_no_markup(answer: Answer) -> None:
    shown = [
        *messages(answer),
        *rest(answer.text, answer.citations),
        *(quote_view(each)["blocks"] for each in answer.citations[:1]),
    ]

    for message in shown:
        assert {block["type"] for block in message} <= SHAPES
        assert {part["type"] for part in inside(message) if "text" in part and "type" in part} & {"mrkdwn", "markdown"} == set()
        links = {part["url"] for part in inside(message) if part.get("type") == "link"}
        assert links <= {each.provenance.url for each in answer.citations if each.provenance.url.startswith("https://")}
        assert {part.get("type") for part in inside(message)} & {"user", "channel", "usergroup", "broadcast", "emoji"} == set()


@slowly
@given(answers())
def test_no_line_is_lost_and_none_out_of_its_order(answer: Answer) -> None:
    opened = [messages(answer), rest(answer.text, answer.citations)]
    seen = "".join(of_blocks(opened).split())

    assert (
        first_missing(["".join(line.text.replace("**", "").split()) for line in lines(answer.text)], seen.replace("**", ""))
        is None
    )


@pytest.mark.parametrize("hostile", HOSTILE)
def test_the_text_of_a_notification_is_shown_as_it_is(hostile: str) -> None:
    text = fallback(told(f"Before {hostile} after."))

    assert live_mrkdwn(text) == []
    assert one_line(of_mrkdwn(text)) == one_line(
        " ".join(line.text for line in lines(f"Before {hostile} after.")).replace("**", "")
    )


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_streamed_sentence_is_shown_as_it_is(hostile: str) -> None:
    sentence = Sentence(f"Before {hostile} after.", (1, 2))

    assert live_markdown(streamed(sentence)) == set()
    assert one_line(of_markdown(streamed(sentence))) == f"{one_line(readable(sentence.text))} [1] [2]".replace("\u202e", "")


def test_an_answer_is_followed_by_what_can_be_done_with_it() -> None:
    answer = replace(ANSWERED, id="t1", choices=(Choice("Full time", "full time"),))

    actions = actions_of(messages(answer, only_you=True)[0])

    assert list(actions) == ["ask:0", "quote:1", "quote:2", "quote:3", "ask:1", "ask:2", "person", "share", "rate"]
    assert actions["ask:0"]["value"] == "full time"
    assert actions["ask:1"]["value"] == "What grades do I need?"
    assert actions["quote:2"]["value"] == "t1:2"
    assert [actions[name]["value"] for name in ("person", "share")] == ["t1", "t1"]
    assert actions["rate"]["positive_button"]["value"] == "yes:t1"
    assert actions["rate"]["negative_button"]["value"] == "no:t1"


def test_what_everybody_sees_is_not_offered_to_be_shown_to_all() -> None:
    assert "share" not in actions_of(messages(replace(ANSWERED, id="t1"))[0])


@pytest.mark.parametrize("more", [{"outcome": "signposted"}, {"kind": "handoff"}, {"kind": "abuse"}, {"id": ""}])
def test_of_what_is_not_kept_no_quote_is_opened_and_nothing_is_rated(more: dict[str, Any]) -> None:
    answer = replace(ANSWERED, **({"id": "t1"} | more))

    assert {name.split(":")[0] for name in actions_of(messages(answer)[0])} <= {"ask"}
    assert LEVY in of_blocks(messages(answer)[0]).split("Where this comes from")[1]


def test_an_answer_that_could_not_be_saved_shows_its_quotes_at_once() -> None:
    answer = replace(recorded()["fact"], notices=(Phrases.load("en").not_saved,))

    assert "rest" not in actions_of(messages(answer)[0])
    assert not any(name.startswith("quote") for name in actions_of(messages(answer)[0]))


def test_a_long_answer_ends_between_sentences_with_a_button_to_show_the_rest() -> None:
    answer = told(LONG)

    first, *_ = messages(answer)[0]

    assert of_blocks(first).strip().endswith("can hold.")
    assert actions_of(messages(answer)[0])["rest"]["value"] == "t1"
    assert one_line(of_blocks(rest(answer.text, ()))) == LONG


def test_a_long_answer_with_details_is_folded_by_slack_itself() -> None:
    step = Step("Sentence 119 of an answer that is longer than a block can hold.", "met", (3, 3))
    text = "\n\n".join(LONG.split(". "))
    answer = told(text, details=Details("routes", (Item("A route", (step,)),)))

    shown = messages(answer)

    assert "rest" not in actions_of([block for message in shown for block in message])
    assert [block["type"] for block in shown[0][:3]] == ["rich_text", "section", "section"]
    assert "Sentence 119 of an answer that is longer than a block can hold. (Met · 3 months)" in of_blocks(shown)


def test_a_step_is_said_once_with_its_facts() -> None:
    text = of_blocks(messages(recorded()["routes"]))

    assert text.count("asks for English at level 2") == 1
    assert text.count("takes 4 years (48 months). [1] (Need to know)") == 1


def test_a_checklist_has_a_box_for_each_step_and_those_done_are_ticked() -> None:
    steps = (Step("Done. Open an account.", "met", id="open-account"), Step("Next. Ask HR.", id="ask-hr"))
    details = Details("journey", (Item("First week", steps),), "Nurse: First week", id="nurse")
    choices = (Choice("Done: Ask HR", "done: ask-hr"), Choice("First month", "first month"))

    actions = actions_of(messages(told("Done. Open an account.\n\nNext. Ask HR.", details=details, choices=choices))[0])

    boxes = actions["tick"]
    assert [option["value"] for option in boxes["options"]] == ["nurse:open-account", "nurse:ask-hr"]
    assert [option["value"] for option in boxes["initial_options"]] == ["nurse:open-account"]
    assert [each["value"] for name, each in actions.items() if name.startswith("ask")] == ["first month"]


def test_numbers_go_on_where_a_list_is_parted() -> None:
    steps = "\n".join(f"{number}. {'Do this. ' * 60}" for number in range(1, 9))

    offsets = [part.get("offset") for part in inside(rest(steps, ())) if part.get("type") == "rich_text_list"]

    assert offsets == [None, 5]


def test_what_is_too_long_for_its_button_stands_in_full_above_it() -> None:
    question = "What would I need to do " + "and then again " * 10 + "to begin?"

    shown = messages(replace(ANSWERED, id="t1", follow_ups=(question,)))[0]

    label = actions_of(shown)["ask:0"]["text"]["text"]
    assert label.endswith("…")
    assert question in of_blocks(shown)
    assert actions_of(shown)["ask:0"]["value"] == question


def test_what_has_no_room_in_one_message_follows_in_others() -> None:
    answer = recorded()["briefing"]

    assert len(messages(answer)) > 1


def test_a_quote_opens_with_its_source_and_a_link_to_what_it_is_based_on() -> None:
    view = quote_view(cite(1, LEVY))

    assert view["title"]["text"] == "Quote 1"
    assert "Nursing apprenticeships: Who can apply" in of_blocks(view["blocks"])
    assert [part["url"] for part in inside(view) if part.get("type") == "link"] == ["https://example.org/apprenticeships"]
    assert [part["type"] for part in inside(view) if part.get("type") == "rich_text_quote"] == ["rich_text_quote"]
