"""Files to Sources to Passages to an index to Matches."""
