"""Which dollars hold a formula: those that Pandoc takes for it, and no price."""

from __future__ import annotations

import pytest

from deckgen.deck.markup.dollars import Maths
from deckgen.deck.markup.inline import read_inline
from deckgen.deck.model import Run
from tests.deck.citing.bench import typed


def read(words: str) -> tuple[list[str], list[str], list[str]]:
    """Return a text's formulas, its other words, and what is said about it."""
    pieces, found = read_inline(typed(words))
    formulas = [one.source.value for one in pieces if isinstance(one, Maths)]
    return (
        formulas,
        [one.text for one in pieces if isinstance(one, Run)],
        [f"{one.span.column if one.span else 0}: {one.message}" for one in found],
    )


@pytest.mark.parametrize(
    "words",
    [
        "prices of $5 and $10",
        "$5, $10 and $20,000",
        "from $5-$10 a head",
        "a $ alone, $ b $ with spaces, US$ 5 and US$ 6",
        "`$x$` is code",
    ],
)
def test_a_price_is_no_formula(words: str) -> None:
    """No space inside, no digit behind the second dollar: nothing changes, nothing is said."""
    formulas, said, found = read(words)
    assert (formulas, found) == ([], [])
    assert "".join(said) == words.replace("`", "")


def test_an_escaped_dollar_is_a_dollar() -> None:
    """A backslash in front of a dollar takes its meaning away."""
    assert read(r"\$x\$ and \$5")[:2] == ([], ["$x$ and $5"])


def test_formulas_are_taken_out_of_texts() -> None:
    """What is between dollars is kept as typed, whatever signs of Markdown it holds; $$ makes it large."""
    formulas, said, found = read(r"so $a_1*b_2*c$, *not $x$* and $$\frac{1}{2}$$.")
    assert formulas == ["$a_1*b_2*c$", "$x$", r"$$\frac{1}{2}$$"]
    assert said == ["so ", ", ", "not ", " and ", "."]
    assert found == []


@pytest.mark.parametrize(
    "words",
    ["$20 bills and a US$ note", "the $word$ itself", "between $5 million and half a million$ or so"],
)
def test_words_between_dollars_are_reported(words: str) -> None:
    """Where an outline's dollars may have been meant as dollars, the author is told what became of them."""
    formulas, _, found = read(words)
    assert formulas
    assert len(found) == 1
    assert found[0].endswith("what is between these dollar signs is set as a formula")


@pytest.mark.parametrize(
    "words", [r"$\text{speed of light} = c$", r"$\mathrm{kg\,m}$", "$a b c d$", "$mc^2$", r"$ad \ne bc$"]
)
def test_formulas_are_not_doubted(words: str) -> None:
    """Words in a command of their own, and letters side by side, are what formulas are made of."""
    assert read(words)[2] == []
