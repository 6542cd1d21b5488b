"""The JSON object of an answer, which the command line, the API and the checks share."""

from dataclasses import asdict
from typing import Any

from assistant.types import Answer, Citation, Details, Item, Match


def answer_object(answer: Answer) -> dict[str, Any]:
    """The answer as the JSON object that the command line, the API and the checks share; quotes are left verbatim."""
    return {
        "id": answer.id,
        "question": answer.question,
        "language": answer.language,
        "outcome": answer.outcome,
        "kind": answer.kind,
        "answer": answer.text,
        "sentences": [asdict(sentence) | {"citations": list(sentence.citations)} for sentence in answer.sentences],
        "citations": [citation_object(citation) for citation in answer.citations],
        "retrieved": [_match_object(match) for match in answer.retrieved],
        **({"details": details_object(answer.details)} if answer.details else {}),
        "choices": [asdict(choice) for choice in answer.choices],
        "follow_ups": list(answer.follow_ups),
        "notices": list(answer.notices),
        "composer": answer.composer,
        "confidence": answer.confidence,
        "timings_ms": dict(answer.timings_ms),
    }


def details_object(details: Details) -> dict[str, Any]:
    """What channels draw diagrams, tables and checklists from; a length that is open at its upper end has no `most`."""
    items = [
        {"title": item.title, "id": item.id, "status": item.status, **_months_object(item.months), "steps": _steps(item)}
        for item in details.items
    ]
    return {"type": details.type, "title": details.title, "id": details.id, "assumed": list(details.assumed), "items": items}


def _steps(item: Item) -> list[dict[str, Any]]:
    return [
        {"text": step.text, "status": step.status, **_months_object(step.months), "citations": list(step.citations)}
        | {"as_of": step.as_of, "part": step.part, "id": step.id}
        for step in item.steps
    ]


def _months_object(months: tuple[int, int | None] | None) -> dict[str, int | None]:
    least, most = months or (None, None)
    return {"duration_months": least, "duration_months_most": most}


def citation_object(citation: Citation) -> dict[str, Any]:
    """A citation as it stands in the JSON object."""
    return {
        "number": citation.number,
        "document": citation.document,
        "title": citation.title,
        "section": citation.section,
        "url": citation.provenance.url,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "as_of": citation.provenance.as_of,
        "review_by": citation.provenance.review_by,
        "applies_to": citation.provenance.applies_to,
        "columns": list(citation.columns),
    }


def _match_object(match: Match) -> dict[str, Any]:
    passage = match.passage
    return {"document": passage.document, "passage": passage.id, "text": passage.text, "score": match.score}
