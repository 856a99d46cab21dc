"""An outline that is being written → its slideshow in a browser, built again at every save.

`workspace.py` builds and knows which files a build has used, `watcher.py` sees them change, `live.py` makes
the slideshow listen, `server.py` serves it to this machine alone, `session.py` goes round.
"""
