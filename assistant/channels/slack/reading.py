"""What Slack sends, read as messages to the assistant; what is none of them is None."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from assistant.channels.slack.places import Place
from assistant.kept import Received
from assistant.types import Channel

COMMAND = "/learn"
ASK = re.compile(r"ask(?::.*)?")
PERSON = "person"
_READ = frozenset({"", "file_share", "thread_broadcast"})  # the subtypes of messages that people write
_MENTION = re.compile(r"<[@!]([^<>|]*)(?:\|[^<>]*)?>")
_NAMED = re.compile(r"<[^<>|]*\|([^<>]*)>")
_LINK = re.compile(r"<([a-z]+:[^<>|]*|#[^<>|]*)>")
_MOST_KEPT = 20_001  # characters: one more than is read, so that it is told to be too long


def received_of(body: Mapping[str, Any], at: datetime) -> Received | None:
    """The message that a request of Slack's brings, taken in `at` that time."""
    if body.get("type") == "event_callback":
        return _of_event(body, at)
    if body.get("type") == "block_actions":
        return _of_tap(body, at)
    return _of_command(body, at) if body.get("command") == COMMAND else None


def is_by_a_bot(event: Mapping[str, Any]) -> bool:
    """Whether a message was written by an app, a workflow or Slack itself: none of them is answered, so none answers back."""
    return bool(event.get("bot_id") or event.get("bot_profile") or event.get("app_id")) or event.get("user") in {
        None,
        "USLACKBOT",
    }


def said(text: str) -> str:
    """What somebody wrote, without the mentions and the marks of Slack."""
    text = _LINK.sub(r"\1", _NAMED.sub(r"\1", _MENTION.sub(" ", text)))
    return html.unescape(text).strip()[:_MOST_KEPT]


def _of_event(body: Mapping[str, Any], at: datetime) -> Received | None:
    event = body.get("event") or {}
    is_mention = event.get("type") == "app_mention"
    if not is_mention and (event.get("type") != "message" or event.get("channel_type") != "im"):
        return None
    if event.get("subtype") == "message_changed":
        return _of_edit(body, event, at)
    if event.get("subtype", "") not in _READ or is_by_a_bot(event) or event.get("user") == own_user(body):
        return None
    if is_mention and ("edited" in event or str(event.get("channel", "")).startswith("D")):
        return None  # it was there before, or is told as a direct message too: it is answered there
    text = said(str(event.get("text") or ""))
    place = _place(body, event)
    if is_mention:
        place = replace(place, only_asker=True, is_new="thread_ts" not in event)
    if event.get("files"):
        place = replace(place, with_files=True, note="" if text else "files_only")
    elif not text:
        place = replace(place, note="nothing")
    return _received(f"slack:{body.get('event_id', '')}", place, text, at)


def _of_edit(body: Mapping[str, Any], event: Mapping[str, Any], at: datetime) -> Received | None:
    """What a person changed in a message of theirs; an app's own changes, and links that Slack unfolds, are none."""
    message, before = event.get("message") or {}, event.get("previous_message") or {}
    if is_by_a_bot(message) or "edited" not in message or message.get("text") == before.get("text"):
        return None
    place = replace(_place(body, {**message, "channel": event.get("channel")}), note="edited")
    return _received(f"slack:{body.get('event_id', '')}", place, "", at)


def own_user(body: Mapping[str, Any]) -> str:
    """The app's own user, as the request names it; "" where it does not."""
    told: Mapping[str, Any] = next(iter(body.get("authorizations") or ()), {})
    return str(told.get("user_id") or "") if told.get("is_bot") else ""


def _place(body: Mapping[str, Any], event: Mapping[str, Any]) -> Place:
    ts = str(event.get("ts") or "")
    return Place(
        team=str(body.get("team_id") or event.get("team") or ""),
        user=str(event.get("user") or ""),
        channel=str(event.get("channel") or ""),
        thread=str(event.get("thread_ts") or ts),
        ts=ts,
        bot=own_user(body),
    )


def _of_tap(body: Mapping[str, Any], at: datetime) -> Received | None:
    """A button whose words are asked as if they had been typed, or that asks for a person."""
    action: Mapping[str, Any] = next(iter(body.get("actions") or ()), {})
    name = str(action.get("action_id") or "")
    if name != PERSON and not ASK.fullmatch(name):
        return None
    place, value = place_of_tap(body), str(action.get("value") or "")
    tapped = f"slack:{place.channel}:{place.ts}:{name}:{action.get('action_ts', '')}:{place.user}"
    place = replace(place, chose=str((action.get("text") or {}).get("text") or ""))
    if name == PERSON:
        return _received(tapped, replace(place, turn=value), "", at)
    return _received(tapped, place, value, at)


def place_of_tap(body: Mapping[str, Any]) -> Place:
    """Where something was tapped. What is tapped in a channel is answered to the one who tapped it."""
    container, message, user = body.get("container") or {}, body.get("message") or {}, body.get("user") or {}
    channel = str((body.get("channel") or {}).get("id") or container.get("channel_id") or "")
    ts = str(container.get("message_ts") or message.get("ts") or "")
    is_seen_by_one = bool(container.get("is_ephemeral"))
    thread = str(container.get("thread_ts") or message.get("thread_ts") or ("" if is_seen_by_one else ts))
    return Place(
        team=str((body.get("team") or {}).get("id") or user.get("team_id") or ""),
        user=str(user.get("id") or ""),
        channel=channel,
        thread=thread,
        ts=ts,
        only_asker=is_seen_by_one or not channel.startswith("D"),
        response_url=str(body.get("response_url") or "") if is_seen_by_one else "",
    )


def _of_command(body: Mapping[str, Any], at: datetime) -> Received:
    place = Place(
        team=str(body.get("team_id") or ""),
        user=str(body.get("user_id") or ""),
        channel=str(body.get("channel_id") or ""),
        only_asker=True,
        response_url=str(body.get("response_url") or ""),
    )
    text = said(str(body.get("text") or ""))
    return _received(f"slack:{body.get('trigger_id', '')}", place if text else replace(place, note="nothing"), text, at)


def _received(name: str, place: Place, text: str, at: datetime) -> Received:
    channel: Channel = "slack_channel" if place.only_asker else "slack"
    return Received(name, channel, place.person, place.conversation, text, place.kept(), at)
