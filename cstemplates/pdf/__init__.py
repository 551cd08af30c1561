"""Stage: pdf."""
