"""Mask the texts of `personal_data.jsonl` and print, for each kind, how much is found and what is masked for nothing.

Run `python -m evals.personal_data [FILE...]`; another FILE has the same keys, or `entity` in place of `kind`. The questions of the
other datasets are masked too: those that hold no personal data must stay as they are.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.safety import clean, mask, read
from evals.dataset import DATASETS
from evals.json_lines import read_rows

OWN = DATASETS / "personal_data.jsonl"


@dataclass(frozen=True, slots=True)
class Case:
    """A text that holds `value`; `valid` says that it is personal data, `held_out` that nothing was fitted on it."""

    id: str
    kind: str
    valid: bool
    value: str
    text: str
    held_out: bool

    @property
    def is_masked(self) -> bool:
        """Whether nothing of the value can be read any more."""
        return clean(self.value) not in mask(self.text)

    @property
    def is_right(self) -> bool:
        return self.is_masked == self.valid


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file."""
    return tuple(
        Case(row["id"], row.get("kind") or row["entity"], row["valid"], row["value"], row["text"], row.get("split") == "held_out")
        for row in read_rows(path)
    )


def report(cases: Sequence[Case]) -> Iterator[str]:
    """A line for each kind, then the cases that went wrong."""
    yield f"{'':36}{'found':>10}{'held out':>10}{'for nothing':>13}{'held out':>10}"
    for kind in (*dict.fromkeys(case.kind for case in cases), ""):
        of_kind = [case for case in cases if kind in ("", case.kind)]
        shares = [
            _share([case for case in of_kind if case.valid == valid and case.held_out == held_out])
            for valid in (True, False)
            for held_out in (False, True)
        ]
        yield f"{kind or 'all':36}{shares[0]:>10}{shares[1]:>10}{shares[2]:>13}{shares[3]:>10}"
    yield from (f"  {case.id} {'missed' if case.valid else 'for nothing'}: {case.text!r}" for case in cases if not case.is_right)


def _share(cases: Sequence[Case]) -> str:
    return f"{sum(case.is_masked for case in cases)}/{len(cases)}"


def masked_questions(folder: Path = DATASETS) -> Iterator[str]:
    """The questions over documents of which something is masked."""
    for path in sorted(folder.glob("questions_*.jsonl")):
        for row in read_rows(path):
            found = read(row["question"]).found
            if found:
                yield f"  {row['id']} ({row['kind']}; {', '.join(found)}): {row['question']}"


def main(arguments: Sequence[str]) -> None:
    for path in [Path(each) for each in arguments] or [OWN]:
        print(path.name, *report(read_cases(path)), sep="\n")
    print("questions of which something is masked", *masked_questions(), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
