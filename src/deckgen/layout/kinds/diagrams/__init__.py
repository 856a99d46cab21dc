"""Slides that show how things hang together: agendas, comparisons, processes, timelines."""
