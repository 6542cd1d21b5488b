import pytest
from anyio import BrokenResourceError
from starlette.types import Message, Receive, Scope, Send

from assistant.channels.web.protection import LastCatch

pytestmark = pytest.mark.asyncio

UNSENT = ExceptionGroup("of tasks", [BrokenResourceError()])
FAULT = ExceptionGroup("of tasks", [BrokenResourceError(), RuntimeError("a fault")])


async def streamed(error: Exception, *, reader_goes: bool) -> None:
    """A response that begins, and ends in an error."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["type"] == "http"
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await receive()
        raise error

    async def receive() -> Message:
        return {"type": "http.disconnect" if reader_goes else "http.request"}

    async def send(message: Message) -> None:
        assert message["type"] == "http.response.start"

    await LastCatch(app)({"type": "http"}, receive, send)


async def test_what_cannot_be_sent_to_a_reader_who_has_gone_is_no_error() -> None:
    await streamed(UNSENT, reader_goes=True)


@pytest.mark.parametrize(("error", "reader_goes"), [(UNSENT, False), (FAULT, True)])
async def test_any_other_error_of_a_response_that_began_is_raised(error: Exception, reader_goes: bool) -> None:
    with pytest.raises(ExceptionGroup) as caught:
        await streamed(error, reader_goes=reader_goes)

    assert caught.value is error
