"""A talk that is held against its essay by `deckgen check`, and essays that cannot be read."""

# ruff: noqa: E501
from __future__ import annotations

import contextlib
import io
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from PIL import Image

from deckgen.check import work
from deckgen.check.reading import document
from deckgen.pandoc import once
from tests.messages.scene import Content, Scene

ESSAY = """\
# The mountain

Of the mountain's 4,300 metres, 2,850 were left [@wood, p. 20]. About ten thousand people died at once [@post, p. 9].
A trader who sailed past wrote that the sea was "covered with floating pumice, thick enough to walk upon".

The ashes fell within days. It was the veil, and not the ash, that dimmed the sun over all of Europe.

# Hunger

Hunger needs three things more than a bad harvest: a road, a purse and a decision of the government.

Frost killed the maize of New England, and many farmers sold their farms and left for Ohio.
"""
WORKS = """\
references:
  wood: {type: book, author: "Wood, Gillen", title: Tambora, publisher: North, year: 2014}
  post: {type: book, author: "Post, John", title: The Last Great Crisis, publisher: North, year: 1977}
  lee: {type: book, author: "Lee, Ann", title: Snow in June, publisher: North, year: 2001}
nocite: [wood, post, lee]
"""
CHECK = "check talk.yaml"


def talk(slide: str, head: str = "", covers: str = "1-4", notes: str = "notes: Said.") -> str:
    """Return an outline with one slide, drawn from the essay."""
    body = textwrap.indent(f"- title: A slide\n{textwrap.indent(slide, '  ')}\n  {notes}\n", "      ")
    return (
        f"title: The year without a summer\nessay: essay.md\n{head}sections:\n  one:\n    title: The mountain\n"
        f"    from: {covers}\n    slides:\n{body}{WORKS}"
    )


def _pdf() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 60), "white").save(target, "PDF")
    return target.getvalue()


@contextlib.contextmanager
def _no_reader(folder: Path) -> Iterator[None]:
    with mock.patch.dict(sys.modules, {"pypdfium2": None}):
        yield


def _slow(folder: Path) -> contextlib.AbstractContextManager[object]:
    stack = contextlib.ExitStack()
    stack.enter_context(mock.patch.object(document, "PANDOC_ESSAY_SECONDS", 0.1))
    program = folder.parent / "pandoc"
    program.write_text("#!/bin/sh\nexec sleep 9\n", encoding="utf-8")
    program.chmod(0o755)
    stack.enter_context(mock.patch.object(once, "find_pandoc", return_value=str(program)))
    return stack


def _impatient(folder: Path) -> contextlib.AbstractContextManager[object]:
    return mock.patch.object(work, "MOST_ESSAY_STEPS", 100)


_SLIDES = (
    "quote: covered with floating ashes, thick enough to walk upon\nfrom: 1",
    "quote: It was the veil and not the ash, that dimmed the sun\nfrom: 2",
    "quote: a road and a decision of the government\nfrom: 3",
    "quote: many farmers sold their farms and left for a road, a purse and a decision of the government\nfrom: 3",
    "quote: A mountain made the hunger, and the king of France looked on\nfrom: 2",
    "bullets: ['Of its 4,300 metres, 2,580 were left [@wood, p. 20]']\nfrom: 1",
    "bullets: [The veil took 140 days to reach Europe]\nfrom: 2",
    "bullets: [About ten thousand people died at once on the mountain]\nfrom: 1",
    "bullets: ['About ten thousand people died at once on the mountain [@wood, p. 9]']\nfrom: 1",
    "bullets: ['About ten thousand people died at once on the mountain [@post, p. 90]']\nfrom: 1",
    "bullets: ['Snow fell in June, too [@lee]']\nfrom: 1",
    "bullets: [Frost killed the maize of New England and many farmers sold their farms and left for Ohio]\nfrom: 1",
    "text: So it was.\nfrom: 14",
)
_ESSAYS: tuple[tuple[str, Content], ...] = (
    ("essay.tex", b"\\input{chapter}"),
    ("essay.pdf", b"no pdf"),
    ("essay.pdf", _pdf()),
    ("essay.docx", b"PK nothing"),
    ("essay.md", b"# Only a heading\n"),
)


def scenes() -> Iterator[Scene]:
    """Give the scenes."""
    beside = {"essay.md": ESSAY}
    for slide in _SLIDES:
        yield Scene(talk(slide), beside, CHECK)
    yield Scene(talk("text: So it was.\nfrom: 4", covers="1-2"), beside, CHECK)
    long = f"notes: {'word ' * 500}"
    yield Scene(talk("text: So it was.\nfrom: 1", notes=long), beside, CHECK)
    yield Scene(talk("text: So it was.\nfrom: 1", notes=f"notes: {'word ' * 250}"), beside, CHECK)
    yield Scene(talk("text: So it was.\nminutes: 2\nfrom: 1", notes=long), beside, CHECK)
    yield Scene(talk("text: So it was.\nfrom: 1", "minutes: 2\n", notes=long), beside, CHECK)
    yield Scene(talk("text: So it was.\nfrom: 1", "minutes: 9\n", notes="notes: The veil."), beside, CHECK)
    more = "".join(
        f"      - title: {one}\n        text: So.\n        notes: Said.\n" for one in ("Rain", "Snow")
    )
    yield Scene(talk("text: So it was.", notes="source: my own").replace(WORKS, more + WORKS), beside, CHECK)
    for name, content in _ESSAYS:
        yield Scene(talk("text: So.").replace("essay.md", name), {name: content}, CHECK)
    pdf = Scene(talk("text: So.").replace("essay.md", "essay.pdf"), {"essay.pdf": _pdf()}, CHECK)
    yield Scene(pdf.outline, pdf.beside, CHECK, state=_no_reader)
    yield Scene(talk("text: So."), beside, CHECK, state=_slow, needs="posix")
    yield Scene(talk("text: So."), {"essay.md": "word " * 300_001}, CHECK)
    yield Scene(talk(_SLIDES[1]), {"essay.md": "It was the veil. " * 400}, CHECK, state=_impatient)
