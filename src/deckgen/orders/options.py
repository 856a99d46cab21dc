"""What is to be made of an outline, and what it is made with."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from deckgen.outline.readers import SPEAKER
from deckgen.pandoc.process import Pandoc
from deckgen.structs import Struct
from deckgen.writers import USUAL, WRITERS, formats_of


class Options(Struct, frozen=True):
    """What is to be made of an outline, and how: `Options("talk.yaml", theme="grid", to="pptx")`.

    `to` names the kinds of files, in a list or by commas. `folder` is where they go, None: beside the
    outline. `theme` overrides the outline's, `dark` and `comfort` add to what it says of the theme's
    variants. `strict` makes warnings errors; `fresh` replaces files changed by hand, keeping a dated copy.
    Where a deck was changed by hand, both are merged: `take` names what is to be as the outline has it
    (`SLIDE`, `SLIDE/SHAPE`, `SLIDE/SHAPE:FIELD`), `take_all` (`outline` or `hand`) decides every conflict,
    `restore` names slides deleted by hand that come back. `embed_base` has a deck keep what was generated,
    for the next merge.
    `per_page` is how many slides a handout sheet holds: 1, 2, 3 or 6; `handout_notes` is whether it
    has the notes. `reader` is whose copy is made: the `speaker`'s has all; `students` have no notes,
    answers or hidden slides; the `public` has neither what is for students only nor the appendix.
    `hints` is what guided notes tell of the words that they leave out: `bank`, `letters` or nothing.
    `size` is `usual` or `large`, for those who see little.
    """

    outline: str | os.PathLike[str]
    to: str | Sequence[str] = USUAL
    folder: str | os.PathLike[str] | None = None
    theme: str | os.PathLike[str] | None = None
    dark: bool = False
    comfort: bool = False
    strict: bool = False
    fresh: bool = False
    take: Sequence[str] = ()
    take_all: str = ""
    restore: Sequence[str] = ()
    embed_base: bool = True
    per_page: int = 1
    handout_notes: bool = True
    reader: str = SPEAKER
    hints: str = ""
    size: str = "usual"

    @property
    def path(self) -> Path:
        """The outline's file."""
        return Path(self.outline)

    @property
    def formats(self) -> tuple[str, ...]:
        """The kinds of files to make, in the order of writing; raises `DeckgenError` where one is unknown."""
        names = formats_of(self.to)
        # What a key holds is not for those who fill in the blanks.
        return names if self.reader == SPEAKER else tuple(name for name in names if name != "guided-key")


def _silent(phase: str) -> None:
    """Report nothing."""


class Services(Struct, frozen=True):
    """What a compile uses other than its input.

    `cache` is the folder for what the next one need not do again, None: nowhere. `pandoc` makes the
    process that citations and formulas are asked of; it is started by the first question and ended with
    the compile. `clock` is asked only where the outline says `date: today`.
    `progress` is given the name of each phase that begins.
    """

    cache: Path | None = None
    pandoc: Callable[[], Pandoc] = Pandoc
    clock: Callable[[], datetime.date] = datetime.date.today
    progress: Callable[[str], None] = _silent


def user_services() -> Services:
    """Return the services that all builds of this user share, without a cache where that is turned off."""
    if os.environ.get("DECKGEN_CACHE") == "off":
        return Services()
    from platformdirs import user_cache_path

    return Services(user_cache_path("deckgen", appauthor=False))


def folder_of(options: Options) -> Path:
    """Return the folder that the files go to."""
    return options.path.parent if options.folder is None else Path(options.folder)


def places(options: Options) -> tuple[Path, ...]:
    """Return the files that the options ask for, in the order of writing."""
    copy = "" if options.reader == SPEAKER else f"-{options.reader}"
    size = "-large" if options.size == "large" else ""
    stem = f"{options.path.stem}{copy}{size}"
    return tuple(folder_of(options) / f"{stem}{WRITERS[name].suffix}" for name in options.formats)
