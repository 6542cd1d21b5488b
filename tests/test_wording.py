from datetime import date

import pytest

from assistant.phrases import Phrases
from assistant.types import Citation, Match, Passage, Provenance, Source, Statement
from assistant.wording import Worded, follow_ups, masked_notice, notices, worded

TEXT = "Leave is paid. Ask first.\n- A form\n- A letter\n\nNurse | 4 years\n"
PHRASES = Phrases.load("en")
TODAY = date(2026, 8, 15)


def source(title: str = "Study leave") -> Source:
    return Source("leave.md", title, TEXT, (), Provenance(owner="Education team"))


def stated(*parts: str, label: str = "", title: str = "Study leave", section: str = "", quote: str = "") -> Statement:
    """A statement of TEXT; its quote is its parts without their bullets, or `quote`."""
    passage = Passage("p1", "leave.md", title, section, TEXT, 0, len(TEXT))
    words = quote or parts[0].removeprefix("- ")
    start = TEXT.index(words)
    return Statement(parts, label, passage, start, start + len(words))


def body(*statements: Statement) -> Worded:
    return worded(statements, {"leave.md": source()})


def test_nothing_to_say_is_an_empty_body() -> None:
    assert body() == Worded()


def test_each_sentence_ends_with_the_number_of_its_quote() -> None:
    told = body(stated("Leave is paid.", "Ask first.", quote="Leave is paid. Ask first."))

    assert told.text == "Leave is paid. [1] Ask first. [1]"
    assert [(each.text, each.citations) for each in told.sentences] == [("Leave is paid.", (1,)), ("Ask first.", (1,))]


def test_a_quote_is_the_stretch_of_the_source_it_stands_at() -> None:
    (citation,) = body(stated("Leave is paid.", "Ask first.", quote="Leave is paid. Ask first.")).citations

    assert citation.quote == TEXT[citation.start : citation.end] == "Leave is paid. Ask first."
    assert citation.provenance.owner == "Education team"


def test_statements_are_numbered_in_their_order() -> None:
    told = body(stated("Ask first."), stated("Leave is paid."))

    assert told.text == "Ask first. [1]\n\nLeave is paid. [2]"
    assert [(each.number, each.quote) for each in told.citations] == [(1, "Ask first."), (2, "Leave is paid.")]


def test_items_that_are_quoted_one_by_one_make_one_list() -> None:
    told = body(stated("- A form", label="What you need to bring"), stated("- A letter"))

    assert told.text == "**What you need to bring:**\n- A form [1]\n- A letter [2]"
    assert [each.text for each in told.sentences] == ["A form", "A letter"]


def test_a_sentence_after_a_list_begins_its_own_line() -> None:
    told = body(stated("- A form", "Ask first."))

    assert told.text == "- A form [1]\nAsk first. [1]"


def test_a_numbered_step_has_its_own_line() -> None:
    told = body(stated("Ask first.", "1. A form", "2. A letter"))

    assert told.text.splitlines() == ["Ask first. [1]", "1. A form [1]", "2. A letter [1]"]


def test_a_telling_heading_stands_alone_before_its_sentence() -> None:
    told = body(stated("Leave is paid.", label="How leave is paid:"))

    assert told.text == "**How leave is paid:** Leave is paid. [1]"


def test_a_heading_that_names_no_subject_follows_the_title_of_its_page() -> None:
    told = body(stated("Leave is paid.", label="Fees"))

    assert told.text == "**Study leave: Fees:** Leave is paid. [1]"


@pytest.mark.parametrize("title", ["", "Study leave 2024", "word " * 20])
def test_a_title_that_does_not_name_a_subject_is_left_out(title: str) -> None:
    told = body(stated("Leave is paid.", label="Fees", title=title.strip()))

    assert told.text == "**Fees:** Leave is paid. [1]"


def test_a_heading_that_is_the_title_is_not_said_twice() -> None:
    told = body(stated("Leave is paid.", label="Study leave"))

    assert told.text == "**Study leave:** Leave is paid. [1]"


def test_a_repeated_heading_is_said_once() -> None:
    told = body(stated("Leave is paid.", label="How leave is paid"), stated("Ask first.", label="How leave is paid"))

    assert told.text == "**How leave is paid:** Leave is paid. [1]\n\nAsk first. [2]"


