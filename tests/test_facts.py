import pytest

from assistant.facts import fits, group_sizes, holds, missing, numbers
from tests.retrieval.fakes import passages


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("duration", "It takes 12 months."),
        ("duration", "It takes three to four years."),
        ("duration", "They meet monthly."),
        ("date", "It began in April."),
        ("date", "It was agreed in 2023."),
        ("date", "By 01/04"),
        ("money", "You get £5,000 a year."),
        ("money", "It cost 2 million."),
        ("cost", "It is free to join."),
        ("cost", "There is no charge."),
        ("number", "There are four pillars."),
        ("number", "There are 10 stations."),
        ("rate", "Vacancies are at 10%."),
        ("rate", "Ten per cent left."),
        ("band", "It is a band 3 job."),
        ("contact", "Write to jobs@example.org."),
        ("contact", "See www.example.org."),
        ("contact", "Call 01803 123456."),
        ("name", "Ask Jo Bloggs."),
        ("name", "Ask the NMC."),
    ],
)
def test_a_text_holds_a_kind_of_fact(kind: str, text: str) -> None:
    assert holds(kind, text)


@pytest.mark.parametrize("kind", ["duration", "date", "money", "cost", "number", "rate", "band", "contact", "name"])
def test_plain_words_hold_no_fact(kind: str) -> None:
    assert not holds(kind, "Ask your manager for help with the form.")


def test_one_of_the_wanted_kinds_is_enough_to_fit() -> None:
    assert fits(frozenset({"money", "duration"}), "It takes 2 years.")
    assert not fits(frozenset({"money"}), "It takes two years.")
    assert not fits(frozenset(), "It takes 2 years.")


def test_what_is_missing_is_a_share_of_what_is_wanted() -> None:
    assert missing(frozenset({"money", "duration"}), "It takes 2 years.") == 0.5
    assert missing(frozenset(), "It takes 2 years.") == 0.0


def test_an_item_and_the_sentence_before_it_know_the_size_of_the_list() -> None:
    (passage,) = passages("# Leave\n\nYou must bring all of these papers with you.\n\n- A form\n- A letter\n- A date\n")

    sizes = dict(zip((unit.text for unit in passage.units), group_sizes(passage), strict=True))

    assert sizes["A letter"] == {3}
    assert sizes["You must bring all of these papers with you."] == {3}
    assert sizes["Leave"] == set()


def test_a_list_that_a_sentence_spells_out_has_a_size() -> None:
    (passage,) = passages("# Leave\n\nYou need (i) a form, (ii) a letter and (iii) a date.\n")

    assert group_sizes(passage)[-1] == {3}


def test_the_numbers_that_a_text_states_are_read() -> None:
    assert numbers("The eight groups have 11 subjects and two tests.") == {8, 11, 2}
    assert numbers("As of April 2025 it costs £4,000.") == {4}
