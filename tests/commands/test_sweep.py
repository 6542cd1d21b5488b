from assistant.errors import RecordsUnavailable
from assistant.kept import Deleted
from tests.commands.fakes import Command, FakeParts


def test_it_tells_how_much_was_deleted(command: Command, parts: FakeParts) -> None:
    parts.serving.retention.deleted = Deleted(turns=3, handoffs=1)

    ran = command("sweep", ASSISTANT_KEEP_UNRATED_DAYS="7")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "Deleted: 3 questions with their answers, 1 questions for a person.\n"
    assert parts.serving.settings.keep_unrated_days == 7


def test_a_database_that_cannot_be_reached_is_told_with_the_remedy(command: Command, parts: FakeParts) -> None:
    parts.serving.retention.error = RecordsUnavailable("Make it writable.")

    ran = command("sweep")

    assert (ran.status, ran.err) == (1, "Error: Make it writable.\n")
