"""Formulas as typed in TeX → MathML, Office's markup and a line of text, by Pandoc.

All formulas of a deck are converted at once, by the process that formats its citations. What it gave is kept,
and it is not asked where no formula has changed.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.deck.kinds import blocks_of
from deckgen.deck.markup.dollars import Maths
from deckgen.deck.markup.pieces import Footnote, Piece
from deckgen.deck.markup.read import Markup
from deckgen.deck.markup.tex import DEEP, NAME_IT, Excess, excess
from deckgen.deck.mathml.depth import depth
from deckgen.deck.mathml.line import formula_line
from deckgen.deck.mathml.text import linear_text
from deckgen.deck.model import Formula, Run
from deckgen.diagnostics import DeckgenError, Diagnostic, Span, error
from deckgen.limits import DEEPEST_MARKUP
from deckgen.outline import model as outline_model
from deckgen.outline.model import Outline, Text
from deckgen.pandoc import process as pandoc
from deckgen.pandoc.parts import first_at_fault
from deckgen.structs import Struct, field, replace
from deckgen.structs.patterns import pattern

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MATHML = "http://www.w3.org/1998/Math/MathML"
OMML = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_FORMAT = b"1"
"""Grows when what is kept changes its form or its meaning."""

_FENCES = (("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)"))
_ROWS = pattern(r"\\\\|\\cr\b")
_COMMAND = pattern(r"\\[A-Za-z]+")
_NARROW = "0.167em"
_NAMES = frozenset(
    {"sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "log"}
    | {"ln", "lg", "exp", "lim", "max", "min", "sup", "inf", "det", "dim", "ker", "gcd", "arg", "deg"}
)
_STACKS = frozenset(
    {"mfrac", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr"}
)
"""Elements whose parts are not side by side."""

_TWO_ROWS = "\\begin{{{0}}}", "\\end{{{0}}}"

_TOO_DEEP = "too deep"
"""Stands in the place of Pandoc's words for what nests without brackets, as x^2^2^2… does."""

Asked = tuple[str, bool]
"""A formula's TeX, and whether it is on lines of its own."""


class Formulas(Struct, frozen=True):
    """The deck's formulas as runs, and what is wrong with some. Formulas that say the same are one run."""

    runs: Mapping[Maths, Run]
    diagnostics: tuple[Diagnostic, ...]

    def of(self, block: outline_model.Equation) -> Run:
        """Return the formula of an equation."""
        return self.runs[maths_of(block.text)]


class Converting(Struct):
    """The conversion under way."""

    typed: tuple[Maths, ...]
    asked: tuple[Asked, ...]
    found: Mapping[Asked, tuple[str, str] | str] | None
    """Each formula's MathML and Office's markup, or what Pandoc said against it; None: not yet."""
    running: pandoc.Pandoc | None = None
    kept: Path | None = None
    over: Mapping[Asked, Excess] = field(default_factory=dict)
    """Formulas that are too long or too deep to be asked for."""

    def _take(self, output: bytes) -> None:
        """Read Pandoc's answer; raises an error where it is none."""
        from xml.etree import ElementTree

        answer: dict[str, list[str]] = json.loads(output)
        ElementTree.register_namespace("m", OMML)
        office = ElementTree.fromstring("".join(answer["office"]))
        paragraphs = list(office.iter(f"{_WORD}p"))
        found: dict[Asked, tuple[str, str] | str] = {}
        for one, mathml, said, paragraph in zip(
            self.asked, answer["shown"], answer["said"], paragraphs, strict=True
        ):
            omml = next(paragraph.iter(f"{{{OMML}}}oMath"), None)
            if "<math" not in mathml or omml is None:
                found[one] = said
                continue
            if max(depth(omml), depth(ElementTree.fromstring(mathml))) > DEEPEST_MARKUP:
                found[one] = _TOO_DEEP
                continue
            for text in omml.iter(f"{{{OMML}}}t"):
                text.text = f"{text.text}\u2009" if text.text in _NAMES else text.text
            found[one] = (_clean(mathml), ElementTree.tostring(omml, encoding="unicode"))
        self.found = found
        if self.kept:
            content = [[*one, *([got] if isinstance(got, str) else got)] for one, got in found.items()]
            pandoc.keep(self.kept, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())

    def result(self) -> Formulas:
        """Wait for the formulas and return them; raises `DeckgenError` where Pandoc fails."""
        if self.found is None and self.running:
            answer = self.running.answer()
            if answer.failed:
                answer = self._again(self.running, answer)
            try:
                if not answer.output:
                    raise ValueError(answer.complaint)
                self._take(answer.output)
            except (ValueError, LookupError, TypeError, SyntaxError) as problem:
                message = f"Pandoc failed to convert the formulas: {problem}"
                raise DeckgenError(error(message, None, pandoc.ANEW)) from None
        found = self.found or {}
        runs: dict[Maths, Run] = {}
        problems: list[Diagnostic] = []
        for one in self.typed:
            if too := self.over.get(_asked(one)):
                place = _span(one, too.at, too.at + 1)
                problems.append(error(too.message, place, too.hint))
                runs[one] = replace(one.like, text=one.source.value)
                continue
            got = found.get(_asked(one), "")
            if isinstance(got, str):
                problems.append(_wrong(one, got))
                runs[one] = replace(one.like, text=one.source.value)
                continue
            mathml, omml = got
            line = linear_text(mathml)
            formula = Formula(tex_of(one), mathml, omml, one.display, formula_line(mathml))
            runs[one] = replace(one.like, text=line or tex_of(one), formula=formula)
        return Formulas(runs, tuple(problems))

    def _again(self, running: pandoc.Pandoc, failed: pandoc.Answer) -> pandoc.Answer:
        """Ask once more, in parts, of another process.

        Raises `DeckgenError` that names the formula at which Pandoc fails.
        """
        culprit = first_at_fault(self.asked, "math", _question, running)
        if culprit:
            asked, said = culprit
            place = next(_span(one, 0, 1) for one in self.typed if _asked(one) == asked)
            message = f"Pandoc cannot convert this formula: {said}"
            raise DeckgenError(error(message, place, "make it shorter, or split it in two"))
        with contextlib.closing(running.another()) as program:
            program.ask("math", _question(self.asked))
            answer = program.answer()
        return failed if answer.failed else answer


