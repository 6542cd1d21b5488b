import pytest

from tests.careers.learning_records import asked, book, lead, programme, told, usable


def test_what_is_about_the_subject_comes_first_with_its_reasons() -> None:
    known = book(
        programme("maths", goals="[english-maths]")
        + programme("leaders", cost="free", delivery="[online]", staff_groups="[anyone]")
    )

    advice = asked(known, "free online leadership course")

    assert told(advice) == ["leaders"]
    assert lead(advice, "leaders") == "Free. Online. Open to all staff."


def test_every_item_is_quoted_from_its_record() -> None:
    advice = asked(book(programme("leaders")), "leadership")

    quoted = [line.quote for line in advice.lines if line.quote]
    assert [(quote.text, quote.passage.document) for quote in quoted] == [
        ("The leaders course teaches.", "records/programmes.yaml")
    ]


def test_ten_minutes_at_night_are_answered_at_once_and_what_was_assumed_is_said() -> None:
    known = book(
        programme("shop-floor", delivery="[work_based]")
        + programme("diploma", goals="[qualification]", delivery="[online]")
        + programme("site", delivery="[online, self_paced]")
        + programme("unproven", delivery="[online]", status="unknown")
    )

    advice = asked(known, "3am got 10 mins wot can i learn")

    assert (advice.outcome, told(advice)) == ("answered", ["site"])
    assert "You have 10 minutes at a time." in advice.assumed
    assert "Our sources do not say how long these take." in advice.notices
    assert {choice.label for choice in advice.choices} >= {"I have more time", "I work in social care"}
    assert all(choice.value for choice in advice.choices)


@pytest.mark.parametrize("status", ["planned", "ended"])
def test_what_is_planned_or_has_ended_is_not_told(status: str) -> None:
    known = book(programme("hoped-for", status=status, cost="free") + programme("real"))

    assert told(asked(known, "leadership")) == ["real"]


@pytest.mark.parametrize(
    ("status", "said"), [("planned", "A plan, nothing to join yet:"), ("ended", "Closed:"), ("unknown", "Ask whether it runs:")]
)
def test_what_is_asked_for_by_name_is_answered_for_and_never_as_usable(status: str, said: str) -> None:
    known = book(programme("zebra", status=status) + programme("real"))

    advice = asked(known, "does the Zebra course still run?")

    assert told(advice) == ["zebra", "real"]
    assert lead(advice, "zebra") == said
    assert usable(advice) == ["real"]


def test_a_part_of_a_title_is_no_name() -> None:
    known = book(programme("zebra", goals="[digital]", title="Zebra (health) apprenticeship") + programme("real"))

    assert told(asked(known, "leadership for my mental health team")) == ["real"]


def test_an_abbreviation_names_it() -> None:
    known = book(programme("zebra", title="Zebra risk management (ZeRiM) ", status="unknown") + programme("real"))

    assert told(asked(known, "zerim please")) == ["zebra", "real"]


def test_what_nobody_has_confirmed_is_told_after_the_rest_as_a_thing_to_ask_about() -> None:
    known = book("".join(programme(f"old-{number}", status="unknown") for number in "1234") + programme("real"))

    advice = asked(known, "leadership")

    assert told(advice) == ["real", "old-1", "old-2"]
    assert lead(advice, "old-1") == "Ask whether it runs:"


def test_where_all_is_unconfirmed_the_answer_is_partial() -> None:
    advice = asked(book(programme("old", status="unknown")), "leadership")

    assert (advice.outcome, usable(advice)) == ("partial", [])


def test_an_empty_book_has_no_evidence() -> None:
    advice = asked(book(programme("plan", status="planned")), "leadership")

    assert (advice.outcome, advice.items) == ("no_evidence", ())


def test_what_is_not_confirmed_says_so_and_claims_nothing_else() -> None:
    known = book(programme("site", confidence="unverified", cost="free", delivery="[online]", staff_groups="[anyone]"))

    assert lead(asked(known, "online leadership"), "site") == "Online. Not confirmed:"


