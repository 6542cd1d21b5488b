"""A question that waits, as people may write it."""

from datetime import UTC, datetime

from assistant.kept import Handoff

WAITING = Handoff(
    id="handoff-1",
    turn="turn-1",
    question="<!channel> *Who* pays & <https://evil.example|how>?",
    answer="Ask @everyone first.",
    profile={},
    channel="web",
    conversation="talk-1",
    state="waiting",
    sent_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
)
