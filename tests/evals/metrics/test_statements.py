from evals.metrics.statements import statements
from tests.evals.metrics.builders import an_answer, cited, said

ONE, TWO = cited(1, "first quote"), cited(2, "second quote")


def test_the_sentences_that_an_answer_lists_are_its_statements() -> None:
    answer = an_answer("Not read.", sentences=(said("It is free.", 2, 1), said("It is long.")), citations=(ONE, TWO))

    found = statements(answer)

    assert [(each.text, each.citations) for each in found] == [("It is free.", (TWO, ONE)), ("It is long.", ())]


def test_a_number_without_a_citation_is_passed_over() -> None:
    answer = an_answer(sentences=(said("It is free.", 1, 7, 1),), citations=(ONE,))

    assert statements(answer)[0].citations == (ONE,)


def test_an_answer_that_lists_no_sentences_is_cut_at_sentence_ends_and_lines() -> None:
    text = "It is free [1]. It lasts 2.5 days. [1, 2] Ask first.\n- A place. A bed [1]\n1. A form [2]\n**More:** It is long."

    found = statements(an_answer(text, citations=(ONE, TWO)))

    assert [(each.text, [citation.number for citation in each.citations]) for each in found] == [
        ("It is free.", [1]),
        ("It lasts 2.5 days.", [1, 2]),
        ("Ask first.", []),
        ("A place. A bed", [1]),
        ("A form", [2]),
        ("It is long.", []),
    ]


def test_headings_and_lines_that_lead_in_state_nothing() -> None:
    text = "From our sources:\n\n## Fees\n**What it costs:**\nIt is free."

    found = statements(an_answer(text))

    assert [each.text for each in found] == ["It is free."]


def test_a_refusal_without_sentences_states_nothing() -> None:
    assert statements(an_answer("I could not find this.", "no_evidence")) == []
