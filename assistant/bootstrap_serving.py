"""The part of the composition root that only `assistant serve`, `sweep` and `doctor` need: the records of conversations."""

import asyncio
import json
import logging
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from assistant.answering import Assistant
from assistant.bootstrap_channels import Channel, build_channel_checks, build_channels, teams_app
from assistant.checks import Check
from assistant.conversing import Conversations
from assistant.handing_over import Team
from assistant.notifying.deliveries import Deliveries
from assistant.notifying.notices import Notices, Notifier
from assistant.notifying.rounds import Rounds
from assistant.notifying.slack import SlackNotifier
from assistant.notifying.teams import TeamsNotifier
from assistant.reception import Reception
from assistant.records.conversations import ConversationRecords
from assistant.records.database import Database
from assistant.records.handoffs import HandoffRecords, Queue
from assistant.records.inbox import Inbox
from assistant.records.people import Hashing
from assistant.records.posted import PostedRecords
from assistant.records.retention import Retention, Terms, daily
from assistant.records.secret import kept_secret
from assistant.reply_language import wanted_language
from assistant.settings import Settings

logger = logging.getLogger(__name__)

DELIVERS_AFTER = 20.0  # seconds after which replies that were written elsewhere, or did not arrive, are looked for


@dataclass(frozen=True, slots=True)
class Service:
    """What is served: conversations over one database, and the queue of those who answer them in person.

    `reception` has what comes from the `channels` answered; `rounds` tell of questions and replies that wait.
    """

    conversations: Conversations
    queue: Queue
    retention: Retention
    database: Database
    reception: Reception
    channels: Mapping[str, Channel]
    secret: bytes = field(repr=False)
    rounds: Sequence[Rounds] = ()

    def prepare(self) -> None:
        """Make or migrate the tables. Raises RecordsUnavailable; they are then made when they are first needed."""
        self.database.prepare()

    async def keep_house(self) -> None:
        """Delete what is due, now and every day, answer what was left, and tell of questions and replies that wait."""
        rounds = [("rounds", each.keep_going()) for each in self.rounds]
        doors = [(name, each.run()) for name, each in self.channels.items()]
        work = {"sweep": daily(self.retention.sweep), "reception": self.reception.keep_going()}
        await asyncio.gather(*(_told_if_it_ends(*each) for each in [*work.items(), *rounds, *doors]))


async def _told_if_it_ends(name: str, work: Coroutine[object, object, None]) -> None:
    """None of it holds up the others, and none ends in silence."""
    try:
        await work
    except Exception:
        logger.exception("%s", json.dumps({"event": "work_ended", "work": name, "remedy": "start the service again"}))


def build_service(settings: Settings, assistant: Assistant) -> Service:
    """The service; nothing is reached or made before it is used, but for the key in the data folder."""
    database, secret = _database(settings), kept_secret(settings.data_dir, settings.cookie_secret)
    hashing, queue, notifiers = Hashing(secret), Queue(database), _notifiers(settings)
    notices, deliveries = Rounds(Notices(queue, notifiers).go), Deliveries(queue)
    delivering = Rounds(deliveries.go, DELIVERS_AFTER)
    conversations = Conversations(
        assistant,
        ConversationRecords(database, hashing),
        HandoffRecords(database, hashing),
        wanted_language=wanted_language,
        team=Team(settings.handoff_team, settings.handoff_within, " and ".join(each.name for each in notifiers)),
        handed_over=notices.call,
    )
    reception = Reception(Inbox(database, hashing))
    channels = build_channels(settings, conversations, reception, PostedRecords(database, hashing))
    for name, channel in channels.items():
        reception.open(name, channel)
        deliveries.open(name, channel)
    return Service(
        conversations=conversations,
        queue=replace(queue, replied=delivering.call),
        retention=_retention(settings, database),
        database=database,
        reception=reception,
        channels=channels,
        secret=secret,
        rounds=(*([notices] if notifiers else []), delivering),
    )


def build_retention(settings: Settings) -> Retention:
    """The sweep alone, for `assistant sweep`."""
    return _retention(settings, _database(settings))


def build_checks(settings: Settings) -> Sequence[Check]:
    """What `assistant doctor` looks at besides. An app that answers and tells of questions that wait is looked at once."""
    tells = {notifier.name: Check(notifier.name, partial(_checked, notifier)) for notifier in _notifiers(settings)}
    answers = {check.name: check for check in build_channel_checks(settings)}
    return (Check("records", lambda: _database(settings).state()), *(tells | answers).values())


def _checked(notifier: Notifier) -> str:
    return asyncio.run(notifier.check())


def _notifiers(settings: Settings) -> list[Notifier]:
    notifiers: list[Notifier] = []
    if settings.handoff_slack_channel:
        slack = SlackNotifier(
            settings.slack_bot_token, settings.slack_api_url, settings.handoff_slack_channel, settings.public_url
        )
        notifiers.append(slack)
    if settings.handoff_teams_conversation:
        notifiers.append(TeamsNotifier(teams_app(settings), settings.handoff_teams_conversation, settings.public_url))
    return notifiers


def _database(settings: Settings) -> Database:
    return Database(settings.database_url, settings.data_dir)


def _retention(settings: Settings, database: Database) -> Retention:
    terms = Terms(settings.keep_unrated_days, settings.keep_rated_days, settings.keep_handoffs_days)
    return Retention(database, terms)
