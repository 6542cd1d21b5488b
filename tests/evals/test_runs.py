"""The folder of a run: made, found again, read and checked."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.errors import RunError
from evals.run_folder import ANSWERS, CONFIGURATION, ITEMS, SCORES, TIMINGS, RunFolder, begin, opened, unfinished
from evals.scoring import ItemScores
from tests.evals.run_parts import CONFIGURATION as CONFIGURED
from tests.evals.run_parts import said


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return begin(tmp_path, "questions", CONFIGURED)


def lines(folder: RunFolder) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder.path / ANSWERS).read_text("utf-8").splitlines()]


def test_a_folder_is_named_after_the_minute_and_the_dataset(folder: RunFolder) -> None:
    assert folder.path.name == folder.configuration.name == "2026-11-24T0512-questions"
    assert json.loads((folder.path / CONFIGURATION).read_text("utf-8"))["schema"] == 1


def test_a_second_run_of_a_minute_gets_a_folder_of_its_own(folder: RunFolder) -> None:
    other = begin(folder.path.parent, "questions", CONFIGURED)

    assert other.path.name == "2026-11-24T0512-questions-2"


def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    made = begin(tmp_path, "../peer of ours", CONFIGURED)

    assert made.path == tmp_path / "2026-11-24T0512-..-peer-of-ours"


def test_a_place_where_no_folder_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(RunError, match=r"No run folder can be made in .*file .*: choose another with --out"):
        begin(tmp_path / "file", "questions", CONFIGURED)


def test_a_folder_that_is_opened_again_is_as_it_was(folder: RunFolder) -> None:
    assert opened(folder.path) == folder


def test_answers_are_on_the_disk_as_soon_as_they_are_written(folder: RunFolder) -> None:
    with folder.added() as write:
        write(said("C001"))

        assert lines(folder) == [said("C001")]


def test_a_half_written_last_line_is_dropped(folder: RunFolder) -> None:
    with folder.added() as write:
        write(said("C001"))
    with (folder.path / ANSWERS).open("a", encoding="utf-8") as file:
        file.write('{"id": "C002", "ans')

    assert folder.rows() == ([said("C001")], True)
    assert folder.rows() == ([said("C001")], False)


@pytest.mark.parametrize("line", ["{", "[1]", '{"answer": "Yes."}'])
def test_any_other_broken_line_is_named(line: str, folder: RunFolder) -> None:
    (folder.path / ANSWERS).write_text(f'{{"id": "C001"}}\n{line}\n', "utf-8")

    with pytest.raises(RunError, match=r"answers\.jsonl, line 2: this is .*; remove the line to have it asked again"):
        folder.rows()


def test_an_answer_of_another_form_is_named(folder: RunFolder) -> None:
    (folder.path / ANSWERS).write_text('{"id": "C001", "sentences": 5}\n', "utf-8")

    with pytest.raises(RunError, match=r"answers\.jsonl, the answer to C001: sentences is not as it should be"):
        folder.answers()


def test_an_answer_with_a_confidence_that_is_no_number_is_named(folder: RunFolder) -> None:
    (folder.path / ANSWERS).write_text('{"id": "C001", "confidence": NaN}\n', "utf-8")

    with pytest.raises(RunError, match=r"answers\.jsonl, the answer to C001: confidence is not as it should be"):
        folder.answers()


def test_times_are_kept_apart_from_answers(folder: RunFolder) -> None:
    folder.keep([said("C001", timings_ms={"total": 12.5}), said("C002")])

    assert lines(folder) == [said("C001"), said("C002")]
    assert folder.times() == {"C001": {"total": 12.5}}
    assert folder.answers()["C001"].timings_ms == {"total": 12.5}


def test_keeping_the_answers_again_loses_no_times(folder: RunFolder) -> None:
    folder.keep([said("C001", timings_ms={"total": 12.5})])
    folder.keep([*folder.rows()[0], said("C002", timings_ms={"total": 2.5})])

    assert folder.times() == {"C001": {"total": 12.5}, "C002": {"total": 2.5}}


@pytest.mark.parametrize("label", ["question", "quest", "questions-of-others", "questions-2b"])
def test_a_run_of_a_label_that_only_begins_alike_is_left_alone(label: str, folder: RunFolder, tmp_path: Path) -> None:
    begin(tmp_path, "questions-of-others-too", CONFIGURED)

    assert unfinished(folder.path.parent, label, CONFIGURED) is None


def test_only_one_run_at_a_time_works_in_a_folder(folder: RunFolder) -> None:
    with folder.alone(), pytest.raises(RunError, match=r"Another run is at work in .*: wait until it is done, or .* --no-resume"):
        opened(folder.path).alone().__enter__()

    with opened(folder.path).alone():
        pass


def test_a_run_that_was_begun_in_the_same_way_and_has_no_scores_is_found(folder: RunFolder) -> None:
    later = replace(CONFIGURED, started="2026-11-25T06:00", scored_revision="abc")

    assert unfinished(folder.path.parent, "questions", later) == folder


def test_the_newest_of_two_is_gone_on_with(folder: RunFolder) -> None:
    newer = begin(folder.path.parent, "questions", CONFIGURED)

    assert unfinished(folder.path.parent, "questions", CONFIGURED) == newer


@pytest.mark.parametrize(
    "changes",
    [{"dataset_sha256": "other"}, {"index_fingerprint": "other"}, {"settings": {"threads": "1"}}, {"revision": "other"}],
)
def test_a_run_that_was_begun_otherwise_is_left_alone(changes: dict[str, Any], folder: RunFolder) -> None:
    assert unfinished(folder.path.parent, "questions", replace(CONFIGURED, **changes)) is None


def test_a_run_that_came_to_its_end_is_left_alone(folder: RunFolder) -> None:
    folder.write(SCORES, {})

    assert unfinished(folder.path.parent, "questions", CONFIGURED) is None


def test_a_damaged_neighbour_does_not_stop_the_search(folder: RunFolder) -> None:
    (begin(folder.path.parent, "questions", CONFIGURED).path / CONFIGURATION).write_text("{", "utf-8")

    assert unfinished(folder.path.parent, "questions", CONFIGURED) == folder


def test_scores_are_read_back(folder: RunFolder) -> None:
    items = [{"id": "C001", "values": {"answered": 1.0}, "failures": ["too long"]}]
    folder.write(ITEMS, {"items": items})
    folder.write(SCORES, {})

    assert folder.scores() == [ItemScores("C001", {"answered": 1.0}, ("too long",))]


def test_a_run_without_scores_says_how_to_get_them(folder: RunFolder) -> None:
    with pytest.raises(RunError, match="has no scores: finish that run with --score-only"):
        folder.scores()


def test_damaged_scores_are_told(folder: RunFolder) -> None:
    folder.write(ITEMS, {"items": [{"values": 5}]})
    folder.write(SCORES, {})

    with pytest.raises(RunError, match=r"items\.json is damaged: score that run again"):
        folder.scores()


def test_a_folder_of_another_schema_version_is_refused(folder: RunFolder) -> None:
    values = json.loads((folder.path / CONFIGURATION).read_text("utf-8"))
    (folder.path / CONFIGURATION).write_text(json.dumps(values | {"schema": 2}), "utf-8")

    with pytest.raises(RunError, match=r"configuration\.json has the schema version 2, and this version reads 1: ask again"):
        opened(folder.path)


@pytest.mark.parametrize(("fingerprint", "asked_here"), [("f", True), ("", False)])
def test_where_it_is_not_said_a_run_was_asked_here_if_it_had_an_index(
    fingerprint: str, asked_here: bool, folder: RunFolder
) -> None:
    values = json.loads((folder.path / CONFIGURATION).read_text("utf-8")) | {"index_fingerprint": fingerprint}
    del values["asked_here"]
    (folder.path / CONFIGURATION).write_text(json.dumps(values), "utf-8")

    assert opened(folder.path).configuration.asked_here == asked_here


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"is no run folder, since it holds no configuration\.json: name one that"):
        opened(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"), [("{", "cannot be read"), ("[]", "is not a JSON object"), ('{"schema": 1}', "damaged")]
)
def test_a_damaged_configuration_is_told(text: str, told: str, folder: RunFolder) -> None:
    (folder.path / CONFIGURATION).write_text(text, "utf-8")

    with pytest.raises(RunError, match=told):
        opened(folder.path)


def test_a_copy_has_the_answers_and_their_times(folder: RunFolder, tmp_path: Path) -> None:
    folder.keep([said("C001", timings_ms={"total": 12.5})])

    copy = folder.copied(tmp_path / "other", "again", "2026-11-25T06:00")

    assert copy.path == tmp_path / "other" / "2026-11-25T0600-again"
    assert copy.answers() == folder.answers()
    assert (copy.path / TIMINGS).read_bytes() == (folder.path / TIMINGS).read_bytes()
