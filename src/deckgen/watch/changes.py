"""Two slideshows of one outline → what turns the one into the other, where that is a few slides' insides."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.structs import Struct, replace
from deckgen.writers.html.styles import Sheet
from deckgen.writers.html.write import Show

MOST = 10
"""Slides that are changed in a page that is open; where there are more, it is loaded again."""

_PLAYED = ("<video", "<audio")
"""What the slideshow gets ready when it is loaded."""


class Changes(Struct, frozen=True):
    """The insides of slides by their ids, and the rules that they need besides those that were there."""

    slides: dict[str, str]
    everywhere: tuple[str, ...]
    stage: tuple[str, ...]


def changes(old: Show, new: Show) -> Changes | None:
    """Return what an open page has to change to show the new slides, None where it has to load them."""
    if _around(old) != _around(new) or old.sections.keys() != new.sections.keys():
        return None
    slides: dict[str, str] = {}
    for name, section in new.sections.items():
        if section == old.sections[name]:
            continue
        (before, _), (head, inside) = _parted(old.sections[name]), _parted(section)
        if head != before or any(one in text for one in _PLAYED for text in (section, old.sections[name])):
            return None
        slides[name] = inside
    if len(slides) > MOST:
        return None
    return Changes(
        slides,
        _added(old.looks.everywhere, new.looks.everywhere),
        _added(old.looks.stage, new.looks.stage),
    )


def _around(show: Show) -> tuple[object, ...]:
    """Return all that a page is made of but its sections and the classes that they need."""
    looks = show.looks
    return replace(show.pages, pages=()), looks.pictures, looks.early, looks.plates


def _parted(section: str) -> tuple[str, str]:
    """Return the tag that a section begins with, and what is between that and the one that it ends with."""
    head, _, rest = section.partition(">")
    return head, rest.rpartition("</section>")[0]


def _added(old: Sheet, new: Sheet) -> tuple[str, ...]:
    rules: Mapping[str, str] = new.rules
    return tuple(f".{name}{{{rules[name]}}}" for name in sorted(rules) if name not in old.rules)
