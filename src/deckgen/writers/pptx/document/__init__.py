"""What a deck has once: presentation, masters, layouts, theme, sections, properties."""
