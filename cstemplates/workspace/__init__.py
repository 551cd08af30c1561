"""Stage: workspace."""
