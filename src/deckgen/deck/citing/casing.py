"""Works as a style has their titles: in capitals where its handbook wants them, with what stays as it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from deckgen.deck.citing.references import Work
from deckgen.deck.citing.titles import SMALL, Stretches, is_title_case, recased, sentence_case, title_case
from deckgen.deck.model import Runs, plain
from deckgen.diagnostics import Diagnostic, warning
from deckgen.structs import replace

_TITLES = frozenset(
    (
        "title",
        "title-short",
        "container-title",
        "container-title-short",
        "collection-title",
        "original-title",
        "reviewed-title",
        "volume-title",
        "part-title",
    )
)
_NAMES = frozenset(("container-title", "container-title-short", "collection-title"))
"""Titles that may be names: a journal, a site, a series stays as it was typed."""

_IN_BOOKS = frozenset(
    ("chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia", "song")
)
"""Types whose container is a book or an album, whose title is set as any other."""

_BOOKS = frozenset(("book", "report", "pamphlet", "thesis"))
"""Types whose series is a title, not a name."""

MANY = 3
"""Words with a capital after the first that tell a title in capitals from one with a name in it."""

_SENTENCES = ("title", "container-title")
"""The titles that APA wants in sentence case."""

_HANDBOOKS = {"mla": "mla", "chicago": "chicago", "chicago-notes": "chicago"}
"""The styles that set titles in capitals → whose rule they follow. citeproc's own list of small words lacks
prepositions, and it takes the stop of U.S. for the end of a sentence."""


def cased(work: Work, style: str | Path, language: str) -> Work:
    """Return a work with its titles as a style has them, and with what citeproc is to leave as it stands."""
    handbook = _HANDBOOKS.get(style) if isinstance(style, str) else None
    # The words of a post are quoted as they were posted: MLA, Chicago.
    english = work.type != "post" and (work.text("language") or language).lower().startswith("en")
    kept = dict(work.kept)
    texts = []
    for variable, runs in work.texts:
        if variable in _TITLES:
            of_book = work.type in _IN_BOOKS or (work.type in _BOOKS and variable == "collection-title")
            is_name = variable in _NAMES and not of_book
            capitals_wanted = english and not is_name and (work.type, handbook) != ("patent", "chicago")
            runs, stays = _cased(runs, kept.get(variable, ()), handbook if capitals_wanted else None, is_name)
            kept[variable] = stays
        texts.append((variable, runs))
    return replace(work, texts=tuple(texts), kept=tuple((name, one) for name, one in kept.items() if one))


def _cased(runs: Runs, kept: Stretches, handbook: str | None, is_name: bool) -> tuple[Runs, Stretches]:
    words = plain(runs)
    whole = ((0, len(words)),)
    if is_name or is_title_case(words) or (handbook and is_foreign(words)):
        return runs, whole
    if handbook is None:
        return runs, kept
    return recased(runs, title_case(words, handbook, kept)), whole


_ENGLISH = frozenset(
    ("the", "of", "and", "an", "to", "for", "on", "with", "from", "is", "are", "by", "at", "its")
)
_FOREIGN = tuple(
    frozenset(words.split())
    for words in (
        "der die das und ein eine einer des dem den im zur zum über von für mit auf aus bei nach wie",
        "le la les des du et une un à aux dans sur pour l d de au par",
        "el la los las del y una un en para con por de al",
        "il lo la gli della delle dei del e di nel per una un",
        "o os as do da dos das e em para uma um de no na",
        "het een van en de der voor met op uit",
        "och att en ett av för på med i den det",
    )
)
"""The small words of languages whose titles keep the capitals that they have, German first."""

_LETTERS = frozenset("äöüßàâçéèêëîïôùûñãõåøæœ")


def is_foreign(words: str) -> bool:
    """Tell whether a title is in another language: it has several of its small words, and none of English."""
    found = set(re.findall(r"[^\W\d_]+", words.lower()))
    more = any(letter in _LETTERS for letter in words.lower())
    return not found & _ENGLISH and any(len(found & small) + more > 1 for small in _FOREIGN)


def capitals(
    works: Iterable[Work], cited: Collection[str], style: str | Path, language: str
) -> Iterator[Diagnostic]:
    """Give a warning where cited works have titles in capitals and the style wants sentence case.

    No program can take the capitals off, for it does not know which words are names.
    """
    if style != "apa":
        return
    found = [
        work
        for work in works
        if work.key in cited
        and work.span
        and any(_is_capitalised(work, name) for name in _SENTENCES)
        and (work.text("language") or language)[:2] == "en"
    ]
    if not found:
        return
    first = found[0]
    title = next(name for name in _SENTENCES if _is_capitalised(first, name))
    others = f", and those of {len(found) - 1} more," if len(found) > 1 else ""
    verb = "are" if others else "is"
    owner = "" if title == "title" else "the book around "
    yield warning(
        f'the title of {owner}"{first.key}"{others} {verb} in title case, but APA uses sentence case',
        first.span,
        "use a capital for the first word and for names only; if no other word is a name: "
        f"{sentence_case(first.text(title), dict(first.kept).get(title, ()))}",
    )


def _is_capitalised(work: Work, name: str) -> bool:
    """Tell whether a title, or that of the book around it, has so many capitals that they are no names."""
    title = work.text(name) if name == "title" or work.type in _IN_BOOKS else ""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", title)[1:] if not SMALL.fullmatch(word)]
    return len(words) >= MANY and is_title_case(title) and not title.isupper()
