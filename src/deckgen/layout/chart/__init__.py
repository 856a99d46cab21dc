"""A chart's numbers → its marks, axes and labels, each in its place."""
