"""Whether an answer says the same in Slack, in Teams, on the page and as plain text, for every question of the datasets.

    python -m assistant index corpus
    python -m evals.formats [DATASET...] [--most N]

Asks each question of `evals/datasets`, writes the answer in every format and reads each back (`evals/read_back.py`): every
sentence with its [n] marks, every line in its order, the outcome, notices, choices, follow-ups and steps, and every citation with its
quote must stand there as the answer has them, and nothing of Teams' text may come alive. Prints how many of each were held, and
the first differences. The exit status is 1 where there is one.
"""

import argparse
import asyncio
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from assistant.answering import Assistant
from assistant.bootstrap import build_assistant
from assistant.channels.labels import labels
from assistant.channels.replies import lines, plain, readable, slack, teams, without_marks
from assistant.channels.web.conversation import exchange_of
from assistant.channels.web.identity import Identities, Visitor
from assistant.channels.web.rendering import AllPages, Told
from assistant.channels.web.settings import DEFAULTS
from assistant.errors import AssistantError, QuestionError
from assistant.handing_over import TEAM
from assistant.settings import Settings
from assistant.types import Answer, Question
from evals.errors import DatasetError
from evals.questions import files, read_questions
from evals.read_back import first_missing, live_markdown, marked, of_blocks, of_html, of_markdown, one_line, unbold

SHOWN = 20  # differences
TURN = "turn-1"
PAGE = "page"
"""Draws details in place of the lines that say the same: there the lines stand in another order, and heads apart from them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What an answer says and a format does not: `part` names what it is of the answer."""

    shown_in: str
    part: str
    words: str
    question: str = ""

    def __str__(self) -> str:
        return f"{self.shown_in} lacks the {self.part} {self.words!r} of {self.question!r}"


@dataclass(slots=True)
class Held:
    """How many answers and parts of them were held against all formats, and what differs."""

    answers: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)
    unreadable: int = 0

    def add(self, answer: Answer) -> None:
        """Hold an answer against its formats."""
        self.answers += 1
        parts = parts_of(answer)
        self.parts.update({name: len(texts) for name, texts in parts.items()})
        self.differences.extend(replace(each, question=answer.question) for each in differences(answer, parts))

    def join(self, other: "Held") -> None:
        """Count another's with these."""
        self.answers += other.answers
        self.unreadable += other.unreadable
        self.parts.update(other.parts)
        self.differences.extend(other.differences)


def shown(answer: Answer) -> dict[str, str]:
    """An answer as its reader sees it in each format: all that can be opened is open."""
    reply = teams.reply(answer)
    without_cards = teams.reply(answer, cards=False)
    posted = slack.messages(answer)
    opened = [slack.rest(answer.text, answer.citations), *(slack.quote_view(each) for each in answer.citations)]
    return {
        "Slack": of_blocks([posted, opened]),
        "Teams": f"{of_markdown(reply.text)}\n{of_blocks([reply.card, reply.further])}",
        "Teams without cards": of_markdown(without_cards.text),
        PAGE: of_html(_pages().of(answer.language).turn(Told(answer, exchange_of(answer)), _somebody())),
        "plain text": plain.text(answer),
    }


def _somebody() -> Visitor:
    return Visitor(Identities(b"nobody is known", seconds=0))


@cache
def _pages() -> AllPages:
    return AllPages(DEFAULTS, TEAM)


