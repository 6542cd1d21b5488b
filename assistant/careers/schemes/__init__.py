"""Money for learning: which schemes fit somebody, and what decides it."""
