from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.names import IndexedText
from assistant.words import tokens


def built(*texts: str) -> LexicalIndex:
    """An index of texts a, b, c ... each of a document of its own."""
    return LexicalIndex.build(IndexedText(key, f"{key}.md", "", "", text) for key, text in zip("abcdef", texts, strict=False))


def test_a_passage_scores_for_the_words_it_holds() -> None:
    index = built("Nurses get leave.", "Midwives get funding.", "Doctors.")

    scores = index.scores(tokens("nurse leave"))

    assert index.ids == ["a", "b", "c"]
    assert scores[0] > 0
    assert not scores[1:].any()


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    index = built("nurse leave", "nurse funding", "nurse pay")

    assert index.rarity("leav") > index.rarity("nurs")
    assert index.rarity("never-seen") >= index.rarity("leav")
    assert index.scores(["nurs", "leav"])[0] > index.scores(["nurs"])[0]


def test_the_title_counts_as_words_of_the_passage() -> None:
    index = LexicalIndex.build(
        [IndexedText("a", "a.md", "Preceptorship", "", "It lasts a year."), IndexedText("b", "b.md", "", "", "No.")]
    )

    assert index.scores(tokens("preceptorship"))[0] > 0


@pytest.mark.parametrize("words", [[], ["blorp"], [""]])
def test_words_that_the_corpus_does_not_hold_score_nothing(words: list[str]) -> None:
    np.testing.assert_array_equal(built("Nurses get leave.", "Midwives.").scores(words), [0, 0])


@pytest.mark.parametrize("texts", [(), ("?!",), ("the and of",)])
def test_an_index_without_words_scores_nothing(texts: tuple[str, ...], tmp_path: Path) -> None:
    built(*texts).save(tmp_path / "lexical")

    index = LexicalIndex.load(tmp_path / "lexical")

    assert index.scores(["nurs"]).tolist() == [0.0] * len(texts)
    assert index.mended("nurse") is None


def test_a_saved_index_is_loaded_as_it_was(tmp_path: Path) -> None:
    index = built("Nurses get leave.", "Midwives get funding.")
    index.save(tmp_path / "lexical")
    index.save(tmp_path / "lexical")

    loaded = LexicalIndex.load(tmp_path / "lexical")

    assert (loaded.ids, loaded.frequencies, loaded.words, loaded.names) == (
        index.ids,
        index.frequencies,
        index.words,
        index.names,
    )
    np.testing.assert_array_equal(loaded.scores(["leav"]), index.scores(["leav"]))
    assert [path.name for path in tmp_path.iterdir()] == ["lexical"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("apprentiship", "apprenticeship"), ("aprenticeship", "apprenticeship"), ("fundng", "funding")],
)
def test_a_mistyped_word_is_mended_to_one_of_the_corpus(typed: str, meant: str) -> None:
    index = built("apprenticeship funding", "apprenticeship funding", "pay")

    assert index.mended(typed) == meant


@pytest.mark.parametrize("typed", ["fun", "pension", "xunding", "12345", "वेतन", "c0st", ""])
def test_a_word_that_is_no_slip_is_left_alone(typed: str) -> None:
    assert built("apprenticeship funding", "apprenticeship funding").mended(typed) is None


def test_a_word_seen_once_may_be_a_slip_of_the_source_itself() -> None:
    assert built("apprentiship", "pay").mended("apprenticeshi") is None
