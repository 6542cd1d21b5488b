"""Embedding models from a local folder, with graphs small enough to know every vector beforehand."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from assistant.errors import ModelUnavailable, SettingsError
from assistant.retrieval.embedding import Floats, unit_length
from assistant.retrieval.onnx_folder import OnnxFolderEmbedder

WORDS = ["[UNK]", "[CLS]", "[SEP]", "nurse", "pay", "study", "leave", "query", "passage", ":"]
TABLE = np.random.default_rng(1).normal(size=(len(WORDS), 4)).astype(np.float32)
KINDS = {"input_ids": TensorProto.INT64, "attention_mask": TensorProto.INT64, "token_type_ids": TensorProto.INT64}


def write_graph(
    path: Path,
    inputs: Sequence[str] = tuple(KINDS),
    table: Floats = TABLE,
    kind: int = TensorProto.INT64,
    output: Sequence[str | int] = (1, "tokens", 4),
) -> None:
    """A graph whose state of a token is its row of the table, times its mask, plus its type."""
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["input_ids.state"])]
    for name in inputs[1:]:
        nodes.append(helper.make_node("Cast", [name], [f"{name}.float"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Unsqueeze", [f"{name}.float", "last"], [f"{name}.column"]))
        operation = "Mul" if name == "attention_mask" else "Add"
        nodes.append(helper.make_node(operation, [nodes[-3].output[0], f"{name}.column"], [f"{name}.state"]))
    state = nodes[-1].output[0]
    # A pooled output is the last token's state.
    last = helper.make_node("Gather", [state, "one"], ["last_hidden_state"], axis=1)
    nodes.append(last if len(output) == 2 else helper.make_node("Identity", [state], ["last_hidden_state"]))
    constants = {"table": table, "last": np.array([2]), "one": np.array(-1)}
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, kind, [1, "tokens"]) for name in inputs],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, output)],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))


def write_tokenizer(path: Path) -> None:
    """Words between [CLS] and [SEP]; like published ones, the file asks for cutting and padding."""
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", None, [("[CLS]", 1), ("[SEP]", 2)])
    tokenizer.enable_truncation(4)
    tokenizer.enable_padding(length=16)
    tokenizer.save(str(path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny-model"
    write_graph(folder / "model.onnx")
    write_tokenizer(folder / "tokenizer.json")
    return folder


def mean(*words: str) -> Floats:
    """The unit mean of the words' rows."""
    return unit_length(TABLE[[WORDS.index(word) for word in words]].mean(axis=0))


# ---------------------------------------------------------------- vectors


def test_a_text_gets_the_mean_of_the_states_of_its_tokens(folder: Path) -> None:
    embedder = OnnxFolderEmbedder(folder)

    vector = embedder.embed_text("nurse\x00study leave pay")

    assert vector.dtype == np.float32
    assert embedder.dimensions == 4
    assert vector == pytest.approx(mean("[CLS]", "nurse", "study", "leave", "pay", "[SEP]"))


def test_the_prefixes_that_are_given_go_before_questions_and_texts(folder: Path) -> None:
    embedder = OnnxFolderEmbedder(folder, "query: ", "passage: ")

    question, text = embedder.embed_query("pay"), embedder.embed_text("pay")

    assert question == pytest.approx(mean("[CLS]", "query", ":", "pay", "[SEP]"))
    assert text == pytest.approx(mean("[CLS]", "passage", ":", "pay", "[SEP]"))


@pytest.mark.parametrize(
    ("name", "prefixed"),
    [("multilingual-e5-small", True), ("E5_base", True), ("multilingual-e5-large-instruct", False), ("ape5s", False)],
)
def test_a_model_of_the_e5_family_gets_its_prefixes_unless_others_are_given(folder: Path, name: str, prefixed: bool) -> None:
    (folder / "config.json").write_text(json.dumps({"_name_or_path": f"someone/{name}"}))

    vector = OnnxFolderEmbedder(folder).embed_query("pay")

    assert vector == pytest.approx(mean("[CLS]", *(["query", ":"] if prefixed else []), "pay", "[SEP]"))
    assert OnnxFolderEmbedder(folder, "", "").embed_query("pay") == pytest.approx(mean("[CLS]", "pay", "[SEP]"))


@pytest.mark.parametrize("inputs", [["input_ids"], ["input_ids", "attention_mask"], list(KINDS)])
@pytest.mark.parametrize("kind", [TensorProto.INT64, TensorProto.INT32])
def test_the_graph_gets_the_inputs_it_asks_for(folder: Path, inputs: Sequence[str], kind: int) -> None:
    write_graph(folder / "model.onnx", inputs, kind=kind)

    vector = OnnxFolderEmbedder(folder).embed_text("nurse pay")

    assert vector == pytest.approx(mean("[CLS]", "nurse", "pay", "[SEP]"))


def test_the_graph_may_lie_in_a_folder_called_onnx(folder: Path) -> None:
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")

    vector = OnnxFolderEmbedder(folder).embed_text("pay")

    assert vector == pytest.approx(mean("[CLS]", "pay", "[SEP]"))


