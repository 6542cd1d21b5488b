"""Tiny files of each kind, made on the spot."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.retrieval.reading import FileReader

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    f'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type='
    f'"{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "heading 1", "heading 2", "toc 1")
)


@pytest.fixture
def word() -> Callable[[str], bytes]:
    """Makes a Word document of the XML of its body."""

    def make(body: str) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", TYPES)
            archive.writestr("_rels/.rels", RELATIONS)
            archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{WORD}">{STYLES}</w:styles>')
            styles = f'<Relationship Id="s" Type="{OFFICE}/relationships/styles" Target="styles.xml"/>'
            relations = f'<Relationships xmlns="{PACKAGE}/relationships">{styles}</Relationships>'
            archive.writestr("word/_rels/document.xml.rels", relations)
            document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
            archive.writestr("word/document.xml", document)
        return file.getvalue()

    return make


@pytest.fixture
def reader() -> Iterator[FileReader]:
    with FileReader() as opened:
        yield opened


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Saves bytes under a name and gives the path."""

    def save(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return save
