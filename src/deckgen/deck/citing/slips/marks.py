"""What was meant as a citation and is none: LaTeX, footnotes, a key without its @.

Such words would appear on the slide as they were typed, and nobody would say so.
"""

from __future__ import annotations

import bisect
import operator
import re
from collections.abc import Collection, Container, Iterator
from functools import partial

from deckgen.deck.citing.references import Work
from deckgen.deck.citing.slips.by_hand import Known, known_works, misnamed, typed_by_hand
from deckgen.deck.citing.slips.in_sentences import in_sentences, misspelt
from deckgen.deck.citing.slips.numbers import numbers_by_hand
from deckgen.diagnostics import Diagnostic, Edit, error, warning
from deckgen.outline.model import Text
from deckgen.structs import Struct
from deckgen.structs.memos import Same, memo, same
from deckgen.structs.patterns import pattern

_LATEX = pattern(
    r"\\(?P<command>[Cc]ite(?:p|t|alp|alt|author|year|yearpar|title)?|[Pp]arencites?|[Tt]extcites?|[Aa]utocites?|"
    r"[Ff]ootcites?|[Ff]ootcitetext|[Ff]ullcites?|[Ss]martcites?|[Ss]upercites?|nocite|onlinecite)\*?"
    r"(?P<options>(?:\s?\[[^\[\]]*\]){0,2})\s?\{(?P<keys>[^{}]+)\}"
)
_FOOTNOTE = pattern(r"\\footnote\{(?P<note>[^{}]*)\}")
_BARE = pattern(
    r"(?<![\w\]\\!@^])\[(?P<key>\w[\w:.#$%&+?<>~/-]*)"
    r"(?P<rest>\s*[,;][^\[\]@]*|\s+pp?\.\s*\d[^\[\]@]*)?\](?![(\[{:])"
)
_ANOTHER = pattern(r"(;\s*)([^\W_][\w-]*)")
_SEVERAL_LATEX = pattern(
    r"\\(?P<command>(?:[Pp]aren|[Tt]ext|[Aa]uto|[Ff]oot|[Ss]mart|[Ss]uper|[Ff]ull)?cites)\*?"
    r"(?P<works>(?:(?:\[[^\[\]]*\]){0,2}\{[^{}]+\}){2,})|\\[Cc]ites(?P<one>(?:\[[^\[\]]*\]){0,2}\{[^{}]+\})"
)
_ONE_LATEX = pattern(r"(?P<options>(?:\[[^\[\]]*\]){0,2})\{(?P<keys>[^{}]+)\}")
_CODE = pattern(r"`[^`]*`")
_NARRATIVE = ("citet", "textcite", "textcites", "citealt")
_KEY = r"[^\W_](?:[\w:.#$%&+?<>~/-]*\w)?"
_SHORT_KEY = _KEY.replace("*", "{0,200}")
"""The same where it may begin anywhere, and each place would be followed to the end of the text."""

_CITED = pattern(rf"@(?:\{{(?P<braced>[^{{}}\s]+)\}}|(?P<plain>{_KEY}))")
_PLACE = r"(?:pp?\.?|pages?|S\.)\s?\d[\d–,-]*(?:\s?ff?\.)?"
_SPOILT = (
    pattern(rf"(?<![\w@\[({{])@\s(?P<key>{_KEY})(?P<rest>)(?=\s*[.,;]|\s*$)", needs=r"@\s"),
    pattern(rf"\[@\s+(?P<key>{_KEY})(?P<rest>[^\[\]]*)\]"),
    pattern(rf"@\[(?P<key>{_KEY})(?P<rest>[^\[\]@]*)\]"),
    pattern(rf"\[\[@?(?P<key>{_KEY})(?P<rest>[^\[\]@]*)\]\]"),
    pattern(rf"\[cite(?:/\w+)?:\s?@(?P<key>{_KEY})(?P<rest>[^\[\]@]*)\]"),
    pattern(rf"(?<![\w@\[])cite:(?P<key>{_KEY})(?P<rest>)", needs="cite:"),
    pattern(rf"\[@(?P<key>{_KEY})\],?\s?\(?(?P<rest>{_PLACE})\)?"),
    pattern(rf"\[@(?P<key>{_KEY})(?:\s*\(|:\s)(?P<rest>(?:pp?\.?\s?)?\d[\d–,-]*)\)?\]"),
    pattern(rf"(?<![\w\\$^_{{}}])\{{\{{?(?:[Cc]ite\s|@)?(?P<key>{_KEY})(?P<rest>)\}}?\}}(?!\()", needs=r"\{"),
    pattern(rf"\{{@(?P<key>{_KEY})(?P<rest>[^{{}}\[\]@]*)\}}"),
    pattern(rf"\[@[@\"“-]+(?P<key>{_KEY})[\"”]?(?P<rest>[^\[\]@]*)\]"),
    pattern(rf"\[#(?P<key>{_KEY})(?P<rest>[^\[\]@]*)\](?![(\[{{:])"),
    pattern(rf"\[@(?P<key>{_KEY})['’]s?(?P<rest>[^\[\]@]*)\]"),
    pattern(rf"\[@(?P<key>{_KEY})(?P<rest>)\s?[.,:]\s?\]"),
    pattern(rf"\[[Cc]ite:?\s(?P<key>{_KEY})(?P<rest>[^\[\]@]*)\]"),
    pattern(rf"(?<!\w)\(@(?P<key>{_KEY})(?P<rest>(?:,\s?{_PLACE})?)\]"),
    pattern(rf"(?<!\w)\[@(?P<key>{_KEY})(?P<rest>(?:,\s?{_PLACE})?)\)"),
    pattern(
        rf"(?<![\w@\[({{/.-])(?P<key>{_SHORT_KEY}),?\s(?P<rest>pp?\.\s?\d[\d–,-]*\d|pp?\.\s?\d)",
        needs=r"\sp{1,2}\.\s?\d",
    ),
)
"""What others write, and slips of the brackets: each a key and what is said after it."""

