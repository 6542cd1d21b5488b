"""How far a question may be taken for a tool's where only its vector asks for one, beside what pages say to it."""

from assistant.advice import Advice, Claim, Signs
from assistant.careers.kinds import Classifier, Vector
from assistant.types import Tool

CLEAR = 0.68  # how likely some tool must be asked for to speak beside a page
_SURE = 0.9  # the same, beside a page that answers just this
_PUBLISHED = 0.95  # cosine with a question that a page answers, from which that page answers just this
_NEAR_PAGE = 0.90  # the same, from which what a page says is to the point
_LEFT_OPEN = 0.4  # how likely pages must leave it open for no tool to be taken for it


def heeded(classifier: Classifier, signs: Signs) -> Vector | None:
    """The vector where it may decide for a tool; None where a page answers just this, or pages leave it open."""
    sureness = classifier.sureness(signs.vector)
    is_answered = signs.published >= _PUBLISHED and sureness < _SURE
    tool = classifier.tool(signs.vector) if sureness >= CLEAR else None
    is_open = signs.left_open >= _LEFT_OPEN and tool in {None, "funding"}
    return None if is_answered or is_open else signs.vector


def is_left_open(tool: Tool, signs: Signs, *, both_ends: bool) -> bool:
    """Whether pages leave open what a vector takes for a path; records join two jobs, where `both_ends` of it are named."""
    return tool == "pathway" and not both_ends and signs.left_open >= _LEFT_OPEN


def claimed(advice: Advice, signs: Signs, sureness: float) -> Claim:
    """How plainly a question asks for the tool; `sureness` is how likely that is, 0 to 1, and 1 where its words do."""
    if advice.outcome == "clarify":  # pages say first what they can
        return "likely"
    if sureness < CLEAR:
        return "perhaps"
    if sureness == 1 or advice.tool == "briefing":  # a page on somebody is no addition to another
        return "plainly"
    return "plainly" if signs.published < _NEAR_PAGE and advice.outcome != "no_evidence" else "likely"
