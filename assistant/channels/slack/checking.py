"""What `assistant doctor` looks at of the app that answers in Slack."""

from slack_sdk.web.async_client import AsyncWebClient

from assistant.errors import NotToldYet
from assistant.slack_calls import Refusal, answered

SCOPES = frozenset({"app_mentions:read", "assistant:write", "chat:write", "commands", "im:history"})  # of slack-manifest.yaml


async def check(client: AsyncWebClient) -> str:
    """Whom the app signs in as. It writes nothing.

    Raises:
        NotToldYet: Slack does not let the app in, or not to all that it needs; the message says how to mend it.
    """
    try:
        told = await answered(client.auth_test())
    except Refusal as refusal:
        raise NotToldYet(f"Slack did not let the app in ({refusal.reason}): {refusal.remedy}.") from refusal
    headers = {name.lower(): value for name, value in told.headers.items()}
    missing = SCOPES - {each.strip() for each in headers.get("x-oauth-scopes", "").split(",")}
    if missing:
        raise NotToldYet(
            f"The app may not do all that it needs in Slack: give it the scopes {', '.join(sorted(missing))}, "
            "as slack-manifest.yaml says, and install it again."
        )
    return f"signs in as {told.get('user', 'the app')}, with the scopes of slack-manifest.yaml"
