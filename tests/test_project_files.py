"""Files of every kind that a user names, where they are no files, too large, not to be had, or no text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deckgen.compile import Options, Services, compile_file
from deckgen.diagnostics import DeckgenError
from deckgen.project_files import FileKind, read_project_file, utf8_text
from deckgen.revise import stripped
from deckgen.theme.load import load_file

TALK = "title: T\nauthor: A\nlanguage: en\n{head}sections:\n- title: S\n  slides:\n  - title: One\n{slide}"

WORK = "references: {k: {type: book, title: B, publisher: P, year: 1990, author: [Ada Kort]}}\n"

KINDS = {
    "talk.yaml": ("", "    text: x\n", "outline"),
    "mine.yaml": ("theme: mine.yaml\n", "    text: x\n", "theme file"),
    "own.csl": (f"citations: own.csl\n{WORK}", '    text: "x [@k]"\n', "citation style"),
    "works.bib": ("references: works.bib\n", "    text: x\n", "file of references"),
    "a.csv": ("", "    table: a.csv\n", "table"),
    "a.png": ("", "    image: {file: a.png, alt: A map of the city}\n", "picture"),
    "a.mp4": ("", "    media: {file: a.mp4, alt: A speech read aloud}\n", "recording"),
    "a.py": ("", "    code: {file: a.py}\n", "program"),
}
"""A file's name → the head and the slide of an outline that names it, and what messages call it."""

HUGE = 2_500_000_000
"""Bytes of a file that has no content: reading it would take seconds, or end for lack of memory."""


def said_of(folder: Path, name: str) -> list[str]:
    """Return what is wrong with an outline that names the file, as `name: message`."""
    head, slide, _ = KINDS[name]
    path = folder / "talk.yaml"
    if name != path.name:
        path.write_text(TALK.format(head=head, slide=slide), encoding="utf-8")
    found = compile_file(Options(path), Services()).diagnostics
    return [f"{one.span.path.name if one.span else ''}: {one.message}" for one in found]


@pytest.mark.parametrize("name", KINDS)
def test_what_is_too_large_is_refused_by_its_size(tmp_path: Path, name: str) -> None:
    """Whatever the file is for, its size is looked at before it is read, and both sizes are reported."""
    with (tmp_path / name).open("wb") as file:
        file.truncate(HUGE)
    (said,) = [one for one in said_of(tmp_path, name) if "large" in one]
    assert f'the {KINDS[name][2]} "' in said
    assert f'{name}" is 2500 MB large; at most ' in said


@pytest.mark.parametrize("name", KINDS)
def test_a_folder_is_no_file(tmp_path: Path, name: str) -> None:
    """A folder of the file's name is called one, and what is expected is named."""
    (tmp_path / name).mkdir()
    (said,) = [one for one in said_of(tmp_path, name) if "a folder" in one]
    assert said.endswith(f'{name}" is a folder, not {FileKind(KINDS[name][2], 0).one}')


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders on this system")
@pytest.mark.parametrize("name", KINDS)
def test_nothing_waits_for_a_pipe(tmp_path: Path, name: str) -> None:
    """A pipe that nobody writes into would keep a build waiting for ever: it is refused."""
    os.mkfifo(tmp_path / name)
    (said,) = [one for one in said_of(tmp_path, name) if "a pipe" in one]
    assert f'{name}" is a pipe or a device, not ' in said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders on this system")
def test_a_deck_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe in a deck's place is reported, whether the deck is to be read or to be written."""
    from deckgen.build import build

    os.mkfifo(tmp_path / "talk.pptx")
    with pytest.raises(DeckgenError, match="is a pipe or a device, not a deck"):
        stripped(tmp_path / "talk.pptx", notes=False)
    path = tmp_path / "talk.yaml"
    path.write_text(TALK.format(head="", slide="    text: x\n"), encoding="utf-8")
    with pytest.raises(DeckgenError, match="cannot be written: it is a pipe or a device"):
        build(Options(path, to="pptx"), Services())


@pytest.mark.parametrize("path", ["a" * 5000, "a\0b", "a/" * 3000, "talk.yaml/talk.yaml"])
def test_what_can_be_no_name_of_a_file_is_a_diagnostic(tmp_path: Path, path: str) -> None:
    """A name too long, with a null in it, or below a file: an outline, a theme and a picture are refused."""
    talk = tmp_path / "talk.yaml"
    slide = f"    image: {{file: '{path.replace(chr(0), '')}', alt: A map of the city}}\n"
    talk.write_text(TALK.format(head="", slide=slide), encoding="utf-8")
    (problem,) = compile_file(Options(talk), Services()).diagnostics
    assert problem.message.startswith(('"', "there is no picture"))
    (problem,) = compile_file(Options(tmp_path / path), Services()).diagnostics
    assert problem.message
    with pytest.raises(DeckgenError):
        load_file(tmp_path / path)


def test_what_claims_to_be_empty_is_not_read_past_the_limit(tmp_path: Path) -> None:
    """A file that grows while it is read, or says it has no bytes, is measured by what comes."""
    source = Path("/proc/self/maps")
    if not source.exists():
        pytest.skip("there are no files that claim to be empty on this system")
    assert source.stat().st_size == 0
    found = read_project_file(source, FileKind("table", 100), "maps")
    assert not isinstance(found, bytes)
    assert found.message == 'the table "maps" is 1 kB large; at most 1 kB is read'


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"ab\n\xc3\xa4\xff", (2, 2)),
        (b"\xef\xbb\xbfa\xff", (1, 2)),
        (b"a\0", (1, 2)),
        (b"\xff\xfea\0", (1, 1)),
    ],
)
def test_the_letter_that_is_not_utf8_is_pointed_at(data: bytes, place: tuple[int, int]) -> None:
    """Columns count characters, and a byte order mark is none."""
    found = utf8_text(data, Path("a.py"), "a.py")
    assert not isinstance(found, str)
    assert found.span is not None
    assert (found.span.line, found.span.column) == place


def test_a_themes_file_is_read_like_an_outline(tmp_path: Path) -> None:
    """UTF-16 and invisible characters in a theme get the messages that an outline gets."""
    path = tmp_path / "theme.yaml"
    path.write_text("like: grid\n", encoding="utf-16")
    with pytest.raises(DeckgenError, match="saved as UTF-16"):
        load_file(path)
    path.write_text("like: grid\nname: m\u2028ine\nfaecs: 1\n", encoding="utf-8")
    with pytest.raises(DeckgenError) as refused:
        load_file(path)
    messages = [one.message for one in refused.value.diagnostics]
    assert any("invisible character" in one for one in messages)
    assert any("faecs" in one for one in messages)
