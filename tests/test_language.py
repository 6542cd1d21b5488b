import json
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import pytest

from assistant.language import Language, LanguageDetector

EXAMPLES = Path(__file__).parents[1] / "evals" / "datasets" / "language.jsonl"
XQUAD = Path(__file__).parents[2] / "shared" / "evaluation" / "xquad_questions_dev.jsonl"


def nothing_known(_text: str) -> float:
    return 0.0


def all_known(_text: str) -> float:
    return 1.0


@pytest.fixture(scope="module")
def detector() -> LanguageDetector:
    return LanguageDetector(nothing_known)


@pytest.mark.parametrize(("setting", "code"), [("hi", "hi"), ("pt-BR", "pt"), ("Tagalog", "tl"), ("Filipino (PH)", "tl")])
def test_the_askers_own_setting_is_above_what_the_text_shows(detector: LanguageDetector, setting: str, code: str) -> None:
    found = detector.detect("Who pays for my course?", preferred=setting)

    assert found == Language(code, confident=True)


def test_a_setting_that_names_no_language_is_passed_over(detector: LanguageDetector) -> None:
    found = detector.detect("¿Quién paga el curso?", preferred="the usual")

    assert found.code == "es"


@pytest.mark.parametrize(
    "text",
    [
        "Can Priya Nair and Joao da Silva book ESR?",
        "Is Agnieszka Wójcik able to apply?",
        "El Salvador nurse registration",
        "Does Abuja or São Paulo count as experince",
        "Band 6 jobs",
        "wat abt msw",
        "ok",
        "",
        "?!",
        "🙂 2024",
    ],
)
def test_short_english_with_names_and_typos_stays_english(detector: LanguageDetector, text: str) -> None:
    assert detector.detect(text).code == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Band 5 से Band 6 में कैसे जाऊँ?", "hi"),
        ("म OSCE को तयारी कसरी गरूँ?", "ne"),
        ("मला परिचारिका व्हायचे आहे", "mr"),
        ("ESR password എങ്ങനെ reset ചെയ്യാം", "ml"),
        ("من يدفع رسوم الدورة؟", "ar"),
        ("کورس کی فیس کون دیتا ہے؟", "ur"),
        ("هزینه دوره را چه کسی می‌پردازد؟", "fa"),
        ("Хто оплачує навчання?", "uk"),
        ("Кто платит за курс?", "ru"),
        ("OSCEとは何ですか", "ja"),
    ],
)
def test_a_shared_script_is_told_apart_even_beside_english_terms(detector: LanguageDetector, text: str, code: str) -> None:
    assert detector.detect(text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ta ló máa san owó ẹ̀kọ́ mi?", "yo"),
        ("Gịnị bụ OSCE?", "ig"),
        ("Ndiani anobhadhara kosi yangu?", "sn"),
        ("Pwy sy'n talu am y cwrs?", "cy"),
        ("paano mag apply ng study leave sa ESR", "tl"),
        ("nursing ki padhai ke liye paise kaun deta hai", "hi"),
        ("study leave engane kittum", "ml"),
    ],
)
def test_languages_that_langdetect_does_not_know_are_known_by_their_words(
    detector: LanguageDetector, text: str, code: str
) -> None:
    assert detector.detect(text).code == code


def test_a_foreign_word_in_an_english_question_does_not_change_its_language(detector: LanguageDetector) -> None:
    assert detector.detect("What does नर्स mean in English?").code == "en"


def test_plainly_english_questions_never_load_langdetect() -> None:
    def never(_codes: Iterable[str]) -> NoReturn:
        raise AssertionError("langdetect was asked")

    unaided = LanguageDetector(all_known, profiles=never)

    assert unaided.detect("Who pays for my course?").code == "en"
    assert unaided.detect("Torbay ACP framework").code == "en"


def test_words_that_the_corpus_knows_are_english() -> None:
    found = LanguageDetector(all_known).detect("collaborative transformation portfolio")

    assert found == Language("en", confident=True)


def test_the_same_text_always_gives_the_same_language() -> None:
    texts = ["bourse d'étude municipale", "Ce este OSCE", "फंडिंग"]

    first, second = ([LanguageDetector(nothing_known).detect(text) for text in texts] for _ in range(2))

    assert first == second


@pytest.mark.parametrize("split", ["fit", "validation", "held_out"])
def test_chat_questions_in_many_languages_are_recognised(detector: LanguageDetector, split: str) -> None:
    rows = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["split"] == split]

    right = [detector.detect(row["text"]).code == row["language"] for row in rows]

    assert sum(right) / len(rows) >= 0.98


@pytest.mark.skipif(not XQUAD.exists(), reason="the shared evaluation data is not beside this checkout")
def test_questions_about_anything_are_recognised_in_five_languages(detector: LanguageDetector) -> None:
    rows = [json.loads(line) for line in XQUAD.read_text(encoding="utf-8").splitlines()]

    right = [detector.detect(row["question"]).code == row["lang"] for row in rows]

    assert sum(right) / len(rows) >= 0.99
