import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from assistant.notifying.rounds import Rounds


@asynccontextmanager
async def going(rounds: Rounds) -> AsyncIterator[None]:
    task = asyncio.create_task(rounds.keep_going())
    await asyncio.sleep(0.01)
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_it_goes_round_at_the_start_and_when_it_is_called() -> None:
    done: list[str] = []

    async def go() -> None:
        done.append("round")

    rounds = Rounds(go, again_after=60)
    async with going(rounds):
        at_the_start = len(done)
        rounds.call()
        await asyncio.sleep(0.01)

    assert (at_the_start, len(done)) == (1, 2)


async def test_it_goes_round_again_by_itself_after_a_while() -> None:
    done: list[str] = []

    async def go() -> None:
        done.append("round")

    async with going(Rounds(go, again_after=0.01)):
        await asyncio.sleep(0.05)

    assert len(done) > 1
