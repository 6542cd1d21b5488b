"""Negation put in or taken out of the main clause of a sentence."""

import re
from collections.abc import Iterator, Sequence

from evals.corruptions.swaps import Swap, replaced

_THIRD = {"have": "has", "do": "does", "go": "goes", "carry": "carries"}
_REGULAR = """take cover pay last give need decide hold say register accept check help handle show list limit lie get keep let want name
    work come describe lead rest run start mean own look""".split()
_BASE = {f"{verb}s": verb for verb in _REGULAR} | {"publishes": "publish", "chooses": "choose", "teaches": "teach"}
_IRREGULAR = """described:describe planned:plan found:find used:use said:say kept:keep built:build aimed:aim taught:teach gave:give
    began:begin led:lead drew:draw named:name""".split()
_PAST = {f"{verb}ed": verb for verb in "recommend suggest offer help ask call count look report".split()}
_PAST |= dict(pair.split(":") for pair in _IRREGULAR)
_REMOVALS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bcannot\b"), "can"),
    (re.compile(r"\b(is|are|was|were|has|have|had|must|should|could|can|will|would) not\b(?! only)"), r"\1"),
    (re.compile(r"\bneed not\b"), "must"),
    (re.compile(r"(?<=\w )do not (?!have to)(\w+)"), r"\1"),
    (re.compile(r"\bDo not (\w)"), r"\1"),
    (re.compile(r"\bdoes not (\w+)"), "third"),
    (re.compile(r"\bdid not carry\b"), "carried"),
    (re.compile(r"\bdid not find\b"), "found"),
    (re.compile(r"^([^.]*\b(?:give|gives|gave)) no (?=date|closing)"), r"\1 a "),
    (re.compile(r"\b(give|gives|gave|have|had) no (?=\w+s\b)"), r"\1 "),
    (re.compile(r"\bnobody\b"), "everybody"),
    (re.compile(r"\b([Tt]here is) no\b"), r"\1 a"),
    (re.compile(r"\bnot (?=(?:counted|included|covered|promised|confirmed))"), ""),
)
_AUXILIARY = re.compile(
    r"(?<!\()\b(?:is|are|was|were|can|could|must|should|will|would|(?:has|have|had)(?= (?:been|\w+ed|set|cut)\b))\b"
)
_VERB = re.compile(rf"\b(?:{'|'.join(_BASE)}|{'|'.join(_PAST)})\b")
_PLURAL_VERB = re.compile(r"(?<=^You )(?:need|get|do)\b|(?<=^Employers )(?:pay|get)\b|(?<=^People )(?:get|need)\b")
_CLAUSE = re.compile(
    r"\b(?:that|which|who|whom|if|when|where|whether|because|how|what|as|than|while|unless|so|or|once)\b|[:;]", re.I
)
_LEAD = re.compile(
    r"^(?:(?:As of|In|Since|From|Until) [^,]{3,20}?(?:\d{4}(?:/\d\d)?|NHS|England),? |If [^,]+, )|^[^:;]+: (?=this|the )"
)
_SKIP_AFTER = re.compile(r"\s+(?:not|no|only|also|still|already|just|never|once|nothing|none)\b")
_NEGATIVE = re.compile(r"\b(?:not?|cannot|never|nobody|nothing|none|neither|nor|without|yet)\b|n't\b", re.I)
_POLAR = re.compile(r"\b(?:any|anyone|either|yet|only|nothing else)\b", re.I)
_VAGUE = re.compile(r"^(?:Some|Other|Many|Several|All|Both|Every|Three other)\b")


def swaps(sentence: str, said: Sequence[str]) -> Iterator[Swap]:
    """Every negation taken out, or one put in where there is none."""
    if sentence.endswith("?"):
        return
    if _NEGATIVE.search(sentence):
        if not _POLAR.search(sentence):
            yield from _removed(sentence, said)
    elif not _VAGUE.match(sentence) and "; " not in sentence:
        yield from _inserted(sentence, said)


def _removed(sentence: str, said: Sequence[str]) -> Iterator[Swap]:
    for pattern, instead in _REMOVALS:
        for found in pattern.finditer(sentence):
            if re.search(r"\bwhether\b", sentence[: found.start()]):
                continue
            new = _third_person(found[1]) if instead == "third" else found.expand(instead)
            at_start = found.start() == 0
            yield replaced(sentence, found, new[0].upper() + new[1:] if at_start and new else new, said)


def _third_person(verb: str) -> str:
    return _THIRD.get(verb) or verb + ("es" if verb.endswith(("s", "sh", "ch", "o")) else "s")


def _inserted(sentence: str, said: Sequence[str]) -> Iterator[Swap]:
    lead = _LEAD.match(sentence)
    start = lead.end() if lead else 0
    stop = _CLAUSE.search(sentence, start)
    main = sentence[: stop.start() if stop else len(sentence)]
    found = _AUXILIARY.search(main, start)
    if re.search(r"\bonly\b", main[start:], re.I):
        return
    if found:
        if not _SKIP_AFTER.match(sentence[found.end() :]):
            yield replaced(sentence, found, "cannot" if found[0] == "can" else f"{found[0]} not", said)
        return
    verb = _PLURAL_VERB.search(main, start) or _VERB.search(main, start)
    if verb and not _SKIP_AFTER.match(sentence[verb.end() :]):
        yield replaced(sentence, verb, _negated(verb[0]), said)


def _negated(verb: str) -> str:
    if verb in _BASE:
        return f"does not {_BASE[verb]}"
    return f"did not {_PAST[verb]}" if verb in _PAST else f"do not {verb}"
