"""Outline → Deck: meaning only. Markup read, citations formatted, pictures loaded, figures numbered."""
