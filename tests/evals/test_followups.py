import pytest

from evals.case_rows import TurnRow
from evals.dataset import CORPUS
from evals.dataset_rows import read_as
from evals.followups import CONVERSATIONS, Conversation, Outcome, ratio, report

ASKED = Conversation(
    id="U1",
    kind="change",
    history=(TurnRow(role="user", content="who pays"), TurnRow(role="assistant", content="The levy.")),
    question="other thing: what is the OSCE",
    twin="what is the OSCE",
    documents=("osce.md",),
)


def outcome(*, found: bool = True, changed: bool = True, counted: int = 2) -> Outcome:
    return Outcome(ASKED, twin_found=True, found=found, changed_topic=changed, corrected=False, counted=counted)


def test_every_conversation_ends_in_a_reply_and_names_pages_that_are_there() -> None:
    conversations = read_as(CONVERSATIONS, Conversation)

    assert [each.id for each in conversations if each.history[-1].role != "assistant"] == []
    assert [name for each in conversations for name in each.documents if not (CORPUS / name).is_file()] == []
    assert len({each.id for each in conversations}) == len(conversations)


@pytest.mark.parametrize(("changed", "counted", "right"), [(True, 2, True), (False, 2, False), (True, 0, False)])
def test_a_conversation_is_read_right_where_its_turn_is_told_for_what_it_is(changed: bool, counted: int, right: bool) -> None:
    assert outcome(changed=changed, counted=counted).read_right is right


def test_the_report_names_what_was_missed_or_misread_and_the_share_that_was_found() -> None:
    outcomes = [outcome(), outcome(found=False, changed=False)]

    assert ratio(outcomes) == 0.5
    assert report(outcomes)[0] == "missed, misread: U1 'other thing: what is the OSCE'"
    assert report(outcomes)[-1] == "follow-ups find 0.500 of what their twins find, promised 0.92"
