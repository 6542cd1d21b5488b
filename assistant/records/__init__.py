"""What is kept beside the index: so far how often each barrier was named, and nothing about who named it."""
