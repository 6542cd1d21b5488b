import pytest

from assistant.errors import CorpusError
from assistant.retrieval.front_matter import split
from assistant.retrieval.likely import likely_questions
from assistant.retrieval.passages import passages_of
from assistant.retrieval.structure import parse
from assistant.types import LikelyQuestion, Provenance, Source

PAGE = """# Nursing associate

Most people train for about two years. The employer pays.

| Step | What happens |
|---|---|
| After passing | You can join the register |

## Questions this page answers

- `Most people train`
  - how long does it take
  - is it one year or two
- `| After passing |`
  - r nursing associates registered

## Questions this page does not answer

- what does the uniform cost
"""


def questions(text: str) -> tuple[LikelyQuestion, ...]:
    return likely_questions(text, parse(text, 0))


def test_each_question_is_tied_to_the_words_that_answer_it() -> None:
    found = questions(PAGE)

    assert [question.text for question in found if question.answered] == [
        "how long does it take",
        "is it one year or two",
        "r nursing associates registered",
    ]
    assert [PAGE[question.at :][:4] for question in found if question.answered] == ["Most", "Most", "Afte"]


def test_the_unit_that_answers_carries_its_questions_and_the_section_is_no_passage() -> None:
    page = Source("a.md", "Nursing associate", PAGE, parse(PAGE, 0), Provenance(owner="Education team"), questions(PAGE))

    units = [unit for passage in passages_of(page, lambda text: len(text.split())) for unit in passage.units]

    assert {unit.text: unit.likely for unit in units if unit.likely} == {
        "Most people train for about two years.": ("how long does it take", "is it one year or two"),
        "Step: After passing; What happens: You can join the register": ("r nursing associates registered",),
    }
    assert [gap for unit in units for gap in unit.gaps] == ["what does the uniform cost"]
    assert not any("one year or two" in unit.text for unit in units)


@pytest.mark.parametrize(("words", "reason"), [("Nobody pays", "does not stand on the page"), ("a", "more than once")])
def test_words_that_do_not_stand_exactly_once_are_refused_with_the_remedy(words: str, reason: str) -> None:
    wrong = PAGE.replace("`Most people train`", f"`{words}`")

    with pytest.raises(CorpusError, match=rf'Questions this page answers: "{words}" .*{reason}.* Copy enough of the line'):
        questions(wrong)


def test_a_page_without_the_section_has_none() -> None:
    page = split("# A page\n\nIt says this.\n")

    assert page is None
    assert questions("# A page\n\n- It says this.\n  - And this.\n") == ()
