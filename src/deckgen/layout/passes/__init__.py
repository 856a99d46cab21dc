"""Pages → Pages: what is decided over all slides once each of them has its boxes."""
