"""What somebody says of themselves, and how conditions stand for them."""
