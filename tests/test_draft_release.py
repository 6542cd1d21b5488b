from collections.abc import AsyncGenerator, Sequence

import pytest

from assistant.draft_release import MOST_READ, MOST_SAID, DraftRelease, is_enough, untold
from assistant.drafts import Drafted
from assistant.errors import ModelUnavailable
from assistant.grounding import Verdict
from assistant.types import Citation, Sentence
from assistant.wording import Worded

PAY = "Trainees are paid. They get £27,485 a year."
LEAVE = "Study leave is five days."


def citation(number: int, quote: str) -> Citation:
    return Citation(number, "page.md", "Page", "", quote, 0, len(quote))


CITATIONS = (citation(1, PAY), citation(2, LEAVE))


def stands(language: str, sentence: str, quotes: Sequence[str]) -> Verdict:
    supported = language == "en" and any(sentence in quote for quote in quotes)
    return Verdict(supported, 0.9 if supported else 0.0)


def release() -> DraftRelease:
    return DraftRelease(CITATIONS, "en", stands)


async def drafts(*texts: str | tuple[str, tuple[int, ...]]) -> AsyncGenerator[Drafted]:
    for each in texts:
        yield Drafted(each, (1,)) if isinstance(each, str) else Drafted(*each)


async def said(*texts: str | tuple[str, tuple[int, ...]]) -> list[str]:
    return [sentence.text async for sentence in release().released(drafts(*texts))]


async def test_a_sentence_is_released_as_soon_as_its_quote_carries_it() -> None:
    releasing = release().released(drafts("Trainees are paid.", "Nobody knows."))

    assert await anext(releasing) == Sentence("Trainees are paid.", (1,), 0.9)


async def test_what_no_quote_carries_is_left_out() -> None:
    assert await said("Trainees are paid.", "Call 020 7946 0018.", "Trainees are rich.") == ["Trainees are paid."]


async def test_what_is_said_twice_is_released_once() -> None:
    assert await said("Trainees are paid.", "Trainees ARE paid.") == ["Trainees are paid."]


async def test_a_sentence_under_a_wrong_number_gets_the_quote_that_carries_it() -> None:
    told = release()

    sentences = [each async for each in told.released(drafts(("Study leave is five days.", (1, 7, 0))))]

    assert [each.citations for each in sentences] == [(1,)]
    assert [each.quote for each in told.worded.citations] == [LEAVE]


async def test_citations_are_numbered_as_they_are_used_and_the_others_left_out() -> None:
    told = release()

    async for _ in told.released(drafts(("Study leave is five days.", (2,)), "Trainees are paid.")):
        pass

    assert told.worded.text == "Study leave is five days. [1] Trainees are paid. [2]"
    assert [(each.number, each.quote) for each in told.worded.citations] == [(1, LEAVE), (2, PAY)]


async def test_what_refers_back_is_released_right_after_what_it_refers_to() -> None:
    assert await said("They get £27,485 a year.") == []
    assert len(await said("Trainees are paid.", "They get £27,485 a year.")) == 2
    assert len(await said("Trainees are paid.", "Study leave is five days.", "They get £27,485 a year.")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Trainees are paid?",
        "[Trainees are paid.](https://example.org)",
        "<b>Trainees are paid.</b>",
        "- Trainees are paid.",
        "1. Trainees are paid.",
        "Trainees are paid [1, 2].",
        "Trainees are paid. They get more.",
        "Trainees\nare paid.",
        "",
        "   ",
        "[1]",
        "x" * 600,
    ],
)
async def test_what_is_not_one_plain_sentence_is_never_released(text: str) -> None:
    releasing = DraftRelease(CITATIONS, "en", lambda *_: Verdict(True, 1.0))

    assert [each async for each in releasing.released(drafts(text))] == []


async def test_a_draft_without_end_is_read_no_further_than_it_helps() -> None:
    read = 0

    async def endless() -> AsyncGenerator[Drafted]:
        nonlocal read
        while True:
            read += 1
            yield Drafted(f"Trainees are paid {read}.", (1,))

    agreed = DraftRelease(CITATIONS, "en", lambda *_: Verdict(True, 1.0))

    assert len([each async for each in agreed.released(endless())]) == MOST_SAID
    assert [each async for each in release().released(endless())] == []
    assert read == MOST_SAID + MOST_READ


async def test_what_was_released_stands_when_the_writer_stops_half_way() -> None:
    async def cut() -> AsyncGenerator[Drafted]:
        yield Drafted("Trainees are paid.", (1,))
        raise ModelUnavailable("The stream ended.")

    told = release()

    with pytest.raises(ModelUnavailable):
        async for _ in told.released(cut()):
            pass
    assert told.worded.text == "Trainees are paid. [1]"


def body(*texts: str, quote: Citation = CITATIONS[0]) -> Worded:
    return Worded(" ".join(texts), tuple(Sentence(text, (1,)) for text in texts), (quote,))


PLAIN = Worded("", (Sentence("Trainees are paid.", (1,)), Sentence("Study leave is five days.", (2,))), CITATIONS)


def test_a_draft_that_tells_all_is_enough() -> None:
    assert is_enough(body("Trainees are paid.", "Study leave is five days."), PLAIN)


def test_a_draft_that_lacks_the_core_or_most_is_not_enough() -> None:
    assert not is_enough(body("Study leave is five days."), PLAIN)
    assert not is_enough(body("Trainees are paid."), PLAIN)
    assert not is_enough(body(), PLAIN)


def test_what_a_draft_does_not_tell_is_named() -> None:
    assert untold(body("Trainees are paid."), PLAIN) == (PLAIN.sentences[1],)


def test_a_number_that_is_left_out_is_not_told() -> None:
    plain = Worded("", (Sentence("Trainees in band 3 are paid £27,485 from the first day.", (1,)),), CITATIONS)

    assert untold(body("Trainees in band 3 are paid from the first day."), plain) == plain.sentences


def test_in_another_language_the_first_quote_must_be_used() -> None:
    assert is_enough(body("Płacą.", "Pięć dni."), PLAIN, "pl")
    assert not is_enough(body("Płacą."), PLAIN, "pl")
    assert not is_enough(body("Pięć dni.", "Płacą.", quote=CITATIONS[1]), PLAIN, "pl")
