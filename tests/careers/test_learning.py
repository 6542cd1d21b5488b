"""What somebody is told to learn, with a small book and a day that does not move."""

from datetime import date
from textwrap import dedent

import pytest

from assistant.advice import Advice
from assistant.careers.book import Book
from assistant.careers.learning.matching import length
from assistant.careers.learning.programmes import learning_advice
from assistant.careers.learning.wishes import wish_of
from assistant.careers.people.circumstances import Circumstances
from assistant.knowledge.conditions import About
from assistant.knowledge.records import read_records

TODAY = date(2026, 11, 26)
DEFAULTS = """
    defaults:
      review_by: 2027-11-26
      owner: Education team (owner to be named)
      status: offered
      confidence: verified
      source: {title: A page, url: "https://example.org/page", as_of: 2026-09}
    records:
"""


def book(programmes: str, contacts: str = "", events: str = "") -> Book:
    kinds = {"programmes": programmes, "contacts": contacts, "events": events}
    texts = {kind: dedent(f"    kind: {kind}{DEFAULTS}") + dedent(text) for kind, text in kinds.items() if text}
    return Book.of(read_records(f"records/{kind}.yaml", text) for kind, text in texts.items())


def programme(key: str, **changed: str) -> str:
    keys = {
        "title": f"The {key} course",
        "theme": key,
        "cost": "unknown",
        "goals": "[leadership]",
        "text": f"The {key} course teaches.",
    } | changed
    return "\n".join([f"- id: {key}", *(f"  {name}: {value}" for name, value in keys.items())]) + "\n"


def asked(known: Book, words: str, **profile: str) -> Advice:
    facts: dict[About, str] = {name: value for name, value in profile.items()}  # type: ignore[misc]
    return learning_advice(known, Circumstances(TODAY, facts), wish_of(words))


def told(advice: Advice) -> list[str]:
    return [item.id for item in advice.items]


def usable(advice: Advice) -> list[str]:
    return [item.id for item in advice.items if item.status == "met"]


def lead(advice: Advice, key: str) -> str:
    return next(line.lead for line in advice.lines if line.item == told(advice).index(key))


@pytest.mark.parametrize(
    ("words", "minutes", "monthly"),
    [
        ("3am got 10 mins wot can i learn", 10, None),
        ("ive got ten minutes", 10, None),
        ("quarter of an hour", 15, None),
        ("half an hour on my break", 30, None),
        ("1h", 60, None),
        ("half a day for training", 210, None),
        ("3 hours a month", None, 3),
        ("one day a month", None, 7),
        ("2 hrs/week", None, 8.67),
        ("10 minutes a day", 10, None),
        ("i work 30 hours a week", None, None),
        ("been a nurse for 6 years", None, None),
        ("it costs £10 min", None, None),
        ("do a phd one day", None, None),
        ("i have one day to learn it", 420, None),
    ],
)
def test_time_is_read_as_people_say_it(words: str, minutes: float | None, monthly: float | None) -> None:
    wish = wish_of(words)

    assert wish.minutes == minutes
    assert wish.monthly == (pytest.approx(monthly, abs=0.01) if monthly else None)


@pytest.mark.parametrize(
    ("words", "goals"),
    [
        ("want to be a better leader", ("leadership",)),
        ("improve my english", ("esol",)),
        ("pass my maths gcse", ("english-maths",)),
        ("my care certificate", ("care-certificate",)),
        ("how do i improve the service", ("improvement",)),
        ("mentor students on my ward", ("teaching",)),
        ("wot can i learn", ()),
    ],
)
def test_a_subject_is_read_from_plain_words(words: str, goals: tuple[str, ...]) -> None:
    assert wish_of(words).goals == goals


@pytest.mark.parametrize("words", ["3am and bored", "on nights", "between patients", "5 mins"])
def test_who_has_a_moment_wants_to_start_at_once(words: str) -> None:
    assert wish_of(words).at_once


@pytest.mark.parametrize(("minutes", "said"), [(10, "10 minutes"), (60, "1 hour"), (210, "3.5 hours"), (1, "1 minute")])
def test_a_length_is_said_as_people_say_it(minutes: float, said: str) -> None:
    assert length(minutes) == said


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


def test_what_fits_the_time_says_so_and_what_takes_longer_is_left() -> None:
    known = book(
        programme("short", minutes="{least: 10, most: 20}") + programme("long", minutes="{least: 420}") + programme("untold")
    )

    advice = asked(known, "half an hour for leadership")

    assert usable(advice) == ["short", "untold"]
    assert lead(advice, "short") == "Fits 30 minutes."


