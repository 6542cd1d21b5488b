import pytest

from assistant.channels.labels import labels
from assistant.errors import RecordsUnavailable
from tests.channels.kept import FakePosted, FakeRecords
from tests.channels.teams.listening import ASHA, Teams


@pytest.mark.parametrize("feedback", ['{"feedbackText":"Out of date"}', "Out of date"])
@pytest.mark.parametrize("names_its_message", [True, False])
async def test_a_rating_is_kept_with_its_reason(
    heard: Teams, records: FakeRecords, feedback: str, *, names_its_message: bool
) -> None:
    message = await heard.answers()

    await heard.hears(heard.teams.rated("dislike", feedback, message if names_its_message else ""))

    rating = records.ratings[records.turns[ASHA][0].id]
    assert (rating.useful, rating.reason, rating.comment) == (False, "other", "Out of date")


async def test_a_rating_goes_to_the_answer_that_was_rated(heard: Teams, records: FakeRecords) -> None:
    first = await heard.answers()
    await heard.answers("and how long?")

    await heard.hears(heard.teams.rated("like", "", first))

    assert list(records.ratings) == [records.turns[ASHA][0].id]


async def test_a_rating_of_what_is_not_known_any_more_is_told(heard: Teams, records: FakeRecords) -> None:
    await heard.hears(heard.teams.rated("like", "", "message-of-last-year"))

    assert (records.ratings, heard.said()) == ({}, [labels()["rated_unknown"]])


async def test_a_rating_while_the_records_are_away_is_told(heard: Teams, posted: FakePosted) -> None:
    message = await heard.answers()
    posted.error = RecordsUnavailable("Start the database.")

    await heard.hears(heard.teams.rated("like", "", message))

    assert "cannot be reached" in heard.said()[-1]


async def test_a_rating_of_a_turn_that_has_expired_is_told(heard: Teams, records: FakeRecords) -> None:
    message = await heard.answers()
    records.turns.clear()

    await heard.hears(heard.teams.rated("like", "", message))

    assert heard.said()[-1] == "We do not have this answer."
