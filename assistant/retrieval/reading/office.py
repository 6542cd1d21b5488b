"""What the zip formats of Office have in common: locks, bombs, and a title in their properties."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import msoffcrypto
from lxml import etree

from assistant.errors import UnreadableFile
from assistant.retrieval.reading.limits import Limits, too_much_memory
from assistant.retrieval.reading.titles import sensible

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_RELATIONS = "_rels/.rels"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_EXCEL_OWN_PASSWORD = "VelvetSweatshop"  # Excel opens what it locks with this without asking


def unlocked(data: bytes, limits: Limits) -> bytes:
    """The zip archive inside an Office file, in the usual of the two dialects of its standard.

    Raises:
        UnreadableFile: it needs a password, is no zip archive, or says that it unpacks to more than the memory limit.
    """
    if data.startswith(_OLE):
        data = _decrypted(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            if size > limits.memory_bytes:
                raise too_much_memory(limits)
            strict = _STRICT.search(archive.read(_RELATIONS)) is not None
    except (zipfile.BadZipFile, KeyError) as error:
        raise UnreadableFile("broken file: it is not an Office file, or was cut off; save it again") from error
    return rewritten(data, _in_usual_dialect) if strict else data


def rewritten(data: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    """The archive with each part replaced by what `edit` makes of its name and content; pictures and the like go."""
    copy = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as edited:
        for entry in archive.infolist():
            if entry.filename.endswith((".xml", ".rels")):
                edited.writestr(entry.filename, edit(entry.filename, archive.read(entry)))
            elif not entry.is_dir():
                edited.writestr(entry.filename, b"")
    return copy.getvalue()


def _in_usual_dialect(_name: str, part: bytes) -> bytes:
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part)


def title(data: bytes) -> str:
    """The title in the properties of an unlocked Office file, '' where it is missing or names nothing."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            properties = etree.fromstring(archive.read("docProps/core.xml"), etree.XMLParser(resolve_entities=False))
    except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile):
        return ""
    return sensible(properties.findtext(_TITLE))


def _decrypted(data: bytes) -> bytes:
    if _LOCKED not in data:
        raise UnreadableFile("broken file: an old Office format under a new name; save it in the new one")
    plain = BytesIO()
    try:
        file = msoffcrypto.OfficeFile(BytesIO(data))
        file.load_key(password=_EXCEL_OWN_PASSWORD, verify_password=True)
        file.decrypt(plain)
    except MemoryError:
        raise
    except Exception as error:  # of any kind: the file is locked, and not in the one way that opens without asking
        raise UnreadableFile("needs a password") from error
    return plain.getvalue()
