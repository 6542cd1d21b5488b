"""Which roles a text names."""
