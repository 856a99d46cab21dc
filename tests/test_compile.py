"""An outline's text → Pages without a file: what comes of it where all is well and where it is not."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from deckgen.build import BuildResult, build
from deckgen.compile import Options, Services, compile_file, compile_outline
from deckgen.diagnostics import DeckgenError, Severity, error, warning
from deckgen.theme.load import load_theme
from tests.building import DECKS, SERVICES

HEAD = "title: T\nsections:\n  one:\n    title: One\n    slides:\n"
FINE = f"{HEAD}      - title: A slide that says something\n        bullets: [One, Two]\n"
WIDE = "+".join(f"x_{n}" for n in range(60))
WARNED = f"references:\n  kort: {{type: book, author: Kort, title: T, publisher: P, year: 1996}}\n{FINE}"


def test_nothing_is_written(tmp_path: Path) -> None:
    """An outline compiles to pages from its text alone, and the folder stays as it was."""
    path = tmp_path / "talk.yaml"
    compiled = compile_outline(FINE, path, Options(path), Services())
    assert compiled.diagnostics == ()
    assert compiled.outline is not None
    assert compiled.deck is not None
    assert compiled.pages is not None
    assert len(compiled.pages.pages) == len(compiled.deck.slides) == 2
    assert list(tmp_path.iterdir()) == []


def test_text_and_bytes_are_the_same(tmp_path: Path) -> None:
    """What an editor holds and what a file holds compile alike."""
    path = tmp_path / "talk.yaml"
    said, read = (compile_outline(one, path, Options(path), SERVICES) for one in (FINE, FINE.encode()))
    assert said == read


def test_half_a_character_is_reported(tmp_path: Path) -> None:
    """A text that no file could hold is an error with its place, not a failure to encode it."""
    path = tmp_path / "talk.yaml"
    (problem,) = compile_outline(FINE.replace("Two", "\ud83d"), path, Options(path), SERVICES).diagnostics
    assert problem.span is not None
    assert problem.span.line == 7


def test_a_theme_is_named_by_a_word_or_by_a_path(tmp_path: Path) -> None:
    """A theme's file may be given as a path, as the outline's is, and goes before the outline's own."""
    path = tmp_path / "talk.yaml"
    own = tmp_path / "mine.yaml"
    own.write_text("like: grid\nname: mine\n", encoding="utf-8")
    named = []
    for theme in (None, "grid", own, str(own)):
        pages = compile_outline(f"theme: folio\n{FINE}", path, Options(path, theme=theme), SERVICES).pages
        assert pages is not None
        named.append(pages.theme.name)
    assert named == ["folio", "grid", "mine", "mine"]


@pytest.mark.parametrize(
    ("text", "there", "message"),
    [
        ("", (False, False, False), "expected an outline, but the file is empty"),
        (FINE.replace("bullets", "bulets"), (True, True, False), 'unknown field "bulets" in a slide'),
        (FINE.replace("bullets: [One, Two]", "image: {file: no.png, alt: A}"), (True, False, False),
         'there is no picture "no.png"'),
        (FINE.replace("[One, Two]", '["So [@kort]"]'), (True, True, False),
         '"kort" is cited but not among the references'),
        (f"theme: nothing\n{FINE}", (True, True, False), 'there is no theme called "nothing"'),
        (f"citations: own.csl\n{FINE}", (True, True, False), 'there is no citation style "own.csl"'),
        (f"{HEAD}      - {{title: S, equation: {WIDE}}}\n", (True, True, False), "this formula is too wide"),
    ],
)  # fmt: skip
def test_what_each_phase_has_is_returned_beside_the_errors(
    tmp_path: Path, text: str, there: tuple[bool, bool, bool], message: str
) -> None:
    """An error raises nothing: it is a diagnostic, and what was understood before it is there."""
    path = tmp_path / "talk.yaml"
    compiled = compile_outline(text, path, Options(path), SERVICES)
    assert any(message in one.message for one in compiled.diagnostics)
    found = (compiled.outline, compiled.deck, compiled.pages)
    assert tuple(one is not None for one in found) == there


