"""What handbooks want of a work that no style file can say → the work as its style takes it.

The language of style files cannot compare two variables, tell one spelling of a form from another, or shorten
a title. Each rule here names the handbooks that have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from deckgen.deck.citing.casing import cased
from deckgen.deck.citing.dates import Date
from deckgen.deck.citing.references import Work
from deckgen.deck.model import Run, Runs, plain
from deckgen.structs import replace
from deckgen.structs.patterns import pattern


def fitted(work: Work, style: str | Path, language: str) -> Work:
    """Return a work as a style takes it; for a style of the author's own only its titles' case is seen to."""
    work = _unsaid(_one_page(work))
    for rule in _RULES.get(style, ()) if isinstance(style, str) else ():
        work = rule(work)
    return cased(work, style, language)


def _with_text(work: Work, variable: str, words: str | Runs | None) -> Work:
    """Return a work that says something else in one variable, None: nothing."""
    others = tuple((name, runs) for name, runs in work.texts if name != variable)
    if words is None:
        return replace(work, texts=others)
    runs = (Run(words),) if isinstance(words, str) else words
    return replace(work, texts=(*others, (variable, runs)))


def _only_author(work: Work) -> str:
    """Return the body that is the only author of a work, empty where there is none."""
    names = dict(work.names).get("author", ())
    return names[0].literal if len(names) == 1 else ""


def _publishes_itself(work: Work) -> bool:
    author = _only_author(work)
    return bool(author) and author.casefold() == work.text("publisher").casefold()


def _without_publisher(work: Work) -> Work:
    """APA: who is the author already is not said again as the publisher."""
    return _with_text(work, "publisher", None) if _publishes_itself(work) else work


def _without_author(work: Work) -> Work:
    """MLA: a body that publishes its own work is its publisher, and the entry begins with the title."""
    if not _publishes_itself(work) or not work.has("title"):
        return work
    return replace(work, names=tuple(one for one in work.names if one[0] != "author"))


def _capital_after_colon(work: Work) -> Work:
    """APA: what follows a colon in a title begins with a capital."""
    texts = []
    for variable, runs in work.texts:
        if variable in ("title", "container-title", "volume-title"):
            runs = tuple(
                replace(run, text=re.sub(r"(?<=[:?!—] )([a-zà-ÿ])", lambda one: one[1].upper(), run.text))
                for run in runs
            )
        texts.append((variable, runs))
    return replace(work, texts=tuple(texts))


_DOCTORAL = pattern(r"(?:ph\.?\s?d\.?|doctoral)\s+(?:thesis|dissertation)|dissertation", re.IGNORECASE)
_MASTERS = pattern(r"(?:master['’]?s|m\.?a\.?|m\.?sc\.?)\s+(?:thesis|dissertation)", re.IGNORECASE)


def _apa_forms(work: Work) -> Work:
    """APA: doctoral dissertations and podcasts have names of their own."""
    genre = work.text("genre")
    if work.type == "thesis" and _DOCTORAL.fullmatch(genre):
        return _with_text(work, "genre", "Doctoral dissertation")
    if work.type == "thesis" and _MASTERS.fullmatch(genre):
        return _with_text(work, "genre", "Master’s thesis")
    number = work.text("number")
    if work.type == "broadcast" and number:
        words = re.sub(r"\b(season|series|episode|part)\b", lambda one: one[1].capitalize(), number)
        return _with_text(work, "number", words)
    if genre == "Podcast":
        form = "Audio podcast episode" if work.has("container-title") else "Audio podcast"
        which = re.sub(r"^(?:episode|ep\.|no\.|number|#)\s*(?=\d)", "", number, flags=re.IGNORECASE)
        work = _with_text(work, "number", f"No. {which}" if which.isdigit() else number or None)
        return _with_text(work, "genre", form)
    return work


def _capital_first(work: Work) -> Work:
    """APA, Cite Them Right, IEEE, the NLM: a title begins with a capital, in quotation marks too."""
    title, kept = dict(work.texts).get("title", ()), dict(work.kept).get("title", ())
    first = _FIRST.match(plain(title))
    if not first or not first["word"].islower():
        return work
    at, runs = first.start("word"), list(title)
    if any(start <= at < stop for start, stop in kept):
        return work
    for place, run in enumerate(runs):
        if at < len(run.text):
            runs[place] = replace(run, text=run.text[:at] + run.text[at].upper() + run.text[at + 1 :])
            break
        at -= len(run.text)
    return _with_text(work, "title", tuple(runs))


_FIRST = pattern(r"[“‘\"'«(\[]*(?P<word>[^\W\d_]{2,})(?![\w.@])")


def _named_version(work: Work) -> Work:
    """MLA: a version with a name is not called one: New International Version."""
    version = work.text("version")
    if not version or re.match(r"v?\d", version) or work.has("edition"):
        return work
    return _with_text(_with_text(work, "version", None), "edition", version)


def _short_range(work: Work) -> Work:
    """MLA: the second of two years of one century has two figures: 2010–12."""
    dates = tuple((name, _in_short(date) if name == "issued" else date) for name, date in work.dates)
    return replace(work, dates=dates)


def _in_short(date: Date) -> Date:
    years = [day[0] for day in date.parts]
    if len(years) != 2 or any(len(day) > 1 for day in date.parts) or years[0] < 1000:
        return date
    if years[0] // 100 != years[1] // 100:
        return date
    return Date(literal=f"{years[0]}–{years[1] % 100:02}", circa=date.circa)


def _as_chapter(work: Work) -> Work:
    """APA, MLA, Chicago: a paper in published proceedings is a chapter of a book."""
    if work.type != "paper-conference" or not work.has("container-title"):
        return work
    of_event = ("event-title", "event-place")
    return replace(
        work,
        type="chapter",
        texts=tuple(one for one in work.texts if one[0] not in of_event),
        dates=tuple(one for one in work.dates if one[0] != "event-date"),
    )


def _as_chapter_of_editors(work: Work) -> Work:
    """Cite Them Right: proceedings without an editor are named after the paper, as a journal is."""
    return _as_chapter(work) if work.has("editor") else work


def _one_page(work: Work) -> Work:
    """Programs export a page as a range, 130-130."""
    pages = re.fullmatch(r"(\w+)\s*[-–]\s*(\w+)", work.text("page"))
    return _with_text(work, "page", pages[1]) if pages and pages[1] == pages[2] else work


def _unsaid(work: Work) -> Work:
    """All seven handbooks: that an edition is the first goes without saying."""
    return _with_text(work, "edition", None) if work.text("edition") == "1" else work


def _called_patent(work: Work) -> Work:
    """Chicago: a patent's number says what it is the number of."""
    number = work.text("number")
    if work.type != "patent" or not number or "patent" in number.lower():
        return work
    return _with_text(work, "number", f"Patent {number}")


