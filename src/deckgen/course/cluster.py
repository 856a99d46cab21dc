"""A Dask cluster → an executor, through which many outlines are built on the cores of other machines.

The workers have to find the outlines, and the folder that the files go to, under the same names as this
machine does, as on a network drive. Where a worker is lost, Dask gives what it had in hand to another.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from typing import TYPE_CHECKING, cast

from deckgen import __version__
from deckgen.diagnostics import DeckgenError, Diagnostic, error

if TYPE_CHECKING:
    from distributed import Client

    from deckgen.course.many import Start

PATIENCE = 10
"""Seconds in which a scheduler has to answer."""


@contextlib.contextmanager
def cluster(address: str) -> Iterator[Start]:
    """Give what has the cluster build whose scheduler is at an address, for instance tcp://10.0.0.5:8786.

    Raises `DeckgenError` where none answers, where it has no worker, and where one of them cannot build as
    this machine would.
    """
    client = _connected(address)
    try:
        if (problem := _unfit(client, address)) is not None:
            raise DeckgenError(problem)
        yield lambda count: cast(Executor, client.get_executor(pure=False))
    finally:
        client.close()


def _connected(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        hint = 'install it: pip install "deckgen[dask]"'
        raise DeckgenError(error("the package for Dask clusters is not installed", None, hint)) from None
    for name in ("distributed", "distributed.client"):  # what goes wrong is said here
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, RuntimeError):
        message = f"no scheduler of a Dask cluster answers at {address}"
        hint = "start one: dask scheduler; it prints its address, for instance tcp://10.0.0.5:8786"
        raise DeckgenError(error(message, None, hint)) from None


def _unfit(client: Client, address: str) -> Diagnostic | None:
    """Return why the workers cannot build what would be built here, None where they can."""
    try:
        versions = set(client.run(version).values())
    except Exception:  # a worker that has no such module says so in many ways
        versions = {""}
    if versions == {__version__}:
        return None
    if not versions:
        hint = f"start one on each machine: dask worker {address} --nworkers auto --nthreads 1"
        return error(f"the cluster at {address} has no worker", None, hint)
    hint = "install this version for the Python that runs the workers: the files are to be the same"
    return error(f"a worker of the cluster at {address} has no deckgen {__version__}", None, hint)


def version() -> str:
    """Return the version of deckgen that a worker has."""
    return __version__
