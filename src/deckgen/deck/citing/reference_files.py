"""Files of references → works, as if they were in the outline.

A file is split into its entries, whose keys and places are all that is read of it; what an entry says is read
where the talk cites it. So 5,000 entries take little longer than one, and a broken one harms no other. The
readers of all formats are imported where an outline names a file: few do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.deck.citing.references import Items, Work
from deckgen.deck.files import open_project_file
from deckgen.diagnostics import Diagnostic, error, has_errors, warning
from deckgen.limits import REFERENCES_BYTES
from deckgen.outline.model import Text
from deckgen.project_files import FileKind
from deckgen.structs import Struct, replace

if TYPE_CHECKING:
    from deckgen.deck.citing.libraries.library import Library, LibraryEntry, Source

_ADVICE = "export the works that the talk cites, not the whole library"
REFERENCES = FileKind("file of references", REFERENCES_BYTES, _ADVICE)

MOST_LISTED = 10
"""Broken entries of one file that are reported one by one."""

_EXPORT = "export the works again"


class Opened(Struct, frozen=True):
    """The files that an outline names, split into their entries."""

    libraries: tuple[Library, ...]
    problems: tuple[Diagnostic, ...]


def open_files(names: Iterable[Text], outline: Path) -> Opened:
    """Read the keys and places of the entries in the files of references that an outline names."""
    problems: list[Diagnostic] = []
    libraries: list[Library] = []
    for name in names:
        from deckgen.deck.citing.libraries.formats import reader_of

        source = _read(name, outline)
        if isinstance(source, Diagnostic):
            problems.append(source)
            continue
        text, found = source
        problems += found
        if not text.text:
            continue
        library = reader_of(text)(text)
        problems += library.problems
        if not library.entries and not has_errors(library.problems):
            problems.append(_no_work(text))
        libraries.append(library)
    return Opened(tuple(libraries), tuple(problems))


def with_files(
    own: Items, opened: Opened, wanted: Collection[str] | None = None
) -> tuple[Items, tuple[Diagnostic, ...]]:
    """Return the outline's own works and those of its files, and what is wrong with the files.

    `wanted` are the keys of the works that the talk rests on, None: all of them. Of the others no more than
    the key and the place is known. Where one key stands for two works, the outline's own counts, or else the
    first that can be read.
    """
    found = list(opened.problems)
    works = {work.key: work for work in own}
    first: dict[str, LibraryEntry] = {}
    for library in opened.libraries:
        twice: list[Diagnostic] = []
        for entry in library.entries:
            if not entry.key:
                continue
            if entry.key in works and not works[entry.key].fault:
                if len(twice) <= MOST_LISTED or (wanted and entry.key in wanted):
                    twice += _second(entry, works[entry.key], first.get(entry.key))
                continue
            is_wanted = wanted is None or entry.key in wanted
            works[entry.key] = _work(entry, read=is_wanted)
            first[entry.key] = entry
        broken = [_broken(entry) for entry in library.entries if entry.fault]
        found += _listed(broken, "entries cannot be read")
        found += _needed_first(twice, wanted or ())
    return tuple(works.values()), tuple(found)


def _needed_first(twice: list[Diagnostic], wanted: Collection[str]) -> Iterable[Diagnostic]:
    """Give all warnings of keys that the talk rests on, and of the others no more than a list holds."""
    needed = [one for one in twice if any(f'"{key}"' in one.message for key in wanted)]
    rest = [one for one in twice if one not in needed]
    return (*needed, *_listed(rest, "keys refer to two works"))


def _work(entry: LibraryEntry, *, read: bool) -> Work:
    """Return an entry's work, or its key and place alone, where nothing rests on it."""
    if read and not entry.fault:
        from deckgen.deck.citing.libraries.library import tidy, too_long

        work = entry.read()
        fault = too_long(work)
        return replace(tidy(work), fault=fault) if not fault else replace(_bare(entry), fault=fault)
    return _bare(entry)


def _bare(entry: LibraryEntry) -> Work:
    """Return an entry's key and place alone."""
    return Work(entry.key, "document", (), (), (), entry.span, library=True, fault=entry.fault)


def _broken(entry: LibraryEntry) -> Diagnostic:
    message = f"an entry cannot be read: {entry.fault}"
    if entry.key:
        message = f'the entry "{entry.key}" cannot be read: {entry.fault}'
    return warning(
        message,
        entry.span,
        "mend that place, or export the work again; all other entries are read",
    )


def _listed(found: list[Diagnostic], what: str) -> Iterable[Diagnostic]:
    """Give warnings one by one; of too many, that there are more."""
    yield from found[:MOST_LISTED]
    if len(found) > MOST_LISTED:
        more = found[MOST_LISTED]
        yield warning(f"more {what}, from here on", more.span, *more.hints)


def _second(entry: LibraryEntry, taken: Work, first: LibraryEntry | None) -> Iterable[Diagnostic]:
    """Give a warning for a key that stands for a second work, with both of them."""
    if entry.fault or (first and first.mark and first.mark == entry.mark):
        return
    one, other = first.read() if first else taken, entry.read()
    if (one.type, one.texts, one.names, one.dates) == (
        other.type,
        other.texts,
        other.names,
        other.dates,
    ):
        return
    place = f" in {one.span.path.name}, line {one.span.line}" if one.span else ""
    yield warning(
        f'two works have the key "{entry.key}"; the other, which is{place}, is used',
        entry.span,
        f"there: {_said(one)}; here: {_said(other)}; give one of them another key",
    )


def _said(work: Work) -> str:
    """Return what tells a work from others, in a few words."""
    people = next((names for _, names in work.names), ())
    dates = dict(work.dates).get("issued")
    year = str(dates.parts[0][0]) if dates and dates.parts else ""
    parts = (people[0].family or people[0].literal if people else "", work.text("title")[:50], year)
    return ", ".join(part for part in parts if part) or "nothing"


def _read(name: Text, outline: Path) -> tuple[Source, tuple[Diagnostic, ...]] | Diagnostic:
    from deckgen.deck.citing.libraries.encodings import decoded
    from deckgen.deck.citing.libraries.formats import FORMATS
    from deckgen.deck.citing.libraries.library import Source

    ending = Path(name.value).suffix.lower()
    if ending not in FORMATS:
        kinds = ", ".join(FORMATS)
        return error(
            f'"{name}" is not a file of references that can be read', name.span, f"these can: {kinds}"
        )
    file = open_project_file(name, outline, REFERENCES)
    if isinstance(file, Diagnostic):
        return file
    if not file.data.strip():
        return error(f'"{name}" is empty', name.span, _EXPORT)
    text, found = decoded(file.data, file.path)
    return Source(file.path, text), found


def _no_work(source: Source) -> Diagnostic:
    from deckgen.deck.citing.xml_files import elements

    message = f'no work was found in "{source.path.name}"'
    if source.path.suffix.lower() == ".xml":
        found = elements(source.text.encode(), source.path, "EndNote file", ())
        if isinstance(found, Diagnostic):
            return found
        root = found[0]
        if root.name != "xml":
            return error(f"{message}: it holds <{root.name}>, not EndNote's <xml>", root.span, _EXPORT)
    return error(message, source.start, _EXPORT)
