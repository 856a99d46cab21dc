"""Outlines → what came of each: those that have changed are built at once, on all cores.

The seam is `concurrent.futures.Executor`: whatever can run a function elsewhere can build, processes of this
machine or, in `cluster.py`, those of a Dask cluster. Each outline is built as it would be alone. A process
that dies, because the system has ended it, takes others with it; these are built again, each in a process of
its own, and one that ends its process once more is reported.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    as_completed,
)

from deckgen.course.one import Made, known, make
from deckgen.diagnostics import error
from deckgen.orders.options import Options, Services
from deckgen.structs import Struct

Start = Callable[[int], Executor]
"""What gives an executor for so many outlines."""

_ALONE = threading.Lock()


class Task(Struct, frozen=True):
    """An outline to be built elsewhere: from `folder`, as if the command had been given there."""

    options: Options
    services: Services
    check: bool
    folder: str


def build_all(
    orders: Sequence[Options], services: Services, start: Start, *, check: bool = True
) -> Iterator[tuple[int, Made]]:
    """Yield what came of each outline with its place among the orders, as soon as it is known.

    What has not changed since it was built comes first, and where that is all, `start` is not called.
    `services` have to be such as can be sent to another process.
    """
    left: list[int] = []
    for place, order in enumerate(orders):
        made = known(order, services, check=check)
        if made is None:
            left.append(place)
        else:
            yield place, made
    tasks = {place: Task(orders[place], services, check, os.getcwd()) for place in left}
    lost: list[int] = []
    if tasks:
        with start(len(tasks)) as executor:
            futures = {executor.submit(run, task): place for place, task in tasks.items()}
            for future in as_completed(futures):
                place = futures.pop(future)
                made = _made(future, tasks[place])
                if made is None:
                    lost.append(place)
                else:
                    yield place, made
    for place in sorted(lost):
        with processes(1)(1) as executor:
            made = _made(executor.submit(run, tasks[place]), tasks[place])
        yield place, made or _ended(tasks[place])


def _made(future: Future[Made], task: Task) -> Made | None:
    """Return what came of a task, None where the process that had it, or might have had it, has died."""
    try:
        return future.result()
    except (BrokenExecutor, CancelledError):
        return None
    except Exception as problem:
        if type(problem).__name__ == "KilledWorker":  # Dask's, which has lost one worker after another
            return None
        message = f"{task.options.path} could not be built: {type(problem).__name__}: {problem}"
        hint = f"that is deckgen's mistake: see more with deckgen build {task.options.path}, and report it"
        return Made(None, "", (error(message, None, hint),))


def _ended(task: Task) -> Made:
    message = f"the system has ended the process that built {task.options.path}"
    return Made(None, "", (error(message, None, "perhaps there was too little memory: build it alone"),))


def run(task: Task) -> Made:
    """Build a task's outline, from the folder in which the command was given.

    A process builds one at a time, however many threads somebody has given to it: each is built as alone.
    """
    with _ALONE:
        with contextlib.suppress(FileNotFoundError):
            if os.getcwd() != task.folder:
                os.chdir(task.folder)
        made = make(task.options, task.services, check=task.check)
        gc.collect()
        return made


def processes(jobs: int | None = None) -> Start:
    """Return what starts processes of this machine: one for each core, or so many `jobs`."""

    def start(most: int) -> Executor:
        count = max(1, min(jobs or cores(), most))
        if sys.platform == "linux" and not _threaded():
            # What the processes have in common is imported once, here.
            import deckgen.build
            import deckgen.layout.lay_out
            import deckgen.writers.html
            import deckgen.writers.pptx  # noqa: F401

            gc.collect()
            gc.freeze()
            return ProcessPoolExecutor(count, multiprocessing.get_context("fork"))
        return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"))

    return start


def _threaded() -> bool:
    """Tell whether this process has threads, with which it must not be forked."""
    return threading.active_count() > 1


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
