from assistant.errors import IndexNotReady
from tests.commands.fakes import Command, FakeCheck, FakeParts


def test_what_works_is_told(command: Command, parts: FakeParts) -> None:
    parts.checks = (FakeCheck("model"), FakeCheck("index"))

    ran = command("doctor")

    assert ran.status == 0
    assert ran.out.splitlines()[1:] == ["ok      model: as it should be", "ok      index: as it should be"]


def test_what_fails_is_told_with_its_remedy_and_the_rest_is_still_checked(command: Command, parts: FakeParts) -> None:
    parts.checks = (FakeCheck("index", IndexNotReady("Run `assistant index`.")), FakeCheck("disk"))

    ran = command("doctor")

    assert ran.status == 1
    assert ran.out.splitlines()[1:] == ["failed  index: Run `assistant index`.", "ok      disk: as it should be"]


def test_the_records_are_looked_at_last(command: Command, parts: FakeParts) -> None:
    parts.checks = (FakeCheck("index"),)
    parts.serving.checks = (FakeCheck("records"),)

    ran = command("doctor")

    assert [line.split()[1] for line in ran.out.splitlines()] == ["settings:", "index:", "records:"]


def test_wrong_settings_are_the_first_thing_it_finds(command: Command) -> None:
    ran = command("doctor", ASSISTANT_THREADS="two")

    assert ran.status == 1
    assert ran.out.startswith("failed  settings: ASSISTANT_THREADS is 'two'")
