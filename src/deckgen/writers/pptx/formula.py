"""Formulas → Office's own markup in PowerPoint's form, with what other programs show in its place.

PowerPoint takes a shape that holds formulas in two forms: one for programs that know them, one for all
others. Text is written once with both forms of each formula in it, marked; `alternatives` parts them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckgen.deck.model import Formula
from deckgen.writers.pptx.xml import A, element

if TYPE_CHECKING:
    from xml.etree import ElementTree

FACE = "Cambria Math"
"""The face in which Office sets formulas."""

_A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"

_PREFIX = "math"
"""Stands for the namespace of PowerPoint 2010. LibreOffice 7 believes that it knows whatever calls itself
`a14`, then shows nothing; called otherwise, it takes the other form."""

_ONE, _OTHER, _END = "\x01", "\x02", "\x03"
"""Characters that no XML holds: they mark the two forms of a formula."""

_FORMS = re.compile(f"{_ONE}([^{_ONE}{_OTHER}{_END}]*){_OTHER}([^{_ONE}{_OTHER}{_END}]*){_END}")

_SIGNS = frozenset(
    {"acc", "bar", "borderBox", "box", "d", "eqArr", "f", "func", "groupChr", "limLow", "limUpp", "m"}
    | {"nary", "phant", "rad", "sPre", "sSub", "sSubSup", "sSup"}
)
"""The elements whose signs (bars, brackets, roots) have a look of their own."""


def both(formula: str, instead: str) -> str:
    """Return both forms of a formula, marked."""
    return f"{_ONE}{formula}{_OTHER}{instead}{_END}"


def first_of(text: str) -> str:
    """Return text with the first form of each formula only."""
    return _FORMS.sub(r"\1", text)


def alternatives(shape: str) -> str:
    """Return a shape as it is, or, where it holds formulas, in both forms for programs to choose from."""
    if _ONE not in shape:
        return shape
    other = _FORMS.sub(r"\2", shape)
    return (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:{_PREFIX}="{_A14}" Requires="{_PREFIX}">'
        f"{first_of(shape)}</mc:Choice><mc:Fallback>{other}</mc:Fallback>"
        "</mc:AlternateContent>"
    )


def office_math(formula: Formula, attributes: str, colour: str) -> str:
    """Return a formula as Office sets it; each of its parts names the attributes, the colour and the face."""
    from xml.etree import ElementTree

    root = ElementTree.fromstring(formula.omml)
    for one in list(root.iter()):
        name = one.tag.rpartition("}")[2]
        if name == "r":
            _look(one, attributes, colour)
        elif name in _SIGNS:
            _control(one, name, attributes, colour)
    ElementTree.register_namespace("m", _M)
    ElementTree.register_namespace("a", A)
    written = ElementTree.tostring(root, encoding="unicode")
    if formula.display:
        settings = '<m:oMathParaPr><m:jc m:val="left"/></m:oMathParaPr>'
        written = f'<m:oMathPara xmlns:m="{_M}">{settings}{written}</m:oMathPara>'
    return f"<{_PREFIX}:m>{written}</{_PREFIX}:m>"


def _look(run: ElementTree.Element, attributes: str, colour: str) -> None:
    kind = run.find(f"{{{_M}}}rPr")
    styles = [] if kind is None else [one.get(f"{{{_M}}}val") for one in kind.iter(f"{{{_M}}}sty")]
    plain = kind is not None and kind.find(f"{{{_M}}}nor") is not None
    upright = plain or "p" in styles or "b" in styles
    bold = "b" in styles or "bi" in styles
    own = f'{attributes} b="{int(bold)}" i="{int(not upright)}"'
    run.insert(0 if kind is None else 1, _properties(own, colour))


def _control(part: ElementTree.Element, name: str, attributes: str, colour: str) -> None:
    """Give a part's own signs their look, behind all else in its properties."""
    from xml.etree import ElementTree

    tag = f"{{{_M}}}{name}Pr"
    settings = part.find(tag)
    if settings is None:
        settings = ElementTree.Element(tag)
        part.insert(0, settings)
    for old in settings.findall(f"{{{_M}}}ctrlPr"):
        settings.remove(old)
    control = ElementTree.SubElement(settings, f"{{{_M}}}ctrlPr")
    control.append(_properties(f'{attributes} i="1"', colour))


def _properties(attributes: str, colour: str) -> ElementTree.Element:
    from xml.etree import ElementTree

    face = f'<a:latin typeface="{FACE}"/><a:ea typeface="{FACE}"/><a:cs typeface="{FACE}"/>'
    text = element("a:rPr", attributes, colour + face)
    return ElementTree.fromstring(text.replace("<a:rPr", f'<a:rPr xmlns:a="{A}"', 1))
