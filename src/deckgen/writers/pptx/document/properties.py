"""What a deck says of itself → the document properties: title, authors, language, generation, counts."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.layout.pages import Pages
from deckgen.writers.pptx.package import CORE_PROPERTIES, Part
from deckgen.writers.pptx.xml import allowed, attribute, document, text

APPLICATION_PROPERTIES = "docProps/app.xml"

_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def core_properties(pages: Pages, generation: str) -> Part:
    """Return the core properties. `generation` is the fingerprint of all other files of the package.

    They hold no time: the same outline makes the same bytes whenever it is built.
    """
    names = {"dc:identifier": f"deckgen:{pages.deck_id}:{generation}", "dc:language": pages.language}
    data = core_document({**told_properties(pages), **names})
    return Part(CORE_PROPERTIES, "application/vnd.openxmlformats-package.core-properties+xml", data)


def core_document(properties: Mapping[str, str]) -> bytes:
    """Return the part of the core properties with these elements."""
    told = "".join(f"<{name}>{text(value)}</{name}>" for name, value in properties.items())
    return document(f"<cp:coreProperties {_CORE}>{told}</cp:coreProperties>")


def told_properties(pages: Pages) -> dict[str, str]:
    """Return what people see of the core properties, and may change: by the names of their elements."""
    named = [one.name for one in pages.sections if one.number is not None]
    return {
        "dc:title": allowed(pages.name),
        "dc:creator": allowed("; ".join(pages.authors)),
        "cp:keywords": allowed("; ".join(named)),
    }


def application_properties(pages: Pages) -> Part:
    """Return the properties that name the writing program and count the slides."""
    hidden = sum(page.hidden for page in pages.pages)
    data = document(
        f'<Properties xmlns="{attribute(_EXTENDED)}"><Application>deckgen</Application>'
        f"<PresentationFormat>Widescreen</PresentationFormat><Slides>{len(pages.pages)}</Slides>"
        f"<Notes>{len(pages.pages)}</Notes><HiddenSlides>{hidden}</HiddenSlides></Properties>"
    )
    kind = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    return Part(APPLICATION_PROPERTIES, kind, data)
