from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval.candidates import Aim, Candidates, draw, ordered
from assistant.retrieval.query import read_query
from assistant.retrieval.ranking import (
    PASSAGE_MEASURES,
    UNIT_MEASURES,
    Weights,
    passage_measures,
    shares,
    unit_measures,
    weighted,
)
from assistant.retrieval.snapshot import Snapshot
from assistant.words import tokens
from tests.retrieval.fakes import FakeEmbedder, index, opened

PAGES = {
    "leave.md": "# Study leave\n\nNurses get five days of study leave.\n\n| Course | Length |\n|---|---|\n| Nurse | 4 years |\n",
    "visas.md": "# Visas\n\nA visa costs £304.\n\n- A form\n- A letter\n- A date\n",
    "twin.md": "# Visas\n\nA visa costs £304.\n\n- A form\n- A letter\n- A date\n- A name\n",
}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    folder: Path = tmp_path_factory.mktemp("ranking")
    (folder / "pages").mkdir()
    for name, text in PAGES.items():
        (folder / "pages" / name).write_text(text, "utf-8")
    index(folder / "data", folder / "pages")
    found = opened(folder / "data")
    yield found
    found.close()


def aim(snapshot: Snapshot, text: str, english: bool = True) -> Aim:
    return Aim(read_query(text, snapshot.lexical, english), FakeEmbedder().embed_query(text))


def measured(snapshot: Snapshot, text: str, english: bool = True) -> tuple[Candidates, dict[str, list[float]]]:
    """The candidates for a question and their measurements by name."""
    aimed = aim(snapshot, text, english)
    candidates, words = draw(snapshot, [aimed])
    columns = passage_measures(candidates, aimed, words[0]).T
    return candidates, dict(zip(PASSAGE_MEASURES, columns.tolist(), strict=True))


def units_measured(snapshot: Snapshot, text: str, told: str = "") -> dict[str, dict[str, float]]:
    """The measurements of each unit by its text; `told` is the answer before the question."""
    aimed = replace(aim(snapshot, text), told=frozenset(tokens(told)))
    candidates, _ = draw(snapshot, [aimed])
    rows = unit_measures(candidates, [aimed], np.zeros(len(candidates.rows), np.float32))
    texts = [unit.text for passage in candidates.passages for unit in passage.units]
    return {unit: dict(zip(UNIT_MEASURES, row.tolist(), strict=True)) for unit, row in zip(texts, rows, strict=True)}


def test_what_the_last_answer_said_is_told(snapshot: Snapshot) -> None:
    units = units_measured(snapshot, "and for midwives?", "Nurses get five days of study leave.")

    told = units["Nurses get five days of study leave."]["told"]
    assert units["A visa costs £304."]["told"] == 0 < units["Study leave"]["told"] == told


def test_nothing_is_told_before_the_first_answer(snapshot: Snapshot) -> None:
    assert {unit["told"] for unit in units_measured(snapshot, "study leave for nurses").values()} == {0}


def test_what_stands_under_the_title_of_a_page_opens_it(snapshot: Snapshot) -> None:
    units = units_measured(snapshot, "what are the forms for a visa")

    assert units["A visa costs £304."]["opening"] == units["A visa costs £304."]["opening_listed"] == 1


def test_every_measurement_has_a_weight() -> None:
    weights = Weights.load()

    assert set(weights.passage) == set(PASSAGE_MEASURES)
    assert set(weights.unit) == set(UNIT_MEASURES)


def test_a_passage_is_measured_by_the_words_it_shares(snapshot: Snapshot) -> None:
    candidates, measures = measured(snapshot, "study leave for nurses")

    at = [passage.document for passage in candidates.passages].index("leave.md")
    assert measures["words"][at] == measures["coverage"][at] == 1.0
    assert max(share for place, share in enumerate(measures["coverage"]) if place != at) == 0.0


def test_shared_words_count_half_in_a_question_of_another_language(snapshot: Snapshot) -> None:
    _, measures = measured(snapshot, "क्या मुझे 304 देना होगा", english=False)

    assert max(measures["words"]) == max(measures["coverage"]) == 0.5


def test_a_unit_that_holds_the_wanted_fact_fits(snapshot: Snapshot) -> None:
    units = units_measured(snapshot, "how much is a visa")

    assert (units["A visa costs £304."]["fits"], units["A visa costs £304."]["misfits"]) == (1.0, 0.0)
    assert (units["A letter"]["fits"], units["A letter"]["misfits"]) == (0.0, 1.0)


def test_nothing_misfits_where_no_kind_of_fact_is_wanted(snapshot: Snapshot) -> None:
    assert not any(unit["misfits"] for unit in units_measured(snapshot, "visas").values())


def test_a_list_of_the_asked_length_is_known(snapshot: Snapshot) -> None:
    units = units_measured(snapshot, "what are the three papers")

    assert units["A letter"]["count"] == 1.0
    assert units["Course: Nurse; Length: 4 years"]["count"] == 0.0


def test_headings_rows_and_items_are_told_apart(snapshot: Snapshot) -> None:
    units = units_measured(snapshot, "study leave")

    assert units["Study leave"]["is_heading"] == 1.0
    assert units["Course: Nurse; Length: 4 years"]["is_row"] == 1.0
    assert units["A letter"]["is_item"] == 1.0


def test_near_twins_are_kept_once_the_better_first(snapshot: Snapshot) -> None:
    candidates, _ = measured(snapshot, "visa")
    documents = [passage.document for passage in candidates.passages]
    scores = np.array([{"twin.md": 2.0, "visas.md": 1.0}.get(document, 0.0) for document in documents], np.float32)

    kept = [documents[at] for at in ordered(candidates, scores, 10)]

    assert kept == ["twin.md", "leave.md"]
    assert [documents[at] for at in ordered(candidates, scores, 1)] == ["twin.md"]


def test_a_score_is_the_weighted_sum_of_its_measurements() -> None:
    rows = np.array([[1.0, 2.0], [0.0, 1.0]], np.float32)

    np.testing.assert_allclose(weighted(rows, ("a", "b"), {"a": 1.0, "b": 10.0}), [21.0, 10.0])


@pytest.mark.parametrize("scores", [[1.0, 2.0, 3.0], [1e4, -1e4], [0.0]])
def test_shares_sum_to_one_and_keep_the_order(scores: list[float]) -> None:
    spread = shares(np.array(scores, np.float32))

    assert spread.sum() == pytest.approx(1)
    assert np.argmax(spread) == np.argmax(scores)
