"""The pictures and recordings of a slideshow: marks in its text, that become Base64 when the file is written.

A text with a film in it would be copied by everything that puts texts together; a mark is as long as a word.
"""

from __future__ import annotations

import re

from deckgen.structs import Struct, field
from deckgen.structs.pieces import Content, Encoded, Piece, Pieces, key_of

_MARK = re.compile("\0([0-9a-f]{32})\0")
"""How a mark is written: with the one character that no text holds."""


class Embedded(Struct):
    """What is to be embedded, by the hash that its mark holds."""

    contents: dict[str, Content] = field(default_factory=dict)

    def mark(self, content: Content) -> str:
        """Return what stands for content in a text."""
        key = key_of(content).hex()
        self.contents.setdefault(key, content)
        return f"\0{key}\0"

    def filled(self, text: str) -> Pieces:
        """Return a text as bytes, with Base64 in place of its marks."""
        pieces: list[Piece] = []
        end = 0
        for found in _MARK.finditer(text):
            if (content := self.contents.get(found[1])) is not None:
                pieces += (text[end : found.start()].encode(), Encoded(content))
                end = found.end()
        return Pieces((*pieces, text[end:].encode()))
