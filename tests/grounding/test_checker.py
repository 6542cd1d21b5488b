import pytest

from assistant.grounding import Checker, Weights
from tests.grounding.verdicts import WEIGHTS, FakeEmbed, check, reason

QUOTE = "Apprentices get five days of paid study leave a year. They may ask the education team for more."


def test_a_sentence_that_stands_in_a_quote_is_supported_without_the_model() -> None:
    embed = FakeEmbed()

    verdict = Checker(embed, WEIGHTS).check("Apprentices get five days of paid study leave a year.", [QUOTE])

    assert (verdict.supported, verdict.score, verdict.reason) == (True, 1.0, "")
    assert embed.texts == []


def test_a_sentence_in_other_words_is_weighed() -> None:
    assert 0.5 <= check("A year, apprentices get five days of study leave.", QUOTE).score < 1


def test_what_is_not_said_at_all_is_not_found() -> None:
    assert reason("The canteen opens early and serves breakfast.", QUOTE) == "not_found"


def test_a_contradiction_outweighs_any_measures() -> None:
    generous = Checker(FakeEmbed(), Weights({}, 20.0))

    verdict = generous.check("Apprentices get six days of paid study leave a year.", [QUOTE])

    assert (verdict.supported, verdict.reason) == (False, "number")


def test_more_that_is_not_said_never_raises_the_score() -> None:
    said = ["Apprentices get study leave a year", " and lunch", " with a bursary", " from the council"]
    scores = [check("".join(said[: count + 1]) + ".", QUOTE).score for count in range(len(said))]

    assert scores == sorted(scores, reverse=True)


def test_the_same_input_gives_the_same_verdict() -> None:
    checker = Checker(FakeEmbed(), Weights.load())

    assert len({checker.check("Study leave is five days for apprentices.", [QUOTE]) for _ in range(3)}) == 1


def test_a_quote_is_embedded_once_for_all_sentences() -> None:
    embed = FakeEmbed()
    checker = Checker(embed, WEIGHTS)

    for sentence in ("Paid leave is for apprentices.", "Apprentices may ask for more study leave."):
        checker.check(sentence, [QUOTE])

    assert len(embed.texts) == len(set(embed.texts))


@pytest.mark.parametrize(
    "quotes",
    [[], [""], ["\x00\x00"], [" \n\t "], ["\ud800\udfff"], ["---"], ["| | |"], ["- . - " * 1_000]],
    ids=["none", "empty", "NUL", "blanks", "surrogates", "a rule", "an empty row", "marks"],
)
def test_nothing_is_carried_by_no_text(quotes: list[str]) -> None:
    assert not check("Apprentices get leave.", *quotes).supported


@pytest.mark.parametrize("sentence", ["", "...", "\x00", "\ud800", "- | -", "**", "£"])
def test_a_sentence_without_words_is_not_supported(sentence: str) -> None:
    assert check(sentence, QUOTE).reason == "not_found"


@pytest.mark.parametrize(
    "sentence",
    [
        "Los aprendices reciben cinco días de licencia.",
        "प्रशिक्षु को पाँच दिन मिलते हैं",
        "学徒有五天假",
        "Ucznie: 5 dni\x00płatnego urlopu",
    ],
)
def test_a_sentence_in_another_language_gets_a_verdict(sentence: str) -> None:
    assert 0 <= check(sentence, QUOTE).score <= 1


@pytest.mark.integration
@pytest.mark.parametrize("piece", ["word and ", "1 2 3 ", "a | b\n", "NHS Trust ", "[x](", "<a", "? ! "])
def test_long_texts_are_cut_and_do_not_hang(piece: str) -> None:
    assert 0 <= check(piece * 20, piece * (60_000 // len(piece)) + " end").score <= 1
