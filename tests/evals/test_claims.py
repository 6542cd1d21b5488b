from evals.claims import Claim, claims
from tests.evals.run_parts import answers, said


def test_a_sentence_is_claimed_with_what_it_cites() -> None:
    quotes = [{"number": 1, "title": "Levy", "section": "Costs", "quote": "The levy pays."}, {"number": 2, "quote": "Ask first."}]
    sentences = [{"text": "The levy pays, and you ask first.", "citations": [1, 2]}]

    found = claims(answers(said("C001", citations=quotes, sentences=sentences)))

    assert found == [Claim("C001", "The levy pays, and you ask first.", ("Levy\nCosts\nThe levy pays.", "Ask first."))]


def test_what_cites_nothing_claims_nothing() -> None:
    sentences = [{"text": "Please ask your manager.", "citations": []}, {"text": "It is free.", "citations": [7]}]

    assert claims(answers(said("C001", sentences=sentences))) == []


def test_claims_keep_the_order_of_the_answers() -> None:
    assert [claim.id for claim in claims(answers(said("C002"), said("C001")))] == ["C002", "C001"]
