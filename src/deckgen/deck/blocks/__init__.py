"""Blocks of the outline → blocks of the deck: charts, tables, code, diagrams, overviews, captions."""
