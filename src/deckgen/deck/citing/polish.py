"""citeproc's entries → entries as the handbooks print them, where citeproc cannot be made to.

Stops within marks within marks, a role in brackets, titles in the order of their first word that counts.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from deckgen.deck.citing.people import Name
from deckgen.deck.citing.references import Work
from deckgen.deck.model import Entry, Run, Runs, plain
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

_AMERICAN = frozenset(("mla", "apa", "chicago", "chicago-notes", "ieee"))
"""Styles that put a stop inside of quotation marks, in English."""

_STOPPED = pattern(r"(?<=[\u2e80-\u9fff\uac00-\ud7af])\.(?=,| \()")
"""The stop of an initial after a Chinese or Korean name, which has none."""

_OUTSIDE = pattern(r"’([.,])”")
_AFTER = pattern(r"(?<![?!.,])”([.,])")
"""citeproc leaves a stop after a quotation mark that follows a bracket."""

_ROLE = pattern(
    r",? (host|performer|compiler|creator|screenwriter|narrator|producer|executive producer)\b[.,]?"
)
_ROLES = {"apa": " ({1})", "harvard": " ({0})", "vancouver": ", {0}.", "ieee": ", {1},"}
"""Style → how it sets a role that citeproc gives as the end of a name."""

_ASKED = pattern(r"(?<=[?!])”(?= [^(\[;.])")
"""A title that ends with a question mark, and goes on in a note: there Chicago keeps the comma, `?,”`."""

_NUMERIC = frozenset(("ieee", "vancouver"))
_ARTICLES = {
    "en": ("the", "a", "an"),
    "de": ("der", "die", "das", "ein", "eine"),
    "fr": ("le", "la", "les", "l’", "l'", "un", "une"),
    "es": ("el", "la", "los", "las", "un", "una"),
    "it": ("il", "lo", "la", "i", "gli", "le", "l’", "l'", "un", "una"),
}


_AND = {
    "ar": " و", "cs": " a ", "da": " og ", "de": " und ", "el": " και ", "es": " y ", "fr": " et ",
    "he": " ו", "hi": " और ", "it": " e ", "ja": "と", "ko": " 및 ", "nb": " og ", "nl": " en ",
    "no": " og ", "pl": " i ", "pt": " e ", "ru": " и ", "sv": " och ",
    "th": " และ ", "tr": " ve ", "uk": " і ", "zh": "和",
}  # fmt: skip
"""What joins two authors in a sentence of a language; citeproc's own word for it is not to be had alone."""

_OTHERS = {
    "ar": " وآخرون", "da": " m.fl.", "de": " u.\u00a0a.", "el": " κ.ά.", "he": " ואחרים", "hi": " इत्यादि",
    "ja": "ほか", "ko": " 외", "nb": " mfl.", "nl": " e.a.", "no": " mfl.", "ru": " и др.", "sv": " m.fl.",
    "th": " และคณะ", "tr": " vd.", "uk": " та ін.", "zh": "等",
}  # fmt: skip
"""What stands for the authors after the first, by language, where that is not et al."""

_WHOLE = frozenset(
    (
        "bill",
        "book",
        "broadcast",
        "classic",
        "collection",
        "dataset",
        "graphic",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "periodical",
        "regulation",
        "report",
        "software",
        "song",
        "standard",
        "thesis",
        "treaty",
    )
)
"""Kinds of works that stand alone: their titles are in italics, others between quotation marks."""


def and_in(language: str) -> str:
    """Return what joins two names in a sentence of a language, with the spaces around it."""
    return _AND.get(_primary(language), " and ")


def in_sentence(work: Work, language: str) -> Runs:
    """Return whom a sentence names for a work where a style has numbers: `Kort`, `Zubok and Pleshakov`.

    Of three and more the first is named. A work that nobody made is named by its title, and so is a film.
    """
    people = {role: names for role, names in work.names if role != "director"}
    names = next((people[role] for role in ("author", "editor") if role in people), None)
    names = names or next(iter(people.values()), ())
    said = [one.literal or f"{one.particle} {one.family}".strip() for one in names]
    if said:
        more = _OTHERS.get(_primary(language), " et al.")
        return (Run(and_in(language).join(said) if len(said) < FEW else f"{said[0]}{more}"),)
    title = work.text("title-short") or work.text("title").partition(": ")[0]
    if not title:
        return ()
    return (Run(title, italic=True),) if work.type in _WHOLE else (Run(f"“{title}”"),)


