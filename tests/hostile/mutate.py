# ruff: noqa: E501 (the inputs are kept as they are typed)
"""A seed → hostile inputs: outlines and the files they name, changed where their structure says it hurts."""

from __future__ import annotations

import functools
import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from deckgen.compile import Options, Services, compile_outline
from deckgen.writers.pptx import write_pptx
from tests.recordings import m4a, mp4, wav, webm
from tests.tools import ROOT

ODD = (
    "", " ", "²", "--5", "9" * 5_000, "1e308", "-1", "0", "null", "[]", "{}", "[" * 60, "{a: " * 60, "*a", "&a b",
    "!!python/object:os.system", "'", '"', '"\\u0000"', '"\\ud800"', "\x1b[31m", "\u202e", "x" * 400, "a/" * 200,
    "../../etc/passwd", "file://server/x", "\\\\server\\share", "con", "~", "%", "@", "[@k", "[@k]", "$x^{", "$\\frac{1}{",
    "*a **b `", "[a](javascript:alert(1))", "<script>", "|", ">", "- - -", ": :", "1-30000000", "\ufeff", "\r", "word " * 3_000,
)  # fmt: skip
"""What is put where a value is expected."""

BYTES = (
    b"\0",
    b"\xff",
    b"\xff\xfe",
    b"\x1b[2J",
    b"{",
    b"}",
    b'"',
    b"<",
    b">",
    b",",
    b"\n",
    b"9" * 5_000,
    b"\xed\xa0\x80",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One input: its outline, the files beside it, and what was done to them, to make it again."""

    outline: bytes
    files: Mapping[str, bytes]
    what: str
    command: tuple[str, ...] = ("build", "talk.yaml")


COMMANDS = {
    "deck": (
        ("build", "talk.yaml"),
        ("build", "talk.yaml", "--to", "html"),
        ("status", "talk.yaml"),
        ("pull", "talk.pptx", "--deletions", "--own-slides"),
        ("diff", "talk.pptx", "talk.yaml"),
        ("check", "talk.pptx"),
    ),
    "essay": (("check", "talk.yaml"), ("check", "talk.yaml", "--paragraphs")),
    "requires": (("check", "talk.yaml"),),
    "theme": (("build", "talk.yaml"), ("theme", "check", "own")),
    "outline": (("build", "talk.yaml"), ("fix", "talk.yaml")),
}
"""Kind of input → the commands that read it, where that is not a build alone."""


BIB = b"@string{p = {Harper}}\n@book{k, title={The {Fall} of $x^2$}, author={Kort, Michael and others}, year=1996,\n publisher=p}\n"
RIS = b"TY  - BOOK\nID  - k\nAU  - Kort, Michael\nTI  - The Colossus\nPY  - 1996/05/02\nER  - \n"
JSON = b'[{"id": "k", "type": "book", "title": "T", "author": [{"family": "K"}], "issued": {"date-parts": [[1996, 5]]}}]'
XML = (
    b"<xml><records><record><rec-number>k</rec-number><ref-type name='Book'>6</ref-type><titles><title>T</title></titles>"
    b"<dates><year>1996</year></dates></record></records></xml>"
)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><style>rect{fill:red}</style><defs><mask id="m">'
    b'<rect width="9" height="9"/></mask></defs><g mask="url(#m)"><rect width="30" height="20"/><path d="M0 0A1 2 0 1 1 9 9"/>'
    b"</g></svg>"
)
CSV = b"year,rain,sun\n1990,1.5,20\n1991,2.5,30\n1992,,40\n"
MP3 = b"ID3\4\0\0\0\0\0\x0aTIT2\0\0\0\0\0\0" + b"\xff\xfb\x90\0" + b"\0" * 413
OGG = b"OggS\0\2" + b"\0" * 20 + b"\1\x13OpusHead\1\2" + b"\0" * 60
VTT = b"WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Ann>Hello.\n"


ESSAY = (
    b"# The fall\n\nThe congress met on 25 February 1956 (Kort 1996, p. 3). So it was for 1,234 people, 45 %.\n\n"
    b"1. One\n2. Two\n\nNobody clapped [@k, 3].\n\n# References\n\nKort, Michael. *T*. P, 1996.\n"
)
REQUIRED = b"slides: 3-9\nminutes: at most 10\nsources: {count: at least 1}\n"


def _png() -> bytes:
    return (ROOT / "tests" / "decks" / "shapes.png").read_bytes()


def _csl() -> bytes:
    return (ROOT / "src" / "deckgen" / "deck" / "citing" / "styles" / "mla.csl").read_bytes()


def _theme() -> bytes:
    return (ROOT / "templates" / "lectern" / "theme.yaml").read_bytes()


@functools.cache
def deck_of(outline: bytes) -> bytes:
    """Return the deck of an outline, with a word changed in it as if by hand."""
    path = Path("talk.yaml")
    pages = compile_outline(outline.decode(), path, Options(path), Services()).pages
    assert pages is not None
    return rewritten(
        write_pptx(pages, with_base=True),
        "ppt/slides/slide2.xml",
        lambda one: one.replace(b">two<", b">three<"),
    )


def rewritten(deck: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a package with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            data = old.read(one)
            new.writestr(one, change(data) if one.filename == name else data)
    return out.getvalue()


def _inside(chance: random.Random, data: bytes) -> bytes:
    """Change a part of a package: what is between its tags, a tag, or any byte."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [one for one in package.namelist() if one.endswith((".xml", ".rels", ".json"))]
        name = chance.choice([one for one in names if "slides/" in one] if chance.random() < 0.6 else names)
    return rewritten(data, name, lambda part: chance.choice((_bytes, _tags, _tags, _texts))(chance, part))


def _tags(chance: random.Random, data: bytes) -> bytes:
    """Drop, repeat or nest an element, or put something odd into an attribute."""
    found = list(re.finditer(rb"<(\w+:\w+)[^<>]*?(?:/>|>[^<>]*</\1>)", data))
    values = list(re.finditer(rb'(?<==")[^"<>]*(?=")', data))
    if chance.random() < 0.5 and values:
        one = chance.choice(values)
        return data[: one.start()] + _odd(chance) + data[one.end() :]
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + one[0] * chance.choice((0, 0, 2, 300)) + data[one.end() :]


def _texts(chance: random.Random, data: bytes) -> bytes:
    """Put something odd between two tags."""
    places = [found.end() for found in re.finditer(rb">", data)]
    at = chance.choice(places) if places else 0
    return data[:at] + _odd(chance) + data[at:]


def _odd(chance: random.Random) -> bytes:
    odd = chance.choice(ODD).encode("utf-8", "surrogatepass")
    return odd.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b'"', b"&quot;")


