"""A citation typed by hand, `(see Kort, 1996, p. 294)` → what it is here, `see @kort, p. 294`.

Such words lead nowhere: no style sets them, and the list at the end does not know of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from deckgen.deck.citing.references import Work
from deckgen.diagnostics import Diagnostic, Edit, warning
from deckgen.outline.model import Text
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

MOST_WORDS = 3
"""The words that a family name has at most: van der Berg."""


class Authored(Struct, frozen=True):
    """A work by its key, the names of its authors, its year and its title, empty where it has none."""

    key: str
    families: tuple[str, ...]
    year: str
    givens: tuple[str, ...] = ()
    title: str = ""


class Known(Struct, frozen=True):
    """The works that words may name: by their key, in small letters too, and by their first author."""

    works: Mapping[str, Authored]
    folded: Mapping[str, tuple[str, ...]]
    families: Mapping[str, tuple[Authored, ...]]
    """The family name of a first author → the works of that name."""
    alike: Mapping[str, tuple[Authored, ...]]
    """The same by the name in small letters."""

    def key_like(self, typed: str) -> str | None:
        """Return the one key that differs from what was typed in capitals alone, None where none does."""
        found = self.folded.get(typed.casefold(), ())
        return found[0] if len(found) == 1 else None


def known_works(works: Iterable[Work]) -> Known:
    """Return what is known of works; those of files that nothing cites are known by their keys alone."""
    folded: dict[str, list[str]] = defaultdict(list)
    families: dict[str, list[Authored]] = defaultdict(list)
    listed = [_authored(work) for work in works]
    every_family = {family for one in listed for family in one.families}
    for one in listed:
        folded[one.key.casefold()].append(one.key)
        if one.families:
            families[one.families[0]].append(one)
        short = _short_form(one)
        for name in _without_particle(one):
            families[name].append(one)
        if short and short not in every_family:
            families[short].append(one)
    alike: dict[str, list[Authored]] = defaultdict(list)
    for name, several in families.items():
        alike[name.casefold()] += several
    return Known(
        {one.key: one for one in listed},
        {name: tuple(several) for name, several in folded.items()},
        {name: tuple(several) for name, several in families.items()},
        {name: tuple(several) for name, several in alike.items()},
    )


def _authored(work: Work) -> Authored:
    if not work.names and not work.texts:
        return Authored(work.key, (), "")
    people = next((names for name, names in work.names if name == "author"), ())
    listed = tuple(" ".join(filter(None, (one.particle, one.family))) or one.literal for one in people)
    issued = next((date for name, date in work.dates if name == "issued"), None)
    year = str(issued.parts[0][0]) if issued and issued.parts else ""
    return Authored(work.key, listed, year, tuple(one.given for one in people), work.text("title"))


def _without_particle(work: Authored) -> tuple[str, ...]:
    """Return other ways to write a family name that has a particle: `Van der Berg`, `Berg`."""
    name = work.families[0] if work.families and work.givens[:1] != ("",) else ""
    first, _, rest = name.partition(" ")
    return (name[0].upper() + name[1:], rest.rpartition(" ")[2]) if rest and first.islower() else ()


def _short_form(work: Authored) -> str:
    """Return the letters that stand for a body, WHO for the World Health Organization; empty: none do."""
    if work.givens[:1] != ("",):
        return ""
    bodies = work.families[:1]
    letters = "".join(word[0] for word in " ".join(bodies).split() if word[:1].isupper())
    return letters if len(letters) > 2 else ""


_PAGED = pattern(r"(?P<key>.+):(?P<page>\d+(?:[-–]\d+)?)")


def misnamed(key: str, keys: Collection[str]) -> tuple[str, str] | None:
    """Return the key that was meant by another, and a page that was typed in it, `kort:12`; None: it is none.

    Capitals alone differ, or what is between the letters, of one key and no other.
    """
    paged = _PAGED.fullmatch(key)
    if paged and paged["key"] in keys:
        return paged["key"], paged["page"]
    alike = [one for one in keys if one.casefold() == key.casefold()]
    alike = alike or [one for one in keys if _letters(one) == _letters(key)]
    return (alike[0], "") if len(alike) == 1 else None


def _letters(key: str) -> str:
    """Return the letters and figures of a key: what is between them is soon forgotten."""
    return re.sub(r"[\W_]+", "", key).casefold()


class ByHand(Struct, frozen=True):
    """What words cite, as it is written between brackets. `sure` says that they are no mere words.

    A name alone may be one; a key with its @, a name in capitals, a year or a page beside it are not.
    """

    written: str
    keys: tuple[str, ...]
    sure: bool


_PRE = pattern(
    r"(?:see also|see|cf\.|compare|vgl\.|siehe|voir|e\.g\.,?|(?:as )?(?:qtd\.|quoted|cited) in|"
    r"zit\. n(?:ach|\.)|zitiert nach|cité (?:dans|par)|apud|sources?:|quellen?:)\s+",
    re.IGNORECASE,
)
_WORD = pattern(r"-?@?[^\W_](?:\.(?:\s?[A-Z]\.)*(?=\s)|[\w’'\-]*)")
_ET_AL = pattern(r",?\s+et al\.?")
_JOINED = r"\s*(?:,\s*)?(?:/\s*)?(?:(?:\band\b|&|\bund\b|\bet\b|\by\b)\s*)?"
_GIVEN_AFTER = pattern(r",\s*(?P<given>(?:[A-Z]\.[\s-]?)+|[A-Z][\w-]+(?:\s[A-Z]\.)?)(?=[\s,]*(?:\d|$|\())")
_YEAR = pattern(
    r",?\s*[(\[]?(?P<year>\d{4}|[’']\d\d|n\.\s?d\.|no date|o\.\s?J\.)(?<!\d[a-z])[a-z]?[)\]]?(?![\d–-])"
)
_TITLE_MARKS = "“”\"‘’'*_"
_PLACE = pattern(
    r"\s*[,:]?\s*\(?(?P<label>pp?\.?|pages?|S\.|Seiten?|chaps?\.|ch\.|vol\.|sec\.|para\.|bk\.)?\s*"
    r"(?P<number>\d+(?:\s*[-–]\s*\d+)?(?:\s?ff?\.?)?(?:,\s*\d+(?:\s*[-–]\s*\d+)?)*)\)?"
)
_JOINT = pattern(r"\s*(?:;|,|&|\band\b|\bund\b|\bet\b|\by\b)\s*(?:and\s+)?", re.IGNORECASE)


def read_by_hand(words: str, known: Known, *, loose: bool) -> ByHand | None:
    """Read words that are nothing but citations; None where anything else is among them.

    Where `loose`, capitals make no difference: a field of citations holds nothing else.
    """
    words = words.strip()
    found: list[str] = []
    keys: list[str] = []
    sure, at = True, 0
    while True:
        item = _item(words, at, known, loose=loose)
        if item is None:
            return None
        written, key, certain, at = item
        found.append(written)
        keys.append(key)
        sure = sure and certain
        if not words[at:].strip(" .,;"):
            return ByHand("; ".join(found), tuple(keys), sure)
        joint = _JOINT.match(words, at)
        if not joint:
            return None
        at = joint.end()


def _item(words: str, at: int, known: Known, *, loose: bool) -> tuple[str, str, bool, int] | None:
    """Return one work that words cite: as written here, its key, whether it is certain, where it ends."""
    pre = _PRE.match(words, at)
    start = pre.end() if pre else at
    whose = _whose(words, start, known, loose=loose)
    if whose is None:
        return None
    options, at = whose
    marked = words.startswith(("@", "-@"), start)
    capital = not loose and words[start : start + 1].isupper()
    options, at = _told_more(words, at, options)
    dated = _YEAR.match(words, at)
    fitting = [one for one in options if dated and _is_year(dated["year"], one)]
    if dated and fitting:
        options, at = fitting, dated.end()
    if len({one.key for one in options}) != 1:
        return None
    if _YEAR.match(words, at):
        return None  # of another work than those that are known
    place = _PLACE.match(words, at)
    less = "-" if words.startswith("-", start) else ""
    said = f"{pre[0] if pre else ''}{less}@{options[0].key}{_written(place)}"
    return said, options[0].key, any((marked, fitting, place, capital)), place.end() if place else at


def _told_more(words: str, at: int, options: list[Authored]) -> tuple[list[Authored], int]:
    """Return the works left after fellow authors, a given name and a title, and where those end."""
    options, at = _with_others(words, at, options)
    given = _GIVEN_AFTER.match(words, at)
    if given and (people := [one for one in options if _is_given(given["given"], one)]):
        options, at = people, given.end()
    return _with_title(words, at, options)


def _whose(words: str, start: int, known: Known, *, loose: bool) -> tuple[list[Authored], int] | None:
    """Return the works that a key or a family name may mean, the longest one, and where it ends."""
    for count in range(MOST_WORDS, 0, -1):
        stop = _after_words(words, start, count)
        typed = words[start:stop].lstrip("-@")
        key = typed if typed in known.works else known.key_like(typed) if loose else None
        options = [known.works[key]] if key else _named(typed, known, loose=loose)
        if stop is not None and options:
            return options, stop
    return None


def _with_others(words: str, at: int, options: list[Authored]) -> tuple[list[Authored], int]:
    """Return the works of several authors where names go on, `and Wood`, `et al.`; else all as given."""
    if others := _ET_AL.match(words, at):
        fitting = [one for one in options if len(one.families) > 1]
        return (fitting, others.end()) if fitting else (options, at)
    ends = {one.key: _after_families(words, at, one.families[1:]) for one in options}
    furthest = max(ends.values())
    return (
        ([one for one in options if ends[one.key] == furthest], furthest) if furthest > at else (options, at)
    )


def _after_families(words: str, at: int, families: tuple[str, ...]) -> int:
    """Return where as many of an author's fellows end as are named one after the other."""
    for family in families:
        named = re.compile(rf"{_JOINED}{re.escape(family)}(?!\w)").match(words, at)
        if not named or named[0].startswith(family):
            return at
        at = named.end()
    return at