def test_an_error_of_pandocs_side_hides_no_other(tmp_path: Path) -> None:
    """A style that is missing and a field that is misspelt are reported together."""
    path = tmp_path / "talk.yaml"
    text = "citations: own.csl\n" + FINE.replace("bullets", "bulets")
    messages = [one.message for one in compile_outline(text, path, Options(path), SERVICES).diagnostics]
    assert len(messages) == 2
    assert messages[1] == 'unknown field "bulets" in a slide'


def test_strict_makes_errors_of_warnings_and_keeps_the_pages(tmp_path: Path) -> None:
    """A strict build is refused for a warning, which is reported as an error with what else there is."""
    path = tmp_path / "talk.yaml"
    path.write_text(WARNED, encoding="utf-8")
    compiled = compile_file(Options(path, strict=True), SERVICES)
    assert [one.severity for one in compiled.diagnostics] == [Severity.ERROR]
    assert compiled.pages is not None
    with pytest.raises(DeckgenError, match="never cited"):
        build(Options(path, strict=True), SERVICES)
    assert build(Options(path), SERVICES).warnings[0].severity is Severity.WARNING


def test_a_file_that_is_not_there_is_a_diagnostic(tmp_path: Path) -> None:
    """Compiling what cannot be read raises nothing, building it does."""
    options = Options(tmp_path / "none.yaml")
    (problem,) = compile_file(options, Services()).diagnostics
    assert "there is no outline" in problem.message
    with pytest.raises(DeckgenError, match="there is no outline"):
        build(options, Services())


def test_what_stands_in_the_way_is_reported_with_the_rest(tmp_path: Path) -> None:
    """A deck that deckgen did not write and a mistake in the outline are reported in one run."""
    path = tmp_path / "talk.yaml"
    path.write_text(FINE.replace("bullets", "bulets"), encoding="utf-8")
    (tmp_path / "talk.html").write_text("<p>somebody's own", encoding="utf-8")
    with pytest.raises(DeckgenError) as refused:
        build(path, SERVICES)
    first, second = (one.message for one in refused.value.diagnostics)
    assert first == 'unknown field "bulets" in a slide'
    assert "was not written by deckgen" in second


@pytest.mark.parametrize("deck", DECKS, ids=lambda one: one.stem)
def test_everything_that_is_compiled_pickles(deck: Path) -> None:
    """Outline, Deck and Pages of every kind of slide come out of a pickle as they went in."""
    compiled = compile_file(Options(deck), SERVICES)
    assert compiled.pages is not None
    assert pickle.loads(pickle.dumps(compiled)) == compiled


def test_options_results_and_themes_pickle(tmp_path: Path) -> None:
    """What goes into a build and what comes out of it can cross to another process."""
    theme = load_theme("lectern")
    result = BuildResult((tmp_path / "a.pptx",), (), 1, 1, 0.5, (warning("odd"),))
    for value in (Options("talk.yaml", to=["pptx"], folder=tmp_path), result, theme, Services(tmp_path)):
        again = pickle.loads(pickle.dumps(value))
        assert again == value
        assert type(again) is type(value)


def test_an_error_keeps_its_diagnostics_in_a_pickle() -> None:
    """All of them, with places and hints; the message is the same."""
    refused = DeckgenError(error("first", None, "mend it"), warning("second"))
    again = pickle.loads(pickle.dumps(refused))
    assert again.diagnostics == refused.diagnostics
    assert str(again) == str(refused) == "first\nsecond"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: A\nslides:\n", '"slides" is empty; it needs a list of slides'),
        ("title: A\n", "an outline needs slides"),
        (
            "title: A\nslides:\n  - title: B\n    text: So [@kort].\nreferences:\n"
            "  kort: {type: bok, author: '{North}', title: Ice, publisher: North, year: 1990}\n",
            '"bok" is not a kind of work that deckgen knows',
        ),
    ],
)
def test_a_mistake_is_reported_once(text: str, message: str, tmp_path: Path) -> None:
    """What is missing since something else is wrong is not reported as well."""
    path = tmp_path / "talk.yaml"
    found = compile_outline(text, path, Options(path), Services()).diagnostics
    assert [one.message for one in found] == [message]
