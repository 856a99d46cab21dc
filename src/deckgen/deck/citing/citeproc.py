"""Works and citation groups → the document that Pandoc's citeproc reads, and its answer → runs.

Both directions are Pandoc's JSON form of a document. A group is a paragraph of its own; after all groups
each cited work comes once more by itself, for the line of sources at a slide's foot.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from deckgen.deck.citing.dates import Date
from deckgen.deck.citing.people import Name
from deckgen.deck.citing.references import Items, Work
from deckgen.deck.citing.titles import Stretches
from deckgen.deck.markup.pieces import Citation, CitationItem, Mode
from deckgen.deck.model import Entry, Run, Runs, plain
from deckgen.diagnostics import Span
from deckgen.structs import Struct, replace
from deckgen.structs.patterns import pattern

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]

_MODES = {
    Mode.BRACKETED: "NormalCitation",
    Mode.NARRATIVE: "AuthorInText",
    Mode.AUTHORLESS: "SuppressAuthor",
}
_QUOTED = pattern(r"“(?P<curly>[^“”\"]+)”|\"(?P<straight>[^“”\"]+)\"")
_APOSTROPHE = pattern(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s|$)")
_NEWER_ROLES = {
    "compiler": "compiler",
    "guest": "",
    "host": "host",
    "performer": "performer",
    "series-creator": "creator",
    "script-writer": "screenwriter",
    "narrator": "narrator",
    "producer": "producer",
    "executive-producer": "executive producer",
    "organizer": "organizer",
    "curator": "curator",
    "chair": "chair",
    "contributor": "",
}
_MAKERS = {"author", "editor", "editor-translator", "translator", "composer", "director"}
_PAGES = pattern(r"^([,\s]*)(?:pp?\.?|صص?\.?|עמ['’׳]|पृ\.?|หน้า)\s*(?=\d)")
"""What English authors write before pages, and those of languages whose words for it citeproc lacks. It takes
figures alone for pages in every language."""

_NO_COMMA = pattern(
    r"^\s+(?=(?:pp?|pages?|chaps?|chapters?|ch|vols?|secs?|sections?|paras?|paragraphs?|bks?|nos?|figs?|lines?|ll?|"
    r"verses?|vv?|parts?|pts?|fols?|cols?|§|¶|S\.|Kap|Bd)?\.?\s*\d)"
)
"""A space where a comma belongs between a key and a page: `[@kort p. 3]`, `[@kort 3]`."""

_NO_STOP = pattern(r"^([,\s]*)(pp?|chap|vol|sec|para|bk|fig)\s*(?=\d)")
"""The abbreviations that citeproc knows, without their stop: `p 425`, `p425`."""

_OTHER_PAGES = pattern(r"^([,\s]*)(?:p\.\s?p\.|pgs?\.?|S\.)\s*(?=\d)")
"""What else people write before pages in English."""

_WORDED_RANGE = pattern(r"(?<=\d)\s+(?:(?P<joint>and|&|und|et|y)|to|bis)\s+(?=\d)")
"""Words where a place has a comma, or a dash: `p. 4 and 6`, `pp. 4 to 6`."""

_LONG = {
    "ch": "chapter", "chap": "chapter", "chs": "chapters", "chaps": "chapters", "sec": "section",
    "sect": "section", "secs": "sections", "para": "paragraph", "paras": "paragraphs", "vol": "volume",
    "vols": "volumes", "fig": "figure", "figs": "figures", "sects": "sections", "bk": "book", "bks": "books",
}  # fmt: skip
_ABBREVIATED = pattern(
    rf"^([,\s]*)({'|'.join(sorted(_LONG, key=len, reverse=True))})\b\.?\s*(?=\d|[IVXLC]+\b)"
)
"""Abbreviations that citeproc knows in those styles only which print them just so, and the whole words."""

_RANGE = pattern(r"^[,\s]*[^\W\d]+\.?\s*\d[\d\s,-]*")
"""Places from one to another, `para. 131-144`, as they begin what comes after a key."""

_COMMA = pattern(r"^\s*[،，、]")
"""The commas of other scripts after a key."""

_WRITTEN_APART = "\u202c"
"""An invisible character. citeproc separates family names from given ones, by a comma where those come last,
in the scripts that it knows of: this character counts as one of their letters."""

_EAST_ASIAN = (
    ("\u1100", "\u11ff"),
    ("\u2e80", "\u9fff"),
    ("\uac00", "\ud7af"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
"""The first and the last of the characters that names are written in without a space or a comma."""

_WORDS = pattern(r"[ \t\n]+")
_WEB = pattern(r"(?:https?|ftp)://[^\s/]", re.IGNORECASE)
_NO_PLACE = Span(Path(), 0, 0, 0, 0)


class Answer(Struct, frozen=True):
    """What citeproc made of a document: a run of runs a paragraph, the numbered notes, the entries."""

    paragraphs: tuple[Runs, ...]
    notes: tuple[Runs, ...]
    entries: tuple[Entry, ...]


class Question(Struct, frozen=True):
    """What citeproc is asked for: all groups, each work of `alone` by itself, and the list of works."""

    clusters: tuple[Citation, ...]
    alone: tuple[CitationItem, ...]
    works: Items
    nocite: tuple[str, ...]
    language: str


def document(question: Question, style: bytes, *, ordered: bool = False) -> Json:
    """Return the document that asks; `style` is the content of a style's file, which goes with it.

    `ordered`: the order of the list is known, and citeproc need not find it.
    """
    style = _without_order(style) if ordered else style
    language = question.language
    paragraphs: list[Json] = []
    for number, cluster in enumerate(question.clusters, 1):
        paragraphs.append(_paragraph(_merged(cluster.items), number, language))
    first = len(paragraphs) + 1
    for number, cited in enumerate(question.alone, first):
        alone_now = replace(cited, mode=Mode.BRACKETED, prefix=())
        paragraphs.append(_paragraph((alone_now,), number, language))
    unseen = [
        _paragraph((CitationItem(key, Mode.BRACKETED, (), (), _NO_PLACE),), 0, language)
        for key in question.nocite
    ]
    csl = f"data:application/xml;base64,{base64.b64encode(style).decode()}"
    meta: dict[str, Json] = {
        "csl": {"t": "MetaString", "c": csl},
        "lang": _meta_words(language),
        "link-citations": {"t": "MetaBool", "c": True},
        "references": {"t": "MetaList", "c": [_meta_work(work, language) for work in question.works]},
    }
    if unseen:
        cites = [cast(Mapping[str, Sequence[Json]], one)["c"][0] for one in unseen]
        meta["nocite"] = {"t": "MetaInlines", "c": cites}
    return {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": paragraphs}


_ORDER = re.compile(rb"<sort>.*?</sort>", re.DOTALL)


def _without_order(style: bytes) -> bytes:
    """Return a style whose list is in the order in which works are cited.

    To compare two names, citeproc unpacks the alphabets of all languages first, which takes two thirds of the
    time that a talk's citations take, and 100 MB.
    """
    head, begin, bibliography = style.partition(b"<bibliography")
    # behind the last end there is none, and each <sort> would be followed to the end
    stop = bibliography.rfind(b"</sort>") + len(b"</sort>")
    return head + begin + _ORDER.sub(b"", bibliography[:stop]) + bibliography[stop:]


def fingerprint(question: Question) -> bytes:
    """Return all that the document depends on as bytes, many times faster than the document itself."""
    groups = [[_cited_parts(item) for item in cluster.items] for cluster in question.clusters]
    listed = [
        (
            work.key,
            work.type,
            [(name, _parts(runs)) for name, runs in work.texts],
            [(name, [_name_parts(one) for one in names]) for name, names in work.names],
            [(name, date.parts, date.season, date.circa, date.literal) for name, date in work.dates],
            work.kept,
        )
        for work in question.works
    ]
    alone = [_cited_parts(item) for item in question.alone]
    return repr((groups, alone, listed, question.nocite, question.language)).encode()


def _cited_parts(item: CitationItem) -> tuple[object, ...]:
    return item.key, item.mode.value, _parts(item.prefix), _parts(item.suffix)


def _name_parts(name: Name) -> tuple[str, ...]:
    return name.family, name.given, name.particle, name.dropping, name.suffix, name.literal


def _parts(runs: Runs) -> list[tuple[object, ...]]:
    return [(run.text, run.bold, run.italic, run.code, run.superscript, run.subscript) for run in runs]


_SOME_PAGES = pattern(r"[,\s]*(?:pp?\.?\s*)?(?P<pages>\d[\d–-]*(?:\s*,\s*\d[\d–-]*)*)\s*")


def _merged(items: Sequence[CitationItem]) -> list[CitationItem]:
    """Return the works of a group, pages of one work after each other as one: `[@a, p. 12; @a, p. 14]`."""
    found: list[CitationItem] = []
    for item in items:
        last = found[-1] if found else None
        if last and last.key == item.key and last.mode is item.mode and not item.prefix:
            said = [_SOME_PAGES.fullmatch("".join(run.text for run in one.suffix)) for one in (last, item)]
            if said[0] and said[1]:
                words = f", pp. {said[0]['pages']}, {said[1]['pages']}"
                found[-1] = replace(last, suffix=(Run(words),))
                continue
        found.append(item)
    return found


_APART = "\u2063"
"""What is between the work that a sentence names and others in its bracket: citeproc would sort them."""


def _paragraph(items: Iterable[CitationItem], number: int, language: str) -> Json:
    first, *others = items
    if others and first.mode is Mode.NARRATIVE:
        groups = [
            _cite((first,), number, language),
            {"t": "Str", "c": _APART},
            _cite(others, number, language),
        ]
        return {"t": "Para", "c": groups}
    return {"t": "Para", "c": [_cite((first, *others), number, language)]}


def _in_one_bracket(runs: Runs) -> Runs:
    """Return the work that a sentence names and others in one bracket: `Zubok (1996, p. 9; Kort, 1996)`."""
    place = next((at for at, run in enumerate(runs) if run.text == _APART), None)
    if place is None:
        return runs
    before, after = runs[:place], runs[place + 1 :]
    between = " "
    if plain(before).endswith(")") and plain(after).startswith("("):
        before = (*before[:-1], replace(before[-1], text=before[-1].text[:-1]))
        after = (replace(after[0], text=after[0].text[1:]), *after[1:])
        between = "; "
    return joined((*before, Run(between), *after))


def _cite(items: Iterable[CitationItem], number: int, language: str) -> Json:
    citations: list[Json] = [
        {
            "citationId": item.key,
            "citationPrefix": _inlines(item.prefix),
            "citationSuffix": _suffix(item, language),
            "citationMode": {"t": _MODES[item.mode]},
            "citationNoteNum": number,
            "citationHash": 0,
        }
        for item in items
    ]
    return {"t": "Cite", "c": [citations, []]}


def _suffix(item: CitationItem, language: str) -> Json:
    """Return what comes after the key; a space goes before it unless it opens with punctuation."""
    suffix = _understood(item.suffix, language)
    inlines = _inlines(suffix)
    apart = suffix and suffix[0].text[:1] not in ",.;:)]"
    return [{"t": "Space"}, *inlines] if apart and item.mode is not Mode.NARRATIVE else inlines


def _understood(suffix: Runs, language: str) -> Runs:
    """Return what comes after a key with its comma and its pages as citeproc knows them everywhere."""
    if not suffix:
        return suffix
    words = _COMMA.sub(",", suffix[0].text)
    words = _NO_STOP.sub(r"\1\2. ", _NO_COMMA.sub(", ", words))
    words = _WORDED_RANGE.sub(lambda one: ", " if one["joint"] else "-", words)
    if language.lower().startswith("en"):
        words = _ABBREVIATED.sub(lambda one: f"{one[1]}{_LONG[one[2]]} ", _OTHER_PAGES.sub(r"\1p. ", words))
    if not language.lower().startswith("en"):
        # What citeproc does not know in a language it prints as typed: then the dash is ours.
        words = _RANGE.sub(lambda one: re.sub(r"(?<=\d)-(?=\d)", "–", one[0]), _PAGES.sub(r"\1", words))
    return (replace(suffix[0], text=words), *suffix[1:])


def _meta_work(work: Work, language: str) -> Json:
    fields: dict[str, Json] = {"id": _meta_words(work.key), "type": _meta_words(work.type)}
    kept = dict(work.kept)
    for variable, runs in work.texts:
        fields[variable] = {"t": "MetaInlines", "c": _curled(runs, kept.get(variable, ()))}
    for variable, names in _people(work, language):
        fields[variable] = {"t": "MetaList", "c": [_meta_name(name) for name in names]}
    for variable, date in work.dates:
        fields[variable] = _meta_date(date)
    return {"t": "MetaMap", "c": fields}


def _people(work: Work, language: str) -> Iterator[tuple[str, tuple[Name, ...]]]:
    """Give the names that citeproc knows a role for; where none is left, who else made the work.

    citeproc drops the newer roles. The first of them then stands in the author's place, the role after
    the name: `Lamb, Max, host`.
    """
    roles = {variable for variable, _ in work.names}
    for variable, names in work.names:
        if variable == "editor-translator":
            yield from ((role, names) for role in ("editor", "translator") if role not in roles)
        elif variable not in _NEWER_ROLES:
            yield variable, names
    if not roles & _MAKERS:
        people = dict(work.names)
        first = next((role for role in _NEWER_ROLES if role in people), None)
        if first:
            role = _NEWER_ROLES[first] if language.lower().startswith("en") else ""
            yield "author", tuple(replace(name, suffix=name.suffix or role) for name in people[first])


def _meta_name(name: Name) -> Json:
    foreign = not name.family.isascii() and not _is_east_asian(name.family)
    parts = {
        "family": name.family + (_WRITTEN_APART if foreign else ""),
        "given": name.given,
        "non-dropping-particle": name.particle,
        "dropping-particle": name.dropping,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    fields: dict[str, Json] = {part: _meta_words(words) for part, words in parts.items() if words}
    if name.suffix in _NEWER_ROLES.values():
        fields["comma-suffix"] = {"t": "MetaBool", "c": True}
    return {"t": "MetaMap", "c": fields}


def _meta_date(date: Date) -> Json:
    fields: dict[str, Json] = {}
    if date.parts:
        days: list[Json] = [
            {"t": "MetaList", "c": [_meta_words(str(part)) for part in day]} for day in date.parts
        ]
        fields["date-parts"] = {"t": "MetaList", "c": days}
    if date.season:
        fields["season"] = _meta_words(str(date.season))
    if date.circa:
        fields["circa"] = {"t": "MetaBool", "c": True}
    if date.literal:
        fields["literal"] = _meta_words(date.literal)
    return {"t": "MetaMap", "c": fields}


def _meta_words(words: str) -> Json:
    return {"t": "MetaInlines", "c": _split(words)}


def _curled(runs: Runs, kept: Stretches) -> list[Json]:
    """Return runs as inlines, quotation marks as such: inside others a style sets them singly.

    What is kept is in a span whose capitals citeproc leaves alone.
    """
    inlines: list[Json] = []
    start = 0
    for run in runs:
        words = _APOSTROPHE.sub("’", run.text)
        at = 0
        for quoted in _QUOTED.finditer(words) if not run.code else ():
            group = "curly" if quoted["curly"] else "straight"
            said = _cased(replace(run, text=quoted[group]), start + quoted.start(group), kept)
            inlines += _cased(replace(run, text=words[at : quoted.start()]), start + at, kept)
            inlines.append({"t": "Quoted", "c": [{"t": "DoubleQuote"}, said]})
            at = quoted.end()
        inlines += _cased(replace(run, text=words[at:]), start + at, kept)
        start += len(words)
    return inlines


def _cased(run: Run, start: int, kept: Stretches) -> list[Json]:
    """Return a run that begins at a place of its title, with spans around what is kept."""
    inlines: list[Json] = []
    at, stop = start, start + len(run.text)
    for first, last in kept:
        first, last = max(first, at), min(last, stop)
        if first >= last:
            continue
        inlines += _inlines((replace(run, text=run.text[at - start : first - start]),))
        inner = _inlines((replace(run, text=run.text[first - start : last - start]),))
        inlines.append({"t": "Span", "c": [["", ["nocase"], []], inner]})
        at = last
    return [*inlines, *_inlines((replace(run, text=run.text[at - start :]),))]


def _inlines(runs: Runs) -> list[Json]:
    inlines: list[Json] = []
    for run in runs:
        if not run.text:
            continue
        inner: list[Json] = _split(run.text)
        if run.code:
            inner = [{"t": "Code", "c": [["", [], []], run.text]}]
        for on, kind in (
            (run.superscript, "Superscript"),
            (run.subscript, "Subscript"),
            (run.italic, "Emph"),
            (run.bold, "Strong"),
        ):
            inner = [{"t": kind, "c": inner}] if on else inner
        inlines += inner
    return inlines


def _split(words: str) -> list[Json]:
    inlines: list[Json] = []
    for number, word in enumerate(_WORDS.split(words)):
        if number:
            inlines.append({"t": "Space"})
        if word:
            inlines.append({"t": "Str", "c": word})
    return inlines


def read_answer(answer: Json, order: tuple[str, ...] = ()) -> Answer:
    """Read the document that citeproc gave back, its list in this order, or as it is where there is none."""
    reader = _Reader()
    paragraphs: list[Runs] = []
    entries: list[Entry] = []
    for block in _list(_dict(answer)["blocks"]):
        kind, content = _node(block)
        if kind == "Para":
            paragraphs.append(_in_one_bracket(tuple(_split_off(reader.runs(content, Run(""))))))
        elif kind == "Div":
            found = (reader.entry(one) for one in _list(_list(content)[1]))
            entries += [entry for entry in found if entry.runs]
    if order:
        entries.sort(key=lambda one: order.index(one.key))
    return Answer(tuple(paragraphs), tuple(reader.notes), tuple(entries))


def _split_off(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs joined, what is between two groups by itself."""
    for one in joined(runs):
        before, sign, after = one.text.partition(_APART)
        yield from (replace(one, text=text) for text in (before, sign, after) if text)


