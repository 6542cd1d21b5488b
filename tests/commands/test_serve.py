import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from assistant.commands.serve import listen
from assistant.errors import SettingsError

pytestmark = [pytest.mark.integration]

SERVER = """
import sys
from assistant.__main__ import main
from assistant.errors import IndexNotReady, RecordsUnavailable
from tests.commands.fakes import FakeParts
parts = FakeParts()
if "--not-ready" in sys.argv:
    parts.assistant.error = IndexNotReady("Run `assistant index`.")
if "--no-records" in sys.argv:
    parts.serving.error = RecordsUnavailable("Free some space.")
sys.exit(main(["serve", "--port", "0"], {}, lambda: parts, load_serving=lambda: parts.serving))
"""


@contextmanager
def served(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-c", SERVER, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            yield process, line.split()[2]
        finally:
            process.terminate()


def test_it_says_where_it_serves_and_stops_quietly() -> None:
    with served() as (process, address):
        assert httpx.get(f"{address}/readyz").json() == {"status": "ready"}

        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)

    assert address.startswith("http://127.0.0.1:")
    assert (process.returncode, told.strip()) == (130, "")


def test_it_serves_without_an_index_and_says_so() -> None:
    with served("--not-ready") as (process, address):
        assert httpx.get(f"{address}/healthz").status_code == 200
        assert httpx.get(f"{address}/readyz").status_code == 503

        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)

    assert told.startswith("Warning: questions cannot be answered yet. Run `assistant index`.")
    assert "Traceback" not in told


def test_it_serves_without_records_and_says_so() -> None:
    with served("--no-records") as (process, address):
        assert httpx.post(f"{address}/api/chat", json={"question": "Who pays?"}).status_code == 200

        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)

    assert told.strip() == "Warning: answers cannot be saved yet. Free some space."


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_addresses_of_this_machine_alone_are_open(host: str) -> None:
    with listen(host, 0, public=False) as listener:
        assert listener.getsockname()[1] > 0


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_other_addresses_need_the_setting(host: str) -> None:
    with pytest.raises(SettingsError, match="set ASSISTANT_ALLOW_PUBLIC_HOST=true"):
        listen(host, 0, public=False)


def test_the_setting_opens_other_addresses() -> None:
    with listen("0.0.0.0", 0, public=True) as listener:
        assert listener.getsockname()[0] == "0.0.0.0"


def test_a_port_in_use_is_told_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(SettingsError) as caught:
            listen("127.0.0.1", port, public=False)

    assert str(caught.value) == f"Port {port} is in use: stop the other program or choose another with --port."


def test_an_address_of_another_machine_cannot_be_listened_on() -> None:
    with pytest.raises(SettingsError, match="is not an address of this machine: choose another with --host"):
        listen("192.0.2.1", 0, public=True)


def test_a_host_that_is_not_known_is_told() -> None:
    with pytest.raises(SettingsError, match="cannot be listened on"):
        listen("no such host", 0, public=False)
