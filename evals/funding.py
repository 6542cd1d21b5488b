"""Whether each scheme says what it should of each worked case: it fits, fails, is open or has expired, and what decides it.

    python -m evals.funding [CASES]

CASES is a YAML list of cases such as `evals/datasets/funding_cases.yaml` (the default), whose head says what the keys mean. The
records are those of `corpus/records`. Prints each wrong case and the share that is right; the exit status is 1 below 1.0.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from assistant.careers.book import Book
from assistant.careers.people.description import described
from assistant.careers.schemes.eligibility import Eligibility, Fit, judged
from assistant.errors import AssistantError, CorpusError
from assistant.knowledge.conditions import About, Condition
from assistant.knowledge.scalars import read_plain
from assistant.knowledge.schema import Role, Scheme
from assistant.types import Profile
from evals.corpus_book import read_book
from evals.dataset import DATASETS
from evals.errors import DatasetError

_NAMES = {"prior_qualification": "qualification"}
CASES = DATASETS / "funding_cases.yaml"


class FundingCase(BaseModel):
    """What is known of somebody on a day, and what a scheme should say; any of `expected` is right, as is any of `decides`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    scheme: str
    profile: Mapping[About, str]  # with `qualification` by the name that a profile gives it, `prior_qualification`
    on: date
    expected: tuple[Fit, ...] = Field(min_length=1)
    decides: tuple[str, ...]
    note: str = ""

    @field_validator("profile", mode="before")
    @classmethod
    def _as_abouts(cls, value: object) -> object:
        return {_NAMES.get(key, key): each for key, each in value.items()} if isinstance(value, dict) else value

    @field_validator("expected", mode="before")
    @classmethod
    def _as_list(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a scheme said of a case: how it stands, and the words that say what decides it."""

    case: FundingCase
    fit: Fit
    words: str

    @property
    def is_right(self) -> bool:
        named = not self.case.decides or any(each.lower() in self.words.lower() for each in self.case.decides)
        return self.fit in self.case.expected and named


def read(path: Path) -> list[FundingCase]:
    """The cases of a file.

    Raises:
        DatasetError: it cannot be read, is no YAML, or a case has another shape.
    """
    try:
        return TypeAdapter(list[FundingCase]).validate_python(read_plain(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, CorpusError) as error:
        raise DatasetError(f"{path}: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise DatasetError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def verdict(book: Book, case: FundingCase) -> Verdict:
    """What the book's scheme says.

    Raises:
        DatasetError: there is no such scheme.
    """
    scheme = book.get(Scheme, case.scheme)
    if scheme is None:
        raise DatasetError(f"{case.id}: there is no scheme {case.scheme!r} in corpus/records. Correct the id or add the record.")
    role = book.get(Role, case.profile.get("role", ""))
    rest: Mapping[About, str] = {about: value for about, value in case.profile.items() if about != "role"}
    found = judged(scheme, described(Profile(), "", case.on, role, rest).circumstances)
    return Verdict(case, found.fit, " ".join(_deciding(found)))


def _deciding(found: Eligibility) -> Iterator[str]:
    """The words by which an answer tells what fails or is open; for what has expired, what it says of its end."""
    for each in found.conditions:
        if each.standing != "met":
            yield from _words(each.condition)
    yield found.scheme.text.text
    yield from (edge.text.text for edge in found.scheme.edges if found.fit == "expired")


def _words(condition: Condition) -> Iterator[str]:
    yield condition.about.replace("_", " ")
    yield from (part for part in (condition.text.text if condition.text else "", condition.ask or "") if part)
    for each in (*condition.any, *condition.all):
        yield from _words(each)


def report(verdicts: Sequence[Verdict]) -> str:
    """The wrong cases, one a line, and the share that is right."""
    wrong = [
        f"{each.case.id} {each.case.scheme}: expected {' or '.join(each.case.expected)} ({', '.join(each.case.decides)}), got {each.fit}"
        for each in verdicts
        if not each.is_right
    ]
    right = len(verdicts) - len(wrong)
    return "\n".join([*wrong, f"{right} of {len(verdicts)} right: {right / len(verdicts) if verdicts else 0:.3f}"])


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and say by the exit status whether every case is right."""
    try:
        book = read_book()
        verdicts = [verdict(book, case) for case in read(Path(arguments[0]) if arguments else CASES)]
    except (AssistantError, DatasetError) as error:
        print(error, file=sys.stderr)
        return 1
    print(report(verdicts))
    return 0 if verdicts and all(each.is_right for each in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
