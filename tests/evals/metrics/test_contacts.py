import pytest

from evals.metrics.contacts import contacts


@pytest.mark.parametrize(
    ("text", "kind", "same"),
    [
        ("Write to A.Team@nhs.uk.", "e-mail", "a.team@nhs.uk"),
        ("See <https://www.gov.uk/Pay/>.", "link", "gov.uk/pay"),
        ("See nhs.uk, please", "link", "nhs.uk"),
        ("Call 0300 790 6268 (option 2)", "telephone number", "03007906268"),
        ("+44 (0)20 7946 0123", "telephone number", "02079460123"),
    ],
)
def test_a_contact_is_read_in_one_form(text: str, kind: str, same: str) -> None:
    found, _ = contacts(text)

    assert [(each.kind, each.same) for each in found] == [(kind, same)]


def test_the_rest_has_blanks_in_the_place_of_contacts() -> None:
    text = "Call 0300 790 6268, or a@b.org."

    _, rest = contacts(text)

    assert rest == "Call              , or        ."


@pytest.mark.parametrize("text", ["£1,500 2000 2025", "2021 2022 2023", "Ask first.Then wait", "116 123"])
def test_figures_and_sentence_ends_are_no_contacts(text: str) -> None:
    assert contacts(text) == ([], text)
