"""Lasting names → the names and ids by which a slide or shape is found again after PowerPoint had the file.

All are computed from the deck's, the slide's and the box's own names, so that the same thing keeps its
id from one build to the next.
"""

from __future__ import annotations

import hashlib
import uuid

from deckgen.writers.pptx.xml import A16, attribute

_DECKGEN = uuid.uuid5(uuid.NAMESPACE_URL, "tag:deckgen,2026:pptx")


def guid(*names: str) -> str:
    """Return the GUID of a thing from its names, outermost first, as Office writes it."""
    return f"{{{str(uuid.uuid5(_DECKGEN, '/'.join(names))).upper()}}}"


def number(*names: str) -> int:
    """Return a number from 1 to 2³²-1 from a thing's names, outermost first."""
    digest = hashlib.blake2b("/".join(names).encode("utf-8", "replace"), digest_size=4).digest()
    return int.from_bytes(digest) or 1


def shape_name(page_id: str, key: str) -> str:
    """Return the name of a shape of deckgen's, which tells it from those made by hand."""
    return f"dg:{page_id}/{key}"


def creation_extension(*names: str) -> str:
    """Return the extension that gives a shape its lasting creation id, for the shape's extension list."""
    return (
        '<a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}">'
        f'<a16:creationId xmlns:a16="{A16}" id="{attribute(guid(*names))}"/></a:ext>'
    )
