from assistant.grounding.fidelity import is_faithful
from evals.corruptions import corrupted

SENTENCE = "As of July 2026, nurses in band 5 can get £1,000 within two years."
QUOTES = ["Grants", SENTENCE + " They may not get it twice."]


def test_a_sentence_is_corrupted_in_each_way_that_it_offers() -> None:
    kinds = {kind for kind, _ in corrupted(SENTENCE, QUOTES)}

    assert {"date", "band", "money", "duration", "negation", "can to must", "telephone", "e-mail", "link", "promise"} <= kinds


def test_no_corruption_stands_in_a_quote() -> None:
    assert all(text not in quote for _, text in corrupted(SENTENCE, QUOTES) for quote in QUOTES)


def test_no_corruption_is_faithful_to_the_quotes() -> None:
    assert is_faithful(SENTENCE, QUOTES)
    assert [kind for kind, text in corrupted(SENTENCE, QUOTES) if is_faithful(text, QUOTES)] == []
