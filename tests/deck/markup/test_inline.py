"""Markup inside texts: what it becomes, and what is said where it is wrong."""

from __future__ import annotations

import functools
import subprocess
import sys
from pathlib import Path

import pytest

from deckgen.deck.markup.dollars import Maths
from deckgen.deck.markup.inline import read_inline, read_notes
from deckgen.deck.markup.pieces import Citation, CitationItem, CrossReference, Footnote, Mode, Piece
from deckgen.deck.model import Run, plain
from deckgen.diagnostics import Severity, Span
from deckgen.outline.model import Mark, Text
from deckgen.structs import replace
from tests.deck.citing.bench import typed
from tests.work import calls


def read(words: str) -> tuple[Piece, ...]:
    """Return the pieces of a text in which nothing may be wrong."""
    pieces, wrong = read_inline(typed(words))
    assert wrong == ()
    return pieces


def shown(pieces: tuple[Piece, ...]) -> str:
    """Return pieces as one line: kinds as letters around words, groups as what they hold."""
    return "".join(map(_piece, pieces))


def _piece(piece: Piece) -> str:
    if isinstance(piece, Maths):
        return piece.source.value
    if isinstance(piece, Footnote):
        return f"^[{shown(piece.pieces)}]"
    if isinstance(piece, CrossReference):
        return f"→{piece.counter}:{piece.name}"
    return _run(piece) if isinstance(piece, Run) else _group(piece)


def _run(run: Run) -> str:
    kinds = [
        letter
        for letter, on in zip(
            "bictvumas",
            (
                *(run.bold, run.italic, run.code, run.superscript, run.subscript),
                *(run.underline, run.mark, run.accent, run.struck),
            ),
            strict=True,
        )
        if on
    ]
    kinds += [run.tint] if run.tint else []
    words = f"<{''.join(kinds)}:{run.text}>" if kinds else run.text
    return f"{{{words}→{run.link}}}" if run.link else words


def _group(cluster: Citation) -> str:
    return "⟦" + "; ".join(_item(item) for item in cluster.items) + "⟧"


def _item(item: CitationItem) -> str:
    sign = {Mode.BRACKETED: "", Mode.NARRATIVE: "!", Mode.AUTHORLESS: "-"}[item.mode]
    parts = (plain(item.prefix), f"{sign}{item.key}", plain(item.suffix))
    return "|".join(part for part in parts if part)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("*stress* and _stress_", "<i:stress> and <i:stress>"),
        ("**strong** ***both***", "<b:strong> <bi:both>"),
        ("`a * b`", "<c:a * b>"),
        ("[the speech](https://example.org/a_b?c=d*e)", "{the speech→https://example.org/a_b?c=d*e}"),
        (
            "[*the* speech](mailto:a@b.org) [on](#speech)",
            "{<i:the>→mailto:a@b.org}{ speech→mailto:a@b.org} {on→#speech}",
        ),
        ("<https://example.org>", "{https://example.org→https://example.org}"),
        ("H~2~O, x^2^, 1^st^, CO~2~^−^", "H<v:2>O, x<t:2>, 1<t:st>, CO<v:2><t:−>"),
        (r"\*no\* \@no \[no\] \~ \^", "*no* @no [no] ~ ^"),
        ("one\ntwo  \n three", "one two three"),
        ("Caf&eacute; R&D AT&T", "Café R&D AT&T"),
    ],
)
def test_markup_becomes_runs(words: str, expected: str) -> None:
    """Markdown's inline part, sub- and superscript included, becomes runs of one kind each."""
    assert shown(read(words)) == expected


