"""Whether the two files of a deck say the same: each is read back without any of deckgen's own code."""
