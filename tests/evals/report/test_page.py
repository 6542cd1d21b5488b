"""The page as a whole: it has every part that the run has something for."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from evals.intervals import Interval
from evals.report import render
from evals.runs import JudgeAgreement, Judgement
from evals.thresholds import Promise
from tests.evals.report.made_up import case_of, checker, only, run
from tests.evals.report.pages import page, text_of

pytestmark = pytest.mark.integration

SECTIONS = ["run", "headline", "baseline", "slices", "sure", "checker", "outcomes", "latency", "judge", "failures"]


def test_every_section_stands_there_in_order(full: BeautifulSoup) -> None:
    assert [section["id"] for section in full.select("main > section")] == SECTIONS


def test_every_link_within_the_page_leads_somewhere_and_no_place_stands_twice(full: BeautifulSoup) -> None:
    places = [str(tag["id"]) for tag in full.find_all(id=True)]
    wanted = {str(link["href"])[1:] for link in full.find_all("a", href=re.compile("^#"))}

    assert len(places) == len(set(places))
    assert wanted <= set(places)
    assert {str(link["href"])[1:] for link in full.select("nav a")} == set(SECTIONS) - {"run"}


def test_the_same_run_gives_the_same_bytes() -> None:
    assert render(run(), checker()) == render(replace(run()), checker())


def test_a_run_of_one_question_has_a_page() -> None:
    soup = page(only(case_of("C001")))

    assert [section["id"] for section in soup.select("main > section")] == ["run", "headline", "sure", "outcomes", "failures"]
    assert "No answer states how sure the system is" in text_of(soup, "#sure")
    assert "1 of 1 answers failed" in text_of(soup, "#failures")


def test_a_run_without_any_question_has_a_page() -> None:
    nothing = replace(only(case_of("C001")), cases=[], answers={}, scores=[], totals={}, risk_coverage=())

    assert "None of the 0 answers failed." in text_of(page(nothing), "#failures")


def test_the_headline_stands_before_all_other_figures(full: BeautifulSoup) -> None:
    assert text_of(full, "h1") == "How well the assistant answers"
    assert text_of(full, ".lead") == "60 questions of questions_corpus.jsonl , asked on 24 November 2026, 05:12."


def test_each_figure_has_its_interval_its_n_and_what_it_means(full: BeautifulSoup) -> None:
    row = text_of(full, "#metric-faithfulness")

    assert row.startswith("Sentences supported Share of sentences that the answer's citations support")
    assert re.search(r"100% 100% to 100% at least 9\d\.\d% \(rule of three\) n = \d+$", row)


def test_what_was_not_measured_is_told(full: BeautifulSoup) -> None:
    assert "What was not measured 1 question was not answered: C003." in text_of(full, "#run")


# ---------------------------------------------------------------- the gate


PROMISES = {"faithfulness": Promise(0.9), "nugget_vital": Promise(0.999, due=True), "caught_number": Promise(0.999)}


def test_a_run_that_is_held_to_nothing_says_so(full: BeautifulSoup) -> None:
    assert "No gate was applied to this run" in text_of(full, "#run .verdict")
    assert full.select_one(".threshold .state.met") is None


def test_a_run_that_passes_says_what_is_still_due() -> None:
    judgement = Judgement((), PROMISES, {}, ("Vital points stated promised at least 0.999, now 0.870",))

    soup = page(replace(run(), judgement=judgement), checker())

    assert "The gate passes" in text_of(soup, "#run .verdict.good")
    assert "Vital points stated promised at least 0.999, now 0.870" in text_of(soup, "#run")
    assert text_of(soup, "#metric-faithfulness .state") == "at least 90.0%: kept"
    assert text_of(soup, "#metric-nugget_vital .state") == "at least 99.9%: not reached yet"
    assert "at least 99.9%: not kept" in text_of(soup, "#checker")


def test_a_run_that_does_not_pass_lists_why() -> None:
    soup = page(replace(run(), judgement=Judgement(("Quotes verbatim is 0.990, promised at least 1.000.",), PROMISES)))

    assert text_of(soup, "#run .verdict.bad") == (
        "✗ The gate does not pass: 1 problem. Quotes verbatim is 0.990, promised at least 1.000."
    )


# ---------------------------------------------------------------- who is served worse


def test_every_group_of_the_heat_map_has_its_n(full: BeautifulSoup) -> None:
    rows = full.select(".heat tbody tr:not(.family)")

    sizes = [re.match(r"\d+", cell.get_text()) for row in rows if (cell := row.select_one("td.number"))]
    assert len(sizes) == len(rows) > 10
    assert all(sizes)


def test_small_groups_are_marked_for_the_eye_and_the_ear(full: BeautifulSoup) -> None:
    small = [row for row in full.select(".heat tr") if "fewer than 15" in row.get_text()]

    assert small
    assert all(cell["class"] == ["small"] for row in small for cell in row.select("td:not(.number):not(.none)"))


# ---------------------------------------------------------------- failures


def test_a_failure_shows_question_answer_quotes_and_why(full: BeautifulSoup) -> None:
    failure = next(each for each in full.select(".failure") if each.select_one(".given blockquote"))

    assert failure.select_one("h3")
    assert failure.select_one(".why li")
    assert "Expected" in failure.get_text()
    assert failure.select_one(".given .said")
    assert failure.select_one("details .found")


def test_failures_say_what_they_can_be_filtered_by(full: BeautifulSoup) -> None:
    options = {option["value"] for option in full.select("#filter select[name=kind] option")}

    assert {each["data-kind"] for each in full.select(".failure")} == options - {""}
    assert [label.get_text().split()[0] for label in full.select("#filter label")] == [
        "What",
        "Kind",
        "Language",
        "Less",
        "Words",
    ]


def test_the_overlap_of_questions_and_evidence_stands_with_its_interval() -> None:
    told = text_of(page(replace(run(), overlap=Interval(0.638, 0.584, 0.699, 245))), "#run")

    assert "Words of a question that stand in its evidence 63.8% (58.4% to 69.9%), n = 245" in told
    assert "Words of a question" not in text_of(page(run()), "#run")


# ---------------------------------------------------------------- the second judge


def test_the_second_judge_is_told_with_what_is_missing_and_why() -> None:
    judge = JudgeAgreement("large", 1, 1, Interval(1.0, 1.0, 1.0, 1), None, reason="1: no answer in time", answered_by=("small",))

    told = text_of(page(replace(run(), judge=judge)), "#judge p")

    assert told.startswith("The model large (it calls itself small) judged 1 sentence by its quotes, apart from the checker.")
    assert told.endswith("1 verdict did not come (1: no answer in time).")
