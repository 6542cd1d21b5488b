"""A question read with what came before it: what it goes on from, what it corrects, and what it leaves behind."""

from assistant.following.counting import counting
from assistant.following.reading import Followed, stand_alone
from assistant.following.rewriting import Rewriter, rewritten

__all__ = ["Followed", "Rewriter", "counting", "rewritten", "stand_alone"]
