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


class Same:
    """A value that equals nothing but itself, for what is made of it and knows its place in the file."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value

    __hash__ = None  # type: ignore[assignment]


Name = tuple[str, object]
"""What kind of thing was made, and of what: of a slide, by its id."""


KEPT = 200
"""Builds after which what was not asked for is forgotten: a line that is taken back is there again."""


class Memos:
    """All that is remembered between builds of one outline."""

    def __init__(self) -> None:
        self._known: dict[Name, tuple[Any, Any, int]] = {}
        self._build = 0

    @contextlib.contextmanager
    def remembering(self) -> Iterator[None]:
        """Have `memo` remember meanwhile, and forget what has not been asked for in a long while."""
        token = _MEMOS.set(self)
        try:
            yield
        finally:
            _MEMOS.reset(token)
            self._build += 1
            if self._build % KEPT == 0:
                first = self._build - KEPT
                self._known = {name: one for name, one in self._known.items() if one[2] >= first}

    def get(self, name: Name, given: Any, make: Callable[[], Any], lasts: Callable[[Any], bool]) -> Any:
        """Return what was made of what is given, or make it; what it raises is not remembered."""
        known = self._known.get(name)
        if known is None or known[0] != given:
            made = make()
            if lasts(made):
                self._known[name] = given, made, self._build
            return made
        if known[2] != self._build:
            self._known[name] = *known[:2], self._build
        return known[1]

    def last(self, name: Name) -> Any:
        """Return what was kept under a name, None where nothing was."""
        known = self._known.get(name)
        return known[1] if known else None

    def keep(self, name: Name, value: Any) -> None:
        """Keep a value under a name."""
        self._known[name] = None, value, self._build


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


def keep(kind: str, of: object, value: object) -> None:
    """Keep a value for the next time, whoever takes it up sees to it that it still holds."""
    if (memos := _MEMOS.get()) is not None:
        memos.keep((kind, of), value)


def recall(kind: str, of: object) -> Any:
    """Return what `keep` kept last, None where nothing is remembered."""
    memos = _MEMOS.get()
    return None if memos is None else memos.last((kind, of))


def remembers() -> bool:
    """Tell whether anything is remembered now."""
    return _MEMOS.get() is not None