def test_hours_a_month_are_held_against_hours_a_month() -> None:
    known = book(
        programme("small", monthly_hours="{least: 3, most: 3}") + programme("big", monthly_hours="{least: 17, most: 22}")
    )

    advice = asked(known, "3 hours a month for leadership")

    assert usable(advice) == ["small"]
    assert lead(advice, "small") == "Fits 3 hours a month."


def test_a_profile_that_is_not_known_shuts_nothing_out() -> None:
    known = book(
        programme("care", settings="[social_care]")
        + programme("nurses", staff_groups="[nursing]")
        + programme("registered", registered="true")
        + programme("deputies", roles="[deputy-mgr]")
    )

    assert set(usable(asked(known, "leadership"))) == {"care", "nurses", "registered", "deputies"}


def test_what_is_for_others_is_not_told_where_something_is_for_the_asker() -> None:
    known = book(
        programme("hospital", settings="[nhs]")
        + programme("care", settings="[social_care]")
        + programme("registered", registered="true")
        + programme("managers", roles="[reg-mgr]")
    )

    advice = asked(known, "leadership", sector="social-care", registration="none", role="care-worker")

    assert told(advice) == ["care"]
    assert lead(advice, "care") == "Open to social care."


def test_what_is_for_the_role_of_the_asker_comes_first() -> None:
    known = book(programme("others") + programme("mine", roles="[hcsw]"))

    advice = asked(known, "leadership", role="hcsw")

    assert told(advice) == ["mine", "others"]
    assert lead(advice, "mine") == "For your role."


def test_the_staff_group_of_a_record_of_the_role_is_known_without_being_said() -> None:
    roles = """
    - {id: hcsw, title: Support worker, text: A job., family: nursing, settings: [nhs], registration: none,
       staff_group: support, names: [hca, hcsw, carer]}
    """
    files = [
        ("programmes", programme("nurses", registered="true") + programme("support", staff_groups="[support]")),
        ("roles", roles),
    ]
    known = Book.of(read_records(f"{kind}.yaml", dedent(f"    kind: {kind}{DEFAULTS}") + dedent(text)) for kind, text in files)

    assert told(asked(known, "leadership", role="hcsw")) == ["support"]


def test_an_unheard_of_staff_group_shuts_nothing_out() -> None:
    known = book(programme("nurses", staff_groups="[nursing]"))

    assert usable(asked(known, "leadership", staff_group="Nursing family")) == ["nurses"]


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


def test_where_nothing_fits_the_nearest_is_told_with_what_is_against_it() -> None:
    known = book(programme("dear", cost="fee", minutes="{least: 420}"))

    advice = asked(known, "free leadership in 1 hour")

    assert (advice.outcome, usable(advice)) == ("partial", [])
    assert lead(advice, "dear") == "Near, but not free, more than 1 hour."


def test_an_empty_book_has_no_evidence() -> None:
    advice = asked(book(programme("plan", status="planned")), "leadership")

    assert (advice.outcome, advice.items) == ("no_evidence", ())


def test_what_is_not_confirmed_says_so_and_claims_nothing_else() -> None:
    known = book(programme("site", confidence="unverified", cost="free", delivery="[online]", staff_groups="[anyone]"))

    assert lead(asked(known, "online leadership"), "site") == "Online. Not confirmed:"


def test_what_is_confirmed_comes_before_what_is_not() -> None:
    known = book(programme("rumour", confidence="unverified") + programme("fact"))

    assert told(asked(known, "leadership")) == ["fact", "rumour"]


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


def test_who_asks_for_free_ones_is_told_first_what_is_known_to_be_free() -> None:
    known = book(programme("untold", minutes="{least: 10}") + programme("gift", cost="free"))

    advice = asked(known, "free leadership in 15 minutes")

    assert usable(advice) == ["gift", "untold"]


def test_where_no_subject_is_asked_several_are_told() -> None:
    known = book(
        "".join(programme(f"a{number}", theme="maths", staff_groups="[anyone]") for number in "12345")
        + programme("b", theme="digital")
    )

    assert "b" in told(asked(known, "what can i learn"))


def test_a_place_that_is_named_brings_its_programmes_forward() -> None:
    known = book(
        programme("here", place="Torbay, South Devon", status="unknown") + programme("there", place="Kent", status="unknown")
    )

    advice = asked(known, "leadership in south devon")

    assert told(advice)[0] == "here"


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
