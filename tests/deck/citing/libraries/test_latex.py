"""LaTeX in references: the letters, marks, formulas and capitals that people put there."""

from __future__ import annotations

import pytest

from deckgen.deck.citing.libraries.latex import formula_runs, runs_of, text_of
from deckgen.deck.model import Run


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"Garc{\'\i}a M{\'a}rquez", "García Márquez"),
        (r"{\"O}zg\"ur \c{S}en, {\O}re, \v{C}apek", "Özgür Şen, Øre, Čapek"),
        (r"Stra{\ss}e {\ss} \ae\ {\aa} \L{}ódź \i", "Straße ß æ å Łódź ı"),
        (r"na\"\i ve \'{E}t\'e \~{n} \^o \k a \H{o} \u{g} \d{t}", "naïve Été ñ ô ą ő ğ ṭ"),
        (r"1970\textendash{}1980 --- a--b\textemdash c", "1970–1980 — a–b—c"),
        (r"``quoted'' and `single' it's", "“quoted” and `single' it's"),
        (r"H{\_}0, 100\% of \$5 \& \#1 \{x\}", "H_0, 100% of $5 & #1 {x}"),
        (r"\enquote{So} \textquotedblleft so\textquotedblright", "“So” “so”"),
        (r"\href{https://a.org/b_c}{words} \url{https://a.org/b_c~d}", "words https://a.org/b_c~d"),
        (r"\unknown{Kept} \textsc{Also} \mbox{this}", "Kept Also this"),
        (r"{\noopsort{1996a}}Title \footnote{no}", "Title "),
        (r"$\lambda$-calculus, $\alpha\to\infty$", "λ-calculus, α→∞"),
        (r"CO$_2$ at 30$^\circ$C, 5$ alone", "CO2 at 30°C, 5$ alone"),
        (r"$\mathbb{R}^n$ \ensuremath{\geq} \textalpha \textmu", "ℝn ≥ αµ"),
        (r"\apj, \mnras{} and \prl", "ApJ, MNRAS and Phys. Rev. Lett."),
        ("one\n   two\t three", "one two three"),
        (r"a } b {c", "a b c"),
        (r'100\textdegree{}C, \textsuperscript{2}, \char"41', "100°C, 2, A"),
    ],
)  # fmt: skip
def test_latex_reads_as_it_prints(tex: str, words: str) -> None:
    """Every letter is one composed character, every command what it shows."""
    assert text_of(tex) == words.rstrip()


def test_emphasis_and_indices_are_kinds_of_runs() -> None:
    """Italics, bold and what is set low or high come through, however they are written."""
    runs, _ = runs_of(r"\emph{Homo} {\it sapiens} \textbf{now} H$_2$O m\textsuperscript{2}")
    assert [run.text for run in runs if run.italic] == ["Homo", "sapiens"]
    assert [run.text for run in runs if run.bold] == ["now"]
    assert [run.text for run in runs if run.subscript] == ["2"]
    assert [run.text for run in runs if run.superscript] == ["2"]


def test_braces_and_formulas_keep_their_capitals() -> None:
    """A style may change the capitals of all that stands in no braces."""
    runs, kept = runs_of(r"The {DNA} of {\'E}mile: {{von Neumann}} and $\lambda$")
    words = "".join(run.text for run in runs)
    assert [words[start:stop] for start, stop in kept] == ["DNA", "von Neumann", "λ"]


def test_a_formula_stands_in_one_line() -> None:
    """Variables are slanted, numbers and elements upright, fractions have a stroke."""
    runs = formula_runs(r"E=mc^2,\ \frac{a}{b}, \mathrm{Fe}_3")
    assert [run.text for run in runs if run.italic] == ["E", "a", "b"]
    assert Run("2", superscript=True) in runs
    assert Run("3", subscript=True) in runs
    assert "a/b" in "".join(run.text for run in runs)


@pytest.mark.parametrize("tex", ["{" * 9_000 + "x", "$" * 999, r"\'" * 999, "\\", r"\frac" * 500, "^_" * 400])
def test_nonsense_is_no_trouble(tex: str) -> None:
    """What is nested or broken beyond reason gives some text and no error."""
    assert isinstance(text_of(tex), str)
    assert isinstance(text_of(f"${tex}$"), str)
