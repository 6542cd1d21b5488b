"""Drafts from a language model, on a short lead."""
