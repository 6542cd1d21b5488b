"""What the routing classifier learns from: questions written for it and for the careers tools, and those over documents."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.routing import Kind
from evals import career_examples
from evals.dataset import DATASETS, is_held_back
from evals.json_lines import read_rows


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its kind; `split` is fit or validation; `written_for_routing` or asked of documents and tools.

    `tool` is the careers tool that a question for information is for, or "".
    """

    id: str
    text: str
    kind: Kind
    split: str
    language: str = ""
    written_for_routing: bool = True
    tool: str = ""

    @property
    def named(self) -> str:
        """What the classifier learns to call it."""
        return self.tool or self.kind


def read_examples(folder: Path = DATASETS) -> tuple[Example, ...]:
    """The examples of routing and of the tools, and the labelled questions over documents but for the off-topic ones."""
    routing = [Example(**row) for row in read_rows(folder / "routing.jsonl")]
    tools = [_of_a_tool(example) for example in career_examples.read_examples(folder)]
    asked = [row for path in sorted(folder.glob("questions_*.jsonl")) for row in read_rows(path)]
    return (*routing, *tools, *(_information(row) for row in asked if row["kind"] != "off-topic"))


def _of_a_tool(written: career_examples.Example) -> Example:
    tool = "" if written.kind == "information" else written.kind
    return Example(written.id, written.text, "information", written.split, written_for_routing=False, tool=tool)


def _information(row: dict[str, Any]) -> Example:
    split = "validation" if is_held_back(row["id"]) else "fit"
    return Example(row["id"], row["question"], "information", split, row["language"], written_for_routing=False)
