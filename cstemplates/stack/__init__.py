"""Stage: stack."""
