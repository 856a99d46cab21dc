"""The command line, as a person uses it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deckgen import cli

TALK = """\
title: A talk
sections:
  one:
    title: The first
    slides:
      - title: A slide that says something
        bullets: [One point, Another point]
        notes: Say it.
"""

BROKEN = TALK.replace("title: A talk", "title: A talk: on colons")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a good outline in it; nothing is cached."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKGEN_CACHE", "off")
    (tmp_path / "talk.yaml").write_text(TALK, encoding="utf-8")
    return tmp_path


def names(folder: Path) -> list[str]:
    """Return the names of all that lies in a folder, sorted."""
    return sorted(one.name for one in folder.iterdir())


def test_build_writes_both_files_and_says_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A clean build prints its summary and nothing else."""
    assert cli.run(["build", "talk.yaml"]) == cli.DONE
    assert names(folder) == ["talk.html", "talk.pptx", "talk.yaml"]
    out, err = capsys.readouterr()
    assert out == "talk: 2 slides, 1 section, under a minute of notes → talk.pptx, talk.html\n"
    assert err == ""


def test_quiet_says_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--quiet` is silent unless something is wrong."""
    assert cli.run(["build", "--quiet", "talk.yaml"]) == cli.DONE
    assert capsys.readouterr() == ("", "")


def test_one_kind_of_file_and_another_folder(folder: Path) -> None:
    """`--to` chooses the files, `-o` the folder, which is made."""
    assert cli.run(["build", "--to", "html", "-o", "out/new", "talk.yaml"]) == cli.DONE
    assert names(folder / "out" / "new") == ["talk.html"]
    assert names(folder) == ["out", "talk.yaml"]


def test_a_mistake_is_shown_at_its_place_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """File, line and column, the line, a caret, the corrected line; exit code 1."""
    (folder / "talk.yaml").write_text(BROKEN, encoding="utf-8")
    assert cli.run(["build", "talk.yaml"]) == cli.FAILED
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("talk.yaml:1:")
    assert "    1 | title: A talk: on colons\n      |" in err
    assert 'hint: write: title: "A talk: on colons"' in err
    assert err.endswith("talk.yaml: 1 error; nothing was written\n")
    assert names(folder) == ["talk.yaml"]


def test_a_deck_without_notes_is_called_that(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody says "no minutes of notes"."""
    head = "title: T\nsections:\n  a:\n    title: A\n    slides:\n"
    (folder / "talk.yaml").write_text(f"{head}      - statement: It was silent.\n", encoding="utf-8")
    assert cli.run(["build", "talk.yaml"]) == cli.DONE
    assert capsys.readouterr().out.startswith("talk: 2 slides, 1 section, no notes →")


def test_files_that_an_outline_names_are_named_as_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Their places are as short as the outline's own, from the folder that deckgen runs in."""
    (folder / "a.csv").write_text("Year,Grain\n1913,much\n", encoding="utf-8")
    head = "title: T\nsections:\n  a:\n    title: A\n    slides:\n"
    (folder / "talk.yaml").write_text(f"{head}      - {{title: B, chart: a.csv}}\n", encoding="utf-8")
    assert cli.run(["build", "talk.yaml"]) == cli.FAILED
    assert capsys.readouterr().err.startswith('a.csv:2:6: error: expected a number, but found "much"')


def test_several_outlines_are_built_though_one_is_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The good one is built, the wrong one reported, and the exit code tells."""
    (folder / "bad.yaml").write_text(BROKEN, encoding="utf-8")
    assert cli.run(["build", "bad.yaml", "talk.yaml"]) == cli.FAILED
    assert names(folder) == ["bad.yaml", "talk.html", "talk.pptx", "talk.yaml"]
    assert "bad.yaml: 1 error" in capsys.readouterr().err


def test_two_outlines_may_not_make_the_same_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Equal names from two folders into one are a wrong command, found before anything is built."""
    (folder / "b").mkdir()
    (folder / "b" / "talk.yaml").write_text(TALK, encoding="utf-8")
    assert cli.run(["build", "-o", "out", "talk.yaml", "b/talk.yaml"]) == cli.MISUSED
    assert "would both be written to talk" in capsys.readouterr().err
    assert not (folder / "out").exists()


@pytest.mark.parametrize("arguments", [["build"], ["build", "--to", "odp", "talk.yaml"], ["biuld", "a"]])
def test_a_wrong_command_ends_with_2(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """Missing or unknown words are answered with the usage."""
    assert cli.run(arguments) == cli.MISUSED
    assert "usage:" in capsys.readouterr().err


def test_a_misread_outline_is_not_said_to_cite_too_little(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is cited in a field whose name is mistyped is not said to be cited nowhere."""
    listed = "references:\n  a: {type: book, author: 'B, C', title: D, publisher: E, year: 1990}\n"
    given = TALK.replace("bullets: [One point", "bulets: ['One [@a]'") + listed
    (folder / "talk.yaml").write_text(given, encoding="utf-8")
    assert cli.run(["build", "talk.yaml"]) == cli.FAILED
    said = capsys.readouterr().err
    assert 'unknown field "bulets"' in said
    assert "never cited" not in said


def test_strict_makes_warnings_errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A work that is listed but never cited only warns, unless `--strict`."""
    listed = "references:\n  a: {type: book, author: 'B, C', title: D, publisher: E, year: 1990}\n"
    (folder / "talk.yaml").write_text(TALK + listed, encoding="utf-8")
    assert cli.run(["build", "talk.yaml"]) == cli.DONE
    assert "talk.yaml:10:3: warning:" in capsys.readouterr().err
    before = (folder / "talk.pptx").read_bytes()
    assert cli.run(["build", "--strict", "talk.yaml"]) == cli.FAILED
    assert "talk.yaml:10:3: error:" in capsys.readouterr().err
    assert (folder / "talk.pptx").read_bytes() == before


def test_the_same_outline_gives_the_same_bytes(folder: Path) -> None:
    """Two builds cannot be told apart, and an unchanged deck is replaced without a question."""
    made = []
    for _ in range(2):
        assert cli.run(["build", "-q", "talk.yaml"]) == cli.DONE
        made.append([(folder / name).read_bytes() for name in ("talk.pptx", "talk.html")])
    assert made[0] == made[1]


def changed_by_hand(deck: Path) -> bytes:
    """Change a word on a slide as PowerPoint would, and return the deck."""
    from pptx import Presentation

    presentation = Presentation(str(deck))
    shape = next(one for one in presentation.slides[1].shapes if one.has_text_frame)
    shape.text_frame.paragraphs[0].runs[0].text = "Changed by hand"
    presentation.save(str(deck))
    return deck.read_bytes()


def test_a_deck_changed_by_hand_is_merged(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was changed by hand stays, the outline's change comes in, and a dated copy is kept."""
    assert cli.run(["build", "-q", "talk.yaml"]) == cli.DONE
    hand = changed_by_hand(folder / "talk.pptx")
    (folder / "talk.yaml").write_text(TALK.replace("Another", "A third"), encoding="utf-8")
    assert cli.run(["build", "talk.yaml"]) == cli.DONE
    assert "1 change of the outline applied, 1 change by hand kept" in capsys.readouterr().out
    (backup,) = folder.glob("talk.backup-*.pptx")
    assert backup.read_bytes() == hand
    show = (folder / "talk.html").read_text(encoding="utf-8")
    assert "A third point" in show
    before = (folder / "talk.pptx").read_bytes()
    assert cli.run(["build", "-q", "talk.yaml"]) == cli.DONE
    assert (folder / "talk.pptx").read_bytes() == before, "a second build changes no byte"


def test_fresh_replaces_a_deck_changed_by_hand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--fresh` builds the deck anew and keeps the other under a dated name."""
    assert cli.run(["build", "-q", "talk.yaml"]) == cli.DONE
    written = (folder / "talk.pptx").read_bytes()
    hand = changed_by_hand(folder / "talk.pptx")
    assert cli.run(["build", "--fresh", "talk.yaml"]) == cli.DONE
    (backup,) = folder.glob("talk.backup-*.pptx")
    assert backup.read_bytes() == hand
    assert backup.name in capsys.readouterr().out
    assert (folder / "talk.pptx").read_bytes() == written


def test_a_slideshow_changed_by_hand_is_never_lost(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The HTML file is guarded as the deck is."""
    assert cli.run(["build", "-q", "talk.yaml"]) == cli.DONE
    html = folder / "talk.html"
    html.write_text(html.read_text(encoding="utf-8").replace("One point", "My point"), encoding="utf-8")
    assert cli.run(["build", "talk.yaml"]) == cli.REFUSED
    assert "talk.html was changed by hand" in capsys.readouterr().err


