"""Text as typed → runs and citation groups: Markdown's inline part, read by markdown-it.

On top of markdown-it stand Pandoc's citations, `H~2~O` and `x^2^`. What cannot be shown (raw HTML, an
address of another kind, a picture in the text) and what is left open is reported where it stands; all
else stays exactly as typed. Formulas stand between dollars (`dollars.py`).
"""

from __future__ import annotations

import enum
import functools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from deckgen.deck.dollars import Maths, formula_at
from deckgen.deck.model import Run, Runs
from deckgen.deck.spans import span_rule
from deckgen.deck.spoken import stretches
from deckgen.deck.unbroken import between, unbroken
from deckgen.diagnostics import Diagnostic, Span, error, warning
from deckgen.outline.model import Text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


class Mode(enum.Enum):
    """How a citation names its work."""

    BRACKETED = "bracketed"
    """`[@kort]`: author and all else in the style's brackets."""
    NARRATIVE = "narrative"
    """`@kort argues`: the author is part of the sentence."""
    AUTHORLESS = "authorless"
    """`[-@kort]`: the author has been named already."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One work of a citation group; `suffix` holds the pages too. `span` is that of the key."""

    key: str
    mode: Mode
    prefix: Runs
    suffix: Runs
    span: Span


@dataclass(frozen=True, slots=True)
class Cluster:
    """One citation group as typed; `bold` and `italic` say in what text it stands."""

    items: tuple[Cited, ...]
    span: Span
    bold: bool = False
    italic: bool = False


Inline = Run | Cluster | Maths


Spoken = tuple[tuple[Inline, ...], int | None]
"""A paragraph of the notes (None), or a point of a list in them with its level, 0 or 1."""

LONGEST_TAG = 4_000
"""How far a < is followed in search of HTML."""

_MARKUP = re.compile(
    r"""[*`\\~^]|\][({]|\$[^$]+\$|(?<!\w)_|_(?!\w)|(?<!\w)@|<[A-Za-z/!?]|&[#\w]+;""",
)
"""A text in which this finds nothing has no markup."""

