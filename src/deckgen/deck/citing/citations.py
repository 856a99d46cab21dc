"""Citation groups and works → citations, notes and entries as a style sets them.

Pandoc is asked once for all of a deck, as soon as the groups are known, and answers beside the other work.
What it gave is kept by content, and it is not asked where nothing has changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from deckgen.deck.citing.casing import capitals
from deckgen.deck.citing.citeproc import Answer, Json, Question, document, fingerprint, joined, read_answer
from deckgen.deck.citing.polish import (
    and_in,
    in_sentence,
    in_title_order,
    plain_order,
    polished,
    with_commas,
    with_full_names,
    with_initials,
    with_roles,
    with_titles,
)
from deckgen.deck.citing.references import Items, Work, library_gaps
from deckgen.deck.citing.rules import fitted
from deckgen.deck.citing.style_files import style_bytes, unusable
from deckgen.deck.markup.pieces import Citation, CitationItem, Mode
from deckgen.deck.markup.quotes import Typography
from deckgen.deck.model import Entry, Run, Runs, plain
from deckgen.diagnostics import DeckgenError, Diagnostic, error, warning
from deckgen.pandoc import process as pandoc
from deckgen.pandoc.parts import first_at_fault
from deckgen.schema.closest import closest
from deckgen.structs import Struct, replace
from deckgen.structs.patterns import pattern

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

_PAGED_TIME = pattern(r"\bpp?(?:\.\s)?(?=\d{1,2}:\d{2}\b)")
"""citeproc takes a place in a film, 00:12:30, for a page."""

_LINE_OF_WORK = pattern(
    r"\b([Bb]k|[Bb]ook|[Cc]hap|[Cc]hapter|[Ss]ec|[Ss]ect|[Ss]ection|[Vv]ol|[Vv]olume|[Pp]t|[Pp]art)s(\.?)"
    r"(?=[ \u00a0]\d+, \d+[a-e]\d*\b)"
)
"""citeproc takes the line of a classic for a second book: `bk. 5, 1302a`."""

_FORMAT = b"7"
"""Grows when what is kept changes its form or its meaning."""


_PLAIN_WORK = Work("plain", "book", (("title", (Run("Plain"),)),), (), (), None)
"""A work that every style can format."""

Located = tuple[str, Runs]
"""A work's key, and its pages as typed."""


class Request(Struct, frozen=True):
    """What is to be formatted: the groups in the order in which an audience meets them, and the works.

    `style` is the name of one of deckgen's own or a file. `nocite` names works that are listed though nothing
    cites them; `*` stands for all. Not `whole`: parts of the outline could not be read, and what nothing
    seems to cite may be cited there. Not `complete`: a file of references could not be read, and what is
    cited may be listed there.
    """

    clusters: tuple[Citation, ...]
    items: Items
    style: str | Path
    language: str
    nocite: tuple[str, ...] = ()
    whole: bool = True
    complete: bool = True


class Formatted(Struct, frozen=True):
    """The groups as they appear in the text, one for one, and the list of works in the style's order.

    In a note style a group is the number of a note, set high, and `notes` holds its note, number in front; it
    has one for each group, empty where the group is no note. `sources` gives each work of a group by itself
    and without brackets.
    """

    clusters: tuple[Runs, ...]
    notes: tuple[Runs, ...]
    entries: tuple[Entry, ...]
    sources: Mapping[Located, Runs]
    heading: str
    """What the style calls the list, empty where that is Works Cited."""
    diagnostics: tuple[Diagnostic, ...]

    def typeset(self, typography: Typography) -> Formatted:
        """Return the same with apostrophes in names that styles take over as they are: O’Hara.

        No line breaks between the abbreviation of a page, volume or issue and its number.
        """

        def typeset(runs: Runs) -> Runs:
            return tuple(_with_number_kept(run) for run in typography.runs(runs))

        return replace(
            self,
            clusters=tuple(map(typeset, self.clusters)),
            notes=tuple(map(typeset, self.notes)),
            entries=tuple(
                replace(one, runs=typeset(one.runs), full=typeset(one.full)) for one in self.entries
            ),
            sources={key: typeset(runs) for key, runs in self.sources.items()},
        )


_NUMBERED = pattern(
    r"(?<!\w)((?:pp?|vols?|nos?|ch|chaps?|secs?|figs?|paras?|art|ll?|S|Bd|Nr|H|Kap|Abb|t|nn?|núm|págs?|č|с|т)\."
    r"|n°|§§?) (?=\d)",
    re.IGNORECASE,
)
"""What stands before a number in a note or list of works, in the languages of the styles."""


def _with_number_kept(run: Run) -> Run:
    return replace(run, text=_NUMBERED.sub("\\1\u00a0", run.text)) if " " in run.text else run


