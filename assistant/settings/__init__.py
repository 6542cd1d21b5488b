"""Settings: one frozen object read from `ASSISTANT_*` variables."""

from assistant.settings.reading import NOT_USED_YET, not_used_yet
from assistant.settings.table import Settings, documented

__all__ = ["NOT_USED_YET", "Settings", "documented", "not_used_yet"]
