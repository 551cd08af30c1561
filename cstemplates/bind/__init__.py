"""Stage: bind."""
