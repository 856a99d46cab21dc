"""Who a copy of an outline is for."""

from __future__ import annotations

SPEAKER, STUDENTS, PUBLIC = READERS = ("speaker", "students", "public")
"""The speaker has all; students have no notes, answers or hidden slides; the public has neither what is for
students only nor the appendix."""
