"""Works and citation groups → the document that Pandoc's citeproc reads, and its answer → runs.

Both directions are Pandoc's JSON form of a document. A group is a paragraph of its own; behind all groups
stands each cited work once more by itself, for the line of sources at a slide's foot.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from deckgen.deck.inline import Cited, Cluster, Mode
from deckgen.deck.model import Entry, Run, Runs, plain
from deckgen.deck.references import Date, Items, Name, Work
from deckgen.diagnostics import Span

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]

_MODES = {
    Mode.BRACKETED: "NormalCitation",
    Mode.NARRATIVE: "AuthorInText",
    Mode.AUTHORLESS: "SuppressAuthor",
}
_QUOTED = re.compile(r"“(?P<curly>[^“”\"]+)”|\"(?P<straight>[^“”\"]+)\"")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s|$)")
_TITLES = {
    "title",
    "title-short",
    "container-title",
    "container-title-short",
    "collection-title",
    "original-title",
    "reviewed-title",
    "volume-title",
    "part-title",
}
_PROPER = {"container-title", "container-title-short", "collection-title"}
"""Titles that are names: a journal, a site, a series stays as it was typed."""

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
_SMALL = re.compile(
    r"a|an|and|as|at|but|by|for|in|nor|of|off|on|or|per|so|the|to|up|v|via|vs|yet|de|du|la|le|van|von|"
    r"about|above|after|against|along|among|around|before|behind|below|beneath|beside|between"
    r"|beyond|despite|down|during|from|inside|into|like|near|onto|outside|over|past|since|than"
    r"|that|through|towards?|under|underneath|until|unto|upon|versus|when|where|while|with|within"
    r"|without"
)
"""Words that a title in capitals leaves small."""

_PAGES = re.compile(r"^([,\s]*)(?:pp?\.?|صص?\.?|עמ['’׳]|पृ\.?|หน้า)\s*(?=\d)")
"""What English authors write before pages, and those of languages whose words for it citeproc lacks. It takes
figures alone for pages in every language."""

_COMMA = re.compile(r"^\s*[،，、]")
"""The commas of other scripts behind a key."""

_WRITTEN_APART = "\u202c"
"""A sign that nobody sees. citeproc parts family names from given ones, by a comma where those come last, in
the scripts that it knows of: this sign counts as one of their letters."""

_EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")

_WORDS = re.compile(r"[ \t\n]+")
_STOP = re.compile(r"[.,;:)\]]+")
_NO_PLACE = Span(Path(), 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Answer:
    """What citeproc made of a document: a run of runs a paragraph, the numbered notes, the entries."""

    paragraphs: tuple[Runs, ...]
    notes: tuple[Runs, ...]
    entries: tuple[Entry, ...]


def document(
    clusters: Iterable[Cluster],
    alone: Iterable[Cited],
    works: Items,
    nocite: Iterable[str],
    language: str,
    style: bytes,
) -> Json:
    """Return the document that asks for all groups, for each work of `alone`, and for the list.

    `style` is the content of a style's file, which goes with the document.
    """
    paragraphs: list[Json] = []
    for number, cluster in enumerate(clusters, 1):
        paragraphs.append(_paragraph(cluster.items, number, language))
    first = len(paragraphs) + 1
    for number, cited in enumerate(alone, first):
        alone_now = replace(cited, mode=Mode.BRACKETED, prefix=())
        paragraphs.append(_paragraph((alone_now,), number, language))
    unseen = [_paragraph((Cited(key, Mode.BRACKETED, (), (), _NO_PLACE),), 0, language) for key in nocite]
    csl = f"data:application/xml;base64,{base64.b64encode(style).decode()}"
    meta: dict[str, Json] = {
        "csl": {"t": "MetaString", "c": csl},
        "lang": _meta_words(language),
        "link-citations": {"t": "MetaBool", "c": True},
        "references": {"t": "MetaList", "c": [_meta_work(work, language) for work in works]},
    }
    if unseen:
        cites = [cast(Mapping[str, Sequence[Json]], one)["c"][0] for one in unseen]
        meta["nocite"] = {"t": "MetaInlines", "c": cites}
    return {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": paragraphs}


def fingerprint(
    clusters: Iterable[Cluster], alone: Iterable[Cited], works: Items, nocite: Iterable[str], language: str
) -> bytes:
    """Return all that the document depends on as bytes, many times faster than the document itself."""
    groups = [[_cited_parts(item) for item in cluster.items] for cluster in clusters]
    listed = [
        (
            work.key,
            work.type,
            [(name, _parts(runs)) for name, runs in work.texts],
            [(name, [_name_parts(one) for one in names]) for name, names in work.names],
            [(name, date.parts, date.season, date.circa, date.literal) for name, date in work.dates],
        )
        for work in works
    ]
    return repr((groups, [_cited_parts(item) for item in alone], listed, tuple(nocite), language)).encode()


def _cited_parts(item: Cited) -> tuple[object, ...]:
    return item.key, item.mode.value, _parts(item.prefix), _parts(item.suffix)


def _name_parts(name: Name) -> tuple[str, ...]:
    return name.family, name.given, name.particle, name.dropping, name.suffix, name.literal


def _parts(runs: Runs) -> list[tuple[object, ...]]:
    return [(run.text, run.bold, run.italic, run.code, run.superscript, run.subscript) for run in runs]


def _paragraph(items: Iterable[Cited], number: int, language: str) -> Json:
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
    return {"t": "Para", "c": [{"t": "Cite", "c": [citations, []]}]}


def _suffix(item: Cited, language: str) -> Json:
    """Return what stands behind the key; a space goes before it unless it opens with punctuation."""
    suffix = _understood(item.suffix, language)
    inlines = _inlines(suffix)
    apart = suffix and suffix[0].text[:1] not in ",.;:)]"
    return [{"t": "Space"}, *inlines] if apart and item.mode is not Mode.NARRATIVE else inlines


def _understood(suffix: Runs, language: str) -> Runs:
    """Return what stands behind a key with its comma and its pages as citeproc knows them everywhere."""
    if not suffix:
        return suffix
    words = _COMMA.sub(",", suffix[0].text)
    if not language.lower().startswith("en"):
        words = _PAGES.sub(r"\1", words)
    return (replace(suffix[0], text=words), *suffix[1:])


def _meta_work(work: Work, language: str) -> Json:
    fields: dict[str, Json] = {"id": _meta_words(work.key), "type": _meta_words(work.type)}
    for variable, runs in work.texts:
        inlines = _curled(runs)
        if variable in _TITLES and (variable in _PROPER or _is_title_case(plain(runs))):
            inlines = [{"t": "Span", "c": [["", ["nocase"], []], inlines]}]
        fields[variable] = {"t": "MetaInlines", "c": inlines}
    for variable, names in _people(work, language):
        fields[variable] = {"t": "MetaList", "c": [_meta_name(name) for name in names]}
    for variable, date in work.dates:
        fields[variable] = _meta_date(date)
    return {"t": "MetaMap", "c": fields}


def _people(work: Work, language: str) -> Iterator[tuple[str, tuple[Name, ...]]]:
    """Give the names that citeproc knows a role for; where none is left, who else made the work.

    citeproc drops the newer roles. The first of them then stands in the author's place, the role behind
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


