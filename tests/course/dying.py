"""A course that a Dask cluster of two workers builds, one of which dies in the middle: run as a program.

A program of its own, since the cluster's threads and connections are not to meet other tests'. It prints what
came of each outline, and what was written, as JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from functools import partial
from pathlib import Path

from deckgen.course.cluster import cluster
from deckgen.course.find import orders_of
from deckgen.course.many import build_all
from deckgen.orders.options import Options, Services


def note(notes: Path, phase: str) -> None:
    """Note what a build begins with; the first that has built one and lays out another ends its process."""
    own = notes / str(os.getpid())
    if phase == "laying out" and own.exists():
        with contextlib.suppress(FileExistsError):
            (notes / "dead").touch(exist_ok=False)
            os.kill(os.getpid(), signal.SIGKILL)
    if phase.startswith("writing"):
        with own.open("a", encoding="utf-8") as log:
            log.write(f"{phase}\n")


def main(course: Path, out: Path, notes: Path) -> None:
    """Build the course's outlines into a folder, and print what came of it."""
    from distributed import LocalCluster

    from tests.course import dying

    notes.mkdir()
    orders = orders_of([course], Options("", to="html", folder=out))
    services = Services(notes.with_name("cache"), progress=partial(dying.note, notes))
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as machines,
        cluster(machines.scheduler_address) as start,
    ):
        made = [
            (str(orders[place].path), one.built is not None)
            for place, one in build_all(orders, services, start)
        ]
    written = [line for own in notes.iterdir() for line in own.read_text(encoding="utf-8").splitlines()]
    print(json.dumps({"made": sorted(made), "written": sorted(written), "died": (notes / "dead").exists()}))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
