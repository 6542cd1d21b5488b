"""The built-in embedding model: its vectors of questions, texts and passages."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval.e5 import E5Embedder
from assistant.retrieval.embedding import MAX_CHARACTERS

pytestmark = pytest.mark.integration

QUESTION = "How much study leave can a nurse take?"
TEXTS = [
    QUESTION,
    "",
    "¿Cuántos días de permiso de estudios puede tomar una enfermera?",
    "ما الذي يمكنني أن أفعله بعد ذلك؟",
    "नर्स बनने के लिए क्या चाहिए?",
    "我想成为一名护士，应该怎么做？",
    "ഒരു നഴ്‌സ് ആകാൻ എന്തു വേണം?",
    "ＦＵＬＬ width, ﬁ ligature, ½, ™, ﷺ, e\u0301, soft\u00adhyphen, zero\u200bwidth",
    "🩺 👩🏽‍⚕️ 🇬🇧 \U0002f9ff\U0010ffff",
    "▁ ▁▁word <s> </s> <unk> x\u0001\u0002",
]


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("e5")


@pytest.fixture(scope="session")
def embedder(data_dir: Path) -> E5Embedder:
    return E5Embedder(data_dir)


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_gets_a_unit_vector(embedder: E5Embedder, text: str) -> None:
    vector = embedder.embed_query(text)

    assert vector.dtype == np.float32
    assert vector.shape == (embedder.dimensions,)
    assert np.linalg.norm(vector) == pytest.approx(1)


def test_a_text_gets_the_same_vector_whatever_else_is_encoded_at_the_same_time(embedder: E5Embedder) -> None:
    alone = [embedder.embed_text(text) for text in TEXTS]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(embedder.embed_text, TEXTS * 3))

    assert all(np.array_equal(a, b) for a, b in zip(alone * 3, together, strict=True))


def test_a_second_start_gives_the_same_vectors(embedder: E5Embedder, data_dir: Path) -> None:
    second = E5Embedder(data_dir)

    assert second.model == embedder.model
    assert np.array_equal(second.embed_query(QUESTION), embedder.embed_query(QUESTION))


def test_a_question_is_encoded_as_a_question_and_a_text_as_a_text(embedder: E5Embedder) -> None:
    question, text = embedder.embed_query(QUESTION), embedder.embed_text(QUESTION)

    assert not np.array_equal(question, text)
    assert question @ text > 0.9


def test_nul_and_lone_surrogates_count_as_blanks(embedder: E5Embedder) -> None:
    broken, clean = "study\x00leave\ud800days", "study leave days"

    assert np.array_equal(embedder.embed_query(broken), embedder.embed_query(clean))
    assert embedder.count_tokens(broken) == embedder.count_tokens(clean)


def test_sixty_thousand_words_are_capped_and_quick(embedder: E5Embedder) -> None:
    text = "leave " * 60_000
    started = time.perf_counter()

    vector = embedder.embed_text(text)

    assert time.perf_counter() - started < 5
    assert np.array_equal(vector, embedder.embed_text(text[:MAX_CHARACTERS]))


@pytest.mark.parametrize(
    "foreign",
    [
        "¿Cuántos días de permiso de estudios puede tomar una enfermera?",
        "नर्स कितने दिन की अध्ययन छुट्टी ले सकती है?",
        "كم عدد أيام إجازة الدراسة التي يمكن للممرضة أن تأخذها؟",
    ],
)
def test_a_question_is_nearer_to_its_twin_in_english_than_to_another_sentence(embedder: E5Embedder, foreign: str) -> None:
    twin, other = embedder.embed_text(QUESTION), embedder.embed_text("The car park opens at seven in the morning.")

    vector = embedder.embed_query(foreign)

    assert vector @ twin > vector @ other + 0.03


def test_each_part_of_a_passage_gets_a_unit_vector_that_its_context_colours(embedder: E5Embedder) -> None:
    parts = ["Study leave is five days a year.", "Ask your manager first."]

    vectors = embedder.embed_passage(parts)

    assert vectors.whole.shape == (384,)
    assert vectors.parts.shape == (2, 384)
    assert np.linalg.norm(vectors.parts, axis=1) == pytest.approx([1, 1])
    assert not np.array_equal(vectors.parts[1], embedder.embed_passage(parts[1:]).parts[0])


def test_a_part_beyond_the_512th_token_gets_the_vector_of_the_whole(embedder: E5Embedder) -> None:
    parts = ["study leave " * 100, "days and hours " * 200, "Ask your manager first."]

    vectors = embedder.embed_passage(parts)

    assert np.array_equal(vectors.parts[2], vectors.whole)
    assert not np.array_equal(vectors.parts[1], vectors.whole)


def test_a_part_without_text_gets_the_vector_of_the_whole(embedder: E5Embedder) -> None:
    vectors = embedder.embed_passage(["Study leave is five days a year.", ""])

    assert np.array_equal(vectors.parts[1], vectors.whole)


def test_a_passage_without_parts_has_a_whole_and_no_parts(embedder: E5Embedder) -> None:
    vectors = embedder.embed_passage([])

    assert vectors.whole.shape == (384,)
    assert vectors.parts.shape == (0, 384)
