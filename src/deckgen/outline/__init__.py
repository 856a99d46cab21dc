"""YAML text → Outline: what was typed, with a span on every value, and all that is wrong with it."""
