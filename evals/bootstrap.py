"""The composition of an evaluation: the only place that chooses its concrete parts."""

import sys
from dataclasses import replace
from functools import partial

from assistant.commands import parts as commands
from assistant.errors import SettingsError
from assistant.settings import Settings
from evals.bench import Parts, SecondJudge
from evals.dataset import CORPUS, DOCUMENTS
from evals.gate import ThresholdGate
from evals.indexed import Indexed
from evals.judge_calls import ChatCalls
from evals.judging import Judge
from evals.kept_verdicts import KeptVerdicts
from evals.levels import read_levels
from evals.provenance import sha256_of_checker
from evals.report import read_checker_figures, read_routing_figures, render
from evals.thresholds import read_thresholds

VERDICTS = "verdicts.jsonl"
CHECKER = "checker.json"
ROUTING = "routing.json"
JUDGING = 2  # at a time: a model on one's own machine seldom has more room


def build_parts(settings: Settings, made: commands.Parts, workers: int, judged: bool, judging: int = JUDGING) -> Parts:
    """What `assistant evaluate` works with; `made` builds the parts of the assistant.

    `workers` questions are answered at a time, and with `judged`, a second judge is asked about `judging` sentences at a time.

    Raises:
        SettingsError: a second judge is wanted and none is configured.
        EvaluationError: the thresholds, the levels, or the figures of the checker or of routing are broken.
    """
    checker = read_checker_figures(settings.data_dir / CHECKER, sha256_of_checker())
    # Questions that are answered at the same time share the cores; each on all of them would only make the others wait.
    shared = replace(settings, threads=max(1, settings.threads // workers))
    return Parts(
        settings=settings.told(),
        index=Indexed(settings.data_dir, (CORPUS, DOCUMENTS)),
        build_assistant=lambda: made.build_assistant(shared),
        build_checker=lambda: made.build_checker(settings),
        gate=ThresholdGate(read_thresholds(), read_levels(), checker),
        render=partial(render, checker=checker, routing=read_routing_figures(settings.data_dir / ROUTING)),
        judge=_second_judge(settings, judging) if judged else None,
    )


def _second_judge(settings: Settings, workers: int) -> SecondJudge:
    if not settings.llm_url:
        raise SettingsError("--judge needs a language model: set ASSISTANT_LLM_URL and ASSISTANT_LLM_MODEL.")
    calls = ChatCalls(settings.llm_url, settings.llm_model, settings.llm_api_key)
    return Judge(calls, KeptVerdicts(settings.data_dir / VERDICTS), workers, _say_without_a_bar)


def _say_without_a_bar(line: str) -> None:
    """On a terminal the bar says it."""
    if not sys.stderr.isatty():
        print(line, file=sys.stderr, flush=True)