@functools.cache
def _seeds() -> list[tuple[str, bytes, dict[str, bytes]]]:
    """Return small outlines, each with a file of another kind beside it."""
    head = "title: T\n{more}sections:\n  - title: S\n    slides:\n      - title: A\n        {slide}\n        notes: So [@k].\n"
    work = "references:\n  k: {type: book, title: T, author: 'Kort, Michael', year: 1996, publisher: P}\n"

    def made(slide: str, more: str = work) -> bytes:
        return head.format(more=more, slide=slide).encode()

    text = "bullets: ['So *it* is [@k, p. 3], $x^2$ and [a](https://a.org)^[A note.]', two]"
    seeds: list[tuple[str, bytes, dict[str, bytes]]] = [
        (kind, made(text, f"references: r.{kind}\n"), {f"r.{kind}": data})
        for kind, data in (("bib", BIB), ("ris", RIS), ("json", JSON), ("xml", XML))
    ]
    seeds += [
        ("csl", made(text, "citations: s.csl\n" + work), {"s.csl": _csl()}),
        ("essay", made(text, "essay: e.md\n" + work), {"e.md": ESSAY}),
        ("requires", made(text, "requires: r.yaml\n" + work), {"r.yaml": REQUIRED}),
        ("theme", made(text, "theme: own/theme.yaml\n" + work), {"own/theme.yaml": _theme()}),
        ("png", made("image: {file: a.png, alt: a}"), {"a.png": _png()}),
        ("svg", made("image: {file: a.svg, alt: a}"), {"a.svg": SVG}),
        ("csv", made("table: {file: a.csv}"), {"a.csv": CSV}),
        ("chart", made("chart: {kind: line, data: a.csv}"), {"a.csv": CSV}),
    ]
    clip = "media: {file: NAME, alt: a, captions: a.vtt, start: '0:01'}"
    seeds += [
        (name[2:], made(clip.replace("NAME", name)), {name: data, "a.vtt": VTT})
        for name, data in (("a.mp4", mp4()), ("a.mov", mp4(brand=b"qt  ")), ("a.webm", webm()))
    ]
    seeds += [
        (name[2:], made(clip.replace("NAME", name)), {name: data, "a.vtt": VTT})
        for name, data in (("a.wav", wav(0.1)), ("a.m4a", m4a()), ("a.mp3", MP3), ("a.ogg", OGG))
    ]
    seeds += [("deck", made(text), {"talk.pptx": deck_of(made(text))})] * 4
    plain = (ROOT / "tests" / "decks" / "plain.yaml").read_bytes()
    kinds = (ROOT / "tests" / "outline" / "cases" / "fields.yaml").read_bytes()
    return [*seeds, ("outline", made(text), {}), ("outline", plain, {}), ("outline", kinds, {})]


