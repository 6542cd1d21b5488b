"""Careers tools: routes, funding, learning, journeys and briefings, worked out from records by rules and never guessed."""
