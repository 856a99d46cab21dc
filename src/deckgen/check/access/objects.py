"""A slide's pictures, tables, charts, recordings and animations → what is wrong with them."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image

from deckgen.check.access.rules import Issue, issue
from deckgen.check.access.slides import A_, P_, R_, TITLES, Element, Shape, Slide, text_of
from deckgen.check.access.texts import poor_alt
from deckgen.writers.pptx.xml import P14

SHOWING = {"picture", "video", "audio", "chart", "diagram", "object", "ink"}
"""Kinds of shapes that say nothing without an alternative text."""

_MOST_GIF = 30_000_000
"""Bytes of a picture that is looked into for whether it moves."""


def objects(slide: Slide) -> Iterator[Issue]:
    """Yield what is wrong with what is on a slide in addition to its text."""
    unnamed = _unnamed_groups(slide)
    for shape in slide.shapes:
        if shape.hidden:
            continue
        if not any(_within(shape, one) for one in unnamed):
            yield from _described(slide, shape)
        if shape.kind == "table":
            yield from _table(slide, shape)
        if shape.kind in ("video", "audio"):
            yield from _recording(slide, shape)
        if shape.kind == "picture" and _moves(slide, shape):
            message = f"{shape.called} moves, and does not stop"
            yield issue("motion-repeats", slide.at(shape.name), message)
    for group in unnamed:
        message = f"{group.called} has no alternative text, and neither has what is in it"
        yield issue("alt-missing", slide.at(group.name), message)
    yield from _motion(slide)


def _within(shape: Shape, group: Shape) -> bool:
    parent = shape.group
    while parent is not None:
        if parent.element is group.element:
            return True
        parent = parent.group
    return False


def _unnamed_groups(slide: Slide) -> list[Shape]:
    """Return the outermost groups without a text for what is in them that needs one."""
    found: list[Shape] = []
    for group in slide.shapes:
        if group.kind != "group" or group.alt or group.decorative or group.hidden:
            continue
        if not any(_within(group, one) for one in found) and _is_mute(slide, group):
            found.append(group)
    return found


def _is_mute(slide: Slide, group: Shape) -> bool:
    """Tell whether what is in a group says nothing, and something of it is to say something."""
    members = [one for one in slide.shapes if one.kind != "group" and _within(one, group)]
    return any(map(_wants_text, members)) and not any(one.text or one.alt for one in members)


def _wants_text(shape: Shape) -> bool:
    """Tell whether a shape says nothing to somebody who does not see it, and is to say something."""
    parent = shape.group
    while parent is not None:
        if parent.alt:
            return False
        parent = parent.group
    bare = not shape.alt and not shape.decorative
    return bare and (shape.kind in SHOWING or _is_drawn(shape))


def _is_drawn(shape: Shape) -> bool:
    """Tell whether a shape without text is to be seen: it has a fill or a line."""
    if shape.kind == "line":
        return True
    if shape.kind != "text" or shape.text or shape.slot is not None:
        return False
    own = _painted(shape.element.find(f"{P_}spPr"))
    if own or _painted(shape.element.find(f"{P_}spPr/{A_}ln")):
        return True
    filled = shape.element.find(f"{P_}style/{A_}fillRef")
    return own is None and filled is not None and filled.get("idx", "0") != "0"


def _painted(properties: Element | None) -> bool | None:
    """Tell whether properties name a paint; False: they say that there is none, None: they say nothing."""
    tags = {etree_name(one) for one in properties} if properties is not None else set()
    if tags & {"solidFill", "gradFill", "blipFill", "pattFill"}:
        return True
    return False if "noFill" in tags else None


def _described(slide: Slide, shape: Shape) -> Iterator[Issue]:
    """Yield what is wrong with the alternative text of a shape."""
    spot, alt = slide.at(shape.name), shape.alt
    if shape.decorative:
        own = shape.group is None or not shape.group.decorative
        if alt and own:
            yield issue("alt-both", spot, f"{shape.called} is marked as decorative, and has a text")
        elif own and shape.kind in ("chart", "table", "diagram", "video", "audio"):
            yield issue("alt-decorative", spot, f"{shape.called} is marked as decorative, and is none")
        return
    if alt:
        if shape.kind != "text" or not shape.text:
            yield from poor_alt(
                alt, spot, shape.called, picture=shape.kind not in ("chart", "table", "diagram")
            )
    elif shape.kind in SHOWING and _wants_text(shape):
        yield issue("alt-missing", spot, f"{shape.called} has no alternative text")
    elif shape.kind == "table":
        yield issue("alt-table", spot, f"{shape.called} has no alternative text")
    elif _wants_text(shape):
        message = f"{shape.called} has no text and no alternative text, and is not marked as decorative"
        yield issue("alt-shape", spot, message)


def _table(slide: Slide, shape: Shape) -> Iterator[Issue]:
    table = shape.element.find(f".//{A_}tbl")
    if table is None:
        return
    spot, rows = slide.at(shape.name), table.findall(f"{A_}tr")
    properties = table.find(f"{A_}tblPr")
    marked = properties is not None and properties.get("firstRow") in ("1", "true", "on")
    if not marked:
        yield issue("table-header", spot, f"{shape.called} has no header row")
    merged = [
        one
        for one in table.iter(f"{A_}tc")
        if int(one.get("gridSpan", "1")) > 1 or int(one.get("rowSpan", "1")) > 1
    ]
    if merged:
        count = f"{len(merged)} cell{'' if len(merged) == 1 else 's'}"
        yield issue("table-merged", spot, f"{shape.called} has {count} across several columns or rows")
    if marked and rows:
        empty = [number for number in _nameless(rows) if number > 1]
        if empty:
            columns = f"column{'' if len(empty) == 1 else 's'} {', '.join(map(str, empty))}"
            message = f"the header of {shape.called} says nothing above {columns}"
            yield issue("table-header-empty", spot, message)


def _nameless(rows: list[Element]) -> Iterator[int]:
    """Yield the columns, from 1, that the header says nothing above; one with spanning cells has two rows."""
    spanned = any(int(one.get("gridSpan", "1")) > 1 for one in rows[0].iter(f"{A_}tc"))
    head = [one.findall(f"{A_}tc") for one in rows[: 2 if spanned else 1]]
    for number, cells in enumerate(zip(*head, strict=False), 1):
        covered = any(one.get(mark) in ("1", "true") for one in cells for mark in ("hMerge", "vMerge"))
        said = any(text_of(one).strip() for cell in cells for one in cell.iter(f"{A_}p"))
        if not covered and not said:
            yield number


def _recording(slide: Slide, shape: Shape) -> Iterator[Issue]:
    spot = slide.at(shape.name)
    if shape.kind == "audio":
        if not _has_track(shape):
            yield issue("transcript", spot, f"{shape.called} has no captions; its words may be nowhere else")
    elif not _has_track(shape):
        yield issue("captions-missing", spot, f"{shape.called} has no captions")
    properties = shape.properties
    if properties is not None and _starts_by_itself(slide.root, properties.get("id", "")):
        yield issue("media-autoplay", spot, f"{shape.called} begins to play by itself")


def _has_track(shape: Shape) -> bool:
    return any(etree_name(one) == "track" for one in shape.element.iter())


def etree_name(element: Element) -> str:
    """Return the local name of an element, empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _starts_by_itself(root: Element, shape: str) -> bool:
    """Tell whether a recording is started by the slide and not by a click."""
    for command in root.iter(f"{P_}cmd"):
        target = command.find(f".//{P_}spTgt")
        if not command.get("cmd", "").startswith("play") or target is None or target.get("spid") != shape:
            continue
        for parent in command.iterancestors(f"{P_}cTn"):
            if parent.get("nodeType"):
                return parent.get("nodeType") in ("afterEffect", "withEffect")
    return False


