"""Pages → Pages whose pictures have the pixels that their places need, and what is said of too few.

This is the last phase: only now is known how large each picture is shown. A picture that is shown several
times is made once, for its largest place. What a crop hides stays in the file, so that it can be cropped
otherwise in PowerPoint.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from deckgen.deck.media.raster import Embedded
from deckgen.deck.media.sampled import Result, Wanted, sample
from deckgen.deck.media.svg import MIME
from deckgen.deck.model import Picture, Recording
from deckgen.diagnostics import Diagnostic, error, warning
from deckgen.layout.pages import Box, Page, Pages, PictureBox
from deckgen.layout.passes.grounds import on_ground
from deckgen.layout.passes.plates import plate
from deckgen.structs import replace
from deckgen.structs.memos import memo
from deckgen.theme.model import Theme
from deckgen.units import grid

FINEST = 220
"""Pixels an inch that are embedded at most, where the slide is 13.33 inches wide."""

COARSE = 144
"""Pixels an inch below which a picture looks soft: those of a projector of 1920 × 1080."""

VERY_COARSE = 96
"""Pixels an inch below which single dots are seen."""

THINNEST = grid(1)
"""A picture that is shown lower or narrower than this cannot be made out."""

_INCH = 914_400


def sampled(pages: Pages, cache: Path | None = None) -> tuple[Pages, tuple[Diagnostic, ...]]:
    """Return pages with pictures as the files hold them; where one cannot be unpacked, an error says so.

    `cache` is the folder in which those are kept that were made, None: nowhere.
    That a picture is coarse is a warning, never an error: a scan of the only copy may be all there is.
    """
    needs: dict[Picture, tuple[int, int]] = {}
    for _, box in _shown(pages):
        width, height = _needed(box)
        before = needs.get(box.picture, (1, 1))
        needs[box.picture] = (max(before[0], width), max(before[1], height))
    if not needs:
        return pages, ()
    played = {box.picture: box.recording for _, box in _shown(pages) if box.recording}
    ready = {picture: _ready(picture, played.get(picture), pages.theme) for picture in needs}
    made = _made({picture: (ready[picture], need) for picture, need in needs.items()}, cache)
    problems = tuple(problem for _, box in _shown(pages) for problem in _warnings(box, made[box.picture]))
    shown = tuple(_with(page, made, pages.theme) for page in pages.pages)
    return replace(pages, pages=shown), tuple(dict.fromkeys(problems))


def _made(wanted: dict[Picture, Wanted], cache: Path | None) -> dict[Picture, Embedded]:
    """Return what is made of each picture, what a program that builds again has made before as it was."""
    results: dict[Picture, Result] = {}
    for picture, (ready, need) in wanted.items():
        results[picture] = memo("embedded", (ready.name, need), ready, Result)
    sample([(wanted[one], result) for one, result in results.items() if result.made is None], cache)
    made = {picture: result.made for picture, result in results.items() if result.made is not None}
    for result in results.values():
        if result.made is not None and result.made.picture is None:
            result.made = None  # its file may be whole the next time
    return made


def _ready(picture: Picture, recording: Recording | None, theme: Theme) -> Picture:
    """Return a picture with its bytes: a recording that has no picture of its own gets a plate."""
    return picture if picture.mime or recording is None else plate(picture, theme, video=recording.video)


def _shown(pages: Pages) -> Iterator[tuple[Page, PictureBox]]:
    return ((page, box) for page in pages.pages for box in page.boxes if isinstance(box, PictureBox))


def _needed(box: PictureBox) -> tuple[int, int]:
    """Return the pixels that the whole picture needs for what is shown of it to be fine enough."""
    across, down = 1 - box.crop.left - box.crop.right, 1 - box.crop.top - box.crop.bottom
    width, height = box.rect.width / _INCH / across, box.rect.height / _INCH / down
    return max(1, math.ceil(width * FINEST)), max(1, math.ceil(height * FINEST))


def _with(page: Page, made: dict[Picture, Embedded], theme: Theme) -> Page:
    boxes: list[Box] = []
    ground = theme.layouts[page.layout].background
    for box in page.boxes:
        found = made[box.picture].picture if isinstance(box, PictureBox) else None
        if isinstance(box, PictureBox) and found:
            boxes.append(on_ground(replace(box, picture=found), ground, theme))
        else:
            boxes.append(box)
    return replace(page, boxes=tuple(boxes))


def _warnings(box: PictureBox, made: Embedded) -> Iterator[Diagnostic]:
    name = box.picture.name
    if made.picture is None:
        if box.picture.mime == MIME:
            message = f'the drawing "{name}" cannot be drawn'
            yield error(message, box.span, "export it as PNG, about 2000 pixels wide, and name that file")
            return
        yield error(
            f'the picture "{name}" is damaged: only its beginning can be read',
            box.span,
            "download or copy it again, or open it in a picture editor and save it as PNG",
        )
        return
    if box.picture.left_out:
        said = " and ".join(box.picture.left_out)
        yield warning(
            f'the drawing "{name}" holds {said}, which no slide shows',
            box.span,
            "look at it; where something is missing, export it once more as plain SVG or as PNG",
        )
    if made.frames > 1 and made.picture.mime != "image/gif":
        yield warning(
            f'the picture "{name}" holds {made.frames} pictures, of which the first is shown',
            box.span,
            "only a GIF moves in PowerPoint, too: save it as GIF where the movement matters",
        )
    if min(box.rect.width, box.rect.height) < THINNEST:
        shape = f"{box.picture.width} × {box.picture.height}"
        yield warning(
            f'the picture "{name}" has {shape} pixels, and would be a thin line on the slide',
            box.span,
            "cut out what matters of it, or fill its place: fit: crop",
        )
    elif box.picture.mime not in (MIME, ""):
        yield from _coarse(box)


def _coarse(box: PictureBox) -> Iterator[Diagnostic]:
    """Yield the warning that a picture has too few pixels for its place."""
    across = box.picture.width * (1 - box.crop.left - box.crop.right)
    inches = box.rect.width / _INCH
    if across >= COARSE * inches - 1:
        return
    fineness, wanted = across / inches, math.ceil(box.picture.width * COARSE / (across / inches))
    how = "is soft" if fineness >= VERY_COARSE else "is so coarse that its dots are seen"
    yield warning(
        f'the picture "{box.picture.name}" {how}: {box.picture.width} × {box.picture.height} pixels '
        f"come to {fineness:.0f} per inch at the size at which it is shown",
        box.span,
        f"{COARSE} per inch look sharp: find it {wanted} pixels wide, or set text beside it",
    )
