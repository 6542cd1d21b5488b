"""Corrupted answers made from true ones: what the checker is measured with, and with others of which its weights are fitted.

The code that makes them shares nothing with the checker's; the pages it takes them from are common to both. So
`evals.corruptions.split` parts their statements, and none that the weights were fitted on measures them. That is about weights
alone: the checker's rules were written in view of all pages and of these kinds of corruption.
"""

from evals.corruptions.drafted import corrupted
from evals.corruptions.generation import EACH, KINDS, Corruption, corruptions, sample
from evals.corruptions.pages import statements
from evals.corruptions.pairs import TruePair, true_pairs
from evals.corruptions.split import Trials, draw, side_of

__all__ = [
    "EACH",
    "KINDS",
    "Corruption",
    "Trials",
    "TruePair",
    "corrupted",
    "corruptions",
    "draw",
    "sample",
    "side_of",
    "statements",
    "true_pairs",
]
