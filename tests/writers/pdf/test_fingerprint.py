"""The bytes of a PDF: what is taken out of them, and whether somebody has changed them since."""

from __future__ import annotations

import pytest

from deckgen.writers.generation import Generation
from deckgen.writers.pdf import generation_of
from deckgen.writers.pdf.fingerprint import with_fingerprint

PRINTED = (
    b"%PDF-1.4\n1 0 obj\n<</Title (A \\(short\\) talk)\n/Creator (Mozilla/5.0 \\(X11; Linux\\) Chrome/1)\n"
    b"/Producer (Skia/PDF m1)\n"
    b"/CreationDate (D:20261124000828+00'00')\n/ModDate (D:20261124000828+00'00')>>\n"
    b"endobj\nstartxref\n9\n%%EOF\n"
)


def test_nothing_tells_when_it_was_made() -> None:
    """Two prints of different days are one file, and no byte of what they share has moved."""
    later = PRINTED.replace(b"20261124000828", b"20270101120000")
    assert with_fingerprint(PRINTED) == with_fingerprint(later)
    assert with_fingerprint(PRINTED).index(b"endobj") == PRINTED.index(b"endobj")
    assert b"/Title (A \\(short\\) talk)" in with_fingerprint(PRINTED)
    assert b"Mozilla" not in with_fingerprint(PRINTED)


def test_a_file_knows_itself() -> None:
    """A PDF as written is told from one with a letter changed, one added to, and one written anew."""
    data = with_fingerprint(PRINTED)
    assert generation_of(data) is Generation.AS_WRITTEN
    assert generation_of(data.replace(b"short", b"Short")) is Generation.CHANGED
    assert generation_of(data + b"2 0 obj\n<</Type /Annot>>\nendobj\n%%EOF\n") is Generation.CHANGED
    assert generation_of(data[:-40] + b"\n") is Generation.FOREIGN


@pytest.mark.parametrize("data", [b"", PRINTED, b"%PDF-", b"\x00\xff", b"%deckgen-generation 1\n"])
def test_a_foreign_file_is_foreign(data: bytes) -> None:
    """Whatever the bytes are, the answer is an answer."""
    assert generation_of(data) is Generation.FOREIGN
