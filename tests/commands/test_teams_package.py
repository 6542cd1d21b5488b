from pathlib import Path

from tests.commands.fakes import Command
from tests.fake_teams import CLIENT_ID
from tests.teams_manifest import manifest_of

PUBLIC = "https://learning.example"


def test_a_package_is_made_of_the_settings(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "made" / "app.zip"

    ran = command(
        "teams-package",
        "--out",
        str(out),
        ASSISTANT_TEAMS_CLIENT_ID=CLIENT_ID,
        ASSISTANT_TEAMS_CLIENT_SECRET="hidden",
        ASSISTANT_TEAMS_TENANT_ID="tenant",
        ASSISTANT_PUBLIC_URL=PUBLIC,
    )

    assert (ran.status, str(out) in ran.out) == (0, True)
    assert manifest_of(out.read_bytes())["id"] == CLIENT_ID


def test_a_setting_that_is_missing_is_named_and_nothing_is_made(command: Command, tmp_path: Path) -> None:
    ran = command("teams-package", "--out", str(tmp_path / "app.zip"), ASSISTANT_PUBLIC_URL=PUBLIC)

    assert ran.status == 2
    assert "ASSISTANT_TEAMS_CLIENT_ID" in ran.err
    assert list(tmp_path.iterdir()) == []
