"""Stage: impact. What a change of the catalogue does to the documents of its companies."""
