"""Files of references (.bib, CSL .json, .ris, EndNote .xml) → works, as if they stood in the outline.

Pandoc reads all but JSON, a process a file, all at once; what it gave is kept by the file's content, so that
an unchanged file is not read again.
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
from deckgen.deck.files import project_file
from deckgen.deck.model import Run, Runs
from deckgen.deck.reference_fields import FIELDS, Holds
from deckgen.deck.references import Date, Items, Name, Work, read_date
from deckgen.diagnostics import Diagnostic, Refused, Span, error
from deckgen.outline.model import Text

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

_NAMES = frozenset(field.csl for field in FIELDS if field.holds is Holds.NAMES)
_DATES = frozenset(field.csl for field in FIELDS if field.holds is Holds.DATE)
_WORDS = frozenset(field.csl for field in FIELDS) - _NAMES - _DATES
_TAG = re.compile(r"<(/?)(i|b|sup|sub|span)\b[^<>]*>")
_BIB_KEY = re.compile(rb"^[ \t]*@(?!comment|string|preamble)\w+[ \t]*[{(]\s*([^\s,{}]+)\s*,", re.I | re.M)
_RIS_KEY = re.compile(rb"^ID  - (\S+)", re.M)
_PLACE = re.compile(r"\(line (\d+), column (\d+)\):?")


@dataclass(frozen=True, slots=True)
class _File:
    """A file of references as read: where the outline names it, its bytes without a byte-order mark."""

    name: Text
    path: Path
    data: bytes
    format: str


def with_files(
    own: Items, names: Iterable[Text], outline: Path, cache_folder: Path | None
) -> tuple[Items, tuple[Diagnostic, ...]]:
    """Return the outline's own works and those of the files that it names, and what is wrong with the files.

    A key that stands in two places is an error where the works differ. Raises `Refused` where a file needs
    Pandoc and there is none.
    """
    found: list[Diagnostic] = []
    waiting: list[tuple[_File, Path | None, pandoc.Pandoc | bytes]] = []
    try:
        for name in names:
            file = _read(name, outline)
            if isinstance(file, Diagnostic):
                found.append(file)
            else:
                waiting.append((file, *_started(file, cache_folder)))
        works = {work.key: work for work in own}
        for file, path, source in waiting:
            answer = _converted(file, path, source)
            read = answer if isinstance(answer, Diagnostic) else _works(file, answer)
            if isinstance(read, Diagnostic):
                found.append(read)
                continue
            for work in read:
                first = works.setdefault(work.key, work)
                if (first.type, first.texts, first.names) != (work.type, work.texts, work.names):
                    found.append(_two_works(work, first))
    finally:
        for _, _, source in waiting:
            if isinstance(source, pandoc.Pandoc):
                source.close()
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
    wrong = _not_utf8(data, path, name)
    if wrong:
        return wrong
    if not data.strip():
        return error(f'"{name}" is empty', name.span)
    return _File(name, path, data, FORMATS[ending])


def _not_utf8(data: bytes, path: Path, name: Text) -> Diagnostic | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = data[: problem.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return error(
            f'"{name}" is not UTF-8 text: a letter in line {line} cannot be read',
            Span(path, line, column, line, column + 1),
            "export it again as UTF-8 (Unicode) without another encoding",
        )
    return None


def _started(file: _File, cache_folder: Path | None) -> tuple[Path | None, pandoc.Pandoc | bytes]:
    """Return the kept works of a file, or a process that reads it and where to keep what it gives."""
    if file.format == "csljson":
        return None, file.data
    program = pandoc.find_pandoc()
    name = pandoc.name_of(program, file.format.encode(), file.data)
    path = cache_folder / f"references-{name}.json" if cache_folder else None
    kept = pandoc.kept(path) if path else None
    if kept is not None:
        return path, kept
    return path, pandoc.Pandoc(program, ("-f", file.format, "-t", "csljson"), file.data)


def _converted(file: _File, path: Path | None, source: pandoc.Pandoc | bytes) -> Json | Diagnostic:
    """Return the works of a file as CSL JSON, or what is wrong with the file and where."""
    if isinstance(source, pandoc.Pandoc):
        answer = source.result()
        if answer.code:
            return _broken(file, answer.complaint)
        data = answer.output
    else:
        data = source
    try:
        works = cast(Json, json.loads(data))
    except json.JSONDecodeError as problem:
        if file.format != "csljson":
            raise Refused(error("Pandoc gave an answer that cannot be read", None, pandoc.ANEW)) from None
        span = Span(file.path, problem.lineno, problem.colno, problem.lineno, problem.colno + 1)
        return error(f"this is no JSON: {problem.msg.lower()}", span, "export the file again as CSL JSON")
    except RecursionError:
        return error(f'"{file.name}" is nested too deeply', file.name.span)
    if path and isinstance(source, pandoc.Pandoc):
        pandoc.keep(path, data)
    return works


def _broken(file: _File, said: str) -> Diagnostic:
    """Return Pandoc's complaint about a file, with the file's own line."""
    place = _PLACE.search(said)
    words = said[place.end() :].strip() if place else said.partition(":")[2].strip() or said
    words = re.sub(r"\s+", " ", words)[:160].rstrip(" ^")
    hint = "mend that place, or export the file again"
    if place is None:
        return error(f'"{file.name}" cannot be read: {words}', file.name.span, hint)
    lines = file.data.decode("utf-8").splitlines() or [""]
    line = min(int(place[1]), len(lines))
    column = int(place[2]) if line == int(place[1]) else len(lines[-1]) + 1
    return error(
        f"this cannot be read as {file.path.suffix.lower()}: {words}",
        Span(file.path, line, column, line, column + 1),
        hint,
    )


def _works(file: _File, content: Json) -> list[Work] | Diagnostic:
    items = content.get("items") if isinstance(content, Mapping) else content
    if not isinstance(items, Sequence) or isinstance(items, str):
        return error(f'"{file.name}" holds no list of works', file.name.span, "export it again as CSL JSON")
    places = _places(file)
    works = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, Mapping) or "id" not in item:
            return error(f'work {number} of "{file.name}" has no id', file.name.span)
        key = str(item["id"])
        works.append(_work(key, item, places.get(key) or Span(file.path, 1, 1, 1, 1)))
    if not works:
        return error(f'no work was found in "{file.name}"', file.name.span)
    return works


def _places(file: _File) -> dict[str, Span]:
    """Return where the key of each work stands in its file, as far as that can be told."""
    if file.format == "csljson":
        pattern = re.compile(rb'"id"\s*:\s*"?([^",}\n]+)')
    elif file.format in ("biblatex", "bibtex"):
        pattern = _BIB_KEY
    elif file.format == "ris":
        pattern = _RIS_KEY
    else:
        return {}
    places: dict[str, Span] = {}
    line, seen = 1, 0
    for match in pattern.finditer(file.data):
        line += file.data.count(b"\n", seen, match.start(1))
        seen = match.start(1)
        start = file.data.rfind(b"\n", 0, seen) + 1
        column = len(file.data[start:seen].decode("utf-8")) + 1
        key = match[1].decode("utf-8")
        places.setdefault(key, Span(file.path, line, column, line, column + len(key)))
    return places


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
