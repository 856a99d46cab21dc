"""A sentence that names a work's author, and has its year or its page in brackets → how it is cited here.

`Kort says so (4)`, `As Kort wrote (1996)`, and names that a slip of typing parts from an author's,
`Korte (1996)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.deck.citing.slips.by_hand import Authored, Known
from deckgen.diagnostics import Diagnostic, Edit, warning
from deckgen.outline.model import Text
from deckgen.schema.closest import surely
from deckgen.structs.patterns import pattern

LEAST_LETTERS = 3
"""Names up to this length differ too little from each other for a slip to be plain."""

Found = tuple[int, int, Diagnostic]
"""Where something begins and ends in a text, and what is said of it."""

_NAME = r"[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,3}"
_FELLOWS = r"(?:(?:\s+(?:and|&|und|et|y)\s+|/|,\s)[A-ZÀ-Þ][\w’'-]+){0,3}(?:,?\s+et\sal\.?)?"
_PRE = r"(?:(?:see also|see|cf\.|vgl\.|siehe|qtd\. in|quoted in|(?:as )?cited in|zit\. n(?:ach|\.)|apud)\s+)?"
_SAYS = (
    r"(?:argue|say|said|claim|write|wrote|show|find|found|suggest|state|note|hold|held|report|see|saw|call|describe|"
    r"think|thought|believe|conclude|explain|maintain|propose|demonstrate|observe|point|speak|spoke|put)(?:s|d|es|ed)?"
)
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_PLACE = r"(?:(?:,\s?|:\s?|\s)(?P<label>pp?\.|S\.)?\s?(?P<number>\d{1,4}(?:[-–]\d{1,4})?))?"
_ENCLOSED = pattern(
    rf"[(\[](?P<pre>{_PRE})(?P<name>{_NAME})(?P<more>{_FELLOWS})"
    rf"(?:,?\s(?P<year>{_YEAR})(?P<placed>{_PLACE})|,?\s(?:(?:pp?|S)\.\s?)?(?P<page>\d{{1,3}}(?:[-–]\d{{1,4}})?))[)\]]"
)
"""Whose work, its year and its page, or its page alone, in brackets."""

_NARRATED = pattern(
    rf"(?<![\w@])(?P<name>{_NAME})(?P<more>{_FELLOWS})(?:,\s(?:[A-Z]\.\s?)+)?\s[(\[](?P<year>{_YEAR})(?P<placed>{_PLACE})[)\]]",
    needs=r"\s[(\[](?:1[5-9]|20)\d\d",
)
_DATED = pattern(
    rf"(?<![\w@])(?P<name>{_NAME}),?\s(?P<year>{_YEAR}),?(?=\s+{_SAYS}\b)", needs=r"\s(?:1[5-9]|20)\d\d"
)
"""A name and a year beside each other, `Kort, 1996, argues`."""

_NUMBER = pattern(
    rf"(?<=[\w”\"’'.!?,»…])\s\((?:(?P<year>{_YEAR})|(?:(?:pp?|S)\.\s?)?(?P<page>\d{{1,3}}(?:[-–]\d{{1,4}})?))\)"
    r"(?=\s*[.,;:!?]|\s*$|(?P<on>\s+[a-z]))",
    needs=r"\s\((?:\d|pp?\.|S\.)",
)
"""A year or a page alone in brackets, at the end of what is said or before it goes on."""

_BRACKETED = pattern(r"[(\[][^@\])(\[]*\d")
_YEARS = pattern(r"\b(?:1[5-9]|20)\d\d\b")
_SENTENCE = pattern(r"[.!?]\s+(?=[A-ZÀ-Þ“\"])")
_QUOTED = pattern(r"[”\"»]\s*$")
_SAYING = pattern(rf"\b(?:he|she|they|who)\s+(?:\w+ly\s+)?{_SAYS}\b", re.IGNORECASE)
_SPEAKS = (
    rf"{{family}}(?:[’']s?)?(?:\s+(?:has|have|had))?(?:\s+(?:also|\w+ly))?(?:\s+{_SAYS}\b|:)|"
    rf"\b{_SAYS}\s+{{family}}\b|\bto\s+{{family}}\b"
)
"""How a sentence has an author say something: `Kort argues`, `says Kort`, `according to Kort`."""

_COUNTED = frozenset(
    (
        "table",
        "tables",
        "figure",
        "figures",
        "fig",
        "chapter",
        "part",
        "section",
        "act",
        "scene",
        "book",
        "volume",
        "vol",
        "page",
        "line",
        "note",
        "step",
        "case",
        "type",
        "equation",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    )
)
"""What numbers follow that are no pages of anybody's."""

