"""What records hold: their schema, and how a file of them is read so that each sentence knows where it stands."""
