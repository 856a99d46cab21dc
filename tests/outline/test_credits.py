"""Who made a picture, in fields → a line with links."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.diagnostics import Diagnostic
from deckgen.outline import model
from deckgen.outline.read import read_outline


def credit(typed: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the credit of a picture as typed, and what is said of it."""
    text = (
        "title: T\nsections:\n  a:\n    title: A\n    slides:\n      - title: One\n"
        f"        image: {{file: a.png, alt: A, credit: {typed}}}\n"
    )
    reading = read_outline(text.encode(), Path("talk.yaml"))
    outline, found = reading.outline, reading.diagnostics
    if outline is None:
        return "", found
    (image,) = outline.sections[0].slides[0].blocks
    assert isinstance(image, model.Image)
    return str(image.credit), found


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Ada Low", "Ada Low"),
        ("{by: Ada Low}", "Ada Low"),
        (
            '{by: Ada Low, title: A kettle, source: "https://example.org/k", licence: CC BY-SA 4.0}',
            "Ada Low, [*A kettle*](https://example.org/k), "
            "[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)",
        ),
        (
            '{by: Ada Low, source: "https://example.org/k", licence: public domain}',
            "[Ada Low](https://example.org/k), public domain",
        ),
        (
            '{title: A kettle, source: Kettle Museum, licence: "https://creativecommons.org/licenses/by/3.0/"}',
            "*A kettle*, Kettle Museum, [CC BY 3.0](https://creativecommons.org/licenses/by/3.0/)",
        ),
        ("{by: Ada Low, licence: CC0}", "Ada Low, [CC0](https://creativecommons.org/publicdomain/zero/1.0/)"),
        ("{by: Ada Low, licence: CC BY}", "Ada Low, CC BY"),
        ('{by: Ada Low, source: "javascript:alert(1)"}', "Ada Low, javascript:alert(1)"),
    ],
)
def test_fields_of_a_credit_are_one_line_with_links(typed: str, line: str) -> None:
    """Maker, title, source and licence stand in this order; addresses and known licences are links."""
    assert credit(typed) == (line, ())


def test_another_word_for_a_field_of_a_credit_is_taken_as_it() -> None:
    """The words that people use for a maker are known."""
    _, (found,) = credit("{photographer: Ada Low}")
    assert (found.message, found.hints) == (
        '"photographer" is read as "by"',
        ("write: by",),
    )
