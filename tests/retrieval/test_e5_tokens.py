"""How the built-in embedding model cuts text into tokens."""

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from assistant.retrieval.e5_tokens import Unigram
from assistant.retrieval.e5_weights import open_weights, wheel_weights

PIECES = ["<s>", "<unk>", "\u2581", "a", "b", "ab", "\u2581a", "bb"]
SCORES = [0.0, 0.0, -3.0, -2.0, -2.0, -3.0, -4.0, -5.0]
TEXTS = [
    "How much study leave can a nurse take?",
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\u00ad", []),
        ("ab", [2, 5]),
        ("a a", [6, 6]),
        ("zz a", [2, 1, 6]),
        ("A", [6]),
        ("\u2581a", [6]),
        ("abb", [2, 5, 4]),
    ],
)
def test_a_word_is_cut_where_the_scores_are_highest_and_unknown_neighbours_are_one(text: str, expected: list[int]) -> None:
    unigram = Unigram(PIECES, SCORES, unknown=1, normaliser={ord("A"): "a", 0xAD: ""})

    numbers = unigram.encode(text)

    assert numbers == expected


@pytest.mark.integration
def test_tokens_are_those_of_the_tokenizers_package() -> None:
    weights = open_weights(wheel_weights())
    scored = list(zip(weights.pieces, weights.scores, strict=True))
    reference = Tokenizer(models.Unigram(scored, unk_id=weights.unknown, byte_fallback=False))
    reference.pre_tokenizer = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always")
    unigram = Unigram(weights.pieces, weights.scores, weights.unknown, weights.normaliser)
    every = ["".join(map(chr, range(start, start + 97))) for start in range(1, 0xD700, 97)] + weights.pieces[::500]

    tokens = [unigram.encode(text) for text in TEXTS + every]

    normal = [text.translate(weights.normaliser) for text in TEXTS + every]
    assert tokens == [reference.encode(text, add_special_tokens=False).ids for text in normal]
