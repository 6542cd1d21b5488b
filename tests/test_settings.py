import re
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings, documented

ENDPOINT = {"ASSISTANT_EMBEDDING_URL": "https://models.example/v1", "ASSISTANT_EMBEDDING_MODEL": "small"}


def refusal(**environment: str) -> str:
    with pytest.raises(SettingsError) as caught:
        Settings.load(environment)
    return str(caught.value)


def test_nothing_needs_to_be_set() -> None:
    settings = Settings.load({})

    assert settings == Settings()
    assert settings.data_dir == Path(".assistant")
    assert settings.embedding_query_prefix is None
    assert settings.threads >= 1
    assert not settings.allow_public_host


def test_variables_become_values(tmp_path: Path) -> None:
    settings = Settings.load(
        {
            "ASSISTANT_DATA_DIR": str(tmp_path / "data"),
            "ASSISTANT_EMBEDDING_FOLDER": str(tmp_path),
            "ASSISTANT_EMBEDDING_QUERY_PREFIX": "query: ",
            "ASSISTANT_EMBEDDING_TEXT_PREFIX": "",
            "ASSISTANT_MAX_FILE_MB": " 5 ",
            "ASSISTANT_ALLOW_PUBLIC_HOST": "True",
        }
    )

    assert settings.data_dir == tmp_path / "data"
    assert settings.embedding_folder == tmp_path
    assert (settings.embedding_query_prefix, settings.embedding_text_prefix) == ("query: ", "")
    assert settings.max_file_mb == 5
    assert settings.allow_public_host


def test_the_home_folder_may_be_written_as_a_tilde() -> None:
    assert Settings.load({"ASSISTANT_DATA_DIR": "~/assistant"}).data_dir == Path.home() / "assistant"


@pytest.mark.parametrize("name", [each.name for each in documented()])
def test_a_variable_that_is_empty_counts_as_not_set(name: str) -> None:
    settings = Settings.load({name: ""})

    assert settings == Settings() or name.endswith("_PREFIX")


def test_variables_of_other_programs_are_passed_over() -> None:
    assert Settings.load({"PATH": "x", "ASSISTANTS": "y"}) == Settings()


def test_a_name_that_is_not_known_is_refused_with_the_nearest_one() -> None:
    told = refusal(ASSISTANT_EMBEDING_URL="https://models.example")

    assert "ASSISTANT_EMBEDING_URL is not a setting" in told
    assert "did you mean ASSISTANT_EMBEDDING_URL?" in told


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("ASSISTANT_THREADS", "two", "digits"),
        ("ASSISTANT_THREADS", "0", "digits"),
        ("ASSISTANT_THREADS", "٣", "digits"),
        ("ASSISTANT_FILE_SECONDS", "nan", "digits"),
        ("ASSISTANT_FILE_SECONDS", "9" * 5000, "digits"),
        ("ASSISTANT_FILE_MEMORY_MB", "64", "from 128"),
        ("ASSISTANT_ALLOW_PUBLIC_HOST", "maybe", "true or false"),
        ("ASSISTANT_LLM_FIRST_SECONDS", "61", "from 1 to 60"),
        ("ASSISTANT_LLM_TOKENS_PER_DAY", "-1", "from 0 to 1000000000"),
        ("ASSISTANT_CHROMA_URL", "localhost:8000", "http://host:port"),
        ("ASSISTANT_CHROMA_URL", "http://host:eight", "http://host:port"),
        ("ASSISTANT_CHROMA_URL", "http://[host", "http://host:port"),
        ("ASSISTANT_EMBEDDING_URL", "ftp://models.example", "http://host:port"),
        ("ASSISTANT_EMBEDDING_FOLDER", "no/such/folder", "a folder that exists"),
        ("ASSISTANT_DATABASE_URL", "mysql://host/name", "postgresql://user:password@host/name"),
        ("ASSISTANT_DATABASE_URL", "postgresql://host:port/name", "postgresql://user:password@host/name"),
        ("ASSISTANT_DATABASE_URL", "postgresql+asyncpg://host/name", "postgresql://user:password@host/name"),
        ("ASSISTANT_DATABASE_URL", "sqlite://", "sqlite:///folder/file"),
        ("ASSISTANT_DATABASE_URL", "sqlite:///:memory:", "sqlite:///folder/file"),
        ("ASSISTANT_DATABASE_URL", "records.sqlite3", "sqlite:///folder/file"),
        ("ASSISTANT_KEEP_UNRATED_DAYS", "0", "from 1 to 36500"),
        ("ASSISTANT_KEEP_RATED_DAYS", "36501", "from 1 to 36500"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name_and_the_remedy(name: str, value: str, remedy: str) -> None:
    told = refusal(**{name: value})

    assert told.startswith(f"{name} is {value!r}")
    assert remedy in told


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:///data/records.sqlite3",
        "sqlite:////data/records.sqlite3",
        "postgresql://assistant:word@host:5432/records",
        "postgres://assistant@host/records?sslmode=require",
        "postgresql:///records?host=/run/postgresql",
    ],
)
def test_a_database_is_sqlite_or_postgresql(address: str) -> None:
    assert Settings.load({"ASSISTANT_DATABASE_URL": address}).database_url == address


@pytest.mark.parametrize("address", ["mysql://me:hidden-word@host/name", "mysql://host/name?user=me&password=hidden-word"])
def test_the_password_of_a_database_is_never_shown(address: str) -> None:
    assert "hidden-word" not in refusal(ASSISTANT_DATABASE_URL=address)
    right = address.replace("mysql", "postgresql")
    assert "hidden-word" not in repr(Settings.load({"ASSISTANT_DATABASE_URL": right}))


