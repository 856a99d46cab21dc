"""What was made of a value, kept for the next time that the same is asked for.

A session that builds an outline again and again holds `Memos`; whoever has made something that takes long
of one slide asks `memo` for it. Where nothing is remembered, as in a single build, it is simply made. What
was made of a value is found by a name and taken only where the value equals the one that it was made of, so
nothing can be out of date, and there is one of each name.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any, TypeVar, cast

Given = TypeVar("Given")
Made = TypeVar("Made")

Name = tuple[str, object]
"""What kind of thing was made, and of what: of a slide, by its id."""


class Memos:
    """All that is remembered between builds of one outline."""

    def __init__(self) -> None:
        self._before: dict[Name, tuple[Any, Any]] = {}
        self._now: dict[Name, tuple[Any, Any]] = {}

    @contextlib.contextmanager
    def remembering(self) -> Iterator[None]:
        """Have `memo` remember meanwhile, and forget what was not asked for of the kinds that were."""
        token = _MEMOS.set(self)
        try:
            yield
        finally:
            _MEMOS.reset(token)
            kinds = {kind for kind, _ in self._now}
            kept = {name: one for name, one in self._before.items() if name[0] not in kinds}
            self._before, self._now = kept | self._now, {}

    def get(self, name: Name, given: Any, make: Callable[[], Any], lasts: Callable[[Any], bool]) -> Any:
        """Return what was made of what is given, or make it; what it raises is not remembered."""
        known = self._now.get(name) or self._before.get(name)
        if known is None or known[0] != given:
            known = given, make()
            if not lasts(known[1]):
                return known[1]
        self._now[name] = known
        return known[1]


_MEMOS: ContextVar[Memos | None] = ContextVar("_MEMOS", default=None)


@contextlib.contextmanager
def remembering() -> Iterator[None]:
    """Have `memo` remember meanwhile, also where nothing else does."""
    if _MEMOS.get() is not None:
        yield
        return
    with Memos().remembering():
        yield


def _always(_: object) -> bool:
    return True


def memo(
    kind: str,
    of: object,
    given: object,
    make: Callable[[], Made],
    lasts: Callable[[Made], bool] = _always,
) -> Made:
    """Return what `make` makes of what is given, from memory where that was made of the same before.

    `kind` and `of` name it: there is one of each. What is given has to be all that it is made of; where
    more than that is in some results, such as a place in the file, `lasts` tells which are remembered.
    """
    memos = _MEMOS.get()
    return make() if memos is None else cast(Made, memos.get((kind, of), given, make, lasts))


def same(kind: str, value: Given) -> Given:
    """Return the value, or an equal one that was seen before, which takes no time to compare."""
    return memo(kind, "", value, lambda: value)