def _values(chance: random.Random, data: bytes) -> bytes:
    """Put something odd where the value of a name, or an entry of a list, stands."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    before, mark, _ = lines[at].partition(b": " if b": " in lines[at] else b"- ")
    odd = chance.choice(ODD).encode("utf-8", "surrogatepass")
    lines[at] = before + mark + odd if mark else lines[at] + odd
    return b"\n".join(lines)


def _digits(chance: random.Random, data: bytes) -> bytes:
    """Put a number that is none, or that no talk has, in the place of one."""
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return data
    one = chance.choice(found)
    odd = chance.choice((b"9" * 5_000, b"9" * 20, b"1e308", b"-1", b"0", "²".encode()))
    return data[: one.start()] + odd + data[one.end() :]


def _lines(chance: random.Random, data: bytes) -> bytes:
    """Drop, repeat, move or indent lines."""
    lines = data.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines[at:at] = [lines[other]] * chance.choice((1, 3, 400))
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case _:
            lines[at] = b" " * chance.randrange(1, 9) + lines[at]
    return b"\n".join(lines)


def _bytes(chance: random.Random, data: bytes) -> bytes:
    """Cut, overwrite or put bytes in."""
    at = chance.randrange(len(data) + 1)
    match chance.randrange(4):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + chance.choice(BYTES) + data[at + chance.randrange(4) :]
        case 2:
            return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        case _:
            return data[:at] + data[at : at + 40] * chance.choice((2, 50)) + data[at:]


def case(seed: int) -> Case:
    """Return the input of a number; the same number gives the same input."""
    chance = random.Random(seed)
    kind, outline, files = chance.choice(_seeds())
    said = []
    for _ in range(chance.choice((1, 1, 2, 4))):
        if files and chance.random() < 0.7:
            name, data = chance.choice(list(files.items()))
            ways = (
                (_inside, _inside, _inside, _bytes)
                if kind == "deck"
                else (_bytes, _bytes, _lines, _values, _digits)
            )
            change = chance.choice(ways)
            try:
                files = {**files, name: change(chance, data)}
            except (zipfile.BadZipFile, zlib.error, ValueError, IndexError, NotImplementedError):
                files = {**files, name: _bytes(chance, data)}  # broken already by the change before
        else:
            change = chance.choice((_values, _values, _lines, _bytes, _digits))
            outline = change(chance, outline)
        said.append(change.__name__.strip("_"))
    command = chance.choice(COMMANDS.get(kind, (("build", "talk.yaml"),)))
    return Case(outline, files, f"{seed}: {kind}, {', '.join(said)}, {' '.join(command)}", command)


def lay_out(made: Case, folder: Path) -> None:
    """Write an input into a folder."""
    (folder / "talk.yaml").write_bytes(made.outline)
    for name, data in made.files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
