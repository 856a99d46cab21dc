"""Outline → Deck: meaning only. Inline markup read, citations formatted, pictures loaded, figures numbered."""
