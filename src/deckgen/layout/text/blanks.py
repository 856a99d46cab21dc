"""White space at which lines end, as renderers agree on it."""

BLANK = " \t\n\r\f\v\u1680\u2000-\u2006\u2008-\u200b\u2028\u2029\u205f\u3000"
"""Its characters, for a class of a pattern; spaces that do not break are none of them."""
