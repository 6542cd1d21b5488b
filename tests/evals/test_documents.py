"""What the README tells of the figures over documents."""

from pathlib import Path

from evals.documents import FIGURES, read_figures, tables
from evals.readme import README, put


def test_the_readme_tells_the_figures_that_were_kept() -> None:
    told = tables(read_figures())

    assert f"<!-- results -->\n{told}\n<!-- /results -->" in README.read_text("utf-8"), (
        "python -m evals.documents --readme writes it anew"
    )


def test_every_figure_stands_with_its_interval_for_each_set() -> None:
    share, count, none = ({"value": each, "lo": 0.5, "hi": 0.9} for each in (0.75, 120.0, None))
    figures = {"overall": {**dict.fromkeys(FIGURES, share), "words": count, "nugget": none}}

    told = tables(
        {"ours": figures, "cross_lingual_rank": {"printed": ["graded 9 of 9", "| lang | n |", "|---|---|", "| ar | 9 |"]}}
    )

    assert told.startswith(
        "| | ours |\n|---|---|\n| `recall_5`: evidence found in the first 5 passages | 0.750 (0.50 to 0.90) |\n"
    )
    assert "| `words`: length of an answer, median | 120 |" in told
    assert "| `nugget`: facts of a right answer that are said | - |" in told
    assert told.endswith("\n\n| lang | n |\n|---|---|\n| ar | 9 |")


def test_a_table_is_put_between_its_own_marks(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("<!-- figures -->\nkept\n<!-- /figures -->\n<!-- results -->\nold\n<!-- /results -->\n", "utf-8")

    put("results", "new", path)

    assert path.read_text("utf-8") == ("<!-- figures -->\nkept\n<!-- /figures -->\n<!-- results -->\nnew\n<!-- /results -->\n")
