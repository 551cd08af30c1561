"""Stage: produce."""
