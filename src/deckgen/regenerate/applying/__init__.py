"""A plan → done in the deck that was worked in, in place."""
