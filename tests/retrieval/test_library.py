from pathlib import Path

import pytest

from assistant.errors import IndexNotReady
from assistant.retrieval.library import Library
from assistant.retrieval.ranking import Weights
from assistant.retrieval.search import Search
from tests.retrieval.fakes import FakeEmbedder, index

TEXT = "# Study leave\n\nNurses get five days a year.\n"


def library(data: Path) -> Library:
    return Library(Search(data, FakeEmbedder(), Weights.load()))


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("library")
    (folder / "leave.md").write_text(TEXT, "utf-8")
    index(folder / "data", folder / "leave.md")
    return library(folder / "data")


async def test_a_question_is_found_by_its_vector(ready: Library) -> None:
    vector = await ready.vector("How many days?", True)

    found = await ready.find("How many days?", (), True, vector, 10)

    assert [match.passage.document for match in found.matches] == ["leave.md"]
    assert set(found.timings_ms) == {"embed", "search"}


async def test_a_source_is_given_by_name_or_not_at_all(ready: Library) -> None:
    source = await ready.source("leave.md")

    assert source is not None
    assert source.text == TEXT
    assert await ready.source("../leave.md") is None


async def test_an_index_that_is_there_is_ready(ready: Library) -> None:
    await ready.check_ready()


async def test_without_an_index_the_remedy_is_told(tmp_path: Path) -> None:
    missing = library(tmp_path)

    with pytest.raises(IndexNotReady, match="assistant index"):
        await missing.check_ready()
    with pytest.raises(IndexNotReady, match="assistant index"):
        await missing.source("leave.md")


@pytest.mark.parametrize(
    ("text", "share"), [("Is it five days?", 1.0), ("days blorp", 0.5), ("blorp quux", 0.0), ("is it the", 0.0), ("🙂", 0.0)]
)
def test_the_share_of_words_that_the_corpus_holds_leaves_out_those_that_say_nothing(
    ready: Library, text: str, share: float
) -> None:
    assert ready.known_words(text) == share


def test_no_words_are_known_without_an_index(tmp_path: Path) -> None:
    assert library(tmp_path).known_words("days") == 0.0
