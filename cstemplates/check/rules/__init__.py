"""The rules: one module, one class, one fault each; found by folder."""
