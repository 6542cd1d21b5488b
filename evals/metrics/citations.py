"""Whether answers cite well: what they say is carried by what they cite, the quotes are verbatim, and they are the evidence."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from evals.answers import SaidAnswer, SaidCitation
from evals.checks import Checks, Verdict
from evals.dataset import Case
from evals.evidence import overlaps
from evals.metrics.measured import Measured
from evals.metrics.statements import Statement, statements

_SHOWN = 90  # characters of a sentence in a failure


def borne(answer: SaidAnswer, documents: Mapping[str, str]) -> SaidAnswer:
    """The answer with what carries nothing emptied: citations of a document that is unknown, or whose quote is not in it.

    `documents` holds texts as they were read. Where none of them is known, as with another system's own documents, nothing can
    be told, and the answer stays as it is. A quote counts wherever it stands; whether its offsets are right is fidelity's matter.
    """
    if not documents:
        return answer
    kept = (each if _is_real(each, documents) else SaidCitation(number=each.number) for each in answer.citations)
    return answer.model_copy(update={"citations": tuple(kept)})


def grounding(answer: SaidAnswer, checker: Checks) -> Measured:
    """`alce_recall`, `alce_precision` and `faithfulness` of an answer that states anything, each 0 to 1.

    * `alce_recall`: share of sentences that all their citations together support (Gao et al. 2023, ALCE: citation recall).
    * `alce_precision`: share of citations, sentence by sentence, that are to the point: the sentence is supported, and the
      citation alone supports it or the others without it do not (ALCE: citation precision); 0 where no sentence names one.
    * `faithfulness`: share of sentences that the answer's citations support, whether the sentence names them or not.

    A length that the steps of a route add up to (`SaidAnswer.added_up`) is reckoned, and stands beside the quotes.

    "Support" is what the checker says, and where the assistant's own answers are scored it is the checker that released their
    sentences. So for these the three tell that every sentence is cited, and carried by the checker's account; not that a person
    would say so. How far people and a second judge agree with it is measured beside them (`evals.meta`, `evals.judging`).

    A citation without a quote carries nothing (see `borne`). An abstention is held to the same where it lists sentences, such
    as the closest thing that was found.
    """
    said = statements(answer)
    if not said:
        return Measured()
    sums = answer.added_up
    verdicts = [checker.check(each.text, [*texts, *sums]) if (texts := _texts(each.citations)) else None for each in said]
    carried = [verdict is not None and verdict.supported for verdict in verdicts]
    precise = [
        each for one, supported in zip(said, carried, strict=True) for each in _precise(one, checker, sums, supported=supported)
    ]
    faithful = [supported or _faithful(one, answer, checker) for one, supported in zip(said, carried, strict=True)]
    values = {
        "alce_recall": sum(carried) / len(said),
        "alce_precision": sum(precise) / len(precise) if precise else 0.0,
        "faithfulness": sum(faithful) / len(said),
    }
    failures = (_unsupported(one, verdict) for one, verdict in zip(said, verdicts, strict=True))
    return Measured(values, tuple(failure for failure in failures if failure))


def evidence_text(citation: SaidCitation) -> str:
    """What a citation gives to rest on: its title, section and columns above its quote."""
    return "\n".join(part for part in (citation.title, citation.section, "; ".join(citation.columns), citation.quote) if part)


def _texts(citations: Sequence[SaidCitation]) -> list[str]:
    return [evidence_text(each) for each in citations if each.quote.strip()]


def _precise(said: Statement, checker: Checks, sums: Sequence[str], *, supported: bool) -> Iterator[bool]:
    cited = said.citations
    if not supported or len(cited) < 2:
        yield from (supported for _ in cited)
        return
    for at in range(len(cited)):
        alone, others = _texts(cited[at : at + 1]), _texts((*cited[:at], *cited[at + 1 :]))
        alone, others = alone and [*alone, *sums], [*others, *sums]
        yield bool(alone) and (checker.check(said.text, alone).supported or not checker.check(said.text, others).supported)


def _faithful(said: Statement, answer: SaidAnswer, checker: Checks) -> bool:
    """Whether the whole answer's citations support a sentence that its own do not."""
    texts = _texts(answer.citations)
    return len(texts) > len(_texts(said.citations)) and checker.check(said.text, texts).supported


