"""Bytes of an outline's file → its text, with every place in it known by line and column."""

from __future__ import annotations

import bisect
import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from deckgen.diagnostics import Diagnostic, Edit, Span, error

MOST_BYTES = 4_000_000
"""The size beyond which a file is refused; the longest lecture is a hundredth of it."""

_BREAK = re.compile(r"\r\n|\n|\r")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]+")
_OTHER_UNICODE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Cure:
    """Put `replacement` in the place of `text[start:stop]`."""

    start: int
    stop: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Source:
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


def read_source(data: bytes, path: Path) -> tuple[Source | None, str, tuple[Diagnostic, ...]]:
    """Return the text of a file, what can be shown of it, and what is wrong with its bytes.

    The source is None where the bytes are no text. Characters that nobody sees and that break lines or
    stop the reader are reported, and stand as spaces in the source.
    """
    start = Span(path, 1, 1, 1, 1)
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1e6:.1f} MB"
        return (
            None,
            "",
            (error(f"the file is {size} large, at most {MOST_BYTES / 1e6:.0f} MB is read", start),),
        )
    if data.startswith(_OTHER_UNICODE):
        hint = "save the file as UTF-8 (in the editor's menu: Save as, Encoding)"
        return None, "", (error("the file is saved as UTF-16 or UTF-32, expected UTF-8", start, hint),)
    if b"\0" in data:
        return None, "", (error("this is no text file", start, "an outline is plain text in UTF-8"),)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as problem:
        return None, *_undecodable(data.removeprefix(codecs.BOM_UTF8), problem, path)
    source = source_of(text, path)
    found = tuple(_UNSEEN.finditer(text))
    if not found:
        return source, text, ()
    plain = _UNSEEN.sub(lambda one: " " * len(one[0]), text)
    problems = tuple(_unseen(source, one) for one in found[:100])
    return source_of(plain, path), plain, problems


def _undecodable(data: bytes, problem: UnicodeDecodeError, path: Path) -> tuple[str, tuple[Diagnostic, ...]]:
    shown = data.decode("cp1252", "replace")
    before = source_of(data[: problem.start].decode("utf-8"), path)
    line, column = before.place(len(before.text))
    meant = data[problem.start : problem.start + 1].decode("cp1252", "replace")
    like = f' (perhaps "{meant}")' if meant.isprintable() and meant != "\ufffd" else ""
    message = f"the file is not saved as UTF-8: byte {data[problem.start]:#04x}{like} cannot be read"
    hint = "save the file as UTF-8 (in the editor's menu: Save as, Encoding)"
    # what stands before the byte is UTF-8; shown as Windows-1252 its columns would move
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
    message = f"an invisible character ({code}) stands here, left over from copying"
    return error(message, source.span(found.start(), found.end()), "delete it", edits=(edit,))
