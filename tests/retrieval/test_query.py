import pytest

from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.names import IndexedText
from assistant.retrieval.query import Query, read_query

PLACES = {
    "torbay.txt": "staff at Torbay get study leave and funding",
    "sel.txt": "nurses in London get funding for an apprenticeship",
}
LEXICON = LexicalIndex.build(
    IndexedText(f"{document}{number}", document, "Strategy", "", text)
    for document, text in PLACES.items()
    for number in range(15)
)
COURSES = LexicalIndex.build(
    IndexedText(str(number), "a.md", "", "", "nurse degree midwife degree coach mentor 2024 continuing professional development")
    for number in range(3)
)


def read(text: str, english: bool = True, lexicon: LexicalIndex = LEXICON) -> Query:
    return read_query(text, lexicon, english)


def test_the_words_of_a_question_are_those_that_the_corpus_holds() -> None:
    asked = read("What funding do nurses get, and blorps?").asked

    assert asked.stems == ("fund", "nurs")
    assert asked.unknown == ("blorps",)


def test_a_mistyped_word_is_read_as_the_corpus_spells_it() -> None:
    asked = read("aprentiship fundng").asked

    assert (asked.stems, asked.unknown) == (("apprenticeship", "fund"), ())


def test_chat_spellings_are_written_out() -> None:
    assert read("wat funding do ppl get").text == "what funding do people get"


def test_a_short_form_stands_for_its_words_too() -> None:
    assert read("cpd for coaches", lexicon=COURSES).related == ("continu", "profession", "develop")


def test_a_document_that_is_named_is_found_and_its_name_left_out() -> None:
    query = read("How much study leave do staff get at Torbay?")

    assert query.documents == ("torbay.txt",)
    assert query.bare == "How much study leave do staff get at"
    assert "torbay" not in query.asked.stems


def test_a_question_that_is_little_but_a_name_is_kept_whole() -> None:
    query = read("Torbay funding?")

    assert (query.documents, query.bare) == (("torbay.txt",), "Torbay funding?")


def test_two_documents_can_be_named() -> None:
    query = read("Does Torbay or London give more funding?")

    assert query.documents == ("sel.txt", "torbay.txt")
    assert query.sides == ()


def test_a_name_is_found_in_another_script() -> None:
    assert read("लंदन में नर्सों को कितना पैसा मिलता है", english=False).documents == ("sel.txt",)


def test_words_of_another_language_are_not_looked_up() -> None:
    asked = read("qui donne un nurse ou autre chose que cela", english=False).asked

    assert (asked.stems, asked.unknown, asked.english) == ((), (), False)


def test_a_question_that_mixes_languages_is_read_in_english_too() -> None:
    query = read("magkano po ang funding ng nurses", english=False)

    assert (query.english_reading, query.known_share) == ("how much does it cost funding nurses", 0.5)
    assert query.asked.stems == ("fund", "nurs")
    assert "money" in query.asked.wants


def test_the_english_reading_leaves_out_the_names_of_documents() -> None:
    query = read("magkano po ang funding sa Torbay", english=False)

    assert (query.english_reading, query.documents) == ("how much does it cost funding", ("torbay.txt",))


def test_english_words_and_numbers_inside_another_script_are_looked_up() -> None:
    assert read("क्या मुझे apprenticeship के लिए पैसा मिल सकता है और कितने दिन", english=False).asked.stems == ("apprenticeship",)
    assert read("कोर्स २०२४ में", english=False, lexicon=COURSES).asked.stems == ("2024",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("how long does it take", "duration"),
        ("when does it start", "date"),
        ("how much do i get", "money"),
        ("how many people came", "number"),
        ("is there a fee", "cost"),
        ("what percentage left, as a rate", "rate"),
        ("wat band is it", "band"),
        ("what is their email", "contact"),
        ("who runs it", "name"),
    ],
)
def test_the_kind_of_fact_that_is_asked_for_is_seen(text: str, kind: str) -> None:
    assert kind in read(text).asked.wants


def test_when_somebody_does_a_thing_is_no_question_for_a_date() -> None:
    assert "date" not in read("what do i say when i am in there").asked.wants


def test_a_question_for_no_kind_of_fact_wants_none() -> None:
    assert read("can staff train as nurses").asked.wants == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        *("list the courses", "what are the aims", "which courses are there", "give me examples", "all of the aims"),
        *("wat jobs are band 4", "what should i do before my appraisal", "what do i need to get on the course"),
        *("what can my band 2 bring", "how would i get a group going", "the money step by step"),
    ],
)
def test_a_question_for_a_list_is_seen(text: str) -> None:
    assert read(text).asked.wants_list


@pytest.mark.parametrize("text", ["which course is best", "which was longer", "how long is it", "how do i get in"])
def test_a_question_for_one_thing_is_no_list(text: str) -> None:
    assert not read(text).asked.wants_list


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("what are the four pillars", 4),
        ("name 5 main aims", 5),
        ("the 6 months of it", 0),
        ("what is band 3 pay", 0),
        ("which aims", 0),
    ],
)
def test_how_many_things_are_asked_for_is_seen(text: str, count: int) -> None:
    assert read(text).asked.count == count


def test_what_is_asked_about_a_thing_is_its_focus() -> None:
    assert read("how many places are there").asked.focus == ("place",)
    assert read("can i apply").asked.focus == ()


@pytest.mark.parametrize(
    "text",
    [
        "is the nurse degree or the midwife degree longer",
        "difference between nurse degree vs midwife degree",
        "nurse degree versus midwife degree",
        "nurse degree or the midwife degree, which one",
        "is it quicker to do the nurse degree or the midwife degree",
        "how is the nurse degree different from the midwife degree",
        "is a nurse degree just another word for a midwife degree",
    ],
)
def test_two_things_compared_are_two_sides(text: str) -> None:
    assert read(text, lexicon=COURSES).sides == (("nurs",), ("midwif",))


@pytest.mark.parametrize(
    "text",
    [
        "nurse degree and midwife degree",
        "is the nurse degree longer",
        "list more degrees for nurse or midwife",
        "is there a quicker nurse degree and a midwife to ask",
        "diff question, is there a nurse degree or a midwife degree",
    ],
)
def test_what_is_not_compared_has_no_sides(text: str) -> None:
    assert read(text, lexicon=COURSES).sides == ()


@pytest.mark.parametrize("text", ["7", "a", "the", "x" * 5_000, "word " * 2_000, "<b>&", "a or or or b than vs"])
@pytest.mark.parametrize("english", [True, False])
def test_odd_questions_are_read(text: str, english: bool) -> None:
    assert read(text, english).asked.english is english
