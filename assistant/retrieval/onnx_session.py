"""Opening an ONNX graph on the CPU, the way every local embedding model here runs."""

from pathlib import Path

import onnxruntime

from assistant.errors import ModelUnavailable


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
