"""What a check says of pages."""

import os
from datetime import date
from pathlib import Path

import pytest

from tests.corpus_tools.texts import BODY, checked, errors, page, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def test_nothing_is_wrong_with_a_good_page(folder: Path) -> None:
    report = checked(written(folder, {"study-leave.md": page()}))

    assert report.files == 1
    assert report.faults == ()


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        (page(as_of="2026-02-30"), "as_of", "as_of is '2026-02-30'"),
        (page(source_title=""), "source_title", "source_title is missing"),
        (page(colour="red"), "colour", "is not a known key"),
        (page(overrides="careers/other.md"), "employer", "employer is missing"),
        (page(review_by="2026-08-01", as_of="2026-09"), "review_by", "is not after as_of"),
        (page(body="\nToo short.\n\n## Who to ask\n\n- Your manager\n"), "text", "too short to help"),
        (page(body=BODY.replace("Who to ask", "Ask whom")), "Who to ask", "does not say whom to ask"),
        (page(body=BODY + "\n[More](gone.md)\n"), "link", "the link to 'gone.md' leads to no page"),
        (page(body=BODY + "\nDr Smith will help.\n"), "text", "'Dr Smith' looks like the name of a person"),
        (page(status="unknown", body=BODY + "\nPlaces are left.\n"), "status", "'Places are' sounds like an offer"),
        (page().replace("# Study leave", "# Leave"), "title", "does not open with its title"),
        (
            page(body=BODY + "\n## Questions this page does not answer\n\n- i was assaulted at work\n"),
            "Questions this page does not answer",
            "hurt, grieving or in need",
        ),
        (
            page(body=BODY + "\n## Questions this page answers\n\n- `No such words`\n  - what is it\n"),
            "Questions this page answers",
            "does not stand on the page",
        ),
        ("# No front matter\n", "front matter", "the page has no front matter"),
        ("---\ntitle: Half\nowner: [A\n---\n", "front matter", "not YAML"),
        ("---\ntitle: Never closed\n", "front matter", "no closing line"),
    ],
)
def test_a_fault_of_a_page_is_named_with_its_key(text: str, key: str, said: str, folder: Path) -> None:
    found = errors(folder, {"study-leave.md": text})

    assert any(each.startswith(f"{key}: ") and said in each for each in found), found


def test_all_faults_are_told_with_file_and_remedy_and_not_the_first_alone(folder: Path) -> None:
    written(folder, {"a.md": page(owner="", as_of="soon", status="live"), "b.md": page(title="Other", topics="")})

    report = checked(folder)

    assert [(fault.file.removeprefix(f"{folder}/"), fault.key) for fault in report.errors] == [
        ("a.md", "as_of"),
        ("a.md", "owner"),
        ("a.md", "status"),
        ("b.md", "topics"),
    ]
    assert all(fault.remedy for fault in report.errors)


def test_two_pages_of_one_title_are_told_with_both_sources(folder: Path) -> None:
    found = errors(folder, {"a.md": page(), "b.md": page(source_title="Another policy")})

    sources = f"this (Another policy, 2026-08) and {folder}/a.md (Leave policy, 2026-08)"
    assert found == [f"title: they have the same title: {sources}"]


def test_a_page_named_with_capitals_is_told(folder: Path) -> None:
    assert errors(folder, {"Study Leave.md": page()}) == [
        "file: the name 'Study Leave.md' has more than small letters, digits and hyphens"
    ]


def test_what_is_past_or_near_its_review_is_listed_and_no_fault(folder: Path) -> None:
    written(folder, {"past.md": page(title="A", review_by="2026-11-25"), "soon.md": page(title="B", review_by="2027-01-25")})
    written(folder, {"later.md": page(title="C", review_by="2027-01-26")})

    report = checked(folder, today=date(2026, 11, 26))

    assert [(Path(each.file).name, each.past) for each in report.due] == [("past.md", True), ("soon.md", False)]
    assert report.faults == ()


def test_long_words_and_sentences_are_told_where_half_of_the_pages_have_them(folder: Path) -> None:
    hard = BODY + "\nNotwithstanding organisational considerations, professionals undertake developmental opportunities. " * 12

    found = errors(folder, {"study-leave.md": page(body=hard)})

    assert [each.partition(" read")[0] for each in found] == ["reading age: half of the files"]


def test_terms_that_cannot_be_said_in_easier_words_do_not_raise_the_reading_age(folder: Path) -> None:
    plain = checked(written(folder, {"study-leave.md": page(body=BODY + "\nIt is known to the name." * 20)}))
    named = written(folder, {"study-leave.md": page(body=BODY + "\nIt is known to the Nursing and Midwifery Council." * 20)})

    assert checked(named).ages == plain.ages


# ---------------------------------------------------------------- reuse


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    words = "staff who want to learn more about wound care may book a day with the team"
    return written(
        tmp_path / "shared", {"documents/a.txt": words, "facts/b.yaml": "- fact: one two three four five six seven eight\n"}
    )


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Staff who want to learn more about things.", []),  # seven words
        ("Staff who want to learn more about wound care.", ["staff who want to learn more about wound care"]),
        ("We say: one two three, four five six SEVEN eight!", ["one two three four five six seven eight"]),
        ("Staff who want to learn.\n\nMore about wound care may book.", []),  # two things said
    ],
)
def test_more_than_seven_successive_words_of_a_source_are_told(
    sentence: str, found: list[str], folder: Path, sources: Path
) -> None:
    written(folder, {"study-leave.md": page(body=f"{BODY}\n{sentence}\n")})

    report = checked(folder, against=sources)

    assert [fault.problem.partition(": ")[2].strip("'") for fault in report.errors] == found


def test_official_terms_and_the_name_of_the_source_may_be_said_as_they_are(folder: Path, tmp_path: Path) -> None:
    name = "A long policy about leave for people who learn at work"
    term = "uses the Oliver McGowan Mandatory Training on Learning Disability and Autism today"
    against = written(tmp_path / "s", {"a.txt": f"{name}\n{term}"})
    written(folder, {"study-leave.md": page(source_title=name, body=f"{BODY}\n{name}.\n\nOur trust {term}.\n")})

    assert checked(folder, against=against).errors == ()


# ---------------------------------------------------------------- hostile files


def test_a_page_that_is_not_in_utf_8_is_told(folder: Path) -> None:
    folder.mkdir()
    (folder / "study-leave.md").write_bytes(page().replace("Leave policy", "Pounds £").encode("cp1252"))

    assert [fault.problem[:28] for fault in checked(folder).errors] == ["the file is not in UTF-8 (by"]


@pytest.mark.parametrize("name", ["huge.md", "huge.yaml"])
def test_a_file_of_five_megabytes_is_told_and_not_read(name: str, folder: Path) -> None:
    written(folder, {name: "word " * 1_000_000})

    assert [fault.problem for fault in checked(folder).errors] == ["the file is larger than 1 MB"]


def test_a_link_to_somewhere_outside_is_told_and_not_read(folder: Path, tmp_path: Path) -> None:
    written(tmp_path, {"secret.md": "# Secret\n"})
    folder.mkdir()
    (folder / "study-leave.md").symlink_to(tmp_path / "secret.md")

    assert [fault.problem for fault in checked(folder).errors] == ["the file is a link to somewhere outside its folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_may_not_be_read_is_told(folder: Path) -> None:
    (written(folder, {"study-leave.md": page()}) / "study-leave.md").chmod(0)

    assert [fault.problem for fault in checked(folder).errors] == ["the file cannot be read (Permission denied)"]
