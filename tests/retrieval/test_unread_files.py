"""Indexing: files that cannot be read, and tables of other formats."""

import os
from pathlib import Path

import pytest
from pypdf import PdfWriter

from assistant.retrieval.indexing import Failure, IndexReport
from tests.retrieval.fakes import FakeReader, documents, index
from tests.retrieval.indexed import failures, words


def test_each_file_that_cannot_be_read_is_reported_and_the_rest_is_indexed(data: Path, root: Path) -> None:
    (root / "empty.txt").touch()
    (root / "blank.md").write_text(" \n\n \n")
    (root / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (root / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    (root / "no suffix").write_text("text\n")
    (root / "binary.txt").write_bytes(bytes(range(32)) * 50)
    (root / "draft.md").write_text("---\ntitle: Draft\nstatus: maybe\n---\n# Draft\n\nText.\n")

    report = index(data, root)

    reasons = failures(report)
    assert report.added == 2
    assert reasons["empty.txt"] == reasons["blank.md"] == "no text"
    assert reasons["photo.jpg"] == "unsupported file type '.jpg'"
    assert reasons["no suffix"] == "unsupported file type"
    assert reasons["broken.pdf"].startswith("broken file")
    assert reasons["binary.txt"].startswith("broken file")
    assert "status is 'maybe': choose offered, planned" in reasons["draft.md"]
    assert len(reasons) == 7


def test_a_document_under_a_password_is_reported(data: Path, root: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(root / "secret.pdf")

    report = index(data, root)

    assert report.added == 2
    assert "password" in failures(report)["secret.pdf"]


def test_a_name_that_is_no_text_is_reported(data: Path, root: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(root) + b"/le\xffave.txt")).write_text("You may take five days.\n")
    except OSError:
        pytest.skip("this file system takes names of text alone")

    report = index(data, root)

    assert report.added == 2
    assert failures(report) == {"le?ave.txt": "its name is no text in UTF-8: rename it"}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_cannot_be_listed_any_more_keeps_what_was_indexed(data: Path, root: Path) -> None:
    index(data, root)
    (root / "funding").chmod(0)

    report = index(data, root)

    (root / "funding").chmod(0o700)
    assert (report.removed, list(failures(report))) == (0, ["funding"])
    assert documents(data) == {"leave.md", "funding/fares.txt"}


def test_a_document_that_becomes_unreadable_keeps_what_was_indexed(data: Path, root: Path) -> None:
    index(data, root)
    (root / "leave.md").write_bytes(bytes(range(32)) * 50)

    report = index(data, root)

    assert (report.unchanged, report.removed, list(failures(report))) == (1, 0, ["leave.md"])
    assert "You may take five days" in "".join(words(data))
    assert list(failures(index(data, root))) == ["leave.md"]


def test_a_document_that_vanishes_while_it_is_read_is_reported(data: Path, root: Path) -> None:
    report = index(data, root, reader=FakeReader(lambda path: path.unlink() if path.name == "leave.md" else None))

    assert (report.added, failures(report)) == (1, {"leave.md": "vanished while it was read"})


def test_an_indexed_document_that_vanishes_while_it_is_read_goes_with_the_next_run(data: Path, root: Path) -> None:
    index(data, root)
    (root / "leave.md").write_text("# Study leave\n\nYou may take six days of study leave.\n")

    report = index(data, root, reader=FakeReader(Path.unlink))

    assert (report.removed, list(failures(report))) == (0, ["leave.md"])
    assert index(data, root) == IndexReport(unchanged=1, removed=1)


def test_what_the_system_says_of_a_file_is_its_reason(data: Path, root: Path) -> None:
    def fail(path: Path) -> None:
        if path.name == "leave.md":
            raise PermissionError(13, "Permission denied", str(path))
        raise OSError(5, "Input/output error", str(path))

    report = index(data, root, reader=FakeReader(fail))

    assert report.failed == (
        Failure("funding/fares.txt", "not readable (Input/output error)"),
        Failure("leave.md", "not readable (permission)"),
    )


def test_tables_of_formats_that_put_the_column_names_first_keep_them(data: Path, root: Path) -> None:
    (root / "pay.csv").write_text("Role,Paid by,Where\nNurse,Trust,Ward\nPorter,Levy,Hall\n")

    index(data, root)

    assert any("Role: Nurse; Paid by: Trust; Where: Ward" in text for text in words(data))
