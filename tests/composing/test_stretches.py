from collections.abc import Mapping
from dataclasses import replace

from assistant.composing.stretch import Stretch
from assistant.composing.stretches import TOTAL_WORDS, WORDS, stretches
from assistant.composing.whole_lists import LIST_WORDS
from assistant.types import Asked, Evidence, Findings, Passage
from tests.retrieval.fakes import passages

LEAVE = """# Study leave

You get five days a year. Ask your manager first.

Send the form early.

## What you need:

- A form
- A letter
- A date
"""
TABLE = "# Courses\n\n| Course | Length |\n|---|---|\n| Nurse | 4 years |\n| Midwife | 3 years |\n| Physio | 2 years |\n"
ANYTHING = Asked()
LIST = Asked(wants_list=True)


def weighed(passage: Passage, likely: Mapping[str, float]) -> Evidence:
    """A passage whose units that begin with these words have these shares, and the others next to nothing."""
    found = [next((share for words, share in likely.items() if unit.text.startswith(words)), 0.0001) for unit in passage.units]
    return Evidence(passage, tuple(found))


def chosen(text: str, likely: Mapping[str, float], asked: Asked = ANYTHING) -> list[Stretch]:
    (passage,) = passages(text)
    return list(stretches(Findings(asked, (), ((weighed(passage, likely),),))))


def texts(stretch: Stretch) -> list[str]:
    return [unit.text for unit in stretch.units]


def test_the_likeliest_sentence_is_chosen() -> None:
    (stretch,) = chosen(LEAVE, {"You get": 0.9})

    assert texts(stretch) == ["You get five days a year."]
    assert stretch.likelihood == 0.9


def test_likely_neighbours_are_one_stretch() -> None:
    (stretch,) = chosen(LEAVE, {"You get": 0.5, "Ask your": 0.4})

    assert texts(stretch) == ["You get five days a year.", "Ask your manager first."]


def test_an_unlikely_sentence_between_two_likely_ones_is_kept_for_one_quote() -> None:
    (stretch,) = chosen(LEAVE, {"You get": 0.5, "Send the": 0.4})

    assert texts(stretch) == ["You get five days a year.", "Ask your manager first.", "Send the form early."]


def test_a_heading_alone_is_never_the_answer() -> None:
    for stretch in chosen(LEAVE, {"Study leave": 0.9, "What you need": 0.05}):
        assert any(unit.kind != "heading" for unit in stretch.units)


def test_a_page_of_headings_has_nothing_else_to_say() -> None:
    (stretch,) = chosen("# Study leave\n", {"Study leave": 0.9})

    assert texts(stretch) == ["Study leave"]


def test_one_item_is_enough_where_no_list_is_asked_for() -> None:
    (stretch,) = chosen(LEAVE, {"A letter": 0.9})

    assert texts(stretch) == ["A letter"]


def test_the_whole_list_is_given_where_a_list_is_asked_for() -> None:
    (stretch,) = chosen(LEAVE, {"A letter": 0.9}, LIST)

    assert texts(stretch)[-3:] == ["A form", "A letter", "A date"]


def test_words_that_lead_in_to_a_list_are_not_left_without_it() -> None:
    (stretch,) = chosen("# Leave\n\nAs of 2023:\n\n- you ask first\n- you wait\n", {"As of": 0.9})

    assert texts(stretch) == ["As of 2023:", "you ask first", "you wait"]


PILLARS = "# Pillars\n\nThe page names three pillars.\n\n## The pillars of practice\n\n- Care\n- Research\n- Teaching\n"


def test_a_sentence_that_says_how_many_brings_the_list_of_that_many() -> None:
    sentence, listed = chosen(PILLARS, {"The page": 0.9}, LIST)

    assert texts(sentence) == ["The page names three pillars."]
    assert texts(listed) == ["Care", "Research", "Teaching"]


def test_a_list_of_another_length_is_not_what_the_sentence_counts() -> None:
    assert len(chosen(PILLARS.replace("three", "four"), {"The page": 0.9}, LIST)) == 1


def test_no_list_is_brought_along_where_none_is_asked_for() -> None:
    assert len(chosen(PILLARS, {"The page": 0.9})) == 1


def test_a_heading_that_leads_in_to_a_list_brings_it_along() -> None:
    (stretch,) = chosen("# Leave\n\nYou need these:\n\n- A form\n- A letter\n\nThat is all.\n", {"You need": 0.9}, LIST)

    assert texts(stretch) == ["You need these:", "A form", "A letter"]


def test_a_sentence_that_leads_in_to_a_list_brings_it_along() -> None:
    lead = "Before you send the form to the team that keeps the records of leave, you need all of these papers:"
    text = (
        f"# Leave\n\nAsk your manager first, who has to agree to it in writing. {lead}\n\n- A form\n- A letter\n\nThat is all.\n"
    )

    (stretch,) = chosen(text, {"Before you": 0.9}, LIST)

    assert texts(stretch) == [lead, "A form", "A letter"]


