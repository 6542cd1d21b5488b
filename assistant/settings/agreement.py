"""Settings that go together: one that needs another, and two of which only one can hold."""

from collections.abc import Mapping
from typing import Any

from assistant.errors import SettingsError
from assistant.settings.marks import PREFIX
from assistant.settings.values import shown

# What has no effect unless one of these is set too.
_NEEDS = {
    "llm_model": ("llm_url",),
    "llm_api_key": ("llm_url",),
    "llm_connect_seconds": ("llm_url",),
    "llm_first_seconds": ("llm_url",),
    "llm_seconds": ("llm_url",),
    "llm_calls_at_once": ("llm_url",),
    "llm_tokens_per_person": ("llm_url",),
    "llm_tokens_per_day": ("llm_url",),
    "embedding_model": ("embedding_url",),
    "embedding_api_key": ("embedding_url",),
    "embedding_query_prefix": ("embedding_url", "embedding_folder"),
    "embedding_text_prefix": ("embedding_url", "embedding_folder"),
    "handoff_slack_channel": ("slack_bot_token",),
    "handoff_teams_conversation": ("teams_client_id",),
    "slack_signing_secret": ("slack_bot_token",),
    "slack_app_token": ("slack_bot_token",),
    "teams_client_secret": ("teams_client_id",),
    "teams_tenant_id": ("teams_client_id",),
    "teams_metadata_url": ("teams_client_id",),
}

_SLACK_DOORS = ("slack_signing_secret", "slack_app_token", "handoff_slack_channel")
_SLACK_TOKENS = {"slack_bot_token": "xoxb-", "slack_app_token": "xapp-"}


def refuse_mismatch(given: Mapping[str, Any]) -> None:
    """Refuse what would be set and yet have no effect, or not be enough. Raises SettingsError."""
    if "embedding_folder" in given and "embedding_url" in given:
        raise SettingsError(
            f"ASSISTANT_EMBEDDING_FOLDER is {str(given['embedding_folder'])!r} and ASSISTANT_EMBEDDING_URL is "
            f"{shown(given['embedding_url'])}, but only one model can be used: remove one of the two."
        )
    for endpoint in ("embedding", "llm"):
        if f"{endpoint}_url" in given and f"{endpoint}_model" not in given:
            prefix = PREFIX + endpoint.upper()
            raise SettingsError(
                f"{prefix}_URL is {shown(given[f'{endpoint}_url'])}, but {prefix}_MODEL is not set: "
                "set it to the name of the model there."
            )
    if "teams_client_id" in given and not ("teams_client_secret" in given and "teams_tenant_id" in given):
        raise SettingsError(
            "ASSISTANT_TEAMS_CLIENT_ID needs ASSISTANT_TEAMS_CLIENT_SECRET and ASSISTANT_TEAMS_TENANT_ID: set all three."
        )
    for name, needs in _NEEDS.items():
        if given.get(name) and not any(each in given for each in needs):
            variables = " or ".join(PREFIX + each.upper() for each in needs)
            raise SettingsError(f"{PREFIX}{name.upper()} has no effect without {variables}: set that too, or remove it.")
    _refuse_half_a_slack(given)


def _refuse_half_a_slack(given: Mapping[str, Any]) -> None:
    if "slack_bot_token" in given and not any(given.get(name) for name in _SLACK_DOORS):
        raise SettingsError(
            "ASSISTANT_SLACK_BOT_TOKEN alone has no effect: set ASSISTANT_SLACK_SIGNING_SECRET too, or ASSISTANT_SLACK_APP_TOKEN "
            "for Socket Mode, to answer in Slack, or ASSISTANT_HANDOFF_SLACK_CHANNEL to tell a channel of questions for a person."
        )
    for token, start in _SLACK_TOKENS.items():
        if given.get(token) and not str(given[token]).startswith(start):
            raise SettingsError(f"{PREFIX}{token.upper()} does not begin with {start}: put Slack's {start}... token there.")
