"""What is kept beside the index: conversations, ratings and hand-offs, and apart from them how often each barrier was named."""
