"""The tables of kinds and fields of references → docs/citations.md.

`python scripts/make_citation_reference.py` writes the page anew; a test holds that it is up to date.
"""

from __future__ import annotations

from pathlib import Path

from deckgen.deck.reference_files import FORMATS, LARGEST
from deckgen.deck.style_files import STYLES
from deckgen.outline.reference_fields import BY_NAME, FIELDS, KINDS, Kind, ReferenceField

PAGE = Path(__file__).resolve().parent.parent / "docs" / "citations.md"

HEAD = """\
# Citations and references

<!-- Written by scripts/make_citation_reference.py: change it there. -->

A work is listed once under `references:` with a short name, its key. Wherever the talk rests on it, in a
bullet, a quotation or the speaker's notes, the key stands behind an `@`. deckgen sets the citation as the
style wants it, puts a line of sources at the slide's foot, and makes the list of works cited.

```yaml
citations: mla
references:
  kort:
    type: book
    author: Kort, Michael
    title: "The Soviet Colossus: History and Aftermath"
    publisher: M.E. Sharpe
    year: 1996
```

## Ways to cite

| typed | in MLA |
|---|---|
| `[@kort]` | (Kort) |
| `[@kort, p. 294]` | (Kort 294) |
| `[@wood; @thackeray, p. 182]` | (Wood; Thackeray 182) |
| `[see @kort, pp. 3-5, on the fall]` | (see Kort 3–5, on the fall) |
| `@kort argues` | Kort argues |
| `@kort [p. 3] argues` | Kort (3) argues |
| `[-@kort, p. 294]` | (294) |
| `[@kort, chap. 2]`, `vol.`, `sec.`, `para.`, `bk.` | (Kort, ch. 2) and so on |

An `@` that cites nothing is written `\\\\@`.

## Styles

`citations:` names one of {styles}, or a `.csl` file in the project folder. Each of the named styles is
deckgen's own and is compared in the tests with the official file of the Citation Style Language project over
a corpus of works and citations; every difference is listed there with its reason.

## Names, dates, and what a work does not have

- A person is `Family, Given`, and `Family, Given, Jr.`; several are a list, or stand in a row with
  semicolons. A body has no comma: `World Bank`. Where it has one, braces hold it together:
  `"{{Ministry of Health, Labour and Welfare}}"`.
- A date is a year, `1996-10`, `1996-10-11`, `11 October 2013`, `Spring 1999`, a range `1996-1998`, or
  uncertain: `c. 1850`.
- `year: n.d.`, `author: none` and `publisher: none` say that there is none, and silence the warning.

## Files of references

`references:` may also name a file, or a list of files and works: {formats}. Works of a file need not be
cited. A key that stands in two places for two works is an error.

A file is text in UTF-8 of at most {megabytes} MB. What is wrong in it, and what a cited work of it
lacks, is said with the file's own line: at the key of a `.bib`, the `ID` of a `.ris`, the number of an
EndNote record. In EndNote the key is that number (`@7`), in a `.ris` without `ID` it is made of author
and year (`@Kort_1996`).
"""


def page() -> str:
    """Return the page."""
    styles = ", ".join(f"`{style}`" for style in STYLES)
    formats = ", ".join(f"`{ending}`" for ending in FORMATS)
    rows = [
        HEAD.format(styles=styles, formats=formats, megabytes=LARGEST // 1_000_000).replace("\\\\@", "\\@")
    ]
    rows += ["## Kinds of work", "", "| `type:` | or | expected |", "|---|---|---|"]
    rows += [_kind(kind) for kind in KINDS]
    rows += ["", "The type names of the Citation Style Language are taken as well.", ""]
    rows += ["## Fields", "", "| field | or | what it says |", "|---|---|---|"]
    rows += [_field(field) for field in FIELDS]
    rows += ["", "The variable names of the Citation Style Language are taken as well."]
    return "\n".join(rows) + "\n"


def _kind(kind: Kind) -> str:
    wants = (" or ".join(BY_NAME[name].name for name in want.split("|")) for want in kind.wants)
    return f"| {kind.name} | {', '.join(kind.also)} | {', '.join(wants)} |"


def _field(field: ReferenceField) -> str:
    return f"| `{field.name}` | {', '.join(field.also)} | {field.means} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
