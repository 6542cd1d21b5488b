from datetime import UTC, datetime

import pytest

from assistant.handing_over import Team, chosen, kept_back, nothing_to_send, offered, sent
from assistant.kept import Handoff, KeptTurn
from assistant.own_data import wish_of
from assistant.phrases import Phrases, languages
from assistant.types import Profile

ENGLISH = Phrases.load("en")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TURN = KeptTurn("0af3", "talk-1", "web", NOW, "Who pays?", "The levy pays.", "en", "answered", "funding", "extractive")
SENT = Handoff("h1", "0af3", "Who pays?", "The levy pays.", {"role": "nurse"}, "web", "talk-1", "waiting", NOW)
TEAM = Team("the education team", "within a week")


def test_before_anything_is_sent_it_says_who_sees_what_and_when_they_answer() -> None:
    answer = offered(TURN, Profile(), TEAM, ENGLISH)

    assert (answer.outcome, answer.kind) == ("clarify", "handoff")
    for told in ("the education team", "within a week", "your question and my answer", "not your name", "Who pays?"):
        assert told in answer.text


def test_a_copy_that_cannot_be_deleted_is_told_before_it_is_made() -> None:
    answer = offered(TURN, Profile(), Team("the education team", "within a week", "Slack"), ENGLISH)

    assert "They also get a copy in Slack. I cannot delete that copy later." in answer.text


def test_without_a_profile_there_is_none_to_agree_to() -> None:
    answer = offered(TURN, Profile(), TEAM, ENGLISH)

    assert [choice.label for choice in answer.choices] == ["Send it", "Do not send"]


def test_a_profile_is_shown_as_it_would_be_sent_without_age_and_residence() -> None:
    answer = offered(TURN, Profile(role="nurse", band="5", age="42", residence="settled"), TEAM, ENGLISH)

    assert "role nurse; band 5" in answer.text
    assert "42" not in answer.text + str(answer.choices)
    assert "settled" not in answer.text
    assert [choice.label for choice in answer.choices] == ["Send it", "Send it with what I said about me", "Do not send"]


def test_a_choice_is_understood_with_the_turn_that_it_was_offered_for() -> None:
    choices = [chosen(choice.value) for choice in offered(TURN, Profile(role="nurse"), TEAM, ENGLISH).choices]

    assert [(each.turn, each.sends, each.with_profile) for each in choices if each] == [
        ("0af3", True, False),
        ("0af3", True, True),
        ("0af3", False, False),
    ]


@pytest.mark.parametrize("text", ["send it [0af3]", "Please send it [0af3]", "Send it [0af3; drop]", ""])
def test_nothing_is_sent_by_words_that_no_offer_gave(text: str) -> None:
    assert chosen(text) is None


@pytest.mark.parametrize("code", languages())
def test_a_choice_is_understood_in_each_language(code: str) -> None:
    phrases = Phrases.load(code)

    choice = chosen(f"{phrases.handoff_send_profile} [0af3]")

    assert choice
    assert choice.sends
    assert choice.with_profile


def test_after_sending_it_says_what_was_sent() -> None:
    answer = sent(SENT, TEAM, ENGLISH)

    assert answer.outcome == "answered"
    assert "the education team" in answer.text
    assert "role nurse" in answer.text


def test_keeping_it_back_is_said() -> None:
    assert kept_back(ENGLISH).text == "I did not send anything."
    assert "Ask me your question first" in nothing_to_send(TEAM, ENGLISH).text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("can I talk to a person?", "en"),
        ("ask a human", "en"),
        ("Ask a person", "en"),
        ("please can i speak to a real person", "en"),
        ("i want to talk to a human being", "en"),
        ("human please", "en"),
        ("is there a real person i can talk to", "en"),
        ("can someone real help", ""),
        ("get me a human", "en"),
        ("send this to the learning team", "en"),
        ("i'd like to speak to someone in the pub", ""),
        ("pwede ba akong makipag-usap sa tao?", "tl"),
        ("किसी व्यक्ति से बात करनी है", "hi"),
        ("kisi insaan se baat karni hai", "hi"),
        ("എനിക്ക് ഒരു വ്യക്തിയോട് സംസാരിക്കണം", "ml"),
        ("أريد التحدث مع شخص", "ar"),
        ("chcę porozmawiać z człowiekiem", "pl"),
        ("quero falar com uma pessoa", "pt"),
        ("quiero hablar con una persona", "es"),
        ("vreau să vorbesc cu o persoană", "ro"),
        ("je voudrais parler à une personne", "fr"),
        ("I need someone to talk to", ""),
        ("can i talk to someone", ""),
        ("how do i become a people manager", ""),
        ("Can a person with a disability become a nurse?", ""),
        ("what does a named person do", ""),
        ("is there a person specification", ""),
    ],
)
def test_asking_for_a_person_is_told_from_needing_someone_and_from_questions(text: str, language: str) -> None:
    wish = wish_of(text)

    assert (wish and (wish.kind, wish.language)) == (("handoff", language) if language else None)


@pytest.mark.parametrize("text", ["Send it", "send it", "yes, send it please", "Ipadala"])
def test_a_choice_that_is_typed_names_no_turn(text: str) -> None:
    choice = chosen(text)

    assert choice is not None
    assert (choice.sends, choice.turn) == (True, "")
