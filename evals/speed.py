"""Speed, as ratios to floors measured in the same run: one JSON object on standard output.

    python -m evals.speed

Each ratio has the absolute figures beside it. Start-up is left out of all but `cold_ask_over_imports`.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.bootstrap import build_assistant, build_embedder
from assistant.bootstrap_indexing import build_indexer
from assistant.retrieval.encoding import encode, space_of
from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.names import IndexedText
from assistant.retrieval.publishing import lexical_folder
from assistant.retrieval.store import FileRecord, Store, Vectors
from assistant.retrieval.vectors import VectorIndex
from assistant.settings import Settings
from assistant.types import Passage, Question, Source
from evals.dataset import CORPUS, DOCUMENTS, over_corpus, over_documents

IMPORTS = "import chromadb, onnxruntime, llama_index.core"
FEW, MANY = 500, 10_000
PASSAGES_A_DOCUMENT = 8
ROUNDS = 5
COLD_ROUNDS = 5
BATCH_QUESTIONS = 300


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        collection = DOCUMENTS if DOCUMENTS.exists() else CORPUS
        questions = [q.question for q in (over_documents() if collection == DOCUMENTS else over_corpus()) if not q.history]
        build_embedder(settings)  # builds the model, so that no figure holds that
        result = _indexing(settings, collection)
        result |= _answering(settings, questions)
        result |= _batch(settings, questions)
        result |= _cold(settings, questions[0])
    result |= _growth(questions)
    print(json.dumps(result, indent=1))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _indexing(settings: Settings, collection: Path) -> dict[str, float]:
    with build_indexer(settings) as indexer:
        first = _seconds(lambda: indexer.run([collection]))
        again = min(_seconds(lambda: indexer.run([collection])) for _ in range(ROUNDS))
    store = Store(settings.data_dir)
    passages = list(store.passages(store.passage_ids()).values())
    store.close()
    floor = _seconds(lambda: _encode_all(settings, passages))
    texts = sum(1 + 3 * len(passage.units) for passage in passages)
    return {
        "index_over_embedder_rate": round(floor / first, 3),
        "reindex_over_index": round(again / first, 4),
        "index_seconds": round(first, 2),
        "embedding_the_same_texts_seconds": round(floor, 2),
        "texts_embedded": texts,
        "reindex_seconds": round(again, 4),
    }


def _encode_all(settings: Settings, passages: Sequence[Passage]) -> None:
    """The embedder's own time on the texts that indexing embeds, as many at once."""
    embedder = build_embedder(settings, threads=1)
    with ThreadPoolExecutor(settings.threads) as pool:
        list(pool.map(lambda passage: encode(embedder, passage), passages))


def _answering(settings: Settings, questions: Sequence[str]) -> dict[str, float]:
    answer, embed = asyncio.run(_medians(settings, questions))
    return {
        "answer_over_embedding": round(answer / embed, 2),
        "answer_p50_ms": round(answer * 1000, 2),
        "query_embedding_p50_ms": round(embed * 1000, 2),
    }


async def _medians(settings: Settings, questions: Sequence[str]) -> tuple[float, float]:
    """p50 of a warm answer and of one query embedding, taken in turns so that both meet the same machine."""
    assistant, embedder = build_assistant(settings), build_embedder(settings)
    for text in questions:
        await assistant.answer(Question(text))
    answers, embeddings = [], []
    for _ in range(ROUNDS):
        for text in questions:
            started = time.perf_counter()
            await assistant.answer(Question(text))
            answered = time.perf_counter()
            embedder.embed_query(text)
            embeddings.append(time.perf_counter() - answered)
            answers.append(answered - started)
    return statistics.median(answers), statistics.median(embeddings)


def _batch(settings: Settings, questions: Sequence[str]) -> dict[str, float]:
    """`ask --batch`, less the time of a batch of one, over the embedder's own rate."""
    texts = [questions[at % len(questions)] for at in range(BATCH_QUESTIONS)]
    embedder = build_embedder(settings)
    embedder.embed_query(texts[0])
    floor = len(texts) / _seconds(lambda: [embedder.embed_query(text) for text in texts])
    one, all_of_them = (_batch_seconds(settings, part) for part in (texts[:1], texts))
    rate = (len(texts) - 1) / (all_of_them - one)
    return {
        "batch_over_embedder_rate": round(rate / floor, 3),
        "batch_questions_per_second": round(rate, 1),
        "embedder_queries_per_second": round(floor, 1),
    }