def _moves(slide: Slide, shape: Shape) -> bool:
    """Tell whether a picture is a GIF of several frames."""
    blip = shape.element.find(f".//{A_}blip")
    way = slide.package.ways(slide.part).get(blip.get(f"{R_}embed", "")) if blip is not None else None
    if way is None or way.external or not way.target.lower().endswith(".gif"):
        return False
    data = slide.package.files.get(way.target, b"")
    if not data or len(data) > _MOST_GIF:
        return False
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return bool(getattr(picture, "is_animated", False))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def _motion(slide: Slide) -> Iterator[Issue]:
    """Yield what goes on by itself: the next slide, and animations without an end."""
    for one in slide.root.iter(f"{P_}transition"):
        if one.get("advTm") is not None:
            seconds = int(one.get("advTm", "0")) / 1000
            yield issue("advance-timed", slide.at(), f"the next slide comes by itself after {seconds:g} s")
            break
    for timing in slide.root.iter(f"{P_}timing"):
        played = {f"{P_}cMediaNode"}
        endless = [
            one
            for one in timing.iter(f"{P_}cTn")
            if one.get("repeatCount") == "indefinite"
            and not any(parent.tag in played for parent in one.iterancestors())
        ]
        if endless:
            yield issue("motion-repeats", slide.at(), "an animation repeats without an end")
        break


def sections_of(presentation: Element) -> tuple[str, ...]:
    """Return the names of a deck's sections."""
    return tuple(one.get("name", "") for one in presentation.iter(f"{{{P14}}}section"))


def empty_placeholders(slide: Slide) -> Iterator[Issue]:
    """Yield the placeholders that nothing was put into; a title is reported by itself."""
    for shape in slide.shapes:
        if shape.slot is None or shape.slot[0] in {*TITLES, "ftr", "dt", "sldNum", "hdr"} or shape.hidden:
            continue
        if shape.kind == "text" and not shape.text and not shape.alt:
            yield issue("placeholder-empty", slide.at(shape.name), f'the placeholder "{shape.name}" is empty')
