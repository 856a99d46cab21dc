"""What people mistype in outlines, planted by a seeded script, and how well deckgen finds and cures it."""