class Citing(Struct):
    """The formatting under way. `close` ends it where its result is no longer wanted."""

    request: Request
    alone: tuple[CitationItem, ...]
    diagnostics: tuple[Diagnostic, ...]
    answer: Answer | None = None
    running: pandoc.Pandoc | None = None
    kept: Path | None = None
    system: str = "author"
    question: Question | None = None
    """What is asked, None: nothing is."""
    order: tuple[str, ...] = ()
    """The keys of the list in its order where citeproc need not sort it."""

    @property
    def asked(self) -> bool:
        """Whether Pandoc was asked."""
        return self.question is not None

    def result(self) -> Formatted:
        """Wait for it and return it; raises `DeckgenError` where Pandoc or the style fails."""
        if self.answer is None and self.running:
            said = self.running.answer()
            self.running.close()
            if said.failed:
                said = self._again(self.running, said)
            if not said.output:
                raise DeckgenError(_failure(said, self.request.style))
            try:
                self.answer = read_answer(json.loads(said.output), self.order)
            except (ValueError, LookupError, TypeError):
                raise DeckgenError(
                    error("Pandoc gave an answer that cannot be read", None, pandoc.ANEW)
                ) from None
            if self.kept:
                _keep(self.kept, self.answer)
        return _formatted(self)

    def _again(self, running: pandoc.Pandoc, failed: pandoc.Answer) -> pandoc.Answer:
        """Ask once more, in parts, of another process.

        Raises `DeckgenError` that names the style or the work at which Pandoc fails.
        """
        assert self.question
        style = style_bytes(self.request.style)

        def listing(some: Sequence[Work]) -> bytes:
            works = tuple(some)
            keys = tuple(one.key for one in works)
            return _bytes(document(Question((), (), works, keys, self.request.language), style))

        if first_at_fault((_PLAIN_WORK,), "json", listing, running):
            raise DeckgenError(_failure(failed, self.request.style))
        culprit = first_at_fault(self.question.works, "json", listing, running)
        if culprit:
            work, said = culprit
            message = f'Pandoc cannot format the work "{work.key}": {said}'
            raise DeckgenError(error(message, work.span, "make its title and its other fields shorter"))
        with closing(running.another()) as program:
            program.ask("json", _bytes(document(self.question, style)))
            answer = program.answer()
        return failed if answer.failed else answer

    def close(self) -> None:
        """End the process where one is still running."""
        if self.running:
            self.running.close()


def start(request: Request, cache_folder: Path | None, program: pandoc.Pandoc | None = None) -> Citing:
    """Start formatting, or take up what an earlier build kept in the folder (None: nowhere).

    `program` is the process to ask, None: one of its own. Where a key is unknown, or there is nothing to
    format, it is not asked. Raises `DeckgenError` where there is no Pandoc or the style is not to be used.
    """
    keys = tuple(work.key for work in request.items)
    cited = {item.key for cluster in request.clusters for item in cluster.items}
    problems = _problems(request, keys, cited)
    known = frozenset(keys)
    unknown = not cited <= known - {work.key for work in request.items if work.fault}
    listed = _listed(request, keys)
    if unknown or not (request.clusters or listed):
        alone = _to_ask_for(request.clusters, system="")
        return Citing(request, alone, problems, _unformatted(request.clusters, alone))
    needed = _needed(request, cited.union(listed))
    content = style_bytes(request.style)
    system = _system(content)
    alone = _to_ask_for(request.clusters, system)
    asked = Question(_asked(request.clusters, system), alone, needed, listed, request.language)
    name = pandoc.name_of(pandoc.find_pandoc(), _FORMAT, content, fingerprint(asked))
    kept = cache_folder / f"citations-{name}.json" if cache_folder else None
    answer = _kept(kept, len(request.clusters) + len(alone)) if kept else None
    if answer:
        return Citing(request, alone, problems, answer, system=system)
    running = program or pandoc.Pandoc()
    order = plain_order(needed, request.style, request.language)
    running.ask("json", _bytes(document(asked, content, ordered=bool(order))))
    return Citing(request, alone, problems, None, running, kept, system, asked, order)


NUMBERED = frozenset(("numeric", "note"))
"""The systems in which a sentence that names an author has a number after the name."""


def _asked(clusters: tuple[Citation, ...], system: str) -> tuple[Citation, ...]:
    """Return the groups as citeproc is to set them: of a number, without the name before it in a sentence.

    A numeric style would leave the name out, and a note without an author is in no handbook.
    """
    if system not in NUMBERED:
        return clusters
    return tuple(
        replace(one, items=(replace(one.items[0], mode=Mode.BRACKETED), *one.items[1:]))
        if one.items[0].mode is Mode.NARRATIVE
        else one
        for one in clusters
    )


