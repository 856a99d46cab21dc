"""Merged lines → a text body's paragraphs: characters that stay keep their look, new ones take one near."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence

from lxml import etree

from deckgen.regenerate.merging.text import MergedLine, Said
from deckgen.regenerate.reading.inherit import Element
from deckgen.regenerate.reading.read import run_text
from deckgen.regenerate.reading.snapshot import PLAIN, Line, Lines, Stress
from deckgen.structs import Struct
from deckgen.structs.matching import blocks
from deckgen.structs.patterns import pattern
from deckgen.writers.pptx.xml import A, R

_A, _R = f"{{{A}}}", f"{{{R}}}"
_TOKEN = pattern(r"\w+|\s+|[^\w\s]")
_RUNS = ("r", "br", "fld")
_RAISED = {1: "30000", -1: "-25000", 0: None}

Linker = Callable[[str], tuple[str, str | None] | None]
"""An address, or `#page` → the id of a relation to it and its action; None where it leads nowhere."""


class Char(Struct, frozen=True):
    """One character of a paragraph: the run that it is in, and what sets it apart."""

    text: str
    run: Element | None
    stress: Stress


def write_lines(
    body: Element, lines: Sequence[MergedLine], hand: Lines, outline: Sequence[Element], linker: Linker
) -> dict[int, int]:
    """Put merged lines in a text body; return where each of its paragraphs has gone.

    `outline` are the paragraphs that new ones are copied from where the body has none like them, their
    relations already those of this slide.
    """
    present = body.findall(f"{_A}p")
    rest = present[len(hand) :]
    found: list[Element] = []
    gone: dict[int, int] = {}
    for place, line in enumerate(lines):
        if line.hand is not None:
            paragraph = present[line.hand]
            gone[line.hand] = place
            if line.said is not None:
                _level(paragraph, line.level)
                rewrite(paragraph, hand[line.hand], line.said, linker)
        else:
            paragraph = _new(line, _nearest(lines, place, hand), present, outline)
            rewrite(paragraph, None, line.said or (), linker)
        found.append(paragraph)
    _arrange(body, present, (*found, *rest))
    if body.find(f"{_A}p") is None:
        body.append(_emptied(present[0]) if present else etree.SubElement(body, f"{_A}p"))
    return gone


def _arrange(body: Element, present: Sequence[Element], wanted: Sequence[Element]) -> None:
    """Have a text body hold these paragraphs in this order; those that stay in their place are not moved.

    To move one takes as long as to read it: the names of all that is in it are looked up.
    """
    staying = {id(one) for one in wanted}
    for one in present:
        if id(one) not in staying:
            body.remove(one)
    last: Element | None = None
    for one in wanted:
        following = body.find(f"{_A}p") if last is None else last.getnext()
        if one is not following:
            if last is not None:
                last.addnext(one)
            elif following is not None:
                following.addprevious(one)
            else:
                body.append(one)
        last = one


def cut_paragraph(paragraph: Element, start: int, stop: int) -> Element:
    """Return a copy of a paragraph with its characters from `start` to before `stop` only."""
    found = copy.deepcopy(paragraph)
    at = 0
    for run in list(found):
        tag = etree.QName(run).localname if isinstance(run.tag, str) else ""
        if tag not in _RUNS:
            continue
        text = run_text(run, tag)
        first, last = max(start - at, 0), min(stop - at, len(text))
        at += len(text)
        if first >= last:
            found.remove(run)
        elif (first, last) != (0, len(text)) and (held := run.find(f"{_A}t")) is not None:
            held.text = text[first:last]
    return found


def joined_paragraphs(parts: Sequence[Element], glues: Sequence[str]) -> Element:
    """Return paragraphs as one, like the first of them; `glues` is what is before each but the first."""
    first = parts[0]
    for part, glue in zip(parts[1:], glues[1:], strict=True):
        runs = [one for one in first if etree.QName(one).localname in _RUNS]
        more = [one for one in part if etree.QName(one).localname in _RUNS]
        held = runs[-1].find(f"{_A}t") if runs else None
        if held is not None and more:
            held.text = (held.text or "") + glue
        for one in reversed(more):
            if runs:
                runs[-1].addnext(one)
            else:
                first.insert(1 if first.find(f"{_A}pPr") is not None else 0, one)
    return first


def _emptied(paragraph: Element) -> Element:
    found = copy.deepcopy(paragraph)
    for one in list(found):
        if etree.QName(one).localname in _RUNS:
            found.remove(one)
    return found


def _nearest(lines: Sequence[MergedLine], place: int, hand: Lines) -> int | None:
    """Return which of the hand's paragraphs is nearest to a line and of its level, None where none is."""
    near = (
        (abs(at - place), one.hand)
        for at, one in enumerate(lines)
        if one.hand is not None and hand[one.hand].level == lines[place].level
    )
    return min(near, default=(0, None))[1]


def _new(
    line: MergedLine, like: int | None, present: Sequence[Element], outline: Sequence[Element]
) -> Element:
    """Return a new paragraph that looks like one of its level, else like the outline's own."""
    if like is not None:
        return copy.deepcopy(present[like])
    if line.outline is not None and line.outline < len(outline):
        return copy.deepcopy(outline[line.outline])
    return copy.deepcopy(present[0]) if present else etree.Element(f"{_A}p")


