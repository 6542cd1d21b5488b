from assistant.following import counting
from assistant.phrases import Phrases
from assistant.types import Turn

ASKED = (Turn("user", "how long is preceptorship"), Turn("assistant", "At least 6 months."))


def guarded(text: str) -> bool:
    return text == "what dose may i give"


def test_a_guarded_message_is_left_out_with_its_reply() -> None:
    history = (*ASKED, Turn("user", "what dose may i give"), Turn("assistant", "I cannot say."))

    assert counting(history, guarded) == ASKED


def test_a_message_whose_reply_is_a_fixed_sentence_in_any_language_is_left_out() -> None:
    replies = (Phrases.load("en").declined_clinical, Phrases.load("tl").signposted_distress, Phrases.load("en").thanks)

    for reply in replies:
        history = (Turn("user", "something"), Turn("assistant", f"{reply.strip()}\n\nmore"), *ASKED)
        assert counting(history, guarded) == ASKED


def test_all_other_turns_count() -> None:
    history = (Turn("assistant", "Hi there."), *ASKED, Turn("user", "and for midwives?"))

    assert counting(history, guarded) == history
