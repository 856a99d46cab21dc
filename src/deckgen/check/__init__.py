"""A compiled outline and the essay it is drawn from → what an editor would say about the talk.

`reading/` takes the essay apart, each other file is about one thing that can be wrong, and `check.py`
lists them all. Nothing here changes a slide: all of it is advice.
"""
