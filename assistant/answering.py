"""Assistant.answer: the whole story of a question, with the protocols of the parts it calls."""

from assistant.types import Answer, Question, Source


class Assistant:
    """Answers questions from the indexed Sources."""

    async def answer(self, question: Question) -> Answer:
        """Answer one question.

        Raises:
            QuestionError: the question holds nothing that can be read.
            IndexNotReady: there is no index, or it was made with another model.
        """
        raise NotImplementedError

    async def source(self, document: str) -> Source | None:
        """The indexed Source of that name, or None."""
        raise NotImplementedError

    async def check_ready(self) -> None:
        """Return when questions can be answered; raise IndexNotReady, with the remedy, when not."""
        raise NotImplementedError
