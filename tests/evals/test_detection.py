from assistant.language import Language
from evals.detection import Detected, detected, report, shares


class Told:
    """Takes everything for Polish."""

    def detect(self, text: str, preferred: str = "") -> Language:  # noqa: ARG002
        return Language("pl", confident=True)


ROWS = [{"text": "kto płaci", "language": "pl"}, {"text": "who pays for it", "language": "en"}]


def test_each_text_is_held_against_its_language() -> None:
    right, wrong = detected(ROWS, Told())

    assert (right.right, wrong.right) == (True, False)
    assert (right.enough, wrong.enough) == (False, True)


def test_shares_are_told_by_language() -> None:
    assert shares(detected(ROWS, Told())) == {"en": (1, 0.0), "pl": (1, 1.0)}


def test_the_report_names_what_is_wrong() -> None:
    lines = report([Detected("who pays for it", "en", "pl")])

    assert lines[-2:] == ["| en | 1 | 0.000 | 1 | 0.000 |", "en taken for pl: who pays for it"]