def test_an_office_lock_stops_the_build_even_with_fresh(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A deck that is open in PowerPoint is not written under its hands."""
    assert cli.run(["build", "-q", "talk.yaml"]) == cli.DONE
    (folder / "~$talk.pptx").touch()
    for arguments in (["build", "talk.yaml"], ["build", "--fresh", "talk.yaml"]):
        assert cli.run(arguments) == cli.REFUSED
        assert "talk.pptx is open in another program" in capsys.readouterr().err


def test_new_writes_an_outline_that_builds_and_never_overwrites(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The starter builds without a word of complaint; an outline that is there stays as it is."""
    assert cli.run(["new", "lesson"]) == cli.DONE
    assert "deckgen build lesson.yaml" in capsys.readouterr().out
    assert cli.run(["build", "--strict", "lesson.yaml"]) == cli.DONE
    assert capsys.readouterr().err == ""
    before = (folder / "lesson.yaml").read_bytes()
    assert cli.run(["new", "lesson.yaml"]) == cli.FAILED
    assert "already exists" in capsys.readouterr().err
    assert (folder / "lesson.yaml").read_bytes() == before


def test_fix_shows_corrections_and_makes_them_when_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The diff alone changes nothing; `--write` does, and the outline builds then."""
    (folder / "talk.yaml").write_text(BROKEN, encoding="utf-8")
    assert cli.run(["fix", "talk.yaml"]) == cli.DONE
    assert '+title: "A talk: on colons"' in capsys.readouterr().out
    assert (folder / "talk.yaml").read_text(encoding="utf-8") == BROKEN
    assert cli.run(["fix", "--write", "talk.yaml"]) == cli.DONE
    assert capsys.readouterr().out == "talk.yaml: 1 mistake corrected\n"
    assert (folder / "talk.yaml").read_text(encoding="utf-8") == BROKEN.replace(
        "A talk: on colons", '"A talk: on colons"'
    )
    assert cli.run(["fix", "talk.yaml"]) == cli.DONE
    assert capsys.readouterr().out == "talk.yaml: there is nothing to correct\n"
    assert cli.run(["build", "-q", "talk.yaml"]) == cli.DONE


def test_fix_reports_what_it_cannot_decide(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake without a certain cure is shown, and the exit code tells."""
    (folder / "talk.yaml").write_text(BROKEN.replace("bullets", "blurb"), encoding="utf-8")
    assert cli.run(["fix", "talk.yaml"]) == cli.FAILED
    assert 'unknown field "blurb"' in capsys.readouterr().err


def test_a_missing_outline_is_answered_with_those_there_are(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistyped name lists the outlines of the folder; an empty folder and a binary file get a message."""
    for arguments in (["build", "tlak.yaml"], ["fix", "tlak.yaml"]):
        assert cli.run(arguments) == cli.FAILED
        assert "in this folder there are: talk.yaml" in capsys.readouterr().err
    (folder / "binary.yaml").write_bytes(bytes(range(256)))
    (folder / "empty").mkdir()
    for name in ("empty", "binary.yaml", "no/such/talk.yaml"):
        assert cli.run(["build", name]) == cli.FAILED
        assert "Traceback" not in capsys.readouterr().err


def test_an_unknown_theme_is_refused_with_the_known_ones(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the command line as from the outline."""
    assert cli.run(["build", "--theme", "nope", "talk.yaml"]) == cli.FAILED
    assert "lectern" in capsys.readouterr().err


def test_ctrl_c_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Stopping the build leaves no file and no remains."""

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    assert cli.run(["build", "talk.yaml"]) == cli.STOPPED
    assert "stopped; every file is as it was before" in capsys.readouterr().err
    assert names(folder) == ["talk.yaml"]


def test_schema_prints_the_schema(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Editors can be given the schema from the command line."""
    assert cli.run(["schema"]) == cli.DONE
    assert capsys.readouterr().out.startswith('{\n  "$schema"')


def test_the_module_is_the_command(folder: Path) -> None:
    """`python -m deckgen` builds, flushes what it says and ends with the exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "deckgen", "build", "talk.yaml"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("talk: 2 slides")


def test_a_console_that_knows_only_ascii_is_no_obstacle(folder: Path) -> None:
    """The arrow of the summary is replaced rather than ending in a crash."""
    done = subprocess.run(
        [sys.executable, "-m", "deckgen", "build", "talk.yaml"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_ctrl_c_while_the_arguments_are_read_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the first moment on, Ctrl-C ends with its own exit code."""

    def interrupted() -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "parser", interrupted)
    assert cli.run(["build", "talk.yaml"]) == 130
    assert "stopped; every file is as it was before, or complete" in capsys.readouterr().err
