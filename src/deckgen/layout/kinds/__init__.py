"""A slide's blocks → its boxes: a file for each kind of block, and what several kinds share."""
