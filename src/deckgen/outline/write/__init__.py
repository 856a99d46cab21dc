"""Changes of values → the outline's file with only their bytes changed: comments and layout stay."""
