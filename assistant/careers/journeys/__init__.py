"""Checklists, and the kit for study leave."""
