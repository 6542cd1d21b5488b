"""The examples of records in the README of the corpus are records that nothing is wrong with."""

import re
from pathlib import Path

import pytest

from assistant.knowledge.records import SCHEMAS
from tests.corpus_tools.texts import checked, written

README = (Path(__file__).parents[2] / "corpus" / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.+?)^```", README, re.MULTILINE | re.DOTALL)


def test_each_kind_of_record_has_an_example() -> None:
    assert [re.findall(r"^kind: (\w+)", each)[0] for each in EXAMPLES] == sorted(
        SCHEMAS, key=["roles", "transitions", "schemes", "programmes", "journeys", "guidance", "contacts", "events"].index
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.split()[1])
def test_nothing_is_wrong_with_an_example_by_itself(example: str, tmp_path: Path) -> None:
    report = checked(written(tmp_path / "corpus", {"records/example.yaml": example}))

    assert [str(fault) for fault in report.faults if "there is no role" not in fault.problem] == []
