"""Files of references (.bib, CSL .json, .ris, EndNote .xml) → works, as if they stood in the outline.

Pandoc reads all but JSON, in the process that formats the citations behind it; what it gave is kept by the
file's content, so that an unchanged file is not read again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from deckgen.deck import pandoc
from deckgen.deck.citeproc import Json, joined
from deckgen.deck.files import not_utf8, project_file
from deckgen.deck.model import Run, Runs
from deckgen.deck.references import Date, Items, Name, Work, read_date
from deckgen.deck.xml_files import elements
from deckgen.diagnostics import Diagnostic, Refused, Span, error
from deckgen.outline.model import Text
from deckgen.outline.reference_fields import FIELDS, Holds

FORMATS = {
    ".bib": "biblatex",
    ".bibtex": "bibtex",
    ".json": "csljson",
    ".ris": "ris",
    ".xml": "endnotexml",
}
"""The end of a file's name → what Pandoc calls its format."""

LARGEST = 4_000_000
"""Bytes of a file of references beyond which it is refused: more than four thousand works."""

_FORMAT = b"1"
"""Grows when what is kept changes its form or its meaning."""

_NAMES = frozenset(field.csl for field in FIELDS if field.holds is Holds.NAMES)
_DATES = frozenset(field.csl for field in FIELDS if field.holds is Holds.DATE)
_WORDS = frozenset(field.csl for field in FIELDS) - _NAMES - _DATES
_TAG = re.compile(r"<(/?)(i|b|sup|sub|span)\b[^<>]*>")
_BIB_KEY = re.compile(rb"^[ \t]*@(?!comment|string|preamble)\w+[ \t]*[{(]\s*([^\s,{}]+)\s*,", re.I | re.M)
_MARKS = {
    "biblatex": (_BIB_KEY,),
    "bibtex": (_BIB_KEY,),
    "csljson": (re.compile(rb'"id"\s*:\s*"?([^",}\n]+)'),),
    "ris": (re.compile(rb"^(TY)  - ", re.M), re.compile(rb"^ID  - *(\S+)", re.M)),
    "endnotexml": (
        re.compile(rb"<(record)\b"),
        re.compile(rb"<key\b[^<>]*>\s*([^<>]+?)\s*<"),
        re.compile(rb"<rec-number>\s*([^<>]+?)\s*<"),
    ),
}
"""Format → what a work begins with, and behind it what its key stands in."""

_IN_ORDER = frozenset(("ris", "endnotexml"))
"""Formats whose works may have no key of their own, and are read one for one."""

_KEYS = {"endnotexml": "rec-number", "ris": "ID"}
_EXPORT = "export the works again"
_PLACE = re.compile(r"\(line (\d+), column (\d+)\):?")


