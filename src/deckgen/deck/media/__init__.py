"""Files of the project folder → pictures, drawings, recordings, captions, tables; pixels come later."""
