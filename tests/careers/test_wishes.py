import pytest

from assistant.careers.learning.wishes import wish_of


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
