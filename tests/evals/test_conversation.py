from dataclasses import replace
from pathlib import Path

import pytest

from evals.conversation import CareerQuestion, judged, read, report
from evals.dataset import DATASETS
from evals.errors import DatasetError
from tests.channels.fakes import ANSWERED

ASKED = CareerQuestion(question="q", kind="information", must=("levy|grant", "salary"), never=("you will get",))


def test_one_of_the_words_that_stand_together_suffices() -> None:
    assert judged(ASKED, ANSWERED).lacks == ()


def test_what_is_lacking_and_what_must_not_be_said_is_told() -> None:
    result = judged(ASKED, replace(ANSWERED, kind="funding", text="You will get money.", citations=()))

    told = report([result])

    assert told[0] == "'q': funding and not information; lacks ['levy|grant', 'salary'], holds ['you will get']"
    assert told[1].startswith("kinds right 0.000")


def test_the_questions_can_be_read() -> None:
    assert {each.kind for each in read(DATASETS / "career_questions.yaml")} >= {"pathway", "funding", "information"}


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text("- questoin: x\n")

    with pytest.raises(DatasetError, match=r"q\.yaml cannot be read"):
        read(tmp_path / "q.yaml")
