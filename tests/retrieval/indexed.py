"""What an index holds, and what its run said of files."""

from pathlib import Path

from assistant.retrieval.indexing import IndexReport
from assistant.retrieval.vectors import VectorIndex
from tests.retrieval.fakes import opened


def failures(report: IndexReport) -> dict[str, str]:
    return {failure.file: failure.reason for failure in report.failed}


def words(data: Path) -> list[str]:
    """What search sees, passage by passage."""
    snapshot = opened(data)
    try:
        return [portrait.passage.text for portrait in snapshot.load(range(len(snapshot.ids)))]
    finally:
        snapshot.close()


def ids_everywhere(data: Path) -> tuple[set[str], set[str], set[str]]:
    """The passage ids of the catalogue, of Chroma and of the word index."""
    snapshot = opened(data)
    vectors = VectorIndex(data, snapshot.space)
    try:
        return set(snapshot.ids), vectors.ids(), set(snapshot.lexical.ids)
    finally:
        vectors.close()
        snapshot.close()
