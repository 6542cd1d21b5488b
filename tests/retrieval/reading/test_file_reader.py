"""One file in, its text or one plain reason out; whatever the file does, the reader goes on."""

import io
import os
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import psutil
import pytest

from assistant.errors import UnreadableFile
from assistant.retrieval.reading import SUFFIXES, FileReader, Limits, ReadText

pytestmark = pytest.mark.integration

Save = Callable[[str, bytes], Path]
Word = Callable[[str], bytes]

MEGABYTE = 2**20
PARAGRAPH = "<w:p><w:r><w:t>Ask your manager.</w:t></w:r></w:p>"
only_where_memory_is_bounded = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory")


def reason(reader: FileReader, path: Path) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        reader.read(path)
    return refusal.value.reason


def children() -> list[psutil.Process]:
    return psutil.Process().children()


def test_a_text_file_is_read_with_its_first_heading_as_title(reader: FileReader, saved: Save) -> None:
    path = saved("page.md", b"# Study leave\r\n\r\nAsk first.\r\n")

    read = reader.read(path)

    assert read == ReadText("# Study leave\n\nAsk first.\n", "Study leave")


def test_a_document_is_read_whatever_the_case_of_its_suffix(reader: FileReader, saved: Save, word: Word) -> None:
    path = saved("LEAVE.DOCX", word(PARAGRAPH))

    read = reader.read(path)

    assert read.text == "Ask your manager.\n"


def test_every_promised_suffix_is_supported() -> None:
    promised = {".md", ".markdown", ".txt", ".html", ".htm", ".pdf", ".docx", ".pptx", ".xlsx", ".csv", ".tsv", ".yaml", ".yml"}

    assert promised == SUFFIXES


@pytest.mark.parametrize("name", ["random.bin", "letter.doc", "README"])
def test_a_file_of_another_kind_is_called_unsupported(reader: FileReader, saved: Save, name: str) -> None:
    path = saved(name, b"anything")

    said = reason(reader, path)

    assert said.startswith("unsupported file type")
    assert path.suffix in said