def _level(paragraph: Element, level: int) -> None:
    properties = paragraph.find(f"{_A}pPr")
    if properties is None:
        if not level:
            return
        properties = etree.Element(f"{_A}pPr")
        paragraph.insert(0, properties)
    if int(properties.get("lvl", "0")) == level:
        return
    for name in ("lvl", "marL", "indent"):
        _without(properties, name)
    if level:
        properties.set("lvl", str(level))


def rewrite(paragraph: Element, before: Line | None, wanted: Said, linker: Linker) -> None:
    """Have a paragraph say something else; `before` is what it says, None where it is only a pattern."""
    old = _chars(paragraph, before)
    new = [(char, stress) for text, stress in wanted for char in text]
    runs = [one for one in paragraph if etree.QName(one).localname in _RUNS]
    at = paragraph.index(runs[0]) if runs else 1 if paragraph.find(f"{_A}pPr") is not None else 0
    made = _made(new, _sources(old, new, kept=before is not None), linker)
    for one in runs:
        paragraph.remove(one)
    paragraph[at:at] = made


def _made(new: Sequence[tuple[str, Stress]], sources: Sequence[Char | None], linker: Linker) -> list[Element]:
    """Return the runs of new characters, those of one look and one stress together."""
    made: list[Element] = []
    last: tuple[Element | None, Stress] | None = None
    for (char, stress), source in zip(new, sources, strict=True):
        key = (source.run if source else None, stress)
        if char == "\v":
            made.append(_break(source, stress, linker))
            last = None
        elif last is not None and last[0] is key[0] and last[1] == stress:
            text = made[-1].find(f"{_A}t")
            assert text is not None
            text.text = (text.text or "") + char
        else:
            made.append(_run(char, source, stress, linker))
            last = key
    return made


def _chars(paragraph: Element, before: Line | None) -> list[Char]:
    stresses = [one.stress for one in before.stretches for _ in one.text] if before else []
    found: list[Char] = []
    for run in paragraph:
        tag = etree.QName(run).localname if isinstance(run.tag, str) else ""
        if tag in _RUNS:
            for char in run_text(run, tag):
                stress = stresses[len(found)] if len(found) < len(stresses) else PLAIN
                found.append(Char(char, run, stress))
    return found


def _sources(old: Sequence[Char], new: Sequence[tuple[str, Stress]], *, kept: bool) -> list[Char | None]:
    """Return for each new character the old one that it is, or else the one whose look it takes."""
    if not old:
        return [None] * len(new)
    if not kept:
        return [old[0]] * len(new)
    first, second = (
        _words("".join(one[0] if isinstance(one, tuple) else one.text for one in part)) for part in (old, new)
    )
    found: list[Char | None] = [None] * len(new)
    here, there = _starts(first), _starts(second)
    for one in blocks(first, second):
        for offset in range(here[one.a + one.size] - here[one.a]):
            found[there[one.b] + offset] = old[here[one.a] + offset]
    plain: Char | None = None
    for place, source in enumerate(found):
        if source is None:
            found[place] = plain
        plain = found[place] or plain
    after: Char | None = None
    for place in range(len(found) - 1, -1, -1):
        found[place] = found[place] or after
        after = found[place]
    return [one or old[0] for one in found]


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _starts(words: Sequence[str]) -> list[int]:
    found = [0]
    for one in words:
        found.append(found[-1] + len(one))
    return found


def _run(text: str, source: Char | None, stress: Stress, linker: Linker) -> Element:
    run = etree.Element(f"{_A}r")
    run.append(_properties(source, stress, linker))
    etree.SubElement(run, f"{_A}t").text = text
    return run


def _break(source: Char | None, stress: Stress, linker: Linker) -> Element:
    found = etree.Element(f"{_A}br")
    found.append(_properties(source, stress, linker))
    return found


def _properties(source: Char | None, stress: Stress, linker: Linker) -> Element:
    """Return the look of a run: its source's, with what sets it apart."""
    own = source.run.find(f"{_A}rPr") if source is not None and source.run is not None else None
    found = copy.deepcopy(own) if own is not None else etree.Element(f"{_A}rPr")
    for name in ("dirty", "err", "smtClean"):
        _without(found, name)
    before = source.stress if source is not None else PLAIN
    if stress == before:
        return found
    if stress.bold != before.bold:
        found.set("b", str(int(stress.bold)))
    if stress.italic != before.italic:
        found.set("i", str(int(stress.italic)))
    if stress.underline != before.underline:
        found.set("u", "sng" if stress.underline else "none")
    if stress.baseline != before.baseline:
        _without(found, "baseline")
        if raised := _RAISED[stress.baseline]:
            found.set("baseline", raised)
    if stress.link != before.link:
        _link(found, stress.link, linker)
    return found


def _without(element: Element, name: str) -> None:
    """Take an attribute away where it is there."""
    if name in element.attrib:
        del element.attrib[name]


def _link(properties: Element, link: str, linker: Linker) -> None:
    for one in properties.findall(f"{_A}hlinkClick"):
        properties.remove(one)
    fill = properties.find(f"{_A}solidFill")
    if fill is not None and fill.find(f"{_A}schemeClr[@val='hlink']") is not None:
        properties.remove(fill)
    way = linker(link) if link else None
    if way is None:
        return
    click = etree.Element(f"{_A}hlinkClick", {f"{_R}id": way[0]})
    if way[1]:
        click.set("action", way[1])
    later = [one for one in properties if etree.QName(one).localname in ("hlinkMouseOver", "rtl", "extLst")]
    if later:
        later[0].addprevious(click)
    else:
        properties.append(click)