def parts_of(answer: Answer) -> dict[str, list[str]]:
    """What each format has to show, by the names of the parts."""
    text = one_line(unbold(" \n ".join(line.text for line in lines(answer.text))))
    steps = [step for item in (answer.details.items if answer.details else ()) for step in item.steps]
    ticks = {f"done: {step.id}" for step in steps}  # where a step has a box, the box is the choice
    outcome = [] if answer.outcome == "answered" else [labels(answer.language)[f"outcome_{answer.outcome}"]]
    return {
        "sentence": [marked(words, text) or words for each in answer.sentences if (words := one_line(unbold(each.text)))],
        "line": [one_line(without_marks(line.text)) for line in lines(answer.text)],
        "outcome": outcome,
        "notice": [one_line(readable(each)) for each in answer.notices],
        "choice": [one_line(readable(each.label)) for each in answer.choices if each.value not in ticks],
        "follow-up": [one_line(readable(each)) for each in answer.follow_ups],
        "quote": [one_line(readable(each.quote)) for each in answer.citations],
        "source": [one_line(readable(each.title)) for each in answer.citations],
        "number": [f"[{each.number}]" for each in answer.citations],
        "step": [one_line(each.text) for each in steps],
    }


def differences(answer: Answer, parts: Mapping[str, Sequence[str]]) -> Iterator[Difference]:
    """What an answer says and one of its formats does not, and what would come alive in Teams."""
    for name, seen in shown(answer).items():
        text = one_line(seen)
        drawn = name == PAGE and answer.details is not None
        for part, words in parts.items():
            yield from (
                Difference(name, part, each) for each in _missing("step" if drawn and part == "line" else part, words, text)
            )
    yield from (Difference("Teams", "text alone: alive is", each) for each in live_markdown(teams.reply(answer).text))


def _missing(part: str, words: Sequence[str], text: str) -> list[str]:
    match part:
        case "line":
            missing = first_missing([_bare(each) for each in words], _bare(text))
            return [each for each in words if _bare(each) == missing][:1]
        case "sentence":
            close = _close(text)
            return [each for each in words if _close(each) not in close]
        case "step":
            bare = _bare(text)
            return [each for each in words if not any(_bare(said) in bare for said in _ways_to_say(each))]
        case "source":
            return [each for each in words if not (each in text or _is_among_others(each, text))]
        case _:
            return [each for each in words if each not in text]


def _ways_to_say(step: str) -> list[str]:
    """A step as it stands, and without what is said once over several ("Need to know:")."""
    parts = step.split(": ")
    return [": ".join(parts[at:]) for at in range(len(parts))]


def _is_among_others(source: str, text: str) -> bool:
    """Whether the number of a source stands behind its title with those of other quotes of it: "[1] Title: Section [2] [3]"."""
    number, title = source.split("] ", 1)
    return re.search(rf"\] {re.escape(title)}(?:: [^\[]*)?(?:\s*\[\d+\])*\s*{re.escape(number)}\]", text) is not None


def _bare(text: str) -> str:
    return "".join(without_marks(text).split())


def _close(text: str) -> str:
    return text.replace(" [", "[")


async def held(assistant: Assistant, asked: Sequence[Question]) -> Held:
    """Ask the questions, and hold each answer against its formats; what cannot be read as a question is counted apart."""
    found = Held()
    for question in asked:
        try:
            found.add(replace(await assistant.answer(question), id=TURN))
        except QuestionError:
            found.unreadable += 1
    return found


def report(name: str, found: Held) -> list[str]:
    """The counts of a dataset."""
    counts = ", ".join(f"{count} {part}s" for part, count in found.parts.items())
    unreadable = f", {found.unreadable} texts that are no question" if found.unreadable else ""
    return [f"{name}: {found.answers} answers ({counts}){unreadable}: {len(found.differences)} differences"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run over the index of the settings; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", nargs="*", type=Path, help="by default all of evals/datasets that hold questions")
    parser.add_argument("--most", type=int, help="questions of each dataset, from its first")
    given = parser.parse_args(arguments)
    total = Held()
    try:
        assistant = build_assistant(Settings.load(os.environ))
        for path in given.datasets or files():
            found = asyncio.run(held(assistant, list(read_questions(path))[: given.most]))
            print("\n".join(report(path.name, found)), flush=True)
            total.join(found)
    except (AssistantError, DatasetError) as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join([*report("All", total), *map(str, total.differences[:SHOWN])]))
    return 1 if total.differences else 0


if __name__ == "__main__":
    sys.exit(main())
