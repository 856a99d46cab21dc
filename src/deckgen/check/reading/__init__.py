"""An essay's file of any kind → its paragraphs, numbered, with what they cite."""
