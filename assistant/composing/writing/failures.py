"""What can go wrong with a language model, each with what the operator can mend."""

from typing import Literal

from assistant.errors import ModelUnavailable

Cause = Literal[
    "key refused",
    "not found",
    "asked too often",
    "failing",
    "request refused",
    "unreachable",
    "certificate",
    "too slow",
    "too slow to be asked first",
    "cut off",
    "another form",
    "no draft",
    "all lines busy",
    "resting",
    "budget spent",
    "person's budget spent",
]

_TOLD: dict[Cause, str] = {
    "key refused": "The language model refuses the key: check ASSISTANT_LLM_API_KEY.",
    "not found": "The language model is not there: check ASSISTANT_LLM_MODEL, and that ASSISTANT_LLM_URL ends as its maker says, "
    "mostly in /v1.",
    "asked too often": "The language model is asked too often: have its limit raised, or lower ASSISTANT_LLM_CALLS_AT_ONCE.",
    "failing": "The language model is failing: look at its log, or try again later.",
    "request refused": "The language model refuses the request: check that ASSISTANT_LLM_MODEL is a chat model, that it takes "
    "8,000 tokens, and what its content filter says.",
    "unreachable": "The language model cannot be reached: check ASSISTANT_LLM_URL and that it is running.",
    "certificate": "The certificate at ASSISTANT_LLM_URL cannot be trusted: renew it, or name its authority in SSL_CERT_FILE.",
    "too slow": "The language model did not answer in time: choose a faster one in ASSISTANT_LLM_MODEL, or raise "
    "ASSISTANT_LLM_FIRST_SECONDS or ASSISTANT_LLM_SECONDS.",
    "too slow to be asked first": "The language model needs too long for a short question before the answer, so follow-ups and "
    "unsure questions are read without it: choose a faster one in ASSISTANT_LLM_MODEL.",
    "cut off": "The language model broke off in the middle of its answer: look at its log, and at what stands in between.",
    "another form": "What answers at ASSISTANT_LLM_URL does not speak OpenAI's chat protocol: check the address.",
    "no draft": "The language model did not give the JSON that it was asked for: choose a more capable one in ASSISTANT_LLM_MODEL.",
    "all lines busy": "Every line to the language model is busy: raise ASSISTANT_LLM_CALLS_AT_ONCE if it can bear more.",
    "resting": "The language model failed several times in a row and is left alone for a while: see the failures before this one.",
    "budget spent": "The day's tokens for the language model are spent: raise ASSISTANT_LLM_TOKENS_PER_DAY, or wait for midnight UTC.",
    "person's budget spent": "One person's tokens for the day are spent: raise ASSISTANT_LLM_TOKENS_PER_PERSON, or wait for "
    "midnight UTC.",
}
_MAY_PASS: frozenset[Cause] = frozenset({"asked too often", "failing", "unreachable", "cut off"})
_OF_THE_ENDPOINT: frozenset[Cause] = _MAY_PASS | {
    "key refused",
    "not found",
    "certificate",
    "too slow",
    "too slow to be asked first",
    "another form",
}


class ModelFailed(ModelUnavailable):
    """A language model gave no draft; the message names the setting to mend, and holds nothing of the question or the key.

    `status` is the endpoint's HTTP status, 0 where there was none; `wait` is how many seconds it asks to be left alone.
    """

    def __init__(self, cause: Cause, status: int = 0, wait: float | None = None) -> None:
        super().__init__(_TOLD[cause])
        self.cause = cause
        self.status = status
        self.wait = wait

    @property
    def may_pass(self) -> bool:
        """Whether the same call may work a moment later."""
        return self.cause in _MAY_PASS

    @property
    def is_of_the_endpoint(self) -> bool:
        """Whether the next call is likely to fail as well."""
        return self.cause in _OF_THE_ENDPOINT
