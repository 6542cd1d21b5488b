from pathlib import Path

import pytest

from assistant.errors import IndexNotReady
from assistant.retrieval.store import FileRecord, Store
from assistant.types import Passage, Source
from evals.indexed import Indexed


def index(folder: Path, text: str = "The levy pays.", generation: str = "1") -> Path:
    """A catalogue that holds one page."""
    store = Store(folder, writable=True)
    record = FileRecord("/pages/funding.md", "/pages", "funding.md", f"digest of {text}")
    passage = Passage(f"id of {text}", "funding.md", "Funding", "", text, 0, len(text))
    meta = {"schema": "1", "space": "small", "generation": generation}
    store.replace([], [(record, Source("funding.md", "Funding", text, ()), [passage])], meta)
    store.close()
    return folder


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "start.md").write_text("Start here.\r\n", "utf-8")
    return folder


def test_the_fingerprint_is_of_what_is_indexed_and_not_of_how_often(tmp_path: Path) -> None:
    one, again = index(tmp_path / "one"), index(tmp_path / "again", generation="7")

    assert Indexed(one, ()).fingerprint() == Indexed(again, ()).fingerprint()


def test_another_text_gives_another_fingerprint(tmp_path: Path) -> None:
    one, other = index(tmp_path / "one"), index(tmp_path / "other", "The levy does not pay.")

    assert Indexed(one, ()).fingerprint() != Indexed(other, ()).fingerprint()


def test_without_an_index_there_is_no_fingerprint(tmp_path: Path) -> None:
    with pytest.raises(IndexNotReady):
        Indexed(tmp_path, ()).fingerprint()


def test_texts_are_those_that_were_indexed_and_else_those_of_the_corpus(tmp_path: Path, pages: Path) -> None:
    texts = Indexed(index(tmp_path / "data"), (pages,)).texts(["funding.md", "start.md", "gone.md"])

    assert texts == {"funding.md": "The levy pays.", "start.md": "Start here.\n"}


def test_without_an_index_the_corpus_is_read(tmp_path: Path, pages: Path) -> None:
    assert Indexed(tmp_path, (pages,)).texts(["start.md"]) == {"start.md": "Start here.\n"}


@pytest.mark.parametrize("name", ["../secret.md", "/etc/hostname", "corpus"])
def test_a_name_cannot_lead_out_of_the_corpus(name: str, tmp_path: Path, pages: Path) -> None:
    (tmp_path / "secret.md").write_text("Secret.", "utf-8")

    assert Indexed(tmp_path, (pages,)).texts([name]) == {}


def test_evidence_may_stand_in_the_corpus_and_in_what_is_indexed(tmp_path: Path, pages: Path) -> None:
    assert Indexed(index(tmp_path / "data"), (pages,)).roots() == (pages, Path("/pages"))
    assert Indexed(tmp_path / "none", (pages,)).roots() == (pages,)
