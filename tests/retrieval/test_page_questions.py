import numpy as np
import pytest

from assistant.retrieval.page_questions import PageQuestions

COST, LENGTH, ASKED = np.eye(3, 4, dtype=np.float32)


@pytest.fixture
def questions() -> PageQuestions:
    """The passage of row 0 answers the cost with both items of a list, that of row 2 the length; one question is left open."""
    likely = np.stack([COST, COST, LENGTH]).astype(np.float16)
    return PageQuestions([0, 0, 2], likely, ASKED[None].astype(np.float16))


def test_a_question_that_a_whole_list_answers_counts_once(questions: PageQuestions) -> None:
    assert questions.answered(COST).tolist() == [1.0, 0.0]
    assert questions.likely(COST).tolist() == [1.0, 1.0, 0.0]


def test_what_is_left_open_is_compared_apart(questions: PageQuestions) -> None:
    assert questions.left_open(ASKED).tolist() == [1.0]
    assert questions.answered(ASKED).tolist() == [0.0, 0.0]


def test_the_questions_of_a_passage_stand_together(questions: PageQuestions) -> None:
    places = [questions.places(row) for row in range(3)]

    assert [(place.start, place.stop) for place in places] == [(0, 2), (2, 2), (2, 3)]
    assert questions.rows == {0, 2}


def test_the_nearest_questions_lead_to_their_passages_once(questions: PageQuestions) -> None:
    assert questions.rows_like(LENGTH, 1) == [2]
    assert questions.rows_like(LENGTH, 2) == [2, 0]


def test_an_index_without_page_questions_has_none() -> None:
    none = PageQuestions([], np.empty((0, 4), np.float16), np.empty((0, 4), np.float16))

    assert (none.answered(COST).size, none.left_open(COST).size, none.rows_like(COST, 3), none.rows) == (0, 0, [], frozenset())
