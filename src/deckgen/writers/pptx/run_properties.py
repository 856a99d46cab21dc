"""How characters look, as a value, and the same as DrawingML's run properties.

Everything that writes `a:rPr`, `a:endParaRPr` or `a:defRPr` builds a `RunProperties` and has it written once,
in the schema's order (CT_TextCharacterProperties, ISO/IEC 29500-1 §21.1.2.3). What is None or empty is
inherited.
"""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.structs import Struct
from deckgen.writers.pptx.xml import AHYP, A, element

_OWN_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}">'
    f'<ahyp:hlinkClr xmlns:ahyp="{AHYP}" val="tx"/></a:ext></a:extLst>'
)
"""Lets a link keep the text's colour: the theme's link colour is meant for the plain ground."""


class Faces(Struct, frozen=True):
    """The faces of Latin, East Asian and complex scripts; None: inherited."""

    latin: str
    east_asian: str | None
    complex_scripts: str

    @property
    def xml(self) -> str:
        """The elements that name them."""
        named = (("latin", self.latin), ("ea", self.east_asian), ("cs", self.complex_scripts))
        return "".join(element(f"a:{script}", {"typeface": face}) for script, face in named if face)


class Hyperlink(Struct, frozen=True):
    """What a click leads to: the id of a relation, and what is done with it where it is no address.

    `own_colour` says that the text keeps its colour.
    """

    relation: str
    action: str | None = None
    own_colour: bool = False

    @property
    def xml(self) -> str:
        """The element that says so."""
        named = {"r:id": self.relation, "action": self.action}
        return element("a:hlinkClick", named, _OWN_COLOUR if self.own_colour else "")


class RunProperties(Struct, frozen=True):
    """How characters look.

    `size` and `tracking` are in hundredths of a point, `baseline` is in thousandths of a per cent of the
    size. `kerning` is the size, in hundredths of a point, from which pairs of letters are kerned. `fill` and
    `highlight` are elements of colours. `language` is a BCP 47 tag.
    """

    language: str | None = None
    size: int | None = None
    bold: bool | None = None
    kerning: int | None = None
    tracking: int | None = None
    italic: bool | None = None
    underline: bool | None = None
    struck: bool | None = None
    baseline: int | None = None
    unproofed: bool | None = None
    """Whether spelling is not checked: program text."""
    fill: str | None = None
    highlight: str | None = None
    faces: Faces | None = None
    link: Hyperlink | None = None

    def xml(self, name: str = "a:rPr", *, declared: bool = False) -> str:
        """Return the element of that name; `declared` has it name its namespace, to be read by itself."""
        declaration = {"xmlns:a": A} if declared else {}
        return element(name, {**declaration, **self._attributes()}, self._children())

    def _attributes(self) -> Mapping[str, str | int | None]:
        return {
            "lang": self.language,
            "sz": self.size,
            "b": self.bold,
            "i": self.italic,
            "u": None if self.underline is None else "sng" if self.underline else "none",
            "strike": None if self.struck is None else "sngStrike" if self.struck else "noStrike",
            "kern": self.kerning,
            "spc": self.tracking,
            "baseline": self.baseline,
            "noProof": self.unproofed,
        }

    def _children(self) -> str:
        return "".join(
            (
                f"<a:solidFill>{self.fill}</a:solidFill>" if self.fill else "",
                f"<a:highlight>{self.highlight}</a:highlight>" if self.highlight else "",
                self.faces.xml if self.faces else "",
                self.link.xml if self.link else "",
            )
        )
