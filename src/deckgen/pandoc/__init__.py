"""Questions → Pandoc's answers: one process, one question after another."""
