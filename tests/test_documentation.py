"""The README says what there is: every setting, command and option stands in it as the code has it."""

import re
from pathlib import Path

import pytest

from assistant.__main__ import program
from assistant.settings import documented
from tests.import_map import MAY_IMPORT

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted([*map(ROOT.joinpath, ("README.md", "CONTRIBUTING.md", "evals/README.md")), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def options(command: str) -> list[str]:
    return [name for each in program.commands[command].params for name in each.opts if name.startswith("--")]


def test_every_setting_stands_in_the_table_of_settings() -> None:
    rows = [f"| `{each.name}` | {each.default} | {each.description} |" for each in documented()]

    missing = [row for row in rows if row not in README]

    assert not missing, "put these rows into the table of settings in README.md:\n" + "\n".join(missing)


def test_no_setting_is_told_that_does_not_exist() -> None:
    told = set(re.findall(r"^\| `(ASSISTANT_[A-Z_]+)` \|", README, re.MULTILINE))

    assert told <= {each.name for each in documented()}


@pytest.mark.parametrize("command", sorted(program.commands))
def test_every_command_is_told_with_its_options(command: str) -> None:
    missing = [text for text in [f"`assistant {command}", *options(command)] if text not in README]

    assert not missing, f"tell these in README.md: {missing}"


def test_every_target_of_make_that_is_told_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    told = {target for page in PAGES for target in re.findall(r"\bmake ([a-z]+)`", page.read_text("utf-8"))}

    assert told
    assert told <= targets


def test_the_picture_of_the_code_is_the_map_that_holds() -> None:
    everywhere = {"errors", "types"}
    drawn = {who: set(whom.split(", ")) for who, whom in re.findall(r"^(\w+) +-> (.+)$", README, re.MULTILINE)}

    assert drawn == {who: whom - everywhere for who, whom in MAY_IMPORT.items() if whom - everywhere}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_of_the_checkout(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()] == []