_KEY = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<plain>\w+(?:[:.#$%&\-+?<>~/]\w+)*))"
_CITED = re.compile(r"(?<![\w\\@])(?P<less>(?<![^\s\[(;])-)?" + _KEY)
_NARRATIVE = re.compile(r"(?P<less>-)?" + _KEY)
_ADDRESS = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@|#[^\s#])", re.IGNORECASE)
_BRACKETS = re.compile(r"\\.|[\[\]]", re.DOTALL)
_STRUCK = re.compile(r"~~(?=\S).+?(?<=\S)~~", re.DOTALL)


def read_inline(text: Text) -> tuple[tuple[Inline, ...], tuple[Diagnostic, ...]]:
    """Read a text's markup into runs and citation groups, and report what is wrong in it."""
    whole = text.value.rstrip()
    start = len(whole) - len(whole.lstrip())
    if not _MARKUP.search(whole):
        plain = unbroken(whole[start:])
        return ((Run(plain),) if plain else ()), ()
    if start or len(whole) != len(text.value):
        text = text.part(start, len(whole))
    found: list[Diagnostic] = []
    return tuple(_parse(text, found)), tuple(found)


def read_notes(text: Text) -> tuple[tuple[Spoken, ...], tuple[Diagnostic, ...]]:
    """Read speaker notes: paragraphs and simple lists, set apart by empty lines.

    A line that starts with `- ` is a point, one more indented belongs to the point above; a line that
    starts with a number and a full stop begins a paragraph and keeps its number.
    """
    spoken: list[Spoken] = []
    found: list[Diagnostic] = []
    for stretch, level in stretches(text):
        inline, wrong = read_inline(stretch)
        found += wrong
        if inline:
            spoken.append((inline, level))
    return tuple(spoken), tuple(found)


def _parse(text: Text, found: list[Diagnostic]) -> list[Inline]:
    markdown = _reader()
    tokens: list[Token] = []
    markdown.inline.parse(text.value, markdown, {"text": text, "found": found}, tokens)
    return _inlines(tokens)


def _inlines(tokens: list[Token]) -> list[Inline]:
    """Turn markdown-it's flat tokens into runs and groups; neighbours of one kind become one run."""
    inlines: list[Inline] = []
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
        if token.type == "citation":
            cluster: Cluster = token.meta["cluster"]
            inlines.append(replace(cluster, bold=now.bold, italic=now.italic))
            continue
        if token.type == "formula":
            maths: Maths = token.meta["maths"]
            inlines.append(replace(maths, like=now))
            continue
        words = token.content
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


def _within(run: Run, token: Token) -> Run:
    """Return the kind of run that stands inside an opening token."""
    match token.tag:
        case "em":
            return replace(run, italic=True)
        case "strong":
            return replace(run, bold=True)
        case "sub":
            return replace(run, subscript=True, superscript=False)
        case "sup":
            return replace(run, superscript=True, subscript=False)
        case "span":
            return replace(run, language=token.meta["language"] or None)
        case _:
            href = token.attrs.get("href")
            return replace(run, link=str(href)) if href else run


def _report(state: StateInline, diagnostic: Diagnostic) -> None:
    found: list[Diagnostic] = state.env["found"]
    found.append(diagnostic)


def _place(state: StateInline, start: int, stop: int) -> Span:
    text: Text = state.env["text"]
    return text.at(start, stop)


@functools.cache
def _reader() -> MarkdownIt:
    """Build the reader once. markdown-it is imported here: most texts do without it."""
    from markdown_it import MarkdownIt
    from markdown_it.common import html_re
    from markdown_it.rules_inline import autolink, backtick, emphasis
    from markdown_it.rules_inline import link as link_rule

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
            _report(
                state,
                error(
                    "this ` opens code that nothing closes",
                    _place(state, start, state.pos),
                    "write a second ` behind the code, or \\` for the character itself",
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
                _check_address(state, opening, start)
            return True
        if not silent:
            end = state.md.helpers.parseLinkLabel(state, start, True)
            if end >= 0 and state.src[end + 1 : end + 2] == "(":
                _report(
                    state,
                    error(
                        "this link is not complete",
                        _place(state, start, end + 2),
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
            _check_address(state, opening, start)
        return True

    def html(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != "<":
            return False
        tag = html_re.HTML_TAG_RE.search(state.src[state.pos : min(state.posMax, state.pos + LONGEST_TAG)])
        if not tag:
            return False
        if not silent:
            _report(
                state,
                error(
                    f"HTML cannot be used here: {tag[0]}",
                    _place(state, state.pos, state.pos + tag.end()),
                    "write *emphasis*, **strong**, `code` or [words](https://address), "
                    "or \\< for the character itself",
                ),
            )
            state.pending += tag[0]
        state.pos += tag.end()
        return True

    markdown = MarkdownIt("zero")
    rules = markdown.inline.ruler
    rules.at("backticks", code)
    rules.at("emphasis", stars)
    rules.at("link", link)
    rules.at("autolink", address)
    rules.before("escape", "formula", _formula)
    rules.before("link", "span", span_rule(_report, _place))
    rules.before("link", "citation", _citation)
    rules.before("link", "picture", _picture)
    rules.before("link", "shifted", _shifted)
    rules.push("html", html)
    rules.enable(["newline", "escape", "backticks", "emphasis", "link", "autolink", "entity"])
    endings = markdown.inline.ruler2
    endings.before("fragments_join", "unclosed", _unclosed)
    endings.enable(["balance_pairs", "emphasis", "fragments_join"])
    # Every address is let through: the rules above report the wrong ones where they stand.
    markdown.validateLink = len  # type: ignore[method-assign,assignment]
    return markdown


def _check_address(state: StateInline, opening: Token, start: int) -> None:
    address = str(opening.attrs.get("href", ""))
    if _ADDRESS.match(address):
        return
    opening.attrs = {}
    hint = "a link leads to https://…, http://…, mailto:… or, for a slide of this deck, #its-id"
    if re.match(r"www\.|[\w-]+(?:\.[\w-]+)+(?:/|$)", address):
        hint = f"write the whole address: https://{address}"
    span = _place(state, start, state.pos)
    _report(state, error(f'a link cannot lead to "{address}"', span, hint))


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
                fact = "opens emphasis that nothing closes" if delimiter.open else "closes emphasis that"
                fact = fact if delimiter.open else f"{fact} nothing opened"
                _report(
                    state,
                    error(
                        f"this {marker} {fact}",
                        _place(state, at, at + 1),
                        f"put {marker} on both sides of the words, without a space inside, "
                        f"or write \\{marker} for the character itself",
                    ),
                )
            last = at


def _formula(state: StateInline, silent: bool) -> bool:
    """Read `$x^2$`, and warn where it may have been meant as text."""
    start = state.pos
    formula = formula_at(state.src, start, state.posMax) if state.src[start] == "$" else None
    if not formula:
        return False
    if not silent:
        text: Text = state.env["text"]
        if formula.doubtful:
            _report(
                state,
                warning(
                    "what stands between these dollars is set as a formula",
                    _place(state, start, formula.stop),
                    "write \\$ for a dollar sign; words within a formula stand in \\text{…}",
                ),
            )
        token = state.push("formula", "", 0)
        token.meta = {"maths": Maths(text.part(start, formula.stop), formula.display, Run(""))}
    state.pos = formula.stop
    return True


def _picture(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not state.src.startswith("![", start):
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1, False)
    if end < 0 or state.src[end + 1 : end + 2] != "(":
        return False
    close = state.src.find(")", end)
    if close < 0 or close >= state.posMax:
        return False
    if not silent:
        alt, file = state.src[start + 2 : end], state.src[end + 2 : close].split()[:1]
        _report(
            state,
            error(
                "a picture cannot stand inside text",
                _place(state, start, close + 1),
                f'give the slide a picture: image: {{file: {"".join(file)}, alt: "{alt}"}}',
            ),
        )
        state.pending += alt
    state.pos = close + 1
    return True


def _shifted(state: StateInline, silent: bool) -> bool:
    """Read `H~2~O` and `x^2^`: no space inside, and not at the start of a word."""
    start = state.pos
    marker = state.src[start]
    if marker not in "~^":
        return False
    struck = _STRUCK.match(state.src, start, state.posMax)
    if struck:
        if not silent:
            _report(
                state,
                error(
                    "words cannot be crossed out",
                    _place(state, start, struck.end()),
                    "leave the ~~ out, or write \\~ for the character itself",
                ),
            )
            state.pending += struck[0]
        state.pos = struck.end()
        return True
    if start == 0 or state.src[start - 1].isspace():
        return False
    close = start + 1
    while close < state.posMax and state.src[close] != marker and not state.src[close].isspace():
        close += 2 if state.src[close] == "\\" else 1
    if close >= state.posMax or state.src[close] != marker or close == start + 1:
        return _power(state, silent)
    if not silent:
        tag = "sub" if marker == "~" else "sup"
        end = state.posMax
        state.push(f"{tag}_open", tag, 1)
        state.pos, state.posMax = start + 1, close
        state.md.inline.tokenize(state)
        state.push(f"{tag}_close", tag, -1)
        state.posMax = end
    state.pos = close + 1
    return True


def _power(state: StateInline, silent: bool) -> bool:
    """Warn of `x^2`, which would show the ^ itself."""
    power = re.compile(r"\^([\w+\-−]+)").match(state.src, state.pos, state.posMax)
    if power and not silent and state.src[state.pos - 1].isalnum():
        _report(
            state,
            warning(
                "this ^ is shown as it stands",
                _place(state, state.pos, power.end()),
                f"write ^{power[1]}^ to set it high, or \\^ for the character itself",
            ),
        )
    return False


def _citation(state: StateInline, silent: bool) -> bool:
    """Read `[@kort, p. 294]`, `@kort argues`, `@kort [p. 3]` and `-@kort`."""
    start = state.pos
    char = state.src[start]
    if char == "[":
        return _bracketed(state, silent)
    if char not in "-@" or (start and (state.src[start - 1].isalnum() or state.src[start - 1] in "_\\@")):
        return False
    named = _NARRATIVE.match(state.src, start, state.posMax)
    if not named or (named["less"] and start and not re.match(r"[\s(]", state.src[start - 1])):
        return False
    stop = named.end()
    mode = Mode.AUTHORLESS if named["less"] else Mode.NARRATIVE
    place = _place(state, start + len(named["less"] or ""), stop)
    items = [Cited(named["braced"] or named["plain"], mode, (), (), place)]
    opening = stop + 1 if state.src[stop : stop + 2] == " [" else stop
    close = _closing(state.src, opening, state.posMax) if state.src[opening : opening + 1] == "[" else -1
    if close > 0 and state.src[close + 1 : close + 2] != "(":
        first, *others = _parts(state.src, opening + 1, close)
        if not _CITED.search(state.src, *first):
            if not silent:
                items[0] = replace(items[0], suffix=_runs(state, *first))
                items += [item for part in others if (item := _cited(state, *part))]
            stop = close + 1
    if not silent:
        _push(state, items, start, stop)
    state.pos = stop
    return True


def _bracketed(state: StateInline, silent: bool) -> bool:
    start = state.pos
    close = _closing(state.src, start, state.posMax)
    if close < 0:
        line_end = state.src.find("]", start)
        named = _CITED.search(state.src, start, line_end if line_end > 0 else state.posMax)
        if named and not silent and "[" not in state.src[start + 1 : named.start()]:
            _report(
                state,
                error(
                    "this [ opens a citation that nothing closes",
                    _place(state, start, named.end()),
                    f"write ] behind it: [{named[0]}]",
                ),
            )
        return False
    if not _CITED.search(state.src, start + 1, close) or state.src[close + 1 : close + 2] == "(":
        return False
    if "[" in (inside := state.src[start + 1 : close]) and _outer_is_text(inside):
        return False
    if not silent:
        items = [item for part in _parts(state.src, start + 1, close) if (item := _cited(state, *part))]
        _push(state, items, start, close + 1)
    state.pos = close + 1
    return True


def _outer_is_text(inside: str) -> bool:
    """Tell whether every citation between brackets stands in brackets of its own: `[as in [@kort]]`."""
    without = re.sub(r"\[[^\[\]]*\]", "", inside)
    return not _CITED.search(without)


def _push(state: StateInline, items: list[Cited], start: int, stop: int) -> None:
    if items:
        token = state.push("citation", "", 0)
        token.meta = {"cluster": Cluster(tuple(items), _place(state, start, stop))}


def _cited(state: StateInline, start: int, stop: int) -> Cited | None:
    """Read one part of a group: what stands before the key, the key, what stands behind it."""
    src = state.src
    named = _CITED.search(src, start, stop)
    if not named:
        _report(
            state,
            error(
                "this part of the citation names no source",
                _place(state, start, stop),
                "every part between semicolons has a key: [see @kort, p. 3; @wood]",
            ),
        )
        return None
    another = _CITED.search(src, named.end(), stop)
    if another:
        _report(
            state,
            error(
                "two sources stand in one part of the citation",
                _place(state, another.start(), another.end()),
                f"put a semicolon between them: [{named[0]}; {another[0]}]",
            ),
        )
        stop = another.start()
    mode = Mode.AUTHORLESS if named["less"] else Mode.BRACKETED
    place = _place(state, named.start() + len(named["less"] or ""), named.end())
    key = named["braced"] or named["plain"]
    return Cited(key, mode, _runs(state, start, named.start()), _runs(state, named.end(), stop), place)


def _runs(state: StateInline, start: int, stop: int) -> Runs:
    """Read the words before or behind a key, the space around them taken off."""
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
        if not isinstance(one, Cluster)
    )


def _closing(src: str, start: int, stop: int) -> int:
    """Return where the bracket that opens at `start` closes, -1 where it does not before `stop`."""
    close = _closings(src).get(start, -1)
    return close if close < stop else -1


@functools.lru_cache(maxsize=8)
def _closings(src: str) -> dict[int, int]:
    """Map each opening bracket of a text to the one that closes it; those behind a backslash do not count."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACKETS.finditer(src):
        if found[0] == "[":
            opened.append(found.start())
        elif found[0] == "]" and opened:
            pairs[opened.pop()] = found.start()
    return pairs


def _parts(src: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Cut a group at its semicolons; those in braces or behind a backslash do not count."""
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
