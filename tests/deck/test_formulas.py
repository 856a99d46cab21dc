"""Formulas as typed → what both files show of them; mistakes in TeX are told where they stand."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from deckgen.compile import Compiled, Options, Services, compile_outline
from deckgen.deck.formulas import OMML
from deckgen.deck.mathml.text import linear_text
from deckgen.deck.model import Equation, Prose, Run, plain
from deckgen.pandoc import process as pandoc
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
    r"t_{1/2}": "t_(1/2)",
}
"""TeX → the line that it reads as."""


@pytest.fixture(scope="module")
def read() -> dict[str, Equation]:
    """All these formulas as equations, by their TeX, in one go."""
    slides = "\n".join(f"- title: T{number}\n  equation: |\n    {tex}" for number, tex in enumerate(LINES))
    found = (block for slide in deck(slides).slides for block in slide.blocks if isinstance(block, Equation))
    return dict(zip(LINES, found, strict=True))


@pytest.mark.parametrize("tex", LINES)
def test_a_formula_reads_as_a_line(tex: str, read: dict[str, Equation]) -> None:
    """Old programs, searching and copying get a line that says the same."""
    assert read[tex].formula.text == LINES[tex]


SET = {
    r"t_{1/2} = \frac{\ln 2}{\lambda}": "/t/_1/2_ = (ln 2)//λ/",
    r"E = mc^2": "/E/ = /mc/^2^",
    r"\sum_{i=1}^n x_i^2": "∑_/i/__=1_^/n/^ /x/_/i/_^2^",
    r"e^{-\lambda t_{1/2}}": "/e/^−^^/λt/^^₁⁄₂^",
    r"a^{b^{c+d}}": "/a/^(/b/^/c/^^+^^/d/^)",
    r"f'(x) = \vec a": "/f/′(/x/) = /a⃗/",
    r"\mathrm{H_2O}, \mathrm{d}t": "H_2_O, d/t/",
    r"\lim_{x \to 0} \frac{\sin x}{x_1}": "lim_/x/__→0_ (sin /x/)//x/_1_",
}
"""TeX → its line as it is set among words: /slanted/, ^raised^ and _lowered_."""


def test_a_formula_among_words_is_set_in_runs() -> None:
    """Programs that cannot set Office's formulas get slanted letters and real scripts, no signs for them.

    No line of theirs ends within one.
    """
    slides = "\n".join(f"- title: T{number}\n  text: ${tex}$" for number, tex in enumerate(SET))
    texts = [one for slide in deck(slides).slides for one in slide.blocks if isinstance(one, Prose)]
    found = {}
    for text in texts:
        (run,) = text.paragraphs[0].runs
        assert run.formula is not None
        found[run.formula.tex] = "".join(map(_typed, run.formula.line))
    assert found == {tex: said.replace(" ", "\u00a0") for tex, said in SET.items()}


def _typed(run: Run) -> str:
    text = f"/{run.text}/" if run.italic else run.text
    way = "^" if run.superscript else "_" if run.subscript else ""
    return f"{way}{text}{way}"


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
    "- title: A\n  equation: a + \\foo{3}": ("\\foo{3}", '"\\foo" is not a formula command'),
    "- title: B\n  equation: \\frac{a}{b": ("b", "ends too early"),
    "- title: C\n  equation: |\n    x = 1 \\\\\n    y = \\bar x \\oops": (
        "\\oops",
        '"\\oops" is not a formula command',
    ),
    "- title: D\n  text: With $a & b$ it ends": ("& b$", 'cannot be read from "&" on'),
    "- title: E\n  equation: $$\\ce{H2O}$$": ("\\ce{H2O}", '"\\ce" is not a formula command'),
    "- title: F\n  bullets: [a]\n  notes: It is $\\nope$": ("\\nope$", '"\\nope" is not a formula command'),
}
"""Slides with a mistake → what stands where it is told, and some of what is said."""


def test_a_mistake_is_reported_at_its_place() -> None:
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

    def ask(self, form: str, text: bytes, patience: float | None = None) -> None:
        """Ask, and note the form."""
        self.forms.append(form)
        super().ask(form, text, patience)


def compiled(text: str, cache: Path) -> tuple[Compiled, list[str]]:
    """Compile an outline; return it with what its process was asked for."""
    program, path = Counted(), Path("talk.yaml")
    made = compile_outline(text, path, Options(path), Services(cache, lambda: program))
    return made, program.forms


def shown(made: Compiled) -> str:
    """Return the text of the last slide but the works cited."""
    assert made.deck is not None
    (block,) = made.deck.slides[1].blocks
    assert isinstance(block, Prose)
    return plain(block.paragraphs[0].runs).replace("\u00a0", " ")


def test_one_process_does_all_and_none_what_is_known(tmp_path: Path) -> None:
    """Citations and formulas are asked of one process; what has not changed is not asked."""
    cited = HEAD + "      - {title: T, text: 'So it is [@kort]: $a^2$.'}\n"
    first, asked = compiled(cited, tmp_path)
    assert asked == ["math", "json"]
    again, asked = compiled(cited, tmp_path)
    assert asked == []
    assert shown(again) == shown(first) == "So it is (Kort): a²."
    other, asked = compiled(cited.replace("a^2", "b^3"), tmp_path)
    assert asked == ["math"]
    assert shown(other) == "So it is (Kort): b³."
    _, asked = compiled(cited.replace("$a^2$", "so"), tmp_path)
    assert asked == []


def test_a_wrong_formula_is_kept_with_its_mistake(tmp_path: Path) -> None:
    """The second build reports the same, and Pandoc is not asked."""
    wrong = HEAD + "      - {title: T, text: 'So $\\foo$.'}\n"
    first, _ = compiled(wrong, tmp_path)
    again, asked = compiled(wrong, tmp_path)
    assert asked == []
    assert again.diagnostics == first.diagnostics
    assert any("foo" in one.message for one in first.diagnostics)


def test_accents_within_each_other_add_one_each() -> None:
    """Thirty accents above a letter are thirty characters; they once doubled at each level."""
    shown = "<mi>x</mi>"
    for _ in range(30):
        shown = f'<mover accent="true">{shown}<mo>^</mo></mover>'
    assert linear_text(f"<math><mrow>{shown}</mrow></math>") == "x" + "\u0302" * 30
