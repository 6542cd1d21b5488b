import pytest

from evals.metrics.citations import borne, evidence_text, gold, grounding, quote_fidelity
from tests.evals.metrics.builders import FakeChecker, a_case, an_answer, cited, said

ONE, TWO, THREE = (cited(number, word) for number, word in ((1, "alpha"), (2, "beta"), (3, "gamma")))


def test_alce_recall_is_the_share_of_sentences_that_all_their_citations_support() -> None:
    answer = an_answer(sentences=(said("Both.", 1, 2), said("Beta.", 1), said("None.")), citations=(ONE, TWO))
    checker = FakeChecker({"Both.": ["alpha", "beta"], "Beta.": ["beta"], "None.": []})

    measured = grounding(answer, checker)

    assert measured.values["alce_recall"] == pytest.approx(1 / 3)
    assert measured.failures == ("its citations do not carry 'Beta.' (not found)", "cites nothing for 'None.'")


def test_alce_precision_counts_a_citation_that_is_enough_or_needed() -> None:
    # The first sentence needs 1 and 2 but not 3; of the second 1 is enough; the third is not supported.
    answer = an_answer(sentences=(said("Both.", 1, 2, 3), said("Alpha.", 1), said("Delta.", 2)), citations=(ONE, TWO, THREE))
    checker = FakeChecker({"Both.": ["alpha", "beta"], "Alpha.": ["alpha"]})

    measured = grounding(answer, checker)

    assert measured.values["alce_precision"] == pytest.approx((2 + 1 + 0) / (3 + 1 + 1))


def test_two_citations_that_are_each_enough_are_both_precise() -> None:
    answer = an_answer(sentences=(said("Same.", 1, 2),), citations=(cited(1, "alpha"), cited(2, "alpha")))

    measured = grounding(answer, FakeChecker({"Same.": ["alpha"]}))

    assert measured.values["alce_precision"] == 1.0


def test_faithfulness_asks_all_the_citations_of_the_answer() -> None:
    answer = an_answer(sentences=(said("Beta.", 1), said("Delta.", 1)), citations=(ONE, TWO))
    checker = FakeChecker({"Beta.": ["beta"], "Delta.": ["delta"]})

    measured = grounding(answer, checker)

    assert measured.values["faithfulness"] == 0.5
    assert measured.values["alce_recall"] == 0.0


def test_an_answer_without_citations_is_neither_precise_nor_faithful() -> None:
    measured = grounding(an_answer("It is free. It is long."), FakeChecker({"It is free.": []}))

    assert measured.values == {"alce_recall": 0.0, "alce_precision": 0.0, "faithfulness": 0.0}


def test_a_refusal_without_sentences_is_not_measured() -> None:
    assert grounding(an_answer("Sorry.", "no_evidence"), FakeChecker()).values == {}


def test_a_quote_rests_on_its_title_section_and_columns_too() -> None:
    citation = cited(1, "Clinical | 100", title="The test", section="Parts", columns=("Part", "Questions"))

    assert evidence_text(citation) == "The test\nParts\nPart; Questions\nClinical | 100"


def test_a_quote_has_to_stand_at_its_offsets() -> None:
    text = "It is free. It is free."
    answer = an_answer(citations=(cited(1, "It is free.", start=12, end=23), cited(2, "It is free.", start=3, end=14)))

    measured = quote_fidelity(answer, {"page.md": text})

    assert measured.values["quote_fidelity"] == 0.5
    assert measured.failures == ("the quote of [2] does not stand in page.md at 3:14",)


def test_a_quote_without_offsets_may_stand_anywhere_blanks_apart() -> None:
    answer = an_answer(citations=(cited(1, "is  free.\nIt"), cited(2, "is Free"), cited(3, "")))

    measured = quote_fidelity(answer, {"page.md": "It is free. It is long."})

    assert measured.values["quote_fidelity"] == pytest.approx(1 / 3)


def test_a_quote_of_a_document_that_is_not_here_is_left_out_and_named() -> None:
    answer = an_answer(citations=(cited(1, "free"), cited(2, "long", document="gone.md")))

    measured = quote_fidelity(answer, {"page.md": "free"})

    assert measured.values["quote_fidelity"] == 1.0
    assert measured.failures == ("1 of its citations could not be checked, for want of gone.md",)


def test_a_citation_of_an_unknown_document_or_a_false_quote_carries_nothing() -> None:
    quotes = (cited(1, "alpha"), cited(2, "beta"), cited(3, "alpha", document="made-up.md"))
    answer = an_answer(sentences=(said("Alpha.", 1), said("Beta.", 2), said("Again.", 3)), citations=quotes)
    checker = FakeChecker({"Alpha.": ["alpha"], "Beta.": ["beta"], "Again.": ["alpha"]})

    real = borne(answer, {"page.md": "An alpha."})
    measured = grounding(real, checker)

    assert [each.quote for each in real.citations] == ["alpha", "", ""]
    assert measured.values["alce_recall"] == measured.values["alce_precision"] == pytest.approx(1 / 3)
    assert measured.failures[0] == "cites nothing that can be found for 'Beta.'"


def test_where_no_document_is_known_an_answer_is_taken_as_it_is() -> None:
    answer = an_answer(citations=(ONE,))

    assert borne(answer, {}) == answer


def test_the_share_of_citations_that_could_be_checked_is_told() -> None:
    answer = an_answer(citations=(ONE, cited(2, "beta", document="gone.md")))

    assert quote_fidelity(answer, {"page.md": "An alpha."}).values == {"citations_checked": 0.5, "quote_fidelity": 1.0}


def test_without_a_citation_to_check_there_is_no_figure() -> None:
    assert quote_fidelity(an_answer("Free."), {}).values == {}


def test_gold_precision_is_the_share_of_citations_on_the_evidence_of_their_document() -> None:
    evidence = "The course is free for all care staff in the south east."
    case = a_case(evidence=[("folder/page.md", evidence)])
    answer = an_answer(citations=(cited(1, evidence), cited(2, evidence, document="other.md"), cited(3, "Ask your manager.")))

    measured = gold(case, answer)

    assert measured.values == {"gold_hit": 1.0, "gold_precision": pytest.approx(1 / 3)}
    assert measured.failures == ()
    assert measured.notes == (
        "[2] is not of the labelled evidence (other.md)",
        "[3] is not of the labelled evidence (page.md)",
    )


def test_an_answer_that_cites_none_of_the_evidence_is_a_failure() -> None:
    measured = gold(a_case(evidence=[("page.md", "The course is free.")]), an_answer(citations=(cited(1, "Ask."),)))

    assert measured.failures == ("[1] is not of the labelled evidence (page.md)",)
    assert measured.notes == ()


def test_a_refused_question_has_no_hit_and_no_precision() -> None:
    evidence = "The course is free."
    answer = an_answer("Sorry.", "no_evidence", citations=(cited(1, evidence),))

    assert gold(a_case(evidence=[("page.md", evidence)]), answer).values == {"gold_hit": 0.0}


def test_gold_evidence_is_not_asked_for_where_there_is_none() -> None:
    assert gold(a_case(answerable=False), an_answer(citations=(ONE,))).values == {}
