"""A build that dies at one of its dealings with files, at each of them in turn; run as a program of its own.

`python -m tests.regenerate.killed FOLDER 1` builds FOLDER/talk.yaml over the deck beside it in copies of that
folder, FOLDER-0, FOLDER-1 and so on, and dies in each before another dealing, as if the power had failed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from deckgen.build import write_files
from deckgen.compile import Compiled, Options, compile_file
from deckgen.structs import replace
from tests.building import NOW, SERVICES

_DEALINGS = ("os.rename", "os.remove", "os.chmod", "os.mkdir")
_WRITING = os.O_WRONLY | os.O_RDWR


def main(folder: Path, step: int) -> None:
    """Build in copies of a folder until a build lives to its end; `step` leaves moments out."""
    compiled = compile_file(Options(folder / "talk.yaml"), SERVICES)
    for moment in range(0, 200, step):
        copy = Path(f"{folder}-{moment}")
        shutil.copytree(folder, copy)
        options = Options(copy / "talk.yaml", to="pptx,html", embed_base=False)
        child = os.fork()
        if not child:
            _die_at(moment, compiled, options)
        if os.waitpid(child, 0)[1] == 0:
            return


def _die_at(moment: int, compiled: Compiled, options: Options) -> None:
    left = moment

    def seen(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        changes = event in _DEALINGS or (event == "open" and int(str(arguments[2])) & _WRITING)
        if changes and str(options.path.parent) in str(arguments[0]):
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.addaudithook(seen)
    write_files(compiled, options, replace(SERVICES, cache=None), now=NOW)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
