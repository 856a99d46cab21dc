"""Themes of an author's own with something wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.theme.start import own_theme_text
from tests.messages.scene import Scene
from tests.messages.typed import slide

LECTERN = own_theme_text("mine", "lectern")
LIKE = "name: mine\nlike: folio\ncolours: {accent: '#1A4D2E'}\n"
_CHANGED = (
    ("  muted: '#54646A'", "  loud: '#54646A'\n  muted: '#54646A'"),
    ("muted: '#54646A'", "muted: '#94A4AA'"),
    ("muted: '#54646A'", "muted '#54646A'"),
    ("  muted: '#54646A'", "\tmuted: '#54646A'"),
    ("  muted: '#54646A'", "   muted: '#54646A'"),
    ("imuted: '#46555A'", "imute: '#46555A'"),
    ("scale: [32, 28", "scale: [28, 32"),
    ("size: 56", "size: big"),
    ("style: subtitle", "style: subtitel"),
    ("[10, 16, 128, 36]", "[10, 16, 158, 36]"),
    ("[10, 16, 128, 36]", "[10, 16, 128, 36"),
    ("title: statement\n", "title: statemint\n"),
    ("name: mine", "name: @mine"),
    ("name: mine", "name: !mine"),
    ("name: mine", "name: *mine"),
    ("name: mine", "name: my: own"),
    ("name: mine", "name: - mine"),
    ("name: mine", "name: | mine"),
    ("name: mine", 'name: "a\\qb"'),
    ("name: mine", "name: mine\n---"),
    ("name: mine", "? [a]\n: b\nname: mine"),
    ("name: mine", 'name: "a\\u0085b\\0"'),
    ("floors: {", "floors:{"),
)
_MORE = (
    "common: {sorce: {at: [10, 77, 140, 5], style: source}}",
    "layouts: {two-colum: {label: Two, regions: {}}}",
    "layouts: {list: {label: List, regions: {boddy: {at: [10, 23, 128, 53], style: body}}}}",
    "styles: {body: {size: 12}}",
    "styles: {body: {size: 26,5, leading: 1.25, colour: ink}}",
    "colours: {accent: '#1A4D2E'}",
    "common:\n  title: {at: [10, 9, 140, 12]",
    "chrome: {footer: {at: [10, 84, 104, 3]}}",
)
ALONE = LECTERN.replace("\nlike: lectern\n", "\n")
"""The same, with nothing taken from another."""

_START, _STOP = ALONE.index("\n  process:"), ALONE.index("\n  comparison:")
_CUT = (
    ALONE[:_START] + ALONE[_STOP:],
    f"{LIKE}layouts: {{process: {{label: Process, regions: {{}}}}}}\n",
    re.sub(r"\ndark:\n(?:[ ].*\n|\n)*", "\n", ALONE),
)
_WHOLE = (
    ALONE.replace("\n  headline:", "\n  headlines:"),
    re.sub(r"\n  headline: .*", "", ALONE, count=1),
    "name: !<mine\n",
    "name: & mine\n",
    re.sub(r"\n  source: \{at.*", "", ALONE, count=1),
    re.sub(r"\n  title: \{at.*", "", ALONE, count=1),
    "- a list\n",
)


def scenes() -> Iterator[Scene]:
    """Give the scenes."""
    check = "theme check mine"
    for old, new in _CHANGED:
        yield Scene(slide("text: So."), {"mine/theme.yaml": LECTERN.replace(old, new, 1)}, check)
    for more in _MORE:
        yield Scene(slide("text: So."), {"mine/theme.yaml": f"{LIKE}{more}\n"}, check)
    for whole in _WHOLE:
        yield Scene(slide("text: So."), {"mine/theme.yaml": whole}, check)
    for change in _CUT:
        outline = slide("process: [a, b]").replace("slides:", "theme: mine\ndark: true\nslides:")
        yield Scene(outline, {"mine/theme.yaml": change}, "build talk.yaml --to html")
    yield Scene(slide("text: So."), command="theme new 2mine")
    yield Scene(slide("text: So."), command="theme new folio")
    yield Scene(slide("text: So."), command="theme new mine", first="theme new mine")
