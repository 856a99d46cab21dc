"""What is checked of a talk for itself: its time, its speakers, its slides, and what is asked of it."""
