"""An endpoint that failed several times in a row is left alone for a while."""

import asyncio

import pytest

from assistant.composing.writing.circuit import Circuit
from assistant.composing.writing.failures import Cause, ModelFailed


async def call(circuit: Circuit, failure: BaseException | None = None) -> None:
    async with circuit.closed():
        if failure:
            raise failure


async def fail(circuit: Circuit, *causes: Cause) -> list[Cause]:
    told: list[Cause] = []
    for cause in causes:
        with pytest.raises(ModelFailed) as caught:
            await call(circuit, ModelFailed(cause))
        told.append(caught.value.cause)
    return told


async def test_after_enough_failures_in_a_row_nobody_is_let_through() -> None:
    circuit = Circuit(failures=2, seconds=60)

    told = await fail(circuit, "failing", "too slow", "failing")

    assert told == ["failing", "too slow", "resting"]


async def test_a_call_that_works_or_fails_by_its_own_fault_ends_the_row() -> None:
    circuit = Circuit(failures=2, seconds=60)

    told = await fail(circuit, "failing", "request refused", "failing")
    await call(circuit)
    told += await fail(circuit, "failing", "no draft", "unreachable")

    assert "resting" not in told


async def test_it_is_tried_again_after_a_while_and_left_alone_again_when_it_still_fails() -> None:
    circuit = Circuit(failures=1, seconds=0.05)
    await fail(circuit, "failing")
    await asyncio.sleep(0.06)

    assert await fail(circuit, "failing", "failing") == ["failing", "resting"]
    await asyncio.sleep(0.06)
    await call(circuit)
    await call(circuit)


@pytest.mark.parametrize("leaving", [asyncio.CancelledError(), GeneratorExit()])
async def test_whoever_leaves_early_tells_nothing_about_it(leaving: BaseException) -> None:
    circuit = Circuit(failures=2, seconds=60)
    await fail(circuit, "failing")

    with pytest.raises(type(leaving)):
        await call(circuit, leaving)
    assert await fail(circuit, "failing", "failing") == ["failing", "resting"]
