"""Drawings that would take all time or memory, or end the process that draws them, cost one message."""

from __future__ import annotations

import subprocess
import sys
import zlib

import pytest

from deckgen.deck.media import draw
from deckgen.deck.media.svg import Flaw, drawn, read_drawing

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300" viewBox="0 0 400 300">'
RECT = '<rect width="400" height="300" filter="url(#f)"/>'
COSTLY = {
    "octaves": '<filter id="f"><feTurbulence numOctaves="1000000" baseFrequency="1"/></filter>' + RECT,
    "floods": '<filter id="f">' + "<feFlood/>" * 3_000 + "</filter>" + RECT,
}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts no seconds of the processor")
@pytest.mark.parametrize("name", COSTLY)
def test_a_drawing_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A filter of a million octaves or three thousand layers is drawn by nobody, and deckgen goes on."""
    assert draw.drawn_apart((HEAD + COSTLY[name] + "</svg>").encode(), 2_000, 1_500) is None


def test_a_drawing_is_drawn_apart() -> None:
    """What is well is drawn as before, and the process that draws imports nothing of deckgen."""
    assert (drawn(f"{HEAD}{RECT}</svg>".encode(), 40, 30) or b"").startswith(b"\x89PNG")
    program = f"import runpy, sys; sys.argv[1:] = ['4', '3']; runpy.run_path({draw.__file__!r}); " + (
        "sys.exit(any(one.startswith('deckgen') for one in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_what_is_no_drawing_is_none() -> None:
    """A renderer that fails answers nothing."""
    assert draw.drawn_apart(b"<svg", 10, 10) is None


@pytest.mark.parametrize(
    "style",
    [
        "rect { fill: image-set('http://a.example/b' 1x) }",
        "<g/>@import url(http://a.example/b);",
        "rect { background: -webkit-image-set( url(http://a.example/b) 1x) }",
        "rect { mask: cross-fade('http://a.example/b', red) }",
        "@im\\70 ort 'http://a.example/b';",
    ],
)
def test_no_style_names_anything_elsewhere(style: str) -> None:
    """Every way of CSS to name another file is found, behind an element or an escape, too."""
    found = read_drawing(f"{HEAD}<style>{style}</style>{RECT}</svg>".encode())
    assert isinstance(found, Flaw)


def test_a_picture_in_percent_signs_is_weighed() -> None:
    """A picture of a hundred thousand million pixels is refused however its bytes are written."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (100_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    head += (
        zlib.crc32(head[12:]).to_bytes(4, "big") + b"\0\0\0\0IDAT" + zlib.crc32(b"IDAT").to_bytes(4, "big")
    )
    typed = "".join(f"%{byte:02x}" for byte in head)
    found = read_drawing(f'{HEAD}<image href="data:image/png,{typed}"/></svg>'.encode())
    assert isinstance(found, Flaw)
    assert "million pixels" in found.message
