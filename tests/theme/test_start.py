"""A theme of one's own: begun by the command, found beside the outline, never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.cli import run
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_file, load_theme

OUTLINE = """\
title: A talk in a theme of its own
theme: {theme}
sections:
  first:
    title: The first part
    slides:
      - title: It is green
        text: One paragraph.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the command is run in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKGEN_CACHE", "off")
    return tmp_path


def talk(folder: Path, theme: str) -> Path:
    """Write an outline that names a theme."""
    path = folder / "talk.yaml"
    path.write_text(OUTLINE.format(theme=theme), encoding="utf-8")
    return path


@pytest.mark.parametrize("origin", theme_names())
def test_a_new_theme_is_its_origin_under_another_name(folder: Path, origin: str) -> None:
    """The copy differs in its name alone, says where it comes from, and has nothing wrong."""
    assert run(["theme", "new", "mine", "--from", origin]) == 0
    made, first = load_file(folder / "mine" / "theme.yaml"), load_theme(origin)
    assert made.name == "mine"
    assert (made.styles, made.layouts, made.variants) == (first.styles, first.layouts, first.variants)
    text = (folder / "mine" / "theme.yaml").read_text(encoding="utf-8")
    assert text.startswith(f"# Mine: a theme of your own, begun as a copy of {origin}.")
    assert run(["theme", "check", "mine"]) == 0


@pytest.mark.parametrize("place", ["mine/theme.yaml", "templates/mine/theme.yaml"])
def test_a_theme_beside_the_outline_is_found_by_name(folder: Path, place: str) -> None:
    """A theme of one's own is used by its name, and a change of a colour shows in both files."""
    assert run(["theme", "new", "mine"]) == 0
    text = (folder / "mine" / "theme.yaml").read_text(encoding="utf-8").replace("#0F4650", "#0A4A1F")
    (folder / "mine" / "theme.yaml").unlink()
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    (folder / place).write_text(text, encoding="utf-8")
    assert run(["build", "--quiet", str(talk(folder, "mine"))]) == 0
    assert b"--title:#0A4A1F" in (folder / "talk.html").read_bytes()


def test_a_theme_is_found_by_its_file(folder: Path) -> None:
    """An outline may name the file, from its own folder; the command line may name any."""
    assert run(["theme", "new", "mine"]) == 0
    (folder / "mine" / "theme.yaml").rename(folder / "school.yaml")
    assert run(["build", "--quiet", str(talk(folder, "school.yaml"))]) == 0
    order = ["build", "--quiet", "--theme", str(folder / "school.yaml")]
    assert run([*order, str(talk(folder, "grid"))]) == 0


def test_what_is_there_is_never_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second theme of the same name is refused, and the first stays as it was changed."""
    assert run(["theme", "new", "mine"]) == 0
    (folder / "mine" / "theme.yaml").write_text("changed", encoding="utf-8")
    assert run(["theme", "new", "mine"]) == 1
    assert "already exists" in capsys.readouterr().err
    assert (folder / "mine" / "theme.yaml").read_text(encoding="utf-8") == "changed"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", "my theme"], '"my theme" cannot be the name of a theme'),
        (["new", "folio"], 'a theme called "folio" comes with deckgen'),
        (["new", "mine", "--from", "foliage"], 'there is no theme called "foliage"'),
        (["check", "nowhere"], 'there is no theme file "nowhere"'),
    ],
)
def test_a_theme_that_cannot_be_made_is_explained(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """A name that will not do, an unknown origin and a missing file get a message; nothing is written."""
    assert run(["theme", *arguments]) == 1
    assert said in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_mistakes_of_theme_and_outline_are_reported_together(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One run shows what is wrong in the theme, at its line, beside a picture that is missing."""
    assert run(["theme", "new", "mine"]) == 0
    file = folder / "mine" / "theme.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("size: 56", "size: big"), encoding="utf-8")
    path = talk(folder, "mine")
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "text: One", "image: {file: no.png, alt: No}\n        text: One"
        ),
        encoding="utf-8",
    )
    assert run(["build", str(path)]) == 1
    said = capsys.readouterr().err
    assert 'expected a number above 0, but found "big"' in said
    assert 'there is no picture "no.png"' in said
    assert not (folder / "talk.pptx").exists()


def test_a_layout_that_a_theme_lacks_is_reported_with_the_cure(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A theme begun before there was a layout is told what to write; with that line the deck is built."""
    assert run(["theme", "new", "mine"]) == 0
    file = folder / "mine" / "theme.yaml"
    text = file.read_text(encoding="utf-8").replace("like: lectern\n", "")
    start, stop = text.index("  process:\n"), text.index("  comparison:\n")
    file.write_text(text[:start] + text[stop:], encoding="utf-8")
    path = talk(folder, "mine")
    outline = path.read_text(encoding="utf-8").replace("text: One paragraph.", "process: [Ask, Read]")
    path.write_text(outline, encoding="utf-8")
    assert run(["build", str(path)]) == 1
    said = capsys.readouterr().err
    assert 'talk.yaml:7:9: error: the theme "mine" has no layout called "process"' in said
    assert "like: lectern" in said
    file.write_text(f"like: lectern\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    assert run(["build", "--quiet", str(path)]) == 0


@pytest.mark.parametrize(
    ("theme", "said"),
    [("lecturn", 'there is no theme called "lecturn"'), ("../theme.yaml", "lies outside the project folder")],
)
def test_an_unknown_theme_is_shown_in_the_outline(
    folder: Path, capsys: pytest.CaptureFixture[str], theme: str, said: str
) -> None:
    """A theme that is not there, or that lies elsewhere, is an error at its line of the outline."""
    assert run(["build", str(talk(folder, theme))]) == 1
    shown = capsys.readouterr().err
    assert "talk.yaml:2:8: error: " in shown
    assert said in shown
