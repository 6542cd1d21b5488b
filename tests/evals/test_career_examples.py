from pathlib import Path

from assistant.careers.kinds import KINDS
from evals.career_examples import page_questions, read_examples


def test_examples_are_of_known_kinds_and_stand_once() -> None:
    examples = read_examples()

    assert {example.kind for example in examples} == set(KINDS)
    assert len({example.text.lower() for example in examples}) == len({example.id for example in examples}) == len(examples)
    assert {example.split for example in examples} == {"fit", "validation"}


def test_the_questions_of_pages_are_read_each_once(tmp_path: Path) -> None:
    (tmp_path / "funding").mkdir()
    page = "# Levy\n\n## Questions this page answers\n\n- `The levy pays.`\n  - who pays\n  - who pays\n\n## Sources\n\n  - no question\n"
    (tmp_path / "funding" / "levy.md").write_text(page, "utf-8")

    assert page_questions(tmp_path) == ["who pays"]
