"""What somebody can learn from."""
