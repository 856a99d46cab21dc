"""The text of a slide, run by run → faint colours, small sizes, links that say nothing, wrong languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from deckgen.check.access.grounds import Paint, Seen, grounds, level_of, seen, worst
from deckgen.check.access.rules import Issue, issue
from deckgen.check.access.slides import A_, R_, Element, Shape, Slide, languages_of, text_of
from deckgen.check.access.tables import Cell, cells_of
from deckgen.check.access.texts import ADDRESS, is_vague, plain, shown, wrong_script
from deckgen.structs import Struct, field

SMALLEST = 1200
"""Hundredths of a point below which text can hardly be read, on paper either."""

_MARK = re.compile(r"(?:[-•*·‣▪o]|–)\s+\S")
"""How a line of a list begins whose marks were typed."""

_CONTEXT = 3
"""Words in addition to an address by which a paragraph says where the address leads."""


class Unjudged(Struct):
    """What the contrast of could not be told, gathered over a deck: shapes by their slides."""

    places: dict[int, list[str]] = field(default_factory=dict)

    def add(self, slide: Slide, name: str) -> None:
        """Note a shape of a slide."""
        names = self.places.setdefault(slide.number, [])
        if name not in names:
            names.append(name)


def runs(slide: Slide, unjudged: Unjudged) -> Iterator[Issue]:
    """Yield what is wrong with the text on a slide; what cannot be judged is noted."""
    for shape in slide.shapes:
        if shape.hidden:
            continue
        yield from _links_of_shape(slide, shape)
        if shape.kind == "table":
            yield from _table(slide, shape, unjudged)
        if shape.paragraphs:
            yield from _text(slide, shape, unjudged)


def _text(slide: Slide, shape: Shape, unjudged: Unjudged) -> Iterator[Issue]:
    yield from _paragraphs(slide, shape, shape.paragraphs, shape.called)
    yield from _typed_list(slide, shape)
    if not _is_on(slide, shape):
        return
    behind = grounds(slide, shape)
    found = [
        (one, seen(slide, shape, paragraph, one))
        for paragraph in shape.paragraphs
        for one in _runs(paragraph)
    ]
    yield from _judged(
        slide, shape.name, shape.called, [(run, look, behind) for run, look in found], unjudged
    )


def _is_on(slide: Slide, shape: Shape) -> bool:
    """Tell whether any of a shape is on the slide; a title may be kept beside it."""
    box = shape.box
    if box is None or not slide.width:
        return True
    return box.left < slide.width and box.right > 0 and box.top < slide.height and box.bottom > 0


def _runs(paragraph: Element) -> Iterator[Element]:
    """Yield the runs and fields of a paragraph that say something."""
    for one in paragraph:
        if one.tag in (f"{A_}r", f"{A_}fld") and (one.findtext(f"{A_}t") or "").strip():
            yield one


def _judged(
    slide: Slide,
    name: str,
    called: str,
    found: list[tuple[Element, Seen, tuple[Paint, ...]]],
    unjudged: Unjudged,
) -> Iterator[Issue]:
    """Yield the faintest and the smallest of a shape's runs, each where it is too faint or too small."""
    faint: list[tuple[float, Element, Seen]] = []
    for run, look, behind in found:
        contrast = worst(look.colour, behind, look.least)
        if contrast is None:
            unjudged.add(slide, name)
        elif contrast < look.least:
            faint.append((contrast, run, look))
    if faint:
        contrast, run, look = min(faint, key=lambda one: one[0])
        said = shown(run.findtext(f"{A_}t") or "")
        figure = int(contrast * 100) / 100
        size = "large text" if look.large else "text"
        message = f'"{said}" in {called} has a contrast of {figure:g} : 1, {size} needs {look.least:g} : 1'
        yield issue("contrast", slide.at(name), message)
    small = min(found, key=lambda one: one[1].size, default=None)
    if small is not None and small[1].size < SMALLEST:
        said = shown(small[0].findtext(f"{A_}t") or "")
        yield issue(
            "text-small", slide.at(name), f'"{said}" in {called} is set in {small[1].size / 100:g} points'
        )


def _table(slide: Slide, shape: Shape, unjudged: Unjudged) -> Iterator[Issue]:
    found = []
    for cell in cells_of(slide, shape):
        yield from _paragraphs(slide, shape, cell.paragraphs, shape.called)
        found += [(run, look, cell.behind) for run, look in _cell_runs(cell)]
    yield from _judged(slide, shape.name, shape.called, found, unjudged)


def _cell_runs(cell: Cell) -> Iterator[tuple[Element, Seen]]:
    for paragraph in cell.paragraphs:
        for run in _runs(paragraph):
            yield run, cell.seen(paragraph, run)


