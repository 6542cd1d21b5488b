from datetime import UTC, datetime

import pytest

from assistant.kept import Deleted, Handoff, Held, KeptTurn, Rating, Tick
from assistant.own_data import Wish, told_deleted, told_held, wish_of
from assistant.phrases import Phrases
from assistant.types import Profile

ENGLISH = Phrases.load("en")
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


WISHES = {
    "forget_me": (
        "forget me",
        "Forget me!",
        "please forget me, thanks",
        "FORGET EVERYTHING",
        "forget everything you know about me",
        "delete my data",
        "Delete all my data please.",
        "can you delete my chat history?",
        "erase everything you hold about me",
        "I want to be forgotten",
        "kalimutan mo na ako",
        "burahin mo ang data ko po",
        "मेरा डेटा हटाओ",
        "mera data delete karo",
        "എന്നെ മറക്കൂ",
        "احذف بياناتي",
        "usuń moje dane proszę",
        "apague os meus dados, por favor",
        "¡Olvídame!",
        "borra mis datos",
        "supprimez mes données s'il vous plaît",
    ),
    "held": (
        "show me what you hold",
        "Show me what you hold about me.",
        "what do you know about me?",
        "what data do you have about me",
        "what have you stored about me",
        "show my data",
        "hi, what do you hold on me?",
        "ano ang alam mo tungkol sa akin?",
        "mera data dikhao",
        "co o mnie wiesz?",
        "¿Qué sabes de mí?",
        "que savez-vous sur moi ?",
    ),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in WISHES.items() for text in texts])
def test_a_message_that_asks_to_see_ones_data_or_to_be_forgotten_is_understood(kind: str, text: str) -> None:
    wish = wish_of(text)

    assert wish
    assert wish.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "how do I delete my data from ESR?",
        "what do you know about nursing?",
        "tell me what you know about apprenticeships",
        "I forgot my password",
        "forget it, who pays?",
        "do not forget me when places open",
        "how long do you hold records for patients",
        "show me my options",
        "delete",
        "what training do you have",
        "what do you have on study leave",
        "show me the data protection course",
        "please",
        "forget me " * 50,
    ],
)
def test_other_messages_are_questions(text: str) -> None:
    assert wish_of(text) is None


def test_the_wish_is_answered_in_its_language() -> None:
    assert wish_of("burahin mo ang data ko") == Wish("forget_me", "tl")


def test_what_is_held_is_told_with_the_last_questions() -> None:
    asked = KeptTurn("t1", "c1", "web", NOON, "Who pays?", "The levy.", "en", "answered", "funding", "extractive")
    unwritten = KeptTurn("t2", "c1", "web", NOON, "", "Ask a doctor.", "en", "declined", "clinical", "fixed")
    sent = Handoff("h1", "t1", "Who pays?", "The levy.", {}, "web", "c1", "waiting", NOON)
    held = Held(
        (asked, unwritten), {"t1": Rating(useful=True)}, (sent,), (Tick("arrival", "visa"),), Profile(staff_group="nurses"), "tl"
    )

    told = told_held(held, ENGLISH)

    assert "Questions with my answers: 2" in told
    assert "Answers that you rated: 1" in told
    assert "Questions that you sent to a person: 1" in told
    assert "Steps that you ticked: 1" in told
    assert "What you agreed that I remember: staff group nurses" in told
    assert "- 26 November 2026: Who pays?" in told
    assert "- 26 November 2026: a question that I did not write down" in told


def test_nothing_held_is_told() -> None:
    assert told_held(Held(), ENGLISH) == ENGLISH.held_nothing


def test_what_was_deleted_is_told_with_what_could_not_be() -> None:
    told = told_deleted(Deleted(turns=12, ratings=1, handoffs=0, people=1), ENGLISH)

    assert "Questions with my answers: 12. Answers that you rated: 1." in told
    assert "copies in backups" in told


def test_where_nothing_was_held_nothing_was_deleted() -> None:
    assert told_deleted(Deleted(), ENGLISH).startswith("I held nothing about you")
