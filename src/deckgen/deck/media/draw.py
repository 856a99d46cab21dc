"""A drawing → its picture, by `resvg` in a process of its own that may take so much time and memory.

No list of what is costly in SVG is complete: filters of a million octaves, masks within masks, an arc of no
finite size. Some take minutes and gigabytes, some end the process that draws them; and while they are drawn,
Python hears no Ctrl-C. So they are drawn apart. Run as a program, this file is that process: it reads the
drawing, writes PNG, and imports nothing of deckgen.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 15
"""Seconds on the clock, after which it is given up where the system cannot count those of the processor."""


def drawn_apart(data: bytes, width: int, height: int) -> bytes | None:
    """Return a drawing as PNG of a size in pixels, None where it cannot be drawn within bounds."""
    from deckgen.limits import DRAWING_MEGABYTES, DRAWING_SECONDS
    from deckgen.pandoc.apart import Bounds, done_apart

    bounds = Bounds(DRAWING_SECONDS, DRAWING_MEGABYTES, PATIENCE)
    try:
        done = done_apart(Path(__file__), data, bounds, (str(width), str(height)))
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 and done.stdout.startswith(b"\x89PNG") else None


_FOLDERS = {
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": ("C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"),
}
_MOST_FOLDERS = 400


def font_folders() -> Iterator[Path]:
    """Yield the folders of this machine's fonts, with which the letters of drawings are drawn."""
    tops = [Path(one).expanduser() for one in _FOLDERS.get(sys.platform, _FOLDERS["linux"])]
    inner = (Path(folder) for top in tops for folder, _, _ in os.walk(top))
    yield from itertools.islice(itertools.chain(tops, inner), _MOST_FOLDERS)


def _draw() -> None:
    import resvg_py

    width, height = map(int, sys.argv[1:3])
    data = sys.stdin.buffer.read()
    png = resvg_py.svg_to_bytes(
        svg_string=data.decode("utf-8"),
        width=width,
        height=height,
        skip_system_fonts=b"text" not in data,
    )
    sys.stdout.buffer.write(bytes(png))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    _draw()
