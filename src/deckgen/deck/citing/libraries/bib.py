"""A .bib file → its entries, each by itself: what is wrong with one does not reach the next.

BibTeX's grammar is simple, its files are not: entries in parentheses, fields with odd names, missing commas,
braces that do not match. An entry ends where its braces do, at the latest where the next one begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from deckgen.deck.citing.libraries.library import Source
from deckgen.limits import LONGEST_ABBREVIATION, LONGEST_ENTRY
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_BEGIN = pattern(r"@[ \t]*(?P<kind>[A-Za-z]\w*)[ \t]*\n?[ \t]*(?P<open>[{(])")
_KEY = pattern(r"\s*(?P<key>[^\s,{}()=\"#%][^,\n{}=\"]*?|)\s*(?=[,})\n]|$)")
_BRACES = pattern(r"[{}]")
_ESCAPED = pattern(r"\\[{}]")
_NAME = pattern(r"(?P<name>[^\s=,{}\"#][^=,{}\"#]*?)\s*=\s*")
_PIECE = pattern(r"\s*(?:(?P<open>[{\"])|(?P<word>[^\s,#{}\"()=]+))")
_GAP = pattern(r"[\s,]*(?:%[^\n]*\n[\s,]*)*")

_INDENTED = 80
"""Characters by which an entry is indented at most."""

_APART = frozenset(("comment", "string", "preamble"))

MONTHS = dict(
    zip(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        range(1, 13),
        strict=True,
    )
)


class Raw(Struct, frozen=True):
    """One entry as it appears in the file: from its `@` to where its braces or the next entry end it."""

    kind: str
    key: str
    at: int
    """Where the key is in the file."""
    body: int
    """Where what follows the key begins."""
    stop: int
    closing: str


class Fields(Struct, frozen=True):
    """The fields of an entry, their names in lower case, and what is wrong, empty where nothing is."""

    values: Mapping[str, str]
    fault: str = ""


class BibFile(Struct, frozen=True):
    """A .bib file's entries in order, and its abbreviations."""

    source: Source
    raws: tuple[Raw, ...]
    strings: Mapping[str, str]


def split_bib(source: Source) -> BibFile:
    """Part a file into its entries; nothing of what they say is read, but for the abbreviations."""
    text = source.text
    begins = list(_begins(text))
    raws: list[Raw] = []
    strings: dict[str, str] = {}
    for place, begin in enumerate(begins):
        stop = begins[place + 1].start("kind") - 1 if place + 1 < len(begins) else len(text)
        closing = "}" if begin["open"] == "{" else ")"
        kind = begin["kind"].lower()
        if kind == "string":
            whole = Raw(kind, "", begin.end(), begin.end(), stop, closing)
            values = _fields(text, whole, strings).values
            strings.update((name, said[:LONGEST_ABBREVIATION]) for name, said in values.items())
        elif kind not in _APART and (key := _KEY.match(text, begin.end(), stop)):
            raws.append(Raw(kind, key["key"].strip(), key.start("key"), key.end(), stop, closing))
    return BibFile(source, tuple(raws), strings)


def _begins(text: str) -> Iterator[re.Match[str]]:
    """Give the beginnings of entries: at the start of a line, or after the end of the one before.

    What a @comment holds in its braces is not read.
    """
    seen, depth, after = 0, 0, 0
    hopeless = False
    for begin in _BEGIN.finditer(text):
        at = begin.start()
        if at < after:
            continue
        before = text[max(0, at - _INDENTED) : at].rstrip(" \t")
        if before and before[-1] not in "\n})":
            continue
        if before and before[-1] != "\n":
            depth += text.count("{", seen, at) - text.count("}", seen, at)
            seen = at
            if depth > 0:
                continue
        depth, seen = 0, begin.start("open")
        if begin["kind"].lower() == "comment" and begin["open"] == "{" and not hopeless:
            after = _closed(text, begin.end(), len(text), _BRACES)
            hopeless = after < 0
        yield begin


def _closed(text: str, at: int, stop: int, braces: re.Pattern[str]) -> int:
    """Return where the group ends whose inside begins at `at`, below 0 where it does not."""
    depth = 1
    for one in braces.finditer(text, at, stop):
        depth += 1 if one[0] == "{" else -1
        if depth == 0:
            return one.end()
    return -1


