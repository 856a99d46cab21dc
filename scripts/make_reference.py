"""The tables of fields → docs/reference.md and the keys in docs/themes.md.

Run it after a change of outline/language/fields.py or theme/fields.py.
"""

from __future__ import annotations

from pathlib import Path

from deckgen.outline.language.reference import reference_page
from deckgen.theme.reference import with_keys

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    """Write the pages."""
    themes = DOCS / "themes.md"
    pages = {
        DOCS / "reference.md": reference_page(),
        themes: with_keys(themes.read_text(encoding="utf-8")),
    }
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {path}")


if __name__ == "__main__":
    main()
