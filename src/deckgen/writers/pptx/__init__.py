"""Pages → a PowerPoint file to go on with: real layouts, placeholders, tables, lists, notes."""

from __future__ import annotations

from deckgen.writers.pptx.generation import generation_of, talk_in
from deckgen.writers.pptx.write import pptx_files, pptx_pieces, write_pptx

__all__ = ["generation_of", "pptx_files", "pptx_pieces", "talk_in", "write_pptx"]
