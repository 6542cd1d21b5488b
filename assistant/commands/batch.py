"""Many questions from a file, answered or ranked in its order; a line that fails does not stop the others."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from assistant.answering import Assistant
from assistant.channels.replies import answer_object
from assistant.commands.parts import Progress, Search
from assistant.commands.row_schemas import RankRow, read_question, reason_of
from assistant.commands.rows import Row, Write
from assistant.errors import IndexNotReady


async def answer_rows(assistant: Assistant, rows: Sequence[Row], workers: int, write: Write, progress: Progress) -> int:
    """Write an answer object a row, `workers` of them in the making at a time; returns how many hold an error instead.

    Raises:
        IndexNotReady: no row can be answered.
    """
    await assistant.check_ready()
    done = failed = 0
    progress(done, len(rows), "")
    async for told in _in_order(assistant, rows, workers):
        write(told)
        done += 1
        failed += "error" in told
        progress(done, len(rows), "")
    return failed


async def _in_order(assistant: Assistant, rows: Sequence[Row], workers: int) -> AsyncIterator[Mapping[str, Any]]:
    waiting: deque[asyncio.Task[Mapping[str, Any]]] = deque()
    for row in rows:
        waiting.append(asyncio.create_task(_answered(assistant, row)))
        if len(waiting) == workers:
            yield await waiting.popleft()
    while waiting:
        yield await waiting.popleft()


async def _answered(assistant: Assistant, row: Row) -> Mapping[str, Any]:
    if row.mistake:
        return row.without_answer("id", row.mistake)
    try:
        answer = await assistant.answer(read_question(row.values))
    except IndexNotReady:
        raise
    except Exception as error:
        return row.without_answer("id", reason_of(error))
    return answer_object(answer) | {"id": row.values["id"]}


def rank_rows(search: Search, rows: Sequence[Row], count: int, write: Write, progress: Progress) -> int:
    """Write the `count` best passages a row; returns how many rows hold an error instead.

    Raises:
        IndexNotReady: no row can be ranked.
    """
    failed = 0
    for done, row in enumerate(rows, 1):
        told = _ranked(search, row, count)
        write(told)
        failed += "error" in told
        progress(done, len(rows), "")
    return failed


def _ranked(search: Search, row: Row, count: int) -> Mapping[str, Any]:
    if row.mistake:
        return row.without_answer("qid", row.mistake)
    try:
        asked = RankRow.model_validate(row.values)
        matches = search.rank(asked.question, asked.lang or "", count)
    except IndexNotReady:
        raise
    except Exception as error:
        return row.without_answer("qid", reason_of(error))
    named = {key: row.values[key] for key in ("qid", "lang") if key in row.values}
    found = ({"document": m.passage.document, "text": m.passage.text, "score": m.score} for m in matches)
    return named | {"ranked": list(found)}
