"""The steps from one schema of the records to the next; each runs once, all in one transaction."""
