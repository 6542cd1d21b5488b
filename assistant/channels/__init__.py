"""The ways in: each channel turns what it gets into a Message or a Question, and an Answer into its replies."""
