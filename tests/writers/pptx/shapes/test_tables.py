"""Rows of native tables: where their cells' texts stand."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from deckgen.writers.pptx import write_pptx
from tests.layout.decks import LOREM, laid, slide
from tests.layout.kinds.test_place import table


def test_rows_of_one_line_stand_level() -> None:
    """In the middle of its row a figure stands level with words in another face; longer rows begin on top."""
    made = laid(slide("table", table(("年", "字"), ("六", "6"), ("多", " ".join([LOREM] * 3))), title="T"))
    with zipfile.ZipFile(io.BytesIO(write_pptx(made))) as package:
        root = etree.fromstring(package.read("ppt/slides/slide1.xml"))
    rows = [[one.get("anchor") for one in row.iter("{*}tcPr")] for row in root.iter("{*}tr")]
    assert rows == [["ctr"] * 2, ["ctr"] * 2, [None] * 2]
