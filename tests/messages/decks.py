"""Files that are to be written, decks that somebody has worked in, browsers that print."""

# ruff: noqa: E501
from __future__ import annotations

import contextlib
import errno
import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from unittest import mock

import pptx

from deckgen.writers.pdf import browser
from tests.messages.scene import Scene, State
from tests.regenerate.hands import repacked

PLAIN = """\
title: The thaw
slides:
  - title: The speech was met in silence
    text: Nobody clapped.
  - title: The camps were opened
    text: Many came home.
  - title: The statues fell
    text: They fell at night.
"""
OTHER = "title: Geography\nslides:\n" + "".join(
    f"  - {{title: {word} and nothing else, text: Only {word} is spoken of here}}\n"
    for word in ("Whales", "Rivers", "Mountains", "Deserts", "Glaciers")
)
DECK = "talk.pptx"
BUILD = "build talk.yaml --to pptx"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Change = Callable[[bytes], bytes]


def deck(change: Change) -> State:
    """Change the deck that was built."""

    def state(folder: Path) -> AbstractContextManager[object]:
        path = folder / DECK
        path.write_bytes(change(path.read_bytes()))
        return contextlib.nullcontext()

    return state


def rewritten(change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> Change:
    """Change the deck's parts, leave out where that is None, and put in more."""

    return lambda data: repacked(data, change, more)


def _in(part: str, old: bytes, new: bytes) -> Change:
    return rewritten(lambda name, content: content.replace(old, new) if name == part else content)


def typed(text: str) -> Change:
    """Type a text into the second slide, as in PowerPoint."""

    def changed(data: bytes) -> bytes:
        made = pptx.Presentation(io.BytesIO(data))
        runs = [
            run
            for shape in made.slides[2].shapes
            if shape.has_text_frame
            for paragraph in shape.text_frame.paragraphs
            for run in paragraph.runs
        ]
        runs[-1].text = text
        target = io.BytesIO()
        made.save(target)
        return target.getvalue()

    return changed


def _noted(data: bytes) -> bytes:
    """Put a box of one's own on the second slide."""
    made = pptx.Presentation(io.BytesIO(data))
    box = made.slides[2].shapes.add_textbox(0, 0, 900_000, 900_000)
    box.name, box.text_frame.text = "Note", "A remark"
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _emptied(data: bytes) -> bytes:
    """Type another thing over all that deckgen made."""
    made = pptx.Presentation(io.BytesIO(data))
    for one in made.slides:
        for shape in one.shapes:
            if shape.has_text_frame:
                shape.text_frame.text = "Quite another thing"
            shape.name = "a shape"
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _doubled(data: bytes) -> bytes:
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("PPT/presentation.xml", b"<a/>")
    return target.getvalue()


def _opendocument(data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
    return target.getvalue()


def _zip(**files: bytes) -> Change:
    def changed(data: bytes) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return target.getvalue()

    return changed


_SIGNED = b'<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>'
_DOCTYPE = b'?>\n<!DOCTYPE sld [<!ENTITY x "y">]>'
_KIND = b"presentationml.presentation.main+xml"
_CHANGES: tuple[Change, ...] = (
    lambda data: b"no deck at all",
    lambda data: _OLE + bytes(600),
    lambda data: _OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    lambda data: data[:9000],
    _doubled,
    _opendocument,
    _zip(a=b"b"),
    _in("_rels/.rels", b'/officeDocument"', b'/other"'),
    _in("ppt/slides/slide2.xml", b"?>", _DOCTYPE),
    _in("ppt/slides/slide2.xml", b"</p:sld>", b""),
    rewritten(lambda name, content: content, {"ppt/big.xml": bytes(90 << 20)}),
    _in("customXml/item1.xml", b'form="1"', b'form="99"'),
    rewritten(
        lambda name, content: (
            content.replace(
                b"application/vnd.openxmlformats-officedocument." + _KIND,
                b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
            )
            if name == "[Content_Types].xml"
            else content
        )
    ),
    rewritten(
        lambda name, content: (
            content.replace(b"</Relationships>", _SIGNED) if name == "_rels/.rels" else content
        ),
        {"_xmlsignatures/origin.sigs": b""},
    ),
)


def _planted(name: str) -> State:
    """Put a file beside the deck."""

    def state(folder: Path) -> AbstractContextManager[object]:
        (folder / name).write_bytes(b"x")
        return contextlib.nullcontext()

    return state


def _folder(name: str) -> State:
    """Put a folder in the place of a file."""

    def state(folder: Path) -> AbstractContextManager[object]:
        (folder / name).mkdir()
        return contextlib.nullcontext()

    return state


def _refusing(problem: OSError) -> State:
    """Have the system refuse to write."""

    def state(folder: Path) -> AbstractContextManager[object]:
        return mock.patch("os.replace", side_effect=problem)

    return state


def _closed(problem: OSError) -> State:
    """Have the system refuse to open the deck for writing."""
    usual = Path.open

    def opened(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if "+" in mode:
            raise problem
        return usual(path, mode, *more, **named)

    return lambda folder: mock.patch.object(Path, "open", opened)


def _lost(folder: Path) -> AbstractContextManager[object]:
    """Have a program that keeps nothing of what it does not know save the deck."""
    path = folder / DECK
    path.write_bytes(rewritten(_bare)(typed("Many came home, and few of them spoke.")(path.read_bytes())))
    shutil.rmtree(folder / ".deckgen", ignore_errors=True)
    return contextlib.nullcontext()


def _another(folder: Path) -> AbstractContextManager[object]:
    """Give the outline the name of another talk's deck, in which nothing says what deckgen generated."""
    path = folder / DECK
    path.write_bytes(_emptied(rewritten(_bare)(path.read_bytes())))
    shutil.rmtree(folder / ".deckgen", ignore_errors=True)
    (folder / "talk.yaml").write_text(PLAIN, encoding="utf-8")
    return contextlib.nullcontext()


def _bare(name: str, content: bytes) -> bytes | None:
    if name.startswith("customXml/"):
        return None
    row = rb"<Relationship [^>]*customXml[^>]*/>|<Override [^>]*customXml[^>]*/>"
    return re.sub(row, b"", content) if name.endswith((".rels", "[Content_Types].xml")) else content


@contextlib.contextmanager
def _unreadable(folder: Path) -> Iterator[None]:
    usual = Path.open

    def opened(path: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
        if path.name == DECK and mode == "rb":
            raise OSError(errno.EIO, "Input/output error")
        return usual(path, mode, *given, **named)

    with mock.patch.object(Path, "open", opened):
        yield


def _shown(folder: Path) -> AbstractContextManager[object]:
    """Change the slideshow by hand."""
    path = folder / "talk.html"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Nobody clapped", "Nobody spoke"), encoding="utf-8"
    )
    return contextlib.nullcontext()


def edited(outline: str, change: Change) -> State:
    """Change the deck, then the outline."""

    def state(folder: Path) -> AbstractContextManager[object]:
        path = folder / DECK
        path.write_bytes(change(path.read_bytes()))
        (folder / "talk.yaml").write_text(outline, encoding="utf-8")
        return contextlib.nullcontext()

    return state


@contextlib.contextmanager
def _no_browser(folder: Path) -> Iterator[None]:
    with (
        mock.patch.object(browser, "usual_places", return_value=()),
        mock.patch.dict("os.environ", {browser.CHOICE: ""}),
    ):
        yield


def _failing(folder: Path) -> AbstractContextManager[object]:
    """Have a browser that ends at once."""
    program = folder / "browser"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    return mock.patch.dict("os.environ", {browser.CHOICE: str(program)})


def _blue(data: bytes) -> bytes:
    """Change a colour of the deck's theme."""
    colour = rb"(<a:accent1>)<a:srgbClr[^>]*/>"
    theme = "ppt/theme/theme1.xml"
    return repacked(
        data,
        lambda name, part: re.sub(colour, rb'\1<a:srgbClr val="0000FF"/>', part) if name == theme else part,
    )


def _browser(name: str) -> State:
    return lambda folder: mock.patch.dict("os.environ", {browser.CHOICE: name})


def scenes() -> Iterator[Scene]:
    """Give the scenes."""
    first = f"{BUILD} -q"
    outline = PLAIN.replace("Nobody clapped.", "Nobody clapped, and nobody moved.")
    for change in _CHANGES:
        yield Scene(PLAIN, command=BUILD, first=first, state=edited(outline, change))
    spoken = typed("Many came home, and few of them spoke.")
    yield Scene(PLAIN, command="build talk.yaml --to html", first=first, state=deck(spoken))
    yield Scene(PLAIN, command="build talk.yaml --to html", first=first, state=deck(lambda data: data[:9000]))
    for unknown in ("--take thaw/bdy:text", "--restore thaw"):
        yield Scene(PLAIN, command=f"{BUILD} {unknown}", first=first, state=deck(spoken))
    own = f"{BUILD} --take slides-the-camps-were-opened/Note:shape"
    yield Scene(PLAIN, command=own, first=first, state=deck(_noted))
    yield Scene(PLAIN, beside={"other.yaml": OTHER}, command="diff talk.yaml other.yaml")
    yield Scene(PLAIN, command="pull talk.pptx", first=first, state=deck(lambda data: b"no deck at all"))
    yield Scene(PLAIN, command=BUILD, first=first, state=_lost)
    yield Scene(OTHER, command=BUILD, first=first, state=_another)
    dark = f"{PLAIN}theme: folio\n"
    yield Scene(PLAIN, command=BUILD, first=first, state=edited(dark, _blue))
    beside = {"geography/talk.yaml": OTHER}
    yield Scene(PLAIN, beside, command=f"{BUILD} -o geography", first="build geography/talk.yaml --to pptx")
    yield Scene(PLAIN, command=BUILD, state=_planted("~$talk.pptx"))
    yield Scene(PLAIN, command=BUILD, state=_folder("talk.pptx"))
    yield Scene(PLAIN, command=BUILD, state=_refusing(PermissionError(errno.EACCES, "Permission denied")))
    yield Scene(PLAIN, command=BUILD, state=_refusing(OSError(errno.ENOSPC, "No space left on device")))
    yield Scene(PLAIN, command=BUILD, state=_refusing(OSError(errno.EIO, "Input/output error")))
    yield Scene(PLAIN, command=BUILD, first=first, state=_closed(PermissionError(errno.EACCES, "no")))
    yield Scene(
        PLAIN, command="build talk.yaml --to html", first="build talk.yaml --to html -q", state=_shown
    )
    yield Scene(PLAIN, command=BUILD, first=first, state=_unreadable)
    for call in (
        'deckgen.build(deckgen.Options("talk.yaml", to="docx"))',
        'deckgen.build(deckgen.Options("talk.yaml", to=""))',
    ):
        yield Scene(PLAIN, command=f"python {call}")
    yield Scene(PLAIN, command='python deckgen.build(deckgen.Options("talk.yaml", to="handout", per_page=5))')
    yield Scene(PLAIN, command='python deckgen.build(deckgen.Options("talk.yaml", reader="parents"))')
    yield Scene(PLAIN, command="status talk.yaml")
    yield Scene(PLAIN, {"course/notes.txt": "Ask for a room."}, "build course")
    yield Scene(PLAIN, command="build week*.yaml")
    yield Scene(PLAIN, command="build talk.yaml --to pdf", state=_no_browser)
    yield Scene(PLAIN, command="build talk.yaml --to pdf", state=_browser("netscape"))
    yield Scene(PLAIN, command="build talk.yaml --to pdf", state=_failing, needs="posix")
