"""An SVG file → a drawing that runs nothing and reads nothing, and its picture."""

from __future__ import annotations

import base64
import gzip
import io
import struct
import zlib

import pytest
from PIL import Image

from deckgen.deck.media.svg import LONGEST, Drawing, Flaw, drawn, is_drawing, read_drawing

HEAD = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(body: str, size: str = 'viewBox="0 0 200 100"', before: str = "") -> bytes:
    """Return an SVG file."""
    return f"{before}<svg {HEAD} {size}>\n{body}\n</svg>".encode()


def taken(data: bytes) -> Drawing:
    """Read a drawing that must be taken."""
    found = read_drawing(data)
    assert isinstance(found, Drawing), found
    return found


def refused(data: bytes) -> Flaw:
    """Read a drawing that must be refused."""
    found = read_drawing(data)
    assert isinstance(found, Flaw), found
    return found


@pytest.mark.parametrize(
    ("size", "shape"),
    [
        ('viewBox="0 0 200 100"', (LONGEST, LONGEST // 2)),
        ('width="20mm" height="1cm"', (LONGEST, LONGEST // 2)),
        ('width="1in" height="72pt" viewBox="0 0 3 3"', (LONGEST, LONGEST)),
        ('width="100%" height="100%" viewBox="0,0 , 1 4"', (LONGEST // 4, LONGEST)),
        ('width="3" viewBox="-5 -5 1e2 5e1"', (LONGEST, LONGEST // 2)),
    ],
)
def test_the_shape_is_the_files_own(size: str, shape: tuple[int, int]) -> None:
    """Lengths in any unit, else the view box, tell the shape; both stand in what is embedded."""
    found = taken(svg("<rect width='1' height='1'/>", size))
    assert (found.width, found.height) == shape
    assert f'width="{shape[0]}"'.encode() in found.data
    assert b"viewBox" in found.data


@pytest.mark.parametrize(
    "size",
    [
        "",
        'width="10"',
        'viewBox="0 0 0 5"',
        'viewBox="0 0 nan 5"',
        'viewBox="0 0 5"',
        'viewBox="0 0 1 100000"',
    ],
)
def test_a_drawing_without_a_shape_is_refused(size: str) -> None:
    """What cannot be placed is told, with its line."""
    assert refused(svg("<g/>", size)).line == 1


def test_its_picture_is_what_is_drawn() -> None:
    """The picture for programs that know no SVG has the colours, the shape and the transparency."""
    found = taken(svg("<rect width='100' height='100' fill='#c04000'/>"))
    data = drawn(found.data, 400, 200)
    assert data is not None
    image = Image.open(io.BytesIO(data)).convert("RGBA")
    assert image.size == (400, 200)
    assert image.getpixel((50, 50)) == (0xC0, 0x40, 0, 255)
    assert image.getpixel((350, 50)) == (0, 0, 0, 0)


def test_programs_movements_and_html_are_left_out() -> None:
    """Nothing in what is embedded can run, and what is left out is named."""
    body = """<script>alert(1)</script><rect width="9" height="9" onclick="alert(2)" ONLOAD="alert(3)"/>
    <a href="javascript:alert(4)"><circle r="3"/></a><foreignObject><p>text</p></foreignObject>
    <rect><animate attributeName="x" to="9"/></rect><?xml-stylesheet href="a.css"?>"""
    found = taken(svg(body, 'viewBox="0 0 9 9" onload="alert(5)"'))
    assert found.left_out == ("programs", "text in HTML", "movements")
    for word in (b"alert", b"script", b"foreignObject", b"animate", b"a.css"):
        assert word not in found.data
    assert b"circle" in found.data


def test_what_a_switch_offers_instead_is_no_loss() -> None:
    """Programs write HTML with a plain text behind it, which both files show."""
    body = "<switch><foreignObject><p>rich</p></foreignObject><text>plain</text></switch>"
    found = taken(svg(body))
    assert (found.left_out, b"plain" in found.data, b"rich" in found.data) == ((), True, False)


@pytest.mark.parametrize(
    "body",
    [
        '<image href="https://example.org/a.png"/>',
        '<image xlink:href="a.png"/>',
        '<image href="//example.org/a.png"/>',
        '<image href="data:image/svg+xml,%3Csvg/%3E"/>',
        '<image href="data:text/html,hello"/>',
        '<use href="file:///etc/passwd#a"/>',
        '<rect fill="url(https://example.org/#a)"/>',
        "<rect style=\"fill: URL( 'https://example.org/#a' )\"/>",
        '<rect style="fill:u\\72l(https://example.org/)"/>',
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>@font-face{src:url(https://example.org/a.woff)}</style>",
        "<style>rect{fill:url(https://example.org/a</style>",
        "<style>rect{fill:url( '  https://example.org/a</style>",
    ],
)
def test_nothing_outside_of_a_drawing_is_read(body: str) -> None:
    """An address is told with its line, in whichever way it is written."""
    found = refused(svg(f"\n{body}"))
    assert "is read" in found.message or "is not read" in found.message
    assert found.line == 3


def test_what_is_inside_is_kept() -> None:
    """Its own parts, pictures and fonts are a drawing's own."""
    body = """<style>@font-face{src:url(data:font/woff2;base64,AA)} .a{fill:url(#g)}</style>
    <linearGradient id="g"/><use href="#g"/><image xlink:href="data:image/png;base64,AAAA"/>"""
    assert taken(svg(body)).data.count(b"data:") == 2


@pytest.mark.parametrize(
    ("before", "body"),
    [
        ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "<text>&a;</text>"),
        ('<!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>', "<g/>"),
        (
            '<!DOCTYPE svg [<!ENTITY a0 "aaaaaaaaaa">'
            + "".join(f'<!ENTITY a{at} "' + f"&a{at - 1};" * 10 + '">' for at in range(1, 10))
            + "]>",
            "<text>&a9;</text>",
        ),
        ("", "<g>" * 5000 + "</g>" * 5000),
        ("", "<g>"),
        ("", "".join(f'<g id="a{at}"><use href="#a{at + 1}"/></g>' for at in range(3000))),
        (
            "",
            '<g id="a0"><rect/></g>'
            + "".join(f'<g id="a{at}">' + f'<use href="#a{at - 1}"/>' * 10 + "</g>" for at in range(1, 9)),
        ),
    ],
    ids=["entity", "parameter", "laughs", "deep", "open", "chain", "uses"],
)
def test_traps_are_refused(before: str, body: str) -> None:
    """Files of others, texts that repeat without end and parts that use parts are no drawing."""
    found = refused(svg(body, before=before))
    assert b"root:" not in found.message.encode()
    assert found.hint


def test_a_picture_inside_that_unpacks_to_gigabytes_is_refused_unopened() -> None:
    """A bomb is none the better for being wrapped in a drawing; a broken picture is merely not drawn."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    )
    held = '<image width="9" height="9" href="data:image/png;base64,{}"/>'
    found = refused(svg(held.format(base64.b64encode(bomb).decode())))
    assert "100 million pixels" in found.message
    assert taken(svg(held.format("AAAA")))


def test_what_drawing_programs_write_ahead_is_harmless() -> None:
    """A document type with names for addresses, as Illustrator writes it, is taken and not kept."""
    before = (
        '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY ns "http://ns.example.org/">]>\n'
    )
    found = taken(svg('<g xmlns:x="&ns;" x:y="z"/>', before=before))
    assert b"DOCTYPE" not in found.data


def test_a_drawing_that_uses_itself_is_drawn_once() -> None:
    """A circle of uses ends."""
    found = taken(svg('<g id="a"><use href="#a"/><rect width="9" height="9"/></g>'))
    assert drawn(found.data, 20, 10)


def test_packed_and_otherwise_encoded_files_are_read() -> None:
    """.svgz, and UTF-16 as some programs write it."""
    plain = svg("<text>ü</text>").decode()
    for data in (
        gzip.compress(plain.encode()),
        f'<?xml version="1.0" encoding="utf-16"?>{plain}'.encode("utf-16"),
    ):
        assert is_drawing(data)
        assert "ü".encode() in taken(data).data


@pytest.mark.parametrize("data", [b"<html><svg/></html>", b"<svg viewBox='0 0 1 1'/>", b"\x1f\x8bbroken"])
def test_what_only_looks_like_a_drawing_is_refused(data: bytes) -> None:
    """A web page that holds a drawing is none, nor is one that browsers would not show."""
    assert is_drawing(data)
    assert refused(data).message
