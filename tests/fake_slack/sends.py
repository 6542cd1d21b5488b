"""What Slack sends to the app: events, commands and taps, and how they are signed."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from tests.fake_slack.shown import Shown

BOT, APP_BOT, TEAM, SECRET = "UBOT", "BBOT", "T1", "a signing secret of the tests"
_FIRST = 1_760_000_000


def signed(body: str, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """The headers of a request that Slack signs, at a time in seconds of the epoch."""
    sent_at = str(int(time.time() if at is None else at))
    signature = hmac.new(secret.encode(), f"v0:{sent_at}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": sent_at, "X-Slack-Signature": f"v0={signature}"}


def as_json(payload: Mapping[str, Any]) -> tuple[str, str]:
    """An event as it is sent: the body and its kind."""
    return json.dumps(payload), "application/json"


def as_form(payload: Mapping[str, Any]) -> tuple[str, str]:
    """What is tapped, or a command, as it is sent: the body and its kind."""
    fields = payload if "command" in payload else {"payload": json.dumps(payload)}
    return urlencode(fields), "application/x-www-form-urlencoded"


def event(told: Mapping[str, Any], name: str = "Ev1", at: int = _FIRST) -> dict[str, Any]:
    """An event in its envelope."""
    return {
        "token": "x",
        "team_id": TEAM,
        "api_app_id": "A1",
        "type": "event_callback",
        "event_id": name,
        "event_time": at,
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
        "event": dict(told),
    }


def direct(text: str, ts: str = "1.000100", **more: Any) -> dict[str, Any]:
    """A message to the app alone."""
    return {
        "type": "message",
        "channel": "D1",
        "channel_type": "im",
        "user": "U1",
        "text": text,
        "ts": ts,
        "event_ts": ts,
        "team": TEAM,
    } | more


def mention(text: str, ts: str = "2.000100", **more: Any) -> dict[str, Any]:
    """A message in a channel that names the app."""
    told = {"type": "app_mention", "channel": "C1", "user": "U1", "text": f"<@{BOT}> {text}", "ts": ts, "event_ts": ts}
    return told | {"team": TEAM} | more


def command(text: str, response_url: str = "", trigger: str = "1.2.3", **more: str) -> dict[str, str]:
    """The command of the app."""
    told = {"command": "/learn", "text": text, "team_id": TEAM, "user_id": "U1", "channel_id": "C9", "trigger_id": trigger}
    return told | {"response_url": response_url, "api_app_id": "A1"} | more


def tap(message: Shown, action: str, user: str = "U1", response_url: str = "", **more: Any) -> dict[str, Any]:
    """What Slack sends when something in a message is tapped; `more` is of the action."""
    button = message.buttons()[action]
    kind = button["type"]
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": bool(message.only),
        "thread_ts": message.thread,
    }
    told = {"ts": message.ts, "thread_ts": message.thread, "text": message.text, "blocks": message.blocks}
    return {
        "type": "block_actions",
        "user": {"id": user, "team_id": TEAM},
        "team": {"id": TEAM, "domain": "nhs"},
        "api_app_id": "A1",
        "trigger_id": "9.8.7",
        "channel": {"id": message.channel, "name": "x"},
        "container": container,
        "response_url": response_url,
        "actions": [
            {"type": kind, "action_id": action, "block_id": button["block_id"], "action_ts": "3.1"}
            | {name: button[name] for name in ("value", "text") if name in button}
            | more
        ],
    } | ({} if message.only else {"message": told})