def _question(asked: Sequence[Asked]) -> bytes:
    return json.dumps([(_sent(one)[0], one[1]) for one in asked], ensure_ascii=False).encode()


def convert(
    outline: Outline, markup: Markup, cache_folder: Path | None, program: pandoc.Pandoc
) -> Converting:
    """Have a process convert an outline's formulas, or take up what an earlier build kept in the folder.

    Where there is nothing to convert, it is not asked.
    """
    typed = tuple(_typed(outline, markup))
    every = tuple(dict.fromkeys(map(_asked, typed)))
    over = {one: found for one in every if (found := excess(one[0]))}
    asked = tuple(one for one in every if one not in over)
    if not asked:
        return Converting(typed, (), {}, over=over)
    name = pandoc.name_of(pandoc.find_pandoc(), _FORMAT, repr(asked).encode())
    kept = cache_folder / f"formulas-{name}.json" if cache_folder else None
    known = _known(kept, asked) if kept else None
    if known is not None:
        return Converting(typed, asked, known, over=over)
    program.ask("math", _question(asked))
    return Converting(typed, asked, None, program, kept, over)


def maths_of(text: Text) -> Maths:
    """Return an equation's text as a formula that is on lines of its own."""
    return Maths(text, True, Run(""))


def tex_of(one: Maths) -> str:
    """Return a formula's TeX without what it was put between."""
    start, stop = _inside(one.source.value)
    return one.source.value[start:stop]


def _typed(outline: Outline, markup: Markup) -> Iterator[Maths]:
    for inline in (*markup.pieces.values(), *(said for one in markup.notes.values() for said, _ in one)):
        yield from _formulas_in(inline)
    for section in outline.every_section:
        for slide in section.slides:
            for block in blocks_of(slide):
                if isinstance(block, outline_model.Equation):
                    yield maths_of(block.text)


def _formulas_in(inline: tuple[Piece, ...]) -> Iterator[Maths]:
    for piece in inline:
        if isinstance(piece, Maths):
            yield piece
        elif isinstance(piece, Footnote):
            yield from _formulas_in(piece.pieces)


def _asked(one: Maths) -> Asked:
    return tex_of(one), one.display


def _inside(typed: str) -> tuple[int, int]:
    """Return where a formula's TeX starts and stops within what was typed."""
    start, stop = len(typed) - len(typed.lstrip()), len(typed.rstrip())
    for opening, closing in _FENCES:
        fenced = typed.startswith(opening, start) and typed.endswith(closing, 0, stop)
        if fenced and stop - start > len(opening) + len(closing):
            return start + len(opening), stop - len(closing)
    return start, stop


def _sent(one: Asked) -> tuple[str, int]:
    """Return the TeX that Pandoc is given, and how many characters were put before what was typed.

    Lines split by `\\\\` without an environment are set below each other, at their `&` where they have some.
    """
    tex, _ = one
    if "\\begin" in tex or not _ROWS.search(tex):
        return tex, 0
    name = "aligned" if re.search(r"(?<!\\)&", tex) else "gathered"
    opening, closing = (part.format(name) for part in _TWO_ROWS)
    return f"{opening}{tex}{closing}", len(opening)


