"""How often learning tells first what an education lead would, and never what nobody can use: `python -m evals.learning`."""

from dataclasses import dataclass
from datetime import date

import yaml

from assistant.advice import Advice
from assistant.careers.book import Book
from assistant.careers.learning.programmes import learning_advice
from assistant.careers.learning.wishes import wish_of
from assistant.careers.people.circumstances import Circumstances
from evals.corpus_book import read_book
from evals.dataset import DATASETS

CASES = DATASETS / "learning_cases.yaml"
TODAY = date(2026, 11, 26)
FIRST = 3


@dataclass(frozen=True, slots=True)
class Result:
    """What was told to one question, what of it was missed, and what should not have been told as usable."""

    question: str
    told: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    held_out: bool = False

    @property
    def right(self) -> bool:
        return not self.missed and not self.wrong


def results(book: Book) -> list[Result]:
    """Every case, asked and held against what is expected."""
    cases = yaml.safe_load(CASES.read_text("utf-8"))
    return [_result(case, _advice(book, case)) for case in cases]


def _advice(book: Book, case: dict[str, object]) -> Advice:
    profile = case["profile"]
    assert isinstance(profile, dict)
    return learning_advice(book, Circumstances(TODAY, profile), wish_of(str(case["question"])))


def _result(case: dict[str, object], advice: Advice) -> Result:
    expected, never = case["first_three_must_include"], case["never"]
    assert isinstance(expected, list) and isinstance(never, list)  # noqa: PT018
    told = tuple(item.id for item in advice.items)
    usable = {item.id for item in advice.items if item.status == "met"}
    return Result(
        str(case["question"]),
        told,
        tuple(each for each in expected if each not in told[:FIRST]),
        tuple(each for each in never if each in usable),
        bool(case.get("held_out")),
    )


def main() -> None:
    """Print the shares that are right, and what went wrong."""
    found = results(read_book())
    for result in found:
        if not result.right:
            print(f"- {result.question}\n  told {result.told}\n  missed {result.missed}, wrongly offered {result.wrong}")
    for name, held_out in (("seen", False), ("held out", True)):
        some = [result.right for result in found if result.held_out is held_out]
        print(f"learning, {name}: {sum(some)} of {len(some)} right ({sum(some) / len(some):.0%})")


if __name__ == "__main__":
    main()