def _unsupported(said: Statement, verdict: Verdict | None) -> str:
    shown = said.text if len(said.text) <= _SHOWN else said.text[: _SHOWN - 3] + "..."
    if verdict is None:
        return f"cites nothing {'that can be found ' if said.citations else ''}for {shown!r}"
    reason = f" ({verdict.reason.replace('_', ' ')})" if verdict.reason else ""
    return "" if verdict.supported else f"its citations do not carry {shown!r}{reason}"


def quote_fidelity(answer: SaidAnswer, documents: Mapping[str, str]) -> Measured:
    """`quote_fidelity` and `citations_checked` of an answer with citations, each 0 to 1. Definitions of this project.

    * `quote_fidelity`: share of the citations that can be checked whose quote is the document's text at `start:end`; where a
      citation has no offsets its quote may stand anywhere, blanks apart. Nothing for an answer with no citation to check.
    * `citations_checked`: share of citations of a document that is known. `documents` holds texts as they were read.
    """
    known = [each for each in answer.citations if each.document in documents]
    absent = sorted({each.document for each in answer.citations} - {each.document for each in known})
    verbatim = [_stands(each, documents[each.document]) for each in known]
    failures = [_not_verbatim(each) for each, stands in zip(known, verbatim, strict=True) if not stands]
    if absent:
        count = len(answer.citations) - len(known)
        failures.append(f"{count} of its citations could not be checked, for want of {', '.join(absent)}")
    values = {"citations_checked": len(known) / len(answer.citations)} if answer.citations else {}
    return Measured(values | ({"quote_fidelity": sum(verbatim) / len(known)} if known else {}), tuple(failures))


def _stands(citation: SaidCitation, text: str) -> bool:
    if citation.start is not None and citation.end is not None:
        return bool(citation.quote) and citation.start >= 0 and text[citation.start : citation.end] == citation.quote
    return _stands_anywhere(citation.quote, text)


def _is_real(citation: SaidCitation, documents: Mapping[str, str]) -> bool:
    return _stands_anywhere(citation.quote, documents.get(citation.document, ""))


def _stands_anywhere(quote: str, text: str) -> bool:
    said = " ".join(quote.split())
    return bool(said) and said in _without_breaks(text)


@lru_cache(maxsize=200)
def _without_breaks(text: str) -> str:
    return " ".join(text.split())


def _not_verbatim(citation: SaidCitation) -> str:
    has_place = citation.start is not None and citation.end is not None
    place = f" at {citation.start}:{citation.end}" if has_place else ""
    return f"the quote of [{citation.number}] does not stand in {citation.document}{place}"


def gold(case: Case, answer: SaidAnswer) -> Measured:
    """`gold_precision` and `gold_hit` of an answerable case, each 0 to 1, by overlap of words with the labelled evidence.

    * `gold_precision`: share of a given answer's citations that overlap evidence of the same document; nothing without
      citations. Not ALCE's precision: a quote may carry its sentence and still not be what was asked for.
    * `gold_hit`: 1 where any does, else 0; 0 where the question was not answered.

    A citation beside the evidence is a failure where none is on it, else a note.
    Definitions of this project, after the gold passages of Natural Questions (Kwiatkowski et al. 2019).
    """
    if not case.evidence:
        return Measured()
    if not answer.given:
        return Measured({"gold_hit": 0.0})
    hits = [_is_gold(each, case) for each in answer.citations]
    values = {"gold_hit": float(any(hits))} | ({"gold_precision": sum(hits) / len(hits)} if hits else {})
    missed = [each for each, hit in zip(answer.citations, hits, strict=True) if not hit]
    told = tuple(f"[{each.number}] is not of the labelled evidence ({each.document})" for each in missed)
    return Measured(values, notes=told) if any(hits) else Measured(values, told)


def _is_gold(citation: SaidCitation, case: Case) -> bool:
    """Documents are the same by their file name, since another system may have read them from another folder."""
    name = PurePosixPath(citation.document).name
    return any(PurePosixPath(each.document).name == name and overlaps(citation.quote, each.text) for each in case.evidence)
