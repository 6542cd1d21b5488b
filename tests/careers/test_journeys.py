from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from assistant.advice import Advice
from assistant.careers.book import Book
from assistant.careers.journeys.checklists import journey
from assistant.careers.journeys.cues import done, stages_named
from assistant.careers.people.circumstances import Circumstances
from assistant.knowledge.records import RecordFile, read_records
from assistant.knowledge.schema import Journey

TODAY = date(2026, 11, 26)
NOBODY = Circumstances(TODAY)
RECORDS = Path(__file__).parents[2] / "corpus" / "records" / "journeys.yaml"
FILE = read_records(RECORDS.name, RECORDS.read_text("utf-8"))
JOURNEYS = [each for each in FILE.records if isinstance(each, Journey)]
BOOK = Book.of([FILE])
STEPS = [(one, step) for one in JOURNEYS for stage in one.stages for step in stage.steps]


def ask(asked: str, *earlier: str, of: Circumstances = NOBODY, kept: frozenset[str] = frozenset()) -> Advice:
    return journey(BOOK, of, asked, earlier, kept)


def shown(advice: Advice) -> list[str]:
    return [line.quote.text for line in advice.lines if line.quote is not None and line.level == 1]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Filipino nurse arriving in March", "Nurse or midwife who trained abroad: Before arrival"),
        ("im a midwife from nigeria just arrived", "Nurse or midwife who trained abroad: First week"),
        ("passed my OSCE", "Nurse or midwife who trained abroad: Registration"),
        ("my new nurse lands in the uk next week", "Nurse or midwife who trained abroad: Before arrival"),
        ("physio from India, just arrived", "Allied health professional who trained abroad: First week"),
        ("doctor from egypt, when do i take plab", "Doctor who trained abroad: PLAB test"),
        ("care worker from kerala, lost my sponsor", "Social care worker who came from abroad: Already in the UK"),
        ("coming back to nursing after 8 years", "Nurse or midwife who comes back: Your registration"),
        ("ot, want to return after a career break", "Allied health professional who comes back: Your registration"),
        ("leaving school, want to work in the NHS", "School or college leaver: Look around"),
        ("I'm 17 and want to be a nurse", "School or college leaver: Look around"),
        ("started monday as hca", "New starter in the NHS: First week"),
        ("starting on monday in a care home", "New starter in social care: Before you start"),
        ("hca from nigeria started last week", "New starter in the NHS: First week"),
    ],
)
def test_words_lead_to_a_checklist_and_a_stage(words: str, title: str) -> None:
    advice = ask(words)

    assert (advice.outcome, advice.title) == ("answered", title)


def test_a_month_to_come_is_before_arrival_and_one_that_is_past_is_after() -> None:
    coming, past = ask("nurse from india arriving in november"), ask("nurse from india, arrived in june")

    assert coming.title.endswith("Before arrival")
    assert past.title.endswith("Test of Competence")


def test_a_year_decides_whether_a_month_is_past() -> None:
    assert stages_named("arriving in march 2026", TODAY) != stages_named("arriving in march 2027", TODAY)


def test_no_date_is_made_of_a_month() -> None:
    advice = ask("Filipino nurse arriving in March")

    assert not any("2027" in text or "March 2026" in text for text in (advice.title, *advice.assumed))
    assert not any("2027" in line.lead for line in advice.lines)


def test_what_happens_first_is_the_first_stage_of_the_journey_spoken_of_before() -> None:
    advice = ask("what happens first", "Filipino nurse, arrived in june")

    assert advice.title == "Nurse or midwife who trained abroad: Before arrival"


def test_newer_words_win_over_older_ones() -> None:
    advice = ask("no, my physio from india", "my nurse is arriving in march")

    assert advice.title.startswith("Allied health professional who trained abroad")


def test_where_nothing_says_which_stage_the_first_is_taken_and_said_to_be() -> None:
    advice = ask("i am a nurse from ghana")

    assert advice.title.endswith("Before arrival")
    assert advice.assumed == ("You are at the first stage.",)


def test_a_known_role_chooses_where_words_do_not() -> None:
    advice = ask("i just arrived in the uk", of=Circumstances(TODAY, {"role": "dr"}))

    assert advice.title == "Allied health professional who trained abroad: First week"


def test_a_known_sector_chooses_among_new_starters() -> None:
    advice = ask("i started on monday", of=Circumstances(TODAY, {"sector": "social_care"}))

    assert advice.title == "New starter in social care: First week"


@pytest.mark.parametrize("words", ["nurse", "i started on monday", "filipino nurse coming back to nursing"])
def test_where_words_fit_several_the_asker_chooses(words: str) -> None:
    advice = ask(words)

    assert advice.outcome == "clarify"
    assert len(advice.choices) > 1


@pytest.mark.parametrize("one", JOURNEYS, ids=[one.id for one in JOURNEYS])
def test_every_choice_that_is_offered_leads_to_what_it_names(one: Journey) -> None:
    choice = next(each for each in ask("i want a checklist").choices if each.label == one.title.text)

    stages = [each for each in ask(choice.value).choices if not each.value.startswith("done:")]

    assert ask(choice.value).title.startswith(f"{one.title.text}: ")
    assert [ask(each.value).title for each in stages] == [f"{one.title.text}: {each.label}" for each in stages]


