"""References and citations → what is in the text, at the foot of the slide and in the list of works."""
