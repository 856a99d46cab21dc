"""Runs → measured lines: widths, line ends, sizes that fit, places where a text may be cut."""
