"""What is kept of compiled templates is code: none of it runs that deckgen has not written itself."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from jinja2.bccache import Bucket

from deckgen.writers.html.compiled import CompiledTemplates


def _environment(folder: Path) -> Environment:
    return Environment(bytecode_cache=CompiledTemplates(folder), loader=DictLoader({"a": "hello {{ name }}"}))


def _said(folder: Path) -> str:
    return _environment(folder).get_template("a").render(name="you")


def test_a_template_is_kept_and_taken_up_again(tmp_path: Path) -> None:
    """What one build has compiled, the next takes as it is."""
    assert _said(tmp_path) == "hello you"
    (kept,) = tmp_path.iterdir()
    before = kept.stat().st_mtime_ns
    assert _said(tmp_path) == "hello you"
    assert kept.stat().st_mtime_ns == before


@pytest.mark.parametrize("at", range(0, 400, 7))
def test_a_flipped_bit_changes_nothing(tmp_path: Path, at: int) -> None:
    """Whichever byte a disk has damaged, the template is compiled anew."""
    _said(tmp_path)
    (kept,) = tmp_path.iterdir()
    content = bytearray(kept.read_bytes())
    content[at * len(content) // 400] ^= 1
    kept.write_bytes(content)
    assert _said(tmp_path) == "hello you"


def test_code_that_somebody_put_there_does_not_run(tmp_path: Path) -> None:
    """A compiled template in Jinja's own form, planted under the right name, is passed over."""
    environment = _environment(tmp_path)
    cache = environment.bytecode_cache
    assert isinstance(cache, CompiledTemplates)
    _said(tmp_path)
    (kept,) = tmp_path.iterdir()
    bucket = Bucket(environment, "k", "c")
    bucket.code = compile("raise SystemExit('it ran')", "a", "exec")
    body = io.BytesIO()
    bucket.write_bytecode(body)
    kept.write_bytes(body.getvalue())
    assert _said(tmp_path) == "hello you"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows keeps a user's folders from others by itself")
def test_a_file_that_others_may_write_is_passed_over(tmp_path: Path) -> None:
    """A checksum is no proof of who wrote it: what everybody may change is not run."""
    _said(tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.chmod(0o666)
    before = kept.stat().st_mtime_ns
    assert _said(tmp_path) == "hello you"
    (kept,) = tmp_path.iterdir()
    assert kept.stat().st_mtime_ns != before


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """Where the cache's place is taken by a file, templates are compiled each time."""
    taken = tmp_path / "templates"
    taken.write_text("not a folder")
    assert _said(taken) == "hello you"
    assert taken.read_text() == "not a folder"


def test_what_older_versions_left_goes(tmp_path: Path) -> None:
    """The folder does not grow with every version."""
    for number in range(40):
        (tmp_path / f"old-{number}.cache").write_bytes(b"x")
    _said(tmp_path)
    assert len(list(tmp_path.iterdir())) <= 8