def _problems(request: Request, keys: tuple[str, ...], cited: Collection[str]) -> tuple[Diagnostic, ...]:
    """Return what is wrong before any style is asked."""
    return (
        *_unknown_keys(request, keys),
        *_broken(request, cited),
        *_uncited(request, cited),
        *_library_gaps(request, cited),
        *capitals(request.items, cited, request.style, request.language),
    )


def _listed(request: Request, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of works that are listed though nothing need cite them."""
    return keys if "*" in request.nocite else tuple(key for key in request.nocite if key in keys)


def _system(style: bytes) -> str:
    """Return how a style cites, in the words of CSL: `author-date`, `author`, `numeric`, `note`."""
    found = _CITATION_FORMAT.search(style)
    return found[1].decode() if found else "author-date"


def _needed(request: Request, keys: Collection[str]) -> Items:
    """Return the works of some keys as the style is to have them."""
    return tuple(fitted(work, request.style, request.language) for work in request.items if work.key in keys)


def _failure(answer: pandoc.Answer, style: str | Path) -> Diagnostic:
    """Return why Pandoc failed, in words that say what to do."""
    if isinstance(style, Path):
        return unusable(style, answer.complaint)
    return error(f"Pandoc failed to format the citations: {answer.complaint}", None, pandoc.ANEW)


def _unknown_keys(request: Request, keys: tuple[str, ...]) -> Iterable[Diagnostic]:
    """Give an error for each citation of a work that is not listed."""
    if not request.complete:
        return
    known = frozenset(keys)
    for item in (item for cluster in request.clusters for item in cluster.items):
        if item.key in known:
            continue
        near = closest(item.key, keys)
        if near:
            hint = f"did you mean @{near}?"
        elif re.match(r" [^\W\d]{2}", plain(item.suffix)):
            hint = (
                'citations name works, as "[@kort, p. 3]"; words of your own belong in the text or in notes:'
            )
        elif keys:
            some = ", ".join(keys[:8]) + (" …" if len(keys) > 8 else "")
            hint = (
                f"the references are {some}; for an @ that cites nothing write \\@, "
                "and words of your own as source:"
            )
        else:
            hint = f"list it first: references: {item.key}: …; for an @ that cites nothing write \\@"
        yield error(f'"{item.key}" is cited but not among the references', item.span, hint)


def _broken(request: Request, cited: Collection[str]) -> Iterable[Diagnostic]:
    """Give an error for each citation of a work whose entry in a file could not be read."""
    faults = {work.key: work for work in request.items if work.fault and work.key in cited}
    for item in (item for cluster in request.clusters for item in cluster.items) if faults else ():
        if work := faults.get(item.key):
            place = f"{work.span.path.name}, line {work.span.line}" if work.span else "its file"
            yield error(
                f'"{item.key}" is cited, but its entry cannot be read: {work.fault}',
                item.span,
                f"mend {place}",
            )


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


def _plain_items(clusters: tuple[Citation, ...]) -> dict[Located, int]:
    """Return each work with its pages that makes up a group by itself, and which group that is."""
    found: dict[Located, int] = {}
    for number, cluster in enumerate(clusters):
        (item, *others) = cluster.items
        if not others and item.mode is Mode.BRACKETED and not item.prefix:
            found.setdefault((item.key, item.suffix), number)
    return found


def _to_ask_for(clusters: tuple[Citation, ...], system: str) -> tuple[CitationItem, ...]:
    """Return each work with its pages, once, that is in no group by itself.

    In a note style that is each: a group of its own may be the first of its work, which is noted in full.
    """
    known = {} if system == "note" else _plain_items(clusters)
    found: dict[Located, CitationItem] = {}
    for item in (item for cluster in clusters for item in cluster.items):
        if (item.key, item.suffix) not in known:
            found.setdefault((item.key, item.suffix), item)
    return tuple(found.values())


def _formatted(citing: Citing) -> Formatted:
    assert citing.answer is not None
    request = citing.request
    answer, clusters = _polished(_timed(citing.answer), request), request.clusters
    shown = _shown(citing, answer)
    noted: tuple[Runs, ...] = tuple(
        (replace(runs[-1], cites=()), Run(" "), *answer.notes[int(runs[-1].text) - 1])
        if answer.notes and _is_note(runs)
        else ()
        for runs in shown
    )
    # A note style's number leads nowhere where nothing is known of the work.
    empty = {number for number, one in enumerate(noted) if one and not plain(one[2:]).strip(" .")}
    noted = tuple(() if number in empty else one for number, one in enumerate(noted))
    shown = tuple(runs[:-1] if number in empty else runs for number, runs in enumerate(shown))
    silent = _silent(clusters, shown, empty)
    heading = _heading(citing.system, citing.request.language)
    sources = _sources(citing, answer)
    return Formatted(shown, noted, answer.entries, sources, heading, (*citing.diagnostics, *silent))


def _shown(citing: Citing, answer: Answer) -> tuple[Runs, ...]:
    """Return what each group shows in the text, a name before its number where a sentence has one."""
    request = citing.request
    spelt_out = and_in(request.language) if request.style == "apa" else ""
    works = {work.key: work for work in request.items} if citing.system in NUMBERED else {}
    return tuple(
        _styled(cluster, (*_named(cluster, works, runs, request.language), *runs), spelt_out)
        for cluster, runs in zip(request.clusters, answer.paragraphs, strict=False)
    )


def _silent(
    clusters: tuple[Citation, ...], shown: tuple[Runs, ...], empty: Collection[int]
) -> Iterable[Diagnostic]:
    """Give a warning for each group that shows nothing; of those in `empty` nothing is known."""
    for number, (cluster, runs) in enumerate(zip(clusters, shown, strict=True)):
        if not runs:
            yield warning(
                "this citation shows nothing in the chosen style",
                cluster.span,
                "say more of the work: its author, title or year"
                if number in empty
                else "add a page, [-@key, p. 3], or leave the citation out",
            )


def _sources(citing: Citing, answer: Answer) -> dict[Located, Runs]:
    """Return each work of a group by itself and without brackets: a group of its own, or one asked for."""
    clusters = citing.request.clusters
    places = _plain_items(clusters)
    places.update(
        ((item.key, item.suffix), number) for number, item in enumerate(citing.alone, len(clusters))
    )
    bare: dict[Located, Runs] = {}
    for (key, suffix), number in places.items():
        runs = answer.paragraphs[number]
        runs = runs if citing.system == "numeric" else _bare(runs, answer.notes)
        bare[key, suffix] = _with_cites(runs, (key,))
    return bare


def _timed(answer: Answer) -> Answer:
    """Return an answer in which the time in a film is no page, and the line of a classic no book."""

    def timed(runs: Runs) -> Runs:
        return tuple(
            replace(run, text=_LINE_OF_WORK.sub(r"\1\2", _PAGED_TIME.sub("", run.text))) for run in runs
        )

    return Answer(tuple(map(timed, answer.paragraphs)), tuple(map(timed, answer.notes)), answer.entries)


def _polished(answer: Answer, request: Request) -> Answer:
    """Return an answer as the handbooks print it, where citeproc cannot be made to."""
    style, language = request.style, request.language
    entries = tuple(replace(one, runs=polished(one.runs, style, language)) for one in answer.entries)
    entries = with_initials(with_roles(entries, request.items, style), request.items, style)
    return Answer(
        tuple(polished(one, style, language) for one in answer.paragraphs),
        tuple(with_commas(polished(one, style, language), style) for one in answer.notes),
        with_full_names(in_title_order(with_titles(entries), request.items, style, language)),
    )


def _heading(system: str, language: str) -> str:
    """Return what a list is called: Works Cited is MLA's alone, other systems have references."""
    references, bibliography = _HEADINGS.get(language.replace("_", "-").split("-")[0].lower(), ("", ""))
    return {"author": "", "note": bibliography}.get(system, references)


def _is_note(runs: Runs) -> bool:
    return bool(runs) and runs[-1].superscript and runs[-1].text.isdigit()


def _named(cluster: Citation, works: Mapping[str, Work], number: Runs, language: str) -> Runs:
    """Return whom a sentence names before a number, with the space before a number that is not set high."""
    first = cluster.items[0]
    named = in_sentence(works[first.key], language) if first.key in works else ()
    if first.mode is not Mode.NARRATIVE or not named:
        return ()
    return named if not number or number[-1].superscript else (*named, Run("\u00a0"))


def _styled(cluster: Citation, runs: Runs, spelt_out: str) -> Runs:
    """Return a group's runs with the works they stand for and the kind of text they are in."""
    if spelt_out and cluster.items[0].mode is Mode.NARRATIVE:
        runs = _spelt_out(runs, spelt_out)
    keys = tuple(dict.fromkeys(item.key for item in cluster.items))
    return tuple(
        replace(
            run,
            bold=run.bold or cluster.bold,
            italic=run.italic != cluster.italic,
        )
        for run in _with_cites(runs, keys)
    )


def _spelt_out(runs: Runs, joint: str) -> Runs:
    """Return a narrative citation in APA: a word joins two authors there, `&` in brackets only."""
    if not runs:
        return runs
    names, bracket, rest = runs[0].text.partition("(")
    return (replace(runs[0], text=names.replace(" & ", joint) + bracket + rest), *runs[1:])


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
    last = runs[-1] if runs else Run("")
    return (*runs[:-1], replace(last, text=last.text.removesuffix("."))) if runs else runs


def _unformatted(clusters: tuple[Citation, ...], alone: tuple[CitationItem, ...]) -> Answer:
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
