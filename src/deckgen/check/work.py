"""How much of an essay may be looked at to find what a talk says, so that each check has an end."""

from __future__ import annotations

from deckgen.limits import MOST_ESSAY_STEPS


class TooMuchWork(Exception):
    """A talk and its essay hold so much alike that comparing them would not end."""


class Work:
    """What is left of the steps that one check may take."""

    def __init__(self, steps: int | None = None) -> None:
        self.left = MOST_ESSAY_STEPS if steps is None else steps

    def spend(self, steps: int) -> None:
        """Take so many steps; raises `TooMuchWork` where there are no more."""
        self.left -= steps
        if self.left < 0:
            raise TooMuchWork
