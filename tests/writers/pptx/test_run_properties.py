"""Run properties are written once, in the schema's order, from a value."""

from __future__ import annotations

from xml.etree import ElementTree

from deckgen.writers.pptx.run_properties import Faces, Hyperlink, RunProperties

_FULL = RunProperties(
    language="de",
    size=2400,
    bold=True,
    kerning=1200,
    tracking=-20,
    italic=False,
    underline=True,
    struck=False,
    baseline=30_000,
    unproofed=True,
    fill='<a:schemeClr val="tx1"/>',
    highlight='<a:srgbClr val="FFFF00"/>',
    faces=Faces("A & B", "C", "D"),
    link=Hyperlink("rId3", "ppaction://hlinksldjump", own_colour=True),
)


def test_children_come_in_the_schemas_order() -> None:
    """PowerPoint offers to repair a deck whose run properties are in another order than the schema's."""
    written = ElementTree.fromstring(f'<x xmlns:r="r">{_FULL.xml(declared=True)}</x>')[0]
    names = [child.tag.rpartition("}")[2] for child in written]
    assert names == ["solidFill", "highlight", "latin", "ea", "cs", "hlinkClick"]


def test_what_is_none_is_inherited() -> None:
    """A value without anything of its own writes nothing that would cut off the layout's look."""
    assert RunProperties().xml() == "<a:rPr/>"
    assert RunProperties(bold=False).xml("a:defRPr") == '<a:defRPr b="0"/>'


def test_values_are_escaped() -> None:
    """A face's name may hold characters that mean something in XML."""
    assert 'typeface="A &amp; B"' in _FULL.xml()
