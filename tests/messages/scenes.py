"""All scenes, in the order in which the page takes its examples from them."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator

from tests.messages import citing, decks, delivery, essays, media, places, said, themes, typed
from tests.messages.scene import Heard, Scene, play


def every() -> Iterator[Scene]:
    """Give the scenes of all tables."""
    for table in (typed, citing, media, said, places, essays, themes, decks, delivery):
        yield from table.scenes()


@functools.cache
def all_heard() -> tuple[tuple[Heard, ...], bool]:
    """Play all scenes; return all that is said, and whether none had to be left out on this machine."""
    played = [one for one in every() if one.needs != "posix" or os.name == "posix"]
    heard = tuple(heard for scene in played for heard in play(scene))
    return heard, len(played) == len(tuple(every()))
