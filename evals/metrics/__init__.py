"""What is measured: pure functions, each with its definition, range and source."""
