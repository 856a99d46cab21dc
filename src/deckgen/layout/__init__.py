"""Deck + Theme → Pages: measure, break lines, fit, paginate, place. What comes out is frozen."""