FEW = 3
"""The authors from which on only the first is named in a sentence: IEEE, the NLM and Chicago 18, 13.107."""


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def stops_inside(style: str | Path, language: str) -> bool:
    """Tell whether a style puts stops and commas inside of quotation marks."""
    return style in _AMERICAN and _primary(language) == "en"


def polished(runs: Runs, style: str | Path, language: str) -> Runs:
    """Return a citation or an entry with its stops inside of all its marks, where a style has them there."""
    if style in ("harvard", "ieee"):
        runs = tuple(replace(run, text=_STOPPED.sub("", run.text)) for run in runs)
    if not stops_inside(style, language):
        return runs
    moved = [replace(run, text=_AFTER.sub(r"\1”", _OUTSIDE.sub(r"\1’”", run.text))) for run in runs]
    for place, (run, after) in enumerate(itertools.pairwise(moved)):
        if _AFTER.search(run.text[-2:] + after.text[:1]):
            moved[place] = replace(run, text=f"{run.text[:-1]}{after.text[0]}”")
            moved[place + 1] = replace(after, text=after.text[1:])
    return tuple(run for run in moved if run.text)


def with_commas(note: Runs, style: str | Path) -> Runs:
    """Return a note in Chicago with the comma after a title's question mark, which citeproc takes off."""
    if style != "chicago-notes":
        return note
    runs = [replace(run, text=_ASKED.sub(",”", run.text)) for run in note]
    for place, (run, after) in enumerate(itertools.pairwise(runs)):
        if run.italic and run.text[-1:] in ("?", "!") and re.match(r" [^(\[;.]", after.text):
            runs[place + 1] = replace(after, text=f",{after.text}")
    return tuple(runs)


def with_roles(entries: Iterable[Entry], works: Iterable[Work], style: str | Path) -> tuple[Entry, ...]:
    """Return entries in APA with the role of their makers in brackets: Glass, I. (Host).

    Harvard has it in small letters, Vancouver a comma before it.
    """
    entries = tuple(entries)
    if style not in _ROLES:
        return entries
    led = {
        work.key for work in works if not {name for name, _ in work.names} & {"author", "director", "editor"}
    }
    return tuple(_with_role(entry, str(style)) if entry.key in led else entry for entry in entries)


def _with_role(entry: Entry, style: str) -> Entry:
    first = entry.runs[0]
    words = _ROLE.sub(lambda one: _ROLES[style].format(one[1], one[1].capitalize()), first.text, count=1)
    # In APA the stop that ends the makers comes after the bracket.
    if style == "apa":
        words = re.sub(r"(\((?:Host|Performer|[A-Z][a-z ]+)\)) (?=\(\d|\(n\.d)", r"\1. ", words)
    return replace(entry, runs=(replace(first, text=words), *entry.runs[1:]))


def in_title_order(
    entries: Iterable[Entry], works: Iterable[Work], style: str | Path, language: str
) -> tuple[Entry, ...]:
    """Return entries with those that begin with a title sorted by its first word that is no article."""
    entries = tuple(entries)
    articles = _ARTICLES.get(_primary(language), ())
    if style in _NUMERIC or not articles:
        return entries
    nameless = {work.key for work in works if not work.names}
    moved = [entry for entry in entries if entry.key in nameless and _rest(entry, articles) is not None]
    order = [entry for entry in entries if entry not in moved]
    keys = _keys(order)
    for entry in moved:
        wanted = _sorted_as(_rest(entry, articles) or "")
        at = next((place for place, key in enumerate(keys) if key > wanted), len(order))
        order.insert(at, entry)
        keys.insert(at, wanted)
    return tuple(order)


_BY_MAKER = frozenset(("mla", "apa", "chicago", "chicago-notes", "harvard"))
"""The styles whose lists begin with the makers, and are sorted by them first."""

_ALPHABETICAL = frozenset(("de", "en", "fr", "it", "nl", "pt"))
"""Languages that sort the letters from A to Z one by one: in others, `ch` may be a letter, or y an i."""


def plain_order(works: Sequence[Work], style: str | Path, language: str) -> tuple[str, ...]:
    """Return the keys of works in the order of a style's list where family names alone tell it, else none.

    They do where each work has another, in plain letters, and none begins with another: then the first
    letter in which two differ decides, whatever is compared after it.
    """
    if style not in _BY_MAKER or _primary(language) not in _ALPHABETICAL or "-u-" in language:
        return ()
    families: dict[str, str] = {}
    for work in works:
        name = _first_maker(work)
        if name is None or not (name.family.isascii() and name.family.isalpha()):
            return ()
        if name != Name(family=name.family, given=name.given):
            return ()
        families[name.family.lower()] = work.key
    order = sorted(families)
    if len(order) < len(works) or any(after.startswith(one) for one, after in itertools.pairwise(order)):
        return ()
    return tuple(families[one] for one in order)


