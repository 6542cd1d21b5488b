"""The encoder's graph in the data folder: built once, checked at every start, built anew when missing or damaged."""

import contextlib
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from assistant.errors import ModelUnavailable, StorageError
from assistant.retrieval.e5_weights import WEIGHTS_SHA256, verify

GRAPH_VERSION = 1
CANNOT_WRITE = 74  # the exit status by which the building process says that the disk refused
_BUILDER = "assistant.retrieval.e5_graph"


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What shows, without reading 70 MB, that the weight file is the one that was verified."""

    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class _Receipt:
    """Stands beside the graph and is written after it: a graph without its receipt was not finished."""

    graph_sha256: str
    weights: _Stamp


def graph_path(data_dir: Path) -> Path:
    """Where the built graph is kept; its name changes with the weights and with how it is built."""
    return data_dir / "models" / f"e5-small-int8-{WEIGHTS_SHA256[:12]}-{GRAPH_VERSION}.onnx"


def load_graph(data_dir: Path, weights: Path) -> bytes:
    """The graph, byte for byte as it was built from the weight file.

    The weight file is read through only when its size or time has changed since. Once the graph is there, the folder
    need not be writable.

    Raises:
        ModelUnavailable: the weights are not the pinned ones, or the build failed.
        StorageError: the graph has to be built and the data folder cannot take it.
    """
    path = graph_path(data_dir)
    stamp = _stamp(weights)
    receipt = _read_receipt(path)
    if receipt is None or receipt.weights != stamp:
        verify(weights)
    graph = _intact(path, receipt)
    if graph is None:
        return _built(path, stamp)
    if receipt and receipt.weights != stamp:
        with contextlib.suppress(OSError):
            _write_receipt(path, _Receipt(receipt.graph_sha256, stamp))
    return graph


def write_whole(path: Path, data: bytes) -> None:
    """Write a file under a name of its own, then give it its name; raises OSError."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _built(path: Path, stamp: _Stamp) -> bytes:
    """Build the graph; of two processes that start together the second finds what the first has built."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock")):
            graph = _intact(path, _read_receipt(path))
            if graph is None:
                graph = _build(path)
                _write_receipt(path, _Receipt(hashlib.sha256(graph).hexdigest(), stamp))
            return graph
    except OSError as error:
        raise StorageError(
            f"The embedding model cannot be written to {path.parent} ({error.strerror or error}): "
            "free space there, make it writable, or set ASSISTANT_DATA_DIR to another folder."
        ) from error


def _build(path: Path) -> bytes:
    """Run the builder in a child process, whose imports and memory a server must not keep."""
    for left in path.parent.glob(f"{path.stem}*.part"):
        left.unlink(missing_ok=True)
    done = subprocess.run([sys.executable, "-m", _BUILDER, str(path)], capture_output=True, text=True, check=False)
    reason = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
    if done.returncode == CANNOT_WRITE:
        raise OSError(reason)
    if done.returncode:
        raise ModelUnavailable(f"The embedding model could not be built ({reason}): check free memory, then try again.")
    return path.read_bytes()


def _intact(path: Path, receipt: _Receipt | None) -> bytes | None:
    try:
        graph = path.read_bytes()
    except OSError:
        return None
    return graph if receipt and hashlib.sha256(graph).hexdigest() == receipt.graph_sha256 else None


def _stamp(weights: Path) -> _Stamp:
    status = weights.stat()
    return _Stamp(status.st_size, status.st_mtime_ns)


def _read_receipt(path: Path) -> _Receipt | None:
    try:
        fields = json.loads(path.with_suffix(".json").read_bytes())
        return _Receipt(fields["graph_sha256"], _Stamp(**fields["weights"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _write_receipt(path: Path, receipt: _Receipt) -> None:
    write_whole(path.with_suffix(".json"), json.dumps(asdict(receipt)).encode())
