"""Teams takes every message and card, shows all of an answer, and makes nothing of the words of documents and people."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from microsoft_teams.api.models.entity.citation_entity import CitationAppearance
from microsoft_teams.cards import AdaptiveCard

from assistant.channels.replies import readable
from assistant.channels.replies.cards import LARGEST, LONGEST_LABEL, size
from assistant.channels.replies.escaping import streamed
from assistant.channels.replies.markdown import lines
from assistant.channels.replies.teams import LONGEST_TEXT, TeamsReply, reply
from assistant.types import Answer, Choice, Details, Item, Sentence, Step
from evals.read_back import first_missing, live_markdown, of_blocks, of_markdown, one_line
from tests.channels.fakes import ANSWERED, ARABIC, LEVY, cite
from tests.channels.replies.made import HOSTILE, answers, recorded, told

LONG = "\n\n".join(f"Sentence {number} of an answer that is longer than a message should be." for number in range(120))
ELEMENTS = {"AdaptiveCard", "ActionSet", "Container", "RichTextBlock", "TextRun", "Table", "TableRow", "TableCell"}
ACTIONS = {"Action.Execute", "Action.ToggleVisibility", "Action.OpenUrl"}

slowly = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def inside(part: Any) -> Iterator[dict[str, Any]]:
    """Every object of a card."""
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    if isinstance(part, list | tuple):
        for each in part:
            yield from inside(each)


def cards_of(made: TeamsReply) -> list[dict[str, Any]]:
    return [*([made.card] if made.card else []), *made.further]


def actions_of(made: TeamsReply) -> list[dict[str, Any]]:
    return [each for each in inside(cards_of(made)) if each.get("type") == "Action.Execute"]


def known(card: dict[str, Any], shape: Any) -> None:
    """Raise where a card has a key that Microsoft's model of it has not: the model itself lets such pass."""
    read = shape.model_validate(card).model_dump(by_alias=True, exclude_none=True)
    assert {each.get("type") for each in inside(read)} <= ELEMENTS | ACTIONS | {None}


@slowly
@given(answers())
def test_teams_takes_any_answer(answer: Answer) -> None:
    made = reply(answer)

    assert len(made.text.encode()) <= LONGEST_TEXT
    for card in [*cards_of(made), *(each.modal for each in made.citations if each.modal)]:
        known(card, AdaptiveCard)
        assert size(card) <= LARGEST
        ids = [each["id"] for each in inside(card) if each.get("type") == "Container"]
        assert len(ids) == len(set(ids))
        assert {name for each in inside(card) for name in each.get("targetElements", ())} == set(ids)
        assert all(part["inlines"] for part in inside(card) if part.get("type") == "RichTextBlock")
        assert all(part["text"] for part in inside(card) if part.get("type") == "TextRun")
    for citation in made.citations:
        CitationAppearance(name=citation.name, abstract=citation.abstract, url=citation.url or None)
        assert citation.name
        assert citation.abstract


@slowly
@given(answers())
def test_nothing_of_a_message_or_card_comes_alive(answer: Answer) -> None:
    made = reply(answer)

    assert live_markdown(made.text) == set()
    for card in cards_of(made):
        assert {each["type"] for each in inside(card) if "type" in each} <= ELEMENTS | ACTIONS
        assert {each["url"] for each in inside(card) if "url" in each} <= {"https://example.org/a"}
        assert "entities" not in card.get("msteams", {})


@slowly
@given(answers())
def test_no_line_is_lost_and_none_out_of_its_order(answer: Answer) -> None:
    made = reply(replace(answer, notices=()))  # they stand between what is shown and what is folded

    texts = [each for each in inside(cards_of(made)) if each.get("type") == "RichTextBlock"]
    seen = "".join(f"{of_markdown(made.text)}{of_blocks(texts)}".split()).replace("**", "")
    assert first_missing(["".join(line.text.replace("**", "").split()) for line in lines(answer.text)], seen) is None


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("cards", [True, False], ids=["with cards", "without"])
def test_hostile_words_are_shown_as_they_are(hostile: str, *, cards: bool) -> None:
    words = f"Before {hostile} after."
    answer = told(words, notices=(words,), follow_ups=(words,))

    made = reply(answer, cards=cards)

    assert live_markdown(made.text) == set()
    shown = " ".join(f"{line.number}. {line.text}" if line.number else line.text for line in lines(words)).replace("**", "")
    assert one_line(of_markdown(made.text)).startswith(one_line(shown))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_streamed_sentence_is_shown_as_it_is(hostile: str) -> None:
    sentence = Sentence(f"Before {hostile} after.", (1, 2))

    assert live_markdown(streamed(sentence)) == set()
    assert one_line(of_markdown(streamed(sentence))) == f"{one_line(readable(sentence.text))} [1] [2]"


def test_a_mark_of_ours_is_left_for_a_citation_and_one_of_a_document_is_not() -> None:
    made = reply(told("See note [b] and paid. [1]", citations=(cite(1, LEVY),)))

    assert made.text == "See note \\[b\\] and paid. [1]"
    assert [each.number for each in made.citations] == [1]


