"""Passages: pieces of a Source that keep together what belongs together, and that a model can read."""

import time
from pathlib import Path

import pytest

from assistant.retrieval.e5 import MAX_TOKENS as MODEL_TOKENS
from assistant.retrieval.e5 import E5Embedder
from assistant.retrieval.front_matter import split
from assistant.retrieval.passages import passages_of
from assistant.retrieval.structure import parse
from assistant.types import Passage, Provenance, Source, Unit
from tests.retrieval.fakes import FakeEmbedder, passages, source_of
from tests.retrieval.texts import HARD, LONG, PAGES, SECTION, generated, misplaced, random_bytes, shared_documents

tokens = FakeEmbedder().count_tokens


def units(found: list[Passage]) -> list[Unit]:
    return [unit for passage in found for unit in passage.units]


def size(passage: Passage) -> int:
    return tokens(f"{passage.title} {passage.text}")


# ---------------------------------------------------------------- what stands together


def test_a_long_section_is_a_passage_under_its_heading() -> None:
    found = passages("# Study leave\n\n" + SECTION.format(1) + SECTION.format(2))

    assert [passage.section for passage in found[:2]] == ["Study leave", "Study leave"]
    assert found[0].text.startswith("Study leave\nSection 1\nNurses may ask")


def test_short_sections_share_a_passage() -> None:
    found = passages("# Leave\n\n### Nurses\n\nFive days.\n\n### Porters\n\nFour days.\n")

    assert found[0].section == "Leave"
    assert [unit.text for unit in found[0].units] == ["Nurses", "Five days.", "Porters", "Four days."]


def test_each_sentence_item_and_row_is_a_unit_under_its_heading() -> None:
    found = passages("## Leave\n\nAsk early. It is free.\n\n- form A\n\n| Role | Days |\n|---|---|\n| Nurse | 5 |\n")

    assert [(unit.kind, unit.text, unit.heading) for unit in found[0].units] == [
        ("heading", "Leave", ""),
        ("paragraph", "Ask early.", "Leave"),
        ("paragraph", "It is free.", "Leave"),
        ("item", "form A", "Leave"),
        ("row", "Role: Nurse; Days: 5", "Leave"),
    ]


@pytest.mark.parametrize("line", ["- bring form number {}\n", "| Nurse {} | five days |\n"])
def test_a_list_or_table_that_fits_stays_whole_with_what_announces_it(line: str) -> None:
    lines = "".join(line.format(number) for number in range(25))

    found = passages(f"{LONG * 12}\n\nThese are the facts of all the wards here:\n\n{lines}")

    whole = next(passage for passage in found if any(unit.group for unit in passage.units))
    assert sum(unit.group > 0 for unit in whole.units) == 25
    assert whole.units[0].text == "These are the facts of all the wards here:"


def test_a_long_list_is_cut_between_items() -> None:
    found = passages("".join(f"- bring form number {number} on day {number}\n" for number in range(200)))

    assert len(found) > 1
    assert [unit.text for unit in units(found)] == [f"bring form number {n} on day {n}" for n in range(200)]


def test_units_that_one_quote_can_hold_are_joined() -> None:
    found = passages("## Leave\n\nAsk early. It is free.\n\n![a picture of a ward](ward.png)\n\n- form A\n- form B\n")

    assert [(unit.text, unit.joined) for unit in found[0].units] == [
        ("Leave", False),
        ("Ask early.", True),
        ("It is free.", True),
        ("a picture of a ward", True),
        ("form A", True),
        ("form B", True),
    ]


def test_a_section_with_sub_headings_has_an_outline() -> None:
    found = passages("# Courses\n\n" + "".join(SECTION.format(number) for number in range(4)))

    outline = found[-1]
    assert [unit.text for unit in outline.units] == ["Courses", "Section 0", "Section 1", "Section 2", "Section 3"]
    assert {unit.group for unit in outline.units} == {-1}


@pytest.mark.parametrize("text", ["Ring the bell\n", "# Leave\n\n## Who pays\n", "Yes.\n", "| a | b |\n"])
def test_the_shortest_document_has_a_passage(text: str) -> None:
    found = passages(text)

    assert len(found) == 1
    assert found[0].text


# ---------------------------------------------------------------- offsets


@pytest.mark.parametrize("seed", range(30))
def test_every_unit_stands_where_it_says_in_generated_texts(seed: int) -> None:
    text = generated(seed)

    assert misplaced(text, units(passages(text))) == []


