"""Boxes of a page → shapes of a slide, and the order in which they appear."""
