"""A build that is killed leaves the old files or the new ones, whole; the next one does what it was to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deckgen.build import build
from deckgen.compile import Options
from deckgen.regenerate.reading.package import open_package
from deckgen.regenerate.reading.read import read_deck
from deckgen.structs import replace
from deckgen.writers.generation import Generation
from deckgen.writers.html import generation_of
from tests import tools
from tests.building import NOW, SERVICES
from tests.regenerate import hands, talk
from tests.regenerate.proof.test_matrix import worked

STEP = "1" if os.environ.get("DECKGEN_FUZZ") else "4"
"""Every so many moments: a build takes a second, and has about twenty."""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be copied here")
def test_a_build_that_dies_anywhere_leaves_whole_files(tmp_path: Path) -> None:
    """Killed before every dealing with files in turn, over a deck that was worked in, and then built again.

    What was generated is kept beside the deck, in files of its own.
    """
    folder = tmp_path / "talk"
    folder.mkdir()
    text = talk.TALK.replace("A hollow sound", "A dull sound")
    (folder / "talk.yaml").write_text(text, encoding="utf-8")
    (folder / "shapes.png").write_bytes((talk.FOLDER / "shapes.png").read_bytes())
    old = worked("a cell")
    (folder / "talk.pptx").write_bytes(old)
    done = subprocess.run(
        (sys.executable, "-m", "tests.regenerate.killed", str(folder), STEP),
        cwd=tools.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    built = sorted(tmp_path.glob("talk-*"), key=lambda one: int(one.name.partition("-")[2]))
    assert len(built) > 4
    old_ones = 0
    for one in built:
        data = (one / "talk.pptx").read_bytes()
        said = hands.texts(hands.opened(data))
        assert "Fine cakes" in said
        assert read_deck(open_package(data)).slides
        old_ones += data == old
        if data != old:
            assert any("A dull sound" in text for text in said)
            assert [copy.read_bytes() for copy in one.glob("talk.backup-*.pptx")] == [old]
        show = one / "talk.html"
        assert not show.exists() or generation_of(show.read_bytes()) is Generation.AS_WRITTEN
        healed = build(
            Options(one / "talk.yaml", to="pptx,html", embed_base=False),
            replace(SERVICES, cache=None),
            now=NOW,
        )
        assert not [warning for warning in healed.warnings if "last generated" in warning.message]
        assert {"Fine cakes", "A dull sound"} <= _shown(one / "talk.pptx")
        assert all(words in show.read_text(encoding="utf-8") for words in ("Fine cakes", "A dull sound"))
    assert 0 < old_ones < len(built)


def _shown(deck: Path) -> set[str]:
    said = "\n".join(hands.texts(hands.opened(deck.read_bytes())))
    return {words for words in ("Fine cakes", "A dull sound") if words in said}