def test_a_cookie_secret_that_can_be_guessed_is_refused_and_not_shown() -> None:
    told = refusal(ASSISTANT_COOKIE_SECRET="hidden-word")

    assert "too short to be safe: use at least 32 characters" in told
    assert "hidden-word" not in told


def test_two_embedding_models_are_one_too_many(tmp_path: Path) -> None:
    told = refusal(**ENDPOINT, ASSISTANT_EMBEDDING_FOLDER=str(tmp_path))

    assert str(tmp_path) in told
    assert "https://models.example/v1" in told
    assert "remove one" in told


@pytest.mark.parametrize("kind", ["EMBEDDING", "LLM"])
def test_an_endpoint_needs_the_name_of_its_model(kind: str) -> None:
    told = refusal(**{f"ASSISTANT_{kind}_URL": "https://models.example/v1"})

    assert f"ASSISTANT_{kind}_MODEL is not set" in told


@pytest.mark.parametrize("name", ["MODEL", "API_KEY", "QUERY_PREFIX", "TEXT_PREFIX"])
def test_what_would_have_no_effect_is_refused(name: str) -> None:
    assert "has no effect without ASSISTANT_EMBEDDING_URL" in refusal(**{f"ASSISTANT_EMBEDDING_{name}": "x"})


@pytest.mark.parametrize("name", ["MODEL", "API_KEY"])
def test_a_chat_model_without_an_address_is_refused(name: str) -> None:
    assert "has no effect without ASSISTANT_LLM_URL" in refusal(**{f"ASSISTANT_LLM_{name}": "x"})


def test_a_staff_token_that_can_be_guessed_is_refused_and_not_shown() -> None:
    told = refusal(ASSISTANT_STAFF_TOKEN="letmein")

    assert "ASSISTANT_STAFF_TOKEN is ********, which is too short" in told
    assert "at least 16 characters" in told
    assert "letmein" not in told


def test_a_slack_channel_for_questions_needs_the_token_of_the_app() -> None:
    told = refusal(ASSISTANT_HANDOFF_SLACK_CHANNEL="C012345")

    assert "has no effect without ASSISTANT_SLACK_BOT_TOKEN" in told


def test_a_teams_app_is_set_whole_or_not_at_all() -> None:
    told = refusal(ASSISTANT_TEAMS_CLIENT_ID="app", ASSISTANT_TEAMS_TENANT_ID="tenant")

    assert "set all three" in told
    assert "ASSISTANT_TEAMS_CLIENT_ID" in refusal(ASSISTANT_HANDOFF_TEAMS_CONVERSATION="19:x@thread.tacv2")


def test_secrets_do_not_show() -> None:
    address = "https://user:hidden-word@models.example/v1"
    settings = Settings.load(ENDPOINT | {"ASSISTANT_EMBEDDING_URL": address, "ASSISTANT_EMBEDDING_API_KEY": "hidden-key"})

    assert (settings.embedding_url, settings.embedding_api_key) == (address, "hidden-key")
    assert "models.example" in repr(settings)
    assert "hidden" not in repr(settings) + str(settings) + str(settings.told())
    assert "hidden" not in refusal(ASSISTANT_CHROMA_URL="user:hidden-word@host")


def test_settings_are_told_as_text_that_may_be_kept() -> None:
    address = "https://user:hidden-word@models.example/v1"
    settings = Settings.load(ENDPOINT | {"ASSISTANT_EMBEDDING_URL": address, "ASSISTANT_EMBEDDING_API_KEY": "hidden-key"})

    told = settings.told()

    assert told["embedding_url"] == "https://********@models.example/v1"
    assert (told["embedding_api_key"], told["llm_api_key"], told["embedding_folder"]) == ("********", "", "")
    assert told["data_dir"] == ".assistant"


@pytest.mark.parametrize("name", ["SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"])
def test_the_channel_in_slack_needs_the_token_that_it_answers_with(name: str) -> None:
    with pytest.raises(SettingsError, match=f"ASSISTANT_{name} has no effect without ASSISTANT_SLACK_BOT_TOKEN"):
        Settings.load({f"ASSISTANT_{name}": "value"})


def test_a_token_of_slack_alone_is_said_to_have_no_effect() -> None:
    assert "alone has no effect" in refusal(ASSISTANT_SLACK_BOT_TOKEN="xoxb-1")


@pytest.mark.parametrize(("bot", "app", "wrong"), [("xapp-1", "xapp-1", "BOT"), ("xoxb-1", "xoxb-1", "APP")])
def test_tokens_of_slack_that_were_mixed_up_are_named(bot: str, app: str, wrong: str) -> None:
    told = refusal(ASSISTANT_SLACK_BOT_TOKEN=bot, ASSISTANT_SLACK_APP_TOKEN=app)

    assert told.startswith(f"ASSISTANT_SLACK_{wrong}_TOKEN does not begin with")


def test_every_setting_is_described_in_a_sentence() -> None:
    assert all(re.fullmatch(r"[A-Z].*\.", each.description) and each.default for each in documented())


TEAMS = {"ASSISTANT_TEAMS_CLIENT_ID": "app", "ASSISTANT_TEAMS_CLIENT_SECRET": "hidden", "ASSISTANT_TEAMS_TENANT_ID": "tenant"}


def test_a_door_that_is_open_to_all_does_not_go_with_credentials_of_teams() -> None:
    told = refusal(**TEAMS, DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS="true")

    assert "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS does not go with the credentials of a Teams app" in told
    assert "hidden" not in told


def test_where_teams_is_not_used_its_variables_are_those_of_another_program() -> None:
    assert Settings.load({"DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true"}) == Settings()
