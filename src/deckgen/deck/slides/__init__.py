"""Slides as said: those that are typed, those that deckgen makes, what they are made of and lead to."""
