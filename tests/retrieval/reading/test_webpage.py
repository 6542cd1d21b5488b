"""Web pages: what stands in them for readers, in the notation."""

import pytest

from assistant.errors import UnreadableFile
from assistant.retrieval.reading import Limits, webpage

LIMITS = Limits()


def text_of(body: str) -> str:
    return webpage.read(f"<html><body>{body}</body></html>".encode(), LIMITS).text


def test_headings_and_paragraphs_stand_apart() -> None:
    text = text_of("<h1>Leave</h1><p>Ask\n  <b>first</b>.</p><h3>Who <em>pays</em>?</h3><div>The levy.</div>")

    assert text == "# Leave\n\nAsk first.\n\n### Who pays?\n\nThe levy.\n"


def test_a_line_break_ends_a_paragraph_but_not_a_sentence() -> None:
    text = text_of("<p>You can become a nurse<br>while you work.<br>Call us.<br/>Email us.</p>")

    assert text == "You can become a nurse while you work.\n\nCall us.\n\nEmail us.\n"


def test_lists_keep_their_levels_and_numbers() -> None:
    body = "<ul><li>one<ol start=3><li>three</li><li value=7><p>seven</p></li></ol></li><li><div>two</div></li></ul>"

    assert text_of(body) == "- one\n  3. three\n  7. seven\n- two\n"


def test_definitions_are_items_of_term_and_meaning() -> None:
    body = "<dl><div><dt>Length</dt><dd>2 years</dd></div><dt>Pays:</dt><dd>The levy</dd><dd>Or you</dd></dl>"

    assert text_of(body) == "- Length: 2 years\n- Pays: The levy\n  - Or you\n"


def test_a_card_in_a_list_is_a_section_and_no_item() -> None:
    text = text_of("<ul><li><h3>Nurse</h3><p>Degree level.</p></li><li><h3>Associate</h3><p>Level 5.</p></li></ul>")

    assert text == "### Nurse\n\nDegree level.\n\n### Associate\n\nLevel 5.\n"


def test_a_row_of_a_table_stays_on_one_line_whatever_is_in_its_cells() -> None:
    cell = "<p>Any of</p><ul><li>maths</li><li>English<ol><li>GCSE</li><li>level 2</li></ol></li></ul>"
    text = text_of(f"<table><tr><th>Route</th><th>Needs</th></tr><tr><td>Top<br>up</td><td>{cell}</td></tr></table>")

    assert text == "Route\tNeeds\nTop up\tAny of; maths; English; 1. GCSE; 2. level 2\n"


def test_spans_are_written_out_and_two_rows_of_names_become_one() -> None:
    names = "<tr><th rowspan=2>Band</th><th colspan=2>Pay</th></tr><tr><th>From</th><th>To</th></tr>"
    rows = "<tr><td rowspan=2>5</td><td>29</td><td>30</td></tr><tr><td colspan=2>31</td></tr>"

    text = text_of(f"<table><caption>Pay</caption><thead>{names}</thead><tbody>{rows}</tbody></table>")

    assert text == "Pay\n\nBand\tPay From\tPay To\n5\t29\t30\n5\t31\t\n"


def test_a_table_that_names_its_rows_only_becomes_items() -> None:
    text = text_of("<table><tr><th>Length</th><td>36 months</td></tr><tr><th>Level</th><td>6</td></tr></table>")

    assert text == "- Length: 36 months\n- Level: 6\n"


def test_a_table_for_layout_is_read_cell_by_cell() -> None:
    text = text_of("<table><tr><td><h2>Left</h2><p>One.</p></td><td><h2>Right</h2><p>Two.</p></td></tr></table>")

    assert text == "## Left\n\nOne.\n\n## Right\n\nTwo.\n"


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>Home</nav>",
        "<header><nav>Home</nav></header>",
        "<footer>Crown copyright</footer>",
        "<script>track()</script>",
        "<style>p {}</style>",
        "<noscript>Enable it</noscript>",
        "<div id='nhsuk-cookie-banner'><p>Cookies?</p></div>",
        "<div class='govuk-breadcrumbs'>Home</div>",
        "<div role='navigation'>Home</div>",
        "<a class='skip-link' href='#x'>Skip</a>",
        "<p hidden>no</p>",
        "<p style='color: red; display:none'>no</p>",
        "<span class='nhsuk-u-visually-hidden'>no</span>",
        "<button>Search</button>",
        "<!-- a comment -->",
    ],
)
def test_what_every_page_repeats_or_hides_is_left_out(furniture: str) -> None:
    assert text_of(f"{furniture}<p>The levy pays.</p>") == "The levy pays.\n"


def test_a_page_about_cookies_is_no_banner() -> None:
    assert text_of("<article class='cookie-policy'><p>We keep two.</p></article>") == "We keep two.\n"


def test_only_the_main_part_counts_where_there_is_one() -> None:
    text = text_of("<h1>Leave</h1><div>Related pages</div><main><p>You may ask for five days of study leave.</p></main>")

    assert text == "# Leave\n\nYou may ask for five days of study leave.\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Study leave - NHS Careers</title>", "Study leave"),
        ("<title>Careers</title>", "Careers"),
        ("<title>Untitled</title>", "Study leave"),
        ("", "Study leave"),
    ],
)
def test_the_title_is_without_the_name_of_the_site(head: str, title: str) -> None:
    page = f"<html><head>{head}</head><body><h1>Study leave</h1><p>words</p></body></html>"

    assert webpage.read(page.encode(), LIMITS).title == title


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8", "<meta charset='iso-8859-1'>"),
        ("cp1252", ""),
        ("cp1252", "<meta charset=utf-8>"),
        ("cp1252", "<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>"),
        ("cp1250", "<meta charset='windows-1250'>"),
        ("utf-16", ""),
    ],
)
def test_a_page_is_decoded_as_browsers_do(encoding: str, head: str) -> None:
    page = f"<html><head>{head}</head><body><p>Das war köstlich – 5 €</p></body></html>"

    assert webpage.read(page.encode(encoding), LIMITS).text == "Das war köstlich – 5 €\n"


def test_a_page_that_shows_nothing_has_no_text() -> None:
    with pytest.raises(UnreadableFile, match="no text"):
        text_of("<script>app()</script><div id=root></div>")