@pytest.mark.parametrize(
    "words",
    [
        "He [Stalin] was “sick” [sic] — 'so' they say...",
        "It cost $5 and $10, 5 * 3 < 20 > 1 & more",
        "write to a.student@school.org about snake_case_names",
        "~20 million, from ~20–~30 km; a ^ alone; 3 ** 4",
        "[] () [ ] ! ![",
        "-- --- ' \" … « »",
        "50 % of №1 #3 +4 =5 {6} |7|",
    ],
)
def test_prose_stays_as_typed(words: str) -> None:
    """Brackets, dollars, tildes and quotation marks in prose are left alone."""
    assert read(words) == (Run(words),)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("so [@kort, p. 294].", "so ⟦kort|, p. 294⟧."),
        ("[@wood; @thackeray, p. 182]", "⟦wood; thackeray|, p. 182⟧"),
        ("[see @a, pp. 3-5; cf. *esp.* @b]", "⟦see|a|, pp. 3-5; cf. esp.|b⟧"),
        ("@kort argues", "⟦!kort⟧ argues"),
        ("@kort [p. 3] argues", "⟦!kort|p. 3⟧ argues"),
        ("@kort [p. 3; @wood]", "⟦!kort|p. 3; wood⟧"),
        ("@kort [@wood]", "⟦!kort⟧ ⟦wood⟧"),
        ("[-@kort] [-@kort, p. 2; see -@b]", "⟦-kort⟧ ⟦-kort|, p. 2; see|-b⟧"),
        ("-@kort said", "⟦-kort⟧ said"),
        ("@kort's claim, (@wood)", "⟦!kort⟧'s claim, (⟦!wood⟧)"),
        ("@doe:2001-a.b/c. Then", "⟦!doe:2001-a.b/c⟧. Then"),
        ("[@{https://example.org/x}, p. 2]", "⟦https://example.org/x|, p. 2⟧"),
        ("[@kort, {pp. 1; 2} x]", "⟦kort|, {pp. 1; 2} x⟧"),
        ("[as in [@kort]]", "[as in ⟦kort⟧]"),
        ("[see @kort](https://example.org)", "{see →https://example.org}⟦!kort⟧"),
        ("@Аксютин пишет", "⟦!Аксютин⟧ пишет"),
    ],
)
def test_citations_are_read_as_pandoc_reads_them(words: str, expected: str) -> None:
    """Groups, narrative citations, authors left out, prefixes and suffixes, keys of all kinds."""
    assert shown(read(words)) == expected


def test_a_citation_knows_its_places_and_the_text_around_it() -> None:
    """The span of a key is the key's with its @, that of a group is the whole; emphasis is kept."""
    _, cluster = read("so *[see @kort, p. 3]*")
    assert isinstance(cluster, Citation)
    assert (cluster.span.column, cluster.span.end_column) == (5, 22)
    assert (cluster.items[0].span.column, cluster.items[0].span.end_column) == (10, 15)
    assert cluster.italic
    assert not cluster.bold


@pytest.mark.parametrize(
    ("words", "culprit", "message", "hint"),
    [
        ("a *lone star", "*", "this * opens emphasis that is never closed", r"\*"),
        ("a lone** star", "*", "this * closes emphasis that was never opened", r"\*"),
        ("an _underscore", "_", "this _ opens emphasis that is never closed", r"\_"),
        ("[*inside*](https://a.b) **x*", "*", "this * opens emphasis that is never closed", r"\*"),
        ("a `code", "`", "this ` opens code that is never closed", "second `"),
        ("so [@kort, p. 3", "[@kort", "this [ opens a citation that is never closed", "[@kort]"),
        ("so [see @kort", "[see @kort", "this [ opens a citation that is never closed", "]"),
        ("[@a and @b]", "@b", "one part of the citation names two sources", "[@a; @b]"),
        ("[p. 3; @a]", "p. 3", "this part of the citation names no source", "semicolons"),
        ("a <b>bold</b>", "<b>", "HTML cannot be used here: <b>", "write **bold**"),
        ("a <b>bold", "<b>", "HTML cannot be used here: <b>", "**strong**"),
        ("<u>x</u>", "<u>", "HTML cannot be used here: <u>", "write [x]{.underline}"),
        ("<a href='https://x.org'>x</a>", "<a", "HTML cannot be used", "write [x](https://x.org)"),
        ("H<sub>2</sub>O", "<sub>", "HTML cannot be used here: <sub>", "write ~2~"),
        ("<!-- x -->", "<!-- x -->", "HTML cannot be used here: <!-- x -->", "begins with #"),
        ("a <script src='x'> b", "<script src='x'>", "HTML cannot be used here", "code"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))", "a link cannot lead to", "https://"),
        ("[x](JavaScript&colon;alert(1))", "[x](J", "a link cannot lead to", "https://"),
        ("[x](data:text/html;base64,AA)", "[x](data", "a link cannot lead to", "https://"),
        ("[x](file:///etc/passwd)", "[x](file", "a link cannot lead to", "https://"),
        ("[x](notes.html)", "[x](notes", "a link cannot lead to", "https://"),
        ("[x](www.bbc.co.uk)", "[x](www", "a link cannot lead to", "write the whole address: https://www"),
        ("<javascript:alert(1)>", "<javascript", "a link cannot lead to", "https://"),
        ("[x](https://a b)", "[x](", "this link is not complete", "without spaces"),
        ("[sic](1956)", "[sic](1956)", 'a link cannot lead to "1956"', "https://"),
        ("see ![a map](map.png)", "![a map](map.png)", "a picture cannot be placed inside text",
         'image: {file: map.png, alt: "a map"}'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_reported_where_it_stands(words: str, culprit: str, message: str, hint: str) -> None:
    """Each mistake is an error that starts at its first character and says what to write instead."""
    _, wrong = read_inline(typed(words))
    first = wrong[0]
    assert first.severity is Severity.ERROR
    assert first.span is not None
    assert message in first.message
    start = first.span.column - 1
    assert words[start : start + len(culprit)] == culprit
    assert any(hint in line for line in first.hints)


def test_a_bare_power_is_warned_of() -> None:
    """`x^2` would show its ^; that is a warning, for it may be meant."""
    _, (wrong,) = read_inline(typed("so x^2 is"))
    assert wrong.severity is Severity.WARNING
    assert wrong.span is not None
    assert (wrong.span.column, wrong.span.end_column) == (5, 7)


def test_refused_links_are_no_links() -> None:
    """What is refused leaves no address behind, whatever becomes of the diagnostic."""
    for address in ("javascript:x", "data:x", "//host/x", "vbscript:x", " javascript:x", "file:/x"):
        pieces, wrong = read_inline(typed(f"[a]({address}) [a](<{address}>)"))
        assert wrong
        assert all(isinstance(piece, Run) and piece.link is None for piece in pieces)


def test_all_mistakes_of_a_text_are_found() -> None:
    """One text with three mistakes gives three diagnostics in their order."""
    _, wrong = read_inline(typed("a *b [c](ftp://x) <i>d"))
    assert sorted(one.span.column for one in wrong if one.span) == [3, 6, 19]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("两行\n文字。\n三行", "两行文字。三行"),
        ("これは*強い*\n**文**です", "これは<i:強い><b:文>です"),
        ("*强*\n字", "<i:强>字"),
        ("한국어는\n띄어 쓴다", "한국어는 띄어 쓴다"),
        ("用 HTML\n写", "用 HTML 写"),
        ("English *words*\nand more", "English <i:words> and more"),
        ("ไทย\nไทย", "ไทย ไทย"),
    ],
)
def test_a_line_that_ends_between_ideographs_is_no_space(words: str, expected: str) -> None:
    """Chinese and Japanese are written without spaces, wherever a line of the outline ends."""
    assert shown(read(words)) == expected


