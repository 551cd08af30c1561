"""Stage: word."""
