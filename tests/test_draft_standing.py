import pytest

from assistant.draft_standing import is_well_formed, stands_alone
from assistant.types import Citation

QUOTE = "Nursing associates are often in band 4. Each post is banded by its own employer. The rule was in place then."
PAY = Citation(1, "page.md", "Nursing associate", "Pay", QUOTE, 0, len(QUOTE))
MAP = Citation(1, "page.md", "Frameworks", "", "A career map is one that several professions share.", 0, 51)


@pytest.mark.parametrize(
    "text", ["Nursing associates are often in band 4.", "An associate's post is banded by its own employer."]
)
def test_a_sentence_that_opens_its_quote_or_names_its_subject_stands_alone(text: str) -> None:
    assert stands_alone(text, PAY)


@pytest.mark.parametrize(
    "text", ["Each post is banded by its own employer.", "The rule was in place then.", "Associates still call these proposals."]
)
def test_a_sentence_whose_subject_or_referent_stands_elsewhere_does_not(text: str) -> None:
    assert not stands_alone(text, PAY)


@pytest.mark.parametrize(
    "text",
    [
        "The career map is one that several professions share.",
        "A career map is one that several professions share,",
        "A career A career map is one that several professions share.",
    ],
)
def test_an_article_that_is_changed_a_cut_end_and_a_stammer_are_not_well_formed(text: str) -> None:
    assert not is_well_formed(text, MAP)


def test_the_quotes_own_articles_are_kept() -> None:
    assert is_well_formed("A career map is one that several professions share.", MAP)
    assert is_well_formed("The rule was in place then.", PAY)
