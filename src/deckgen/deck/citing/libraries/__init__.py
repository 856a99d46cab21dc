"""Files of references in each program's format → their works, entry by entry."""
