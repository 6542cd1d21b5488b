"""A language model as it is attached: what it brings, what `doctor` says of it, and a real one that is too small to be right."""

import subprocess
import sys
from contextlib import aclosing
from dataclasses import replace

import pytest

from assistant.bootstrap import build_assistant
from assistant.bootstrap_writing import build_check, build_language_model, build_writer
from assistant.drafts import Brief, Drafted
from assistant.errors import ModelUnavailable
from assistant.settings import Settings
from evals.hostile import Served
from tests.integration.models import FIRST_WITHIN
from tests.integration.writing import BRIEF, settings, written
from tests.scripted_model import refuses, says, scripted

pytestmark = pytest.mark.integration

QUESTIONS = (
    "How many days of study leave do I get?",
    "Can I become a nurse while I work?",
    "Who pays for the course?",
    "What is the phone number of the education team?",
    "Do I need a maths GCSE?",
    "How long does the apprenticeship take?",
    "Is study leave paid for part-time staff?",
    "Can my manager say no?",
    "What is the web address of the form?",
    "How much will I earn afterwards?",
    "Can I start without English level 2?",
    "When must I ask?",
)


def test_the_writer_s_time_is_up_before_that_of_the_answer() -> None:
    chosen = Settings(llm_url="http://127.0.0.1:9/v1", llm_model="m")

    rewording = build_assistant(chosen, build_language_model(chosen)).rewording

    assert rewording is not None
    assert chosen.llm_first_seconds < rewording.first_within < FIRST_WITHIN
    assert chosen.llm_seconds < rewording.all_within


def test_nothing_of_a_language_model_is_loaded_where_none_is_configured() -> None:
    code = "import sys, assistant.bootstrap; sys.exit(bool({'openai', 'purgatory', 'json_repair'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_doctor_has_a_model_write_something() -> None:
    with scripted() as model:
        check = build_check(settings(model, 20))

        assert check.name == "language model"
        assert check.run().endswith("its sentences that can be used: 1")


def test_doctor_tells_a_model_that_fails_or_writes_nothing_that_can_be_used() -> None:
    with scripted(refuses(404), says('{"sentences": []}')) as model:
        with pytest.raises(ModelUnavailable, match="check ASSISTANT_LLM_MODEL"):
            build_check(settings(model, 20)).run()
        with pytest.raises(ModelUnavailable, match="no sentence of it can be used"):
            build_check(settings(model, 20)).run()


async def test_the_hostile_generator_writes_drafts_that_rest_on_quotes_that_exist(hostile: Served) -> None:
    patient = 120  # seconds: it shares its processor with every other test
    writer = build_writer(settings(hostile, patient))
    drafted: list[Drafted | None] = []
    for question in QUESTIONS:
        async with aclosing(writer.write(Brief(question, "en", BRIEF.quotes))) as drafts:
            drafted.append(await anext(drafts, None))

    found = [each for each in drafted if each is not None]
    assert len(found) >= len(QUESTIONS) / 2
    assert {number for each in found for number in each.quotes} <= {1, 2}


async def test_the_hostile_generator_is_behind_its_key(hostile: Served) -> None:
    assert await written(settings(replace(hostile, key="wrong"), 60)) == ["key refused"]
