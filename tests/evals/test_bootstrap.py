"""The parts of an evaluation, as they are chosen."""

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings
from evals.bootstrap import CHECKER, _say_without_a_bar, build_parts
from evals.errors import EvaluationError
from evals.gate import ThresholdGate
from evals.judging import Judge
from tests.commands.fakes import FakeParts


def test_a_run_is_held_to_the_thresholds_and_asks_no_second_judge(tmp_path: Path) -> None:
    parts = build_parts(Settings(data_dir=tmp_path), FakeParts(), workers=2, judged=False)

    assert isinstance(parts.gate, ThresholdGate)
    assert parts.judge is None


def test_a_second_judge_needs_a_language_model(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="set ASSISTANT_LLM_URL"):
        build_parts(Settings(data_dir=tmp_path), FakeParts(), workers=1, judged=True)

    settings = Settings(data_dir=tmp_path, llm_url="http://127.0.0.1:9", llm_model="some-model")
    assert isinstance(build_parts(settings, FakeParts(), workers=1, judged=True).judge, Judge)


def test_what_is_asked_of_the_second_judge_is_said_where_no_bar_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    _say_without_a_bar("asking some-model about 2 sentences")

    assert capsys.readouterr().err == "asking some-model about 2 sentences\n"


def test_broken_figures_of_the_checker_are_told_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / CHECKER).write_text("{", "utf-8")

    with pytest.raises(EvaluationError, match=r"checker\.json does not hold the checker's figures"):
        build_parts(Settings(data_dir=tmp_path), FakeParts(), workers=1, judged=False)


def test_no_secret_is_among_the_settings_that_are_told(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, llm_url="http://127.0.0.1:9", llm_model="some-model", llm_api_key="s3cret")

    assert "s3cret" not in str(build_parts(settings, FakeParts(), workers=1, judged=False).settings)