def test_every_unit_stands_where_it_says_in_the_shared_documents() -> None:
    found = shared_documents()

    assert {name: misplaced(text, units(passages(text))) for name, text in found.items()} == dict.fromkeys(found, [])


@pytest.mark.parametrize("seed", range(10))
def test_a_passage_reaches_from_its_first_unit_to_its_last(seed: int) -> None:
    for passage in passages(generated(seed)):
        assert passage.start == min(unit.start for unit in passage.units)
        assert passage.end == max(unit.end for unit in passage.units)


def test_nothing_that_is_written_is_left_out() -> None:
    source = source_of(generated(7))

    said = {unit.block for unit in units(passages_of(source, tokens))}

    trailing = len(source.blocks) - 1
    assert set(range(len(source.blocks))) - said <= ({trailing} if source.blocks[trailing].kind == "heading" else set())


# ---------------------------------------------------------------- size


@pytest.mark.parametrize("seed", range(10))
def test_no_passage_is_longer_than_the_model_reads(seed: int) -> None:
    assert all(size(passage) <= MODEL_TOKENS for passage in passages(generated(seed)))


@pytest.mark.parametrize(
    "text",
    [
        "word " * 20_000,
        "a" * 100_000,
        "# " + "heading " * 2_000,
        "- " + "item " * 2_000,
        "\t".join(f"Column {n}" for n in range(60)) + "\n" + "\t".join("fifty words " * 20 for _ in range(60)),
        "".join(f"# Heading number {n}\n\n" for n in range(3_000)),
        "".join(f"## {'long heading ' * 30}\n\n{LONG}\n\n" for _ in range(40)),
        "- a\n" * 2_000,
        *(piece * (20_000 // len(piece)) for piece in HARD.values()),
    ],
)
def test_what_is_too_long_is_cut(text: str) -> None:
    found = passages(text)

    assert all(size(passage) <= MODEL_TOKENS for passage in found)
    assert misplaced(text, units(found)) == []


def test_a_sentence_that_is_too_long_is_cut_between_words_and_loses_none() -> None:
    found = passages("Leave " + "is for everyone who works here and " * 400 + "you.")

    assert len(found) > 1
    assert " ".join(unit.text for unit in units(found)).count("is for everyone who works here and") == 400


@pytest.mark.parametrize("seed", range(5))
def test_bytes_that_are_no_text_become_passages_all_the_same(seed: int) -> None:
    assert all(size(passage) <= MODEL_TOKENS for passage in passages(random_bytes(seed, "latin-1")))


@pytest.mark.integration
@pytest.mark.parametrize(
    "piece", [LONG + " ", "- Ask your manager\n", "Nurse\t5\tTrust\n", "# Heading\n", "## A\n\nAsk.\n\n", "a"]
)
def test_two_megabytes_become_passages_in_a_few_seconds(piece: str) -> None:
    source = source_of(piece * (2_000_000 // len(piece)))
    started = time.process_time()

    assert passages_of(source, tokens)
    assert time.process_time() - started < 20


@pytest.mark.integration
def test_no_passage_of_our_pages_or_the_shared_documents_is_longer_than_the_real_model_reads(tmp_path: Path) -> None:
    count = E5Embedder(tmp_path).count_tokens
    sources = [as_read(page) for page in PAGES]
    sources += [source_of(text, "A document", name) for name, text in shared_documents().items()]

    found = [passage for source in sources for passage in passages_of(source, count)]

    assert found
    assert max(count(f"passage: {passage.title}. {passage.text}") for passage in found) <= MODEL_TOKENS


@pytest.mark.integration
def test_no_passage_of_a_generated_or_hard_text_is_longer_than_the_real_model_reads(tmp_path: Path) -> None:
    count = E5Embedder(tmp_path).count_tokens
    texts = [*map(generated, range(20)), *(piece * (20_000 // len(piece)) for piece in HARD.values()), "培训计划" * 5_000]

    found = [passage for text in texts for passage in passages_of(source_of(text), count)]

    assert max(count(f"passage: {passage.title}. {passage.text}") for passage in found) <= MODEL_TOKENS


def as_read(page: Path) -> Source:
    text = page.read_text("utf-8")
    front = split(text)
    provenance, start = (front.provenance, front.body_start) if front else (Provenance(), 0)
    return Source(page.name, page.stem, text, parse(text, start), provenance)
