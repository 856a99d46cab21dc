"""The bytes of a deck, and of what was generated → its state, as values that compare."""
