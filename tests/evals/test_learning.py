import pytest

from assistant.knowledge.schema import Programme
from evals.corpus_book import read_book
from evals.learning import results

pytestmark = pytest.mark.integration


def test_the_cases_name_programmes_of_the_corpus_and_are_mostly_told_right() -> None:
    book = read_book()

    found = results(book)

    named = {key for result in found for key in (*result.missed, *result.told)}
    assert named <= {programme.id for programme in book.all(Programme)}
    assert sum(result.right for result in found) >= 0.9 * len(found)
