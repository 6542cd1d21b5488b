from collections.abc import Iterable

import pytest

from assistant.retrieval.names import DocumentNames, IndexedText, named_in_script

NAMES = {"london": "sel.txt", "torbay": "torbay.txt", "lancashir": "lsc.txt"}


def found(*texts: IndexedText) -> dict[str, str]:
    names = DocumentNames()
    for text in texts:
        names.add(text)
    return names.found()


def pages(document: str, text: str, count: int = 15, title: str = "Strategy") -> Iterable[IndexedText]:
    """A document of `count` passages that all say the same."""
    return [IndexedText(f"{document}{number}", document, title, "", text) for number in range(count)]


def test_a_capital_word_that_one_document_has_to_itself_names_it() -> None:
    names = found(*pages("torbay.txt", "staff at Torbay learn"), *pages("sel.txt", "staff in London learn"))

    assert names == {"torbay": "torbay.txt", "london": "sel.txt"}


def test_a_word_that_two_documents_share_names_neither() -> None:
    assert found(*pages("one.txt", "staff at Torbay learn"), *pages("two.txt", "staff at Torbay train")) == {}


def test_a_word_without_a_capital_names_nothing() -> None:
    assert found(*pages("one.txt", "staff get leave"), *pages("two.txt", "staff get pay")) == {}


def test_a_capital_at_the_start_of_a_sentence_is_no_name() -> None:
    assert found(*pages("one.txt", "Leave is paid"), *pages("two.txt", "Pay is fair")) == {}


def test_a_small_document_has_no_name() -> None:
    assert found(*pages("osce.md", "the OSCE is practical", 6), *pages("two.txt", "staff get pay")) == {}


def test_one_document_alone_needs_no_name() -> None:
    assert found(*pages("torbay.txt", "staff at Torbay learn")) == {}


def test_a_word_that_is_seldom_in_a_document_names_it_only_from_its_title() -> None:
    seldom = [*pages("big.txt", "staff learn", 60), *pages("big.txt", "the Hive at work", 5)]
    titled = [IndexedText(each.id, each.document, "The Hive", "", each.text) for each in seldom]

    assert found(*seldom, *pages("two.txt", "staff get pay")) == {}
    assert found(*titled, *pages("two.txt", "staff get pay")) == {"hive": "big.txt"}


@pytest.mark.parametrize("word", ["April", "North", "Figure", "Section"])
def test_months_directions_and_parts_of_a_document_are_no_names(word: str) -> None:
    assert found(*pages("one.txt", f"as in {word} before"), *pages("two.txt", "staff get pay")) == {}


@pytest.mark.parametrize(
    ("text", "stem"),
    [("लंदन में कितने लोग", "london"), ("كم عدد الموظفين في لندن", "london"), ("टोरबे में", "torbay"), ("ലണ്ടൻ പദ്ധതി", "london")],
)
def test_a_name_is_heard_in_another_script(text: str, stem: str) -> None:
    assert named_in_script(text, NAMES) == {stem: NAMES[stem]}


@pytest.mark.parametrize("text", ["how long in London", "कितना समय", "", "🙂"])
def test_other_words_are_not_heard_as_names(text: str) -> None:
    assert named_in_script(text, NAMES) == {}
