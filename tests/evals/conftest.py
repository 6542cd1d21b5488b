from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from tests.evals.run_parts import Evaluation, Shown, evaluation


@pytest.fixture
def made(tmp_path: Path) -> Evaluation:
    return evaluation(tmp_path)


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "data" / "verdicts.jsonl"


@pytest.fixture
def without_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield
