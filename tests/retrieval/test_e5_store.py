"""The weights of the built-in embedding model, and the graph that it builds from them in the data folder."""

import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelUnavailable, StorageError
from assistant.retrieval.e5_store import graph_path, load_graph
from assistant.retrieval.e5_weights import dequantise, verify, wheel_weights


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the graph in it, to be read only."""
    folder = tmp_path_factory.mktemp("e5")
    load_graph(folder, wheel_weights())
    return folder


@pytest.fixture
def own_dir(data_dir: Path, tmp_path: Path) -> Path:
    """A copy of the data folder, to be damaged."""
    return Path(shutil.copytree(data_dir, tmp_path / "data"))


def test_a_block_is_its_scale_times_its_nibbles_less_eight() -> None:
    block = np.concatenate([np.array([2], np.float16).view(np.uint8), np.full(16, 0x90, np.uint8)])

    values = dequantise(block[None])

    assert values.tolist() == [-16.0] * 16 + [2.0] * 16


def test_a_weight_file_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "e5-small-q4.bin"
    other.write_bytes(b"other weights")

    with pytest.raises(ModelUnavailable, match=r"e5-small-q4\.bin is not the pinned file.*make install"):
        verify(other)


def test_a_missing_weight_file_is_told_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"gone\.bin cannot be read.*make install"):
        verify(tmp_path / "gone.bin")


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def lose_the_receipt(path: Path) -> None:
    path.with_suffix(".json").unlink()


def spoil_the_receipt(path: Path) -> None:
    path.with_suffix(".json").write_text('{"weights": []}')


@pytest.mark.integration
@pytest.mark.parametrize("damage", [cut_in_half, flip_a_byte, lose_the_receipt, spoil_the_receipt, Path.unlink])
def test_a_damaged_or_unfinished_graph_is_built_again(own_dir: Path, damage: Callable[[Path], None]) -> None:
    path = graph_path(own_dir)
    whole = path.read_bytes()
    damage(path)

    graph = load_graph(own_dir, wheel_weights())

    assert graph == path.read_bytes() == whole


@pytest.mark.integration
def test_what_a_killed_build_left_behind_is_removed_by_the_next(own_dir: Path) -> None:
    path = graph_path(own_dir)
    path.unlink()
    path.with_name(path.name + ".4711.part").write_bytes(b"half")

    load_graph(own_dir, wheel_weights())

    assert not list(path.parent.glob("*.part"))


@pytest.mark.integration
def test_two_processes_that_start_together_build_one_graph(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from assistant.retrieval.e5 import E5Embedder; "
        "print(E5Embedder(Path(sys.argv[1])).embed_query('leave').tobytes().hex())"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]

    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    first, second = [run.communicate(timeout=60)[0] for run in runs]

    assert [run.returncode for run in runs] == [0, 0]
    assert first == second
    assert {path.suffix for path in graph_path(tmp_path).parent.iterdir()} == {".onnx", ".json", ".lock"}


@pytest.mark.integration
def test_weights_whose_time_has_changed_are_verified_once_more_and_noted(own_dir: Path) -> None:
    receipt = graph_path(own_dir).with_suffix(".json")
    current = receipt.read_text()
    receipt.write_text(json.dumps(json.loads(current) | {"weights": {"size": 1, "modified_ns": 1}}))

    load_graph(own_dir, wheel_weights())

    assert receipt.read_text() == current


@pytest.mark.integration
def test_other_weights_are_refused_although_the_graph_is_there(data_dir: Path, tmp_path: Path) -> None:
    other = tmp_path / "e5-small-q4.bin"
    other.write_bytes(b"other weights")

    with pytest.raises(ModelUnavailable, match="SHA-256"):
        load_graph(data_dir, other)


@pytest.mark.integration
def test_a_full_disk_is_told_with_its_remedy_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    with largest_file(1_000_000), pytest.raises(StorageError, match=r"free space there.*ASSISTANT_DATA_DIR"):
        load_graph(tmp_path, wheel_weights())

    assert {path.suffix for path in graph_path(tmp_path).parent.iterdir()} <= {".lock"}


@pytest.mark.integration
def test_a_data_folder_that_cannot_be_written_is_told_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where the folder should be")

    with pytest.raises(StorageError, match=r"make it writable.*ASSISTANT_DATA_DIR"):
        load_graph(tmp_path, wheel_weights())
