"""deckgen: a YAML outline in, an editable PowerPoint deck and a self-contained HTML slideshow out."""

__version__ = "0.1.0"