def test_a_folder_is_refused(reader: FileReader, tmp_path: Path) -> None:
    folder = tmp_path / "notes.txt"
    folder.mkdir()

    assert "not a file" in reason(reader, folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_is_refused_without_waiting_for_somebody_to_write(reader: FileReader, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)

    assert "not a file" in reason(reader, pipe)


@pytest.mark.parametrize("name", ["gone.txt", "gone.pdf"])
def test_a_file_that_is_gone_has_vanished(reader: FileReader, tmp_path: Path, name: str) -> None:
    assert reason(reader, tmp_path / name) == "vanished while it was read"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_nobody_may_read_says_so(reader: FileReader, saved: Save) -> None:
    path = saved("secret.txt", b"words")
    path.chmod(0)

    assert reason(reader, path) == "not readable (permission)"


@pytest.mark.parametrize("name", ["empty.txt", "empty.pdf", "empty.docx"])
def test_an_empty_file_has_no_text(reader: FileReader, saved: Save, name: str) -> None:
    assert reason(reader, saved(name, b"")) == "no text"


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.pptx", "a.xlsx"])
def test_a_file_that_is_not_what_its_name_says_is_broken(reader: FileReader, saved: Save, name: str) -> None:
    path = saved(name, b"This is no such file. " * 20)

    assert reason(reader, path).startswith("broken file: ")


def test_binary_data_under_the_name_of_a_text_is_broken(reader: FileReader, saved: Save) -> None:
    path = saved("random.txt", bytes(range(256)) * 4)

    assert reason(reader, path) == "broken file: it holds binary data, not text"


def test_a_file_over_the_limit_of_bytes_is_too_large(saved: Save) -> None:
    path = saved("large.txt", b"x" * (2 * MEGABYTE + 1))

    with FileReader(Limits(max_bytes=2 * MEGABYTE)) as reader:
        assert reason(reader, path) == "larger than 2 MB"


@pytest.mark.parametrize("name", ["long.txt", "long.csv", "long.html"])
def test_a_text_over_the_limit_of_characters_is_refused_whole(saved: Save, name: str) -> None:
    path = saved(name, b"some words, and more\n\n" * 100)

    with FileReader(Limits(max_characters=1000)) as reader:
        assert "more than 1,000 characters" in reason(reader, path)


def test_a_file_that_takes_too_long_is_given_up(saved: Save, word: Word) -> None:
    path = saved("slow.docx", word(PARAGRAPH * 100_000))

    with FileReader(Limits(seconds=0.2)) as reader:
        before = time.monotonic()
        said = reason(reader, path)

    assert said == "took longer than 0.2 seconds"
    assert time.monotonic() - before < 30


@pytest.mark.integration
def test_reading_goes_on_after_a_file_that_took_too_long(saved: Save, word: Word) -> None:
    slow, small = saved("slow.docx", word(PARAGRAPH * 100_000)), saved("small.docx", word(PARAGRAPH))

    with FileReader(Limits(seconds=2)) as reader:
        reason(reader, slow)
        read = reader.read(small)

    assert read.text == "Ask your manager.\n"


@pytest.mark.integration
@only_where_memory_is_bounded
def test_a_file_that_takes_too_much_memory_is_given_up_and_reading_goes_on(saved: Save, word: Word) -> None:
    heavy, small = saved("heavy.docx", word(PARAGRAPH * 150_000)), saved("small.docx", word(PARAGRAPH))

    with FileReader(Limits(memory_bytes=160 * MEGABYTE)) as reader:
        said = reason(reader, heavy)
        read = reader.read(small)

    assert said == "needed more than 160 MB of memory"
    assert read.text == "Ask your manager.\n"


def test_a_page_of_endless_nesting_is_broken(reader: FileReader, saved: Save) -> None:
    path = saved("deep.html", b"<div>" * 10_000 + b"words")

    assert reason(reader, path) == "broken file: its parts are nested too deeply"


def test_an_archive_that_lies_about_its_size_gives_nothing_partial(reader: FileReader, saved: Save, word: Word) -> None:
    data = bytearray(word(PARAGRAPH * 50_000))
    name = b"word/document.xml"
    struct.pack_into("<I", data, data.find(name) - 30 + 22, 1000)
    struct.pack_into("<I", data, data.rfind(name) - 46 + 24, 1000)

    said = reason(reader, saved("liar.docx", bytes(data)))

    assert said.startswith(("broken file: ", "needed more than "))


def test_a_sheet_that_claims_a_million_rows_is_read_for_what_it_holds(reader: FileReader, saved: Save) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Course", "Weeks"])
    book.active.append(["Coaching", 6])
    book.active.cell(1_048_496, 1).number_format = "0.00"
    file = io.BytesIO()
    book.save(file)

    read = reader.read(saved("claims.xlsx", file.getvalue()))

    assert read.text == "## Sheet\n\nCourse\tWeeks\nCoaching\t6\n"


def test_many_files_are_read_in_one_process(reader: FileReader, saved: Save, word: Word) -> None:
    path = saved("small.docx", word(PARAGRAPH))
    reader.read(path)
    first = children()

    reader.read(path)

    assert len(first) == 1
    assert children() == first


def test_a_process_that_died_is_replaced(reader: FileReader, saved: Save, word: Word) -> None:
    path = saved("small.docx", word(PARAGRAPH))
    reader.read(path)
    for child in children():
        child.kill()
        child.wait()

    read = reader.read(path)

    assert read.text == "Ask your manager.\n"


def test_no_process_is_left_after_closing(saved: Save, word: Word) -> None:
    with FileReader() as reader:
        reader.read(saved("small.docx", word(PARAGRAPH)))

    assert children() == []


def test_small_text_files_need_no_process(reader: FileReader, saved: Save) -> None:
    reader.read(saved("a.txt", b"words"))
    reader.read(saved("a.csv", b"a,b\n1,2\n"))

    assert children() == []
