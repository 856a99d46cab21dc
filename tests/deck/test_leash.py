"""Pandoc on a leash: what keeps it busy or takes its memory is bounded, named, and leaves the rest alone."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path

import pytest

from deckgen.compile import Options, Services, compile_outline
from deckgen.deck.markup.tex import excess
from deckgen.limits import PANDOC_MEGABYTES
from deckgen.pandoc import parts
from deckgen.pandoc import process as pandoc

TEX = "x^{" * 24 + "x" + "}" * 24
"""What Pandoc would need an hour for."""


def _math(*formulas: str) -> bytes:
    return json.dumps([[one, False] for one in formulas]).encode()


def test_what_takes_too_long_is_given_up_and_the_next_question_is_answered() -> None:
    """A formula that never ends costs its own answer alone: the question after it has another process."""
    with closing(pandoc.Pandoc()) as program:
        program.ask("math", _math(TEX), 1.0)
        program.ask("math", _math("a^2"))
        first, second = program.answer(), program.answer()
    assert (first.output, first.failed) == (b"", True)
    assert first.complaint == "it did not answer within 1 seconds"
    assert b"msup" in second.output


def test_memory_is_bounded_and_that_is_said_in_plain_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The runtime of the Pandoc that comes with deckgen is told how much it may take."""
    program = tmp_path / "pypandoc" / "pandoc"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "$@" >&2; echo "pandoc: Heap exhausted;" >&2; exit 251\n')
    program.chmod(0o755)
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: str(program))
    with closing(pandoc.Pandoc()) as asked:
        asked.ask("math", _math("a"))
        answer = asked.answer()
    assert answer == pandoc.Answer(b"", f"it needs more than {PANDOC_MEGABYTES} MB of memory", failed=True)
    assert f"+RTS -M{PANDOC_MEGABYTES}m -RTS lua" in asked._said.decode()


def test_the_formula_that_pandoc_fails_at_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of many formulas, the one that never ends is pointed at; nothing of the answer is kept."""
    monkeypatch.setattr("deckgen.deck.formulas.excess", lambda tex: None)
    monkeypatch.setattr(pandoc, "PANDOC_SECONDS", 1.5)
    monkeypatch.setattr(parts, "PATIENCE", 1.5)
    points = [f"$a_{n}$" for n in range(6)] + [f"${TEX}$"]
    text = "title: T\nsections:\n  - title: S\n    slides:\n      - title: A\n        bullets:\n"
    text += "".join(f"          - 'It is {one}'\n" for one in points)
    path = tmp_path / "talk.yaml"
    found = compile_outline(text, path, Options(path), Services(tmp_path / "cache")).diagnostics
    (problem,) = [one for one in found if "Pandoc" in one.message]
    assert problem.message.startswith("Pandoc cannot convert this formula: it did not answer")
    assert problem.span is not None
    assert problem.span.line == 13
    assert not list((tmp_path / "cache").glob("formulas-*"))


@pytest.mark.parametrize(
    ("tex", "message", "there"),
    [
        (TEX, "powers and indices are nested more than 6 levels deep", "^{"),
        ("x_{" * 12, "powers and indices", "_{"),
        ("x^\\frac{" * 9 + "x" + "}{2}" * 9, "powers and indices", "^\\frac"),
        ("\\frac{" * 40 + "1" + "}{2}" * 40, "this formula is nested more than 30 levels deep", "\\frac"),
        ("\\left(" * 40 + "1" + "\\right)" * 40, "this formula is nested more than 30 levels deep", "\\left"),
        ("x+" * 2_001, "this formula has 4,002 characters; at most 4,000 are read", "x"),
        ("\\def\\a{xx}\\def\\b{\\a\\a}\\b", "the commands that this formula defines", "\\a\\a"),
        ("\\newcommand{\\a}{" + "x" * 900 + "}" + "\\a" * 9, "the commands that this formula defines", "\\a"),
        ("\\newcommand{\\p}[1]{x^{#1}}" + "\\p{" * 9 + "x" + "}" * 9, "powers and indices", "\\p{"),
    ],
)
def test_what_would_keep_it_busy_is_found_before_it_is_asked(tex: str, message: str, there: str) -> None:
    """Depth, length and commands that grow are reported at their place."""
    found = excess(tex)
    assert found is not None
    assert found.message.startswith(message)
    assert tex.startswith(there, found.at)


@pytest.mark.parametrize(
    "tex",
    [
        "e^{-\\frac{x^2}{2\\sigma_{\\mathrm{eff}}^{2}}}",
        "\\sum_{i=1}^{n_{k}} a_{i_{1}}^{b_{j}}",
        "\\{ x \\mid x_{1} > 0 \\}" * 20,
        "\\newcommand{\\R}{\\mathbb{R}} f: \\R^{n} \\to \\R",
        "\\begin{pmatrix}" + ("1 & 2 \\\\ " * 60) + "\\end{pmatrix}",
        "% {{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{\nx",
    ],
)
def test_what_people_write_is_asked(tex: str) -> None:
    """The bounds are far from any formula of a lecture."""
    assert excess(tex) is None


def test_pandoc_leaves_nothing_in_the_temporary_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is let end by itself, and removes what it keeps there while it runs."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with closing(pandoc.Pandoc()) as program:
        program.ask("math", _math("a^2"))
        assert program.answer().output
    assert os.listdir(tmp_path) == []