def _with_title(words: str, at: int, options: list[Authored]) -> tuple[list[Authored], int]:
    """Return the works whose title, or its beginning, follows a name: `Kort, *Colossus*, 294`."""
    opening = re.compile(rf",?\s+[{_TITLE_MARKS}]*").match(words, at)
    if opening is None:
        return options, at
    for one in options:
        title = re.sub(r"^(?:the|an?)\s+", "", one.title.partition(":")[0], flags=re.IGNORECASE)
        said = re.compile(r"(?:(?:the|an?)\s+)?[^\d,;()*“”\"]{3,}", re.IGNORECASE).match(words, opening.end())
        named = re.sub(r"^(?:the|an?)\s+", "", said[0].rstrip(" ’'_."), flags=re.IGNORECASE) if said else ""
        if said and named and re.search(rf"(?<!\w){re.escape(named)}(?!\w)", title, re.IGNORECASE):
            closing = re.compile(rf"[{_TITLE_MARKS}.,]*").match(words, said.start() + len(said[0].rstrip()))
            return [one], closing.end() if closing else said.end()
    return options, at


def _is_given(typed: str, work: Authored) -> bool:
    """Tell whether a given name, or initials, are those of a work's first author."""
    known = next(iter(work.givens), "")
    if not known:
        return False
    if "." in typed:
        return typed[0] == known[0]
    return known.casefold().startswith(typed.split()[0].casefold())


