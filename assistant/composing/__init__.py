"""Evidence to what is said."""
