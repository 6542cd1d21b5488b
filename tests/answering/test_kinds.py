from dataclasses import replace

import pytest

from assistant.answering import Assistant
from assistant.errors import IndexNotReady, ModelUnavailable, StorageError
from assistant.routing import KINDS, Kind, Router
from assistant.types import Profile, Question
from tests.answering.fakes import DISTRESS, ENGLISH, FOUND, PAID, Parts


@pytest.mark.parametrize(
    ("kind", "outcome", "phrase"),
    [
        ("clinical", "declined", ENGLISH.declined_clinical),
        ("legal", "declined", ENGLISH.declined_legal),
        ("personal", "declined", ENGLISH.declined_personal),
        ("own_record", "declined", ENGLISH.declined_own_record),
        ("instructions", "declined", ENGLISH.declined_instructions),
        ("off_topic", "declined", ENGLISH.declined_off_topic),
        ("danger_to_life", "signposted", ENGLISH.signposted_distress),
        ("danger", "signposted", ENGLISH.signposted_danger),
        ("speak_up", "signposted", ENGLISH.speak_up),
        ("injury", "signposted", ENGLISH.signposted_injury),
        ("domestic_abuse", "signposted", ENGLISH.signposted_domestic_abuse),
        ("loss", "signposted", ENGLISH.signposted_loss),
        ("pregnancy", "signposted", ENGLISH.signposted_pregnancy),
        ("about", "answered", ENGLISH.about_me),
        ("privacy", "answered", ENGLISH.privacy),
        ("greeting", "clarify", ENGLISH.greeting),
        ("thanks", "clarify", ENGLISH.thanks),
    ],
)
async def test_a_question_that_is_not_for_the_sources_has_its_own_reply(
    assistant: Assistant, our: Parts, kind: Kind, outcome: str, phrase: str
) -> None:
    our.router.kind = kind

    answer = await assistant.answer(Question("..what?"))

    assert (answer.outcome, answer.kind) == (outcome, kind)
    assert answer.text.startswith(phrase.strip())
    assert (answer.sentences, answer.citations) == ((), ())


@pytest.mark.parametrize(
    ("confidence", "nearest", "kind"),
    [
        (0.9, 0.97, "information"),
        (0.9, 0.94, "information"),
        (0.99, 0.94, "legal"),
        (0.99, 0.96, "information"),
        (0.9, 0.9, "legal"),
        (1.0, 0.97, "legal"),
    ],
)
async def test_what_a_page_says_it_answers_is_no_verdict_on_ones_own_case(
    assistant: Assistant, our: Parts, confidence: float, nearest: float, kind: str
) -> None:
    our.router.kind, our.router.confidence = "legal", confidence
    our.library.findings = replace(FOUND, signals={"nearest_answered": nearest})

    assert (await assistant.answer(Question("Can an employer deport you?"))).kind == kind


@pytest.mark.parametrize(
    ("confidence", "sure", "kind"), [(0.9, 0.96, "information"), (0.9, 0.9, "off_topic"), (1.0, 0.96, "off_topic")]
)
async def test_pages_that_are_sure_answer_what_only_looks_off_topic(
    assistant: Assistant, our: Parts, confidence: float, sure: float, kind: str
) -> None:
    our.router.kind, our.router.confidence, our.judge.sure = "off_topic", confidence, sure

    assert (await assistant.answer(Question("What is the Venus model?"))).kind == kind


@pytest.mark.parametrize(("confidence", "kind"), [(0.5, "information"), (0.9, "speak_up")])
async def test_a_page_answers_what_is_only_perhaps_a_concern(
    assistant: Assistant, our: Parts, confidence: float, kind: str
) -> None:
    our.router.kind, our.router.confidence = "speak_up", confidence
    our.library.findings = replace(FOUND, signals={"nearest_answered": 0.93})

    assert (await assistant.answer(Question("Who else can I tell?"))).kind == kind


@pytest.mark.parametrize(("other", "kind"), [(0.5, "information"), (0.8, "about")])
async def test_a_page_tells_of_the_assistant_where_it_stands_out(
    assistant: Assistant, our: Parts, other: float, kind: str
) -> None:
    our.router.kind, our.router.confidence = "about", 0.9
    first, second = FOUND.matches
    matches = (first, replace(second, score=other))
    our.library.findings = replace(FOUND, matches=matches, signals={"nearest_answered": 0.96})

    assert (await assistant.answer(Question("Where do you get this from?"))).kind == kind


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"information", "stress"}])
async def test_every_kind_that_is_not_for_the_sources_has_a_fixed_reply(assistant: Assistant, our: Parts, kind: Kind) -> None:
    our.router.kind = kind

    assert (await assistant.answer(Question("..what?"))).composer == "fixed"


