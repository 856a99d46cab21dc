"""Formulas → Office's own markup in PowerPoint's form, with what other programs show in its place.

PowerPoint takes a shape that holds formulas in two forms: one for programs that know them, one for all
others. Such a shape is written twice, and `alternatives` has programs choose. What others are shown is a
picture where the formula stands alone (`shapes/formula_picture.py`), else the line that it reads as.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckgen.deck.model import Formula
from deckgen.layout.pages import Box, paragraphs_of
from deckgen.structs import replace
from deckgen.writers.pptx.run_properties import Faces, RunProperties
from deckgen.writers.pptx.xml import A

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

_SIGNS = frozenset(
    {"acc", "bar", "borderBox", "box", "d", "eqArr", "f", "func", "groupChr", "limLow", "limUpp", "m"}
    | {"nary", "phant", "rad", "sPre", "sSub", "sSubSup", "sSup"}
)
"""The elements whose signs (bars, brackets, roots) have a look of their own."""


def alternatives(shape: str, other: str) -> str:
    """Return a shape that holds formulas in both its forms, for programs to choose from."""
    return (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:{_PREFIX}="{_A14}" Requires="{_PREFIX}">'
        f"{shape}</mc:Choice><mc:Fallback>{other}</mc:Fallback></mc:AlternateContent>"
    )


def holds_formulas(box: Box) -> bool:
    """Tell whether any text of a box holds a formula."""
    return any(run.formula for paragraph in paragraphs_of(box) for run in paragraph.runs)


def office_math(formula: Formula, properties: RunProperties) -> str:
    """Return a formula as Office sets it; each of its parts names its look and the face of formulas."""
    from xml.etree import ElementTree

    look = replace(properties, faces=Faces(FACE, FACE, FACE))
    root = ElementTree.fromstring(formula.omml)
    for one in list(root.iter()):
        name = one.tag.rpartition("}")[2]
        if name == "r":
            _look(one, look)
        elif name in _SIGNS:
            _control(one, name, look)
    ElementTree.register_namespace("m", _M)
    ElementTree.register_namespace("a", A)
    written = ElementTree.tostring(root, encoding="unicode")
    if formula.display:
        settings = '<m:oMathParaPr><m:jc m:val="left"/></m:oMathParaPr>'
        written = f'<m:oMathPara xmlns:m="{_M}">{settings}{written}</m:oMathPara>'
    return f"<{_PREFIX}:m>{written}</{_PREFIX}:m>"


def _look(run: ElementTree.Element, look: RunProperties) -> None:
    kind = run.find(f"{{{_M}}}rPr")
    styles = [] if kind is None else [one.get(f"{{{_M}}}val") for one in kind.iter(f"{{{_M}}}sty")]
    plain = kind is not None and kind.find(f"{{{_M}}}nor") is not None
    upright = plain or "p" in styles or "b" in styles
    bold = "b" in styles or "bi" in styles
    run.insert(0 if kind is None else 1, _properties(replace(look, bold=bold, italic=not upright)))


def _control(part: ElementTree.Element, name: str, look: RunProperties) -> None:
    """Give a part's own signs their look, after all else in its properties."""
    from xml.etree import ElementTree

    tag = f"{{{_M}}}{name}Pr"
    settings = part.find(tag)
    if settings is None:
        settings = ElementTree.Element(tag)
        part.insert(0, settings)
    for old in settings.findall(f"{{{_M}}}ctrlPr"):
        settings.remove(old)
    control = ElementTree.SubElement(settings, f"{{{_M}}}ctrlPr")
    control.append(_properties(replace(look, italic=True)))


def _properties(look: RunProperties) -> ElementTree.Element:
    from xml.etree import ElementTree

    return ElementTree.fromstring(look.xml(declared=True))
