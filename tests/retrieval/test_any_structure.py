"""Whatever a text is, its blocks stand where they say, and it is parsed in time."""

import time

import pytest

from assistant.retrieval.structure import parse
from tests.retrieval.fakes import blocks_of
from tests.retrieval.texts import HARD, PAGES, generated, misplaced, random_bytes, shared_documents


@pytest.mark.parametrize("seed", range(60))
def test_every_block_stands_where_it_says_in_generated_texts(seed: int) -> None:
    text = generated(seed)

    assert misplaced(text, blocks_of(text)) == []


def test_every_block_stands_where_it_says_in_our_pages() -> None:
    found = {page.name: page.read_text("utf-8") for page in PAGES}

    assert {name: misplaced(text, blocks_of(text)) for name, text in found.items()} == dict.fromkeys(found, [])


def test_every_block_stands_where_it_says_in_the_shared_documents() -> None:
    found = shared_documents()

    assert {name: misplaced(text, blocks_of(text)) for name, text in found.items()} == dict.fromkeys(found, [])


def test_parsing_begins_at_the_offset_given() -> None:
    text = "---\ntitle: Leave\n---\n# Leave\n"

    found = parse(text, text.index("# Leave"))

    assert [(block.text, text[block.start : block.end]) for block in found] == [("Leave", "Leave")]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16", "cp437"])
@pytest.mark.parametrize("seed", range(5))
def test_bytes_that_are_no_text_are_parsed_all_the_same(seed: int, encoding: str) -> None:
    text = random_bytes(seed, encoding)

    assert misplaced(text, blocks_of(text)) == []


# ---------------------------------------------------------------- time


@pytest.mark.integration
@pytest.mark.parametrize("piece", HARD.values(), ids=HARD)
def test_hard_texts_take_no_longer_than_others(piece: str) -> None:
    text = "a" + piece * (50_000 // len(piece)) + "b"
    started = time.process_time()

    parse(text)

    assert time.process_time() - started < 2


def test_a_heading_before_many_blanks_takes_no_longer_than_others() -> None:
    found = parse("# Leave" + " " * 200_000 + "days")

    assert [block.text for block in found] == ["Leave days"]


@pytest.mark.integration
@pytest.mark.parametrize(
    "piece",
    [
        "- Ask your manager for study leave {}\n",
        "- Ask your manager\n  for study leave {}\n",
        "Nurse {}\tBand 5\t30 days\n",
        "| Nurse {} | Band 5 | 30 days |\n",
        "## Heading {}\n\nSome words to read.\n\n",
        "<li>item {}</li>",
        "<table><tr><td>Nurse {}</td></tr></table>\n",
        "Nurse {}\t<p>Title</p> <p>What: it is a course.</p>\n",
        "Nurses may ask for leave {}. ",
    ],
)
def test_two_megabytes_are_parsed_in_a_few_seconds(piece: str) -> None:
    text = "".join(piece.format(number) for number in range(2_000_000 // (len(piece) + 3)))
    started = time.process_time()

    found = parse(text)

    assert found
    assert time.process_time() - started < 20
