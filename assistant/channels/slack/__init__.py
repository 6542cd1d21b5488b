"""The assistant in Slack."""

from assistant.channels.slack.app import SlackApp, SlackChannel

__all__ = ["SlackApp", "SlackChannel"]
