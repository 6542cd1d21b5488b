"""How well the corpus fits a question: what `composing.answerability` weighs."""

from collections.abc import Mapping, Sequence

from assistant.retrieval.candidates import UNLIKE, Aim, Candidates
from assistant.retrieval.embedding import unit_length
from assistant.retrieval.neighbours import left_open
from assistant.retrieval.ranking import OWN
from assistant.retrieval.snapshot import Snapshot
from assistant.types import Asked
from assistant.words import stems

_SAMPLE = 400  # passages that tell how alike everything is to the question
_BEST = 5  # passages


def signals(candidates: Candidates, order: Sequence[int], aims: Sequence[Aim]) -> Mapping[str, float]:
    """Measurements by name; `order` is of the candidates, best first.

    `says_what_it_answers` is 1 where the best passage is of a page that names its questions, else 0; `nearest_answered` is the
    cosine with the nearest question that a page answers, and that of unlike ones where the question goes on from another.
    `perhaps_goes_on` is 1 where nothing in a question says that it goes on from the last exchange, and it was read with that all the same.
    """
    snapshot, best = candidates.snapshot, list(order[:_BEST])
    vector = aims[0].vector if len(aims) == 1 else unit_length(aims[0].vector + aims[1].vector)
    whole = aims[-1].vector  # of a question that goes on from what came before, with that before it
    answered = snapshot.questions.answered(whole)
    own = candidates.best_unit(candidates.units[:, OWN] @ vector)
    sample = snapshot.sample(_SAMPLE) @ vector
    return {
        "best_unit": float(own[best].max()),
        "best_passage": float((candidates.whole @ vector).max()),
        "usual": float(sample.mean()),
        "spread": float(sample.std()),
        **_of_words(candidates, best, aims[0]),
        "left_open": left_open(answered, snapshot.questions.left_open(whole)),
        "nearest_answered": float(answered.max(initial=UNLIKE)) if len(aims) == 1 else UNLIKE,
        "perhaps_goes_on": float(len(aims) > 1 and aims[1].guessed),
        "says_what_it_answers": float(snapshot.names_questions(candidates.passages[best[0]].document)),
    }


def _of_words(candidates: Candidates, best: Sequence[int], aim: Aim) -> dict[str, float]:
    asked, rarities = aim.query.asked, aim.rarities(candidates.snapshot)
    unknown = candidates.snapshot.lexical.rarity("") * len(asked.unknown)
    total = sum(rarities[stem] for stem in asked.stems) + unknown or 1.0
    held = (candidates.portraits[at].stems for at in best)
    covered = max(sum(rarities[stem] for stem in asked.stems if stem in each) for each in held)
    return {"covered": covered / total, "unknown": len(asked.unknown) / max(1, len(asked.unknown) + len(asked.stems))}


def telling(snapshot: Snapshot, asked: Asked) -> dict[str, float]:
    """How telling each stem of a question is; one that no passage has tells most."""
    return {stem: snapshot.lexical.rarity(stem) for stem in (*asked.stems, *stems(asked.unknown))}
