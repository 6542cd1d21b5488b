"""Ways from one role to another."""
