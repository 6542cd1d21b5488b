"""Settings: one frozen object read from `ASSISTANT_*` variables."""

from assistant.settings.table import Settings, documented

__all__ = ["Settings", "documented"]
