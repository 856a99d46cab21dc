"""A deck's sections → the named sections of PowerPoint's slide list."""

from __future__ import annotations

import itertools

from deckgen.layout.pages import Pages
from deckgen.writers.pptx.identity import guid
from deckgen.writers.pptx.xml import P14, attribute


def sections(pages: Pages, first_id: int) -> str:
    """Return the sections with the ids of their slides, which count on from `first_id`; none: nothing."""
    rows = []
    stretches = itertools.groupby(enumerate(pages.pages), lambda numbered: numbered[1].section)
    for place, (index, members) in enumerate(stretches):
        ids = "".join(f'<p14:sldId id="{first_id + number}"/>' for number, _ in members)
        section = pages.sections[index]
        stable = guid(pages.deck_id, "section", str(place), section.key)
        rows.append(
            f'<p14:section name="{attribute(section.name)}" id="{stable}">'
            f"<p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>"
        )
    if not rows:
        return ""
    return (
        '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
        f'<p14:sectionLst xmlns:p14="{P14}">{"".join(rows)}</p14:sectionLst></p:ext>'
    )
