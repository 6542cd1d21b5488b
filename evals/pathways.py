"""The pathway planner against worked cases: roles found, routes, lengths and requirements; and every transition on record.

    python -m evals.pathways [CASES] [--speed]

CASES is a file like evals/datasets/pathway_cases.yaml. Exits 1 where a share is below its target.
"""

import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.advice import Advice
from assistant.bootstrap import build_embedder
from assistant.careers.book import Book
from assistant.careers.people.circumstances import Circumstances
from assistant.careers.roles.names import RoleNames
from assistant.careers.routes.pathways import plan
from assistant.careers.routes.reading import main_role
from assistant.careers.routes.telling import PathwayAsked
from assistant.knowledge.schema import Transition
from assistant.settings import Settings
from evals.corpus_book import read_book
from evals.dataset import DATASETS
from evals.pathway_cases import Case, circumstances, faults, read_cases

TODAY = date(2026, 11, 26)
TARGETS = {"cases": 0.9, "transitions": 1.0, "names": 0.95}
ROUNDS = 20


def main(arguments: Sequence[str]) -> int:
    """Print how each case fares and the shares that are right; 1 where one is below its target."""
    paths = [Path(each) for each in arguments if not each.startswith("--")]
    book = read_book()
    names = RoleNames.of(book)
    cases = read_cases(paths[0] if paths else DATASETS / "pathway_cases.yaml")
    shares = {
        "cases": _cases_right(book, names, cases),
        "transitions": _transitions_told(book),
        "names": _names_found(names, yaml.safe_load((DATASETS / "role_names.yaml").read_text("utf-8"))),
    }
    for name, share in shares.items():
        print(f"{name}: {share:.3f} (target {TARGETS[name]})")
    if "--speed" in arguments:
        _speed(book, names, cases)
    return int(any(share < TARGETS[name] for name, share in shares.items()))


def _cases_right(book: Book, names: RoleNames, cases: Sequence[Case]) -> float:
    right = 0
    for case in cases:
        found = list(faults(case, book, _role(names, case.origin), _role(names, case.target), _advice(book, names, case)))
        right += not found
        print(f"{case.id} {'right' if not found else '; '.join(found)}")
    return right / len(cases)


def _advice(book: Book, names: RoleNames, case: Case) -> Advice:
    origin, target = _role(names, case.origin), _role(names, case.target)
    lost = [text for text, role in ((case.origin, origin), (case.target, target)) if text and not role]
    found = [names.find(text) for text in lost]
    asked = PathwayAsked(
        origin,
        target,
        no_such_role=bool(lost),
        nearest=tuple(role for each in found for role in each.nearest),
        no_bands=tuple(band for each in found for band in each.no_bands),
    )
    return plan(book, circumstances(case.profile, TODAY), asked)


def _role(names: RoleNames, text: str) -> str:
    return main_role(names.find(text))


def _transitions_told(book: Book) -> float:
    """The share of transitions that come back as a step when their two roles are asked for."""
    everyone = Circumstances(TODAY)
    missing = []
    for each in book.all(Transition):
        advice = plan(book, everyone, PathwayAsked(each.origin, each.target))
        if not any(each.id in item.id.split("+") for item in advice.items):
            missing.append(each.id)
    total = sum(1 for _ in book.all(Transition))
    print(f"transitions told: {total - len(missing)} of {total}", *missing)
    return (total - len(missing)) / total


def _names_found(names: RoleNames, expected: Mapping[str, Sequence[str]]) -> float:
    wrong = [(role, name, _role(names, name)) for role, all_ in expected.items() for name in all_ if _role(names, name) != role]
    for role, name, found in wrong:
        print(f"name {name!r}: {found or 'no role'} and not {role}")
    return 1 - len(wrong) / sum(map(len, expected.values()))


def _speed(book: Book, names: RoleNames, cases: Sequence[Case]) -> None:
    """A plan and finding the roles of a text, each over one embedding of a query in the same run."""
    embedder = build_embedder(Settings())
    embedder.embed_query("warm")
    embedding = statistics.median(_times(lambda case: embedder.embed_query(case.origin), cases))
    for name, work in {
        "plan": lambda case: _advice(book, names, case),
        "roles": lambda case: names.find(f"{case.origin} to {case.target}"),
    }.items():
        took = statistics.median(_times(work, cases))
        print(f"{name}_over_embedding: {took / embedding:.3f} ({took * 1000:.2f} ms)")


def _times(work: Any, cases: Sequence[Case]) -> Iterator[float]:
    for _ in range(ROUNDS):
        for case in cases:
            started = time.perf_counter()
            work(case)
            yield time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
