"""An Answer in the form that channels send: the JSON object, its lines, and words that are safe to show."""

import html
import re
from dataclasses import asdict, dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from assistant.types import Answer, Citation, Details, Item, Match

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

# Direction overrides and isolates, Unicode tag characters, halves of characters, and controls other than tab and line
# feed: none can be seen, and each can make text read as something that it is not.
_UNSEEN = re.compile("[\ud800-\udfff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f\x00-\x08\x0b-\x1f\x7f-\x9f]")
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>")
_INLINE_TAGS = frozenset({"a", "b", "cite", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u"})
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")

_HEADING = re.compile(r"\s*#{1,6}\s+(.*)")
_BULLET = re.compile(r"\s*[-*•]\s+(.*)")
_NUMBER = re.compile(r"\s*\d{1,3}[.)]\s+(.*)")
BOLD = re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*")
MARK = re.compile(r"\[(\d{1,3})\]")

LineKind = Literal["heading", "bullet", "number", "paragraph"]


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


def visible(text: str) -> str:
    """The text without the characters that cannot be seen but change how it reads."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n"))


def readable(text: str) -> str:
    """The text of a document for display: tags out, entities read, unseen characters out. It is not escaped."""
    without_tags = _TAG.sub(_in_place_of_tag, _COMMENT.sub("", text))
    return re.sub(r"\n{3,}", "\n\n", visible(html.unescape(without_tags))).strip()


def one_line(text: str) -> str:
    """`readable` with every run of spaces and line ends as one space."""
    return " ".join(readable(text).split())


def _in_place_of_tag(tag: re.Match[str]) -> str:
    return "" if tag[1].lower() in _INLINE_TAGS else "\n"


def web_link(url: str) -> str:
    """The url when it is a web address that may be linked to, otherwise an empty string."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in {"http", "https"} and parts.hostname else ""


def language_tag(language: str) -> str:
    """The language for a `lang` attribute; empty, which means not known, where it is not a language tag."""
    return language if _LANGUAGE.fullmatch(language) else ""


def direction(language: str) -> Literal["ltr", "rtl"]:
    """The writing direction of a language."""
    return "rtl" if language.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, list item or paragraph of an answer, with its bold and its [n] marks still in the text."""

    kind: LineKind
    text: str


def lines(markdown: str) -> list[Line]:
    """The answer's markdown as lines; neighbouring lines of plain text make one paragraph."""
    found: list[Line] = []
    broken = True
    for line in map(_line, visible(markdown).split("\n")):
        if not line.text:
            broken = True
            continue
        if line.kind == "paragraph" and not broken and found[-1].kind != "heading":
            found[-1] = Line(found[-1].kind, f"{found[-1].text} {line.text}")
        else:
            found.append(line)
        broken = False
    return found


def _line(raw: str) -> Line:
    kinds: tuple[tuple[LineKind, re.Pattern[str]], ...] = (
        ("heading", _HEADING),
        ("bullet", _BULLET),
        ("number", _NUMBER),
    )
    for kind, pattern in kinds:
        if match := pattern.fullmatch(raw):
            return Line(kind, one_line(match[1]))
    return Line("paragraph", one_line(raw))


def without_marks(text: str) -> str:
    """The text of a Line without bold and [n] marks."""
    return " ".join(MARK.sub("", BOLD.sub(r"\1", text)).split())
