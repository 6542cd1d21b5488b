"""The product's own pages, indexed once with the real model for all tests that ask about them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.answering import Assistant
from assistant.bootstrap import build_assistant
from assistant.bootstrap_indexing import build_indexer
from assistant.settings import Settings
from evals.dataset import CORPUS
from evals.hostile import Served, served


def indexed(data: Path, folder: Path) -> Settings:
    """The settings of a data folder in which a folder is indexed."""
    settings = Settings(data_dir=data)
    with build_indexer(settings) as indexer:
        assert indexer.run([folder]).failed == ()
    return settings


@pytest.fixture(scope="session")
def over_pages(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of the processes that run the tests, the first to come makes the index; the others find it as it should be."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with FileLock(shared / "pages.lock"):
        return indexed(shared / "pages", CORPUS)


@pytest.fixture(scope="session")
def assistant(over_pages: Settings) -> Assistant:
    return build_assistant(over_pages)


@pytest.fixture(scope="session")
def hostile() -> Iterator[Served]:
    """A real language model that is too small to be right."""
    with served() as model:
        yield model