class _Reader:
    """The walk over citeproc's answer, with the notes found on it."""

    def __init__(self) -> None:
        self.notes: list[Runs] = []

    def entry(self, block: Json) -> Entry:
        _, content = _node(block)
        attributes, blocks = _list(content)
        key = str(_list(attributes)[0]).removeprefix("ref-")
        runs: list[Run] = []
        for inner in _list(blocks):
            runs += self.runs(_node(inner)[1], Run(""))
        return Entry(key, joined(_own_links(runs)))

    def runs(self, inlines: Json, now: Run) -> Iterator[Run]:
        for inline in _list(inlines):
            yield from self.inline(inline, now)

    def inline(self, inline: Json, now: Run) -> Iterator[Run]:
        kind, content = _node(inline)
        match kind:
            case "Str":
                yield replace(now, text=str(content).replace(_WRITTEN_APART, ""))
            case "Space" | "SoftBreak" | "LineBreak":
                yield replace(now, text=" ")
            case "Emph" | "Underline":
                yield from self.runs(content, replace(now, italic=not now.italic))
            case "Strong":
                yield from self.runs(content, replace(now, bold=True))
            case "Superscript":
                yield from self.runs(content, replace(now, superscript=True))
            case "Subscript":
                yield from self.runs(content, replace(now, subscript=True))
            case "SmallCaps" | "Strikeout":
                yield from self.runs(content, now)
            case "Code":
                yield replace(now, text=str(_list(content)[1]), code=True)
            case "Quoted":
                yield from self.quoted(_list(content), now)
            case "Cite":
                yield from self.runs(_list(content)[1], now)
            case "Link":
                _, inner, target = _list(content)
                yield from self.runs(inner, _linked(now, str(_list(target)[0])))
            case "Span":
                yield from self.span(_list(content), now)
            case "Note":
                yield self.note(_list(content), now)

    def note(self, blocks: Sequence[Json], now: Run) -> Run:
        """Keep a note; return its number."""
        self.notes.append(joined(run for block in blocks for run in self.runs(_node(block)[1], Run(""))))
        return replace(now, text=str(len(self.notes)), superscript=True)

    def quoted(self, content: Sequence[Json], now: Run) -> Iterator[Run]:
        opening, closing = ("‘", "’") if _node(content[0])[0] == "SingleQuote" else ("“", "”")
        yield replace(now, text=opening)
        yield from self.runs(content[1], now)
        yield replace(now, text=closing)

    def span(self, content: Sequence[Json], now: Run) -> Runs:
        """Return the runs of a span; one space follows the number in an entry's margin."""
        attributes, inner = content
        runs = joined(self.runs(inner, now))
        if "csl-left-margin" in _list(_list(attributes)[1]) and runs:
            return (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip() + " "))
        return runs