def _is_year(typed: str, work: Authored) -> bool:
    if not typed[0].isdigit() and typed[0] not in "’'":
        return not work.year
    return work.year == typed or (typed[0] in "’'" and work.year.endswith(typed[1:]))


def _after_words(words: str, start: int, count: int) -> int | None:
    """Return where so many words end, None where there are fewer."""
    at = start
    for place in range(count):
        if place:
            if not words.startswith(" ", at):
                return None
            at += 1
        word = _WORD.match(words, at)
        if not word:
            return None
        at = word.end()
    return at


def _named(typed: str, known: Known, *, loose: bool) -> list[Authored]:
    """Return the works of an author by the family name, also in capitals or after a given name, `M. Kort`."""
    if not loose:
        if exact := known.families.get(typed):
            return list(exact)
        given, _, family = typed.rpartition(" ")
        if given:
            return [one for one in known.families.get(family, ()) if _is_given(given, one)]
        loose = len(typed) > 3 and typed.isupper()
        if not loose:
            return []
    return list(known.alike.get(typed.casefold(), ()))


def _written(place: re.Match[str] | None) -> str:
    if place is None:
        return ""
    label, number = place["label"] or "", place["number"]
    if not label or re.fullmatch(r"p{1,2}\.?|pages?|S\.|Seiten?", label):
        label = "pp." if re.search(r"\d\s*[-–,]\s*\d", number) else "p."
    return f", {label} {number}"


