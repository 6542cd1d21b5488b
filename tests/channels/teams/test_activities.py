from typing import Any

import pytest

from assistant.channels.teams.activities import Asked, Edited, Installed, Pressed, Rated, Removed, happening
from tests.fake_teams import BOT, PERSON, TENANT, FakeTeams

TEAMS = FakeTeams()


def asked(body: dict[str, Any]) -> Asked:
    found = happening(body)
    assert isinstance(found, Asked)
    return found


def test_a_message_in_a_chat_of_two_is_a_question_of_its_person() -> None:
    found = asked(TEAMS.activity("who pays?", id="42"))

    assert (found.text, found.person, found.id) == ("who pays?", f"teams:{TENANT}:{PERSON}", "teams:a:chat-1:42")
    assert (found.place.is_personal, found.place.language, found.place.files) == (True, "en", "")


def test_its_place_says_all_that_an_answer_needs_as_strings() -> None:
    place = asked(TEAMS.activity("who pays?", id="42")).place

    assert type(place).of(place.kept()) == place
    assert set(map(type, place.kept().values())) == {str}
    assert (place.service_url, place.bot, place.user, place.activity) == (TEAMS.base, BOT, "29:someone", "42")


def test_somebody_without_an_account_of_the_organisation_is_known_by_teams_id() -> None:
    found = asked(TEAMS.activity("who pays?", **{"from": {"id": "29:guest"}}))

    assert found.person == f"teams:{TENANT}:29:guest"


@pytest.mark.parametrize("kind", ["channel", "groupChat"])
def test_where_others_are_a_question_names_the_app_which_is_no_part_of_it(kind: str) -> None:
    found = asked(TEAMS.mention("who pays?&nbsp;", kind))

    assert (found.text, found.place.is_personal) == ("who pays?", False)


def test_what_others_say_to_each_other_is_nobodys_business() -> None:
    assert happening(TEAMS.mention("who pays?", entities=[])) is None


@pytest.mark.parametrize("who", [{"id": "28:another-app"}, {"id": BOT}, {"id": "29:x", "role": "bot"}])
def test_apps_are_not_answered_so_that_they_never_talk_to_each_other(who: dict[str, str]) -> None:
    assert happening(TEAMS.activity("hello", **{"from": who})) is None


def test_a_file_is_noticed_and_the_formatted_copy_of_the_text_is_none() -> None:
    copy = {"contentType": "text/html", "content": "<p>who pays?</p>"}
    picture = {"contentType": "image/png", "contentUrl": "https://teams.test/picture"}

    assert asked(TEAMS.activity("who pays?", attachments=[copy])).place.files == ""
    assert asked(TEAMS.activity("who pays?", attachments=[copy, picture])).place.files == "yes"


@pytest.mark.parametrize(
    ("feedback", "comment"),
    [('{"feedbackText":"Out of date"}', "Out of date"), ("Out of date", "Out of date"), ("{}", ""), ("12", "12"), ("", "")],
)
def test_a_rating_is_read_as_teams_and_as_its_playground_send_it(feedback: str, comment: str) -> None:
    found = happening(TEAMS.rated("dislike", feedback, "message-7"))

    assert isinstance(found, Rated)
    assert (found.useful, found.comment, found.message) == (False, comment, "message-7")


def test_a_rating_without_the_name_of_its_message_is_read_too() -> None:
    found = happening(TEAMS.rated("like", "Good"))

    assert isinstance(found, Rated)
    assert (found.useful, found.message) == (True, "")


def test_a_button_of_a_card_gives_its_verb_and_its_data_as_strings() -> None:
    found = happening(TEAMS.pressed("tick", journey="first-days", step="2", done=True))

    assert isinstance(found, Pressed)
    assert (found.verb, found.data["journey"], found.data["done"]) == ("tick", "first-days", "true")


def test_a_button_that_sends_a_message_is_one_that_was_pressed() -> None:
    found = happening(TEAMS.activity(value={"verb": "ask", "text": "who pays?"}))

    assert isinstance(found, Pressed)
    assert (found.verb, found.data["text"]) == ("ask", "who pays?")


@pytest.mark.parametrize(
    ("kind", "event", "what"), [("messageUpdate", "editMessage", Edited), ("messageDelete", "softDeleteMessage", Removed)]
)
def test_a_message_that_was_edited_or_deleted_is_told_apart(kind: str, event: str, what: type) -> None:
    body = TEAMS.activity("who pays?", type=kind, channelData={"eventType": event, "tenant": {"id": TENANT}})

    assert type(happening(body)) is what


@pytest.mark.parametrize(("action", "what"), [("add", Installed), ("remove", type(None)), ("upgrade", type(None))])
def test_the_app_greets_who_adds_it_and_says_nothing_when_it_is_taken_out(action: str, what: type) -> None:
    assert type(happening(TEAMS.activity(type="installationUpdate", action=action))) is what


@pytest.mark.parametrize("kind", ["conversationUpdate", "typing", "messageReaction"])
def test_what_is_known_and_asks_for_nothing_is_passed_over(kind: str) -> None:
    assert happening(TEAMS.activity(type=kind, channelData={"eventType": "channelCreated"})) is None


@pytest.mark.parametrize("wrong", [{"type": "invention"}, {"from": None}, {"recipient": "me"}, {"text": ["a"]}])
def test_what_is_not_known_is_refused_without_a_word_of_it(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not an activity that is known") as caught:
        happening(TEAMS.activity("a secret") | wrong)

    assert "secret" not in str(caught.value)
