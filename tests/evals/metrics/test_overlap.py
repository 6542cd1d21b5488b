from evals.metrics.overlap import word_overlap
from tests.evals.metrics.builders import a_case


def test_the_overlap_is_the_share_of_the_questions_stems_in_its_evidence() -> None:
    cases = [
        a_case("a", question="Who pays for courses?", evidence=[("p.md", "Employers pay the fee.")]),
        a_case("b", question="Is the course online?", evidence=[("p.md", "The online courses are free.")]),
        a_case("c", language="pl", question="Kto?", evidence=[("p.md", "Employers pay.")]),
        a_case("d", answerable=False),
    ]

    overlap = word_overlap(cases)

    assert overlap is not None
    assert (overlap.value, overlap.n) == (0.75, 2)


def test_without_english_questions_there_is_no_overlap() -> None:
    assert word_overlap([a_case(language="pl", evidence=[("p.md", "Free.")])]) is None
