"""One outline → its files, or what stands in their way, as a value that goes from process to process."""

from __future__ import annotations

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.orders.options import Options, Services
from deckgen.orders.result import BuildResult
from deckgen.orders.unchanged import Known, recall, recording, remember_checked
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


def known(options: Options, services: Services, *, check: bool = True) -> Made | None:
    """Return what came of an outline that was built before, None where there is anything to do."""
    before = recall(options, services)
    return _known(before, check=check) if before else None


def _known(before: Known, *, check: bool) -> Made | None:
    if not check:
        return Made(before.built)
    if before.built.checkable and before.checked is None:
        return None
    return Made(before.built, before.checked or "")


def make(options: Options, services: Services, *, check: bool = True) -> Made:
    """Build an outline's files, unless nothing has changed since they were built; `check` it, too."""
    before = recall(options, services)
    if before is not None and (made := _known(before, check=check)) is not None:
        return made
    from deckgen.orders.compiled_patterns import compiled_patterns

    with compiled_patterns(services.cache):
        from deckgen.build import DeckInTheWay, build_anew

        try:
            built = before.built if before else build_anew(options, services)
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
