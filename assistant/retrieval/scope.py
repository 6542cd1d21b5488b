"""Which passages of the index may be found where one employer is served and some pages stand in place of others."""

from collections.abc import Mapping, Sequence

from assistant.knowledge.employers import is_for


def in_scope(
    ids: Sequence[str], documents: Sequence[str], employers: Mapping[str, str], overrides: Mapping[str, str], ours: str
) -> list[int]:
    """Places of the passages that may be found, in order: not those for another employer, nor those of an overridden document.

    `employers` is by passage id, `overrides` names the overridden document by the one in its place. A page for another employer
    overrides nothing here.
    """
    shown = [at for at, key in enumerate(ids) if is_for(employers.get(key, ""), ours)]
    overridden = {
        overrides[document] for document in {documents[at] for at in shown} if overrides.get(document, document) != document
    }
    return [at for at in shown if documents[at] not in overridden]