def test_a_citation_shows_its_quote_with_its_date_and_leads_to_its_source() -> None:
    citation = reply(replace(ANSWERED, id="t1")).citations[0]

    assert citation.name == "Nursing apprenticeships: Who can apply"
    assert citation.abstract == f"{LEVY} (As of August 2026)"
    assert citation.url == "https://example.org/apprenticeships"
    assert citation.modal is None


def test_a_quote_that_is_too_long_for_a_citation_is_not_cut_but_opened_and_stands_in_the_card() -> None:
    quote = "A rule with many parts. " * 30
    citation = replace(cite(1, LEVY), quote=quote)

    made = reply(told("There is a rule. [1]", citations=(citation,)))

    assert made.citations[0].abstract == "As of August 2026 · Review by February 2099 · On offer now · For England, NHS"
    assert one_line(quote) in one_line(of_blocks(made.citations[0].modal))
    assert one_line(quote) in one_line(of_blocks(made.card))


def test_a_button_sends_what_its_choice_stands_for() -> None:
    answer = replace(ANSWERED, id="t1", choices=(Choice("Full time", "I work full time"),), follow_ups=("Who pays?",))

    actions = actions_of(reply(answer))

    assert [(each["title"], each["verb"], each["data"]) for each in actions] == [
        ("Full time", "ask", {"verb": "ask", "text": "I work full time"}),
        ("Who pays?", "ask", {"verb": "ask", "text": "Who pays?"}),
        ("Ask a person", "person", {"verb": "person", "turn": "t1"}),
    ]


def test_what_is_too_long_for_a_button_on_a_phone_stands_above_it_and_is_sent_whole() -> None:
    long = "Who pays for my travel to college while I am an apprentice?"
    step = Step("Ask whoever hires you which papers they want to see first.", id="ask-hr")
    details = Details("journey", (Item("First week", (step,)),), "Nurse: First week", id="nurse")

    made = reply(replace(told("A checklist.", details=details), follow_ups=("Who pays?", long)))

    asked, short, cut = actions_of(made)[:3]
    assert (short["title"], short.get("tooltip"), cut["tooltip"], cut["data"]["text"]) == ("Who pays?", None, long, long)
    assert asked["tooltip"] == step.text
    assert all(len(each["title"]) <= LONGEST_LABEL for each in actions_of(made))
    texts = [of_blocks(each).strip() for each in inside(made.card) if each.get("type") == "RichTextBlock"]
    assert {f"• {long}", f"• {step.text}"} <= set(texts)


def test_of_what_is_not_kept_no_person_is_asked() -> None:
    assert [each["verb"] for each in actions_of(reply(replace(ANSWERED, id="t1", outcome="signposted")))] == ["ask", "ask"]


def test_a_step_that_is_still_to_be_done_has_a_button_to_tick_it() -> None:
    steps = (Step("Done. Open an account.", "met", id="open-account"), Step("Next. Ask HR.", id="ask-hr"))
    details = Details("journey", (Item("First week", steps),), "Nurse: First week", id="nurse")

    actions = actions_of(reply(told("Next. Ask HR.", details=details, choices=(Choice("Done: Ask HR", "done: ask-hr"),))))

    assert [each["data"] for each in actions if each["verb"] != "person"] == [
        {"verb": "tick", "journey": "nurse", "step": "ask-hr", "done": True, "text": "done: ask-hr", "turn": "t1"}
    ]


def test_the_rest_of_a_long_answer_is_folded_into_its_card() -> None:
    made = reply(told(LONG))

    assert of_markdown(made.text).endswith("should be.")
    assert len(made.text) < 3_500
    assert made.card
    toggle, container = made.card["body"][0]["actions"][0], made.card["body"][1]
    assert (toggle["title"], toggle["targetElements"]) == ("Show the rest", [container["id"]])
    assert container["isVisible"] is False
    assert one_line(f"{of_markdown(made.text)} {of_blocks(container)}") == one_line(LONG)


def test_funding_is_a_table_of_what_it_is_and_how_one_stands() -> None:
    tables = [each for each in inside(reply(recorded()["funding"]).card) if each.get("type") == "Table"]

    rows = [[one_line(of_blocks(cell)) for cell in row["cells"]] for table in tables for row in table["rows"]]
    assert rows[0] == ["What it is", "Fits you?"]
    assert all(len(row) == 2 and all(row) for row in rows)
    assert {"Met", "Not met", "Need to know"} & {row[1].split(" · ")[0] for row in rows}


def test_what_has_no_room_in_one_card_follows_in_others() -> None:
    made = reply(recorded()["briefing"])

    assert len(made.further) >= 1
    assert all(size(card) <= LARGEST for card in cards_of(made))


def test_a_card_of_a_language_that_is_written_from_the_right_says_so() -> None:
    assert reply(replace(ARABIC, id="t1")).card["rtl"] is True  # type: ignore[index]
    assert "rtl" not in reply(replace(ANSWERED, id="t1")).card  # type: ignore[operator]


def test_an_answer_with_nothing_beside_it_has_no_card() -> None:
    assert reply(told("Call 999.", outcome="signposted")) == TeamsReply("**Get help now**\n\nCall 999.")


def test_a_card_goes_as_json() -> None:
    for answer in recorded().values():
        made = reply(answer)
        assert json.loads(json.dumps(cards_of(made))) == cards_of(made)
