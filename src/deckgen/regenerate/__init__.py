"""A deck that somebody has worked in, and the outline that it came from: merged, compared, read back."""
