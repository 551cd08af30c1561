"""Stage: gate."""