def _first_maker(work: Work) -> Name | None:
    """Return whose name a list has first for a work, None where that is not certain."""
    people = dict(work.names)
    makers = people.get("author") or (people.get("editor", ()) if len(people) == 1 else ())
    return makers[0] if makers else None


_DASHES = pattern(r"[—–-]{3}")


def with_titles(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries with dashes in the place of makers only.

    citeproc puts them in the place of a title, too, where two works without makers have the same.
    """
    found: list[Entry] = []
    for entry in entries:
        before = found[-1].runs[0] if found else Run("")
        if (before.italic or before.text.startswith("“")) and _DASHES.match(plain(entry.runs)):
            entry = replace(entry, runs=_titled(entry.runs, before))
        found.append(entry)
    return tuple(found)


def with_full_names(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries, those that begin with dashes with the name that these stand for at hand."""
    found: list[Entry] = []
    maker = ""
    for entry in entries:
        dashes = _DASHES.match(plain(entry.runs))
        if not dashes:
            maker = _maker(entry.runs)
        elif maker:
            first, *rest = entry.runs
            entry = replace(entry, full=(replace(first, text=maker + first.text[dashes.end() :]), *rest))
        found.append(entry)
    return tuple(found)


def _titled(runs: Runs, title: Run) -> Runs:
    """Return an entry with the title of the one before it in the place of its dashes."""
    first, *rest = runs
    after = _DASHES.sub("", first.text, count=1)
    quoted = re.match(r"“[^”]*”", title.text)
    words = quoted[0] if quoted else title.text
    if words[-1:] in "”?!." and after.startswith("."):
        after = after[1:]
    return (replace(title, text=words, cites=first.cites), replace(first, text=after), *rest)


def _maker(runs: Runs) -> str:
    """Return what is before the title of an entry: its makers, without the stop."""
    words = ""
    for run in runs:
        head, mark, _ = run.text.partition("“")
        if run.italic or run.link:
            break
        words += head
        if mark:
            break
    return words.rstrip().removesuffix(".")


def _keys(entries: list[Entry]) -> list[str]:
    """Return what each entry is sorted by; one that begins with dashes goes with the one before."""
    keys: list[str] = []
    for entry in entries:
        key = _sorted_as(plain(entry.runs))
        keys.append(key or (keys[-1] if keys else ""))
    return keys


def _rest(entry: Entry, articles: tuple[str, ...]) -> str | None:
    """Return an entry without the article that it begins with, None where there is none."""
    words = plain(entry.runs).lstrip("“‘\"'«")
    for article in articles:
        start = words[: len(article)].lower()
        follows = words[len(article) : len(article) + 1]
        if start == article and (follows == " " or article[-1:] in "’'"):
            return words[len(article) :].strip()
    return None


def _sorted_as(words: str) -> str:
    said = unicodedata.normalize("NFD", words.split(".")[0]).casefold()
    return " ".join(re.findall(r"[^\W_]+", "".join(one for one in said if not unicodedata.combining(one))))


def with_initials(entries: Iterable[Entry], works: Iterable[Work], style: str | Path) -> tuple[Entry, ...]:
    """Return Harvard's entries with initials: whom a citation names in full, an entry does not."""
    entries = tuple(entries)
    if style != "harvard":
        return entries
    people = {work.key: [one for _, names in work.names for one in names if one.given] for work in works}
    return tuple(_shortened(entry, people.get(entry.key, [])) for entry in entries)


def _shortened(entry: Entry, people: list[Name]) -> Entry:
    runs = entry.runs
    for one in people:
        short = "".join(f"{part[0]}." for part in re.split(r"[\s-]+", one.given) if part[:1].isalpha())
        if "-" in one.given or one.given == short:
            continue
        family = f"{one.particle} {one.family}".strip()
        turns = (
            (f"{family}, {one.given}", f"{family}, {short}"),
            (f"{one.given} {family}", f"{short} {family}"),
        )
        for full, initials in turns:
            runs = tuple(replace(run, text=run.text.replace(full, initials)) for run in runs)
    return replace(entry, runs=runs)
