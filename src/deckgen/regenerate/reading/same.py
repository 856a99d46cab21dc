"""Two packages → which slides are the same in both, so that what was read of them once is not read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from deckgen.regenerate.reading.package import Package
from deckgen.regenerate.reading.snapshot import WITHOUT_IDS, DeckState, SlideState

Alike = Callable[[Package, Package, str], bool]
"""Tells whether a part is the same in two packages."""


def known_slides(
    package: Package, pages: Mapping[str, Counter[str]], like: tuple[Package, DeckState], alike: Alike
) -> dict[str, SlideState]:
    """Return the slides, by their parts, that say and lead to what they do in another deck."""
    other, state = like
    before = {one.part: one.page for one in state.slides}
    same = {part for part, marks in pages.items() if before.get(part) == _page_of(marks)}
    return {one.part: one for one in state.slides if _same_slide((package, other, alike), one, same)}


def _page_of(marks: Counter[str]) -> str:
    return next((page for page, _ in marks.most_common(1)), "")


def _same_slide(both: tuple[Package, Package, Alike], slide: SlideState, pages: set[str]) -> bool:
    """Tell whether a slide, and all that it is read from, is the same in two packages.

    `pages` are the slides that are called the same in both, for a link is read as what it leads to is called.
    """
    package, other, alike = both
    names = [slide.part]
    for name in names:
        if not alike(package, other, name) or package.ways(name) != other.ways(name):
            return False
        for way in package.ways(name).values():
            if way.short == "slide" and name == slide.part and way.target not in pages:
                return False
            if way.short in _READ_FROM and not (way.short == "slideLayout" and name != slide.part):
                names += [] if way.target in names else [way.target]
            elif not (way.external or way.short in _BEYOND or alike(package, other, way.target)):
                return False
    return True


_READ_FROM = ("notesSlide", "chart", "slideLayout", "slideMaster", "theme")
_BEYOND = ("slide", "slideLayout", "notesMaster")
"""What notes and masters lead to that a slide is not read from."""


def held(package: Package, other: Package, name: str) -> bool:
    """Tell whether a part is the same in a deck and in that deck as it was worked in."""
    return name in package.files and other.holds(name, package.files.content(name))


def same_part(package: Package, other: Package, name: str) -> bool:
    """Tell whether a part is the same in two packages but for the ids of its shapes, which a base has not."""
    if package.digest(name) == other.digest(name):
        return True
    return (
        name.endswith(".xml")
        and all(name in one.files for one in (package, other))
        and (WITHOUT_IDS.sub(b"", package.files[name]) == WITHOUT_IDS.sub(b"", other.files[name]))
    )
