"""Telling the team, where it works, that a question waits for a person."""
