"""Bytes → files: all or none, and no work of anybody's lost."""

from __future__ import annotations

import datetime
import errno
import os
from pathlib import Path

import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.saving import Target, back_up, refuse_if_open, refuse_to_lose, save_all
from deckgen.writers.generation import Generation

NOON = datetime.datetime(2026, 11, 23, 12, 0, 0)


def judged(path: Path, state: Generation) -> Target:
    """Return a target whose present file is judged to be in a state."""

    def read(one: Path) -> Generation:
        one.stat()
        return state

    return Target(path, read)


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
    with pytest.raises(DeckgenError, match="the disk is full"):
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
    with pytest.raises(DeckgenError, match="open in another program"):
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
    assert all("--fresh" in one.hints[1] for one in (changed, foreign))


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


def test_where_one_file_cannot_be_moved_the_others_are_as_they_were(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A pair is new or old: the second rename fails, and the first file is put back."""
    deck, show, new = tmp_path / "t.pptx", tmp_path / "t.html", tmp_path / "t.json"
    deck.write_bytes(b"old deck")
    show.write_bytes(b"old show")
    replace = os.replace

    def failing(source: Path, place: Path) -> None:
        if Path(place) == show and "-old" not in Path(source).name:
            raise PermissionError(13, "Permission denied")
        replace(source, place)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(DeckgenError, match=r"t\.html cannot be written"):
        save_all({deck: b"new deck", new: b"new", show: b"new show"})
    assert (deck.read_bytes(), show.read_bytes()) == (b"old deck", b"old show")
    assert sorted(os.listdir(tmp_path)) == ["t.html", "t.pptx"]


@pytest.mark.parametrize("at", range(1, 7))
def test_stopped_at_any_rename_all_are_old_or_all_are_new(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, at: int
) -> None:
    """Ctrl-C before or after any of the renames leaves a pair, and no litter."""
    files = {tmp_path / name: f"new {name}".encode() for name in ("a", "b", "c")}
    for path in files:
        path.write_bytes(b"old")
    replace, count = os.replace, 0

    def interrupted(source: Path, place: Path) -> None:
        nonlocal count
        count += 1
        if 2 * count - 1 == at:
            raise KeyboardInterrupt
        replace(source, place)
        if 2 * count == at:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save_all(files)
    assert {path.read_bytes() for path in files} == {b"old"}
    assert sorted(os.listdir(tmp_path)) == ["a", "b", "c"]


def test_what_a_killed_build_has_left_is_removed(tmp_path: Path) -> None:
    """Files beside the place that are an hour old go; those of a build that runs now stay."""
    left, running, other = tmp_path / ".t-abc.deckgen", tmp_path / ".t-now.deckgen", tmp_path / ".u-x.deckgen"
    for one in (left, running, other):
        one.write_bytes(b"half")
    for one in (left, other):
        os.utime(one, (1, 1))
    save_all({tmp_path / "t.pptx": b"deck"})
    assert sorted(os.listdir(tmp_path)) == [".t-now.deckgen", ".u-x.deckgen", "t.pptx"]


@pytest.mark.skipif(os.name == "nt", reason="links need a permission there")
def test_a_link_is_written_through(tmp_path: Path) -> None:
    """What stands behind a link is replaced, and the link stays; a link to itself is a message."""
    real, link, circle = tmp_path / "real.pptx", tmp_path / "link.pptx", tmp_path / "circle.pptx"
    real.write_bytes(b"old")
    link.symlink_to(real.name)
    circle.symlink_to(circle.name)
    save_all({link: b"new"})
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    with pytest.raises(DeckgenError, match=r"circle\.pptx cannot be written"):
        save_all({circle: b"new"})


def test_a_name_that_is_too_long_is_a_message(tmp_path: Path) -> None:
    """Three hundred characters are no name of a file, and that is said."""
    with pytest.raises(DeckgenError, match="cannot be written: File name too long"):
        save_all({tmp_path / ("n" * 300): b"new"})
