import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from assistant.retrieval.front_matter import FrontMatter, split

CORPUS = Path(__file__).parent.parent / "corpus"
SHARED = CORPUS.parent.parent / "shared"
PAGES = sorted(path for path in CORPUS.rglob("*.md") if path.name != "README.md")
IDS = [path.relative_to(CORPUS).as_posix() for path in PAGES]

FEWEST_WORDS = 80
COPIED_RUN = 8

OFFERS = re.compile(
    r"you can (?:book|join|enrol|sign up)|(?:is|are) (?:now )?(?:available|open to|on offer)|apply (?:now|today)|"
    r"(?:book|sign up|register|enrol) (?:now|today|here)|book (?:a|your) place|places are",
    re.IGNORECASE,
)
HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Sister|Nurse) [A-Z][a-z]+")
GIVEN_NAME = re.compile(
    r"\b(?:Alan|Andrew|Angela|Ann|Anne|Anita|Carol|Carolyn|Carrie|Chris|Claire|Clair|David|Deborah|Elizabeth|Emily|Em|"
    r"Emma|Fatima|Fiona|Graham|Grace|Helen|Ian|James|Jane|Jennifer|Jessica|John|Jonathan|Julie|Karen|Kate|Kevin|Kim|"
    r"Linda|Louise|Lucy|Maria|Mark|Mary|Michael|Mohammed|Nicola|Oliver|Patricia|Paul|Peter|Rachel|Richard|Robert|Ruth|"
    r"Sally|Sarah|Sharon|Simon|Stephen|Steven|Susan|Thomas|Victoria|William) [A-Z][a-z]+"
)
NAMED_AFTER_PEOPLE = ("Elizabeth Garrett Anderson", "Mary Seacole", "Oliver McGowan")
OPEN = "\n## Questions this page does not answer\n"
NEEDS_HELP = re.compile(
    r"\b(?:needle ?stick|sharps|assault|attacked|violen|abus|rape|stalk|traffick|keep my passport|"
    r"bereav|compassionate|funeral|grief|grieving|died|dies|passed away|if i die|death in service|miscarr|stillb|"
    r"suicid|self[- ]harm|samaritans|depress|hopeless|burn ?out|hardship|food bank|homeless|"
    r"racis|discrimin|harass|bullied|refuses to be treated)|भेदभाव|हार्डशिप|काउंसलिंग|കൗൺസിലിംഗ്|تمييز",
    re.IGNORECASE,
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
each_page = pytest.mark.parametrize("path", PAGES, ids=IDS)


def front_matter(path: Path) -> FrontMatter:
    found = split(path.read_text("utf-8"))

    assert found is not None, f"{path} has no front matter; corpus/README.md shows it"
    return found


def body(path: Path) -> str:
    return path.read_text("utf-8")[front_matter(path).body_start :]


def without_addresses(text: str) -> str:
    return LINK.sub("]", text)


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"£?\d[\d,.]*\d%?|\w+", text.lower())
    return {tuple(words[start : start + COPIED_RUN]) for start in range(len(words) - COPIED_RUN + 1)}


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return [str(value)]


@pytest.fixture(scope="module")
def source_runs() -> set[tuple[str, ...]]:
    if not SHARED.is_dir():
        pytest.skip("the documents and facts that the pages draw on are not beside this checkout")
    documents = [path.read_text("utf-8") for path in sorted((SHARED / "documents").glob("*.txt"))]
    facts = [texts(yaml.safe_load(path.read_text("utf-8"))) for path in sorted((SHARED / "facts").glob("*.yaml"))]
    return set().union(*map(runs, documents), *(runs(text) for group in facts for text in group))


def test_there_are_pages() -> None:
    assert PAGES


@each_page
def test_a_page_opens_with_its_title_as_a_heading(path: Path) -> None:
    first_line = body(path).splitlines()[0]

    assert first_line == f"# {front_matter(path).title}"


@each_page
def test_a_page_is_reviewed_after_the_date_of_its_facts(path: Path) -> None:
    provenance = front_matter(path).provenance

    assert provenance.as_of == "undated" or provenance.review_by > provenance.as_of


@each_page
def test_a_page_is_not_too_short_to_help(path: Path) -> None:
    assert len(without_addresses(body(path)).split()) >= FEWEST_WORDS


@each_page
def test_a_page_says_whom_to_ask(path: Path) -> None:
    assert "\n## Who to ask\n" in body(path) or path.stem == "who-to-ask"


@each_page
def test_links_between_pages_lead_to_a_page(path: Path) -> None:
    targets = [target for target in LINK.findall(body(path)) if not target.startswith(("http://", "https://"))]

    assert [target for target in targets if not (path.parent / target).is_file()] == []


@each_page
def test_what_is_not_offered_is_not_worded_as_an_offer(path: Path) -> None:
    offers = OFFERS.findall(body(path))

    assert front_matter(path).provenance.status == "offered" or offers == []


@each_page
def test_a_page_names_roles_and_not_people(path: Path) -> None:
    text = without_addresses(body(path))
    for programme in NAMED_AFTER_PEOPLE:
        text = text.replace(programme, "")

    assert HONORIFIC.findall(text) + GIVEN_NAME.findall(text) == []


@each_page
def test_a_page_is_named_with_small_letters_and_hyphens(path: Path) -> None:
    assert SLUG.fullmatch(path.stem)


@each_page
def test_what_a_person_in_need_may_ask_is_not_taught_as_unanswered(path: Path) -> None:
    listed = body(path).partition(OPEN)[2].splitlines()

    found = [line for line in listed if NEEDS_HELP.search(line)]

    assert found == [], (
        "each entry of this list teaches the assistant to say that it could not find this; a person who may be hurt, grieving or "
        "in need must be led to help. Put the question under a line that helps, or take it out."
    )


def test_no_two_pages_share_a_name_or_a_title() -> None:
    names = Counter(path.stem for path in PAGES)
    titles = Counter(front_matter(path).title.lower() for path in PAGES)

    assert [each for each, times in [*names.items(), *titles.items()] if times > 1] == []


@each_page
def test_a_page_is_written_anew(path: Path, source_runs: set[tuple[str, ...]]) -> None:
    own_words = without_addresses(body(path)).split("\n## Sources\n")[0]
    blocks = re.split(r"\n\n|\n[-|\d]|\|", own_words)

    copied = {" ".join(run) for block in blocks for run in runs(block) if run in source_runs}

    assert copied == set()
