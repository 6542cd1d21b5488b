"""The ids of passages: the same wherever nothing near them has changed."""

import pytest

from assistant.retrieval.passages import passages_of
from tests.retrieval.fakes import FakeEmbedder, passages, source_of
from tests.retrieval.texts import LONG, SECTION, generated


def ids(text: str) -> dict[str, str]:
    """Id by words."""
    return {passage.text: passage.id for passage in passages(text)}


def test_the_same_text_gives_the_same_ids() -> None:
    text = generated(1)

    assert ids(text) == ids(text)
    assert len({passage.id for passage in passages(text)}) == len(passages(text))


@pytest.mark.parametrize("place", [0, 3, 5])
def test_an_edit_elsewhere_in_the_file_leaves_an_id_as_it_is(place: int) -> None:
    sections = [SECTION.format(number) for number in range(6)]
    edited = [section + "It is new.\n\n" if n == place else section for n, section in enumerate(sections)]

    before, after = ids("# Leave\n\n" + "".join(sections)), ids("# Leave\n\n" + "".join(edited))

    assert len(set(before.values()) - set(after.values())) == 1


def test_the_same_words_twice_are_two_passages() -> None:
    words = "## Leave\n\n" + f"{LONG} " * 4 + "\n\n"

    found = passages(f"# Nurses\n\n{words}{words}")

    twins = [passage.id for passage in found if passage.text == found[0].text]
    assert len(set(twins)) == 2


def test_the_same_words_in_another_document_have_another_id() -> None:
    one, other = (
        passages_of(source_of("Ask early.\n", document=name), FakeEmbedder().count_tokens)[0] for name in ("a.md", "b.md")
    )

    assert one.id != other.id
