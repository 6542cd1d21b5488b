from dataclasses import dataclass

import pytest

from assistant.language import Language
from assistant.phrases import languages
from assistant.reply_language import own_name, reply_language, wanted_language, wish_of
from assistant.types import Turn

TAGALOG = "Paano ako magiging nurse dito habang nagtatrabaho?"


@dataclass
class Told:
    """A detector that knows Tagalog by "ako", and takes a text of more than one word for plain."""

    def detect(self, text: str, preferred: str = "") -> Language:
        return Language(preferred or ("tl" if "ako" in text else "en"), confident=len(text.split()) > 1)


def asked(*texts: str) -> list[Turn]:
    return [Turn("user", text) for text in texts]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("reply in English", "en"),
        ("answer in Tagalog please", "tl"),
        ("Can you answer me in Hindi", "hi"),
        ("from now on answer in welsh", "cy"),
        ("i want you to reply in polish", "pl"),
        ("do you speak Romanian?", "ro"),
        ("magsalita ka sa Tagalog", "tl"),
        ("sa Tagalog na lang po", "tl"),
        ("mag-tagalog ka po", "tl"),
        ("Po polsku, proszę", "pl"),
        ("mów po polsku", "pl"),
        ("hindi mein jawab do", "hi"),
        ("हिंदी में जवाब दीजिए", "hi"),
        ("मलाई नेपालीमा जवाफ दिनुहोस्", "ne"),
        ("nepali ma bhannus", "ne"),
        ("malayalathil parayamo", "ml"),
        ("മലയാളത്തിൽ മറുപടി തരൂ", "ml"),
        ("أجب بالعربية من فضلك", "ar"),
        ("en español por favor", "es"),
        ("Em português, por favor", "pt"),
        ("répondez en français s'il vous plaît", "fr"),
        ("răspunde în română te rog", "ro"),
        ("ateb yn Gymraeg os gwelwch yn dda", "cy"),
        ("zaa m n'Igbo biko", "ig"),
        ("Ẹ jọ̀ọ́, ẹ dáhùn ní Yorùbá", "yo"),
        ("ndapota pindura neShona", "sn"),
        ("angrezi mein batao", "en"),
    ],
)
def test_a_message_that_only_asks_for_a_language_is_understood(text: str, code: str) -> None:
    wish = wish_of(text)

    assert wish is not None
    assert (wish.code, wish.alone) == (code, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("who pays for my course? in Tagalog please", "tl"),
        ("reply in polish: who pays for my level 3", "pl"),
        ("answer in tagalog magkano ang osce", "tl"),
        ("Ile trwa kurs? Odpowiedz po angielsku", "en"),
    ],
)
def test_a_question_may_ask_for_a_language_too(text: str, code: str) -> None:
    wish = wish_of(text)

    assert wish is not None
    assert (wish.code, wish.alone) == (code, False)


@pytest.mark.parametrize(
    "text",
    [
        "Do I need English?",
        "English",
        "how do I answer in English",
        "is the OSCE in English?",
        "Hindi speaking buddy for new starters",
        "any course in Welsh",
        "I want to improve my English",
        "tell me english courses",
        "talk to polish nurses",
        "where can i learn english please",
        "not in English please",
        "dont answer in hindi",
        "Can I write to you in Malayalam?",
        "hindi po",
        "hindi ba pwede",
    ],
)
def test_a_language_that_is_asked_about_is_no_wish(text: str) -> None:
    assert wanted_language(text) is None


def test_what_was_asked_for_last_holds_for_the_rest_of_the_conversation() -> None:
    history = asked("reply in Polish", "who pays?", "answer in English please", "Paano ako mag-apply?")

    assert reply_language("Paano ako mag-aral?", history, "hi", Told()).code == "en"


def test_the_askers_setting_is_above_the_language_that_they_write_in() -> None:
    assert reply_language(TAGALOG, (), "pl", Told()).code == "pl"


@pytest.mark.parametrize("text", ["ok", "how long?", "part time", "Band 5"])
def test_a_few_english_words_stay_in_the_language_of_the_conversation(text: str) -> None:
    assert reply_language(text, asked(TAGALOG), "", Told()).code == "tl"


def test_a_plain_english_question_turns_the_conversation_to_english() -> None:
    assert reply_language("who pays for my course at uni", asked(TAGALOG), "", Told()).code == "en"


def test_a_first_message_is_answered_in_its_language() -> None:
    assert reply_language("ok", (), "", Told()).code == "en"
    assert reply_language(TAGALOG, (), "", Told()).code == "tl"


def test_every_language_with_phrases_has_a_name_of_its_own() -> None:
    assert [code for code in languages() if own_name(code) == code] == []