def _linked(now: Run, target: str) -> Run:
    if target.startswith("#ref-"):
        return replace(now, cites=(target.removeprefix("#ref-"),))
    # A library's address may be file:, smb: or javascript:, and none of them belongs on a slide.
    return replace(now, link=target) if _WEB.match(target) else now


def _own_links(runs: Iterable[Run]) -> Runs:
    """Keep the link of a printed address, without the stop after it; a title is no link."""
    kept: list[Run] = []
    for run in runs:
        printed = run.link and re.match(r"https?://|www\.|10\.\d|doi", run.text.strip().lower())
        kept.append(run if printed or not run.link else replace(run, link=None))
    return tuple(kept)


def joined(runs: Iterable[Run]) -> Runs:
    """Join neighbours of one kind; what is empty goes."""
    found: list[Run] = []
    for run in runs:
        if found and replace(found[-1], text=run.text) == run:
            found[-1] = replace(run, text=found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return tuple(found)


def _dict(value: Json) -> Mapping[str, Json]:
    if not isinstance(value, dict):
        raise ValueError(f"an object is expected, not {value!r}")
    return value


def _list(value: Json) -> Sequence[Json]:
    if not isinstance(value, list):
        raise ValueError(f"a list is expected, not {value!r}")
    return value


def _node(value: Json) -> tuple[str, Json]:
    node = _dict(value)
    return str(node["t"]), node.get("c")


def _is_east_asian(text: str) -> bool:
    return any(first <= char <= last for char in text for first, last in _EAST_ASIAN)
