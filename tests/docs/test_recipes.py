"""The cookbook, docs/outline.md: every recipe works as shown, and shows every kind of slide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scripts import make_recipes
from scripts.make_recipes import Recipe

import deckgen
from deckgen.outline.language import fields
from tests.tools import ROOT

PAGE = (ROOT / "docs" / "outline.md").read_text(encoding="utf-8")
RECIPES = tuple(make_recipes.recipes())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that recipes name."""
    place = tmp_path_factory.mktemp("recipes")
    make_recipes.lay_beside(place)
    return place


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda one: one.name)
def test_a_recipe_builds_without_a_word(recipe: Recipe, folder: Path) -> None:
    """Whoever copies it gets its slide, and neither an error nor a warning."""
    file = folder / f"{recipe.name}.yaml"
    file.write_text(recipe.outline, encoding="utf-8")
    assert [(one.message, str(one.span)) for one in deckgen.compile(file).diagnostics] == []


def test_the_first_example_is_a_whole_outline(tmp_path: Path) -> None:
    """It builds as it is, with both works and notes."""
    file = tmp_path / "talk.yaml"
    file.write_text(re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0], encoding="utf-8")
    compiled = deckgen.compile(file)
    assert compiled.diagnostics == ()
    assert compiled.pages is not None


def test_every_kind_of_slide_has_a_recipe() -> None:
    """All that may fill a slide is shown, and every example on the page but the first is a recipe."""
    names = {field.name for field in fields.SLIDE.fields if field.main} - {"summary"}
    typed = "\n".join(one.lines for one in RECIPES)
    assert {name for name in names if not re.search(rf"^ *-? ?{name}:", typed, re.MULTILINE)} == set()
    assert PAGE.count("```yaml\n") == 1 + len(RECIPES)


def test_recipes_are_short_and_have_small_pictures() -> None:
    """About ten lines, none too wide to stand beside its picture; together the pictures are below 1 MB."""
    for one in RECIPES:
        lines = one.lines.splitlines()
        assert len(lines) <= 14, one.name
        assert max(map(len, lines)) <= 66, one.name
    pictures = {one.stem: one.stat().st_size for one in make_recipes.PICTURES.glob("*.png")}
    assert set(pictures) == {one.name for one in RECIPES}, "run scripts/make_recipes.py"
    assert sum(pictures.values()) < 1_000_000
