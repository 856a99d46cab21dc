"""Patterns that are looked for only where something is that they need."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import deckgen.deck.citing.slips
from deckgen.structs.patterns import Sought, pattern

SLIPS = deckgen.deck.citing.slips


def sought() -> list[Sought]:
    """Return all patterns of the rooms of slips that are looked for only where something is."""
    modules = [
        importlib.import_module(one.name)
        for one in pkgutil.iter_modules(SLIPS.__path__, f"{SLIPS.__name__}.")
    ]
    values = [value for module in modules for value in vars(module).values()]
    flat = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    return [one for one in flat if isinstance(one, Sought)]


def test_what_is_needed_is_found_first() -> None:
    """It finds what a pattern without a need finds, and is one in all else."""
    looked = pattern(r"(?<!\w)\w+ \((\d{4})\)", needs=r"\(\d")
    assert [one[1] for one in looked.finditer("Kort (1996) and Wood (2005)")] == ["1996", "2005"]
    assert [one[1] for one in looked.finditer("Kort (1996) and Wood (2005)", 12)] == ["2005"]
    assert list(looked.finditer("Kort and Wood")) == []
    assert looked.search("by Kort 1996") is None
    assert [one and one[1] for one in (looked.search("by Kort (1996)"), looked.match("Kort (1996)"))] == [
        "1996"
    ] * 2


def test_a_text_without_it_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes long is left alone."""
    looked = pattern("a+b", needs="b")
    monkeypatch.setattr(Sought, "compiled", lambda self: pytest.fail("it was searched"))
    assert list(looked.finditer("aaaa")) == []
    assert looked.search("aaaa") is None


def test_some_are_sought() -> None:
    """The room of slips has patterns that begin anywhere."""
    assert len(sought()) >= 12


@pytest.mark.parametrize("one", [pytest.param(one, id=str(at)) for at, one in enumerate(sought())])
@settings(max_examples=20, deadline=None, database=None)
@given(data=st.data())
def test_whatever_a_pattern_finds_holds_what_it_needs(one: Sought, data: st.DataObject) -> None:
    """A need that is not one would silence its pattern: the texts are made from the pattern itself."""
    text = data.draw(st.from_regex(one.compiled()))
    assert one.needed.search(text), text
