"""The process of `evals.hostile`: serves a model file on this machine until its standard input ends.

A process of its own, since xllamacpp and uharfbuzz cannot be imported into one (their Cython types clash).
"""

import sys

from xllamacpp import CommonParams, Server  # type: ignore[import-untyped]

_CALLS_AT_ONCE = 2
_CONTEXT = 6_144  # tokens of one call: the quotes of an answer and a draft


def main(weights: str, key: str, threads: str) -> None:
    """Print the address once it is served, and serve until whoever started this closes the pipe or ends."""
    parameters = CommonParams()
    parameters.model.path = weights
    parameters.n_ctx = _CONTEXT * _CALLS_AT_ONCE
    parameters.n_parallel = _CALLS_AT_ONCE
    parameters.cpuparams.n_threads = int(threads)
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [key]
    parameters.verbosity = 0
    server = Server(parameters)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
