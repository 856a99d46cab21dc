"""Citation groups and works → citations, notes and entries as a style sets them.

Pandoc is asked once for all of a deck, as soon as the groups are known, and answers beside the other work.
What it gave is kept by content, and it is not asked where nothing has changed.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from deckgen.deck import pandoc
from deckgen.deck.citeproc import Answer, Json, document, fingerprint, joined, read_answer
from deckgen.deck.inline import Cited, Cluster, Mode
from deckgen.deck.model import Entry, Run, Runs, plain
from deckgen.deck.references import Items, library_gaps
from deckgen.deck.style_files import style_bytes, unusable
from deckgen.diagnostics import Diagnostic, Refused, error, warning

_CITATION_FORMAT = re.compile(rb'citation-format="([a-z-]+)"')

_HEADINGS = {
    "en": ("References", "Bibliography"),
    "fr": ("Références", "Bibliographie"),
    "es": ("Referencias", "Bibliografía"),
    "it": ("Riferimenti bibliografici", "Bibliografia"),
    "pt": ("Referências", "Bibliografia"),
    "sv": ("Referenser", "Litteraturförteckning"),
}
"""Languages that have words of their own for a list of references and for a bibliography."""

_PAGED_TIME = re.compile(r"\bpp?(?:\.\s)?(?=\d{1,2}:\d{2}\b)")
"""citeproc takes a place in a film, 00:12:30, for a page."""

_FORMAT = b"5"
"""Grows when what is kept changes its form or its meaning."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be formatted: the groups in the order in which an audience meets them, and the works.

    `style` is the name of one of deckgen's own or a file. `nocite` names works that are listed though nothing
    cites them; `*` stands for all. Not `whole`: parts of the outline could not be read, and what nothing
    seems to cite may be cited there. Not `complete`: a file of references could not be read, and what is
    cited may be listed there.
    """

    clusters: tuple[Cluster, ...]
    items: Items
    style: str | Path
    language: str
    nocite: tuple[str, ...] = ()
    whole: bool = True
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Formatted:
    """The groups as they stand in the text, one for one, and the list of works in the style's order.

    In a note style a group is the number of a note, set high, and `notes` holds its note, number in front.
    `sources` gives each work of a group by itself and without brackets.
    """

    clusters: tuple[Runs, ...]
    notes: Mapping[Cluster, Runs]
    entries: tuple[Entry, ...]
    sources: Mapping[Cited, Runs]
    heading: str
    """What the style calls the list, empty where that is Works Cited."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class Citing:
    """The formatting under way. `close` ends it where its result is no longer wanted."""

    request: Request
    alone: tuple[Cited, ...]
    diagnostics: tuple[Diagnostic, ...]
    answer: Answer | None = None
    running: pandoc.Pandoc | None = None
    kept: Path | None = None
    system: str = "author"
    asked: bool = False

    def result(self) -> Formatted:
        """Wait for it and return it; raises `Refused` where Pandoc or the style fails."""
        if self.answer is None and self.running:
            said = self.running.answer()
            self.running.close()
            if not said.output:
                raise Refused(_failure(said, self.request.style))
            try:
                self.answer = read_answer(json.loads(said.output))
            except (ValueError, LookupError, TypeError):
                raise Refused(error("Pandoc gave an answer that cannot be read", None, pandoc.ANEW)) from None
            if self.kept:
                _keep(self.kept, self.answer)
        return _formatted(self)

    def close(self) -> None:
        """End the process where one is still running."""
        if self.running:
            self.running.close()


