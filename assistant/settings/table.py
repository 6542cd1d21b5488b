"""Settings: what an operator may choose, in one table."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

from assistant.settings.marks import setting
from assistant.settings.reading import Documented, documented_of, given_in
from assistant.settings.values import (
    MASK,
    cores,
    database,
    existing_folder,
    folder,
    long_secret,
    origins,
    shown,
    url,
    whole_number,
    without_password,
    yes_or_no,
)

_CENTURY = 36_500  # days
_MOST_TOKENS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, in one table; its variable is `ASSISTANT_` and its name in capitals.

    A prefix is None where the model's own is to be used.
    """

    data_dir: Path = setting(Path(".assistant"), ".assistant", "Folder of the index and of the prepared embedding model.", folder)
    database_url: str = setting(
        "",
        "`records.sqlite3` in the data folder",
        "Database of conversations, as `sqlite:///folder/file` or `postgresql://user:password@host/name`.",
        database,
    )
    cookie_secret: str = setting(
        "",
        "made at the first start",
        "At least 32 characters that nobody can guess, by which a browser is known again; the same for every replica.",
        long_secret(32),
        secret=True,
    )
    keep_unrated_days: int = setting(
        30, "30", "Days after which a question and its answer are deleted.", whole_number(1, _CENTURY)
    )
    keep_rated_days: int = setting(
        365, "365", "Days after which they are deleted if the answer was rated.", whole_number(1, _CENTURY)
    )
    keep_handoffs_days: int = setting(
        90, "90", "Days after which a question for a person that was answered or closed is deleted.", whole_number(1, _CENTURY)
    )
    chroma_url: str = setting("", "none", "Address of a Chroma server; without one the vectors are kept in the data folder.", url)
    embedding_folder: Path | None = setting(
        None,
        "none",
        "Folder of an ONNX embedding model in the Hugging Face layout, in place of the built-in one.",
        existing_folder,
    )
    embedding_url: str = setting(
        "", "none", "Address of an OpenAI-compatible embeddings endpoint, in place of the built-in model.", url
    )
    embedding_model: str = setting("", "none", "Name of the model at the embeddings endpoint; needed with its address.")
    embedding_api_key: str = setting("", "none", "Key for the embeddings endpoint, if it asks for one.", secret=True)
    embedding_query_prefix: str | None = setting(
        None, "none; `query: ` for a folder with an e5 model", "What your model wants before a question.", verbatim=True
    )
    embedding_text_prefix: str | None = setting(
        None, "none; `passage: ` for a folder with an e5 model", "What your model wants before a text.", verbatim=True
    )
    llm_url: str = setting(
        "",
        "none",
        "Address of an OpenAI-compatible chat endpoint, which words answers and is the second judge of `assistant evaluate`.",
        url,
    )
    llm_model: str = setting("", "none", "Name of the model at the chat endpoint; needed with its address.")
    llm_api_key: str = setting("", "none", "Key for the chat endpoint, if it asks for one.", secret=True)
    llm_connect_seconds: int = setting(2, "2", "Longest time to reach the chat endpoint, in seconds.", whole_number(1, 60))
    llm_first_seconds: int = setting(
        6,
        "6",
        "Longest wait for a model's first sentence, in seconds; then the answer is given in the sources' own words. Above 6 "
        "somebody may wait longer than 8 seconds.",
        whole_number(1, 60),
    )
    llm_seconds: int = setting(
        20, "20", "Longest time for all that a model writes to one question, in seconds.", whole_number(1, 600)
    )
    llm_calls_at_once: int = setting(
        4, "4", "How many calls of one process the chat endpoint gets at once.", whole_number(1, 1000)
    )
    llm_tokens_per_person: int = setting(
        100_000,
        "100000",
        "Tokens that one person's questions may use in a day (UTC), counted in each process since it started; 0 for no limit.",
        whole_number(0, _MOST_TOKENS),
    )
    llm_tokens_per_day: int = setting(
        2_000_000,
        "2000000",
        "Tokens that all questions together may use in a day (UTC), counted in each process since it started; 0 for no limit.",
        whole_number(0, _MOST_TOKENS),
    )
    threads: int = setting(cores, "all cores", "Processor cores that the embedding model may use.", whole_number(1))
    max_file_mb: int = setting(50, "50", "Largest file that is read, in megabytes.", whole_number(1))
    file_seconds: int = setting(60, "60", "Longest time that reading one file may take, in seconds.", whole_number(1))
    file_memory_mb: int = setting(
        1024, "1024", "Most memory that reading one file may take, in megabytes, at least 128.", whole_number(128)
    )
    employer: str = setting(
        "",
        "none",
        "Name of the employer that is served, and of its care system after a semicolon, as pages write them in `employer`; "
        "what is for another employer alone is left out of answers and of `assistant rank`.",
    )
    allow_public_host: bool = setting(
        False, "false", "Lets `assistant serve` listen on an address that other machines can reach.", yes_or_no
    )
    embed_origins: tuple[str, ...] = setting(
        (),
        "none",
        "Origins of the sites whose pages may hold the page in a frame, as `https://intranet.example.org`, with spaces between them.",
        origins,
    )
    public_url: str = setting("", "none", "Address of the page as people reach it, for links in messages to staff.", url)
    staff_token: str = setting(
        "",
        "none",
        "Word of at least 16 characters that opens `/staff`, where questions for a person are answered; "
        "without it there is no such page.",
        long_secret(16),
        secret=True,
    )
    handoff_team: str = setting(
        "the learning and development team",
        "the learning and development team",
        "Who answers the questions for a person, as people are told.",
    )
    handoff_within: str = setting(
        "within two working days", "within two working days", "When questions for a person are answered, as people are told."
    )
    handoff_slack_channel: str = setting(
        "", "none", "Slack channel, by its id, that is told when a question for a person waits; needs the bot token."
    )
    handoff_teams_conversation: str = setting(
        "", "none", "Teams conversation, by its id, that is told when a question for a person waits; needs the app."
    )
    teams_client_id: str = setting("", "none", "Application (client) ID of the Teams app.")
    teams_client_secret: str = setting("", "none", "Client secret of the Teams app.", secret=True)
    teams_tenant_id: str = setting("", "none", "Directory (tenant) ID of the Teams app.")
    teams_metadata_url: str = setting(
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        "Where it is said who signs what Teams posts. On another host than Microsoft's, which is for tests alone, the app also "
        "signs in there.",
        url,
    )
    slack_bot_token: str = setting("", "none", "Token of the Slack app, `xoxb-...`.", secret=True)
    slack_signing_secret: str = setting(
        "", "none", "Signing secret of the Slack app, by which what Slack sends to `/slack/events` is known.", secret=True
    )
    slack_app_token: str = setting(
        "", "none", "App-level token of the Slack app, `xapp-...`, for Socket Mode, where Slack cannot reach you.", secret=True
    )
    slack_api_url: str = setting("https://slack.com/api/", "https://slack.com/api/", "Address of Slack's API.", url)

    @classmethod
    def load(cls, environment: Mapping[str, str]) -> Self:
        """The settings in these variables; one that is empty counts as not set.

        Raises:
            SettingsError: a name is unknown, a value is wrong, or two do not go together.
        """
        return cls(**given_in(environment, fields(cls)))

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
    return documented_of(fields(Settings))
