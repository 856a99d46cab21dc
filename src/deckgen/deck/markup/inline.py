"""Text as typed → runs and citation groups: Markdown's inline part, read by markdown-it.

On top of markdown-it come Pandoc's citations, `H~2~O` and `x^2^`. What cannot be shown (raw HTML, an
address of another kind, a picture in the text) and what is left open is reported where it is; all
else stays exactly as typed. Formulas are between dollars (`dollars.py`).
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from deckgen.deck.markup.cross_references import footnote, reference
from deckgen.deck.markup.dollars import Maths
from deckgen.deck.markup.html import html
from deckgen.deck.markup.notes import stretches
from deckgen.deck.markup.pieces import Citation, CitationItem, CrossReference, Footnote, Mode, Piece, Spoken
from deckgen.deck.markup.quotes import Typography, as_typed, kept
from deckgen.deck.markup.rules import check_address, formula, line_break, picture, report, shifted, span_of
from deckgen.deck.markup.spans import blank, pen, span
from deckgen.deck.markup.unwrap import between, unbroken
from deckgen.deck.model import Run, Runs
from deckgen.diagnostics import Diagnostic, Edit, error
from deckgen.limits import MOST_BRACKETS
from deckgen.outline.blocks.listed import holds_list, lines_of
from deckgen.outline.model import Text
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


NO_NOTES: Mapping[str, Text] = {}
"""What stands for the notes of a text without any."""

_MARKUP = pattern(
    r"""[*`\\~^]|\{\{|\}\}|\][({]|==|\+\+|\$[^$]+\$|(?<!\w)_|_(?!\w)|(?<!\w)@|<[A-Za-z/!?]|&[#\w]+;""",
)
"""A text in which this finds nothing has no markup."""

_KEY = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<plain>\w+(?:[:.#$%&\-+?<>~/]\w+)*))"
_JOINT = pattern(r"\s*(?:,|&|\b(?:and|und|et|y|e|en)\b)\s*$|\s+$")
"""What is between two sources that a semicolon belongs between."""
_CITED = pattern(r"(?<![\w\\@])(?P<less>(?<![^\s\[(;])-)?" + _KEY)
_NARRATIVE = pattern(r"(?P<less>-)?" + _KEY)
_BRACKETS = pattern(r"\\.|[\[\]]", re.DOTALL)


def read_inline(
    text: Text, typography: Typography | None = None, below: Mapping[str, Text] = NO_NOTES
) -> tuple[tuple[Piece, ...], tuple[Diagnostic, ...]]:
    """Read a text's markup into runs and citation groups, and report what is wrong in it.

    The points of a list in it begin lines of their own: in a cell or a quotation there can be no list.
    `typography` sets its quotation marks; without it they stay straight. `below` are notes that are written
    elsewhere, by their marks.
    """
    pieces, found = _read_lines(text, below) if holds_list(text) else _read(text, below)
    return typography.pieces(pieces) if typography else as_typed(pieces), found


def _read_lines(text: Text, below: Mapping[str, Text]) -> tuple[tuple[Piece, ...], tuple[Diagnostic, ...]]:
    """Read the markup of a text that holds a list, each point a line of its own."""
    pieces: list[Piece] = []
    found: list[Diagnostic] = []
    for sign, words in lines_of(text):
        inline, wrong = _read(words, below)
        found += wrong
        pieces += [Run(f"\n{sign}" if pieces else sign), *inline]
    return tuple(_joined(pieces)), tuple(found)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Give pieces, neighbours of one kind as one run."""
    last: Run | None = None
    for one in pieces:
        if isinstance(one, Run) and last and replace(last, text="") == replace(one, text=""):
            last = replace(last, text=last.text + one.text)
            continue
        if last and last.text:
            yield last
        last = one if isinstance(one, Run) else None
        if last is None:
            yield one
    if last and last.text:
        yield last


def _read(text: Text, below: Mapping[str, Text]) -> tuple[tuple[Piece, ...], tuple[Diagnostic, ...]]:
    """Read the markup of a text without lists."""
    whole = text.value.rstrip()
    start = len(whole) - len(whole.lstrip())
    if not _MARKUP.search(whole):
        plain = unbroken(whole[start:])
        return ((Run(plain),) if plain else ()), ()
    if start or len(whole) != len(text.value):
        text = text.part(start, len(whole))
    found: list[Diagnostic] = []
    return tuple(_parse(text, found, below)), tuple(found)


def read_notes(
    text: Text, typography: Typography | None = None
) -> tuple[tuple[Spoken, ...], tuple[Diagnostic, ...]]:
    """Read speaker notes: paragraphs and simple lists, set apart by empty lines.

    A line that starts with `- ` is a point, one more indented belongs to the point above; a line that
    starts with a number and a full stop begins a paragraph and keeps its number.
    """
    spoken: list[Spoken] = []
    found: list[Diagnostic] = []
    for stretch, level in stretches(text):
        inline, wrong = read_inline(stretch, typography)
        found += wrong
        if inline:
            spoken.append((inline, level))
    return tuple(spoken), tuple(found)


def _parse(text: Text, found: list[Diagnostic], below: Mapping[str, Text] = NO_NOTES) -> list[Piece]:
    markdown = _reader()
    tokens: list[Token] = []
    markdown.inline.parse(text.value, markdown, {"text": text, "found": found, "below": below}, tokens)
    return _inlines(tokens, found)


def _inlines(tokens: list[Token], found: list[Diagnostic]) -> list[Piece]:
    """Turn markdown-it's flat tokens into runs and groups; neighbours of one kind become one run."""
    inlines: list[Piece] = []
    now = Run("")
    opened: list[Run] = []
    for place, token in enumerate(tokens):
        if token.nesting < 0:
            now = opened.pop()
            continue
        if token.nesting > 0:
            opened.append(now)
            now = _within(now, token)
            continue
        whole = _whole(token, now, found)
        if whole is not None:
            inlines.append(whole)
            continue
        words = _words(token)
        if token.type in ("softbreak", "hardbreak"):
            before = inlines[-1].text if inlines and isinstance(inlines[-1], Run) else ""
            words = between(before, next((one.content for one in tokens[place + 1 :] if one.content), ""))
        if not words:
            continue
        run = replace(now, text=words, code=token.type == "code_inline")
        last = inlines[-1] if inlines else None
        if isinstance(last, Run) and replace(last, text=words) == run:
            inlines[-1] = replace(last, text=last.text + words)
        else:
            inlines.append(run)
    return inlines


def _words(token: Token) -> str:
    """Return the characters of a token; a mark after a backslash stays straight."""
    match token.type:
        case "line_break":
            return "\n"
        case "text_special":
            return kept(token.content)
        case _:
            return token.content


def _whole(token: Token, now: Run, found: list[Diagnostic]) -> Piece | None:
    """Return what a token is by itself, in a run's kind; None where it is words."""
    match token.type:
        case "citation":
            cluster: Citation = token.meta["cluster"]
            return replace(cluster, bold=now.bold, italic=now.italic)
        case "formula":
            maths: Maths = token.meta["maths"]
            return replace(maths, like=now)
        case "footnote":
            text: Text = token.meta["text"]
            return Footnote(tuple(_parse(text, found)), text.span)
        case "reference":
            reference: CrossReference = token.meta["reference"]
            return replace(reference, like=now)
        case _:
            return None


def _within(run: Run, token: Token) -> Run:
    """Return the kind of run that is inside an opening token."""
    match token.tag:
        case "em":
            return replace(run, italic=True)
        case "strong":
            return replace(run, bold=True)
        case "sub":
            return replace(run, subscript=True, superscript=False)
        case "sup":
            return replace(run, superscript=True, subscript=False)
        case "blank":
            return replace(run, blank=True)
        case "span":
            kinds = token.meta["kinds"]
            return replace(
                run,
                language=token.meta["language"] or run.language,
                underline=run.underline or "underline" in kinds,
                mark=run.mark or "mark" in kinds,
                accent=run.accent or "accent" in kinds,
                struck=run.struck or "struck" in kinds,
                tint=token.meta["tint"] or run.tint,
            )
        case _:
            href = token.attrs.get("href")
            return replace(run, link=str(href)) if href else run


@functools.cache
def _reader() -> MarkdownIt:
    """Build the reader once. markdown-it is imported here: most texts do without it."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import autolink, backtick, emphasis
    from markdown_it.rules_inline import link as link_rule

    from deckgen.deck.markup.labels import Helpers

    def stars(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not emphasis.tokenize(state, silent):
            return False
        count = state.pos - start
        for offset, token in enumerate(state.tokens[-count:]):
            token.meta = {"at": start + offset}
        return True

    def code(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not backtick(state, silent):
            return False
        if not silent and not any(token.type == "code_inline" for token in state.tokens[count:]):
            report(
                state,
                error(
                    "this ` opens code that is never closed",
                    span_of(state, start, state.pos),
                    "write a second ` after the code, or \\` for the character itself",
                ),
            )
        return True

    def link(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if state.src[start] != "[":
            return False
        if link_rule(state, silent):
            if not silent:
                opening = next(token for token in state.tokens[count:] if token.type == "link_open")
                check_address(state, opening, start)
            return True
        if not silent:
            end = state.md.helpers.parseLinkLabel(state, start, True)
            if end >= 0 and state.src[end + 1 : end + 2] == "(":
                report(
                    state,
                    error(
                        "this link is not complete",
                        span_of(state, start, end + 2),
                        "write [words](https://address), without spaces in the address; "
                        "for brackets that are no link, put a space between ] and (",
                    ),
                )
        return False

    def address(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not autolink(state, silent):
            return False
        if not silent:
            opening = next(token for token in state.tokens[count:] if token.type == "link_open")
            check_address(state, opening, start)
        return True

    markdown = MarkdownIt("zero")
    markdown.helpers = Helpers()  # type: ignore[assignment]
    rules = markdown.inline.ruler
    rules.at("backticks", code)
    rules.at("emphasis", stars)
    rules.at("link", link)
    rules.at("autolink", address)
    rules.before("escape", "formula", formula)
    rules.before("escape", "line_break", line_break)
    rules.before("link", "footnote", footnote)
    rules.before("link", "reference", reference)
    rules.before("link", "span", span)
    rules.before("link", "pen", pen)
    rules.before("link", "blank", blank)
    rules.before("link", "citation", _citation)
    rules.before("link", "picture", picture)
    rules.before("link", "shifted", shifted)
    rules.push("html", html)
    rules.enable(["newline", "escape", "backticks", "emphasis", "link", "autolink", "entity"])
    endings = markdown.inline.ruler2
    endings.before("fragments_join", "unclosed", _unclosed)
    endings.enable(["balance_pairs", "emphasis", "fragments_join"])
    # Every address is let through: the rules above report the wrong ones where they are.
    markdown.validateLink = len  # type: ignore[method-assign,assignment]
    return markdown


def _unclosed(state: StateInline) -> None:
    """Report stars and underscores that open or close something and have no partner."""
    inner = (meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta)
    last = -2
    for delimiters in (state.delimiters, *inner):
        for delimiter in delimiters:
            token = state.tokens[delimiter.token]
            marker = chr(delimiter.marker)
            if token.content != marker or not (delimiter.open or delimiter.close):
                continue
            at: int = token.meta["at"]
            if at != last + 1:
                message = f"this {marker} closes emphasis that was never opened"
                if delimiter.open:
                    message = f"this {marker} opens emphasis that is never closed"
                report(
                    state,
                    error(
                        message,
                        span_of(state, at, at + 1),
                        f"put {marker} on both sides of the words, without a space inside, "
                        f"or write \\{marker} for the character itself",
                    ),
                )
            last = at


def _citation(state: StateInline, silent: bool) -> bool:
    """Read `[@kort, p. 294]`, `@kort argues`, `@kort [p. 3]` and `-@kort`."""
    start = state.pos
    if state.src[start] == "[":
        return _bracketed(state, silent)
    named = _narrative(state, start)
    if named is None:
        return False
    stop = named.end()
    parts, after = _bracket_after(state, stop)
    if not silent:
        mode = Mode.AUTHORLESS if named["less"] else Mode.NARRATIVE
        place = span_of(state, start + len(named["less"] or ""), stop)
        items = [CitationItem(named["braced"] or named["plain"], mode, (), (), place)]
        if parts:
            items[0] = replace(items[0], suffix=_runs(state, *parts[0]))
            items += [item for part in parts[1:] if (item := _cited(state, *part))]
        _push(state, items, start, after)
    state.pos = after
    return True


def _narrative(state: StateInline, start: int) -> re.Match[str] | None:
    """Return the key in the flow of a sentence that begins here, `@kort` or `-@kort`; None: none does."""
    before = state.src[start - 1] if start else ""
    if state.src[start] not in "-@" or before.isalnum() or (before and before in "_\\@"):
        return None
    named = _NARRATIVE.match(state.src, start, state.posMax)
    if named and named["less"] and before and not re.match(r"[\s(]", before):
        return None
    return named


def _bracket_after(state: StateInline, stop: int) -> tuple[list[tuple[int, int]], int]:
    """Return the parts of what is in brackets after a key, if any, and where it ends: `@kort [p. 3]`."""
    src = state.src
    opening = stop + 1 if src[stop : stop + 2] == " [" else stop
    close = _closing(src, opening, state.posMax) if src[opening : opening + 1] == "[" else -1
    if close <= 0 or src[close + 1 : close + 2] == "(":
        return [], stop
    parts = list(_parts(src, opening + 1, close))
    return ([], stop) if _CITED.search(src, *parts[0]) else (parts, close + 1)


def _bracketed(state: StateInline, silent: bool) -> bool:
    start = state.pos
    close = _closing(state.src, start, state.posMax)
    if close < 0:
        ends = (state.src.find(one, start + 1, state.posMax) for one in "[]")
        stop = min((one for one in ends if one > 0), default=state.posMax)
        named = None if silent else _CITED.search(state.src, start, stop)
        if named:
            report(
                state,
                error(
                    "this [ opens a citation that is never closed",
                    span_of(state, start, named.end()),
                    f"write ] after it: [{named[0]}]",
                ),
            )
        return False
    cited = _citations(state.src)
    at = bisect.bisect_left(cited, start + 1)
    if at == len(cited) or cited[at] >= close or state.src[close + 1 : close + 2] == "(":
        return False
    if "[" in (inside := state.src[start + 1 : close]) and _outer_is_text(inside):
        return False
    if not silent:
        items = [item for part in _parts(state.src, start + 1, close) if (item := _cited(state, *part))]
        _push(state, items, start, close + 1)
    state.pos = close + 1
    return True


def _outer_is_text(inside: str) -> bool:
    """Tell whether every citation between brackets is in brackets of its own: `[as in [@kort]]`."""
    without = re.sub(r"\[[^\[\]]*\]", "", inside)
    return not _CITED.search(without)


def _push(state: StateInline, items: list[CitationItem], start: int, stop: int) -> None:
    if items:
        token = state.push("citation", "", 0)
        token.meta = {"cluster": Citation(tuple(items), span_of(state, start, stop))}


def _cited(state: StateInline, start: int, stop: int) -> CitationItem | None:
    """Read one part of a group: what is before the key, the key, what comes after it."""
    src = state.src
    named = _CITED.search(src, start, stop)
    if not named:
        report(
            state,
            error(
                "this part of the citation names no source",
                span_of(state, start, stop),
                "every part between semicolons has a key: [see @kort, p. 3; @wood]",
            ),
        )
        return None
    another = _CITED.search(src, named.end(), stop)
    if another:
        joint = _JOINT.search(src, named.end(), another.start())
        between = span_of(state, joint.start(), another.start()) if joint else None
        report(
            state,
            error(
                "one part of the citation names two sources",
                span_of(state, another.start(), another.end()),
                f"put a semicolon between them: [{named[0]}; {another[0]}]",
                edits=(Edit(between, "; "),) if between else (),
            ),
        )
        stop = another.start()
    mode = Mode.AUTHORLESS if named["less"] else Mode.BRACKETED
    place = span_of(state, named.start() + len(named["less"] or ""), named.end())
    key = named["braced"] or named["plain"]
    return CitationItem(key, mode, _runs(state, start, named.start()), _runs(state, named.end(), stop), place)


def _runs(state: StateInline, start: int, stop: int) -> Runs:
    """Read the words before or after a key, the space around them taken off."""
    words = state.src[start:stop]
    lead = len(words) - len(words.lstrip())
    if not words.strip():
        return ()
    if not _MARKUP.search(words):
        return (Run(unbroken(words.strip())),)
    text: Text = state.env["text"]
    inner = text.part(start + lead, start + len(words.rstrip()))
    pieces = _parse(inner, state.env["found"])
    return tuple(
        replace(one.like, text=one.source.value) if isinstance(one, Maths) else one
        for one in pieces
        if isinstance(one, Run | Maths)
    )


def _closing(src: str, start: int, stop: int) -> int:
    """Return where the bracket that opens at `start` closes, -1 where it does not before `stop`."""
    close = _closings(src).get(start, -1)
    return close if close < stop else -1


@functools.lru_cache(maxsize=8)
def _citations(src: str) -> tuple[int, ...]:
    """Return where the keys of a text begin: looked for once, not once more for every bracket around them."""
    return tuple(found.start() for found in _CITED.finditer(src))


@functools.lru_cache(maxsize=8)
def _closings(src: str) -> dict[int, int]:
    """Map each opening bracket of a text to the one that closes it; those after a backslash do not count.

    Brackets deeper within each other than anybody writes are left out.
    """
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACKETS.finditer(src):
        if found[0] == "[":
            opened.append(found.start())
        elif found[0] == "]" and opened:
            start = opened.pop()
            if len(opened) < MOST_BRACKETS:
                pairs[start] = found.start()
    return pairs


def _parts(src: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Cut a group at its semicolons; those in braces or after a backslash do not count."""
    cuts = [start]
    depth = 0
    at = start
    while at < stop:
        if src[at] == "\\":
            at += 1
        elif src[at] in "{[":
            depth += 1
        elif src[at] in "}]":
            depth -= 1
        elif src[at] == ";" and depth <= 0:
            cuts.append(at + 1)
        at += 1
    ends = [cut - 1 for cut in cuts[1:]] + [stop]
    return list(zip(cuts, ends, strict=True))
