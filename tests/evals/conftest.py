from pathlib import Path

import pytest

from tests.evals.run_parts import Evaluation, Shown, evaluation


@pytest.fixture
def made(tmp_path: Path) -> Evaluation:
    return evaluation(tmp_path)


@pytest.fixture
def shown() -> Shown:
    return Shown()
