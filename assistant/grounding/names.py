"""Names and people of a sentence that its quotes contradict: absent from them, or others in their place."""

from collections.abc import Iterator, Sequence

from assistant.grounding.alignment import Alignment
from assistant.grounding.lexicon import exclude, is_person, meaning
from assistant.grounding.rivals import slot
from assistant.grounding.tokens import Token
from assistant.grounding.verdict import Finding


def contradicted_names(aligned: Alignment, known: Sequence[Token]) -> Iterator[Finding]:
    """The names, people and other words that exclude what stands in their place; `known` are the tokens of every quote."""
    stems = {meaning(each.stem) for each in known}
    for token in aligned.said:
        apart = token.place in aligned.links
        if not token.content or token.quantity or (apart and not (token.name and token.place in aligned.apart)):
            continue
        present = meaning(token.stem) in stems
        there = [each for each in slot(aligned, token) if not each.quantity]
        capital = token.name or token.initial
        if capital and any((each.name or each.initial) and (token.name or each.name) for each in there):
            yield Finding("name", True, token.raw)
        elif apart:
            continue
        elif any(exclude(token.stem, each.stem) or exclude(token.text, each.text) for each in there):
            yield Finding("name" if is_person(token.stem) else "quantifier", True, token.raw)
        elif (token.name and not present) or (is_person(token.stem) and not present):
            yield Finding("name", False, token.raw)