@dataclass(frozen=True, slots=True)
class _File:
    """A file of references as read: where the outline names it, its bytes without a byte-order mark."""

    name: Text
    path: Path
    data: bytes
    format: str

    @property
    def start(self) -> Span:
        """Return the place of what concerns the whole file."""
        return Span(self.path, 1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Opened:
    """Files that are being read: each with where its works are kept, and its works where they are known.

    For the others Pandoc has been asked, in this order.
    """

    files: tuple[tuple[_File, Path | None, bytes | None], ...]
    problems: tuple[Diagnostic, ...]
    program: pandoc.Pandoc


def open_files(
    names: Iterable[Text], outline: Path, cache_folder: Path | None, program: pandoc.Pandoc
) -> Opened:
    """Start reading the files of references that an outline names.

    Raises `Refused` where a file needs Pandoc and there is none.
    """
    problems: list[Diagnostic] = []
    files: list[tuple[_File, Path | None, bytes | None]] = []
    for name in names:
        file = _read(name, outline)
        if isinstance(file, Diagnostic):
            problems.append(file)
            continue
        path, works = _kept(file, cache_folder)
        if works is None:
            program.ask(file.format, file.data)
        files.append((file, path, works))
    return Opened(tuple(files), tuple(problems), program)


def with_files(own: Items, opened: Opened) -> tuple[Items, tuple[Diagnostic, ...]]:
    """Return the outline's own works and those of its files, and what is wrong with the files.

    A key that stands in two places is an error where the works differ.
    """
    found = list(opened.problems)
    works = {work.key: work for work in own}
    for file, path, known in opened.files:
        answer = pandoc.Answer(known) if known is not None else opened.program.answer()
        read = _works(file, answer.output) if answer.output else _broken(file, answer.complaint)
        if isinstance(read, Diagnostic):
            found.append(read)
            continue
        if path and known is None:
            pandoc.keep(path, answer.output)
        for work in read:
            first = works.setdefault(work.key, work)
            if (first.type, first.texts, first.names) != (work.type, work.texts, work.names):
                found.append(_two_works(work, first))
    return tuple(works.values()), tuple(found)


def _two_works(work: Work, first: Work) -> Diagnostic:
    place = f" in {first.span.path.name}, line {first.span.line}" if first.span else ""
    return error(
        f'two works have the key "{work.key}"; the other stands{place}',
        work.span,
        "give one of them another key",
    )


def _read(name: Text, outline: Path) -> _File | Diagnostic:
    ending = Path(name.value).suffix.lower()
    if ending not in FORMATS:
        kinds = ", ".join(FORMATS)
        return error(f'"{name}" is no file of references that can be read', name.span, f"these can: {kinds}")
    path = project_file(name, outline, "file of references")
    if isinstance(path, Diagnostic):
        return path
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as problem:
        return error(f'"{name}" cannot be read: {problem.strerror}', name.span)
    if size > LARGEST:
        return error(
            f'"{name}" holds {size / 1e6:.1f} MB, {LARGEST / 1e6:.0f} MB are allowed',
            name.span,
            "export the works that the talk cites, not the whole library",
        )
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    wrong = not_utf8(data, path, name.value)
    if wrong:
        return wrong
    if not data.strip():
        return error(f'"{name}" is empty', name.span)
    return _File(name, path, data, FORMATS[ending])


def _kept(file: _File, cache_folder: Path | None) -> tuple[Path | None, bytes | None]:
    """Return where the works of a file are kept, and the works where they need not be asked for."""
    if file.format == "csljson":
        return None, file.data
    name = pandoc.name_of(pandoc.find_pandoc(), _FORMAT, file.format.encode(), file.data)
    path = cache_folder / f"references-{name}.json" if cache_folder else None
    return path, pandoc.kept(path) if path else None


def _parsed(file: _File, data: bytes) -> Json | Diagnostic:
    """Return CSL JSON, a file's own or Pandoc's, or what is wrong with it and where."""
    try:
        return cast(Json, json.loads(data))
    except json.JSONDecodeError as problem:
        if file.format != "csljson":
            raise Refused(error("Pandoc gave an answer that cannot be read", None, pandoc.ANEW)) from None
        span = Span(file.path, problem.lineno, problem.colno, problem.lineno, problem.colno + 1)
        return error(f"this is no JSON: {problem.msg.lower()}", span, "export the file again as CSL JSON")
    except RecursionError:
        return error(f'"{file.name}" is nested too deeply', file.start)


def _broken(file: _File, said: str) -> Diagnostic:
    """Return Pandoc's complaint about a file, with the file's own line."""
    if file.format == "endnotexml":
        found = elements(file.data, file.path, "EndNote file", ())
        if isinstance(found, Diagnostic):
            return found
    place = _PLACE.search(said)
    words = said[place.end() :].strip() if place else said.partition(":")[2].strip() or said
    words = re.sub(r"\s+", " ", words)[:160].rstrip(" ^")
    hint = "mend that place, or export the file again"
    if place is None:
        return error(f'"{file.name}" cannot be read: {words}', file.start, hint)
    lines = file.data.decode("utf-8").splitlines() or [""]
    line = min(int(place[1]), len(lines))
    column = int(place[2]) if line == int(place[1]) else len(lines[-1]) + 1
    if re.search("unexpected (end of input|'@')", words) and (entry := _unclosed(file)):
        key, span = entry
        return error(
            f'the entry "{key}" does not end: a closing brace or quotation mark is missing', span, hint
        )
    return error(
        f"this cannot be read as {file.path.suffix.lower()}: {words}",
        Span(file.path, line, column, line, column + 1),
        hint,
    )


def _unclosed(file: _File) -> tuple[str, Span] | None:
    """Return the first entry of a .bib that still has open braces where the next one begins."""
    entries = list(_BIB_KEY.finditer(file.data)) if file.format in ("biblatex", "bibtex") else []
    ends = [*(one.start() for one in entries[1:]), len(file.data)]
    for entry, end in zip(entries, ends, strict=False):
        body = file.data[entry.start() : end].replace(b"\\{", b"").replace(b"\\}", b"")
        if body.count(b"{") > body.count(b"}"):
            line = file.data.count(b"\n", 0, entry.start(1)) + 1
            return _key_place(file, entry, line)
    return None


def _works(file: _File, data: bytes) -> list[Work] | Diagnostic:
    content = _parsed(file, data)
    if isinstance(content, Diagnostic):
        return content
    items = content.get("items") if isinstance(content, Mapping) else content
    if not isinstance(items, Sequence) or isinstance(items, str):
        return error(f'"{file.name}" holds no list of works', file.start, "export it again as CSL JSON")
    places = _places(file)
    by_key: dict[str, list[Span]] = {}
    for key, place in reversed(places):
        by_key.setdefault(key, [file.start]).append(place)
    in_order = file.format in _IN_ORDER and len(places) == len(items)
    works = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, Mapping) or not str(item.get("id", "")):
            place = _item_place(file, number) if file.format == "csljson" else file.start
            return error(
                f'work {number} of "{file.name}" has no {_KEYS.get(file.format, "id")}',
                places[number - 1][1] if in_order else place,
                "give it one: it is what a citation names",
            )
        key = str(item["id"])
        same = by_key.get(key, [file.start])
        place = places[number - 1][1] if in_order else same.pop() if len(same) > 1 else same[0]
        works.append(_work(key, item, place))
    if not works:
        return _no_work(file)
    return works