_AT_PLACE = r"(?:,? ?(?:(?:pp?|S)\. ?)?\d[\d–-]*)?"
_BACK = rf"(?:ibid(?:em)?|op\. ?cit|loc\. ?cit|ebd|a\. ?a\. ?O)\.?{_AT_PLACE}"
_BACKWARD = pattern(
    rf"(?<![\w@])(?:\({_BACK}\)|{_BACK})(?!\w)|"
    rf"\((?:id|idem|dies|ders|supra|infra)\.?(?: note \d+)?{_AT_PLACE}\)",
    re.IGNORECASE,
)
"""What sends the reader back to a work named before."""

_NAMELESS = pattern(
    r"(?<![\w\]\\!@^])[\[(](?:(?:citations?|sources?|refs?|references?|cites?|quellen?|zitat|footnotes?)"
    r"(?: (?:needed|here|missing|fehlt))?|(?:insert|add|find|todo:?|needs?) (?:an? )?"
    r"(?:citation|source|ref|cite)s?)"
    r"\??[\])](?![(\[{:])",
    re.IGNORECASE,
    needs=r"[\[(][a-z]",
)
"""What keeps a place for a citation that is still to come."""

_PAGES_ALONE = pattern(
    r"(?<=[^\W\d_] )\((?:see |cf\. |vgl\. |siehe )?(?P<place>(?:pp?|S)\. ?\d[\d–-]*(?: ?ff?\.)?)\)"
    r"(?=\s*(?:[.,;:!?]|$|[a-z]))",
    needs=r"\((?:see |cf\. |vgl\. |siehe )?(?:pp?|S)\.",
)
_NEIGHBOURS = pattern(r"(?:\[[^\[\]]*@[^\[\]]*\]\s?(?=\[[^\[\]]*@)){1,8}\[[^\[\]]*@[^\[\]]*\](?![(\[{:])")
_GLUED = pattern(rf"(?<![\w@])@(?P<key>{_KEY})@(?P<next>{_KEY})", needs=r"@[^@\s]+@")
_UNOPENED = pattern(
    rf"(?<![\w\[({{@\\;-])@(?P<key>{_KEY})(?P<rest>(?:,\s?{_PLACE})?)\](?!\()", needs=r"(?:^|[^\w\[({@\\;-])@"
)
_FAR_MINUS = pattern(rf"\[(?:-\s+|[–—−]\s?)@(?P<key>{_KEY})(?P<rest>[^\[\]@]*)\]")

_MARKED = pattern(
    r"[\[\\^@(:¹²³⁴-⁹]|\bpp?\.|[{]|\b(?:1[5-9]|20)\d\d\b|ibid|\bcit\.|ebd\.|\bfrom\b|\bafter\b",
    re.IGNORECASE,
)


def citation_slips(
    texts: Collection[Text], works: Collection[Work], *, numeric: bool = False, dated: bool = False
) -> Iterator[Diagnostic]:
    """Give a warning, with the corrected words, for each place that looks like a citation and is none.

    A `numeric` style puts numbers in brackets, round ones too; a `dated` one has years in the text.
    """
    looked_for = same("looked for", _LookedFor(known_works(works), len(works), numeric, dated))
    given = Same(looked_for)
    for text in texts:
        yield from memo("citation slips", text.value, given, partial(_slips, text, looked_for), operator.not_)


