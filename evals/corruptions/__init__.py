"""Corrupted answers made from true ones by code that shares nothing with the checker: what the checker is measured with."""

from evals.corruptions.generation import EACH, KINDS, Corruption, corruptions, sample
from evals.corruptions.pages import statements
from evals.corruptions.pairs import TruePair, true_pairs

__all__ = ["EACH", "KINDS", "Corruption", "TruePair", "corruptions", "sample", "statements", "true_pairs"]
