"""Checked values → the blocks that fill a slide."""
