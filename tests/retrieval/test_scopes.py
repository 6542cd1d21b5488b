"""What may be found where one employer is served, and where one page or record stands in place of another."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.careers.book import Book
from assistant.errors import IndexNotReady
from assistant.knowledge.employers import is_for
from assistant.knowledge.records import read_records
from assistant.knowledge.schema import Role
from assistant.retrieval.encoding import space_of
from assistant.retrieval.ranking import Weights
from assistant.retrieval.search import Search
from assistant.retrieval.snapshot import Snapshot
from assistant.retrieval.targets import targets_under
from tests.corpus_tools.texts import page, records, role, written
from tests.retrieval.fakes import FakeEmbedder, index

QUESTIONS = """
## Questions this page answers

- `You can ask for study leave`
  - can i have study leave

## Questions this page does not answer

- is study leave paid abroad
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    return written(tmp_path / "corpus", {"learning/study-leave.md": page() + QUESTIONS, "fares.md": page(title="Bus fares")})


def local(tmp_path: Path, files: Mapping[str, str]) -> Path:
    return written(tmp_path / "local", files)


def found(data: Path, employer: str = "") -> set[str]:
    """The documents that search sees where that employer is served."""
    snapshot = Snapshot(data, space_of(FakeEmbedder()), employer=employer, exact=0)
    try:
        return set(snapshot.documents)
    finally:
        snapshot.close()


def ours(employer: str = "A Trust", overrides: str = "") -> str:
    return page(title="Our leave", employer=employer, overrides=overrides)


def test_a_local_page_may_be_called_what_a_page_of_the_corpus_is(data: Path, shipped: Path, tmp_path: Path) -> None:
    report = index(data, shipped, local(tmp_path, {"learning/study-leave.md": ours()}))

    assert report.failed == ()
    assert found(data) == {"learning/study-leave.md", "fares.md", "local/learning/study-leave.md"}


@pytest.mark.parametrize("order", [("corpus", "local"), ("local", "corpus")])
def test_names_do_not_depend_on_the_order_of_indexing(order: tuple[str, ...], shipped: Path, tmp_path: Path) -> None:
    local(tmp_path, {"fares.md": ours()})

    assert shipped.is_dir()
    assert {target.document for target in targets_under(tmp_path / name for name in order)} == {
        "learning/study-leave.md",
        "fares.md",
        "local/fares.md",
    }


def test_a_page_that_overrides_another_is_found_in_its_place(data: Path, shipped: Path, tmp_path: Path) -> None:
    index(data, shipped, local(tmp_path, {"ours.md": ours(overrides="learning/study-leave.md")}))

    assert found(data) == {"fares.md", "local/ours.md"}


def test_the_questions_of_an_overridden_page_are_not_looked_at(data: Path, shipped: Path, tmp_path: Path) -> None:
    index(data, shipped, local(tmp_path, {"ours.md": ours(overrides="learning/study-leave.md")}))
    embedder = FakeEmbedder()

    snapshot = Snapshot(data, space_of(embedder), exact=0)
    vector = embedder.embed_query("can i have study leave")

    assert len(snapshot.questions.answered(vector)) == 0
    assert len(snapshot.questions.left_open(vector)) == 0
    snapshot.close()


def test_a_page_for_another_employer_is_left_out_and_overrides_nothing(data: Path, shipped: Path, tmp_path: Path) -> None:
    index(data, shipped, local(tmp_path, {"ours.md": ours(overrides="learning/study-leave.md")}))

    assert found(data, "Another Trust") == {"fares.md", "learning/study-leave.md"}
    assert found(data, "a  trust") == {"fares.md", "local/ours.md"}


def test_neither_search_nor_a_link_to_the_source_shows_what_is_for_another(data: Path, shipped: Path, tmp_path: Path) -> None:
    index(data, shipped, local(tmp_path, {"ours.md": ours()}))
    search = Search(data, FakeEmbedder(), Weights.load(), employer="Another Trust")

    ranked = {match.passage.document for match in search.rank("our leave study leave how to ask", english=True, count=50)}

    assert ranked
    assert "local/ours.md" not in ranked
    assert search.source("local/ours.md") is None


def test_an_index_that_holds_nothing_for_the_employer_says_so(data: Path, tmp_path: Path) -> None:
    index(data, local(tmp_path, {"ours.md": ours()}))

    with pytest.raises(IndexNotReady, match="Nothing in the index is for 'Another Trust'"):
        found(data, "Another Trust")


def test_a_page_that_overrides_no_more_gives_the_other_back(data: Path, shipped: Path, tmp_path: Path) -> None:
    folder = local(tmp_path, {"ours.md": ours(overrides="learning/study-leave.md")})
    index(data, shipped, folder)

    (folder / "ours.md").unlink()
    index(data, folder)

    assert found(data) == {"fares.md", "learning/study-leave.md"}


def test_a_record_that_overrides_another_is_found_in_its_place(data: Path, tmp_path: Path) -> None:
    files = {"records/roles.yaml": records("roles", role("na"), role("nurse"))}
    own = {"records/roles.yaml": records("roles", role("na", ", overrides: true, employer: A Trust"))}
    index(data, written(tmp_path / "corpus", files), local(tmp_path, own))

    def titles(employer: str) -> list[tuple[str, str]]:
        snapshot = Snapshot(data, space_of(FakeEmbedder()), employer=employer, exact=0)
        passages = [portrait.passage for portrait in snapshot.load(range(len(snapshot.ids)))]
        snapshot.close()
        return sorted((passage.title, passage.document) for passage in passages)

    assert titles("A Trust") == [("The role na", "local/records/roles.yaml"), ("The role nurse", "records/roles.yaml")]
    assert titles("B Trust") == [("The role na", "records/roles.yaml"), ("The role nurse", "records/roles.yaml")]


def test_a_book_leaves_out_what_is_for_another_employer() -> None:
    shipped = read_records("records/roles.yaml", records("roles", role("na")))
    own = read_records("local/roles.yaml", records("roles", role("na", ", overrides: true, employer: A Trust")))

    def employer_of(ours: str) -> str | None:
        found = Book.of([shipped, own], ours).get(Role, "na")
        assert found is not None
        return found.employer

    assert employer_of("A Trust") == "A Trust"
    assert employer_of("") == "A Trust"
    assert employer_of("B Trust") is None


@pytest.mark.parametrize(
    ("employer", "served", "shown"),
    [
        ("", "A Trust", True),
        ("A Trust", "", True),
        ("A Trust", "a trust ", True),
        ("A Trust", "B Trust", False),
        ("A care system", "A Trust; A care system", True),
        ("A Trust", "The A Trust", False),
        ("A Trust", " ; ", True),
    ],
)
def test_what_is_for_an_employer_is_shown_to_them_and_their_care_system(employer: str, served: str, shown: bool) -> None:
    assert is_for(employer, served) is shown
