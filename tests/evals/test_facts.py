from pathlib import Path

import pytest

from evals.dataset import CORPUS
from evals.facts import FACTS, QUESTIONS, FactEvidence, FactQuestion, found, read, recall, report, unpaired, unsaid, verified

PAGE, SAID = "funding/cpd-funding.md", "The sum is £333 a person, each year."
ASKED = FactQuestion(id="cpd-01", question="how much cpd", evidence=(FactEvidence(document=PAGE, quote=SAID),))


def test_each_quote_of_the_dataset_stands_in_its_page() -> None:
    assert unsaid(read(QUESTIONS), CORPUS) == []


@pytest.mark.skipif(not FACTS.is_file(), reason="the facts that the pages draw on are not beside this checkout")
def test_each_verified_fact_has_one_question() -> None:
    assert unpaired(read(QUESTIONS), verified(FACTS.read_text(encoding="utf-8"))) == []


def test_a_quote_that_its_page_does_not_hold_is_named(tmp_path: Path) -> None:
    assert unsaid([ASKED], tmp_path) == [f"cpd-01: {PAGE} does not say {SAID!r}"]


def test_only_facts_that_were_read_in_a_source_need_a_question() -> None:
    text = "[{id: cpd-01, confidence: verified-in-source}, {id: cpd-02, confidence: unverified}]"

    assert verified(text) == ["cpd-01"]


def test_a_fact_with_two_questions_or_none_and_a_question_without_fact_are_named() -> None:
    told = unpaired([ASKED, ASKED], ["cpd-02"])

    assert told == ["cpd-02 has 0 questions, not one", "cpd-01 is no verified fact"]
    assert unpaired([ASKED, ASKED], ["cpd-01"]) == ["cpd-01 has 2 questions, not one"]


def test_a_page_counts_among_the_first_five_and_a_quote_only_in_its_own_page() -> None:
    other, own = ("a.md", SAID), (PAGE, "Another passage.")

    assert (found(ASKED, [other, own]).page, found(ASKED, [other, own]).quote) == (True, False)
    assert found(ASKED, [(PAGE, f"Sums. {SAID}")]).quote
    assert not found(ASKED, [other] * 5 + [own]).page


def test_the_report_names_what_was_missed_and_both_shares() -> None:
    results = [found(ASKED, [(PAGE, SAID)]), found(ASKED, [("a.md", "Nothing.")])]

    assert recall(results) == 0.5
    assert report(results)[0] == f"PAGE missed: cpd-01 'how much cpd': {PAGE}; ranked a.md"
    assert report(results)[-1] == "quote recall@5 0.500"