def test_a_long_list_is_cut_at_its_budget() -> None:
    items = "".join(f"- Item {number} of ten words which is needed for it\n" for number in range(26))

    (stretch,) = chosen(f"# Leave\n\n{items}", {"Item 3 of": 0.9}, LIST)

    assert 0.9 * LIST_WORDS < stretch.words <= LIST_WORDS


def test_a_table_s_other_rows_after_its_likeliest_are_left_out() -> None:
    (stretch,) = chosen(TABLE, {"Course: Nurse": 0.9, "Course: Midwife": 0.05})

    assert texts(stretch) == ["Course: Nurse; Length: 4 years"]


def test_a_table_gives_its_likeliest_row_only() -> None:
    (stretch,) = chosen(TABLE, {"Course: Nurse": 0.05, "Course: Midwife": 0.8, "Course: Physio": 0.05})

    assert texts(stretch) == ["Course: Midwife; Length: 3 years"]


def test_rows_that_may_answer_too_are_given_together() -> None:
    (stretch,) = chosen(TABLE, {"Course: Nurse": 0.6, "Course: Midwife": 0.1})

    assert texts(stretch) == ["Course: Nurse; Length: 4 years", "Course: Midwife; Length: 3 years"]


def test_a_small_table_is_given_whole_as_a_list() -> None:
    (stretch,) = chosen(TABLE, {"Course: Midwife": 0.9}, LIST)

    assert [text for text in texts(stretch) if text.startswith("Course:")] == texts(stretch)[-3:]
    assert len(stretch.units) >= 3


def test_a_large_table_is_not_given_whole() -> None:
    rows = "".join(f"| Course {number} | {number} years |\n" for number in range(1, 14))

    (stretch,) = chosen(f"# Courses\n\n| Course | Length |\n|---|---|\n{rows}", {"Course: Course 7": 0.9}, LIST)

    assert texts(stretch) == ["Course: Course 7; Length: 7 years"]


def test_an_answer_keeps_to_its_word_budget() -> None:
    sentences = " ".join(f"Sentence number {number} has exactly nine words in it." for number in range(25))
    likely = {"Sentence number": 0.02}

    found = chosen(f"# Leave\n\n{sentences}\n", likely)

    assert found[0].words <= WORDS
    assert sum(stretch.words for stretch in found) <= TOTAL_WORDS


def test_one_long_sentence_is_given_whole() -> None:
    (stretch,) = chosen(f"# Leave\n\nYou get {'very ' * 150}much leave.\n", {"You get": 0.9})

    assert stretch.words > WORDS


def test_a_second_place_is_added_when_it_is_likely_enough() -> None:
    first, second = chosen(LEAVE, {"You get": 0.5, "A letter": 0.4})

    assert (texts(first), texts(second)) == (["You get five days a year."], ["A letter"])


def test_an_unlikely_second_place_is_left_out() -> None:
    assert len(chosen(LEAVE, {"You get": 0.5, "A letter": 0.2})) == 1
    assert len(chosen(LEAVE, {"You get": 0.06, "A letter": 0.05})) == 1


def test_less_is_enough_where_the_page_says_that_it_answers() -> None:
    (passage,) = passages(LEAVE)
    likely = tuple(replace(unit, likely=("what must the doctor write?",)) for unit in passage.units)
    sides = ((weighed(replace(passage, units=likely), {"You get": 0.5, "A letter": 0.2}),),)

    first, second = stretches(Findings(ANYTHING, (), sides))

    assert (texts(first), texts(second)) == (["You get five days a year."], ["A letter"])


def test_a_second_place_that_says_the_same_is_left_out() -> None:
    (one,) = passages("# Leave\n\nYou get five days of paid leave.\n")
    (other,) = passages("# Other leave\n\nYou get five days of paid leave a year.\n")
    sides = ((weighed(one, {"You get": 0.5}), weighed(other, {"You get": 0.4})),)

    assert len(list(stretches(Findings(Asked(), (), sides)))) == 1


def test_a_comparison_has_one_stretch_a_side_in_its_order() -> None:
    (nurse,) = passages("# Nurses\n\nThe course takes four years. It is paid.\n")
    (midwife,) = passages("# Midwives\n\nThe course takes three years. It is paid.\n")
    sides = ((weighed(midwife, {"The course": 0.5}),), (weighed(nurse, {"The course": 0.9}),))

    found = list(stretches(Findings(Asked(), (), sides)))

    assert [texts(stretch) for stretch in found] == [["The course takes three years."], ["The course takes four years."]]


def test_both_sides_of_a_comparison_are_not_the_same_place() -> None:
    (both,) = passages("# Length\n\nNurses take four years.\n\nMidwives take three years.\n")
    sides = ((weighed(both, {"Nurses": 0.6}),), (weighed(both, {"Nurses": 0.5, "Midwives": 0.4}),))

    found = list(stretches(Findings(Asked(), (), sides)))

    assert [texts(stretch) for stretch in found] == [["Nurses take four years."], ["Midwives take three years."]]


def test_no_evidence_gives_no_stretch() -> None:
    assert list(stretches(Findings(Asked(), (), ((),)))) == []
    assert list(stretches(Findings(Asked(), (), ((), ())))) == []
