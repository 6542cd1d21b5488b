"""ONNX graphs on the CPU, the way every local embedding model here runs them."""

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from assistant.errors import ModelUnavailable, SettingsError
from assistant.retrieval.embedding import Floats

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
STATES = ("last_hidden_state", "token_embeddings")


def start_session(graph: bytes | Path, name: str, threads: int) -> onnxruntime.InferenceSession:
    """Open a graph; it may be run from several threads at once.

    Raises:
        ModelUnavailable: the graph, which the message calls `name`, is damaged or needs a newer onnxruntime.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Idle threads that spin steal the second core from the web server.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    source = graph if isinstance(graph, bytes) else str(graph)
    try:
        return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors have no common base
        raise ModelUnavailable(
            f"The embedding model {name} cannot be loaded: replace the file by an undamaged one, or update onnxruntime."
        ) from error


class TextEncoder:
    """A transformer as Hugging Face exports it: token numbers in, the last hidden state of each token out.

    Raises:
        SettingsError: the graph asks for inputs that a text has not.
        ModelUnavailable: the graph is damaged.
    """

    def __init__(self, path: Path, threads: int) -> None:
        self._name = path.name
        self._session = start_session(path, path.name, threads)
        self._kinds = {given.name: given.type for given in self._session.get_inputs()}
        if "input_ids" not in self._kinds or not self._kinds.keys() <= set(INPUTS):
            raise SettingsError(
                f"{path.name} takes the inputs {', '.join(sorted(self._kinds))}, but only {', '.join(INPUTS)} can be "
                "given: export the model for feature extraction."
            )
        outputs = [output.name for output in self._session.get_outputs()]
        self._output = next((name for name in STATES if name in outputs), outputs[0])

    def states(self, ids: NDArray[np.int64], types: NDArray[np.int64]) -> Floats:
        """(tokens, dimensions) for token numbers (tokens,) and segment types (tokens,)."""
        values = dict(zip(INPUTS, (ids, np.ones_like(ids), types), strict=True))
        feed = {name: _row(values[name], kind) for name, kind in self._kinds.items()}
        try:
            states: Floats = np.asarray(self._session.run([self._output], feed)[0], np.float32)
        except Exception as error:  # onnxruntime's errors have no common base
            raise ModelUnavailable(
                f"{self._name} fails on a text of {len(ids)} tokens: check that its tokenizer belongs to it."
            ) from error
        if states.shape[:-1] != (1, len(ids)):
            raise SettingsError(f"{self._name} gives no state for each token: export the model for feature extraction.")
        if not np.isfinite(states).all():
            raise ModelUnavailable(f"{self._name} gives values that are no numbers: use another export of the model.")
        first: Floats = states[0]
        return first


def _row(values: NDArray[np.int64], kind: str) -> NDArray[np.signedinteger]:
    return values[None].astype(np.int32 if kind == "tensor(int32)" else np.int64)