_ABOVE = pattern(
    r"\((?:see|as|cf\.)\s+(?:above|below|earlier|before|the previous slide|previous slide|the last slide)"
    r"(?:,?\s(?:pp?\.\s?)?\d[\d–-]*)?\)|\((?:siehe|s\.|vgl\.)\s?(?:oben|unten|o\.|u\.)\)|"
    r"\((?:voir|cf\.)\s+(?:plus haut|ci-dessus)\)",
    re.IGNORECASE,
)
"""What sends an audience to another place of a page that no slide has."""


def in_sentences(text: Text, known: Known, *, dated: bool) -> Iterator[Found]:
    """Yield where a sentence cites a listed author by hand; a `dated` style sets years in the text."""
    # Most texts have neither, and patterns that are never used are never made.
    bracketed = "(" in text.value
    if bracketed:
        yield from _above(text)
    if not any(known.families) or not (bracketed or _YEARS.search(text.value)):
        return
    yield from _of_another_year(text, known)
    yield from _beside(text, known)
    yield from _numbers(text, known, dated=dated)


def _above(text: Text) -> Iterator[Found]:
    for one in _ABOVE.finditer(text.value):
        message = f'"{one[0]}" leads nowhere: an audience cannot turn back to what came before'
        hint = "link to the slide by its id, [the report](#report), or cite the work again, [@key, p. 3]"
        yield one.start(), one.end(), warning(message, text.at(one.start(), one.end()), hint)


def misspelt(text: Text, known: Known) -> Iterator[Found]:
    """Yield names that only a slip of typing parts from an author's, corrected to that author's work."""
    if not _BRACKETED.search(text.value):
        return
    for looks in (_ENCLOSED, _NARRATED):
        for one in looks.finditer(text.value):
            name = one["name"]
            if _listed(name, known) and not one["more"]:
                continue
            work = _meant(name, one["more"], known)
            year, page = one["year"], one["number"] if one["year"] else one["page"]
            if work is None or name.casefold().split()[0] in _COUNTED:
                continue
            start, stop = one.span()
            same = year and year[:4] == work.year
            if year and not same:
                hint = f"did you mean {work.families[0]}? listed is @{work.key}, {work.year or 'n.d.'}"
                yield start, stop, warning(_unknown(one[0], name), text.at(start, stop), hint)
                continue
            place = _place(one["label"], page) if page else ""
            right = (
                f"[{one['pre']}@{work.key}{place}]"
                if looks is _ENCLOSED
                else f"@{work.key}{_bracketed(place)}"
            )
            yield (
                start,
                stop,
                _corrected(text, start, stop, right, (_unknown(one[0], name), work.families[0])),
            )


def _unknown(typed: str, name: str) -> str:
    return f'"{typed}" is typed by hand, and no work of {name} is listed'


def _meant(name: str, more: str, known: Known) -> Authored | None:
    """Return the one work whose first author a name is a slip of, or another one; None: there is none."""
    if _listed(name, known):
        others = re.findall(r"[A-ZÀ-Þ][\w’'-]+", more)
        return _only([one for one in known.families.get(name, ()) if others and _is_slip(others, one)])
    family = surely(name, known.families) if len(name) > LEAST_LETTERS else None
    works = {one.key: one for one in known.families.get(family, ())} if family else {}
    return _only(list(works.values()))


def _is_slip(others: list[str], work: Authored) -> bool:
    """Tell whether names after the first are those of a work's authors but for a slip of typing."""
    families = work.families[1 : len(others) + 1]
    if len(families) < len(others) or list(families) == others:
        return False
    return all(
        family == other or surely(other, (family,)) for family, other in zip(families, others, strict=True)
    )


def _listed(name: str, known: Known) -> bool:
    return name in known.families or any(word in known.families for word in name.split())


def _of_another_year(text: Text, known: Known) -> Iterator[Found]:
    """Yield where a sentence has a year beside a listed author that is none of the works': `Kort (1997)`."""
    for one in _NARRATED.finditer(text.value):
        name = next((end for end in _ends(one["name"]) if end in known.families), "")
        works = known.families.get(name, ())
        if not works or any(work.year == one["year"][:4] or not work.year for work in works):
            continue
        start = one.start() + len(one["name"]) - len(name)
        those = ", ".join(f"@{work.key}, {work.year}" for work in works)
        typed = text.value[start : one.end()]
        message = f'"{typed}" is typed by hand, and no work of {name} of {one["year"]} is listed'
        hint = f"list that work and cite it by its key; listed are {those}"
        yield start, one.end(), warning(message, text.at(start, one.end()), hint)


def _ends(name: str) -> Iterator[str]:
    """Yield a name without more and more of its first words: a sentence may begin with a word before it."""
    words = name.split()
    yield from (" ".join(words[at:]) for at in range(len(words)))


def _beside(text: Text, known: Known) -> Iterator[Found]:
    """Yield a person and the year of their work beside each other: `Kort, 1996, argues`."""
    for one in _DATED.finditer(text.value):
        name = next((end for end in _ends(one["name"]) if end in known.families), "")
        work = _only([each for each in known.families.get(name, ()) if each.year == one["year"][:4]])
        if work and work.givens[:1] != ("",):
            start = one.start() + len(one["name"]) - len(name)
            yield start, one.end(), _corrected(text, start, one.end(), f"@{work.key}")


