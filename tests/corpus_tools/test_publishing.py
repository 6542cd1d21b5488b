"""Publishing and withdrawing: the file and the index change together, or neither does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.corpus.publishing import publish, target_in, withdraw
from assistant.errors import CorpusError, IndexBusy, IndexNotReady, StorageError
from assistant.retrieval.indexing import Indexer
from assistant.retrieval.ranking import Weights
from assistant.retrieval.reading import FileReader
from assistant.retrieval.search import Search
from tests.corpus_tools.texts import page, written
from tests.retrieval.disks import fill, read_only, small_disk
from tests.retrieval.fakes import FakeEmbedder, documents


@dataclass(frozen=True)
class Refused:
    file: str
    reason: str = "no text"


@dataclass(frozen=True)
class FakeReport:
    failed: Sequence[Refused] = ()


@dataclass
class FakeIndex:
    """Gives `report`, or raises `error`."""

    report: FakeReport = FakeReport()
    error: Exception | None = None
    ran: list[Path] = field(default_factory=list)

    def run(self, paths: Sequence[Path], progress: Callable[[int, int, str], None]) -> FakeReport:
        self.ran += paths
        progress(1, 1, "")
        if self.error:
            raise self.error
        return self.report

    def paths_named(self, name: str) -> Sequence[Path]:
        return [Path("/one/a.md"), Path("/two/a.md")] if name == "a" else []

    def take_out(self, path: Path) -> bool:
        if self.error:
            raise self.error
        return bool(path)


@pytest.fixture
def local(tmp_path: Path) -> Path:
    return tmp_path / "local"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def index(data: Path) -> Iterator[Indexer]:
    with FileReader() as reader:
        yield Indexer(data, FakeEmbedder(), reader, workers=1)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# ---------------------------------------------------------------- publishing


def test_a_page_is_written_and_indexed_in_one_go(local: Path, data: Path, index: Indexer) -> None:
    replaced = publish(page(), target_in(local, "study-leave.md"), index)

    assert not replaced
    assert (local / "study-leave.md").read_text() == page()
    assert documents(data) == {"local/study-leave.md"}
    assert names(local) == {"study-leave.md"}


def test_a_page_that_is_published_again_takes_the_place_of_the_earlier_one(local: Path, data: Path, index: Indexer) -> None:
    publish(page(), target_in(local, "study-leave.md"), index)

    replaced = publish(page(owner="Another team"), target_in(local, "study-leave.md"), index)

    assert replaced
    assert "Another team" in (local / "study-leave.md").read_text()
    assert names(local) == {"study-leave.md"}
    assert documents(data) == {"local/study-leave.md"}


@pytest.mark.parametrize(
    "index",
    [FakeIndex(error=IndexBusy("busy")), FakeIndex(FakeReport([Refused("local/study-leave.md")]))],
    ids=["busy", "refused"],
)
@pytest.mark.parametrize("before", [{}, {"study-leave.md": "as it was"}], ids=["new", "replaced"])
def test_where_the_index_does_not_take_it_the_folder_is_left_as_it_was(
    index: FakeIndex, before: dict[str, str], local: Path
) -> None:
    local.mkdir()
    written(local, before)

    with pytest.raises((IndexBusy, CorpusError)):
        publish(page(), target_in(local, "study-leave.md"), index)

    assert {path.name: path.read_text() for path in local.iterdir()} == before


def test_a_failure_of_another_page_is_not_this_one(local: Path) -> None:
    publish(page(), target_in(local, "study-leave.md"), FakeIndex(FakeReport([Refused("local/old/study-leave.md")])))

    assert (local / "study-leave.md").is_file()


@pytest.mark.parametrize("before", [{}, {"study-leave.md": "as it was"}], ids=["new", "replaced"])
def test_on_a_full_disk_nothing_is_half_written(before: dict[str, str], tmp_path: Path) -> None:
    with small_disk(tmp_path / "local", 64) as local:
        written(local, before)
        filling = fill(local)

        with pytest.raises(StorageError, match="is full"):
            publish(page() * 20, target_in(local, "study-leave.md"), FakeIndex())

        assert {path.name: path.read_text() for path in local.iterdir() if path != filling} == before


def test_a_folder_that_cannot_be_written_is_told(local: Path) -> None:
    local.mkdir()

    with read_only(local), pytest.raises(StorageError, match="cannot be written"):
        publish(page(), target_in(local, "study-leave.md"), FakeIndex())


def test_a_link_in_the_place_of_the_page_is_not_written_through(local: Path, tmp_path: Path) -> None:
    written(tmp_path, {"secret.md": "secret"})
    local.mkdir()
    (local / "study-leave.md").symlink_to(tmp_path / "secret.md")

    publish(page(), target_in(local, "study-leave.md"), FakeIndex())

    assert (tmp_path / "secret.md").read_text() == "secret"
    assert not (local / "study-leave.md").is_symlink()


@pytest.mark.parametrize(
    ("folder", "document", "root"),
    [("local", "local/a.md", "local"), ("local/careers", "local/careers/a.md", "local"), ("trust/pages", "a.md", "pages")],
)
def test_names_are_relative_to_the_folder_local(folder: str, document: str, root: str, tmp_path: Path) -> None:
    target = target_in(tmp_path / folder, "a.md")

    assert target.document == document
    assert target.root.name == root


# ---------------------------------------------------------------- withdrawing


def test_a_search_that_is_open_does_not_find_a_withdrawn_page_with_the_next_question(
    local: Path, data: Path, index: Indexer
) -> None:
    publish(page(), target_in(local, "study-leave.md"), index)
    publish(page(title="Bus fares"), target_in(local, "bus-fares.md"), index)
    search = Search(data, FakeEmbedder(), Weights.load())
    before = {match.passage.document for match in search.rank("how to ask for study leave", english=True)}

    done = withdraw(str(local / "study-leave.md"), index)

    after = {match.passage.document for match in search.rank("how to ask for study leave", english=True)}
    assert before - after == {"local/study-leave.md"}
    assert search.source("local/study-leave.md") is None
    assert done.was_indexed


def test_the_file_of_a_withdrawn_page_is_kept_and_not_indexed_again(local: Path, data: Path, index: Indexer) -> None:
    publish(page(), target_in(local, "study-leave.md"), index)
    publish(page(title="Bus fares"), target_in(local, "bus-fares.md"), index)

    done = withdraw("study-leave", index)
    index.run([local])

    assert done.kept.read_text() == page()
    assert done.kept.parent.name == ".withdrawn"
    assert documents(data) == {"local/bus-fares.md"}


def test_a_page_that_is_withdrawn_twice_is_kept_twice(local: Path) -> None:
    for text in ("one", "two"):
        written(local, {"a.md": text})
        withdraw(str(local / "a.md"), FakeIndex())

    assert {path.name: path.read_text() for path in (local / ".withdrawn").iterdir()} == {"a.md": "one", "a-2.md": "two"}


def test_of_an_index_of_another_model_nothing_is_taken_out(local: Path, data: Path, index: Indexer) -> None:
    publish(page(), target_in(local, "study-leave.md"), index)

    with FileReader() as reader, pytest.raises(IndexNotReady, match="another version or model"):
        withdraw("study-leave", Indexer(data, FakeEmbedder("fake/2"), reader, workers=1))

    assert (local / "study-leave.md").read_text() == page()


def test_a_page_that_was_not_indexed_is_moved_away_all_the_same(local: Path, index: Indexer) -> None:
    publish(page(), target_in(local, "study-leave.md"), index)
    written(local, {"new.md": page(title="New")})

    done = withdraw(str(local / "new.md"), index)

    assert not done.was_indexed
    assert done.kept.is_file()


def test_where_the_index_is_busy_the_page_stays(local: Path) -> None:
    written(local, {"a.md": "one"})

    with pytest.raises(IndexBusy):
        withdraw(str(local / "a.md"), FakeIndex(error=IndexBusy("busy")))

    assert (local / "a.md").read_text() == "one"


@pytest.mark.parametrize(("name", "said"), [("gone.md", "There is no page gone.md"), ("a", "may be /one/a.md or /two/a.md")])
def test_a_name_that_means_no_page_or_several_is_told(name: str, said: str) -> None:
    with pytest.raises(CorpusError, match=said):
        withdraw(name, FakeIndex())
