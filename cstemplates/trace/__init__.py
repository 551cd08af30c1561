"""Trace: which value of the catalogue, the company or the roster put a sentence there."""