def start(request: Request, cache_folder: Path | None, program: pandoc.Pandoc | None = None) -> Citing:
    """Start formatting, or take up what an earlier build kept in the folder (None: nowhere).

    `program` is the process to ask, None: one of its own. Where a key is unknown, or there is nothing to
    format, it is not asked. Raises `Refused` where there is no Pandoc or the style is not to be used.
    """
    keys = tuple(work.key for work in request.items)
    cited = {item.key for cluster in request.clusters for item in cluster.items}
    problems = (
        *_unknown_keys(request, keys),
        *_uncited(request, cited),
        *_library_gaps(request, cited),
    )
    known = frozenset(keys)
    unknown = not cited <= known
    listed = keys if "*" in request.nocite else tuple(key for key in request.nocite if key in known)
    alone = _to_ask_for(request.clusters)
    if unknown or not (request.clusters or listed):
        return Citing(request, alone, problems, _unformatted(request.clusters, alone))
    needed = tuple(work for work in request.items if work.key in cited or work.key in listed)
    asked = (request.clusters, alone, needed, listed, request.language)
    content = style_bytes(request.style)
    name = pandoc.name_of(pandoc.find_pandoc(), _FORMAT, content, fingerprint(*asked))
    kept = cache_folder / f"citations-{name}.json" if cache_folder else None
    answer = _kept(kept, len(request.clusters) + len(alone)) if kept else None
    found = _CITATION_FORMAT.search(content)
    system = found[1].decode() if found else "author-date"
    if answer:
        return Citing(request, alone, problems, answer, system=system)
    running = program or pandoc.Pandoc()
    running.ask("json", _bytes(document(*asked, content)))
    return Citing(request, alone, problems, None, running, kept, system, asked=True)


def source_line(clusters: Iterable[Cluster], formatted: Formatted) -> Runs:
    """Return what a slide rests on, each source once, for its foot: `Kort 294; Wood`.

    A work that is cited both with and without pages stands there with its pages only. In a note style
    each source is given in its short form, in a numeric one by its number: `[1, p. 294]; [2]`.
    """
    items = [item for cluster in clusters for item in cluster.items]
    located = {item.key for item in items if item.suffix}
    line: list[Run] = []
    seen: set[str] = set()
    for item in items:
        runs = formatted.sources.get(item, ())
        words = plain(runs)
        if not words or words in seen or (item.key in located and not item.suffix):
            continue
        seen.add(words)
        line += [Run("; "), *runs] if line else runs
    return tuple(line)


def slide_notes(clusters: Iterable[Cluster], formatted: Formatted) -> tuple[Runs, ...]:
    """Return the numbered notes of a slide's groups for its foot, none where the style has no notes."""
    return tuple(formatted.notes[cluster] for cluster in clusters if cluster in formatted.notes)


def _failure(answer: pandoc.Answer, style: str | Path) -> Diagnostic:
    """Return why Pandoc failed, in words that say what to do."""
    if isinstance(style, Path):
        return unusable(style, answer.complaint)
    return error(f"Pandoc failed to format the citations: {answer.complaint}")


def _unknown_keys(request: Request, keys: tuple[str, ...]) -> Iterable[Diagnostic]:
    """Give an error for each citation of a work that is not listed."""
    if not request.complete:
        return
    known = frozenset(keys)
    by_case = {key.casefold(): key for key in keys}
    for item in (item for cluster in request.clusters for item in cluster.items):
        if item.key in known:
            continue
        near = by_case.get(item.key.casefold()) or next(
            iter(difflib.get_close_matches(item.key, keys, 1, 0.5)), None
        )
        if near:
            hint = f"did you mean @{near}?"
        elif keys:
            some = ", ".join(keys[:8]) + (" …" if len(keys) > 8 else "")
            hint = f"the references are {some}; for an @ that cites nothing write \\@"
        else:
            hint = f"list it first: references: {item.key}: …; for an @ that cites nothing write \\@"
        yield error(f'"{item.key}" is cited but not among the references', item.span, hint)


def _uncited(request: Request, cited: Collection[str]) -> Iterable[Diagnostic]:
    """Give a warning for each work that the outline lists and nothing cites."""
    if not request.whole:
        return
    silenced = frozenset(request.nocite)
    for work in request.items:
        if work.key in cited or work.key in silenced or "*" in silenced or work.library:
            continue
        yield warning(
            f'"{work.key}" is listed but never cited, so the works cited leave it out',
            work.span,
            f"cite it where you use it, [@{work.key}], or list it all the same with nocite: [{work.key}]",
        )


