import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.channels.slack.app import PATH
from assistant.channels.slack.checking import SCOPES
from assistant.channels.slack.prompts import audiences
from assistant.channels.slack.reading import COMMAND

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "slack-manifest.yaml").read_text("utf-8")
SOURCES = "\n".join(path.read_text("utf-8") for path in (ROOT / "assistant/channels/slack").glob("*.py"))
# What Slack says that each method, and each event, needs.
METHOD_SCOPES = {
    "auth_test": set[str](),
    "assistant_threads_setStatus": {"assistant:write"},
    "assistant_threads_setSuggestedPrompts": {"assistant:write"},
    "chat_appendStream": {"chat:write"},
    "chat_delete": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_startStream": {"chat:write"},
    "chat_stopStream": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_replies": {"im:history"},
    "views_open": set[str](),
    "views_publish": set[str](),
}
EVENT_SCOPES = {
    "app_home_opened": set[str](),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set[str](),
    "message.im": {"im:history"},
    "tokens_revoked": set[str](),
}


@pytest.fixture
def manifest() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(TEXT)
    return told


def test_the_app_asks_for_the_scopes_of_what_it_calls_and_hears_and_no_more(manifest: dict[str, Any]) -> None:
    called = set(re.findall(r"\bclient\.(\w+_\w+)\(", SOURCES)) - {"issue_new_wss_url"}

    assert called == set(METHOD_SCOPES)
    needed = set().union(*METHOD_SCOPES.values(), *EVENT_SCOPES.values(), {"commands"})
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == needed == SCOPES


def test_the_reason_stands_beside_each_scope_and_event() -> None:
    asked = re.findall(r"^      - ([a-z_]+[:.]?[a-z:_.]*)(.*)$", TEXT.split("oauth_config:")[1], re.MULTILINE)

    assert len(asked) == 10
    assert [name for name, reason in asked if not re.match(r" # \w+", reason)] == []


def test_the_app_hears_the_events_that_the_code_handles(manifest: dict[str, Any]) -> None:
    handled = set(re.findall(r'bolt\.event\("(\w+)"\)', SOURCES)) | {"app_mention", "message.im"}

    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == handled == set(EVENT_SCOPES)


def test_events_commands_and_what_is_tapped_come_to_the_path_that_is_served(manifest: dict[str, Any]) -> None:
    settings, (command,) = manifest["settings"], manifest["features"]["slash_commands"]
    addresses = {settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"], command["url"]}

    assert command["command"] == COMMAND
    assert addresses == {f"https://assistant.example.org{PATH}"}
    assert settings["interactivity"]["is_enabled"]


def test_the_app_is_an_agent_with_messages_that_people_can_write_and_a_home(manifest: dict[str, Any]) -> None:
    home, agent = manifest["features"]["app_home"], manifest["features"]["agent_view"]
    prompts = [prompt for some in audiences().values() for prompt in some]

    assert home == {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False}
    assert "assistant_view" not in manifest["features"]
    assert all(prompt in prompts for prompt in agent["suggested_prompts"])


def test_texts_fit_what_slack_takes(manifest: dict[str, Any]) -> None:
    about, agent = manifest["display_information"], manifest["features"]["agent_view"]

    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert len(agent["agent_description"]) <= 300
    assert all(set(prompt) == {"title", "message"} for prompt in agent["suggested_prompts"])
