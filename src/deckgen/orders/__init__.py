"""What is to be built, with what, and what came of it when nothing has changed since.

Nothing that builds is imported here, so a build that has nothing to do ends before that is loaded.
"""