def test_the_stage_is_shown_in_full_and_the_others_are_named() -> None:
    advice = ask("physio from India, just arrived")

    names = [item.id for item in advice.items]
    assert names == ["registration", "before-arrival", "first-week", "preceptorship", "first-year"]
    assert {line.item for line in advice.lines if line.level == 1} == {names.index("first-week")}
    assert any(line.lead == "Other stages: Registration; Before arrival; Preceptorship; First year." for line in advice.lines)


def test_each_step_says_who_and_is_quoted_with_its_date() -> None:
    steps = [line for line in ask("nurse from india just arrived").lines if line.level == 1]

    assert all(":" in line.lead and line.quote is not None and line.as_of for line in steps)
    assert steps[0].as_of == "2026-05-17"


def test_ticked_steps_are_done_and_the_next_is_said_first() -> None:
    before = ask("nurse from india just arrived")

    after = ask("done: open-ukvi-account, use-old-brp", "nurse from india just arrived")

    assert after.title == before.title
    assert after.lines[0].lead.startswith("Next. ")
    assert shown(after)[0] == shown(before)[2]
    assert [line.status for line in after.lines if line.level == 1][-2:] == ["met", "met"]


def test_a_tick_is_offered_for_what_is_left() -> None:
    advice = ask("done: open-ukvi-account", "nurse from india just arrived")

    assert advice.choices[0].label == "Done: Use old BRP"
    assert advice.choices[0].value == "done: use-old-brp"


def test_ticks_of_several_messages_add_up_and_the_next_stage_follows_a_finished_one() -> None:
    advice = ask("done: ask-nmc-ways-back", "coming back to nursing", "done: count-your-hours")

    assert advice.title == "Nurse or midwife who comes back: Course or test"
    assert advice.items[0].status == "met"


def test_ticks_are_read_from_words_around_them() -> None:
    assert done(["ok Done: take-cbt, pay-cbt", "thanks"]) == {"take-cbt", "pay-cbt"}


def test_undated_money_may_have_changed_and_what_is_unverified_is_not_confirmed() -> None:
    leads = {line.quote.text[:12]: line.lead for line in ask("nurse abroad, test of competence").lines if line.quote}

    assert leads["Ask who pays"].endswith("May have changed, check:")
    assert leads["Ask how the "].endswith("Not confirmed:")


def test_without_records_there_is_no_evidence() -> None:
    assert journey(Book.of([RecordFile("empty.yaml", "journeys", ())]), NOBODY, "nurse from india").outcome == "no_evidence"


def test_a_stage_fits_on_a_phone() -> None:
    titles = [choice.value for one in JOURNEYS for choice in ask(f"{one.names[0]} {one.title.text}").choices]

    assert max(len(ask(title).lines) for title in titles) <= 16


def test_no_journey_gives_two_steps_one_id() -> None:
    ids = Counter((one.id, step.id) for one, step in STEPS)

    assert [each for each, times in ids.items() if times > 1] == []


def test_what_is_not_confirmed_says_so_itself() -> None:
    unverified = [step.text.text for _, step in STEPS if step.confidence == "unverified"]

    assert unverified
    assert all("not confirmed by our sources" in text for text in unverified)


def test_undated_figures_say_that_they_have_no_date() -> None:
    undated = [step for one, step in STEPS if (step.source or one.source).as_of == "undated" and step.confidence == "verified"]

    assert [
        step.id for step in undated if any(char.isdigit() for char in step.text.text) and "no date" not in step.text.text
    ] == []


@pytest.mark.parametrize("one", [one for one in JOURNEYS if one.who == "international"], ids=lambda one: one.id)
def test_each_journey_from_abroad_sends_visa_questions_to_govuk_or_an_adviser(one: Journey) -> None:
    texts = [step.text.text for stage in one.stages for step in stage.steps]

    assert any("GOV.UK or a registered immigration adviser" in text for text in texts)


def test_each_step_and_its_journey_have_the_ids_that_ticks_are_kept_by() -> None:
    advice = ask("filipino nurse, done: open-ukvi-account")

    told = {line.id for line in advice.lines if line.part == "step"}
    offered = {choice.value.removeprefix("done: ") for choice in advice.choices if choice.value.startswith("done: ")}
    assert advice.id in {one.id for one in JOURNEYS}
    assert {"open-ukvi-account", *offered} <= told


def test_steps_that_were_ticked_before_are_done_and_the_first_stage_with_one_left_is_shown() -> None:
    nurse = next(each for each in JOURNEYS if each.id == ask("filipino nurse").id)
    first, second = ({step.id for step in stage.steps} for stage in nurse.stages[:2])

    some = ask("filipino nurse", kept=frozenset(list(first)[:1]))
    all_of_first = ask("filipino nurse", kept=frozenset(first - second))

    assert [line.status for line in some.lines if line.part == "step"].count("met") == 1
    assert all_of_first.title.endswith(nurse.stages[1].title.text)
    assert all_of_first.assumed == ()
