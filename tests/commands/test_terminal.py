import io
import os
import select
import sys
from collections.abc import Iterator

import pytest

from assistant.commands.terminal import console, progress_bar


@pytest.fixture
def terminal() -> Iterator[tuple[int, io.TextIOWrapper]]:
    """The two ends of a terminal: what was shown is read from the first, a program writes to the second."""
    shown, written = os.openpty()
    with os.fdopen(written, "w", encoding="utf-8") as file:
        yield shown, file
    os.close(shown)


def chunk_of(shown: int) -> bytes:
    ready, _, _ = select.select([shown], [], [], 0)
    return os.read(shown, 10_000) if ready else b""


def test_progress_is_shown_on_a_terminal_as_it_stands(
    terminal: tuple[int, io.TextIOWrapper], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, file = terminal
    monkeypatch.setattr(sys, "stderr", file)
    monkeypatch.setenv("TERM", "xterm-256color")

    with progress_bar() as progress:
        progress(3, 7, "[bold]page\x1b[2J.md")

    text = b"".join(iter(lambda: chunk_of(shown), b"")).decode("utf-8")
    assert "3/7" in text
    assert "[bold]page[2J.md" in text


def test_progress_is_silent_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as progress:
        progress(3, 7, "page.md")

    assert capsys.readouterr() == ("", "")


def test_a_terminal_has_colour_unless_it_is_not_wanted(
    terminal: tuple[int, io.TextIOWrapper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", terminal[1])
    monkeypatch.setenv("TERM", "xterm-256color")

    assert console({}).color_system
    assert not console({"NO_COLOR": "1"}).color_system


def test_lines_are_left_whole_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    console({}).print("a long line " * 40)

    assert capsys.readouterr().out.count("\n") == 1