def _paragraphs(slide: Slide, shape: Shape, paragraphs: tuple[Element, ...], called: str) -> Iterator[Issue]:
    for paragraph in paragraphs:
        yield from _links(slide, shape, paragraph)
        yield from _languages(slide, shape, paragraph, called)


def _links(slide: Slide, shape: Shape, paragraph: Element) -> Iterator[Issue]:
    """Yield what is wrong with the links of a paragraph; runs that lead to the same place are one link."""
    ways = slide.package.ways(slide.part)
    whole = text_of(paragraph)
    words: dict[str, str] = {}
    for run in _linked(paragraph):
        link = run.find(f"{A_}rPr/{A_}hlinkClick")
        key = (link.get(f"{R_}id", "") or link.get("action", "")) if link is not None else ""
        words[key] = words.get(key, "") + (run.findtext(f"{A_}t") or "")
    for key, text in words.items():
        spot = slide.at(shape.name)
        if key.startswith("rId") and key not in ways:
            yield issue("link-broken", spot, f'the link "{shown(text)}" leads nowhere')
        elif key in ways and not ways[key].external and ways[key].target not in slide.package.files:
            yield issue("link-broken", spot, f'the link "{shown(text)}" leads to a slide that is not there')
        elif not text.strip():
            yield issue("link-empty", spot, f"a link in {shape.called} has no words")
        elif is_vague(text):
            yield issue("link-vague", spot, f'the link "{shown(text)}" does not say where it leads')
        elif ADDRESS.fullmatch(text.strip()) and len(_words(whole.replace(text, " "))) < _CONTEXT:
            yield issue("link-address", spot, f'a link shows nothing but its address: "{shown(text)}"')


def _linked(paragraph: Element) -> Iterator[Element]:
    for one in paragraph:
        if one.tag in (f"{A_}r", f"{A_}fld") and one.find(f"{A_}rPr/{A_}hlinkClick") is not None:
            yield one


def _words(text: str) -> list[str]:
    return [one for one in text.split() if any(letter.isalpha() for letter in one)]


def _links_of_shape(slide: Slide, shape: Shape) -> Iterator[Issue]:
    """Yield a link on a shape that says nothing."""
    found = shape.properties
    link = found.find(f"{A_}hlinkClick") if found is not None else None
    if link is None or link.get("action", "").startswith("ppaction://media"):
        return
    key = link.get(f"{R_}id", "")
    if key and key not in slide.package.ways(slide.part):
        yield issue("link-broken", slide.at(shape.name), f"the link on {shape.called} leads nowhere")
    if not shape.text and not shape.alt and shape.kind in ("text", "line"):
        yield issue("link-empty", slide.at(shape.name), f"{shape.called} is a link without words")


def _languages(slide: Slide, shape: Shape, paragraph: Element, called: str) -> Iterator[Issue]:
    """Yield the first run without a language, and the first in letters that its language does not use."""
    spot, level = slide.at(shape.name), level_of(paragraph)
    for run in _runs(paragraph):
        text = run.findtext(f"{A_}t") or ""
        if not any(one.isalpha() for one in text):
            continue
        found: Mapping[str, str] = languages_of(slide, shape, run, level)
        if not found.get("lang"):
            yield issue("language-missing", spot, f'"{shown(text)}" in {called} has no language')
            return
        script = wrong_script(text, tuple(found.values()))
        if script:
            message = f'"{shown(text)}" in {called} is in {script} letters, and marked as {found["lang"]}'
            yield issue("language-script", spot, message)
            return


def _typed_list(slide: Slide, shape: Shape) -> Iterator[Issue]:
    """Yield a list whose marks were typed: two lines in a row, in paragraphs or broken within one."""
    lines = [text_of(one).strip() for one in shape.paragraphs]
    marks = [line[:1] if _MARK.match(line) else "" for line in lines]
    for number in range(1, len(lines)):
        if marks[number] and marks[number] == marks[number - 1]:
            message = f'a list in {shape.called} has typed marks: "{shown(lines[number])}"'
            yield issue("list-typed", slide.at(shape.name), message)
            return


def repeated_links(slides: tuple[Slide, ...]) -> Iterator[Issue]:
    """Yield links of a deck that say the same and lead to different addresses."""
    leads: dict[str, str] = {}
    for slide in slides:
        ways = slide.package.ways(slide.part)
        for shape in slide.shapes:
            for run in shape.element.iter(f"{A_}r"):
                link = run.find(f"{A_}rPr/{A_}hlinkClick")
                way = ways.get(link.get(f"{R_}id", "")) if link is not None else None
                text = plain(run.findtext(f"{A_}t") or "")
                if way is None or not way.external or not text or is_vague(text):
                    continue
                if leads.setdefault(text, way.target) != way.target:
                    said = shown(run.findtext(f"{A_}t") or "")
                    message = f'the link "{said}" leads to another address than one of the same words before'
                    yield issue("link-vague", slide.at(shape.name), message)
                    leads[text] = way.target