class _LookedFor(Struct, frozen=True):
    """What tells a slip: the works, how many there are, and the manner of the style."""

    known: Known
    works: int
    numeric: bool
    dated: bool


def _slips(text: Text, looked_for: _LookedFor) -> tuple[Diagnostic, ...]:
    """Return a warning for each place of a text that looks like a citation and is none."""
    if not _MARKED.search(text.value):
        return ()
    known = looked_for.known
    taken = sorted((one.start(), one.end()) for one in _CODE.finditer(text.value))
    slips = (
        *_several_latex(text), *_latex(text), *_footnotes(text), *_misnamed(text, known),
        *_spoilt(text, known.works), *misspelt(text, known), *typed_by_hand(text, known),
        *_bare(text, known.works), *_backward(text), *in_sentences(text, known, dated=looked_for.dated),
        *_nameless(text), *_joined(text),
        *numbers_by_hand(text, looked_for.works, round_ones=looked_for.numeric),
    )  # fmt: skip
    told: list[Diagnostic] = []
    for start, stop, found in slips:
        # The first that knows a place has it: two corrections of one place would spoil each other.
        at = bisect.bisect_left(taken, (start, stop))
        if all(stop <= first or last <= start for first, last in taken[max(0, at - 1) : at + 1]):
            taken.insert(at, (start, stop))
            told.append(found)
    return tuple(told)


def _misnamed(text: Text, known: Known) -> Iterator[tuple[int, int, Diagnostic]]:
    """Yield citations whose key has other capitals, or a page after a colon: `@kort:12`."""
    for one in _CITED.finditer(text.value):
        key = one["braced"] or one["plain"].rstrip(".:,")
        group = "braced" if one["braced"] else "plain"
        if key in known.works:
            continue
        meant, where = misnamed(key, known.works), one.start(group)
        if meant:
            right, page = meant
            place = f"{'pp.' if re.search('[-–]', page) else 'p.'} {page}"
            inside = text.value.rfind("[", 0, where) > text.value.rfind("]", 0, where)
            right += f", {place}" if page and inside else f" [{place}]" if page else ""
            span = text.at(where, where + len(key))
            message = f'"{key}" is cited but not among the references'
            yield where, where + len(key), error(message, span, f"write @{right}", edits=(Edit(span, right),))


def _spoilt(text: Text, keys: Container[str]) -> Iterator[tuple[int, int, Diagnostic]]:
    for spoilt in _SPOILT:
        for one in spoilt.finditer(text.value):
            if one["key"] not in keys or one["key"].isdigit():
                continue
            rest = one["rest"]
            between = "" if not rest or rest[0] in ",; " else ", p. " if rest[0].isdigit() else ", "
            right = f"[@{one['key']}{between}{rest}]"
            span = text.at(one.start(), one.end())
            message = f'"{one[0]}" is not a citation here'
            yield one.start(), one.end(), warning(message, span, f"write {right}", edits=(Edit(span, right),))


def _joined(text: Text) -> Iterator[tuple[int, int, Diagnostic]]:
    """Yield citations that stand side by side, or run into each other, or whose minus is not beside the @."""
    for one in _NEIGHBOURS.finditer(text.value):
        parts = re.findall(r"\[([^\[\]]*)\]", one[0])
        right = f"[{'; '.join(part.strip() for part in parts)}]"
        span = text.at(one.start(), one.end())
        message = f'"{one[0]}" has two pairs of brackets side by side, where every style has one'
        yield one.start(), one.end(), warning(message, span, f"write {right}", edits=(Edit(span, right),))
    for one in _GLUED.finditer(text.value):
        right = f"@{one['key']}; @{one['next']}"
        span = text.at(one.start(), one.end())
        message = f'"{one[0]}" cites only one of its two works'
        yield one.start(), one.end(), warning(message, span, f"write {right}", edits=(Edit(span, right),))
    for one in _UNOPENED.finditer(text.value):
        before = text.value[: one.start()]
        if before.rfind("[") > before.rfind("]"):
            continue
        right = f"[{one[0]}"
        span = text.at(one.start(), one.end())
        message = f'"{one[0]}" closes a citation that was never opened'
        yield one.start(), one.end(), warning(message, span, f"write {right}", edits=(Edit(span, right),))
    for one in _FAR_MINUS.finditer(text.value):
        right = f"[-@{one['key']}{one['rest']}]"
        span = text.at(one.start(), one.end())
        message = f'"{one[0]}" has a dash that does not leave the author out'
        yield one.start(), one.end(), warning(message, span, f"write {right}", edits=(Edit(span, right),))