async def test_who_is_declined_is_told_what_can_be_asked(assistant: Assistant, our: Parts) -> None:
    our.router.kind = "clinical"

    answer = await assistant.answer(Question("What dose?"))

    assert answer.text.endswith(ENGLISH.can_help_with)
    assert answer.follow_ups == ENGLISH.suggestions[:3]


async def test_a_person_in_distress_is_not_shown_other_things_to_ask(assistant: Assistant, our: Parts) -> None:
    our.router.kind = "danger_to_life"

    assert (await assistant.answer(Question(DISTRESS))).follow_ups == ()


async def test_a_person_in_distress_is_answered_without_an_index(assistant: Assistant, our: Parts) -> None:
    our.router.kind, our.library.error = "danger_to_life", IndexNotReady("Run `assistant index`.")

    answer = await assistant.answer(Question(DISTRESS))

    assert answer.outcome == "signposted"
    assert "116 123" in answer.text
    assert answer.retrieved == ()


@pytest.mark.parametrize("broken", [ModelUnavailable("no model"), StorageError("no disk")])
async def test_a_person_in_distress_is_answered_without_a_model(assistant: Assistant, our: Parts, broken: Exception) -> None:
    our.router.kind, our.library.broken = "danger_to_life", broken

    assert "116 123" in (await assistant.answer(Question(DISTRESS))).text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("needlestick injury what do i do now", "go to A&E"),
        ("i need leave because of domestic abuse", "call 999"),
        ("my dad passed away last night what leave can i take", "116 123"),
        ("im pregnant and scared to tell my manager", "Occupational Health"),
    ],
)
async def test_a_person_in_need_is_helped_by_words_alone_without_a_model(our: Parts, text: str, told: str) -> None:
    our.library.broken = ModelUnavailable("no model")
    assistant = our.assistant(Router.load())

    answer = await assistant.answer(Question(text))

    assert answer.outcome == "signposted"
    assert told in answer.text


@pytest.mark.parametrize("error", [ModelUnavailable("no model"), StorageError("no disk")])
async def test_a_person_in_distress_is_answered_when_the_search_fails(assistant: Assistant, our: Parts, error: Exception) -> None:
    our.router.kind, our.library.error = "danger_to_life", error

    assert "116 123" in (await assistant.answer(Question(DISTRESS))).text


@pytest.mark.parametrize(("kind", "plain"), [("information", True), ("danger_to_life", False)])
async def test_a_model_that_is_missing_is_told_where_the_words_are_not_plain(
    assistant: Assistant, our: Parts, kind: Kind, plain: bool
) -> None:
    our.router.kind, our.router.plain, our.library.broken = kind, plain, ModelUnavailable("start the endpoint")

    with pytest.raises(ModelUnavailable, match="start the endpoint"):
        await assistant.answer(Question("How much leave?"))


async def test_help_lines_stand_in_english_beside_the_asker_s_language(assistant: Assistant, our: Parts) -> None:
    our.router.kind = "danger_to_life"

    answer = await assistant.answer(Question(DISTRESS, profile=Profile(language="hi")))

    assert ENGLISH.signposted_distress.strip() in answer.text


async def test_who_does_not_cope_gets_kindness_the_answer_and_the_support(assistant: Assistant, our: Parts) -> None:
    our.router.kind = "stress"

    answer = await assistant.answer(Question("failed care cert cant cope"))

    assert answer.kind == "stress"
    assert answer.text.startswith(ENGLISH.stress_opening)
    assert f"{PAID} [1]" in answer.text
    assert answer.text.endswith(ENGLISH.stress_support.strip())


async def test_who_does_not_cope_gets_kindness_and_support_where_no_source_answers(assistant: Assistant, our: Parts) -> None:
    our.router.kind, our.judge.known, our.composer.nearest = "stress", False, ()

    answer = await assistant.answer(Question("cant cope", id="q1"))

    assert (answer.id, answer.question, answer.outcome) == ("q1", "cant cope", "signposted")
    assert answer.text == f"{ENGLISH.stress_opening}\n\n{ENGLISH.stress_support.strip()}"
    assert answer.citations == ()
