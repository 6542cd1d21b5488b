"""Places in Teams that tests answer to."""

from dataclasses import replace

from assistant.channels.teams.place import Place
from tests.fake_teams import BOT

ALONE = Place("https://teams.test", "a:chat-1", "personal", BOT, "29:someone", "42", "en")
ROOM = replace(ALONE, conversation="19:room@thread.tacv2;messageid=1", kind="channel")
