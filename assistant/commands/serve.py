"""`assistant serve`: the web chat and the API."""

import asyncio
import errno
import ipaddress
import socket

import click

from assistant.commands.program import Program, give_program, warn
from assistant.errors import AssistantError, SettingsError

_REFUSALS = {
    errno.EADDRINUSE: "Port {port} is in use: stop the other program or choose another with --port.",
    errno.EACCES: "Port {port} is kept for administrators: choose one above 1023 with --port.",
    errno.EADDRNOTAVAIL: "{host} is not an address of this machine: choose another with --host.",
}


@click.command("serve", short_help="Serve the web chat and the API.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 for any that is free.")
@give_program
def serve(program: Program, host: str, port: int) -> int:
    """Serve the web chat and the API until Ctrl-C.

    An address that other machines can reach needs ASSISTANT_ALLOW_PUBLIC_HOST=true.
    """
    settings = program.settings()
    with listen(host, port, settings.allow_public_host) as listener:
        from assistant.commands import server

        assistant = program.assistant(settings)
        service = program.load_serving().build_service(settings, assistant)
        try:
            asyncio.run(assistant.check_ready())
        except AssistantError as error:
            warn(f"questions cannot be answered yet. {error}")
        try:
            service.prepare()
        except AssistantError as error:
            warn(f"answers cannot be saved yet. {error}")
        if settings.database_url.startswith("postgres") and not settings.cookie_secret:
            warn("each replica knows its own visitors only: set ASSISTANT_COOKIE_SECRET, the same for all of them.")
        address = _address(host, listener)
        server.run(service, settings, listener, lambda: click.echo(f"Serving on {address} (Ctrl-C stops it)"))
    return 0


def listen(host: str, port: int, public: bool) -> socket.socket:
    """A socket that holds the port; unless `public`, only of an address that no other machine can reach.

    Raises:
        SettingsError: the address is open to others, or cannot be listened on.
    """
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        if not public and not ipaddress.ip_address(str(place[0]).partition("%")[0]).is_loopback:
            raise SettingsError(
                f"--host {host} would let other machines in: leave it out, or, where something in front asks people to "
                "sign in, set ASSISTANT_ALLOW_PUBLIC_HOST=true."
            )
        return socket.create_server(place[:2], family=family)
    except OSError as error:
        reason = _REFUSALS.get(error.errno or 0, "{host} cannot be listened on ({error}): choose another with --host.")
        raise SettingsError(reason.format(host=host, port=port, error=error.strerror or error)) from error


def _address(host: str, listener: socket.socket) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
