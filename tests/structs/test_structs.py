"""The classes that values are made of."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
import re
from collections.abc import Iterator
from typing import ClassVar

import pytest

import deckgen
from deckgen.structs import Located, Struct, replace, with_fields
from deckgen.structs.patterns import pattern


class Line(Located, frozen=True):
    words: str
    span: int
    above: Line | None = None


class Place(Located, frozen=True):
    span: int


class Noted(Located, frozen=True):
    UNCOMPARED: ClassVar = ("note",)
    words: str
    note: str
    span: int = 0


class Other(Struct, frozen=True):
    words: str
    span: int


def test_values_are_equal_that_say_the_same_elsewhere() -> None:
    """Places take no part in equality, nor in hashes, also of values inside; all else does."""
    assert Line("a", 1, Line("b", 2)) == Line("a", 3, Line("b", 4))
    assert len({Line("a", 1), Line("a", 2), Line("b", 1)}) == 2
    assert Line("a", 1, Line("b", 2)) != Line("a", 1, Line("c", 2))
    assert Line("a", 1) != Other("a", 1)
    assert Place(1) == Place(2)
    assert hash(Place(1)) == hash(Place(2))


def test_a_class_says_what_else_is_not_compared() -> None:
    """What it names is left out, and its place then counts unless it is named, too."""
    assert Noted("a", "x") == Noted("a", "y")
    assert Noted("a", "x", 1) != Noted("a", "x", 2)


def test_values_stay_as_they_are_made() -> None:
    """They cannot be changed, only replaced, and come out of a pickle as they went in, places too."""
    line = Line("a", 1)
    with pytest.raises(AttributeError):
        line.words = "b"  # type: ignore[misc]
    assert replace(line, words="b").words == "b"
    assert pickle.loads(pickle.dumps(line)).span == 1


def test_fields_are_changed_only_where_they_differ() -> None:
    """A value that nothing changes stays the same one."""
    line = Line("a", 1)
    assert with_fields(line, lambda one: "a" if isinstance(one, str) else one) is line
    assert with_fields(line, lambda one: "b" if isinstance(one, str) else one) == Line("b", 1)


def test_a_pattern_is_compiled_by_its_first_use() -> None:
    """It does what a compiled one does; what is wrong with it is seen by whoever uses it first."""
    word = pattern(r"(\w)\w*", re.IGNORECASE)
    assert word.sub(r"\1", "one two") == "o t"
    assert (word.pattern, word.groups) == (r"(\w)\w*", 1)
    assert [found[0] for found in word.finditer("one two")] == ["one", "two"]
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.match("a")


def test_every_pattern_can_be_compiled() -> None:
    """None that few outlines use is wrong until one does: all that modules make are looked at."""
    modules = [one.name for one in pkgutil.walk_packages(deckgen.__path__, "deckgen.")]
    held = [vars(importlib.import_module(name)) for name in modules if not name.endswith("__main__")]
    found = [one for values in held for value in values.values() for one in _patterns(value)]
    assert len(found) > 250
    assert all(re.compile(one.pattern, one.flags & ~re.UNICODE) for one in found)


def _patterns(value: object) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of a value of a module's, and of what it holds."""
    if type(value) is type(pattern("")):
        yield value
    elif isinstance(value, (tuple, list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _patterns(one)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _patterns(getattr(value, name))
