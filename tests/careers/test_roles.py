from pathlib import Path

import pytest

from assistant.careers.book import Book
from assistant.careers.roles.bands import bands_in, rung
from assistant.careers.roles.names import RoleNames
from assistant.knowledge.records import read_records
from assistant.knowledge.schema import Role
from tests.careers.pathway_records import book

RECORDS = Path(__file__).parents[2] / "corpus" / "records"


@pytest.fixture(scope="module")
def names() -> RoleNames:
    return RoleNames.of(book())


@pytest.fixture(scope="module")
def shipped() -> Book:
    return Book.of([read_records("roles.yaml", (RECORDS / "roles.yaml").read_text("utf-8"))])


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("I am a healthcare assistant", ["helper"]),
        ("HCAs and nurses", ["helper", "nurse"]),
        ("from hca to RN", ["helper", "nurse"]),
        ("the nursing associate's pay", ["associate"]),
        ("trainee associate", ["trainee"]),
        ("associate student", ["trainee"]),
        ("snr hca", ["mentor"]),
        ("healthcareassistant", ["helper"]),
    ],
)
def test_names_are_found_in_the_order_of_the_text(names: RoleNames, text: str, roles: list[str]) -> None:
    assert [each.role for each in names.find(text).mentions] == roles


@pytest.mark.parametrize(
    "text", ["helthcare asistant", "healthcare assitant", "hospitel porter", "nursing asociate", "regsitered nurse", "staff nurs"]
)
def test_a_slip_of_the_finger_is_set_right(names: RoleNames, text: str) -> None:
    (mention,) = names.find(text).mentions

    assert not mention.exact


@pytest.mark.parametrize(
    ("text", "role", "band"),
    [
        ("band 2 hca", "helper", "2"),
        ("b3 hca", "mentor", "3"),
        ("nurse at band six", "expert", "6"),
        ("Band 4 Nurse", "associate", "4"),
        ("nurse", "nurse", ""),
        ("band 8 a nurse", "nurse", "8a"),
    ],
)
def test_a_band_chooses_among_roles_that_share_a_name(names: RoleNames, text: str, role: str, band: str) -> None:
    (mention,) = names.find(text).mentions

    assert (mention.role, mention.band) == (role, band)


def test_spans_hold_the_words_and_the_band(names: RoleNames) -> None:
    text = "can a band 2 HCA be a staff nurse?"

    spans = [text[each.start : each.end] for each in names.find(text).mentions]

    assert spans == ["band 2 HCA", "staff nurse"]


def test_a_band_that_there_is_not_is_told_apart(names: RoleNames) -> None:
    found = names.find("band 42 hca, once band 5")

    assert (found.bands, found.no_bands) == (("5",), ("42",))
    assert [each.role for each in found.mentions] == ["helper"]


def test_a_band_alone_is_no_role(names: RoleNames) -> None:
    assert names.find("band 5").mentions == ()


def test_what_names_no_role_gets_the_nearest_titles(names: RoleNames) -> None:
    found = names.find("supporter")

    assert (found.mentions, found.nearest[:1]) == ((), ("porter",))


@pytest.mark.parametrize("text", ["", "   ", "→", "👩‍⚕️", "a" * 5000, "band " * 500, "hca\x00nurse", "नर्स"])
def test_any_text_can_be_read(names: RoleNames, text: str) -> None:
    assert all(0 <= each.start < each.end <= len(text) for each in names.find(text).mentions)


def test_a_role_that_somebody_else_has_is_not_the_askers(names: RoleNames) -> None:
    above = RoleNames.of(Book.of([read_records("r.yaml", (RECORDS / "roles.yaml").read_text("utf-8"))]))

    assert above.find("my matron says no").mentions == ()
    assert names.find("my career so far").mentions == ()


def test_words_between_do_not_make_a_name_in_another_order(names: RoleNames) -> None:
    assert names.find("an associate of the trainee").mentions == ()


def test_names_of_shipped_roles_lead_to_their_role(shipped: Book) -> None:
    index = RoleNames.of(shipped)

    wrong = [
        (role.id, name)
        for role in shipped.all(Role)
        for name in role.names
        if {m.role for m in index.find(name).mentions} != {role.id}
    ]

    assert wrong == []


def test_no_two_shipped_roles_share_a_name(shipped: Book) -> None:
    names = [name.lower() for role in shipped.all(Role) for name in {*role.names, role.title.text.lower()}]

    assert sorted(names) == sorted(set(names))


def test_bands_are_read_as_people_write_them() -> None:
    assert [band.name for band in bands_in("band 5, Band 8a, b6, bands seven, band 5 a year ago")] == ["5", "8a", "6", "7", "5"]


def test_a_letter_belongs_to_band_8_alone() -> None:
    (band,) = bands_in("band 5a")

    assert not band.real


def test_rungs_are_numbers_in_order() -> None:
    assert [rung(band) for band in ("2", "8", "8a", "8d", "9", "42")] == [2, 8, 8.1, 8.4, 9, None]
