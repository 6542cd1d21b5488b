"""The errors of the assistant, named for what the reader can do about them.

* AssistantError
  * SettingsError        fix the environment
  * CorpusError          fix that file
    * UnreadableFile     the file cannot be read: its name and the reason
  * IndexNotReady        run `assistant index`
  * IndexBusy            wait for the other writer to finish
  * StorageError         free space, or make the data folder writable
  * ModelUnavailable     try again later, or mend the endpoint
  * QuestionError        ask again, differently
  * RecordsUnavailable   mend the database of the records
  * NotKept              nothing of that id is kept of this person
  * NotToldYet           mend Slack or Teams; it is tried again
  * Undeliverable        nothing: the place that it should go to takes nothing any more
"""


class AssistantError(Exception):
    """Something the reader can mend; the message says what, which and how."""


class SettingsError(AssistantError):
    """An `ASSISTANT_*` variable is unknown, missing or wrong."""


class CorpusError(AssistantError):
    """A file of the corpus breaks the schema or cannot be used."""


class UnreadableFile(CorpusError):
    """A file gives no text: encrypted, broken, too large, too slow or of an unknown kind."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class IndexNotReady(AssistantError):
    """The index is missing, half-written, or was made with another model."""


class IndexBusy(AssistantError):
    """Another process is writing the index."""


class StorageError(AssistantError):
    """The data folder is read-only, full or damaged."""


class ModelUnavailable(AssistantError):
    """An embedding or language model did not answer."""


class QuestionError(AssistantError):
    """The question is empty, or is not one that can be read."""


class RecordsUnavailable(AssistantError):
    """The database of the records is locked, full, gone, damaged or too new; the message says how to mend it."""


class NotKept(AssistantError):
    """Nothing of that id is kept of this person: it has expired, was never kept, or is somebody else's."""


class NotToldYet(AssistantError):
    """Slack or Teams did not take a message; the message of the error says how to mend it."""


class Undeliverable(AssistantError):
    """A message can never reach its place: the app was taken out of it, or it is archived or gone."""