def _library_gaps(request: Request, cited: Collection[str]) -> Iterable[Diagnostic]:
    """Give the warnings that concern works of files: they matter only where the talk cites the work."""
    if not any(work.library for work in request.items):
        return ()
    return library_gaps(work for work in request.items if not work.library or work.key in cited)


def _plain_items(clusters: tuple[Cluster, ...]) -> dict[tuple[str, Runs], int]:
    """Return each work with its pages that makes up a group by itself, and which group that is."""
    found: dict[tuple[str, Runs], int] = {}
    for number, cluster in enumerate(clusters):
        (item, *others) = cluster.items
        if not others and item.mode is Mode.BRACKETED and not item.prefix:
            found.setdefault((item.key, item.suffix), number)
    return found


def _to_ask_for(clusters: tuple[Cluster, ...]) -> tuple[Cited, ...]:
    """Return each work with its pages, once, that stands in no group by itself."""
    known = _plain_items(clusters)
    found: dict[tuple[str, Runs], Cited] = {}
    for item in (item for cluster in clusters for item in cluster.items):
        if (item.key, item.suffix) not in known:
            found.setdefault((item.key, item.suffix), item)
    return tuple(found.values())


def _formatted(citing: Citing) -> Formatted:
    assert citing.answer is not None
    answer, clusters = _timed(citing.answer), citing.request.clusters
    count = len(clusters)
    spelt_out = citing.request.style == "apa"
    shown = tuple(
        _styled(cluster, runs, spelt_out=spelt_out)
        for cluster, runs in zip(clusters, answer.paragraphs, strict=False)
    )
    noted = {
        cluster: (replace(runs[-1], cites=()), Run(" "), *answer.notes[int(runs[-1].text) - 1])
        for cluster, runs in zip(clusters, shown, strict=True)
        if answer.notes and _is_note(runs)
    }
    places = _plain_items(clusters)
    places.update(((item.key, item.suffix), count + number) for number, item in enumerate(citing.alone))
    bare: dict[tuple[str, Runs], Runs] = {}
    for (key, suffix), number in places.items():
        runs = answer.paragraphs[number]
        runs = runs if citing.system == "numeric" else _bare(runs, answer.notes)
        bare[key, suffix] = _with_cites(runs, (key,))
    sources = {item: bare[item.key, item.suffix] for cluster in clusters for item in cluster.items}
    silent = tuple(
        warning(
            "this citation shows nothing in the chosen style",
            cluster.span,
            "add a page, [-@key, p. 3], or leave the citation out",
        )
        for cluster, runs in zip(clusters, shown, strict=True)
        if not runs
    )
    heading = _heading(citing.system, citing.request.language)
    return Formatted(shown, noted, answer.entries, sources, heading, (*citing.diagnostics, *silent))


def _timed(answer: Answer) -> Answer:
    """Return an answer in which the time in a film is no page."""

    def timed(runs: Runs) -> Runs:
        return tuple(replace(run, text=_PAGED_TIME.sub("", run.text)) for run in runs)

    return Answer(tuple(map(timed, answer.paragraphs)), tuple(map(timed, answer.notes)), answer.entries)


def _heading(system: str, language: str) -> str:
    """Return what a list is called: Works Cited is MLA's alone, other systems have references."""
    references, bibliography = _HEADINGS.get(language.replace("_", "-").split("-")[0].lower(), ("", ""))
    return {"author": "", "note": bibliography}.get(system, references)


def _is_note(runs: Runs) -> bool:
    return bool(runs) and runs[-1].superscript and runs[-1].text.isdigit()


