"""Where a deck has lost what was generated, the last commit of a repository has it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from deckgen.regenerate.merging.plan import Choices
from deckgen.regenerate.reading.committed import committed
from deckgen.regenerate.regenerate import Keeping, regenerate
from tests import tools
from tests.regenerate import hands, talk
from tests.regenerate.noise import without_base
from tests.regenerate.proof.test_matrix import worked


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder below a repository's root, with the talk's deck as it was written in its only commit."""
    git = str(tools.program("git"))
    root = tmp_path_factory.mktemp("repository")
    (root / "talks").mkdir()
    (root / "talks" / "talk.pptx").write_bytes(talk.deck(talk.TALK))
    own = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "."), (*own, "commit", "-q", "-m", "talk")):
        subprocess.run((git, "-C", str(root), *words), check=True, capture_output=True)
    return root / "talks"


def test_the_last_commit_is_a_source_of_the_base(repository: Path) -> None:
    """Changes of both sides are told apart with it, and nothing is said to be lost."""
    after = talk.deck(talk.TALK.replace("A hollow sound", "A dull sound"))
    deck = without_base(worked("a cell"))
    made = regenerate(deck, after, Keeping(repository / "talk.pptx"), Choices())
    assert not made.lost
    said = "\n".join(hands.texts(hands.opened(made.data)))
    assert "Fine cakes" in said
    assert "A dull sound" in said


def test_another_generation_or_no_repository_is_no_source(repository: Path, tmp_path: Path) -> None:
    """A base that is not the deck's would take the outline's changes for work by hand."""
    assert committed(repository / "talk.pptx", "0123456789ab") is None
    assert committed(repository / "other.pptx", "") is None
    assert committed(repository / "gone" / "talk.pptx", "") is None
    assert committed(tmp_path / "talk.pptx", "") is None
