"""What a check says of records, alone and together."""

from pathlib import Path

import pytest

from tests.corpus_tools.texts import checked, errors, move, page, records, role, written

ROLES = records("roles", role("hca"), role("na"), role("nurse"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def of_moves(*moves: str, **defaults: str) -> dict[str, str]:
    return {"records/roles.yaml": ROLES, "records/moves.yaml": records("transitions", *moves, **defaults)}


def test_nothing_is_wrong_with_good_records(folder: Path) -> None:
    report = checked(written(folder, of_moves(move("a", "hca", "na"), move("b", "na", "nurse"))))

    assert report.files == 2
    assert report.faults == ()


def test_every_fault_of_every_record_is_told(folder: Path) -> None:
    broken = records("roles", role("hca", ", colour: red, status: live"), role("na").replace("settings: [nhs], ", ""))

    assert errors(folder, {"records/roles.yaml": broken}) == [
        "role hca: colour: colour is not a known key",
        "role hca: status: status is 'live'",
        "role na: settings: settings is missing",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: roles\nrecords:\n  - {id: a, title", "records: not YAML"),
        ("records: []\n", "records: the file has no `kind`"),
        ("kind: wishes\nrecords: []\n", "records: kind is 'wishes'"),
        ("kind: &a roles\nrecords: *a\n", "records: 'a' is a YAML anchor or tag"),
    ],
)
def test_a_half_written_file_is_told(text: str, said: str, folder: Path) -> None:
    assert [each[: len(said)] for each in errors(folder, {"records/roles.yaml": text})] == [said]


def test_a_role_that_does_not_exist_is_named_with_the_nearest(folder: Path) -> None:
    report = checked(written(folder, of_moves(move("a", "hca", "nurze"))))

    assert [(fault.key, fault.problem, fault.remedy) for fault in report.errors] == [
        ("transition a: target", "there is no role 'nurze'", "the nearest is 'nurse'; name that, or add the record")
    ]


@pytest.mark.parametrize(("own", "wrong"), [("", 1), (', source: {title: "Letter of 2026", as_of: 2026-04}', 0)])
def test_a_sum_has_the_date_of_the_source_it_is_quoted_with(own: str, wrong: int, folder: Path) -> None:
    scheme = (
        'id: levy, title: Levy, source: {title: "Report of 2025", as_of: 2025}, text: Levy money may pay., to: both, '
        "conditions: [{text: The employer agrees.}], "
        f"amounts: [{{pounds: 50, text: In April 2026 it paid £50., as_of: 2026-04{own}}}]"
    )

    told = errors(folder, {"records/schemes.yaml": records("schemes", scheme)})

    assert told == ["scheme levy: amounts.0: as_of is 2026-04, but the sum is quoted with 'Report of 2025' of 2025"][:wrong]


def test_schemes_and_transitions_that_do_not_exist_are_named(folder: Path) -> None:
    assert errors(folder, of_moves(move("a", "hca", "na", ", schemes: [levy]"))) == [
        "transition a: schemes: there is no scheme 'levy'"
    ]


def test_a_role_that_is_refused_is_not_said_to_be_missing_as_well(folder: Path) -> None:
    files = of_moves(move("a", "hca", "na"))
    files["records/roles.yaml"] = records("roles", role("hca"), role("na", ", colour: red"))

    assert errors(folder, files) == ["role na: colour: colour is not a known key"]


# ---------------------------------------------------------------- moves


def test_a_round_in_which_no_step_gains_anything_is_told_once(folder: Path) -> None:
    found = errors(folder, of_moves(move("a", "hca", "na"), move("b", "na", "hca")))

    assert found == ["transition b: target: na -> hca -> na leads round to where it began, and no step of it gains anything"]


@pytest.mark.parametrize(
    "more",
    [
        ', months: {least: 24}, gaps: ["It takes 24 months."]',
        ", requires: [{about: other, text: A manager agrees.}]",
    ],
)
def test_a_round_in_which_a_step_takes_time_or_asks_for_something_is_progress(more: str, folder: Path) -> None:
    assert errors(folder, of_moves(move("a", "hca", "na", more), move("b", "na", "hca"))) == []


def test_a_round_in_which_a_step_rises_in_band_is_progress(folder: Path) -> None:
    files = of_moves(move("a", "hca", "na"), move("b", "na", "hca"))
    files["records/roles.yaml"] = records("roles", role("hca", ", bands: ['Band 2']"), role("na", ", bands: ['Band 4']"))

    assert errors(folder, files) == []


def test_a_move_from_a_role_to_itself_is_a_round(folder: Path) -> None:
    assert len(errors(folder, of_moves(move("a", "hca", "hca")))) == 1


@pytest.mark.parametrize(
    ("more", "key"),
    [(', months: {least: 18}, gaps: ["It takes 18 months."]', "months"), (", confidence: unverified", "confidence")],
)
def test_the_same_move_told_in_two_ways_is_a_contradiction(more: str, key: str, folder: Path) -> None:
    given = (
        move("a", "hca", "na"),
        move("b", "hca", "na", more).replace("You can move.", "You can move; this is not confirmed."),
    )

    found = errors(folder, of_moves(*given))

    assert [each.partition(" differ")[0] for each in found] == [f"transition b: {key}: its {key}"]


# ---------------------------------------------------------------- wording and numbers


def test_an_unverified_record_has_to_say_so(folder: Path) -> None:
    found = errors(folder, of_moves(move("a", "hca", "na", ", confidence: unverified")))

    assert found == ["transition a: text: the record is unverified, but its text does not say so"]


def test_what_is_not_offered_is_not_worded_as_an_offer(folder: Path) -> None:
    found = errors(folder, of_moves(move("a", "hca", "na", ', gaps: ["The course is available."]'), status="unknown"))

    assert found == ["transition a: status: 'is available' sounds like an offer, but the record is 'unknown'"]


@pytest.mark.parametrize(
    ("rule", "sentence", "missing"),
    [
        ("months: {least: 18, most: 24}", "It takes 18 months to two years.", []),
        ("months: {least: 18, most: 24}", "It takes 18 months or more.", ["months.most is 24"]),
        ("months: {least: 6}", "It takes 26 weeks.", []),
        ("requires: [{about: age, at_most: 24}]", "You are under 25.", []),
        ("requires: [{about: age, at_least: 19}]", "You are an adult.", ["requires.0.at_least is 19"]),
        ("requires: [{about: earnings, at_most: 27486}]", "You earn £27,486 or less.", []),
        ("requires: [{about: band, at_least: 8.1}]", "You are in band 8a or above.", []),
    ],
)
def test_a_number_of_a_rule_that_no_sentence_says_is_warned_of(
    rule: str, sentence: str, missing: list[str], folder: Path
) -> None:
    report = checked(written(folder, of_moves(move("a", "hca", "na", f', {rule}, gaps: ["{sentence}"]'))))

    assert [fault.problem.partition(",")[0] for fault in report.warnings] == missing
    assert report.errors == ()


# ---------------------------------------------------------------- a trust's own content


@pytest.fixture
def local(tmp_path: Path) -> Path:
    return tmp_path / "local"


def test_a_local_record_with_a_shipped_id_is_a_conflict_with_both_sources(folder: Path, local: Path) -> None:
    written(folder, {"records/roles.yaml": ROLES})
    written(local, {"records/roles.yaml": records("roles", role("na")).replace("Careers page 2026", "Trust page 2026")})

    report = checked(local, [folder])

    places = f"here (Trust page 2026, 2026-08) and in {folder}/records/roles.yaml (Careers page 2026, 2026-08)"
    assert [fault.problem for fault in report.errors] == [f"the same id stands {places}; the first is used"]


def test_a_local_record_that_overrides_a_shipped_one_for_an_employer_is_no_conflict(folder: Path, local: Path) -> None:
    written(folder, {"records/roles.yaml": ROLES})
    written(local, {"records/roles.yaml": records("roles", role("na", ", overrides: true, employer: A Trust"))})

    assert checked(local, [folder]).faults == ()


def test_a_record_overrides_only_for_an_employer(folder: Path) -> None:
    assert errors(folder, {"records/roles.yaml": records("roles", role("na", ", overrides: true"))}) == [
        "role na: employer: employer is missing, but the record overrides another"
    ]


def test_a_local_page_that_overrides_a_shipped_one_is_no_conflict(folder: Path, local: Path) -> None:
    written(folder, {"learning/study-leave.md": page()})
    written(local, {"learning/study-leave.md": page(overrides="learning/study-leave.md", employer="A Trust")})

    assert checked(local, [folder]).faults == ()


def test_a_local_page_of_the_same_title_is_a_conflict(folder: Path, local: Path) -> None:
    written(folder, {"learning/study-leave.md": page()})
    written(local, {"our-leave.md": page(employer="A Trust")})

    assert [fault.key for fault in checked(local, [folder]).errors] == ["title"]


def test_a_local_page_on_the_same_topics_is_warned_of(folder: Path, local: Path) -> None:
    written(folder, {"learning/study-leave.md": page()})
    written(local, {"our-leave.md": page(title="Leave at our trust", employer="A Trust")})

    report = checked(local, [folder])

    assert [fault.key for fault in report.warnings] == ["topics"]
    assert report.errors == ()


def test_a_page_that_overrides_what_is_not_there_is_told_the_nearest(folder: Path, local: Path) -> None:
    written(folder, {"learning/study-leave.md": page()})
    written(local, {"leave.md": page(title="Ours", overrides="learning/studyleave.md", employer="A Trust", topics="[a]")})

    assert [fault.remedy for fault in checked(local, [folder]).errors] == ["the nearest is 'learning/study-leave.md'"]


def test_a_local_page_may_link_to_what_stands_beside_the_page_it_is_placed_like(folder: Path, local: Path) -> None:
    written(folder, {"learning/study-leave.md": page()})
    body = page(title="Ours", topics="[a]") + "\n[Leave](study-leave.md)\n"
    written(local, {"learning/ours.md": body})

    assert checked(local, [folder]).faults == ()


def test_local_records_may_name_shipped_roles(folder: Path, local: Path) -> None:
    written(folder, {"records/roles.yaml": ROLES})
    written(local, {"records/moves.yaml": records("transitions", move("a", "hca", "na"))})

    assert checked(local, [folder]).faults == ()


def test_a_local_move_that_closes_a_round_with_a_shipped_one_is_told_of_the_local_file(folder: Path, local: Path) -> None:
    written(folder, of_moves(move("a", "hca", "na")))
    written(local, {"records/moves.yaml": records("transitions", move("b", "na", "hca"))})

    assert [fault.key for fault in checked(local, [folder]).errors] == ["transition b: target"]