@pytest.mark.parametrize(("as_of", "doubted"), [("undated", True), ("2025-06-09", True), ("2025", True), ("2026-09", False)])
def test_money_from_an_old_or_undated_source_is_doubted(as_of: str, doubted: bool) -> None:
    source = f'{{title: A page, url: "https://example.org/", as_of: {as_of}}}'
    known = book(programme("course", text="The fund pays for the course.", source=source))

    assert lead(asked(known, "leadership"), "course") == ("May have changed, check:" if doubted else "")


def test_no_more_than_five_are_told_and_the_rest_is_counted() -> None:
    known = book("".join(programme(f"course-{number}") for number in "123456789"))

    advice = asked(known, "leadership")

    assert len(advice.items) == 5
    assert "4 more could fit." in advice.notices


def test_what_is_free_is_not_buried() -> None:
    better = "".join(programme(f"mine-{number}", roles="[hcsw]") for number in "123456")
    known = book(better + programme("gift", cost="free", confidence="unverified"))

    assert "gift" in told(asked(known, "leadership", role="hcsw"))


def test_where_no_subject_is_asked_several_are_told() -> None:
    known = book(
        "".join(programme(f"a{number}", theme="maths", staff_groups="[anyone]") for number in "12345")
        + programme("b", theme="digital")
    )

    assert "b" in told(asked(known, "what can i learn"))


def test_how_to_start_stands_below_what_can_be_used() -> None:
    known = book(programme("site", start="[You need an account.]"))

    advice = asked(known, "leadership")

    line = advice.lines[1]
    assert line.quote
    assert (line.lead, line.quote.text, line.level, line.item) == ("To start:", "You need an account.", 1, 0)


EVENT = """
    - {id: talk, title: A talk, text: A talk is held., starts: %s, ends: %s, %s venue: Online, goals: [leadership]}
"""


@pytest.mark.parametrize(
    ("starts", "ends", "deadline", "is_told"),
    [
        ("2026-12-01", "2026-12-01", "", True),
        ("2026-11-26", "2026-11-26", "", True),
        ("2026-12-01", "2026-12-01", "deadline: 2026-11-26,", True),
        ("2026-12-01", "2026-12-01", "deadline: 2026-11-25,", False),
        ("2026-11-25", "2026-11-25", "", False),
        ("2021-11-30", "2021-11-30", "", False),
    ],
)
def test_an_event_is_told_until_its_deadline_or_last_day(starts: str, ends: str, deadline: str, is_told: bool) -> None:
    known = book(programme("leaders"), events=EVENT % (starts, ends, deadline))

    advice = asked(known, "leadership")

    assert ("Coming up:" in [line.lead for line in advice.lines]) is is_told


CONTACTS = """
    - {id: helpline, title: A helpline, text: Call the helpline., about: [leadership, crisis]}
    - {id: education-team, title: Education team, text: Ask the education team., about: [learning]}
    - {id: lead, title: Apprenticeship lead, text: Ask the apprenticeship lead., about: [apprenticeship]}
    - {id: manager, title: Registered manager, text: Ask the registered manager., about: [social-care]}
"""


@pytest.mark.parametrize(
    ("words", "sector", "whom"),
    [
        ("leadership", "nhs", "Ask the education team."),
        ("leadership", "social-care", "Ask the registered manager."),
        ("an apprenticeship", "social-care", "Ask the apprenticeship lead."),
    ],
)
def test_the_answer_ends_with_whom_to_ask_about_that(words: str, sector: str, whom: str) -> None:
    advice = asked(book(programme("course", goals="[leadership, apprenticeship]"), CONTACTS), words, sector=sector)

    last = advice.lines[-1]
    assert last.quote
    assert (last.lead, last.quote.text) == ("Ask:", whom)
