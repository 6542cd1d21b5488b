from evals.personal_data import OWN, masked_questions, read_cases, report


def test_all_personal_data_of_the_dataset_is_masked_and_nothing_else() -> None:
    assert [case.id for case in read_cases(OWN) if not case.is_right] == []


def test_no_question_over_documents_is_masked_but_those_about_somebody() -> None:
    assert all("off-topic" in line for line in masked_questions())


def test_the_report_tells_each_kind_and_all_together() -> None:
    lines = list(report(read_cases(OWN)))

    assert lines[1].startswith("NHS number")
    assert lines[-1].startswith("all")
