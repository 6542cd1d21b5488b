from collections import Counter

import pytest

from evals.corruptions import EACH, KINDS, Corruption, TruePair, corruptions, sample, statements, true_pairs
from evals.corruptions.falsity import Truths
from evals.corruptions.pages import page_statements
from evals.dataset import CORPUS
from evals.evidence import contains, words

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def pairs() -> list[TruePair]:
    return true_pairs(statements(CORPUS))


@pytest.fixture(scope="module")
def made(pairs: list[TruePair]) -> list[Corruption]:
    return corruptions(pairs)


def test_there_are_at_least_a_hundred_of_every_kind(made: list[Corruption]) -> None:
    counts = Counter(each.kind for each in made)

    assert {kind: count for kind, count in counts.items() if not 100 <= count <= EACH} == {}
    assert set(counts) == set(KINDS)


def test_no_sentence_gives_more_than_three_of_a_kind(made: list[Corruption]) -> None:
    assert max(Counter((each.kind, each.pair.sentence) for each in made).values()) <= 3


def test_of_the_values_a_third_and_more_stand_elsewhere_in_the_quotes(made: list[Corruption]) -> None:
    hard = Counter(each.kind for each in made if each.hard)

    assert {kind for kind in ("number", "date", "name", "band", "money", "duration") if hard[kind] < EACH / 3 - 5} == set()


def test_what_is_put_in_stands_in_the_quotes_of_a_hard_one(made: list[Corruption]) -> None:
    missing = [
        each for each in made if each.hard and not any(_holds(each, text) for text in (*each.pair.said, *each.pair.quotes))
    ]

    assert missing == []


def _holds(one: Corruption, text: str) -> bool:
    return contains(text, one.new) or one.kind == "name"  # a name may stand there in its long form


def test_no_corruption_says_what_its_quotes_or_another_true_pair_say(made: list[Corruption], pairs: list[TruePair]) -> None:
    true = {words(pair.sentence) for pair in pairs}

    told = [
        one.sentence
        for one in made
        if words(one.sentence) in true or any(contains(quote, one.sentence) for quote in one.pair.quotes)
    ]

    assert told == []


def test_each_corruption_differs_from_its_true_sentence_in_one_place(made: list[Corruption]) -> None:
    same = [one.sentence for one in made if one.sentence == one.pair.sentence]
    other = [one.sentence for one in made if one.kind == "money" and one.sentence.replace(one.new, one.old) != one.pair.sentence]

    assert same == []
    assert len(other) <= EACH / 20  # where the new value stood in the sentence within another one


def test_the_same_pages_give_the_same_corruptions(pairs: list[TruePair], made: list[Corruption]) -> None:
    assert corruptions(list(reversed(pairs))) == made


def test_a_sample_takes_as_many_true_pairs_of_every_manner_and_context(pairs: list[TruePair]) -> None:
    counts = Counter((pair.manner, pair.context) for pair in sample(pairs, 20))

    assert len(counts) == 9
    assert set(counts.values()) == {20}


def test_a_changed_sentence_that_a_quote_carries_is_no_corruption() -> None:
    page = page_statements("# Fees\n\nThe first fee is £153. The yearly fee is £120.\n")
    pair = next(pair for pair in true_pairs(page) if pair.context == "passage" and pair.sentence == "The first fee is £153.")
    truths = Truths([])

    assert truths.denies("The first fee is £120.", pair)
    assert not truths.denies("The yearly fee is £120.", pair)
    assert not truths.denies("The fee is £120.", pair)
