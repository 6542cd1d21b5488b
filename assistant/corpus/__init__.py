"""The content that answers rest on, as its editors see it: what is wrong with it, Word files into pages, publishing and withdrawing."""
