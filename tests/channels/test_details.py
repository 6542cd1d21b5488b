from dataclasses import replace

import pytest

from assistant.channels.replies import one_line
from assistant.channels.web.details import drawing, has_box
from assistant.types import Answer, Choice, Details, Item, Step
from tests.channels.drawn import BRIEFING, FUNDING, JOURNEY, LEARNING, ROUTES


def words_in(text: str) -> list[str]:
    """Each line as it is said, without its place in a list and its marks."""
    return sorted(one_line(line.removeprefix("- ").split(" [")[0]) for line in text.split("\n") if line.strip())


@pytest.mark.parametrize("answer", [ROUTES, FUNDING, LEARNING, JOURNEY, BRIEFING], ids=lambda answer: answer.kind)
def test_no_line_of_a_text_is_lost_and_none_is_said_twice(answer: Answer) -> None:
    drawn = drawing(answer.text, answer.details)

    said = [each for part in drawn.parts for each in part.said]
    heads = {(part.item.title, each.head) for part in drawn.parts for each in part.said if each.head}
    titles = [f"**{part.item.title}**" for part in drawn.parts]
    shown = [
        *words_in(drawn.before),
        *words_in(drawn.after),
        *(each.words for each in said),
        *titles,
        *(head for _, head in heads),
    ]
    assert sorted(shown) == words_in(answer.text)


def test_what_belongs_to_no_item_stays_before_and_after_the_drawing() -> None:
    drawn = drawing(ROUTES.text, ROUTES.details)

    assert drawn.kind == "routes"
    assert drawn.before.endswith("Taken for granted: You work in England.")
    assert drawn.after == "One more thing that belongs to no route."


def test_a_step_of_a_route_has_what_it_asks_with_it_and_the_sum_stands_at_the_end() -> None:
    first, second = drawing(ROUTES.text, ROUTES.details).parts

    assert [(notes.head, len(notes.said)) for notes in first.legs[0].notes] == [("Need to know:", 2), ("", 1)]
    assert [leg.said.words[:11] for leg in second.legs if leg.said] == ["First step.", "Second step"]
    assert [notes.said[0].step.part for notes in second.ends] == ["total"]


def test_what_stands_before_the_first_step_of_a_route_is_told_without_one() -> None:
    details = Details("routes", (Item("A way", (Step("Known: Ask first."), Step("Go.", part="step"))),))

    (part,) = drawing("Known: Ask first.\n\nGo.", details).parts

    assert [leg.said and leg.said.words for leg in part.legs] == [None, "Go."]


def test_columns_in_which_nothing_stands_are_left_out() -> None:
    assert drawing(FUNDING.text, FUNDING.details).columns == ("what_it_is", "depends_on", "sums_and_limits", "next_step")
    assert drawing(LEARNING.text, LEARNING.details).columns == ("what_it_is",)


def test_a_part_that_no_column_names_stands_in_the_first() -> None:
    details = Details("schemes", (Item("Levy", (Step("Something new.", part="surprise"),)),))

    (part,) = drawing("Something new.", details).parts

    assert [notes.said[0].words for notes in part.cell("what_it_is")] == ["Something new."]


def test_a_step_that_the_text_does_not_say_is_drawn_in_its_own_words() -> None:
    details = Details("routes", (Item("A way", (Step("As above, in full.", part="step"), Step("Go.", part="step"))),))

    drawn = drawing("Go. [1]", details)

    assert [leg.said.words for leg in drawn.parts[0].legs if leg.said] == ["As above, in full.", "Go."]
    assert (drawn.before, drawn.after) == ("", "")


def test_a_text_that_says_none_of_the_steps_stays_whole() -> None:
    drawn = drawing("Other words. [1]\n\nMore of them.", FUNDING.details)

    assert drawn.before == "Other words. [1]\n\nMore of them."
    assert len(drawn.parts) == 2


@pytest.mark.parametrize(
    "details",
    [
        None,
        BRIEFING.details,
        Details("routes", (Item("A way", ()),)),
        Details("journey", (Item("What national sources say", (Step("Ask in writing."),)),)),
    ],
)
def test_what_cannot_be_drawn_better_than_it_is_written_stays_as_it_is(details: Details | None) -> None:
    drawn = drawing("Ask in writing. [1]", details)

    assert (drawn.before, drawn.kind, drawn.parts) == ("Ask in writing. [1]", None, ())


def test_the_same_words_in_two_items_are_taken_one_after_the_other() -> None:
    twice = Details("schemes", (Item("A", (Step("Ask."),)), Item("B", (Step("Ask."),))))

    drawn = drawing("**A**\n\nAsk. [1]\n\n**B**\n\nAsk. [2]\n\nAsk. [3]", twice)

    assert (drawn.before, drawn.after) == ("", "Ask. [3]")


def test_a_step_with_a_box_needs_no_button_beside_it() -> None:
    assert has_box(Choice("Done", "done: open-account"), JOURNEY.details)
    assert not has_box(Choice("Done", "done: something-else"), JOURNEY.details)
    assert not has_box(Choice("Registration", "I trained abroad"), JOURNEY.details)
    assert not has_box(Choice("Done", "done: open-account"), None)


def test_words_of_a_text_that_are_markup_are_still_found() -> None:
    marked = replace(LEARNING, text=LEARNING.text.replace("teaches", "**teaches**"))

    assert drawing(marked.text, marked.details).before == "**What you could learn**"
