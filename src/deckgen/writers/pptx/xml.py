"""Text and numbers → pieces of XML: escaping and the namespaces of PresentationML, nothing else.

The parts of a deck are regular enough to be written as text, which is also what makes their bytes the
same on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.structs.patterns import pattern

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
A16 = "http://schemas.microsoft.com/office/drawing/2014/main"
ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"
AHYP = "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"

NAMESPACES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
"""What every PresentationML part declares on its root."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_FORBIDDEN = pattern("[\x00-\x08\x0b-\x1f]|[\ud800-\udfff]|[\ufffe\uffff]")
"""What XML 1.0 cannot hold (§2.2), and carriage returns, which a parser would turn into line feeds.

It names what is left out: a class of all that is kept takes 5 ms to compile.
"""


def document(body: str) -> bytes:
    """Return a part's bytes from the text of its root element."""
    return (_DECLARATION + body).encode("utf-8")


def allowed(value: str) -> str:
    """Return characters without those that XML cannot hold."""
    return value if value.isprintable() else _FORBIDDEN.sub("", value)


def text(value: str) -> str:
    """Return characters as element content; those that XML cannot hold are left out."""
    return allowed(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> str:
    """Return characters as an attribute's value, for use between double quotes."""
    return text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def element(name: str, attributes: Mapping[str, str | int | None], children: str = "") -> str:
    """Return an element. Attributes that are None are left out; True and False are written as 1 and 0."""
    written = "".join(f' {key}="{_value(one)}"' for key, one in attributes.items() if one is not None)
    return f"<{name}{written}>{children}</{name}>" if children else f"<{name}{written}/>"


def _value(value: str | int) -> str:
    return attribute(value) if isinstance(value, str) else str(int(value))
