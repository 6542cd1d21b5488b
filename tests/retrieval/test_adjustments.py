from pathlib import Path

import pytest

from assistant.retrieval.adjustments import adjustments
from assistant.retrieval.candidates import Aim, draw
from assistant.retrieval.query import read_query
from tests.retrieval.fakes import FakeEmbedder, index, opened

PAGE = "# Support\n\nA coach asks you questions. A mentor was a coach once. A mentor shares a job like yours.\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("adjustments")
    (folder / "pages").mkdir()
    (folder / "pages" / "support.md").write_text(PAGE, "utf-8")
    index(folder / "data", folder / "pages")
    return folder / "data"


def gains(data: Path, question: str, side: list[str], others: list[str]) -> dict[str, float]:
    """What each sentence gains, by its text."""
    snapshot = opened(data)
    query = read_query(question, snapshot.lexical, english=True)
    candidates, _ = draw(snapshot, [Aim(query, FakeEmbedder().embed_query(question))])
    found = adjustments(candidates, query, side, others)
    texts = [unit.text for passage in candidates.passages for unit in passage.units]
    snapshot.close()
    return dict(zip(texts, found.tolist(), strict=True))


def test_a_side_gains_what_is_about_it_alone(data: Path) -> None:
    found = gains(data, "a coach or a mentor, what is the difference", ["mentor"], ["coach"])

    alone, both, other = "A mentor shares a job like yours.", "A mentor was a coach once.", "A coach asks you questions."
    assert found[alone] > found[both] > 0 > found[other]


def test_nothing_is_gained_where_nothing_is_compared(data: Path) -> None:
    assert set(gains(data, "what does a mentor share about a job", [], []).values()) == {0}
