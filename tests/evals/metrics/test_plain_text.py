from evals.metrics.plain_text import plain_text, without_form


def test_marks_bullets_and_ordinals_are_form() -> None:
    text = "## Steps\n1. Ask **first**. [1]\n- 2) Wait 10 days [2, 3]\n* Go"

    assert without_form(text).split() == "Steps Ask first. Wait 10 days Go".split()


def test_digits_of_every_script_dashes_and_footnotes_are_folded() -> None:
    assert plain_text("१८–24 months¹, &pound;٣") == "18-24 months, £3"


def test_a_link_is_no_mark() -> None:
    assert without_form("See [1](https://example.org).") == "See [1](https://example.org)."