_ENCLOSED = pattern(
    r"(?<![\w\]\\!@^\[])(?:\((?P<round>[^()\[\]]{2,90})\)|\[(?P<square>[^()\[\]]{2,90})\](?![(\[{:]))"
)
_NARRATIVE = pattern(
    r"(?<![\w@])(?P<name>(?:[A-Z]\. ?){0,3}[^\W\d_][\w’'\-]*"
    r"(?:(?: et al\.| and | & | |, )[^\W\d_][\w’'\-]*){0,4}(?: et al\.)?)"
    r"(?P<given>,\s[A-Z]\.(?:\s?[A-Z]\.)*)? [(\[](?P<year>\d{4})[a-z]?"
    r"(?:(?:, (?P<label>pp?)\. ?|: ?)(?P<number>\d[\d–-]*))?[)\]]"
    r"(?:,? \(?(?P<after>pp?)\. ?(?P<place>\d[\d–-]*\d|\d)\)?)?",
    needs=r" [(\[]\d{4}",
)
_NARRATIVE_PAGE = pattern(
    r"(?<![\w@])(?P<name>[^\W\d_][\w’'\-]*) \((?P<label>pp?)\. ?(?P<number>\d[\d–-]*)\)",
    needs=r" \(pp?\.",
)
_KEYED = pattern(
    r"(?<![\w\[@(-])@(?P<key>[^\W_](?:[\w-]*\w)?)(?:(?:,\s|\s)(?P<label>pp?|S)\.\s?(?P<bare>\d[\d–-]*(?<!-))|"
    r"\s?\((?:(?P<year>\d{4})|(?P<in>pp?|S)\.\s?(?P<page>\d[\d–-]*))\))"
)
_LINE_OF_SOURCES = pattern(
    r"^(?P<lead>(?:Sources?|Quellen?|Fonte|Fuente|Adapted from|After|From)\b:?\s+)(?P<rest>.+?)\.?$"
)
_UNLISTED = pattern(
    r"^(?P<name>[A-ZÀ-Þ][\w’'-]+)(?:,?\s+et al\.?,?\s*[(\[]?\d{4}|"
    r"\s+(?:&|and)\s+[A-ZÀ-Þ][\w’'-]+,\s*[(\[]?\d{4}|"
    r",?\s*\d{4}[a-z]?[,:]\s*pp?\.\s*\d)"
)
_OTHER_YEAR = pattern(
    r"^(?P<name>[^\W\d_][^,(\d]*?),?\s*[(\[]?(?P<year>(?:1[5-9]\d\d|20\d\d)(?=[a-z]?\b)|n\.\s?d\.|o\.\s?J\.)"
)
_FELLOW = pattern(r"(?:\band|\bund|\bet|&)\s+(?P<family>[A-ZÀ-Þ][\w’'-]+)$")


def typed_by_hand(text: Text, known: Known) -> Iterator[tuple[int, int, Diagnostic]]:
    """Yield where a text cites by hand works that are known, each place with its correction."""
    for one in _ENCLOSED.finditer(text.value):
        words = one["round"] or one["square"]
        if one["square"] and "@" in words:
            continue
        found = read_by_hand(words, known, loose=False)
        if found and found.sure:
            right = f"[{found.written}]"
            yield one.start(), one.end(), _told(text, one, right)
    yield from _narrated(text, known)
    yield from _keyed(text, known)
    yield from _of_other_years(text, known)
    if (line := _LINE_OF_SOURCES.match(text.value)) and "@" not in line["rest"]:
        found = read_by_hand(line["rest"], known, loose=False)
        if found and found.sure:
            where = line.start("rest"), line.end("rest")
            yield *where, _told(text, where, f"[{found.written}]")


def _narrated(text: Text, known: Known) -> Iterator[tuple[int, int, Diagnostic]]:
    """Yield where a sentence names an author and gives the year, or the page, in brackets."""
    for one in _NARRATIVE.finditer(text.value):
        words = one["name"].split(" ")
        for count in range(len(words)):
            name = " ".join(words[count:])
            found = read_by_hand(f"{name}{one['given'] or ''}, {one['year']}", known, loose=False)
            if found and len(found.keys) == 1 and found.sure and name[:1].isupper():
                start = one.start() + len(" ".join(words[:count])) + (1 if count else 0)
                right = f"@{found.keys[0]}{_place_in(one)}"
                yield start, one.end(), _told(text, (start, one.end()), right)
                break
    for one in _NARRATIVE_PAGE.finditer(text.value):
        works = known.families.get(one["name"], ())
        if len(works) == 1:
            right = f"@{works[0].key} [{one['label']}. {one['number']}]"
            yield one.start(), one.end(), _told(text, one, right)


def _place_in(one: re.Match[str]) -> str:
    """Return the page within the brackets of a year, or after them, as it is written here."""
    number = one["number"] or one["place"]
    label = one["label"] or one["after"] or ("pp" if re.search("[-–]", number or "") else "p")
    return f" [{label}. {number}]" if number else ""


