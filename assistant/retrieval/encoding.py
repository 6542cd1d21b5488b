"""The vectors of a passage: its own, four views of each of its units, and those of the questions that the units answer."""

from collections.abc import Sequence

import numpy as np

from assistant.retrieval.embedding import Embedder
from assistant.retrieval.store import Halves, Vectors
from assistant.types import Passage, Unit

RECIPE = "3"  # change it when the same file would give other passages or vectors
_LONG_UNIT = 60  # words: a longer neighbour would drown the unit


def space_of(embedder: Embedder) -> str:
    """What vectors can be compared with each other: the model, and how it is used here."""
    return f"{embedder.model}|{RECIPE}"


def embedded_heading(title: str, section: str) -> str:
    """The line that stands before a passage in what is embedded."""
    return f"{title}. {section}".strip(". ") if section else title


def encode(embedder: Embedder, passage: Passage) -> Vectors:
    """Encode a passage under its headings, and each unit alone, in its passage, under its heading, and with its neighbours.

    A sentence on its own finds the answer best; the other views help where it is short or the question is in another
    language.
    """
    heading = embedded_heading(passage.title, passage.section)
    encoded = embedder.embed_passage([heading, *(unit.text for unit in passage.units)])
    views = []
    for place, pooled in enumerate(encoded.parts[1:]):
        unit = passage.units[place]
        above = unit.heading or passage.section.rpartition(" > ")[2]
        surrounded = _with_neighbours(passage.units, place)
        texts = (unit.text, _under(above, unit.text), _under(above, surrounded))
        vectors = {text: embedder.embed_text(text) for text in dict.fromkeys(texts)}  # a unit without neighbours has two alike
        own, headed, context = (vectors[text] for text in texts)
        views.append(np.stack([own, pooled, headed, context]))
    return Vectors(
        encoded.whole.astype(np.float16),
        np.stack(views).astype(np.float16),
        _questions(embedder, [question for unit in passage.units for question in unit.likely], len(encoded.whole)),
        _questions(embedder, [question for unit in passage.units for question in unit.gaps], len(encoded.whole)),
    )


def _questions(embedder: Embedder, questions: Sequence[str], dimensions: int) -> Halves:
    vectors = {question: embedder.embed_query(question) for question in dict.fromkeys(questions)}
    return (np.stack([vectors[question] for question in questions]) if vectors else np.empty((0, dimensions))).astype(np.float16)


def _under(heading: str, text: str) -> str:
    return f"{heading}: {text}" if heading else text


def _with_neighbours(units: tuple[Unit, ...], place: int) -> str:
    unit = units[place]
    return " ".join(
        other.text
        for at, other in enumerate(units)
        if at == place or (abs(at - place) == 1 and _belongs(unit, other) and len(other.text.split()) < _LONG_UNIT)
    )


def _belongs(unit: Unit, other: Unit) -> bool:
    return other.group == unit.group and other.kind != "heading"
