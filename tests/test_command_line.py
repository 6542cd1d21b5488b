import errno
import subprocess
import sys
from pathlib import Path

import pytest
import stamina

from assistant.__main__ import program
from assistant.errors import CorpusError, IndexBusy, IndexNotReady, ModelUnavailable, StorageError
from tests.commands.fakes import Command, FakeParts

HEAVY = ("chromadb", "fastapi", "llama_index", "numpy", "onnxruntime", "pydantic", "rich", "uvicorn")
COMMANDS = tuple(
    "ask barriers brief corpus doctor evaluate funding grade-grounding index pathway rank serve sweep teams-package".split()
)


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=60)


def test_every_command_is_there() -> None:
    assert tuple(sorted(program.commands)) == COMMANDS


def test_without_a_command_it_says_what_there_is(command: Command) -> None:
    ran = command()

    assert ran.status == 2
    assert all(f"\n  {name} " in ran.err for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_whatever_the_settings_are(name: str, command: Command) -> None:
    ran = command(name, "--help", ASSISTANT_UNKNOWN="1")

    assert ran.status == 0
    assert ran.out.startswith(f"Usage: assistant {name}")


def test_a_call_that_is_made_again_is_not_told(command: Command, caplog: pytest.LogCaptureFixture) -> None:
    failures = [ModelUnavailable("busy")]

    def call() -> None:
        if failures:
            raise failures.pop()

    command("--version")
    stamina.RetryingCaller(attempts=2, wait_initial=0).on(ModelUnavailable)(call)

    assert (failures, caplog.messages) == ([], [])


def test_the_version_is_told(command: Command) -> None:
    ran = command("--version")

    assert ran.status == 0
    assert ran.out.startswith("assistant 0.")


def test_help_waits_for_nothing_heavy() -> None:
    ran = run_python("-X", "importtime", "-m", "assistant", "ask", "--help")

    imported = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in ran.stderr.splitlines()}
    assert ran.returncode == 0
    assert "click" in imported
    assert imported.isdisjoint(HEAVY)


def test_a_wrong_setting_stops_a_command_with_status_2(command: Command) -> None:
    ran = command("ask", "Who pays?", ASSISTANT_THREADS="two")

    assert ran.status == 2
    assert ran.err.startswith("Error: ASSISTANT_THREADS is 'two', which is not a whole number")
    assert ran.err.count("\n") == 1


def test_an_index_that_is_not_ready_gives_status_3(command: Command, parts: FakeParts) -> None:
    parts.assistant.error = IndexNotReady("There is no index: run `assistant index`.")

    ran = command("ask", "Who pays?")

    assert (ran.status, ran.out, ran.err) == (3, "", "Error: There is no index: run `assistant index`.\n")


@pytest.mark.parametrize("kind", [CorpusError, IndexBusy, ModelUnavailable, StorageError])
def test_any_other_error_gives_its_sentence_and_status_1(kind: type[Exception], command: Command, parts: FakeParts) -> None:
    parts.assistant.error = kind("This is why.")

    ran = command("ask", "Who pays?")

    assert (ran.status, ran.err) == (1, "Error: This is why.\n")


def test_a_fault_of_the_program_is_one_sentence_that_names_the_place(command: Command, parts: FakeParts) -> None:
    parts.assistant.error = ZeroDivisionError("by nothing")

    ran = command("ask", "Who pays?")

    assert ran.status == 1
    assert ran.err.startswith("Error: The assistant has a fault (ZeroDivisionError in fakes.py line ")
    assert ran.err.count("\n") == 1


def test_a_full_disk_is_told_as_such(command: Command, parts: FakeParts) -> None:
    parts.assistant.error = OSError(errno.ENOSPC, "No space left on device", "index.sqlite3")

    ran = command("ask", "Who pays?")

    assert (ran.status, ran.err) == (1, "Error: The disk is full (index.sqlite3): free some space and try again.\n")


def test_an_interruption_is_quiet(command: Command, parts: FakeParts, tmp_path: Path) -> None:
    parts.search.error = KeyboardInterrupt()
    questions = tmp_path / "in.jsonl"
    questions.write_text('{"qid": "a", "question": "Who?"}', "utf-8")

    ran = command("rank", questions, "-")

    assert (ran.status, ran.err.strip()) == (130, "")


def test_a_reader_that_goes_away_is_no_error() -> None:
    script = "import sys; from assistant.__main__ import main; sys.exit(main(['--help']))"
    command = [sys.executable, "-c", script]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_a_full_disk_behind_standard_output_is_told() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run([sys.executable, "-m", "assistant", "--help"], stdout=full, stderr=subprocess.PIPE, check=False)

    assert ran.returncode == 1
    assert ran.stderr == b"Error: The disk is full (standard output): free some space and try again.\n"
