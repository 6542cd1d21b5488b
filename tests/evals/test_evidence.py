import pytest

from evals.evidence import contains, holds, overlaps, words

LONG = "Nurses get one thousand pounds over three years for their professional development"


def test_markup_case_and_marks_are_no_words() -> None:
    assert words('<b>Study-Leave</b> [form](https://example.org) & "more" <!-- no -->') == ("study", "leave", "form", "more")


def test_percent_and_pounds_are_words() -> None:
    assert words("£5,000 or 10%") == ("£5", "000", "or", "10%")


def test_a_piece_is_contained_by_whole_words_in_order() -> None:
    assert contains("The **study leave** form.", "Study leave")
    assert not contains("The study leaves form.", "study leave")
    assert not contains("leave study", "study leave")


def test_a_passage_with_most_of_the_evidence_holds_it() -> None:
    assert holds(f"{LONG}.", LONG)
    assert holds(LONG.replace("development", "growth"), LONG)
    assert not holds("Nurses get one thousand pounds over ten weeks or so", LONG)


def test_a_row_is_held_where_each_of_its_cells_is() -> None:
    assert holds("Course: Nurse degree; Length: 4 years", "| Nurse degree | 4 years |")
    assert not holds("Course: Nurse degree; Length: 3 years", "| Nurse degree | 4 years |")


def test_a_part_of_the_evidence_overlaps_it_either_way() -> None:
    assert overlaps("one thousand pounds over three years", LONG)
    assert overlaps(LONG, "three years")
    assert not overlaps("one thousand pounds over five years", LONG)


@pytest.mark.parametrize("quote", ["a", "three years", "for their professional development"])
def test_a_scrap_of_the_evidence_does_not_overlap_it(quote: str) -> None:
    assert not overlaps(quote, f"{LONG}, and a manager may agree to more than that in the same three years.")


@pytest.mark.parametrize("quote", ["Two GCSEs", "- **Two GCSEs**", "Nurses get one thousand"])
def test_a_short_item_or_a_third_of_the_words_is_enough(quote: str) -> None:
    assert overlaps(quote, f"{LONG}\n- Two GCSEs" if "GCSE" in quote else LONG)


@pytest.mark.parametrize(("quote", "evidence"), [("", LONG), (LONG, ""), ("--", LONG), ("", "")])
def test_nothing_overlaps_nothing(quote: str, evidence: str) -> None:
    assert not overlaps(quote, evidence)
