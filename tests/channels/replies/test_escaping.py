import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.replies.escaping import in_markdown, in_mrkdwn
from evals.read_back import live_markdown, live_mrkdwn, of_markdown, of_mrkdwn
from tests.channels.replies.made import HOSTILE

lines = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"], exclude_characters="\u2060") | st.just(" "), max_size=80
)


@given(lines | st.sampled_from([" ".join(each.split()) for each in HOSTILE]))
def test_any_line_is_shown_as_it_is_where_markdown_is_read(text: str) -> None:
    text = " ".join(text.replace("\x00", "").split())

    assert of_markdown(in_markdown(text)) == text
    assert live_markdown(in_markdown(text)) == set()


@given(lines | st.sampled_from(HOSTILE))
def test_any_text_is_shown_as_it_is_where_slack_reads_its_markup(text: str) -> None:
    assert of_mrkdwn(in_mrkdwn(text)) == text
    assert live_mrkdwn(in_mrkdwn(text)) == []


@pytest.mark.parametrize("address", ["https://a.example", "www.a.example", "a@b.example", "mailto:a", "@here"])
def test_no_address_and_no_name_is_whole(address: str) -> None:
    assert address not in in_markdown(address)
    assert address not in in_mrkdwn(address)
