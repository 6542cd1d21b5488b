"""The ways in: each channel turns its messages into a Question, and an Answer into its replies."""
