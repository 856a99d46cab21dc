"""Citations that are typed, in brackets and in notes, → citations of the text that they belong to.

Known are `(Kort 294; Wood)`, `(vgl. Kort 1996, S. 294 f.)`, `(qtd. in Kort 294)`, `Kort (1996, p. 294)`, and
in notes `Michael Kort, The Soviet Colossus (Armonk, 1996), 294` and `Ibid., 295`. The key of each is a
surname: whether a talk's works have it, and only one of them, is for others to say.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate

from deckgen.check.essay import Block, EssayCitation, Passage
from deckgen.check.words import words_of
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

_NAME = r"[^\W\d_][\w'’.-]*"
_PAGES = r"(?:pp?\.|SS?\.|pages?|Seiten?)?\s*\d+(?:\s*[-–,]\s*\d+)*\s?f{0,2}\.?"
_LEADS = (
    r"(?:(?:[Ss]ee also|[Ss]ee|[Cc]f\.|e\.\s?g\.,?|[Vv]gl\.|[Ss]iehe|s\.|[Vv]oir|z\.\s?B\."
    r"|(?:[Qq]td\.|[Qq]uoted|[Aa]s cited|[Cc]ited) in|[Zz]it\. (?:n\.|nach)|[Zz]itiert nach"
    r"|[Cc]ité (?:par|dans))\s+(?!\d))"
)
_BRACKETS = pattern(r"\(([^()]{2,160})\)")
_WORK = pattern(
    rf"^(?:[^;()]{{2,40}}?,\s+(?=qtd|quoted|cited|zit))?{_LEADS}?(?:[A-Z]\.\s*)*"
    rf"(?P<name>{_NAME}(?:,\s+{_NAME}(?=,?\s+(?:and|und|et|&)\s)|,?\s+(?:and|und|et|&|y|e)\s+{_NAME}"
    r"|\s+et al\.)*)"
    r"(?:,\s+[“\"„«*_]*[^\W\d_][^;]{2,60}?(?=,?\s+(?:p|S|\d)))?"
    rf"(?:,?\s+(?P<year>\d{{4}}[a-z]?))?(?:[,:]?\s*(?P<pages>{_PAGES}))?$"
)
_NARRATIVE = pattern(
    rf"(?P<name>{_NAME})(?:\s+et al\.)?(?:['’]s?)?\s*\((?P<year>1[4-9]\d\d[a-z]?|20\d\d[a-z]?)"
    rf"(?:[,:]\s*(?P<pages>{_PAGES}))?\)"
)
_NUMBERS = pattern(r"\s?\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]")
"""Citations by number, which tell nothing without the list that they count."""

_IBID = pattern(
    rf"^(?:ibid(?:em)?|ebd|ebenda|ebda|ibidem|idem|id)\b\.?(?:[,:]?\s*(?P<pages>{_PAGES}))?\s*\.?$", re.I
)
_NOTE_LEADS = pattern(rf"^.*\b{_LEADS}", re.DOTALL)
_NOTE = pattern(
    r"^(?P<names>[^,:;“”\"„«(\d]{2,60})[,:]\s+(?P<rest>.*?)"
    rf"(?:(?:[,:)]\s*|\s)(?P<pages>(?<=[,:]\s){_PAGES}|(?:pp?\.|SS?\.)\s*\d+(?:\s*[-–]\s*\d+)?\s?f{{0,2}}\.?))?\s*\.?$",
    re.DOTALL,
)
_YEAR = pattern(r"\b(?:1[4-9]|20)\d\d\b")
_PARTS = frozenset(
    one
    for line in (
        "fig figure figs table tab act scene chapter ch section part vol volume line lines",
        "stanza no note page plate map step exhibit appendix eq equation art article",
        "abb abbildung tabelle kapitel abschnitt teil band zeile vers anm nr akt szene figura tabla capítulo",
        "tableau chapitre acte anhang karte gleichung artikel",
        "january february march april may june july august september october november december",
        "januar februar märz mai juni juli oktober dezember",
    )
    for one in line.split()
)
"""Words before a number that say what part of something it counts."""

_AND = pattern(r"\s+(?:and|und|et|y|e|with)\s+|\s*&\s*")
_PARTICLES = frozenset(("de", "da", "du", "di", "van", "von", "der", "den", "zu", "al", "le", "la", "del"))
_BEFORE_PAGES = pattern(r"^\s*(?:pp?\.|SS?\.|pages?|Seiten?)\s*")
_AFTER_PAGES = pattern(r"\s*f{0,2}\.?\s*$")


def without(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, Callable[[int], int]]:
    """Return a text without some stretches and the spaces before them, and where each place of it is now."""
    cuts = [(_before_spaces(text, start), stop) for start, stop in spans]
    kept, last = list[str](), 0
    for start, stop in cuts:
        kept.append(text[last : max(last, start)])
        last = stop
    starts = [start for start, _ in cuts]
    gone = [0, *accumulate(stop - start for start, stop in cuts)]

    def moved(at: int) -> int:
        begun = bisect.bisect_left(starts, at)
        return at - gone[begun] + (max(0, cuts[begun - 1][1] - at) if begun else 0)

    return "".join((*kept, text[last:])), moved


def _before_spaces(text: str, at: int) -> int:
    """Return where the spaces before a place begin."""
    while at and text[at - 1].isspace():
        at -= 1
    return at


def with_noted(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks; what a note cites is cited where the note is marked."""
    owner: Block | None = None
    said: list[Block] = []
    before: tuple[EssayCitation, ...] = ()
    for block in blocks:
        if owner is not None and len(said) < len(owner.notes) and block.role == "aside":
            found = block.citations or tuple(_noted(block.text, before))
            before = found or before
            at = owner.notes[len(said)]
            cites = (*owner.citations, *(replace(one, offset=at) for one in found))
            owner = replace(owner, citations=cites)
            said.append(block)
            continue
        yield from _whole(owner, said)
        owner, said = block, []
    yield from _whole(owner, said)


