"""What a run needs of the index beside answers: what tells it apart, and the texts that quotes are held against."""

import hashlib
import json
from collections.abc import Collection, Sequence
from contextlib import closing
from pathlib import Path

from assistant.errors import AssistantError, UnreadableFile
from assistant.retrieval.reading.reader import FileReader
from assistant.retrieval.store import Store


class Indexed:
    """The index in a data folder; `roots` are folders where documents stand that it does not hold."""

    def __init__(self, folder: Path, roots: Sequence[Path]) -> None:
        self._folder = folder
        self._roots = tuple(roots)

    def fingerprint(self) -> str:
        """A hash of what is indexed and with which model, the same on every machine.

        Raises:
            IndexNotReady: there is no index.
        """
        with closing(Store(self._folder)) as store:
            files = sorted((record.document, record.digest) for record in store.files().values())
            made_with = [store.meta("schema"), store.meta("space"), store.passage_ids(), files]
        return hashlib.sha256(json.dumps(made_with).encode()).hexdigest()

    def roots(self) -> tuple[Path, ...]:
        """The folders where the evidence of a dataset may stand: ours, then those that were indexed, where there is an index."""
        try:
            with closing(Store(self._folder)) as store:
                indexed = {Path(record.root): None for record in store.files().values()}
        except AssistantError:
            indexed = {}
        return tuple(dict.fromkeys((*self._roots, *sorted(indexed))))

    def texts(self, documents: Collection[str]) -> dict[str, str]:
        """Each document's text as it was read, from the index or else from its folder; one that is in neither is left out."""
        found = self._indexed(documents)
        with FileReader() as reader:
            for document in documents:
                if document not in found and (text := self._read(reader, document)):
                    found[document] = text
        return found

    def _indexed(self, documents: Collection[str]) -> dict[str, str]:
        try:
            with closing(Store(self._folder)) as store:
                sources = [store.source(document) for document in documents]
        except AssistantError:
            return {}
        return {source.document: source.text for source in sources if source}

    def _read(self, reader: FileReader, document: str) -> str:
        for root in self._roots:
            path = (root / document).resolve()
            # The name may come from another system's answers.
            if path.is_relative_to(root.resolve()) and path.is_file():
                try:
                    return reader.read(path).text
                except UnreadableFile:
                    return ""
        return ""