def _no_work(file: _File) -> Diagnostic:
    message = f'no work was found in "{file.name}"'
    if file.format == "endnotexml":
        found = elements(file.data, file.path, "EndNote file", ())
        if isinstance(found, Diagnostic):
            return found
        root = found[0]
        if root.name != "xml":
            return error(f"{message}: it holds <{root.name}>, not EndNote's <xml>", root.span, _EXPORT)
    return error(message, file.start, _EXPORT)


def _item_place(file: _File, number: int) -> Span:
    """Return where an item of a file of CSL JSON begins."""
    text = file.data.decode("utf-8")
    at = text.index("[", max(text.find('"items"'), 0))
    decoder = json.JSONDecoder()
    for turn in range(number):
        opening = re.compile(r"[\[,\s]*").match(text, at)
        at = opening.end() if opening else at
        if turn < number - 1:
            at = decoder.raw_decode(text, at)[1]
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return Span(file.path, line, column, line, column + 1)


def _places(file: _File) -> list[tuple[str, Span]]:
    """Return the key of each work and where it stands in its file, as far as that can be told."""
    record, *keys = _MARKS[file.format]
    places: list[tuple[str, Span]] = []
    line, seen = 1, 0
    starts = [match.start() for match in record.finditer(file.data)]
    for start, stop in zip(starts, [*starts[1:], len(file.data)], strict=False):
        found = (pattern.search(file.data, start, stop) for pattern in (*keys, record))
        match = next(one for one in found if one)
        line += file.data.count(b"\n", seen, match.start(1))
        seen = match.start(1)
        places.append(_key_place(file, match, line))
    return places


def _key_place(file: _File, match: re.Match[bytes], line: int) -> tuple[str, Span]:
    """Return the first group of a match, a key, and where it stands in its line."""
    key = match[1].decode("utf-8")
    start = file.data.rfind(b"\n", 0, match.start(1)) + 1
    column = len(file.data[start : match.start(1)].decode("utf-8")) + 1
    return key, Span(file.path, line, column, line, column + len(key))


def _work(key: str, item: Mapping[str, Json], span: Span) -> Work:
    texts = []
    names = []
    dates = []
    for variable, value in item.items():
        if variable in _NAMES and isinstance(value, Sequence) and not isinstance(value, str):
            names.append((variable, tuple(_name(one) for one in value)))
        elif variable in _DATES:
            dates.append((variable, _date(value)))
        elif variable in _WORDS and isinstance(value, str | int | float) and str(value).strip():
            texts.append((variable, _runs(str(value))))
    kind = str(item.get("type") or "document")
    return Work(key, kind, tuple(texts), tuple(names), tuple(dates), span, library=True)


def _name(value: Json) -> Name:
    if not isinstance(value, Mapping):
        return Name(literal=str(value))
    parts = (
        "family",
        "given",
        "non-dropping-particle",
        "dropping-particle",
        "suffix",
        "literal",
    )
    return Name(*(str(value.get(part) or "") for part in parts))


def _date(value: Json) -> Date:
    if not isinstance(value, Mapping):
        return read_date(str(value))
    typed = value.get("date-parts")
    days = typed if isinstance(typed, Sequence) and not isinstance(typed, str) else ()
    parts = tuple(
        tuple(int(str(part)) for part in day if str(part).lstrip("-").isdigit())
        for day in days
        if isinstance(day, Sequence) and not isinstance(day, str)
    )
    literal = str(value.get("literal") or "")
    if not parts and value.get("raw"):
        return read_date(str(value["raw"]))
    season = str(value.get("season") or "")
    return Date(parts, int(season) if season.isdigit() else 0, bool(value.get("circa")), literal)


def _runs(words: str) -> Runs:
    """Return the words of CSL JSON as runs: its few tags become kinds, all else stays."""
    runs: list[Run] = []
    open_tags: list[str] = []
    at = 0
    for tag in _TAG.finditer(words):
        runs.append(_kind(words[at : tag.start()], open_tags))
        at = tag.end()
        if not tag[1]:
            open_tags.append(tag[2])
        elif tag[2] in open_tags:
            open_tags.remove(tag[2])
    return joined([*runs, _kind(words[at:], open_tags)])


def _kind(words: str, tags: list[str]) -> Run:
    return Run(
        re.sub(r"\s+", " ", words),
        bold="b" in tags,
        italic="i" in tags,
        superscript="sup" in tags,
        subscript="sub" in tags,
    )