def _whole(owner: Block | None, said: Sequence[Block]) -> Iterator[Block]:
    if owner is not None:
        yield replace(owner, citations=tuple(sorted(owner.citations, key=lambda one: one.offset)))
        yield from said


def _noted(note: str, before: Sequence[EssayCitation]) -> Iterator[EssayCitation]:
    """Yield what a note cites in typed words; `before` is what the note before it cites."""
    for part in note.split(";"):
        part = " ".join(part.split())
        if (same := _IBID.match(part)) and before:
            yield replace(before[-1], pages=_bare(same["pages"]) or before[-1].pages)
            continue
        part = _NOTE_LEADS.sub("", part)
        short = _WORK.match(part.rstrip(". "))
        if short and short["name"][0].isupper() and (short["pages"] or short["year"]):
            yield EssayCitation(_surname(short["name"]), _bare(short["pages"]), 0)
            continue
        whole = _NOTE.match(part)
        if whole is None or not _named(whole["names"]):
            continue
        pages = _bare(whole["pages"])
        dated = _YEAR.search(whole["rest"]) is not None
        if _YEAR.fullmatch(pages) and not dated:
            pages, dated = "", True
        if pages or dated:
            yield EssayCitation(_surname(whole["names"]), pages, 0)


def _named(names: str) -> bool:
    """Tell whether words are the names of people: few, and each with a capital letter."""
    words = _AND.sub(" ", names).replace("et al.", "").split()
    return 0 < len(words) <= 6 and all(one[0].isupper() or one in _PARTICLES for one in words)


def _surname(names: str) -> str:
    """Return the surname of the first of several people."""
    first = _AND.split(names.replace("et al.", ""))[0].partition(",")[0]
    words = words_of(first)
    return first[words[-1].start : words[-1].stop] if words else first.strip()


def with_typed(passage: Passage, listed: Collection[str]) -> Passage:
    """Find citations that are typed in a passage and take them out of its text.

    `listed` are the surnames of the essay's own list of works.
    """
    typed = [*_in_brackets(passage.text, listed), *_narrative(passage.text, listed)]
    spans = [span for span, _ in typed] + [one.span() for one in _NUMBERS.finditer(passage.text)]
    if not spans:
        return passage
    text, moved = without(passage.text, sorted(spans))
    cites = [replace(one, offset=moved(one.offset)) for one in passage.citations]
    cites += [EssayCitation(name, pages, moved(at)) for (at, _), works in typed for name, pages in works]
    return replace(passage, text=text, citations=tuple(sorted(cites, key=lambda one: one.offset)))


_Typed = tuple[tuple[int, int], list[tuple[str, str]]]
"""Where a citation is, and the names and pages that it gives."""


def _in_brackets(text: str, listed: Collection[str]) -> Iterator[_Typed]:
    """Yield the citations that are brackets of their own: `(Kort 294; Wood)`."""
    for bracket in _BRACKETS.finditer(text):
        works = [_WORK.match(one.strip()) for one in bracket[1].split(";")]
        if works[0] and all(one or _pages_only(part) for one, part in _beside(works, bracket[1])):
            cited = [one for one in works if one is not None]
            if any(_looks_cited(one, listed) for one in cited):
                yield bracket.span(), [(_surname(one["name"]), _bare(one["pages"])) for one in cited]


def _narrative(text: str, listed: Collection[str]) -> Iterator[_Typed]:
    """Yield the brackets behind an author's name: `Kort (1996, p. 294)`."""
    for said in _NARRATIVE.finditer(text):
        name = said["name"].rstrip(".")
        known = any(word.key in listed for word in words_of(name)) and name.casefold() not in _PARTS
        if name[0].isupper() and (known or (said["pages"] and not said["pages"][0].isdigit())):
            yield (text.rindex("(", 0, said.end()), said.end()), [(name, _bare(said["pages"]))]


def _beside(works: Sequence[re.Match[str] | None], whole: str) -> Iterator[tuple[re.Match[str] | None, str]]:
    return zip(works, whole.split(";"), strict=True)


def _pages_only(part: str) -> bool:
    return re.fullmatch(_PAGES, part.strip()) is not None


def _looks_cited(match: re.Match[str], listed: Collection[str]) -> bool:
    """Tell whether brackets cite: a name with a page, with a year, or by itself.

    What the essay's list of works does not have is no source where it may be a place or what is abbreviated:
    `(Paris 1968)`, `(IPCC)`.
    """
    name = match["name"]
    words = [word.key for word in words_of(name)]
    if not name[0].isupper() or words[0] in _PARTS:
        return False
    if match["pages"] or any(word in listed for word in words):
        return True
    if match["year"]:
        return not listed
    return len(words) == 1 and name[1:].islower()


def _bare(pages: str | None) -> str:
    """Return pages without the word for them."""
    return _AFTER_PAGES.sub("", _BEFORE_PAGES.sub("", pages or "")).strip()