def test_a_text_without_tokens_still_gets_a_unit_vector(folder: Path) -> None:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.post_processor = processors.TemplateProcessing("$A", None, [])
    tokenizer.save(str(folder / "tokenizer.json"))

    vector = OnnxFolderEmbedder(folder).embed_text("")

    assert np.linalg.norm(vector) == pytest.approx(1)


def test_tokens_are_counted_without_the_special_ones_and_without_cutting(folder: Path) -> None:
    embedder = OnnxFolderEmbedder(folder)

    assert embedder.count_tokens("study leave " * 40) == 80


# ---------------------------------------------------------------- passages


def test_each_part_of_a_passage_gets_the_mean_of_its_own_tokens(folder: Path) -> None:
    embedder = OnnxFolderEmbedder(folder, text_prefix="passage: ")

    vectors = embedder.embed_passage(["study leave", "", "nurse pay"])

    assert vectors.whole == pytest.approx(embedder.embed_text("study leave nurse pay"))
    assert vectors.parts[0] == pytest.approx(mean("study", "leave"))
    assert vectors.parts[1] == pytest.approx(vectors.whole)
    assert vectors.parts[2] == pytest.approx(mean("nurse", "pay"))


def test_a_passage_without_parts_has_a_whole_and_no_parts(folder: Path) -> None:
    vectors = OnnxFolderEmbedder(folder).embed_passage([])

    assert vectors.whole.shape == (4,)
    assert vectors.parts.shape == (0, 4)


@pytest.mark.parametrize(
    ("file", "setting"), [("config.json", "max_position_embeddings"), ("tokenizer_config.json", "model_max_length")]
)
def test_what_the_model_cannot_take_is_cut_and_the_closing_token_kept(folder: Path, file: str, setting: str) -> None:
    (folder / file).write_text(json.dumps({setting: 4}))
    embedder = OnnxFolderEmbedder(folder)

    vectors = embedder.embed_passage(["study leave nurse", "pay"])

    assert vectors.whole == pytest.approx(mean("[CLS]", "study", "leave", "[SEP]"))
    assert vectors.parts[0] == pytest.approx(mean("study", "leave"))
    assert vectors.parts[1] == pytest.approx(vectors.whole)


# ---------------------------------------------------------------- the model's name


def test_the_models_name_is_its_folders_with_a_hash_that_changes_with_the_graph(folder: Path) -> None:
    before = OnnxFolderEmbedder(folder).model
    write_graph(folder / "model.onnx", table=TABLE * 2)

    after = OnnxFolderEmbedder(folder).model

    assert before.startswith("tiny-model/onnx/")
    assert after.startswith("tiny-model/onnx/")
    assert before != after


def test_the_models_name_changes_with_the_prefix_of_texts_and_not_with_that_of_questions(folder: Path) -> None:
    plain, asked, said = (OnnxFolderEmbedder(folder, *prefixes).model for prefixes in [("", ""), ("q", ""), ("", "t")])

    assert plain == asked
    assert plain != said


# ---------------------------------------------------------------- what is missing or broken


@pytest.mark.parametrize(
    ("name", "told"), [("model.onnx", r"model\.onnx or onnx/model\.onnx"), ("tokenizer.json", r"tokenizer\.json")]
)
def test_a_missing_file_is_told_with_its_remedy(folder: Path, name: str, told: str) -> None:
    (folder / name).unlink()

    with pytest.raises(SettingsError, match=rf"holds no {told}.*ASSISTANT_EMBEDDING_FOLDER"):
        OnnxFolderEmbedder(folder)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json", "tokenizer_config.json"])
def test_a_damaged_file_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"[1, 2")

    with pytest.raises(ModelUnavailable, match=name):
        OnnxFolderEmbedder(folder)


def test_a_graph_that_asks_for_more_than_a_text_has_is_refused(folder: Path) -> None:
    write_graph(folder / "model.onnx", ["input_ids", "attention_mask", "pixel_values"])

    with pytest.raises(SettingsError, match=r"pixel_values.*feature extraction"):
        OnnxFolderEmbedder(folder)


def test_a_graph_that_gives_one_vector_for_the_whole_text_is_refused(folder: Path) -> None:
    write_graph(folder / "model.onnx", output=(1, 4))

    with pytest.raises(SettingsError, match=r"no state for each token.*feature extraction"):
        OnnxFolderEmbedder(folder)


def test_a_graph_that_gives_what_is_no_number_is_refused(folder: Path) -> None:
    write_graph(folder / "model.onnx", table=np.full_like(TABLE, np.nan))

    with pytest.raises(ModelUnavailable, match="no numbers"):
        OnnxFolderEmbedder(folder)


def test_a_tokenizer_of_another_model_is_found_out(folder: Path) -> None:
    write_graph(folder / "model.onnx", table=TABLE[:2])

    with pytest.raises(ModelUnavailable, match="tokenizer belongs to it"):
        OnnxFolderEmbedder(folder)