def test_places_hold_across_lines_and_indentation() -> None:
    """A text of several lines reports the line and column of the file, not of the text."""
    marks = (Mark(0, 10, 9), Mark(12, 11, 5))
    text = Text("first line\n\na *star", replace(typed("").span, line=10, column=9), marks)
    _, (wrong,) = read_inline(text)
    assert wrong.span == Span(Path("talk.yaml"), 11, 7, 11, 8)


def test_notes_are_paragraphs_and_points() -> None:
    """Empty lines part paragraphs; lines with - are points, indented ones below them."""
    notes = (
        "First line\ncontinues *here*.\n\nSecond [@kort].\n- one\n- two\n  goes on\n  - below\n- three\n"
        "\n1. numbered\n2. again\n\n- alone\n\n    \nlast"
    )
    spoken, wrong = read_notes(typed(notes))
    assert wrong == ()
    assert [(shown(pieces), level) for pieces, level in spoken] == [
        ("First line continues <i:here>.", None),
        ("Second ⟦kort⟧.", None),
        ("one", 0),
        ("two goes on", 0),
        ("below", 1),
        ("three", 0),
        ("1. numbered", None),
        ("2. again", None),
        ("alone", 0),
        ("last", None),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("The {{veil}} and {{the\nsun}}", None),
        ("{{1, 2}, {3}} is a set of sets, {a} and {b} are sets", None),
        (r"\{\{shown\}\} and `{{code` and $\frac{{a}}{b}$", None),
        ("Upper {{third", "these braces open a blank that is never closed"),
        ("Upper {{third} is gone", "these braces open a blank that is never closed"),
        ("Upper third}} is gone", "these braces close a blank that was never opened"),
        ("Upper {third}} is gone", "these braces close a blank that was never opened"),
        ("Upper {{ }} is gone", "there is nothing between these braces, so nothing is left blank"),
    ],
)
def test_braces_that_leave_nothing_blank_are_told_of(words: str, said: str | None) -> None:
    """Guided notes need both pairs and a word between them; sets of sets, code and escapes are no blanks."""
    _, wrong = read_inline(typed(words))
    assert [one.message for one in wrong] == ([said] if said else [])


def test_empty_texts_hold_nothing() -> None:
    """Blank text has no runs, blank notes no paragraphs."""
    assert read("  \n ") == ()
    assert read_notes(typed(" \n\n ")) == ((), ())


