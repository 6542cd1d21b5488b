import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field, replace

import pytest

from assistant.answering import Assistant, Rewording
from assistant.drafts import Brief, Drafted
from assistant.errors import ModelUnavailable
from assistant.types import Answer, Question, Sentence
from tests.answering.fakes import ADVICE, ASK, ENGLISH, PAID, FakeVerdict, Parts

FIRST = Drafted("You have five days a year, and they are paid.", (1,))
SECOND = Drafted("Before you book, ask your manager first.", (2,))
LIE = Drafted("You get fifty days.", (1,))


@dataclass
class FakeWriter:
    """Drafts the sentences of `script`; raises what is an error, waits where there is a number of seconds."""

    script: Sequence[Drafted | Exception | float] = (FIRST, SECOND)
    briefs: list[Brief] = field(default_factory=list)
    name: str = "a-model"

    async def write(self, brief: Brief) -> AsyncGenerator[Drafted]:
        self.briefs.append(brief)
        for part in self.script:
            if isinstance(part, Exception):
                raise part
            if isinstance(part, float):
                await asyncio.sleep(part)
            else:
                yield part


@dataclass
class FakeGate:
    """Lets through what the right quote carries; remembers the languages."""

    carried: dict[str, str] = field(default_factory=lambda: {FIRST.text: PAID, SECOND.text: ASK})
    languages: set[str] = field(default_factory=set)

    def check_in(self, language: str, sentence: str, quotes: Sequence[str]) -> FakeVerdict:
        self.languages.add(language)
        return FakeVerdict(self.carried.get(sentence) in quotes)


@pytest.fixture
def writer() -> FakeWriter:
    return FakeWriter()


@pytest.fixture
def gate() -> FakeGate:
    return FakeGate()


@pytest.fixture
def assistant(our: Parts, writer: FakeWriter, gate: FakeGate) -> Assistant:
    return our.assistant(rewording=Rewording(writer, gate, first_within=0.2, all_within=0.4, languages={"en", "pl"}))


async def test_an_answer_is_given_in_the_words_of_the_model_with_its_quotes_verbatim(assistant: Assistant) -> None:
    answer = await assistant.answer(Question("How much leave do I get?"))

    assert answer.text == f"{FIRST.text} [1] {SECOND.text} [2]"
    assert [citation.quote for citation in answer.citations] == [PAID, ASK]
    assert (answer.outcome, answer.composer) == ("answered", "a-model")
    assert ENGLISH.model_written in answer.notices


async def test_each_sentence_is_told_as_soon_as_it_is_checked_and_the_answer_last(assistant: Assistant) -> None:
    parts = [part async for part in assistant.tell(Question("How much leave do I get?"))]

    assert [type(part) for part in parts] == [Sentence, Sentence, Answer]


async def test_a_drafted_sentence_that_its_quotes_do_not_carry_is_never_told(assistant: Assistant, writer: FakeWriter) -> None:
    writer.script = (FIRST, LIE, SECOND)

    parts = [part async for part in assistant.tell(Question("How much leave do I get?"))]

    assert LIE.text not in str(parts)


@pytest.mark.parametrize("numbers", [(), (7,), (0,), (-1,), (1,)])
async def test_a_sentence_is_cited_with_the_quote_that_carries_it_whatever_the_model_says(
    assistant: Assistant, writer: FakeWriter, numbers: tuple[int, ...]
) -> None:
    writer.script = (FIRST, replace(SECOND, quotes=numbers))

    answer = await assistant.answer(Question("How much leave?"))

    assert [each.citations for each in answer.sentences] == [(1,), (2,)]
    assert [citation.quote for citation in answer.citations] == [PAID, ASK]


