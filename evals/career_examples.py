"""Questions that were written for the careers tools, and what the pages say that they answer."""

import re
import zlib
from dataclasses import dataclass
from pathlib import Path

from assistant.careers.kinds import Kind
from assistant.retrieval.likely import ANSWERED
from evals.dataset import CORPUS, DATASETS
from evals.json_lines import read_rows


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its kind; `split` is fit or validation."""

    id: str
    text: str
    kind: Kind
    split: str


def read_examples(folder: Path = DATASETS) -> list[Example]:
    """Those that were written for the tools."""
    return [Example(**row) for row in read_rows(folder / "career_kinds.jsonl")]


def page_questions(corpus: Path = CORPUS) -> list[str]:
    """What the pages say that they answer, each once, in an order that has nothing to do with what they say."""
    texts = (path.read_text("utf-8") for path in sorted(corpus.glob("*/*.md")))
    return sorted({question for text in texts for question in _answered(text)}, key=by_chance)


def by_chance(text: str) -> int:
    """A place in an order that has nothing to do with what the texts say."""
    return zlib.crc32(text.encode())


def _answered(page: str) -> list[str]:
    listed = page.partition(f"\n## {ANSWERED}\n")[2].partition("\n## ")[0]
    return re.findall(r"^ +- (.+)$", listed, re.MULTILINE)
