"""Settings: what an operator may choose, one frozen object read from `ASSISTANT_*` variables."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from assistant.errors import SettingsError
from assistant.setting_values import (
    MASK,
    cores,
    database,
    existing_folder,
    folder,
    long_secret,
    shown,
    url,
    whole_number,
    without_password,
    yes_or_no,
)

PREFIX = "ASSISTANT_"
_CENTURY = 36_500  # days

# Names of the contract that later versions read; accepted, with a warning, so that one environment serves both.
NOT_USED_YET = (
    "ASSISTANT_SLACK_SIGNING_SECRET",
    "ASSISTANT_SLACK_APP_TOKEN",
    "ASSISTANT_TEAMS_METADATA_URL",
)

_MOST_TOKENS = 1_000_000_000

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
    "teams_client_secret": ("teams_client_id",),
    "teams_tenant_id": ("teams_client_id",),
}


@dataclass(frozen=True, slots=True)
class Documented:
    """A setting as the README tells it; `default` is in words."""

    name: str
    default: str
    description: str


def _about(told: str, description: str, read: Callable[[str], object] = str, **marks: bool) -> Mapping[str, Any]:
    """What a field of Settings is: its default in words, what it is for, and how its text becomes its value.

    The marks: `secret` keeps it out of every message; `verbatim` keeps the blanks around it and lets it be empty.
    """
    return {"told": told, "description": description, "read": read} | marks


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, in one table; its variable is `ASSISTANT_` and its name in capitals.

    A prefix is None where the model's own is to be used.
    """

    data_dir: Path = field(
        default=Path(".assistant"),
        metadata=_about(".assistant", "Folder of the index and of the prepared embedding model.", folder),
    )
    database_url: str = field(
        default="",
        metadata=_about(
            "`records.sqlite3` in the data folder",
            "Database of conversations, as `sqlite:///folder/file` or `postgresql://user:password@host/name`.",
            database,
        ),
    )
    cookie_secret: str = field(
        default="",
        metadata=_about(
            "made at the first start",
            "At least 32 characters that nobody can guess, by which a browser is known again; the same for every replica.",
            long_secret(32),
            secret=True,
        ),
    )
    keep_unrated_days: int = field(
        default=30, metadata=_about("30", "Days after which a question and its answer are deleted.", whole_number(1, _CENTURY))
    )
    keep_rated_days: int = field(
        default=365,
        metadata=_about("365", "Days after which they are deleted if the answer was rated.", whole_number(1, _CENTURY)),
    )
    keep_handoffs_days: int = field(
        default=90,
        metadata=_about(
            "90", "Days after which a question for a person that was answered or closed is deleted.", whole_number(1, _CENTURY)
        ),
    )
    chroma_url: str = field(
        default="",
        metadata=_about("none", "Address of a Chroma server; without one the vectors are kept in the data folder.", url),
    )
    embedding_folder: Path | None = field(
        default=None,
        metadata=_about(
            "none",
            "Folder of an ONNX embedding model in the Hugging Face layout, in place of the built-in one.",
            existing_folder,
        ),
    )
    embedding_url: str = field(
        default="",
        metadata=_about("none", "Address of an OpenAI-compatible embeddings endpoint, in place of the built-in model.", url),
    )
    embedding_model: str = field(
        default="", metadata=_about("none", "Name of the model at the embeddings endpoint; needed with its address.")
    )
    embedding_api_key: str = field(
        default="", metadata=_about("none", "Key for the embeddings endpoint, if it asks for one.", secret=True)
    )
    embedding_query_prefix: str | None = field(
        default=None,
        metadata=_about(
            "none; `query: ` for a folder with an e5 model", "What your model wants before a question.", verbatim=True
        ),
    )
    embedding_text_prefix: str | None = field(
        default=None,
        metadata=_about("none; `passage: ` for a folder with an e5 model", "What your model wants before a text.", verbatim=True),
    )
    llm_url: str = field(
        default="",
        metadata=_about(
            "none",
            "Address of an OpenAI-compatible chat endpoint, which words answers and is the second judge of `assistant evaluate`.",
            url,
        ),
    )
    llm_model: str = field(
        default="", metadata=_about("none", "Name of the model at the chat endpoint; needed with its address.")
    )
    llm_api_key: str = field(default="", metadata=_about("none", "Key for the chat endpoint, if it asks for one.", secret=True))
    llm_connect_seconds: int = field(
        default=2, metadata=_about("2", "Longest time to reach the chat endpoint, in seconds.", whole_number(1, 60))
    )
    llm_first_seconds: int = field(
        default=6,
        metadata=_about(
            "6",
            "Longest wait for a model's first sentence, in seconds; then the answer is given in the sources' own words. Above 6 "
            "somebody may wait longer than 8 seconds.",
            whole_number(1, 60),
        ),
    )
    llm_seconds: int = field(
        default=20,
        metadata=_about("20", "Longest time for all that a model writes to one question, in seconds.", whole_number(1, 600)),
    )
    llm_calls_at_once: int = field(
        default=4, metadata=_about("4", "How many calls of one process the chat endpoint gets at once.", whole_number(1, 1000))
    )
    llm_tokens_per_person: int = field(
        default=100_000,
        metadata=_about(
            "100000",
            "Tokens that one person's questions may use in a day (UTC), counted in each process since it started; 0 for no limit.",
            whole_number(0, _MOST_TOKENS),
        ),
    )
    llm_tokens_per_day: int = field(
        default=2_000_000,
        metadata=_about(
            "2000000",
            "Tokens that all questions together may use in a day (UTC), counted in each process since it started; 0 for no limit.",
            whole_number(0, _MOST_TOKENS),
        ),
    )
    threads: int = field(
        default_factory=cores,
        metadata=_about("all cores", "Processor cores that the embedding model may use.", whole_number(1)),
    )
    max_file_mb: int = field(default=50, metadata=_about("50", "Largest file that is read, in megabytes.", whole_number(1)))
    file_seconds: int = field(
        default=60, metadata=_about("60", "Longest time that reading one file may take, in seconds.", whole_number(1))
    )
    file_memory_mb: int = field(
        default=1024,
        metadata=_about("1024", "Most memory that reading one file may take, in megabytes, at least 128.", whole_number(128)),
    )
    employer: str = field(
        default="",
        metadata=_about(
            "none",
            "Name of the employer that is served, and of its care system after a semicolon, as pages write them in `employer`; "
            "what is for another employer alone is left out of answers and of `assistant rank`.",
        ),
    )
    allow_public_host: bool = field(
        default=False,
        metadata=_about("false", "Lets `assistant serve` listen on an address that other machines can reach.", yes_or_no),
    )
    public_url: str = field(
        default="", metadata=_about("none", "Address of the page as people reach it, for links in messages to staff.", url)
    )
    staff_token: str = field(
        default="",
        metadata=_about(
            "none",
            "Word of at least 16 characters that opens `/staff`, where questions for a person are answered; "
            "without it there is no such page.",
            long_secret(16),
            secret=True,
        ),
    )
    handoff_team: str = field(
        default="the learning and development team",
        metadata=_about("the learning and development team", "Who answers the questions for a person, as people are told."),
    )
    handoff_within: str = field(
        default="within two working days",
        metadata=_about("within two working days", "When questions for a person are answered, as people are told."),
    )
    handoff_slack_channel: str = field(
        default="",
        metadata=_about(
            "none", "Slack channel, by its id, that is told when a question for a person waits; needs the bot token."
        ),
    )
    handoff_teams_conversation: str = field(
        default="",
        metadata=_about("none", "Teams conversation, by its id, that is told when a question for a person waits; needs the app."),
    )
    teams_client_id: str = field(default="", metadata=_about("none", "Application (client) ID of the Teams app."))
    teams_client_secret: str = field(default="", metadata=_about("none", "Client secret of the Teams app.", secret=True))
    teams_tenant_id: str = field(default="", metadata=_about("none", "Directory (tenant) ID of the Teams app."))
    slack_bot_token: str = field(default="", metadata=_about("none", "Token of the Slack app, `xoxb-...`.", secret=True))
    slack_api_url: str = field(
        default="https://slack.com/api/", metadata=_about("https://slack.com/api/", "Address of Slack's API.", url)
    )

    @classmethod
    def load(cls, environment: Mapping[str, str]) -> Self:
        """The settings in these variables; one that is empty counts as not set.

        Raises:
            SettingsError: a name is unknown, a value is wrong, or two do not go together.
        """
        _refuse_unknown(environment)
        given: dict[str, Any] = {}
        for each in fields(cls):
            text = environment.get(_variable(each))
            if text is not None and (text.strip() or "verbatim" in each.metadata):
                given[each.name] = _value(each, text)
        _refuse_mismatch(given)
        return cls(**given)

    def __repr__(self) -> str:
        pairs = ((each, getattr(self, each.name)) for each in fields(self))
        told = (f"{each.name}={MASK if value and 'secret' in each.metadata else shown(value)}" for each, value in pairs)
        return f"Settings({', '.join(told)})"

    def told(self) -> dict[str, str]:
        """Each setting as text that may be kept: without keys, without passwords in addresses, empty where it is not set."""
        pairs = ((each, getattr(self, each.name)) for each in fields(self))
        texts = ((each, "" if value is None else str(value)) for each, value in pairs)
        return {each.name: MASK if text and "secret" in each.metadata else without_password(text) for each, text in texts}


def documented() -> tuple[Documented, ...]:
    """Every setting as the README tells it."""
    return tuple(Documented(_variable(each), each.metadata["told"], each.metadata["description"]) for each in fields(Settings))


def not_used_yet(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The variables that are set and known, but that this version does nothing with."""
    return tuple(name for name in NOT_USED_YET if environment.get(name, "").strip())


def _variable(setting: Field[Any]) -> str:
    return PREFIX + setting.name.upper()


def _value(setting: Field[Any], text: str) -> object:
    try:
        return setting.metadata["read"](text if "verbatim" in setting.metadata else text.strip())
    except ValueError as error:
        value = MASK if "secret" in setting.metadata else shown(text)
        raise SettingsError(f"{_variable(setting)} is {value}, which {error}.") from None


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = [*map(_variable, fields(Settings)), *NOT_USED_YET]
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            nearest = difflib.get_close_matches(name, known, n=1, cutoff=0)[0]
            raise SettingsError(f"{name} is not a setting of the assistant: did you mean {nearest}? Correct it or remove it.")


def _refuse_mismatch(given: Mapping[str, Any]) -> None:
    """Refuse what would be set and yet have no effect, or not be enough."""
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