def _batch_seconds(settings: Settings, texts: Sequence[str]) -> float:
    given, out = settings.data_dir / "asked.jsonl", settings.data_dir / "answered.jsonl"
    given.write_text("".join(json.dumps({"id": str(at), "question": text}) + "\n" for at, text in enumerate(texts)), "utf-8")
    workers = str(os.cpu_count() or 1)
    return _seconds(lambda: _run(settings, "ask", "--batch", str(given), "--out", str(out), "--workers", workers))


def _run(settings: Settings, *arguments: str) -> None:
    environment = {**os.environ, "ASSISTANT_DATA_DIR": str(settings.data_dir)}
    subprocess.run([sys.executable, "-m", "assistant", *arguments], env=environment, check=True, capture_output=True)


def _cold(settings: Settings, question: str) -> dict[str, float]:
    asks, imports = [], []
    for _ in range(COLD_ROUNDS):
        imports.append(_seconds(lambda: subprocess.run([sys.executable, "-c", IMPORTS], check=True, capture_output=True)))
        asks.append(_seconds(lambda: _run(settings, "ask", question)))
    ask, floor = statistics.median(asks), statistics.median(imports)
    return {"cold_ask_over_imports": round(ask / floor, 2), "cold_ask_seconds": round(ask, 2), "imports_seconds": round(floor, 2)}


def _growth(questions: Sequence[str]) -> dict[str, float]:
    """p50 with many passages over few: copies of the corpus's passages with vectors a little moved."""
    medians = {}
    for size in (FEW, MANY):
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(data_dir=Path(folder))
            _fill(settings, size)
            medians[size], _ = asyncio.run(_medians(settings, questions[:60]))
    return {
        "answer_10k_over_500": round(medians[MANY] / medians[FEW], 2),
        **{f"answer_p50_ms_{size}": round(medians[size] * 1000, 2) for size in medians},
    }


def _fill(settings: Settings, size: int) -> None:
    """An index of exactly `size` passages: the corpus's own, and copies of them with their vectors moved a little."""
    with build_indexer(settings) as indexer:
        indexer.run([CORPUS])
    space = space_of(build_embedder(settings))
    store = Store(settings.data_dir, writable=True)
    originals = list(store.passages(store.passage_ids()).values())
    wholes = store.passage_vectors(space, [passage.id for passage in originals])
    units = store.unit_vectors(space, [passage.id for passage in originals], next(iter(wholes.values())).shape[0])
    copies = [_copy(originals[at % len(originals)], at) for at in range(size - len(originals))]
    moved = {copy.id: _moved(wholes[copy.id.partition("+")[0]], at) for at, copy in enumerate(copies)}
    none = np.empty((0, next(iter(wholes.values())).shape[0]), np.float16)
    store.add_vectors(space, {c.id: Vectors(moved[c.id], units[c.id.partition("+")[0]], none, none) for c in copies})
    VectorIndex(settings.data_dir, space).add({key: vector.astype(np.float32) for key, vector in moved.items()})
    generation = str(int(store.meta("generation")) + 1)
    texts = [*store.texts(), *(IndexedText.of(copy) for copy in copies)]
    LexicalIndex.build(texts).save(lexical_folder(settings.data_dir, generation))
    by_document: dict[str, list[Passage]] = {}
    for copy in copies:
        by_document.setdefault(copy.document, []).append(copy)
    added = [
        (FileRecord(name, "", name, name), Source(name, passages[0].title, "copy", ()), passages)
        for name, passages in by_document.items()
    ]
    store.replace([], added, {"generation": generation})
    store.close()


def _copy(passage: Passage, number: int) -> Passage:
    units = tuple(replace(unit, likely=(), gaps=()) for unit in passage.units)
    name = f"copy-{number // PASSAGES_A_DOCUMENT}.md"
    return replace(passage, id=f"{passage.id}+{number}", document=name, units=units)


def _moved(vector: NDArray[np.float16], number: int) -> NDArray[np.float16]:
    noise = np.random.default_rng(number).normal(0, 0.01, vector.shape)
    return (vector + noise).astype(np.float16)


if __name__ == "__main__":
    main()
