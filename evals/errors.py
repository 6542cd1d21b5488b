"""The errors of the evaluation, named for what the reader can do about them.

* EvaluationError
  * DatasetError     mend that line of the dataset, or the page that it quotes
  * AnswersError     mend that line of the answers
  * RunError         choose another run folder, or ask again
  * BaselineError    compare with a run over the same questions
  * ThresholdsError  mend that key of the thresholds, or record the levels anew
"""

from assistant.errors import AssistantError


class EvaluationError(AssistantError):
    """Something about a dataset, a run or its settings that the reader can mend."""


class DatasetError(EvaluationError):
    """A dataset is broken, or quotes what its page no longer says."""


class AnswersError(EvaluationError):
    """A file of answers is broken."""


class RunError(EvaluationError):
    """A run folder cannot be used: of another version, of another dataset, or not a run at all."""


class BaselineError(EvaluationError):
    """A baseline answers other questions."""


class ThresholdsError(EvaluationError):
    """The thresholds or the recorded levels are broken, or the levels would fall."""