def _clean(html: str) -> str:
    """Return Pandoc's MathML without its source, which would be read and found, and without inline styles."""
    from xml.etree import ElementTree

    root = ElementTree.fromstring(html)
    semantics = root.find(f"{{{MATHML}}}semantics")
    shown = semantics[0] if semantics is not None and len(semantics) else root
    for element in shown.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib.pop("style", None)
    for element in list(shown.iter()):
        if element.tag not in _STACKS:
            _set_names_apart(element)
    return ElementTree.tostring(shown, encoding="unicode", short_empty_elements=False)


def _set_names_apart(row: Element) -> None:
    """Put a narrow space around the names of functions, as TeX does."""
    from xml.etree.ElementTree import Element

    parts = list(row)
    for place, part in reversed(list(enumerate(parts))):
        if _first(part) not in _NAMES or part.tag == "mo":
            continue
        after = parts[place + 1] if place + 1 < len(parts) else None
        if after is not None and after.tag not in ("mo", "mspace") and _first(after) not in _NAMES:
            row.insert(place + 1, Element("mspace", width=_NARROW))
        if place and parts[place - 1].tag not in ("mo", "mspace") and _first(parts[place - 1]) != "−":
            row.insert(place, Element("mspace", width=_NARROW))


def _first(part: Element) -> str:
    return next((one.text for one in part.iter() if one.text), "")


def _known(path: Path, asked: tuple[Asked, ...]) -> Mapping[Asked, tuple[str, str] | str] | None:
    body = pandoc.kept(path)
    if body is None:
        return None
    try:
        found: dict[Asked, tuple[str, str] | str] = {
            (tex, bool(display)): (said[0], said[1]) if len(said) == 2 else str(said[0])
            for tex, display, *said in json.loads(body)
        }
    except (ValueError, LookupError, TypeError):
        return None
    return found if found.keys() == set(asked) else None


def _wrong(one: Maths, said: str) -> Diagnostic:
    """Return the error of a formula that cannot be read, where Pandoc stopped reading it."""
    if said == _TOO_DEEP:
        return error(DEEP, _span(one, 0, 1), NAME_IT)
    tex = tex_of(one)
    sent, before = _sent(_asked(one))
    place = _place(sent, said) - before
    unknown = re.search(r"unexpected control sequence (\\\S+)", said)
    word = unknown[1] if unknown else ""
    if word and tex.rfind(word, 0, place + len(word)) >= 0:
        start = tex.rfind(word, 0, place + len(word))
        message = f'"{word}" is not a formula command that deckgen knows'
        hint = _COMMANDS.get(word, "check how it is spelt; words go in \\text{…}")
        return error(message, _span(one, start, start + len(word)), hint)
    start = max(0, min(place, len(tex) - 1))
    if re.search(r"unexpected (?:eof|end of input)", said) or place >= len(tex):
        missing = tex.count("{") - tex.count("\\{") - tex.count("}") + tex.count("\\}")
        hint = "a } is missing: every { needs one" if missing > 0 else "something is missing at its end"
        return error("this formula ends too early", _span(one, start, start + 1), hint)
    command = _COMMAND.match(tex, max(0, start - 1)) or _COMMAND.match(tex, start)
    start, shown = (command.start(), command[0]) if command else (start, tex[start : start + 1])
    hint = (
        "& divides columns within \\begin{aligned} … \\end{aligned} or a matrix; for that character write \\&"
        if shown == "&"
        else "formulas are written in TeX: x^2, x_1, \\frac{a}{b}, \\sqrt{x}, \\text{words}"
    )
    return error(
        f'this formula cannot be read from "{shown}" on', _span(one, start, start + len(shown)), hint
    )


_COMMANDS = {
    "\\ce": "write chemical formulae as \\mathrm{H_2O} and arrows as \\rightarrow",
    "\\begin": "write one of aligned, gathered, cases, matrix, pmatrix, bmatrix, vmatrix and array",
}


def _place(sent: str, said: str) -> int:
    """Return the place in a formula at which Pandoc's caret points."""
    lines = said.splitlines()
    at = next((number for number, line in enumerate(lines) if line.strip() == "^"), None)
    if at is None or not at:
        return 0
    shown, column = lines[at - 1], lines[at].index("^")
    first = sent.find(shown)
    return max(0, first) + column


def _span(one: Maths, start: int, stop: int) -> Span:
    offset = _inside(one.source.value)[0]
    return one.source.at(offset + start, offset + stop)
