from assistant.channels.web.markup import answer_html


def test_marks_link_to_their_citations_and_others_stay_text() -> None:
    html = answer_html("Paid [1], not [2].", {1: "#quote-1"})

    assert html == (
        '<p>Paid <a class="app-mark" href="#quote-1"><span class="nhsuk-u-visually-hidden">source </span>[1]</a>, not [2].</p>'
    )


def test_lists_headings_and_bold_are_drawn() -> None:
    html = answer_html("### Steps\n\n1. **Ask** first\n2. Apply\n\n- One", {})

    assert html.replace("\n", "") == (
        '<h3>Steps</h3><ol><li value="1"><strong>Ask</strong> first</li><li value="2">Apply</li></ol><ul><li>One</li></ul>'
    )


def test_nothing_in_an_answer_is_live() -> None:
    html = answer_html("<script>alert(1)</script> <img src=x onerror=alert(1)> &lt;b&gt; \"'", {})

    assert html == "<p>alert(1) &lt;b&gt; &#34;&#39;</p>"


def test_a_link_cannot_leave_its_attribute() -> None:
    html = answer_html("Paid [1]", {1: '"><script>'})

    assert 'href="&#34;&gt;&lt;script&gt;"' in html


def test_an_english_quote_in_another_language_says_so() -> None:
    html = answer_html("نعم\n\nThe levy pays. [1]", {}, is_english=lambda text: text == "The levy pays. [1]")

    assert html == '<p>نعم</p>\n<p><span lang="en" dir="ltr">The levy pays. [1]</span></p>'


def test_an_english_item_keeps_its_marker_in_the_list() -> None:
    html = answer_html("- Two GCSEs [1]", {}, is_english=lambda text: True)

    assert html.replace("\n", "") == '<ul><li><span lang="en" dir="ltr">Two GCSEs [1]</span></li></ul>'


def test_english_words_after_a_lead_are_marked_alone() -> None:
    html = answer_html("للمعرفة: The levy pays. [1]", {}, is_english=lambda text: text.startswith("The"))

    assert html == '<p>للمعرفة: <span lang="en" dir="ltr">The levy pays. [1]</span></p>'
