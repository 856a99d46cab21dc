"""A name that is not known → the known one that was most likely meant, in one way for the whole project."""

from __future__ import annotations

import difflib
import functools
import unicodedata
from collections.abc import Iterable

LIKE = 0.6
"""How much of two names must agree for one to be shown in place of the other, as difflib counts it."""

_AROUND = " \t\u00a0\"'`*_.“”„‘’«»"
"""What people put around a name, and is no part of it."""

_SHORT = 3
"""Names up to this length differ too little from each other for a slip to be plain."""

_LONG = 100
"""Names longer than this are no slip of one that is known."""


def closest(typed: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like what was typed, None where none is near.

    Upper case, accents, and which of space, hyphen and underscore was typed make no difference.
    """
    names: dict[str, str] = {}
    for one in known:
        names.setdefault(bare_name(one), one)
    bare = bare_name(typed)
    if bare in names:
        return names[bare]
    near = difflib.get_close_matches(bare, names, 1, LIKE)
    return names[near[0]] if near else None


def surely(typed: str, known: Iterable[str]) -> str | None:
    """Return the one known name that only a slip of typing parts from what was typed, None where none is.

    A slip is a letter too many or too few, a wrong one, or two swapped. Where two names are as near, none
    is sure.
    """
    bare = bare_name(typed)
    same, near = _spelt(tuple(known))
    if bare in same:
        return _only(same[bare])
    if many := same.get(f"{bare}s"):  # one for many, in short names as well
        return _only(many)
    if not _SHORT < len(bare) <= _LONG:
        return None
    if doubled := [
        one for once in _without_double(bare) if len(once) == _SHORT for one in same.get(once, ())
    ]:
        return _only(doubled)
    found = dict.fromkeys(one for key in (bare, *_without_one(bare)) for one in near.get(key, ()))
    return _only([one for one in found if _one_slip(bare, bare_name(one))])


@functools.lru_cache(maxsize=256)
def _spelt(known: tuple[str, ...]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return names by their bare form, and the longer ones by what is left of it without any one letter.

    Two names that one slip parts share one of the latter, so few names need be compared with what was typed.
    """
    same: dict[str, list[str]] = {}
    near: dict[str, list[str]] = {}
    for one in known:
        bare = bare_name(one)
        same.setdefault(bare, []).append(one)
        if _SHORT < len(bare) <= _LONG:
            for key in (bare, *_without_one(bare)):
                near.setdefault(key, []).append(one)
    return same, near


def _without_one(bare: str) -> set[str]:
    return {bare[:at] + bare[at + 1 :] for at in range(len(bare))}


def _only(names: list[str]) -> str | None:
    return names[0] if len(names) == 1 else None


def _without_double(bare: str) -> set[str]:
    """Return what a name can be whose letters one was typed twice; in short names no other slip is plain."""
    return {bare[:at] + bare[at + 1 :] for at in range(1, len(bare)) if bare[at] == bare[at - 1]}


@functools.lru_cache(maxsize=4096)  # the same few hundred names are compared with each name of a file
def bare_name(name: str) -> str:
    """Return a name as it is compared: in lower case, without accents and characters that nobody sees."""
    name = in_latin(name)
    plain = unicodedata.normalize("NFKD", name.strip(_AROUND)).casefold().replace("_", "-").replace(" ", "-")
    return "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Cf"))


_LIKE_LATIN = str.maketrans(
    "аеорсухіјѕһԁԛԝкмтнвАЕОРСУХІЈЅКМТНВοαερικντυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧıℓ",
    "aeopcyxijshdqwkmthbAEOPCYXIJSKMTHBoaepikvtuxABEZHIKMNOPTYXil",
)
"""Letters of other alphabets that look like those of ours."""


def in_latin(name: str) -> str:
    """Return a name that holds letters of ours with all that only look like them made so, too."""
    return name.translate(_LIKE_LATIN) if any("a" <= one <= "z" for one in name.lower()) else name


def _one_slip(typed: str, name: str) -> bool:
    """Tell whether one slip makes a name of another."""
    if abs(len(typed) - len(name)) > 1:
        return False
    start = next((at for at, (one, other) in enumerate(zip(typed, name, strict=False)) if one != other), None)
    if start is None:
        return True
    left, right = typed[start:], name[start:]
    return (
        left[1:] == right
        or left == right[1:]
        or left[1:] == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )
