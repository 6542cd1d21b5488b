"""A catalogue with files in it, as a run writes it."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.retrieval.passages import passages_of
from assistant.retrieval.store import VIEWS, Added, FileRecord, Store, Vectors
from assistant.types import Provenance
from tests.retrieval.fakes import DIMENSIONS, FakeEmbedder, source_of

TEXT = "# Leave\n\nYou may take five days.\n\n- form A\n\n| Role | Days |\n|---|---|\n| Nurse | 5 |\n"
SPACE = "fake/1|1"


def file(document: str, text: str = TEXT) -> Added:
    """A file as a run hands it over."""
    provenance = Provenance(url="https://example.org", as_of="2026", audience=("coach",), topics=("leave", "pay"))
    source = replace(source_of(text, document=document), provenance=provenance)
    return (
        FileRecord(f"/folder/{document}", "/folder", document, "digest"),
        source,
        passages_of(source, FakeEmbedder().count_tokens),
    )


def vectors(units: int) -> Vectors:
    """Vectors of a passage with so many units, always the same."""
    generator = np.random.default_rng(units)
    whole = generator.normal(size=DIMENSIONS).astype(np.float16)
    none = np.empty((0, DIMENSIONS), np.float16)
    return Vectors(whole, generator.normal(size=(units, VIEWS, DIMENSIONS)).astype(np.float16), none, none)


def write(folder: Path, *added: Added, removed: tuple[str, ...] = (), generation: str = "1") -> None:
    """Take files away and put others in, as one run."""
    store = Store(folder, writable=True)
    try:
        for _, _, passages in added:
            store.add_vectors(SPACE, {passage.id: vectors(len(passage.units)) for passage in passages})
        store.replace(removed, added, {"generation": generation})
    finally:
        store.close()


def names(folder: Path) -> list[str]:
    """The documents that the catalogue of a folder holds."""
    store = Store(folder)
    try:
        return sorted(record.document for record in store.files().values())
    finally:
        store.close()
