"""Does what people ask for in Teams: takes their questions in, and what they press, rate, edit and delete."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from assistant.channels.labels import labels
from assistant.channels.problems import told
from assistant.channels.teams.activities import Asked, Edited, Happening, Installed, Pressed, Rated, Removed
from assistant.channels.teams.messages import CARD
from assistant.channels.teams.place import Place
from assistant.channels.teams.speaking import Speaker
from assistant.errors import AssistantError
from assistant.kept import Rating, Received, Tick
from assistant.types import Answer

_MOST_TOLD = 1_000  # changes of messages, and presses of buttons, that are remembered, so that each has its effect once
_ASK_A_PERSON = "ask a person"
_DONE = "true"
_LONGEST_REST = 3.0  # seconds
_SECONDS_FOR_A_CARD = 5.0  # Teams waits little longer for what a button does

Body = Mapping[str, object]
"""What an activity is answered with: nothing, or what a card shows to whoever pressed its button."""

Shown = str | Mapping[str, Any]
"""What whoever pressed a button sees: a sentence, or a card in place of the one that it stood on."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Hears what happened, and answers fast: what takes time is done afterwards."""

    speaker: Speaker
    receive: Callable[[Received], Awaitable[bool]]
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    told: OrderedDict[str, None] = field(default_factory=OrderedDict, repr=False)
    later: set[asyncio.Task[None]] = field(default_factory=set, repr=False)

    async def hear(self, happened: Happening) -> Body | None:
        """Do what is asked for. It raises nothing that Teams could mend by posting again."""
        match happened:
            case Pressed():
                return _response(await self._pressed(happened))
            case Rated():
                await self._rated(happened)
                return {}
            case Asked():
                await self._asked(happened)
            case Edited():
                self._tell_once(happened, "edited")
            case Removed() if happened.place.is_personal:
                self._tell_once(happened, "removed")
            case Installed():
                self._tell_once(happened, "welcome")
        return None

    async def rest(self, seconds: float = _LONGEST_REST) -> None:
        """Let what was begun end within so many seconds, and stop the rest of it."""
        if not self.later:
            return
        _, endless = await asyncio.wait(self.later, timeout=seconds)
        for task in endless:
            task.cancel()
        await asyncio.gather(*endless, return_exceptions=True)

    async def _asked(self, asked: Asked) -> None:
        if asked.text:
            await self._taken(asked, asked.text)
        else:
            self._tell_once(asked, "files_only" if asked.place.files else "welcome")

    async def _taken(self, happened: Happening, text: str) -> str:
        """Have it answered; what is said at once of it."""
        place = happened.place
        received = Received(
            id=happened.id,
            channel="teams" if place.is_personal else "teams_channel",
            person=happened.person,
            conversation=place.name,
            text=text,
            place=place.kept(),
            received_at=self.now(),
        )
        await self.receive(received)
        return labels(place.language)["asked_from_card"]

    async def _pressed(self, pressed: Pressed) -> Shown:
        words, data = labels(pressed.place.language), pressed.data
        try:
            match pressed.verb:
                case "ask" if text := data.get("text", "").strip():
                    return await self._taken(pressed, text)
                case "person":
                    about = pressed.place.asking_about(data.get("turn", ""))
                    return await self._taken(replace(pressed, place=about), _ASK_A_PERSON)
                case "tick" if data.get("journey") and data.get("step"):
                    tick = Tick(data["journey"], data["step"])
                    await self.speaker.conversations.tick(pressed.person, tick, done=data.get("done") == _DONE)
                    return await self._card_again(pressed) or words["step_saved"]
                case "share" if turn := data.get("turn"):
                    kept = await self.speaker.conversations.turn(pressed.person, turn)
                    if self._is_new(f"share {pressed.id}"):
                        self._soon(self._share(pressed.place, kept.told))
                    return words["thank_you"]
        except AssistantError as error:
            return told(error, pressed.place.language)
        return words["button_unknown"]

    async def _share(self, place: Place, answer: Answer) -> None:
        try:
            await self.speaker.share(place, answer)
        except AssistantError as error:
            await self.speaker.say(place, told(error, place.language))

    async def _card_again(self, pressed: Pressed) -> Mapping[str, Any] | None:
        """The card of a checklist with what is ticked by now; None where it cannot be drawn again, or not soon enough."""
        place, journey = pressed.place, pressed.data["journey"]
        try:
            async with asyncio.timeout(_SECONDS_FOR_A_CARD):
                answer = await self.speaker.conversations.again(pressed.person, pressed.data.get("turn", ""))
        except (AssistantError, TimeoutError):
            return None  # the tick is kept all the same
        return self.speaker.card(answer, place) if answer.details and answer.details.id == journey else None

    async def _rated(self, rated: Rated) -> None:
        rating = Rating(rated.useful, "other" if rated.comment and not rated.useful else None, rated.comment)
        try:
            turn = await self.speaker.posted.turn(rated.person, rated.place.conversation, rated.message)
            if turn:
                await self.speaker.conversations.rate(rated.person, turn, rating)
            else:
                self._tell_once(rated, "rated_unknown")
        except AssistantError as error:
            self._soon(self.speaker.say(rated.place, told(error, rated.place.language)))

    def _tell_once(self, happened: Happening, label: str) -> None:
        """Tell it soon; however often Teams tells of the same, once."""
        if self._is_new(f"{label} {happened.id}"):
            self._soon(self.speaker.say(happened.place, labels(happened.place.language)[label]))

    def _is_new(self, what: str) -> bool:
        """Whether it was not done before; it counts as done from now on."""
        if what in self.told:
            return False
        self.told[what] = None
        while len(self.told) > _MOST_TOLD:
            self.told.popitem(last=False)
        return True

    def _soon(self, saying: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(saying)
        self.later.add(task)
        task.add_done_callback(self.later.discard)


def _response(shown: Shown) -> Body:
    kind = "application/vnd.microsoft.activity.message" if isinstance(shown, str) else CARD
    return {"statusCode": 200, "type": kind, "value": shown}
