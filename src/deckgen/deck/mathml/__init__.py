"""MathML → what a formula says in one line."""
