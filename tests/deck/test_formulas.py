"""Formulas as typed → what both files show of them; mistakes in TeX are told where they stand."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest

from deckgen.deck import citations, pandoc
from deckgen.deck.formulas import OMML, Formulas, convert
from deckgen.deck.markup import read_markup
from deckgen.deck.model import Equation
from deckgen.deck.references import csl_items
from deckgen.outline.read import read_outline
from tests.deck.test_resolve import HEAD, deck, resolved
from tests.parity.formulas import letters

LINES = {
    r"x = \frac{-b \pm \sqrt{b^2-4ac}}{2a}": "x = (−b ± √(b² − 4ac))/(2a)",
    r"e^{i\pi} + 1 = 0": "e^(iπ) + 1 = 0",
    r"\sum_{i=1}^{n} i": "∑ᵢ₌₁ⁿ i",
    r"\lim_{x \to 0} \frac{\sin x}{x}": "lim_(x → 0) (sin x)/x",
    r"c^2 = a^2 + b^2 - 2ab\cos\gamma": "c² = a² + b² − 2ab cos γ",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "(a, b; c, d)",
    r"a &= b \\ &= c": "a = b; = c",
    r"\mathrm{CO_2} \xrightarrow{\text{light}} \mathrm{O_2}": "CO₂ →(light) O₂",
    r"\vec{F} = m\vec{a}": "F⃗ = ma⃗",
    r"\sqrt[3]{27} = 3": "³√27 = 3",
    r"P(A \mid B)": "P(A ∣ B)",
    r"\underbrace{1 + 1}_{n \text{ times}}": "1 + 1_(n times)",
    r"v_y^2": "v_y²",
}
"""TeX → the line that it reads as."""


@pytest.fixture(scope="module")
def read() -> dict[str, Equation]:
    """All these formulas as equations, by their TeX, in one go."""
    slides = "\n".join(f"- title: T\n  equation: |\n    {tex}" for tex in LINES)
    found = (block for slide in deck(slides).slides for block in slide.blocks if isinstance(block, Equation))
    return dict(zip(LINES, found, strict=True))


@pytest.mark.parametrize("tex", LINES)
def test_a_formula_reads_as_a_line(tex: str, read: dict[str, Equation]) -> None:
    """Old programs, searching and copying get a line that says the same."""
    assert read[tex].formula.text == LINES[tex]


def test_a_formula_is_kept_in_both_forms(read: dict[str, Equation]) -> None:
    """MathML has no inline style and no copy of the TeX; Office's form has the same letters."""
    for equation in read.values():
        formula = equation.formula.formula
        assert formula is not None
        assert "style=" not in formula.mathml
        assert "annotation" not in formula.mathml
        assert formula.omml.startswith("<m:oMath ")
        office, web = map(ElementTree.fromstring, (formula.omml, f"<math>{formula.mathml}</math>"))
        assert letters(one.text or "" for one in office.iter(f"{{{OMML}}}t")) == letters(web.itertext())
        assert formula.display


WRONG = {
    "- title: T\n  equation: a + \\foo{3}": ("\\foo{3}", '"\\foo" is no command'),
    "- title: T\n  equation: \\frac{a}{b": ("b", "ends too early"),
    "- title: T\n  equation: |\n    x = 1 \\\\\n    y = \\bar x \\oops": ("\\oops", '"\\oops" is no command'),
    "- title: T\n  text: With $a & b$ it ends": ("& b$", 'cannot be read from "&" on'),
    "- title: T\n  equation: $$\\ce{H2O}$$": ("\\ce{H2O}", '"\\ce" is no command'),
    "- title: T\n  bullets: [a]\n  notes: It is $\\nope$": ("\\nope$", '"\\nope" is no command'),
}
"""Slides with a mistake → what stands where it is told, and some of what is said."""


def test_a_mistake_is_told_where_it_stands() -> None:
    """Each has its line and column in the outline, and a hint; all are told at once."""
    for slides, (there, said) in WRONG.items():
        result = resolved(slides)
        assert result.deck is None
        (problem,) = result.diagnostics
        assert problem.span is not None
        assert said in problem.message
        assert problem.hints
        text = HEAD + "".join(f"      {line}\n" for line in slides.splitlines())
        line = text.splitlines()[problem.span.line - 1]
        assert line[problem.span.column - 1 :].startswith(there), slides
    both = resolved("\n".join(slides for slides in WRONG))
    assert len(both.diagnostics) == len(WRONG)


class Counted(pandoc.Pandoc):
    """A Pandoc that remembers what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[str] = []

    def ask(self, form: str, text: bytes) -> None:
        """Ask, and note the form."""
        self.forms.append(form)
        super().ask(form, text)


def _formulas(text: str, cache: Path | None) -> tuple[Formulas, list[str]]:
    """Convert an outline's formulas; return them with what one process was asked for."""
    outline = read_outline(text.encode(), Path("talk.yaml")).outline
    assert outline is not None
    with closing(Counted()) as program:
        markup = read_markup(outline)
        converting = convert(outline, markup, cache, program)
        items, _ = csl_items(outline.references)
        request = citations.Request(markup.clusters, items, "mla", "en-GB")
        citing = citations.start(request, cache, program)
        found = converting.result()
        citing.result()
    return found, program.forms


def test_one_process_does_all_and_none_what_is_known(tmp_path: Path) -> None:
    """Citations and formulas are asked of one process; what has not changed is not asked."""
    cited = HEAD + "      - {title: T, text: 'So it is [@kort]: $a^2$.'}\n"
    first, asked = _formulas(cited, tmp_path)
    assert asked == ["math", "json"]
    again, asked = _formulas(cited, tmp_path)
    assert asked == []
    assert [one.text for one in again.runs.values()] == [one.text for one in first.runs.values()] == ["a²"]
    other, asked = _formulas(cited.replace("a^2", "b^3"), tmp_path)
    assert asked == ["math"]
    assert [one.text for one in other.runs.values()] == ["b³"]
    _, asked = _formulas(cited.replace("$a^2$", "so"), tmp_path)
    assert asked == []


def test_a_wrong_formula_is_kept_with_its_mistake(tmp_path: Path) -> None:
    """The second build tells the same, and Pandoc is not asked."""
    wrong = HEAD + "      - {title: T, text: 'So $\\foo$.'}\n"
    first, _ = _formulas(wrong, tmp_path)
    again, asked = _formulas(wrong, tmp_path)
    assert asked == []
    assert again.diagnostics == first.diagnostics != ()
