"""Bytes of a file of fields and values → its text, with every place in it known by line and column."""

from __future__ import annotations

import bisect
import codecs
import contextlib
import re
from pathlib import Path

from deckgen.diagnostics import Diagnostic, Edit, Span, error
from deckgen.limits import MOST_LINES
from deckgen.project_files import FileKind
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_BREAK = pattern(r"\r\n|\n|\r")
UNSEEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]+")
"""Characters that nobody sees and that break lines or stop a reader."""
_GARBLED = pattern(
    "[\u00c0-\u00ff]{3}|(?<=[a-z])[\u0160\u0152\u017d\u0192\u2020-\u2022\u2026\u2030\u02c6\u2122\u00a1-\u00bf](?=[a-z])"
)
"""What a text of another encoding has when it is read as Windows-1252."""
_OTHER_UNICODE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Cure(Struct, frozen=True):
    """Put `replacement` in the place of `text[start:stop]`."""

    start: int
    stop: int
    replacement: str


class Source(Struct, frozen=True):
    """The text of a file without its byte order mark; `starts` are the offsets at which lines begin."""

    path: Path
    text: str
    starts: tuple[int, ...]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, of an offset."""
        line = bisect.bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def span(self, start: int, stop: int) -> Span:
        """Return the span of `text[start:stop]`."""
        return Span(self.path, *self.place(start), *self.place(stop))

    def edit(self, cure: Cure) -> Edit:
        """Return the cure as an edit of the file."""
        return Edit(self.span(cure.start, cure.stop), cure.replacement)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column, both from 1."""
        return self.starts[line - 1] + column - 1

    @property
    def newline(self) -> str:
        """The file's own line end."""
        found = _BREAK.search(self.text)
        return found[0] if found else "\n"


def source_of(text: str, path: Path) -> Source:
    """Return a text with its line starts."""
    return Source(path, text, (0, *(found.end() for found in _BREAK.finditer(text))))


def read_source(data: bytes, path: Path, kind: FileKind) -> tuple[Source | None, str, tuple[Diagnostic, ...]]:
    """Return the text of a file, what can be shown of it, and what is wrong with its bytes.

    The source is None where the bytes are no text. Characters that nobody sees and that break lines or
    stop the reader are reported, and become spaces in the source.
    """
    start = Span(path, 1, 1, 1, 1)
    if large := kind.too_large(len(data), path.name, start):
        return None, "", (large,)
    if data.startswith(_OTHER_UNICODE):
        hint = "save the file as UTF-8 (in the editor's menu: Save as, Encoding)"
        return None, "", (error("the file is saved as UTF-16 or UTF-32, not as UTF-8", start, hint),)
    if not data.startswith(b"PK\3\4") and data.count(b"\0", 0, 200) * 3 > len(data[:200]):
        hint = "save the file as UTF-8 (in the editor's menu: Save as, Encoding)"
        return None, "", (error("the file is saved as UTF-16 or UTF-32, not as UTF-8", start, hint),)
    if b"\0" in data:
        return None, "", (error("this is not a text file", start, f"{kind.one} is plain text in UTF-8"),)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as problem:
        return None, *_undecodable(data.removeprefix(codecs.BOM_UTF8), problem, path)
    source = source_of(text, path)
    if len(source.starts) > MOST_LINES + 1:
        hint = "split it into several files"
        message = f"the file has {len(source.starts) - 1:,} lines; at most {MOST_LINES:,} are read"
        return None, "", (error(message, start, hint),)
    found = tuple(UNSEEN.finditer(text))
    if not found:
        return source, text, ()
    plain = UNSEEN.sub(lambda one: " " * len(one[0]), text)
    problems = tuple(_unseen(source, one) for one in found[:100])
    return source_of(plain, path), plain, problems


def in_utf8(data: bytes) -> bytes | None:
    """Return a text of another encoding in UTF-8: UTF-16, UTF-32, Windows-1252; None where it is none."""
    other = "utf-32" if data.startswith(_OTHER_UNICODE[:2]) else "utf-16"
    known = data.startswith(_OTHER_UNICODE)
    if not known and (b"\0" in data or _is_utf8(data) or not data.decode("utf-8", "ignore").isascii()):
        return None  # what holds letters of UTF-8 is that, and damaged
    try:
        text = data.decode(other if known else "cp1252")
    except UnicodeDecodeError:
        return None
    # Cyrillic, Greek and old Macintosh letters come out as symbols and accents that no word has
    return None if "\0" in text or (not known and _GARBLED.search(text)) else text.encode()


def decoded(data: bytes) -> str:
    """Return a file's text, in whichever encoding it can be read; raises `UnicodeDecodeError` in none."""
    return (in_utf8(data) or data).decode("utf-8-sig")


def encoded(text: str, like: bytes) -> bytes:
    """Return a changed text of a file in the encoding that the file has, with its mark of that."""
    if like.startswith(codecs.BOM_UTF8):
        return codecs.BOM_UTF8 + text.encode()
    for marks, name in (
        ((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),
        ((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
    ):
        for mark, order in zip(marks, ("le", "be"), strict=True):
            if like.startswith(mark):
                return mark + text.encode(f"{name}-{order}")
    if in_utf8(like) is not None:
        with contextlib.suppress(UnicodeEncodeError):
            return text.encode("cp1252")
    return text.encode()


def readable(data: bytes) -> str:
    """Return what can be shown of a file's text, whatever encoding it is in."""
    return (in_utf8(data) or data).decode("utf-8-sig", "replace")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _undecodable(data: bytes, problem: UnicodeDecodeError, path: Path) -> tuple[str, tuple[Diagnostic, ...]]:
    shown = data.decode("cp1252", "replace")
    before = source_of(data[: problem.start].decode("utf-8"), path)
    line, column = before.place(len(before.text))
    meant = data[problem.start : problem.start + 1].decode("cp1252", "replace")
    like = f' (perhaps "{meant}")' if meant.isprintable() and meant != "\ufffd" else ""
    message = f"the file is not saved as UTF-8: byte {data[problem.start]:#04x}{like} cannot be read"
    hint = "save the file as UTF-8 (in the editor's menu: Save as, Encoding)"
    # what is before the byte is UTF-8; shown as Windows-1252 its columns would move
    rows = shown.splitlines()
    if line <= len(rows):
        last = before.text[before.starts[-1] :]
        stop = data.find(b"\n", problem.start)
        rest = data[problem.start : stop if stop >= 0 else len(data)].decode("cp1252", "replace").rstrip("\r")
        rows[line - 1] = last + rest
    return "\n".join(rows), (error(message, Span(path, line, column, line, column + 1), hint),)


def _unseen(source: Source, found: re.Match[str]) -> Diagnostic:
    code = f"U+{ord(found[0][0]):04X}"
    blank = " " if set(found[0]) & set("\x0b\x0c\x85\u2028\u2029") else ""
    edit = source.edit(Cure(found.start(), found.end(), blank))
    message = f"an invisible character ({code}) is here, left over from copying"
    return error(message, source.span(found.start(), found.end()), "delete it", edits=(edit,))
