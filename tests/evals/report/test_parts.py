"""The other parts of the page: failures, changes and outcomes."""

from dataclasses import replace

import pytest

from evals.answers import SaidAnswer, SaidCitation
from evals.report.changes import compared
from evals.report.failures import MOST_CITATIONS, SEVERITIES, anchor, failures, kinds, metrics, noted, severities, shortened
from evals.report.outcomes import confusion, outcome_label
from evals.runs import Comparison, RunResult
from evals.scoring import ItemScores
from tests.evals.report.made_up import case_of, only, run

# ---------------------------------------------------------------- failures


def test_a_failure_is_an_answer_with_a_reason() -> None:
    result = run()

    found = failures(result)

    assert {each.case.id for each in found} == {each.id for each in result.scores if each.failures}
    assert all(each.reasons for each in found)


def test_the_worst_failures_come_first() -> None:
    worst_last = [
        {"nugget_strict": 0.5},
        {"nugget_vital": 0.5},
        {"quote_fidelity": 0.5},
        {"invented": 1.0},
        {"outcome_right": 0.0},
    ]
    cases = [case_of(f"C00{at}") for at in range(1, 6)]
    scores = [ItemScores(case.id, values, ("failed",)) for case, values in zip(cases, worst_last, strict=True)]

    found = failures(replace(only(cases[0]), cases=cases, scores=scores))

    assert [each.case.id for each in found] == ["C005", "C004", "C003", "C002", "C001"]
    assert [each.label for each in severities(found)] == [*(name for name, _, _ in SEVERITIES), "Other"]


def test_a_note_is_no_failure_and_is_counted_apart() -> None:
    case = case_of("C001")
    result = replace(only(case), scores=[ItemScores(case.id, {}, notes=("[2] is not of the labelled evidence",))])

    assert failures(result) == []
    assert [each.notes for each in noted(result)] == [("[2] is not of the labelled evidence",)]


def test_a_failure_names_the_shares_that_it_falls_short_of() -> None:
    result = replace(only(case_of("C001")), scores=[ItemScores("C001", {"nugget_vital": 0.5, "invented": 0.0}, ("Why.",))])

    (found,) = failures(result)

    assert [metric.name for metric in found.metrics] == ["nugget_vital"]
    assert [(choice.value, choice.n) for choice in metrics([found])] == [("nugget_vital", 1)]
    assert [(choice.label, choice.n) for choice in kinds([found])] == [("factual", 1)]


def test_a_question_without_an_answer_is_a_failure_too() -> None:
    (found,) = failures(only(case_of("C001")))

    assert (found.answer.outcome, found.citations, found.retrieved) == ("missing", (), ())


def test_a_citation_says_whether_it_is_on_the_evidence() -> None:
    asked = case_of("C001")
    quotes = (asked.evidence[0].text, "The canteen opens at noon.")
    citations = tuple(SaidCitation(number=at, quote=quote) for at, quote in enumerate(quotes, 1))

    (found,) = failures(only(asked, SaidAnswer(id="C001", outcome="answered", citations=citations)))

    assert [each.on_evidence for each in found.citations] == [True, False]


def test_citations_beyond_the_first_are_counted() -> None:
    citations = tuple(SaidCitation(number=at) for at in range(1, MOST_CITATIONS + 4))

    (found,) = failures(only(case_of("C001"), SaidAnswer(id="C001", citations=citations)))

    assert (len(found.citations), found.uncounted) == (MOST_CITATIONS, 3)


def test_an_id_that_is_no_plain_word_is_linked_by_its_number() -> None:
    assert anchor(0, "C001") == "item-C001"
    assert anchor(6, 'C 1"><b>') == "number-7"


def test_a_long_text_is_cut_at_a_space() -> None:
    assert shortened("one two three", 9) == "one two …"
    assert shortened("unbroken", 4) == "unbr …"
    assert shortened("short", 9) == "short"


# ---------------------------------------------------------------- changes


def comparison(result: RunResult) -> Comparison:
    assert result.comparison
    return result.comparison


def test_the_changes_of_a_question_are_put_together() -> None:
    result = run()
    made = compared(comparison(result), result.cases)

    changed = {change.id for change in comparison(result).changes}
    assert [item.case.id for item in made.items] == [case.id for case in result.cases if case.id in changed]
    assert sum(len(made.moved(way)) for way in ("worse", "mixed", "better")) == len(made.items)


def test_what_moved_beyond_noise_is_named() -> None:
    result = run()
    made = compared(comparison(result), result.cases)

    named = {verdict: {metric.name for metric in made.beyond_noise(verdict)} for verdict in ("better", "worse")}
    assert named == {
        verdict: {each.metric for each in comparison(result).differences if each.verdict == verdict} for verdict in named
    }
    assert made.by_chance == pytest.approx(0.05 * len(made.differences))


def test_the_axis_reaches_to_the_furthest_end() -> None:
    nothing = compared(Comparison("before", (), ()), [])

    assert nothing.reach == 0.05


# ---------------------------------------------------------------- outcomes


def test_the_same_outcomes_in_another_order_are_one_row() -> None:
    one = replace(case_of("C001"), outcomes=("signposted", "declined"))
    other = replace(case_of("C002"), outcomes=("declined", "signposted"))

    (row,) = confusion([one, other], {}).rows

    assert (row.outcomes, row.n) == (("declined", "signposted"), 2)


def test_outcomes_are_counted_by_what_was_expected() -> None:
    result = run()

    table = confusion(result.cases, result.answers)

    assert sum(row.n for row in table.rows) == len(result.cases)
    assert all(sum(count.n for count in row.counts) == row.n for row in table.rows)
    assert table.given == ("answered", "partial", "no_evidence")


def test_an_outcome_of_another_system_stays_as_it_is() -> None:
    assert (outcome_label("no_evidence"), outcome_label("shrugged")) == ("No evidence found", "shrugged")
