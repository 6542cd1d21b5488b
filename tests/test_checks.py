import re
from collections import namedtuple
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.checks import data_folder, embedding, index, language_model
from assistant.drafts import Brief, Drafted
from assistant.errors import IndexNotReady, ModelUnavailable, StorageError
from tests.retrieval.fakes import FakeEmbedder
from tests.retrieval.fakes import index as indexed

Usage = namedtuple("Usage", "total used free")


def test_a_data_folder_is_made_and_its_free_space_told(tmp_path: Path) -> None:
    check = data_folder(tmp_path / "new")

    assert check.name == "data folder"
    assert "can be written" in check.run()
    assert (tmp_path / "new").is_dir()
    assert list((tmp_path / "new").iterdir()) == []


def test_a_data_folder_that_cannot_be_made_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")

    with pytest.raises(StorageError, match=r"cannot be written .* set ASSISTANT_DATA_DIR"):
        data_folder(tmp_path / "file" / "data").run()


def test_a_full_disk_is_told_before_it_is_met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: Usage(1, 1, 3 * 2**20))

    with pytest.raises(StorageError, match="has 3 MB free: free at least 500 MB"):
        data_folder(tmp_path).run()


def test_the_embedding_model_is_tried() -> None:
    check = embedding(FakeEmbedder)

    assert (check.name, check.run()) == ("embedding model", "fake/1, 8 dimensions")


def test_a_model_that_does_not_answer_is_told() -> None:
    def broken() -> FakeEmbedder:
        raise ModelUnavailable("start the endpoint")

    with pytest.raises(ModelUnavailable, match="start the endpoint"):
        embedding(broken).run()


def test_what_the_index_holds_is_told(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "leave.md").write_text("# Leave\n\nFive days are paid.\n", "utf-8")
    indexed(tmp_path / "data", tmp_path / "pages")

    assert index(tmp_path / "data", FakeEmbedder, "").run() == "1 documents, 1 passages"


def test_a_missing_index_and_another_model_s_index_are_told(tmp_path: Path) -> None:
    with pytest.raises(IndexNotReady, match="assistant index"):
        index(tmp_path / "data", FakeEmbedder, "").run()

    (tmp_path / "leave.md").write_text("# Leave\n\nFive days are paid.\n", "utf-8")
    indexed(tmp_path / "data", tmp_path / "leave.md")
    with pytest.raises(IndexNotReady, match="fake/2"):
        index(tmp_path / "data", lambda: FakeEmbedder("fake/2"), "").run()


@dataclass
class FakeWriter:
    """Drafts these sentences."""

    drafted: tuple[Drafted, ...]
    name: str = "large"

    async def write(self, brief: Brief) -> AsyncIterator[Drafted]:
        assert brief.quotes
        for each in self.drafted:
            yield each


def test_the_language_model_is_tried() -> None:
    check = language_model(lambda: FakeWriter((Drafted("You get five days.", (1,)),)))

    assert check.name == "language model"
    assert re.fullmatch(r"large wrote a draft in \d+\.\d seconds, its sentences that can be used: 1", check.run())


def test_a_language_model_of_which_nothing_can_be_used_is_told() -> None:
    with pytest.raises(ModelUnavailable, match="more capable model in ASSISTANT_LLM_MODEL"):
        language_model(lambda: FakeWriter(())).run()
