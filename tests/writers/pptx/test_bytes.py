"""The same pages make the same bytes, and time grows with the number of slides, no faster."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

from deckgen.writers.pptx import write_pptx
from tests.tools import ROOT
from tests.work import calls
from tests.writers.pptx import sample

_DIGEST = (
    "import hashlib; from deckgen.writers.pptx import write_pptx; from tests.writers.pptx import sample; "
    "print(hashlib.sha256(write_pptx(sample.every_kind())).hexdigest())"
)


def test_the_same_bytes_from_process_to_process() -> None:
    """Neither the clock nor the order of sets nor the process leaves a trace in the file."""
    found = {hashlib.sha256(write_pptx(sample.every_kind())).hexdigest()}
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        command = [sys.executable, "-c", _DIGEST]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
        found.add(done.stdout.strip())
    assert len(found) == 1


def test_no_entry_of_the_package_holds_a_time_or_a_system() -> None:
    """All entries bear the earliest time there is, and none tells on which system it was made."""
    for entry in zipfile.ZipFile(io.BytesIO(write_pptx(sample.every_kind()))).infolist():
        assert (entry.date_time, entry.create_system) == ((1980, 1, 1, 0, 0, 0), 0)


def test_ten_times_the_slides_are_ten_times_the_work() -> None:
    """A slide of a deck of 1,200 costs no more than one of a deck of 120."""
    short, long = sample.many(120), sample.many(1200)
    write_pptx(short)
    assert calls(lambda: write_pptx(long)) <= 1.05 * 10 * calls(lambda: write_pptx(short))


def test_python_pptx_is_not_needed_to_write() -> None:
    """Writing a deck imports no library beyond Python's own, which keeps the start short."""
    code = (
        "import sys; from deckgen.writers.pptx import write_pptx; "
        "print([name for name in ('pptx', 'lxml', 'PIL') if name in sys.modules])"
    )
    environment = {"PYTHONPATH": str(Path(ROOT) / "src")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