def is_sound(file: BibFile, raw: Raw) -> bool:
    """Tell, fast, whether an entry is of a sane length and its braces even in number."""
    text = file.source.text
    if raw.stop - raw.body > LONGEST_ENTRY:
        return False
    return text.count("{", raw.body, raw.stop) + (raw.closing == "}") == text.count("}", raw.body, raw.stop)


def read_fields(file: BibFile, raw: Raw) -> Fields:
    """Read an entry's fields, abbreviations filled in. Braces after a backslash count, or else do not."""
    if raw.stop - raw.body > LONGEST_ENTRY:
        return Fields({}, f"it has {raw.stop - raw.body:,} characters; at most {LONGEST_ENTRY:,} are read")
    found = _fields(file.source.text, raw, file.strings)
    if not found.fault:
        return found
    text = file.source.text[raw.body : raw.stop]
    hidden = _ESCAPED.sub(lambda one: "\\\ue000" if one[0] == "\\{" else "\\\ue001", text)
    again = _fields(hidden, Raw(raw.kind, raw.key, 0, 0, len(hidden), raw.closing), file.strings)
    if again.fault:
        return found
    shown = str.maketrans({"\ue000": "{", "\ue001": "}"})
    return Fields({name: value.translate(shown) for name, value in again.values.items()})


def _fields(text: str, raw: Raw, strings: Mapping[str, str]) -> Fields:
    values: dict[str, str] = {}
    at = raw.body
    while True:
        gap = _GAP.match(text, at, raw.stop)
        at = gap.end() if gap else at
        if at >= raw.stop:
            return Fields(
                values, f"it does not end: a closing {_named(raw.closing)} or quotation mark is missing"
            )
        if text[at] == raw.closing:
            return Fields(values, _rest(text, at + 1, raw.stop))
        name = _NAME.match(text, at, raw.stop)
        if not name:
            words = re.sub(r"\s+", " ", text[at : at + 30]).strip()
            return Fields(values, f'"{words}" is no field: a name and = are expected')
        value, at = _value(text, name.end(), raw.stop, strings)
        if at < 0:
            return Fields(
                values, f"its field {name['name']} does not end: a closing brace or quotation mark is missing"
            )
        values.setdefault(name["name"].lower(), value)


def _named(closing: str) -> str:
    return "brace" if closing == "}" else "parenthesis"


def _rest(text: str, at: int, stop: int) -> str:
    """Return what is wrong with what follows an entry's end: fields there are lost without a word."""
    rest = "\n".join(line for line in text[at:stop].splitlines() if not line.lstrip().startswith("%"))
    lost = re.match(r"\s*[,}]*\s*[A-Za-z][\w-]*\s*=\s*[{\"\w]", rest)
    return "it ends before its last fields: a closing brace too many" if lost else ""


def _value(text: str, at: int, stop: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """Return a value, its pieces joined, and where it ends; below 0 where it does not."""
    pieces: list[str] = []
    filled_in = 0
    while True:
        piece = _PIECE.match(text, at, stop)
        if not piece:
            return "".join(pieces), at
        at = piece.end()
        if piece["word"]:
            word = piece["word"]
            said = strings.get(word.lower(), word)
            filled_in += len(said)
            pieces += [said] if filled_in <= LONGEST_ENTRY else []
        else:
            end = _closed(text, at, stop, _BRACES) if piece["open"] == "{" else _quoted(text, at, stop)
            if end < 0:
                return "", -1
            pieces.append(text[at : end - 1])
            at = end
        more = re.compile(r"\s*#").match(text, at, stop)
        if not more:
            return "".join(pieces), at
        at = more.end()


_QUOTE = pattern(r"[{}\"]")


def _quoted(text: str, at: int, stop: int) -> int:
    """Return where a value in quotation marks ends: at one that is in no braces."""
    depth = 0
    for one in _QUOTE.finditer(text, at, stop):
        if one[0] == '"':
            if depth <= 0:
                return one.end()
        else:
            depth += 1 if one[0] == "{" else -1
    return -1
