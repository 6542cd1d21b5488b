import pytest

from evals.audit import unquoted

QUOTES = ["OSCE fees", "The fee of the NMC is £1,000 for two sittings. Call 020 7946 0018."]


@pytest.mark.parametrize(
    ("sentence", "strange"),
    [
        ("The fee of the NMC is £1000 for 2 sittings.", []),
        ("The fee is £999.", ["999"]),
        ("It is for three sittings.", ["3"]),
        ("The fee of the HCPC is £1,000.", ["HCPC"]),
        ("Ask the Royal College.", ["Royal", "College"]),
        ("Call 020 7946 0018.", []),
        ("Call 020 7946 0011.", ["0011", "020 7946 0011"]),
        ("Write to jobs@example.org.", ["jobs@example.org"]),
    ],
)
def test_numbers_names_and_addresses_without_a_quote_are_found(sentence: str, strange: list[str]) -> None:
    assert unquoted(sentence, QUOTES) == strange


def test_in_other_languages_names_are_not_looked_for() -> None:
    assert unquoted("La tasa del Colegio Real es £1,000.", QUOTES, names=False) == []
    assert unquoted("La tasa es ٩٩٩.", QUOTES, names=False) == ["999"]
