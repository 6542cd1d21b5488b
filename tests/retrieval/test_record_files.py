import pytest

from assistant.errors import CorpusError
from assistant.retrieval.passages import passages_of
from assistant.retrieval.record_files import record_source
from assistant.retrieval.rows import parts_json, parts_of
from tests.knowledge.test_records import ROLES

SECOND = """\
- id: nurse
  title: Registered nurse
  source: {title: NMC, url: "https://www.nmc.org.uk/", as_of: 2025}
  text: A registered nurse is on the register of the NMC.
  family: nursing
  settings: [nhs]
  registration: NMC
  staff_group: nurse
  names: [nurse, rn, staff nurse]
"""


def count_tokens(text: str) -> int:
    return len(text.split())


def test_each_record_is_a_passage_under_its_own_title() -> None:
    passages = passages_of(record_source("records/roles.yaml", ROLES + SECOND), count_tokens)

    assert [passage.title for passage in passages] == ["Healthcare support worker", "Registered nurse"]
    assert "register of the NMC" in passages[1].text


def test_what_a_passage_of_records_says_stands_in_the_file() -> None:
    text = ROLES + SECOND
    passages = passages_of(record_source("records/roles.yaml", text), count_tokens)

    units = [unit for passage in passages for unit in passage.units]

    assert all(text[unit.start : unit.end] == unit.text for unit in units)
    assert {passage.document for passage in passages} == {"records/roles.yaml"}


def test_a_quote_is_dated_by_its_record_and_not_by_its_file() -> None:
    text = ROLES + SECOND
    source = record_source("records/roles.yaml", text)

    dates = [source.provenance_at(text.index(words)).as_of for words in ("care for people", "new name", "register of")]

    assert dates == ["undated", "2026-03", "2025"]


def test_what_parts_a_source_has_survives_its_row_in_the_catalogue() -> None:
    parts = record_source("records/roles.yaml", ROLES + SECOND).parts

    assert parts_of(parts_json(parts)) == parts


def test_a_file_without_records_has_no_text() -> None:
    with pytest.raises(CorpusError, match="no records yet"):
        record_source("records/events.yaml", "kind: events\nrecords: []\n")
