"""Stage: positions."""
