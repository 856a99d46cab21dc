"""The outline's field table → docs/outline.md. Run it after a change of src/deckgen/outline/fields.py."""

from __future__ import annotations

from pathlib import Path

from deckgen.outline.reference import reference_page

PAGE = Path(__file__).resolve().parent.parent / "docs" / "outline.md"


def main() -> None:
    """Write the page."""
    PAGE.write_text(reference_page(), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE}")


if __name__ == "__main__":
    main()
