"""One outline → its files, or what stands in their way, as a value that goes from process to process."""

from __future__ import annotations

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.orders.options import Options, Services
from deckgen.orders.result import BuildResult
from deckgen.orders.unchanged import recall, recording, remember_checked
from deckgen.structs import Struct


class Made(Struct, frozen=True):
    """What came of one outline: `built`, or, where that is None, what was in the way.

    `checked` is the line that a check came to, empty where there is nothing to check. `in_the_way` says that
    the outline is right, and only a deck is there that cannot be replaced.
    """

    built: BuildResult | None
    checked: str = ""
    refused: tuple[Diagnostic, ...] = ()
    in_the_way: bool = False


def make(options: Options, services: Services, *, check: bool = True) -> Made:
    """Build an outline's files, unless nothing has changed since they were built; `check` it, too."""
    known = recall(options, services)
    if known is not None and not (check and known.built.checkable and known.checked is None):
        return Made(known.built, known.checked or "" if check else "")
    from deckgen.build import DeckInTheWay, build_anew

    try:
        built = known.built if known else build_anew(options, services)
        return Made(built, _checked(options, services) if check and built.checkable else "")
    except DeckgenError as refused:
        return Made(None, "", refused.diagnostics, isinstance(refused, DeckInTheWay))


def _checked(options: Options, services: Services) -> str:
    """Return the line that says what a check of the outline comes to."""
    from deckgen.check.report import brief
    from deckgen.review import review

    with recording(services) as found:
        checked = brief(review(options, found.services).report)
    remember_checked(found, options, checked)
    return checked
