"""The assistant as it is served: a process of its own, which can be killed at any moment."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_STARTS_WITHIN = 60.0  # seconds


@dataclass
class Served:
    """A process that serves at `address`."""

    process: Process
    address: str

    async def kill(self) -> None:
        """End it at once, with nothing put in order."""
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    async def stop(self) -> str:
        """End it as an operator would, and give what it logged."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        _, told = await asyncio.wait_for(self.process.communicate(), 20)
        return told.decode()


async def serve(environment: Mapping[str, str]) -> Served:
    """Start `assistant serve` on a port that is free, with these settings."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "assistant", "serve", "--port", "0"),
        env={**others, **environment},
        cwd=ROOT,
        stdout=PIPE,
        stderr=PIPE,
    )
    assert process.stdout
    line = await asyncio.wait_for(process.stdout.readline(), _STARTS_WITHIN)
    assert line.startswith(b"Serving on "), (line, await process.communicate())
    return Served(process, line.decode().split()[2])
