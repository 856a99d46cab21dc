"""The bytes of a file of references → its text, whatever program wrote it."""

from __future__ import annotations

import re
from pathlib import Path

from deckgen.diagnostics import Diagnostic, Span, error, warning
from deckgen.structs.patterns import pattern

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SAID = re.compile(rb"""(?:encoding|charset)\s*[:=]\s*["']?([A-Za-z0-9_-]+)""", re.IGNORECASE)
_AS_UTF8 = "export it again as UTF-8 (Unicode) if letters look wrong"
_LINE_ENDS = pattern(r"\r\n?|\u2028|\u2029|\x0b|\x0c")
_ENDS = "\r\u2028\u2029\x0b\x0c"
"""The characters of line ends but the usual one, found one by one: a class of them takes 0.1 s in 6 MB."""


def decoded(data: bytes, path: Path) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return a file's text with line ends of one kind, and a warning where its encoding is a guess."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lines(data[len(mark) :].decode(encoding, "replace")), ()
    if unmarked := _without_mark(data):
        return _lines(data.decode(unmarked, "replace")), ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return _guessed(data, path, problem.start)
    if "\0" in text:
        return "", (error(f'"{path.name}" is not text', Span(path, 1, 1, 1, 2), "export it again as UTF-8"),)
    return _lines(text), ()


def _without_mark(data: bytes) -> str:
    """Return the kind of UTF-16 where every other byte is zero, empty where none is."""
    start = data[:400]
    if len(start) < 8:
        return ""
    if start[1::2].count(0) > len(start) * 0.4:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > len(start) * 0.4 else ""


def _guessed(data: bytes, path: Path, at: int) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the text of a file that is not in UTF-8, as it says itself, or else as Windows writes it."""
    if b"\0" in data:
        return "", (error(f'"{path.name}" is not text', Span(path, 1, 1, 1, 2), "export it again as UTF-8"),)
    mixed = data.decode("utf-8", "surrogateescape")
    strays = _STRAYS.findall(mixed)
    if len(strays) <= len(_LETTERS.findall(mixed)):
        # Most of its letters are UTF-8: a library put together from files of several programs.
        text = _STRAYS.sub(lambda one: bytes([ord(one[0]) - 0xDC00]).decode("cp1252", "replace"), mixed)
        message = f'"{path.name}" is not all in UTF-8; {_counted(len(strays))} read as Windows-1252'
        return _lines(text), (warning(message, _place(data, path, at), _AS_UTF8),)
    said = _SAID.search(data[:2000])
    names = [said[1].decode("ascii")] if said else []
    for encoding in (*names, _likely(data)):
        try:
            text = data.decode(encoding, "strict" if encoding in names else "replace")
        except (UnicodeDecodeError, LookupError):
            continue
        known = encoding.lower().replace("_", "-")
        shown = {"cp1252": "Windows-1252 (Western European)", "mac-roman": "Mac Roman"}.get(known, encoding)
        message = f'"{path.name}" is not in UTF-8; it is read as {shown}'
        return _lines(text), (warning(message, _place(data, path, at), _AS_UTF8),)
    return "", (error(f'"{path.name}" is not text', Span(path, 1, 1, 1, 2), "export it again as UTF-8"),)


_STRAYS = pattern("[\udc80-\udcff]")
_LETTERS = pattern("[\x80-\ud7ff]|[\ue000-\uffff]")


def _counted(strays: int) -> str:
    return "one letter is" if strays == 1 else f"{strays} letters are"


def _place(data: bytes, path: Path, at: int) -> Span:
    """Return the place of a byte."""
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    return Span(path, line, column, line, column + 1)


_WINDOWS_MARKS = re.compile(
    rb"(?<=[A-Za-z])[\xe0-\xff](?=[a-z])|(?<![A-Za-z])[\x91\x93](?=[A-Za-z])|\x92(?=[st]\b)|[\x96\x97]"
)
_MAC_LETTERS = re.compile(rb"(?<=[A-Za-z])[\x87-\x9f](?=[a-z])")


def _likely(data: bytes) -> str:
    """Return which of the two encodings that older programs write has its letters inside of words."""
    return "mac-roman" if len(_MAC_LETTERS.findall(data)) > len(_WINDOWS_MARKS.findall(data)) else "cp1252"


def _lines(text: str) -> str:
    return _LINE_ENDS.sub("\n", text) if any(one in text for one in _ENDS) else text
