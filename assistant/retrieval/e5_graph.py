"""Builds the encoder of multilingual-e5-small as an ONNX graph, once, from the verified weights.

The graph takes summed embeddings `x` (1, tokens, hidden) and an attention `bias` (1, 1, 1, tokens), and gives the last
hidden states. Layers are BERT's (Devlin et al. 2019): post-norm, erf GELU. Matrices are int8 with a step for each
column; what they are multiplied with is brought to uint8 at each run, with one step over the whole of it.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from assistant.retrieval.e5_store import CANNOT_WRITE, write_whole
from assistant.retrieval.e5_weights import E5Weights, open_weights, verify, wheel_weights
from assistant.retrieval.embedding import Floats


def to_int8(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Whole numbers from -127 to 127 (rows, columns) and the step (columns,) that each column's are multiples of."""
    steps = (np.abs(matrix).max(axis=0).astype(np.float64) / 127).astype(np.float32)
    return np.clip(np.rint(matrix / steps), -127, 127).astype(np.int8), steps


class _Graph:
    """Collects nodes and constants while the encoder is written down layer by layer."""

    def __init__(self, weights: E5Weights) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def quantise(self, source: str) -> str:
        """Bring activations to uint8: what follows finds them as .whole, with their .step and .zero."""
        outputs = [f"{source}.{part}" for part in ("whole", "step", "zero")]
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [source], outputs))
        return source

    def linear(self, source: str, name: str, shape: tuple[int, int], scale: float = 1.0) -> str:
        """The product of a quantised source and a matrix of `shape` (outputs, inputs), plus its bias."""
        whole, steps = to_int8(self.weights.matrix(name + ".w", *shape).T * np.float32(scale))
        bias: Floats = self.weights.vector(name + ".b") * np.float32(scale)
        matrix, zero = self.constant(name + ".W", whole), self.constant(name + ".zero", np.zeros_like(whole[0]))
        summed = self.node("MatMulInteger", [source + ".whole", matrix, source + ".zero", zero], name + ".summed")
        step = self.node("Mul", [source + ".step", self.constant(name + ".steps", steps)], name + ".step")
        total = self.node("Cast", [summed], name + ".total", to=TensorProto.FLOAT)
        product = self.node("Mul", [total, step], name + ".product")
        return self.node("Add", [product, self.constant(name + ".B", bias)], name + ".out")

    def normalise(self, source: str, name: str, output: str) -> str:
        inputs = [source]
        inputs += [self.constant(f"{name}.{part}.norm", self.weights.vector(f"{name}.{part}")) for part in ("w", "b")]
        return self.node("LayerNormalization", inputs, output, axis=-1, epsilon=self.weights.epsilon)

    def split_heads(self, source: str, order: list[int]) -> str:
        shaped = self.node("Reshape", [source, "split"], source + ".split")
        return self.node("Transpose", [shaped], source + ".heads", perm=order)

    def attention(self, source: str, layer: str) -> str:
        size = self.weights.shape.hidden
        width = size // self.weights.shape.heads
        self.quantise(source)
        query = self.split_heads(self.linear(source, layer + "q", (size, size), width**-0.5), [0, 2, 1, 3])
        key = self.split_heads(self.linear(source, layer + "k", (size, size)), [0, 2, 3, 1])
        value = self.split_heads(self.linear(source, layer + "v", (size, size)), [0, 2, 1, 3])
        scores = self.node("MatMul", [query, key], layer + "scores")
        shares = self.node("Softmax", [self.node("Add", [scores, "bias"], layer + "masked")], layer + "shares", axis=-1)
        mixed = self.node("MatMul", [shares, value], layer + "mixed")
        joined = self.node("Transpose", [mixed], layer + "joined", perm=[0, 2, 1, 3])
        flat = self.quantise(self.node("Reshape", [joined, "join"], layer + "flat"))
        return self.linear(flat, layer + "ao", (size, size))

    def gelu(self, source: str, layer: str) -> str:
        scaled = self.node("Erf", [self.node("Mul", [source, "root"], layer + "g0")], layer + "g1")
        gate = self.node("Mul", [source, self.node("Add", [scaled, "one"], layer + "g2")], layer + "g3")
        return self.node("Mul", [gate, "half"], layer + "gelu")

    def layer(self, source: str, number: int, output: str) -> str:
        name, shape = f"l{number}.", self.weights.shape
        added = self.node("Add", [source, self.attention(source, name)], name + "residual1")
        middle = self.normalise(added, name + "aln", name + "middle")
        wide = self.gelu(self.linear(self.quantise(middle), name + "fi", (shape.feed_forward, shape.hidden)), name)
        narrow = self.linear(self.quantise(wide), name + "fo", (shape.hidden, shape.feed_forward))
        return self.normalise(self.node("Add", [middle, narrow], name + "residual2"), name + "oln", output)

    def build(self) -> onnx.ModelProto:
        shape = self.weights.shape
        self.constant("split", np.array([0, 0, shape.heads, shape.hidden // shape.heads], np.int64))
        self.constant("join", np.array([0, 0, shape.hidden], np.int64))
        for name, value in (("half", 0.5), ("one", 1.0), ("root", 2**-0.5)):
            self.constant(name, np.array(value, np.float32))
        state = self.normalise("x", "emb.ln", "layer0")
        for number in range(shape.layers):
            last = number == shape.layers - 1
            state = self.layer(state, number, "states" if last else f"layer{number + 1}")
        return self._model()

    def _model(self) -> onnx.ModelProto:
        hidden = self.weights.shape.hidden
        x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, "tokens", hidden])
        bias = helper.make_tensor_value_info("bias", TensorProto.FLOAT, [1, 1, 1, "tokens"])
        states = helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "tokens", hidden])
        graph = helper.make_graph(self.nodes, "multilingual-e5-small", [x, bias], [states], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
        model.ir_version = 9
        onnx.checker.check_model(model)
        return model


def build_graph(weights: E5Weights) -> bytes:
    """The serialised int8 graph."""
    serialised: bytes = _Graph(weights).build().SerializeToString()
    return serialised


def main(target: Path) -> None:
    """Write the graph to `target`, whole or not at all; exits with CANNOT_WRITE when the disk refuses."""
    verify(wheel_weights())
    graph = build_graph(open_weights(wheel_weights()))
    try:
        write_whole(target, graph)
    except OSError as error:
        print(error.strerror or error, file=sys.stderr)
        sys.exit(CANNOT_WRITE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