_ARTICLE = pattern(r"(?:the|an?)\s+(?=\S+\s*\S)", re.IGNORECASE)


def _short_title(work: Work) -> Work:
    """Chicago: a note that comes back to a work has its title up to the colon, without The."""
    title = dict(work.texts).get("title", ())
    if work.has("title-short") or not title or work.type in ("legal_case", "legislation", "bill", "post"):
        return work
    words = plain(title)
    stop = re.search(r":\s|(?<=[?!])\s", words)
    start = _ARTICLE.match(words)
    first, last = start.end() if start else 0, stop.start() if stop else len(words)
    if (first, last) == (0, len(words)) or last - first < 3:
        return work
    stretches = dict(work.kept).get("title", ())
    moved = tuple((a - first, b - first) for a, b in stretches if a >= first and b <= last)
    short = _with_text(work, "title-short", _stretch(title, first, last))
    return replace(short, kept=(*work.kept, ("title-short", moved)) if moved else work.kept)


def _stretch(runs: Runs, first: int, last: int) -> Runs:
    """Return a stretch of runs, by its characters, with a capital in front."""
    found: list[Run] = []
    at = 0
    for run in runs:
        part = run.text[max(0, first - at) : max(0, last - at)]
        at += len(run.text)
        found += [replace(run, text=part)] if part else []
    return (replace(found[0], text=found[0].text[0].upper() + found[0].text[1:]), *found[1:])


_RULES: dict[str, tuple[Callable[[Work], Work], ...]] = {
    "apa": (_as_chapter, _without_publisher, _capital_first, _capital_after_colon, _apa_forms),
    "chicago": (_as_chapter, _called_patent),
    "chicago-notes": (_as_chapter, _called_patent, _short_title),
    "harvard": (_as_chapter_of_editors, _capital_first),
    "ieee": (_as_chapter, _capital_first),
    "mla": (_as_chapter, _without_author, _named_version, _short_range),
    "vancouver": (_as_chapter, _capital_first),
}