def _numbers(text: Text, known: Known, *, dated: bool) -> Iterator[Found]:
    """Yield a year or a page alone in brackets where the sentence says whose, or that somebody said it."""
    found = list(_NUMBER.finditer(text.value))
    for one in found:
        begun = max((end.end() for end in _SENTENCE.finditer(text.value, 0, one.start())), default=0)
        before = text.value[begun : one.start()]
        if "@" in before or _is_counted(before) or (one["page"] and len(found) > 1):
            continue
        work = _named_in(before, known)
        if work:
            yield from _of_author(text, one, before, work, dated=dated)
        elif one["year"]:
            yield from _year_of_none(text, one, before, known, dated=dated)
        elif _QUOTED.search(before):
            start, stop = one.start() + 1, one.end()
            message = f'"{text.value[start:stop]}" does not say which work the page is in'
            hint = f"name the work by its key: [@key, p. {one['page']}]"
            yield start, stop, warning(message, text.at(start, stop), hint)


def _of_author(
    text: Text, one: re.Match[str], before: str, work: Authored, *, dated: bool
) -> Iterator[Found]:
    """Yield the year or the page of a work whose author the sentence names as one who says something."""
    start, stop, family = one.start() + 1, one.end(), work.families[0]
    close = before.endswith(family)
    says = re.search(_SPEAKS.format(family=re.escape(family)), before) or _QUOTED.search(before)
    if one["year"]:
        if says and one["year"][:4] == work.year:
            yield start, stop, _corrected(text, start, stop, f"[-@{work.key}]" if dated else f"[@{work.key}]")
        return
    place = _place("", one["page"])
    if close:
        start -= len(family) + 1
        yield start, stop, _corrected(text, start, stop, f"@{work.key}{_bracketed(place)}")
    elif not one["on"] and (says or len(one["page"]) > 1):
        yield start, stop, _corrected(text, start, stop, f"[-@{work.key}{place}]")


def _year_of_none(
    text: Text, one: re.Match[str], before: str, known: Known, *, dated: bool
) -> Iterator[Found]:
    """Yield the year of a listed work after what "he" or "she" said; most other years are of what happened.

    Where a style has years in the text, one at the end of a sentence that is a single work's is told, too.
    """
    start, stop = one.start() + 1, one.end()
    works = {each.key: each for several in known.families.values() for each in several}
    fitting = [each.key for each in works.values() if each.year == one["year"][:4]]
    closes = dated and len(fitting) == 1 and not one["on"] and re.search(r"(?<!\w)[^\W\d_A-ZÀ-Þ]\w+$", before)
    words = text.value[start:stop]
    if fitting and _SAYING.search(before):
        message = f'"{words}" does not say whose work the year belongs to'
        hint = f"cite the work by its key: {' or '.join(f'[@{key}]' for key in fitting[:3])}"
        yield start, stop, warning(message, text.at(start, stop), hint)
    elif closes and not re.search(r"\d", before):
        message = f'"{words}" is the year of @{fitting[0]} but does not cite it'
        hint = f'write [@{fitting[0]}]; of what happened then, write "in {one["year"]}"'
        yield start, stop, warning(message, text.at(start, stop), hint)


def _named_in(before: str, known: Known) -> Authored | None:
    """Return the one work whose author a sentence names, None where it names none or several."""
    named = [
        family
        for family in known.families
        if len(family) > 2 and re.search(rf"(?<![\w@]){re.escape(family)}(?![\w-])", before)
    ]
    works = {work.key: work for family in named for work in known.families[family]}
    return _only(list(works.values()))


def _only(works: list[Authored]) -> Authored | None:
    return works[0] if len(works) == 1 else None


def _is_counted(before: str) -> bool:
    """Tell whether what is before a number is something that numbers follow: `Table (4)`."""
    words = re.findall(r"\w+", before)
    return bool(words) and words[-1].casefold() in _COUNTED


def _place(label: str | None, number: str | None) -> str:
    if not number:
        return ""
    return f", {'pp.' if re.search('[-–]', number) else 'p.'} {number}"


def _bracketed(place: str) -> str:
    return f" [{place.removeprefix(', ')}]" if place else ""


def _corrected(text: Text, start: int, stop: int, right: str, slip: tuple[str, str] = ("", "")) -> Diagnostic:
    """Return the warning with its correction; a `slip` of typing says what is wrong and who was meant."""
    span = text.at(start, stop)
    message, meant = slip
    said = (
        message or f'"{text.value[start:stop]}" is typed by hand: it is not a link, and no style formats it'
    )
    hint = f"did you mean {meant}? write {right}" if meant else f"write {right}"
    return warning(said, span, hint, edits=(Edit(span, right),))
