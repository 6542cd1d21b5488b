"""A second judge behind a chat endpoint that a test scripts, and what it is asked about."""

from collections.abc import Sequence
from pathlib import Path

from evals.claims import Claim
from evals.judging import Judge
from evals.kept_verdicts import KeptVerdict, KeptVerdicts
from evals.runs import JudgeAgreement
from tests.evals.chat import FakeEndpoint
from tests.evals.run_parts import Shown

TRUE = Claim("C001", "The levy pays.", ("The levy pays the training costs.",))
FALSE = Claim("C002", "It takes six years.", ("It takes four years.",))
OTHER = Claim("C003", "Ask your manager.", ("You must ask your manager first.",))
AGAIN = "assistant evaluate questions.jsonl --score-only run --judge"


def judge(endpoint: FakeEndpoint, kept: Path) -> Judge:
    return Judge(endpoint.calls(), KeptVerdicts(kept), workers=1)


def judged(judge: Judge, shown: Shown, *claims: Claim) -> list[bool | None]:
    """The verdicts, None where there is none."""
    found = judge.verdicts(claims, shown.progress)
    return [each.supported if isinstance(each, KeptVerdict) else None for each in found]


def agreed(judge: Judge, shown: Shown, claims: Sequence[Claim]) -> JudgeAgreement:
    """The agreement with a checker that supports everything."""
    return judge.agree(claims, [True] * len(claims), shown.progress, AGAIN)