@pytest.mark.parametrize(
    "script",
    [
        (LIE,),
        (),
        (SECOND,),  # what the answer tells first is missing
        (ModelUnavailable("refused"),),
        (FIRST, SECOND, ModelUnavailable("cut")),
        (9.0, FIRST),
        (FIRST, 9.0, SECOND),
    ],
    ids=["only lies", "nothing", "not the point", "refused", "cut short", "slow to begin", "slow to end"],
)
async def test_a_model_that_fails_or_says_too_little_leaves_the_answer_as_it_is(
    assistant: Assistant, our: Parts, writer: FakeWriter, script: Sequence[Drafted | Exception | float]
) -> None:
    without = await our.assistant().answer(Question("How much leave?"))
    writer.script = script

    answer = await assistant.answer(Question("How much leave?"))

    assert (answer.text, answer.sentences, answer.citations) == (without.text, without.sentences, without.citations)
    assert answer.composer == "fake"


@pytest.mark.parametrize(("script", "told"), [((ModelUnavailable("refused"),), True), ((9.0,), True), ((LIE,), False)])
async def test_a_model_that_did_not_answer_is_told_of(
    assistant: Assistant, writer: FakeWriter, script: Sequence[Drafted | Exception | float], told: bool
) -> None:
    writer.script = script

    assert (ENGLISH.model_unavailable in (await assistant.answer(Question("How much leave?"))).notices) == told


async def test_a_sentence_is_told_once(assistant: Assistant, writer: FakeWriter) -> None:
    writer.script = (FIRST, FIRST, SECOND)

    assert [each.text for each in (await assistant.answer(Question("How much leave?"))).sentences] == [FIRST.text, SECOND.text]


async def test_quotes_are_numbered_in_the_order_in_which_the_draft_uses_them(assistant: Assistant, writer: FakeWriter) -> None:
    writer.script = (SECOND, FIRST)

    answer = await assistant.answer(Question("How much leave?"))

    assert [citation.quote for citation in answer.citations] == [ASK, PAID]
    assert [citation.number for citation in answer.citations] == [1, 2]
    assert answer.text == f"{SECOND.text} [1] {FIRST.text} [2]"


async def test_the_model_is_shown_quotes_with_their_headings_and_no_address(assistant: Assistant, writer: FakeWriter) -> None:
    await assistant.answer(Question("How much leave?", person="someone"))

    (brief,) = writer.briefs
    assert brief.quotes == (f"Study leave\nHow much leave you get\n{PAID}", f"Study leave\nHow much leave you get\n{ASK}")
    assert (brief.question, brief.language, brief.person) == ("How much leave?", "en", "someone")
    assert not any("leave.md" in quote for quote in brief.quotes)


async def test_what_is_drafted_in_the_askers_language_is_checked_in_it(assistant: Assistant, our: Parts, gate: FakeGate) -> None:
    our.detector.code = "pl"

    await assistant.answer(Question("Ile dni?"))

    assert gate.languages == {"pl"}


async def test_in_a_language_that_cannot_be_checked_a_draft_is_in_english(
    assistant: Assistant, our: Parts, writer: FakeWriter, gate: FakeGate
) -> None:
    our.detector.code = "de"

    answer = await assistant.answer(Question("Wie viele Tage?"))

    assert ([brief.language for brief in writer.briefs], gate.languages) == (["en"], {"en"})
    assert (answer.language, answer.composer) == ("de", "a-model")


async def test_a_model_is_told_neither_age_nor_residence(assistant: Assistant, writer: FakeWriter) -> None:
    await assistant.answer(Question("im 24 with settled status, how much leave?"))

    assert [brief.question for brief in writer.briefs] == ["im [age] with [residence], how much leave?"]


async def test_fixed_replies_tools_and_what_is_not_known_are_not_worded_anew(
    assistant: Assistant, our: Parts, writer: FakeWriter
) -> None:
    our.judge.known = False
    await assistant.answer(Question("Is there a crèche?"))
    our.careers.advice = ADVICE
    await assistant.answer(Question("From here to there?"))
    our.careers.advice, our.router.kind = None, "clinical"
    await assistant.answer(Question("What dose?"))

    assert writer.briefs == []