def _styled(cluster: Cluster, runs: Runs, *, spelt_out: bool) -> Runs:
    """Return a group's runs with the works they stand for and the kind of text they stand in."""
    if spelt_out and cluster.items[0].mode is Mode.NARRATIVE:
        runs = _spelt_out(runs)
    keys = tuple(dict.fromkeys(item.key for item in cluster.items))
    return tuple(
        replace(
            run,
            bold=run.bold or cluster.bold,
            italic=run.italic != cluster.italic,
        )
        for run in _with_cites(runs, keys)
    )


def _spelt_out(runs: Runs) -> Runs:
    """Return a narrative citation in APA: two authors are joined by `and` there, by `&` in brackets only."""
    if not runs:
        return runs
    names, bracket, rest = runs[0].text.partition("(")
    return (replace(runs[0], text=names.replace(" & ", " and ") + bracket + rest), *runs[1:])


def _with_cites(runs: Runs, keys: tuple[str, ...]) -> Runs:
    return joined(run if run.cites else replace(run, cites=keys) for run in runs)


def _bare(runs: Runs, notes: tuple[Runs, ...]) -> Runs:
    """Return a citation without the brackets around it; in a note style, what its note says."""
    if _is_note(runs) and notes:
        number = int(runs[-1].text)
        runs = _without_stop(notes[number - 1]) if number <= len(notes) else runs
    words = plain(runs)
    if len(words) > 2 and (words[0], words[-1]) in {("(", ")"), ("[", "]")}:
        first, last = runs[0], runs[-1]
        if first is last:
            return (replace(first, text=first.text[1:-1]),)
        head, tail = replace(first, text=first.text[1:]), replace(last, text=last.text[:-1])
        return tuple(run for run in (head, *runs[1:-1], tail) if run.text)
    return runs


def _without_stop(runs: Runs) -> Runs:
    last = runs[-1]
    return (*runs[:-1], replace(last, text=last.text.removesuffix("."))) if runs else runs


def _unformatted(clusters: tuple[Cluster, ...], alone: tuple[Cited, ...]) -> Answer:
    """Return the groups by their keys, for a build that an unknown key stops."""
    groups = ("; ".join(f"@{item.key}" for item in cluster.items) for cluster in clusters)
    return Answer(
        tuple((Run(f"[{group}]"),) for group in (*groups, *(f"@{item.key}" for item in alone))), (), ()
    )


def _bytes(order: Json) -> bytes:
    return json.dumps(order, ensure_ascii=False, separators=(",", ":")).encode()


def _keep(path: Path, answer: Answer) -> None:
    content = {
        "paragraphs": [_packed(runs) for runs in answer.paragraphs],
        "notes": [_packed(runs) for runs in answer.notes],
        "entries": [[entry.key, _packed(entry.runs)] for entry in answer.entries],
    }
    pandoc.keep(path, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def _kept(path: Path, paragraphs: int) -> Answer | None:
    """Return the answer kept at a path, None where there is none that can be used."""
    body = pandoc.kept(path)
    if body is None:
        return None
    try:
        content = json.loads(body)
        answer = Answer(
            tuple(_unpacked(runs) for runs in content["paragraphs"]),
            tuple(_unpacked(runs) for runs in content["notes"]),
            tuple(Entry(key, _unpacked(runs)) for key, runs in content["entries"]),
        )
    except (ValueError, LookupError, TypeError):
        return None
    return answer if len(answer.paragraphs) == paragraphs else None


Packed = list[tuple[str, int, str | None, list[str]]]


def _packed(runs: Runs) -> Packed:
    return [
        (
            run.text,
            run.bold | run.italic << 1 | run.code << 2 | run.superscript << 3 | run.subscript << 4,
            run.link,
            list(run.cites),
        )
        for run in runs
    ]


def _unpacked(runs: Packed) -> Runs:
    return tuple(
        Run(
            text,
            bold=bool(kinds & 1),
            italic=bool(kinds & 2),
            code=bool(kinds & 4),
            superscript=bool(kinds & 8),
            subscript=bool(kinds & 16),
            link=link,
            cites=tuple(cites),
        )
        for text, kinds, link, cites in runs
    )
