"""How soon Slack and Teams acknowledge, answer and go on after a crash: one JSON object on standard output.

    python -m tests.benchmarks.channels [DATA_DIR]

The service runs in a process of its own over the corpus, or the index in DATA_DIR; Slack and Teams are ours, on this machine.
The first text is measured against that of the web page in the same run.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

from assistant.bootstrap_indexing import build_indexer
from assistant.settings import Settings
from evals.dataset import CORPUS, over_corpus
from tests.benchmarks.serving import POLL, Serving, served

AT_ONCE = 50
PROBES = 100
ROUNDS = 9
_PATIENCE = 300.0  # seconds
_NAMES = count(int(time.time()))  # none that the records of an earlier run know

Write = Callable[[str, str], Awaitable[object]]
Said = Callable[[str], str]


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder)
        if not sys.argv[1:]:
            with build_indexer(Settings(data_dir=given)) as indexer:
                indexer.run([CORPUS])
        sys.stdout.write(json.dumps(asyncio.run(_measured(given)), indent=1) + "\n")


async def _measured(folder: Path) -> dict[str, float]:
    questions = [each.question for each in over_corpus() if not each.history]
    async with served(folder) as serving:
        await _first_on_page(serving, questions[0])  # so that no figure holds what the first question alone has to load
        first = await _first_texts(serving, questions[1 : 1 + 3 * ROUNDS])
        acknowledged = await _acknowledged(serving, questions)
        return first | acknowledged | await _resumed(serving, questions[0])


async def _first_texts(serving: Serving, questions: Sequence[str]) -> dict[str, float]:
    """Each question is asked in one place alone: what was embedded before is known again."""
    asked: dict[str, Callable[[str], Awaitable[float]]] = {
        "page": lambda question: _first_on_page(serving, question),
        "slack": lambda question: _first_in(serving.write_in_slack, serving.said_in_slack, question),
        "teams": lambda question: _first_in(serving.write_in_teams, serving.said_in_teams, question),
    }
    found = {
        name: statistics.median([await ask(each) for each in questions[n::3]]) for n, (name, ask) in enumerate(asked.items())
    }
    later = {f"first_text_{name}_after_page": found[name] - found["page"] for name in ("slack", "teams")}
    return _rounded({f"first_text_{name}_seconds": seconds for name, seconds in found.items()} | later)


async def _first_on_page(serving: Serving, question: str) -> float:
    started = time.perf_counter()
    async with serving.client.stream("POST", f"{serving.address}/api/chat/stream", json={"question": question}) as response:
        async for line in response.aiter_lines():
            if line.startswith(("event: sentence", "event: done")):
                return time.perf_counter() - started
    raise AssertionError(f"the page was not answered: {response.status_code}")


async def _first_in(write: Write, said: Said, question: str) -> float:
    name = str(next(_NAMES))
    started = time.perf_counter()
    await write(name, question)
    await _until(lambda: bool(said(name).strip()))
    first = time.perf_counter() - started
    await asyncio.sleep(2.5)  # so that none is measured beside the end of the one before
    return first


async def _acknowledged(serving: Serving, questions: Sequence[str]) -> dict[str, float]:
    """How long it takes to acknowledge a hundred more while fifty questions are being answered, of Slack and Teams in turn."""
    names = [str(next(_NAMES)) for _ in range(AT_ONCE + PROBES)]
    writes, saids = (serving.write_in_slack, serving.write_in_teams), (serving.said_in_slack, serving.said_in_teams)

    def unanswered() -> int:
        return sum(not saids[n % 2](name).strip() for n, name in enumerate(names))

    started = time.perf_counter()
    await asyncio.gather(*(writes[n % 2](name, questions[n]) for n, name in enumerate(names[:AT_ONCE])))
    probes = [await _timed(writes[n % 2], name, questions[n]) for n, name in enumerate(names[AT_ONCE:], AT_ONCE)]
    left = unanswered()
    await _until(lambda: not unanswered())
    return _rounded(dict(_percentiles(probes)) | {"answering_all_seconds": time.perf_counter() - started}) | {
        "unanswered_after_the_last_probe": left
    }


async def _timed(write: Write, name: str, question: str) -> float:
    started = time.perf_counter()
    await write(name, question)
    return time.perf_counter() - started


async def _resumed(serving: Serving, question: str) -> dict[str, float]:
    """How long after a restart a question is answered that was acknowledged before the process was killed."""
    slack, teams = str(next(_NAMES)), str(next(_NAMES))
    await asyncio.gather(serving.write_in_slack(slack, question), serving.write_in_teams(teams, question))
    await serving.kill()
    answered_before = bool(serving.said_in_slack(slack).strip() and serving.said_in_teams(teams).strip())
    started = time.perf_counter()
    await serving.start()
    serves = time.perf_counter() - started
    await _until(lambda: bool(serving.said_in_slack(slack).strip() and serving.said_in_teams(teams).strip()))
    took = time.perf_counter() - started
    return _rounded({"restart_serves_seconds": serves, "resumed_after_restart_seconds": took - serves}) | {
        "answered_before_the_crash": answered_before
    }


def _percentiles(seconds: Sequence[float]) -> Iterator[tuple[str, float]]:
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    yield from (
        ("acknowledged_p50_seconds", cuts[49]),
        ("acknowledged_p99_seconds", cuts[98]),
        ("acknowledged_max", max(seconds)),
    )


def _rounded(found: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in found.items()}


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(_PATIENCE):
        while not holds():  # noqa: ASYNC110 - what is said elsewhere sets no event here
            await asyncio.sleep(POLL)


if __name__ == "__main__":
    main()