def _is_title_case(words: str) -> bool:
    """Tell whether a title was typed with capitals already: then it stays as it is."""
    behind = [word.strip("“”‘’\"'«»()[]{}.,;:!?—–-") for word in words.split()[1:]]
    named = [word for word in behind if word and word[0].isalpha() and not _SMALL.fullmatch(word)]
    return bool(named) and all(word[0] == word[0].upper() for word in named)


def _meta_name(name: Name) -> Json:
    foreign = not name.family.isascii() and not _EAST_ASIAN.search(name.family)
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


def _curled(runs: Runs) -> list[Json]:
    """Return runs as inlines, quotation marks as such: inside others a style sets them singly."""
    inlines: list[Json] = []
    for run in runs:
        words = _APOSTROPHE.sub("’", run.text)
        at = 0
        for quoted in _QUOTED.finditer(words) if not run.code else ():
            said = _inlines((replace(run, text=quoted["curly"] or quoted["straight"]),))
            inlines += _inlines((replace(run, text=words[at : quoted.start()]),))
            inlines.append({"t": "Quoted", "c": [{"t": "DoubleQuote"}, said]})
            at = quoted.end()
        inlines += _inlines((replace(run, text=words[at:]),))
    return inlines


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


def read_answer(answer: Json) -> Answer:
    """Read the document that citeproc gave back."""
    reader = _Reader()
    paragraphs: list[Runs] = []
    entries: list[Entry] = []
    for block in _list(_dict(answer)["blocks"]):
        kind, content = _node(block)
        if kind == "Para":
            paragraphs.append(joined(reader.runs(content, Run(""))))
        elif kind == "Div":
            found = (reader.entry(one) for one in _list(_list(content)[1]))
            entries += [entry for entry in found if entry.runs]
    return Answer(tuple(paragraphs), tuple(reader.notes), tuple(entries))


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
                opening, closing = ("‘", "’") if _node(_list(content)[0])[0] == "SingleQuote" else ("“", "”")
                yield replace(now, text=opening)
                yield from self.runs(_list(content)[1], now)
                yield replace(now, text=closing)
            case "Cite":
                yield from self.runs(_list(content)[1], now)
            case "Link":
                _, inner, target = _list(content)
                yield from self.runs(inner, _linked(now, str(_list(target)[0])))
            case "Span":
                attributes, inner = _list(content)
                runs = joined(self.runs(inner, now))
                if "csl-left-margin" in _list(_list(attributes)[1]) and runs:
                    runs = (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip() + " "))
                yield from runs
            case "Note":
                said = (run for block in _list(content) for run in self.runs(_node(block)[1], Run("")))
                self.notes.append(joined(said))
                yield replace(now, text=str(len(self.notes)), superscript=True)


def _linked(now: Run, target: str) -> Run:
    if target.startswith("#ref-"):
        return replace(now, cites=(target.removeprefix("#ref-"),))
    return replace(now, link=target)


def _own_links(runs: Iterable[Run]) -> Runs:
    """Keep the link of a printed address; a title is no link.

    The stop behind an address is part of the link, so that it does not begin a line of its own.
    """
    kept: list[Run] = []
    for run in runs:
        printed = run.link and re.match(r"https?://|www\.|10\.\d|doi", run.text.strip().lower())
        one = run if printed or not run.link else replace(run, link=None)
        stop = _STOP.match(one.text) if kept and kept[-1].link and not one.link else None
        if stop and replace(kept[-1], text="", link=None) == replace(one, text=""):
            kept[-1] = replace(kept[-1], text=kept[-1].text + stop.group())
            one = replace(one, text=one.text[stop.end() :])
        kept.append(one)
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
