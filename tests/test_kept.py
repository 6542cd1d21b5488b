from dataclasses import fields
from typing import get_args

from assistant import own_data
from assistant.kept import ABOUT_ONESELF, UNTRACED
from assistant.routing import KINDS
from assistant.types import Answer
from tests.records.turns import turn

BESIDE = {"retrieved", "details", "choices", "follow_ups", "confidence", "timings_ms"}


def test_the_kinds_of_which_nothing_is_kept_are_kinds_that_there_are() -> None:
    assert set(KINDS) >= UNTRACED
    assert set(get_args(own_data.Kind)) == ABOUT_ONESELF


def test_a_kept_turn_tells_all_of_its_answer_but_what_stands_beside_it() -> None:
    kept = turn(composer="rules")
    told = kept.told

    empty = Answer("", "en", "answered", "", "")
    assert (told.text, told.id, told.notices, told.composer) == (kept.answer, kept.id, kept.notices, "rules")
    same = {each.name for each in fields(Answer) if getattr(told, each.name) == getattr(empty, each.name)}
    assert same == BESIDE | {"language", "outcome"}
