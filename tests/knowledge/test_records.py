import pytest

from assistant.errors import CorpusError
from assistant.knowledge.records import parts_of, provenance_of, read_records, words_of
from assistant.knowledge.schema import Role

ROLES = """\
kind: roles
defaults: {review_by: 2027-11-26, owner: Education team, status: offered, confidence: verified}
records:
- id: hcsw
  title: Healthcare support worker
  source: {title: Health Careers, url: "https://www.healthcareers.nhs.uk/", as_of: undated}
  text: Healthcare support workers care for people – often in band 2.
  notes:
  - text: "Since 2026: a new name is used."
    source: {title: Report of 2026, as_of: 2026-03}
  family: nursing
  settings: [nhs]
  registration: none
  staff_group: support
  names: [hca, hcsw, healthcare assistant]
"""
SCHEMES = """\
kind: schemes
defaults: {review_by: 2027-05-26, owner: Education team, status: offered, confidence: verified}
records:
- id: levy
  title: Levy
  source: {title: Written answer, url: "https://www.example.org/answer", as_of: 2026-02-11}
  text: Levy money may pay for an apprenticeship.
  to: both
  conditions:
  - any:
    - about: employer_type
      among: [levy_payer]
      text: The employer pays the levy (source of 2025).
      source: {title: College, url: "https://www.example.org/college", as_of: 2025}
    - about: other
      text: The employer agrees.
  amounts:
  - pounds: 0
    text: As of December 2016 an apprentice paid £0.
    as_of: 2016-12-08
    source: {title: Factsheet, url: "https://www.example.org/factsheet", as_of: 2016-12-08}
  - pounds: 27000
    text: In February 2026 the cap was £27,000.
    as_of: 2026-02-11
"""


def test_each_sentence_knows_where_it_stands_in_the_file() -> None:
    (role,) = read_records("roles.yaml", ROLES).records

    words = list(words_of(role))

    assert [each.text for each in words] == [ROLES[each.start : each.end] for each in words]
    assert words[0].text == "Healthcare support worker"
    assert len(words) == 3


def test_defaults_fill_what_a_record_leaves_out_and_a_record_wins() -> None:
    own = ROLES.replace("  family:", "  owner: Nursing team\n  family:")

    (role,) = read_records("roles.yaml", own).records

    assert (role.owner, role.status) == ("Nursing team", "offered")


def test_a_sentence_with_a_source_of_its_own_is_dated_by_it() -> None:
    file = read_records("roles.yaml", ROLES)

    whole, note = parts_of(file)

    assert (whole.provenance.as_of, note.provenance.as_of) == ("undated", "2026-03")
    assert ROLES[note.start : note.end] == "Since 2026: a new name is used."
    assert whole.start <= note.start < note.end <= whole.end


def test_a_sum_and_a_condition_with_a_source_of_their_own_are_dated_by_it() -> None:
    file = read_records("schemes.yaml", SCHEMES)

    parts = {SCHEMES[part.start : part.end]: part.provenance for part in parts_of(file)[1:]}

    assert {words: told.as_of for words, told in parts.items()} == {
        "The employer pays the levy (source of 2025).": "2025",
        "As of December 2016 an apprentice paid £0.": "2016-12-08",
    }
    assert parts["As of December 2016 an apprentice paid £0."].source_title == "Factsheet"


def test_a_condition_with_a_source_says_its_sentence() -> None:
    mute = SCHEMES.replace("      text: The employer pays the levy (source of 2025).\n", "")

    with pytest.raises(CorpusError, match="a condition with a source says its sentence"):
        read_records("schemes.yaml", mute)


def test_a_quote_says_whose_it_is_and_when_it_is_reviewed() -> None:
    (role,) = read_records("roles.yaml", ROLES).records
    assert isinstance(role, Role)

    told = provenance_of(role, role.source)

    assert (told.owner, told.review_by, told.applies_to) == ("Education team", "2027-11-26", "England")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("  source: {", "  # source: {"), "hcsw: source is missing: give title, url and as_of"),
        (("undated}", "2026-13}"), "source.as_of is '2026-13'"),
        (("2027-11-26", "2027-02-31"), "review_by is '2027-02-31'"),
        (("  family:", "  familly: x\n  family:"), "familly is not a known key: use one of id, title"),
        (("[hca, hcsw, healthcare assistant]", "[hca]"), "give at least three names"),
        (("kind: roles", "kind: rolls"), "kind is 'rolls'. Choose one of roles, transitions"),
        (("status: offered", "status: maybe"), "choose offered, planned, ended or unknown"),
        (("Health Careers, url", "Health Careers, uri"), "source.uri is not a known key"),
        (("{title: Report of 2026,", "{title: Report,"), "names a document with its year"),
    ],
)
def test_a_wrong_record_is_told_by_its_id_and_key_with_the_remedy(change: tuple[str, str], told: str) -> None:
    with pytest.raises(CorpusError) as raised:
        read_records("roles.yaml", ROLES.replace(*change))

    assert told in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kind: roles\n",
        "[1, 2]",
        "kind: roles\nrecords: x",
        "kind: roles\nrecords: [x]",
        "a: &b [*b]",
        "kind: !x roles",
        "{",
        "a: b: c",
    ],
)
def test_a_file_that_is_no_file_of_records_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(CorpusError) as raised:
        read_records("roles.yaml", text)

    assert str(raised.value).endswith((".", ")"))


def test_a_deep_file_ends_in_an_error_and_not_in_a_crash() -> None:
    with pytest.raises(CorpusError, match="deep"):
        read_records("roles.yaml", "kind: roles\nrecords: " + "[" * 5_000 + "]" * 5_000)


def test_two_records_of_one_id_are_refused() -> None:
    twice = ROLES + ROLES.partition("records:\n")[2]

    with pytest.raises(CorpusError, match="'hcsw' is given to two records"):
        read_records("roles.yaml", twice)


def test_a_key_given_twice_is_refused_with_its_line() -> None:
    with pytest.raises(CorpusError, match="line 2: 'kind' is given twice"):
        read_records("roles.yaml", "kind: roles\nkind: roles\nrecords: []\n")


@pytest.mark.parametrize("text", ['"Two\\nlines"', "|\n    Two\n    lines", '"caf\\u00e9"'])
def test_words_that_do_not_stand_in_the_file_as_they_are_said_are_refused(text: str) -> None:
    changed = ROLES.replace("Healthcare support workers care for people – often in band 2.", text)

    with pytest.raises(CorpusError, match="write it on one line"):
        read_records("roles.yaml", changed)