def test_a_heading_of_a_sentence_s_length_has_its_own_line() -> None:
    label = "What you must do before you ask your manager for a day of leave this year"

    assert body(stated("Leave is paid.", label=label)).text == f"**{label}:**\nLeave is paid. [1]"


def test_a_heading_that_is_all_that_is_said_is_said_with_its_number() -> None:
    told = body(stated(label="Leave is paid.", quote="Leave is paid."))

    assert told.text == "Leave is paid. [1]"
    assert [each.text for each in told.sentences] == ["Leave is paid."]


def test_a_citation_names_the_last_part_of_the_path_where_there_is_no_heading() -> None:
    (citation,) = body(stated("Leave is paid.", section="Study leave > Pay")).citations

    assert (citation.section, citation.title) == ("Pay", "Study leave")


def test_a_page_without_a_title_is_cited_by_its_name() -> None:
    assert body(stated("Leave is paid.", title="")).citations[0].title == "leave.md"


def about(**provenance: str) -> tuple[str, ...]:
    """What is said in English of a source with an owner, of a month ago and on offer but for what is given."""
    given = {"owner": "Education team", "as_of": "2026-07", "status": "offered"} | provenance
    citation = Citation(1, "leave.md", "Study leave", "", "Leave is paid.", 0, 14, Provenance(**given))  # type: ignore[arg-type]
    return notices(PHRASES, [citation, citation], TODAY)


def test_a_fresh_source_on_offer_needs_no_notice() -> None:
    assert about() == ()


@pytest.mark.parametrize(("as_of", "told"), [("2024", "2024"), ("2025-07", "July 2025"), ("2025-08-01", "1 August 2025")])
def test_an_old_source_is_said_to_be_old_once(as_of: str, told: str) -> None:
    assert about(as_of=as_of) == (PHRASES.old.format(as_of=told),)


@pytest.mark.parametrize("as_of", ["2025", "2025-08", "2025-08-15"])
def test_a_date_is_old_only_when_all_that_it_can_mean_is(as_of: str) -> None:
    assert about(as_of=as_of) == ()


def test_an_undated_source_is_said_to_be_undated() -> None:
    assert about(as_of="undated") == (PHRASES.undated,)


def test_a_review_is_late_from_the_day_after() -> None:
    assert about(review_by="2026-08-15") == ()
    assert about(review_by="2026-08-14") == (PHRASES.review_passed.format(review_by="14 August 2026"),)


@pytest.mark.parametrize(
    ("status", "told"), [("planned", PHRASES.planned), ("ended", PHRASES.ended), ("unknown", PHRASES.status_unknown)]
)
def test_what_is_not_on_offer_is_said_so(status: str, told: str) -> None:
    assert about(status=status) == (told,)


def test_a_plain_document_without_front_matter_needs_no_notice() -> None:
    assert about(owner="", as_of="", status="unknown") == ()


def test_phrases_that_nobody_has_checked_are_said_so_even_without_quotes() -> None:
    hindi = Phrases.load("hi")

    assert notices(hindi, (), TODAY) == tuple(filter(None, [hindi.not_checked]))


def match(title: str) -> Match:
    return Match(Passage("p", f"{title}.md", title, "", "", 0, 0), 0.5)


def test_follow_ups_are_titles_near_the_question_that_are_not_cited() -> None:
    matches = [match(title) for title in ("Study leave", "OSCE", "OSCE", "", "Visas", "Pay", "Fees")]

    assert follow_ups(matches, body(stated("Ask first.")).citations, PHRASES) == ("OSCE", "Visas", "Pay")


def test_a_title_that_cannot_be_asked_as_it_stands_is_no_follow_up() -> None:
    assert follow_ups([match("a long title " * 5)], (), PHRASES) == PHRASES.suggestions[:3]


def test_titles_far_from_the_question_are_no_follow_ups() -> None:
    matches = [match("Study leave")] * 6 + [match("Visas")]

    assert follow_ups(matches, body(stated("Ask first.")).citations, PHRASES) == PHRASES.suggestions[:3]


def test_the_asker_is_told_what_was_hidden() -> None:
    told = masked_notice(("NHS number", "name"), PHRASES)

    assert told == ("I hid this before I looked for an answer: NHS number, name. Please leave out private details.",)
    assert masked_notice((), PHRASES) == ()