def _keyed(text: Text, known: Known) -> Iterator[tuple[int, int, Diagnostic]]:
    """Yield where a key in a sentence has its page or its year outside of square brackets: `@kort (p. 3)`."""
    for one in _KEYED.finditer(text.value):
        work, before = known.works.get(one["key"]), text.value[: one.start()]
        if (
            work is None
            or (one["year"] and one["year"] != work.year)
            or text.value[one.end() :].startswith("]")
        ):
            continue
        if before.rfind("[") > before.rfind("]"):
            continue
        label, number = one["label"] or one["in"], one["bare"] or one["page"]
        place = f" [{'pp' if re.search('[-–]', number) else 'p'}. {number}]" if label else ""
        right = f"@{one['key']}{place}"
        span = text.at(one.start(), one.end())
        dated = f'"{one[0]}" has the year beside it, but the style puts the year where it belongs'
        message = dated if one["year"] else f'"{one[0]}" has its page beside it, not within its brackets'
        yield one.start(), one.end(), warning(message, span, f"write {right}", edits=(Edit(span, right),))


def _of_other_years(text: Text, known: Known) -> Iterator[tuple[int, int, Diagnostic]]:
    """Yield where words cite an author, a year or a fellow author that no known work has."""
    for one in _ENCLOSED.finditer(text.value):
        words = _PRE.sub("", one["round"] or one["square"]).strip()
        found = _unlisted(words, known) or _of_none(words, known)
        if found:
            span = text.at(one.start(), one.end())
            message = f'"{one[0]}" is typed by hand, and no work of {found[0]} is listed'
            yield one.start(), one.end(), warning(message, span, found[1])


def _unlisted(words: str, known: Known) -> tuple[str, str] | None:
    """Return the author whom words cite and no known work has, and what to do."""
    named = _UNLISTED.match(words)
    if named is None or not known.works or known.families.get(named["name"]):
        return None
    return named["name"], "list the work under references:, and cite it by its key, [@key, p. 3]"


def _of_none(words: str, known: Known) -> tuple[str, str] | None:
    """Return the author of known works with the year or the fellow that none of them has, and what to do."""
    dated = _OTHER_YEAR.match(words)
    family = re.split(r"\s+(?:et al|and\b|&)|,", dated["name"])[0].strip() if dated else ""
    works = known.families.get(family, ())
    if dated is None or not works:
        return None
    if all(work.year != dated["year"] for work in works):
        those = ", ".join(f"@{work.key}, {work.year or 'n.d.'}" for work in works)
        when = f"of {dated['year']}" if dated["year"].isdigit() else "without a date"
        return f"{family} {when}", f"list that work and cite it by its key; listed are {those}"
    fellow = _FELLOW.search(dated["name"])
    if fellow is None or any(fellow["family"] in work.families[1:] for work in works):
        return None
    those = ", ".join(f"@{work.key}" for work in works)
    return dated["name"], f"list that work and cite it by its key; listed of {family} are {those}"


def _told(text: Text, where: re.Match[str] | tuple[int, int], right: str) -> Diagnostic:
    start, stop = where if isinstance(where, tuple) else where.span()
    span = text.at(start, stop)
    message = f'"{text.value[start:stop]}" is typed by hand: it is not a link, and no style formats it'
    return warning(message, span, f"write {right}", edits=(Edit(span, right),))


_ODD_PLACE = pattern(r"@[\w-]+\s*(?:\(|:\s)\s*(?:pp?\.?\s*)?\d")
"""A page in brackets, or after a colon, where a comma belongs."""


def field_by_hand(raw: Text, meant: str, known: Known) -> Diagnostic | None:
    """Return a warning where a field of citations names works that it does not cite.

    `meant` is the field as it is read, with an @ at each key that is taken for one.
    """
    words = raw.value.strip()
    inner = words[1:-1].strip() if words[:1] + words[-1:] in ("()", "[]") else words
    found = read_by_hand(inner, known, loose=True)
    taken = {one.lstrip("@").rstrip(".:,;") for one in re.findall(r"@[\w:.#$%&+?<>~/-]+", meant)}
    if found is None or (set(found.keys) <= taken and not _ODD_PLACE.search(words)):
        return None
    return warning(
        f'"{words}" names works, but does not cite them',
        raw.span,
        f'write cite: "{found.written}"',
        edits=(Edit(raw.span, f'"{found.written}"'),),
    )