def test_plain_text_does_without_markdown_it() -> None:
    """A text without markup must not cost the import of the Markdown reader."""
    code = (
        "import sys; from pathlib import Path; from deckgen.deck.markup.inline import read_inline; "
        "from deckgen.outline.model import Text; from deckgen.diagnostics import Span; "
        "read_inline(Text('On 25 February 1956, $5 [sic] 3 % & a@b.org', Span(Path('a'), 1, 1, 1, 1))); "
        "sys.exit('markdown_it' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_reading_is_work_in_proportion() -> None:
    """Ten times the text is about ten times the work, however hostile it is."""
    for part in ("*a ", "[", "@a [", "`", "<b ", "[@a; ", "x^", "$a ", "![", "~~a"):
        read_inline(typed(part))
        few = calls(functools.partial(read_inline, typed(part * 200)))
        many = calls(functools.partial(read_inline, typed(part * 2_000)))
        assert many < 13 * few, part


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("a [word]{.mark} b", "a <m:word> b"),
        ("a [*word*]{.underline .accent} b", "a <iua:word> b"),
        ("==seen *this*== ++low++ ~~gone *far*~~", "<m:seen ><im:this> <u:low> <s:gone ><is:far>"),
        (
            "[a]{.red} [b]{color=red} [c]{colour: '#C81E1E'}",
            "<tint-c81e1e:a> <tint-c81e1e:b> <tint-c81e1e:c>",
        ),
        ('[a]{style="color:#0a0"} [b]{.rot .mark}', "<tint-00aa00:a> <mtint-c81e1e:b>"),
        ("C++ and g++, a==b==c, x += ++i, ~~ ~ ~~", "C++ and g++, a==b==c, x += ++i, ~~ ~ ~~"),
        ("H~2~O and 1 ++ 2 == 3 ==", "H<v:2>O and 1 ++ 2 == 3 =="),
        ("[один]{.u lang=ru}", "<u:один>"),
        ("a\\\nb", "a\nb"),
        ("a  \nb", "a b"),
        ("a \\ b", "a \\ b"),
        ("word^[A *note* [@kort].] on", "word^[A <i:note> ⟦kort⟧.] on"),
        ("x^2^ and 2^[two]", "x<t:2> and 2^[two]"),
        ("see @fig:map, @tab:laws.", "see →figure:map, →table:laws."),
        ("see [@fig:map]", "see →figure:map"),
        ("mail@fig:map", "mail@fig:map"),
    ],
)
def test_words_of_a_kind_breaks_notes_and_references(words: str, pieces: str) -> None:
    """Spans, hard breaks, footnotes and references by name are read wherever text may stand."""
    assert shown(read(words)) == pieces


def test_a_backslash_ends_a_line_that_yaml_folds() -> None:
    """In a plain text of several lines the file tells where the line ended."""
    text = Text("One \\ two", Span(Path("t.yaml"), 1, 3, 1, 8), (Mark(0, 1, 3), Mark(6, 2, 5)))
    pieces, wrong = read_inline(text)
    assert (shown(pieces), wrong) == ("One\ntwo", ())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("a [word]{.fancy}", 'there is no style for words called ".fancy"'),
        ("a [word]{color=nice}", '"nice" is not a colour that words can have'),
        ("a [word]{bg=red}", '"bg=red" is not a style for words'),
        ("a word[^1]", "[^1] is not a note here, and appears as typed"),
    ],
)
def test_what_spans_and_notes_cannot_be_is_reported_with_its_cure(words: str, message: str) -> None:
    """What no word can be, and a note that is nowhere, are told in plain words."""
    _, wrong = read_inline(typed(words))
    assert [one.message for one in wrong] == [message]
    assert wrong[0].hints
    if "fancy" in words or "bg" in words:
        assert wrong[0].hints[0].count("[word]{.") == 3


def test_points_begin_lines_of_their_own() -> None:
    """Where there can be no list, as in a cell, one in Markdown keeps its lines and its marks."""
    words = "We want *all*:\n- bread\n- **peace**, and\n  land\n\n1. now\n2. here"
    assert shown(read(words)) == "We want <i:all>:\n• bread\n• <b:peace>, and land\n1. now\n2. here"
    assert shown(read("one\n- two")) == "one - two"


def test_a_pair_of_tags_is_one_mistake_and_br_ends_a_line() -> None:
    """What closes belongs to what opens; where both say what Markdown can say, the correction is certain."""
    pieces, wrong = read_inline(typed("a <b>b</b> and <s>c</s>"))
    assert [one.message for one in wrong] == [
        "HTML cannot be used here: <b>",
        "HTML cannot be used here: <s>",
    ]
    assert [edit.replacement for one in wrong for edit in one.edits] == ["**", "**"]
    assert shown(pieces) == "a <b>b</b> and <s>c</s>"
    assert shown(read("one<br>two <BR/>\nthree")) == "one\ntwo\nthree"


def test_a_formula_in_brackets_is_not_reported_twice() -> None:
    """The sign of a power in what LaTeX calls a formula is part of that mistake."""
    assert read_inline(typed(r"so \(x^2\) is"))[1] == ()
