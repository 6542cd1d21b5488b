"""What a run can be told apart by: the questions, the index and the code that it was made with."""

import hashlib
import json
import platform
import shutil
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from evals.dataset import Case
from evals.errors import DatasetError

CHECKOUT = Path(__file__).parents[1]
CHECKER = CHECKOUT / "assistant" / "grounding"
UNKNOWN = "unknown"


def sha256_of_file(path: Path) -> str:
    """Of the bytes of a dataset.

    Raises:
        DatasetError: it cannot be read.
    """
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise DatasetError(f"{path} cannot be read ({error.strerror}): name a dataset of JSON lines.") from error


def sha256_of_questions(cases: Sequence[Case]) -> str:
    """Of what is asked, so that a changed expectation leaves it as it is."""
    asked = json.dumps([case.as_asked() for case in cases], sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()


def sha256_of_checker(folder: Path = CHECKER) -> str:
    """Of the grounding checker's code, words and weights, the same on every machine."""
    files = sorted(path for path in folder.iterdir() if path.suffix in {".py", ".json", ".toml"})
    told = json.dumps([(path.name, path.read_text(encoding="utf-8")) for path in files])
    return hashlib.sha256(told.encode()).hexdigest()


def revision(checkout: Path = CHECKOUT) -> str:
    """Git's short name of the revision, with "+changes" where the work tree has some, or "unknown" outside a checkout."""
    top, _, name = _git(checkout, "rev-parse", "--show-toplevel", "--short", "HEAD").partition("\n")
    if not name or Path(top).resolve() != checkout.resolve():
        return UNKNOWN
    return f"{name}+changes" if _git(checkout, "status", "--porcelain") else name


def versions() -> dict[str, str]:
    """Of the assistant and of what runs it."""
    return {"assistant": version("assistant"), "python": platform.python_version()}


def _git(folder: Path, *arguments: str) -> str:
    program = shutil.which("git")
    if program is None:
        return ""
    done = subprocess.run([program, "-C", str(folder), *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
