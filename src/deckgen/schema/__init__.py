"""Checked YAML: what a file may hold, as a table, and the reader that holds files to it."""
