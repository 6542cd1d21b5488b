import re

import pytest

from assistant.terms import Term, every_term, terms_in
from evals.dataset import CORPUS

WORDS = 8


@pytest.mark.parametrize("term", every_term(), ids=lambda term: term.name)
def test_an_explanation_is_short_and_its_page_uses_the_term(term: Term) -> None:
    page = (CORPUS / term.source).read_text(encoding="utf-8") if term.source else term.name

    assert len(term.plain.split()) <= WORDS
    assert re.search(rf"\b{re.escape(term.name)}", page, re.IGNORECASE)


def test_a_term_is_explained_where_it_is_used_first() -> None:
    assert terms_in("Your PIN comes from the NMC. Your NMC PIN is yours.", ()) == (
        "PIN: your number on the NMC register.",
        "NMC: Nursing and Midwifery Council, a regulator.",
    )


def test_what_the_asker_wrote_or_an_answer_used_before_is_not_explained() -> None:
    assert terms_in("Your NMC PIN", ("when do i get my pin", "Ask the NMC.")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The Learning Support Fund (LSF) pays.",
        "OSCE stands for objective structured clinical examination.",
        "A TNA, which is a trainee nursing associate.",
        "Write na or pin in the box.",
        "He is spinning NMCX.",
    ],
)
def test_what_a_text_explains_itself_or_does_not_use_is_not_explained(text: str) -> None:
    assert terms_in(text, ()) == ()


def test_at_most_three_are_explained() -> None:
    assert [told.partition(":")[0] for told in terms_in("ESR, TRAC, KSF and RPLs", ())] == ["ESR", "TRAC", "KSF"]
