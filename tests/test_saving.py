"""Bytes → files: all or none, and no work of anybody's lost."""

from __future__ import annotations

import datetime
import errno
import os
from pathlib import Path

import pytest

from deckgen.diagnostics import Refused
from deckgen.saving import Target, back_up, refuse_if_open, refuse_to_lose, save_all
from deckgen.writers.generation import Generation

NOON = datetime.datetime(2026, 11, 23, 12, 0, 0)


def judged(path: Path, state: Generation) -> Target:
    """Return a target whose present file is judged to be in a state."""
    return Target(path, lambda data: state)


def names(folder: Path) -> list[str]:
    """Return the names of all that lies in a folder, sorted."""
    return sorted(one.name for one in folder.iterdir())


def test_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    """After a save the folder holds the files and no temporary ones."""
    save_all({tmp_path / "a.pptx": b"1", tmp_path / "b.html": b"2"})
    assert names(tmp_path) == ["a.pptx", "b.html"]
    assert (tmp_path / "b.html").read_bytes() == b"2"


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_remains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """When the disk fills while writing or moving, the earlier deck stands as it was."""
    old = tmp_path / "a.pptx"
    old.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, broken, full)
    with pytest.raises(Refused, match="the disk is full"):
        save_all({old: b"new", tmp_path / "b.html": b"new"})
    assert old.read_bytes() == b"old"
    assert names(tmp_path) == ["a.pptx"]


def test_ctrl_c_in_the_middle_leaves_the_old_file_and_no_remains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopping the program while it writes changes nothing."""
    old = tmp_path / "a.pptx"
    old.write_bytes(b"old")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        save_all({old: b"new"})
    assert old.read_bytes() == b"old"
    assert names(tmp_path) == ["a.pptx"]


def test_a_deck_held_open_is_named_when_it_cannot_be_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace a file that PowerPoint has open; the message says to close it."""
    old = tmp_path / "a.pptx"
    old.write_bytes(b"old")

    def held(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(Refused, match="open in another program"):
        save_all({old: b"new"})
    assert names(tmp_path) == ["a.pptx"]


@pytest.mark.parametrize("mark", ["~$a.pptx", ".~lock.a.pptx#"])
def test_the_mark_of_an_office_program_means_that_the_deck_is_open(tmp_path: Path, mark: str) -> None:
    """PowerPoint and LibreOffice leave a file beside the one they have open."""
    target = judged(tmp_path / "a.pptx", Generation.AS_WRITTEN)
    target.path.write_bytes(b"old")
    assert refuse_to_lose([target]) == ()
    (tmp_path / mark).touch()
    (problem,) = refuse_if_open([target])
    assert "is open in another program" in problem.message
    assert refuse_to_lose([target]) == (problem,)


def test_only_a_file_as_deckgen_wrote_it_is_replaced_silently(tmp_path: Path) -> None:
    """A deck changed by hand, and a file of another program, each stop the build with their own message."""
    path = tmp_path / "a.pptx"
    assert refuse_to_lose([judged(path, Generation.FOREIGN)]) == (), "there is nothing to lose yet"
    path.write_bytes(b"old")
    assert refuse_to_lose([judged(path, Generation.AS_WRITTEN)]) == ()
    (changed,) = refuse_to_lose([judged(path, Generation.CHANGED)])
    (foreign,) = refuse_to_lose([judged(path, Generation.FOREIGN)])
    assert "changed by hand" in changed.message
    assert "not written by deckgen" in foreign.message
    assert all("--force" in one.hints[1] for one in (changed, foreign))


def test_a_folder_in_the_way_is_an_error_not_a_crash(tmp_path: Path) -> None:
    """A folder that has the deck's name gets a message."""
    path = tmp_path / "a.pptx"
    path.mkdir()
    (problem,) = refuse_to_lose([judged(path, Generation.AS_WRITTEN)])
    assert str(path) in problem.message


def test_a_copy_is_dated_and_never_overwrites_another(tmp_path: Path) -> None:
    """Two forced builds in one second keep two copies; an unchanged file is not copied."""
    path = tmp_path / "a.pptx"
    path.write_bytes(b"hand")
    (first,) = back_up([judged(path, Generation.CHANGED)], NOON)
    (second,) = back_up([judged(path, Generation.FOREIGN)], NOON)
    assert first.name == "a.backup-20261123-120000.pptx"
    assert second.name == "a.backup-20261123-120000-2.pptx"
    assert first.read_bytes() == b"hand"
    assert back_up([judged(path, Generation.AS_WRITTEN)], NOON) == ()


def test_permissions_of_the_earlier_file_are_kept(tmp_path: Path) -> None:
    """A deck that others may write stays so; a new one gets what the system gives new files."""
    path = tmp_path / "a.pptx"
    path.write_bytes(b"old")
    path.chmod(0o664)
    save_all({path: b"new", tmp_path / "b.html": b"new"})
    assert path.stat().st_mode & 0o777 == 0o664
    plain = tmp_path / "plain"
    plain.touch()
    assert (tmp_path / "b.html").stat().st_mode == plain.stat().st_mode


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    """`-o new/folder` works without making it first."""
    save_all({tmp_path / "new" / "folder" / "a.pptx": b"1"})
    assert (tmp_path / "new" / "folder" / "a.pptx").exists()
