from assistant.grounding import Checker, Weights
from assistant.releasing import carrying, released
from assistant.types import Citation, Passage, Source, Statement, Unit
from tests.grounding.fakes import alike

TABLE = "| Part | Fee |\n|---|---|\n| CBT | £83 |\n| OSCE | £794 |\n"
ROWS = {"Part: CBT; Fee: £83": "| CBT | £83 |", "Part: OSCE; Fee: £794": "| OSCE | £794 |"}


def statement(*parts: str) -> Statement:
    """A statement that quotes the whole table."""
    places = [(TABLE.index(row), TABLE.index(row) + len(row)) for row in ROWS.values()]
    units = tuple(Unit(said, *place, "row", 1, columns=("Part", "Fee")) for said, place in zip(ROWS, places, strict=True))
    passage = Passage("p1", "fees.md", "Fees", "", TABLE, 0, len(TABLE), units=units)
    return Statement(tuple(f"- {part}" for part in parts), "", passage, places[0][0], places[-1][1])


def said(*parts: str) -> list[str]:
    """What of the parts is released."""
    checker = Checker(alike, Weights.load())
    told = released([statement(*parts)], {"fees.md": Source("fees.md", "Fees", TABLE, ())}, checker.check)
    return [sentence.text for sentence in told.sentences]


def test_every_row_of_a_quoted_table_is_released_under_its_columns() -> None:
    assert said(*ROWS) == list(ROWS)


def test_a_row_with_a_cell_of_another_row_is_not_released() -> None:
    assert said("Part: CBT; Fee: £83", "Part: CBT; Fee: £794") == ["Part: CBT; Fee: £83"]


def test_a_quote_stands_below_its_title_section_and_columns() -> None:
    citation = Citation(1, "fees.md", "Fees", "Tests", "| CBT | £83 |", 0, 13, columns=("Part", "Fee"))

    assert carrying(citation) == ["Fees", "Tests", "Part; Fee", "| CBT | £83 |"]
