"""What happened in Teams, read from the activities that it posts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from microsoft_teams.api.activities import ActivityTypeAdapter
from microsoft_teams.api.activities.install_update import InstalledActivity
from microsoft_teams.api.activities.invoke.adaptive_card import AdaptiveCardInvokeActivity
from microsoft_teams.api.activities.invoke.message import MessageSubmitActionInvokeActivity
from microsoft_teams.api.activities.invoke_activity import InvokeActivity
from microsoft_teams.api.activities.message import MessageActivity, MessageDeleteActivity, MessageUpdateActivity
from microsoft_teams.api.models import ActivityBase, ConversationAccount, MentionEntity
from pydantic import ValidationError

from assistant.channels.teams.place import PERSONAL, Place

_GROUP = "groupChat"
_SHARED = "19:"  # what Teams' ids of conversations begin with where others are
_BOT = "28:"  # what Teams' ids of apps begin with
_OWN_COPY = "text/html"  # the message once more, as Teams formats it


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that somebody did; `id` is the same when Teams tells of it again."""

    place: Place
    person: str
    id: str


@dataclass(frozen=True, slots=True)
class Asked(Happening):
    """They wrote to the app."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed(Happening):
    """They pressed a button of a card; `data` are strings."""

    verb: str
    data: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rated(Happening):
    """They said what they think of an answer; `message` is Teams' id of it, empty where the client does not tell."""

    message: str
    useful: bool
    comment: str


@dataclass(frozen=True, slots=True)
class Edited(Happening):
    """They changed what they had written."""


@dataclass(frozen=True, slots=True)
class Removed(Happening):
    """They deleted what they had written."""


@dataclass(frozen=True, slots=True)
class Installed(Happening):
    """They added the app."""


def happening(body: Mapping[str, Any]) -> Happening | None:
    """What an activity tells of; None where it is nothing that the app does anything about.

    Raises:
        ValueError: it is of a kind that is not known, or is not what its kind should be.
    """
    try:
        activity = ActivityTypeAdapter.validate_python(body)
    except ValidationError:
        raise ValueError("not an activity that is known") from None  # without the text, which the error repeats
    if _is_app(activity) or not activity.service_url:
        return None
    if isinstance(activity, InvokeActivity):
        return _invoked(activity)
    return _told(activity) if _kind(activity.conversation) == PERSONAL or _mentions(activity) else None


def _told(activity: ActivityBase) -> Happening | None:
    match activity:
        case MessageActivity():
            return _written(activity)
        case MessageUpdateActivity() if activity.channel_data.event_type == "editMessage":
            return Edited(*_who(activity))
        case MessageDeleteActivity():
            return Removed(*_who(activity))
        case InstalledActivity():
            return Installed(*_who(activity))
    return None


def _invoked(activity: ActivityBase) -> Happening | None:
    match activity:
        case MessageSubmitActionInvokeActivity():
            said = activity.value.action_value
            return Rated(*_who(activity), activity.reply_to_id or "", said.reaction == "like", _comment(said.feedback))
        case AdaptiveCardInvokeActivity():
            action = activity.value.action
            return Pressed(*_who(activity), action.verb or str(action.data.get("verb", "")), _strings(action.data))
    return None


def _written(activity: MessageActivity) -> Happening:
    place, person, id_ = _who(activity)
    text = activity.strip_mentions_text().text.replace("&nbsp;", " ").replace("\xa0", " ").strip()
    data = _strings(activity.value) if isinstance(activity.value, dict) else {}
    if not text and "verb" in data:
        return Pressed(place, person, id_, data["verb"], data)
    files = any(each.content_type != _OWN_COPY for each in activity.attachments or ())
    return Asked(place.with_files() if files else place, person, id_, text)


def _is_app(activity: ActivityBase) -> bool:
    """Whether an app did it: apps that answer each other never end."""
    return activity.from_.id.startswith(_BOT) or activity.from_.role == "bot" or activity.from_.id == activity.recipient.id


def _mentions(activity: ActivityBase) -> bool:
    """Whether the app is named: where others are, nothing else is said to it."""
    return any(isinstance(each, MentionEntity) and each.mentioned.id == activity.recipient.id for each in activity.entities or ())


def _who(activity: ActivityBase) -> tuple[Place, str, str]:
    conversation = activity.conversation
    tenant = activity.tenant.id if activity.tenant else conversation.tenant_id or ""
    place = Place(
        service_url=activity.service_url or "",
        conversation=conversation.id,
        kind=_kind(conversation),
        bot=activity.recipient.id,
        user=activity.from_.id,
        activity=activity.id,
        language=(activity.locale or "").split("-")[0].lower(),
    )
    person = f"teams:{tenant}:{activity.from_.aad_object_id or activity.from_.id}"
    return place, person, f"{place.name}:{activity.id}"


def _kind(conversation: ConversationAccount) -> str:
    """What kind of conversation it is. Not all clients name it; then it is of two, unless anything says that others are there."""
    has_others = conversation.is_group or conversation.id.startswith(_SHARED)
    return conversation.conversation_type or (_GROUP if has_others else PERSONAL)


def _comment(said: str) -> str:
    """What was written beside a rating: Teams sends it as JSON, its Playground as it is."""
    try:
        read = json.loads(said)
    except ValueError:
        return said
    return str(read.get("feedbackText") or "") if isinstance(read, dict) else said


def _strings(data: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): value if isinstance(value, str) else json.dumps(value) for name, value in data.items()}
