"""Blocks of a flow that have boxes of their own: visuals, verse, choices, pictures in a row."""