def _nameless(text: Text) -> Iterator[tuple[int, int, Diagnostic]]:
    """Yield what keeps a place for a citation, and pages of no work."""
    for one in _NAMELESS.finditer(text.value):
        span = text.at(one.start(), one.end())
        message = f'"{one[0]}" is a placeholder for a citation, and would be shown'
        yield one.start(), one.end(), warning(message, span, "cite the work, [@key, p. 3], or take it out")
    for one in _PAGES_ALONE.finditer(text.value):
        span = text.at(one.start(), one.end())
        message = f'"{one[0]}" does not say which work the page is in'
        yield (
            one.start(),
            one.end(),
            warning(message, span, f"name the work by its key: [-@key, {one['place']}]"),
        )


def _backward(text: Text) -> Iterator[tuple[int, int, Diagnostic]]:
    for one in _BACKWARD.finditer(text.value):
        span = text.at(one.start(), one.end())
        message = f'"{one[0]}" is typed by hand, and does not name a work'
        hint = "cite the work again, [@key, p. 3]: the style sets ibid. where it has one"
        yield one.start(), one.end(), warning(message, span, hint)


def _latex(text: Text) -> Iterator[tuple[int, int, Diagnostic]]:
    for one in _LATEX.finditer(text.value):
        right = _translated(one)
        span = text.at(one.start(), one.end())
        message = f"{one[0].split('{')[0]} is LaTeX, and would appear on the slide as typed"
        if one["command"] == "nocite":
            yield (
                one.start(),
                one.end(),
                warning(message, span, f"write nocite: [{one['keys']}] at the head of the outline"),
            )
        else:
            yield one.start(), one.end(), warning(message, span, f"write {right}", edits=(Edit(span, right),))


def _several_latex(text: Text) -> Iterator[tuple[int, int, Diagnostic]]:
    """Yield commands of LaTeX that take works one by one: `\\cites[4]{kort}[5]{wood}`."""
    for one in _SEVERAL_LATEX.finditer(text.value):
        items = []
        for work in _ONE_LATEX.finditer(one["works"] or one["one"]):
            options = re.findall(r"\[([^\[\]]*)\]", work["options"])
            before = f"{options[0].strip()} " if len(options) == 2 and options[0].strip() else ""
            after = f", {_pages(options[-1].strip())}" if options and options[-1].strip() else ""
            items.append(f"{before}@{work['keys'].strip()}{after}")
        right = f"[{'; '.join(items)}]"
        span = text.at(one.start(), one.end())
        name = f"\\{one['command'] or 'cites'}"
        message = f"{name} is LaTeX, and would appear on the slide as typed"
        yield one.start(), one.end(), warning(message, span, f"write {right}", edits=(Edit(span, right),))


def _translated(one: re.Match[str]) -> str:
    """Return a command of LaTeX as it is written here."""
    keys = [key.strip() for key in one["keys"].split(",") if key.strip()]
    options = re.findall(r"\[([^\[\]]*)\]", one["options"])
    before = options[0].strip() if len(options) == 2 else ""
    after = _pages(options[-1].strip()) if options else ""
    command = one["command"].lower()
    if command in _NARRATIVE:
        place = f" [{after}]" if after else ""
        return " and ".join(f"@{key}" for key in keys) + place
    minus = "-" if command.startswith("citeyear") else ""
    cited = "; ".join(f"{minus}@{key}" for key in keys)
    return f"[{before + ' ' if before else ''}{cited}{', ' + after if after else ''}]"


def _pages(words: str) -> str:
    """Return LaTeX's note after a key: figures alone are pages."""
    said = words.replace("~", " ").replace("--", "-").replace("\\", "")
    if re.fullmatch(r"\d+", said):
        return f"p. {said}"
    return f"pp. {said}" if re.fullmatch(r"\d[\d\s,-]*", said) else said


def _footnotes(text: Text) -> Iterator[tuple[int, int, Diagnostic]]:
    for one in _FOOTNOTE.finditer(text.value):
        right = f"^[{one['note']}]"
        span = text.at(one.start(), one.end())
        message = "\\footnote is LaTeX, and would appear on the slide as typed"
        yield one.start(), one.end(), warning(message, span, f"write {right}", edits=(Edit(span, right),))


def _bare(text: Text, keys: Container[str]) -> Iterator[tuple[int, int, Diagnostic]]:
    for one in _BARE.finditer(text.value):
        key = one["key"].rstrip(".:,")
        if key not in keys or (key.isdigit() and not one["rest"]):
            continue
        also = _ANOTHER.sub(lambda more: f"{more[1]}@{more[2]}" if more[2] in keys else more[0], one[0])
        right = f"[@{also[1:]}"
        span = text.at(one.start(), one.end())
        message = f'"{one[0]}" cites nothing, though "{key}" is among the references'
        yield one.start(), one.end(), warning(message, span, f"write {right}", edits=(Edit(span, right),))
