"""The Microsoft Teams channel: activities in, one answer out, and replies of people."""
