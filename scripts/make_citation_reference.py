"""The tables of kinds and fields of references → docs/citations.md.

`python scripts/make_citation_reference.py` writes the page anew; a test holds that it is up to date.
"""

from __future__ import annotations

import sys
from pathlib import Path

from deckgen.deck.citing.libraries.formats import FORMATS
from deckgen.deck.citing.reference_files import REFERENCES
from deckgen.deck.citing.style_files import STYLES
from deckgen.outline.language.reference_fields import BY_NAME, FIELDS, KINDS, Kind, ReferenceField

PAGE = Path(__file__).resolve().parent.parent / "docs" / "citations.md"

HEAD = """\
# Citations and references

<!-- Written by scripts/make_citation_reference.py: change it there. -->

A work is listed once under `references:` with a short name, its key. Wherever the talk rests on it, in a
bullet, a quotation or the speaker's notes, the key follows an `@`. deckgen sets the citation as the
style wants it and lists the works cited. `cite:` names what a whole slide rests on, and appears at its
foot; words of your own may stand there too: `cite: "@kort, p. 294; interview with the mayor"`.

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

Where a style has numbers or notes, a sentence has the name before them: `@kort argues` is “Kort [1] argues”
in IEEE. “And” and “et al.” are in the deck's language.

Pages of one work one after the other are set as one: `[@kort, p. 12; @kort, p. 14]` is (Kort 12, 14). What
looks like a citation and is none, typed by hand or in another program's form, is reported with the right
form, which `deckgen fix` puts in its place.

An `@` that cites nothing is written `\\\\@`.

## On the slide

- The line of sources at a slide's foot says nothing that the text above it says, and names each work once
  with all its pages. It takes two lines at most. More sources than that are said shorter: numbered notes
  stand one after the other, then in their short form, then by the author's name and the pages; of what is
  left, the last ones are counted: "and 4 more". The list at the end has all of them; without it
  (`works-cited: false`) nothing is shortened.
- Above a table stand its number and title: in one line, `Table 2.`, or on two in APA, MLA and IEEE, which
  counts in Roman numerals; below it stand its `credit`, where its numbers come from, and its `note`: in
  MLA `Source: Kort 294.`, in APA `Note. Kort, 1996, p. 294.` Below a picture or a chart stand its number,
  its caption and its `credit`; in APA number and title stand above it, and below it a note:
  `Note. David Low, …`.

## Styles

`citations:` names one of {styles}, or a `.csl` file in the project folder;
`MLA 9th edition` and `chicago-author-date` are understood, too. Each of the named styles is
deckgen's own. [A table](citation-differences.md) compares them with citeproc-js and the official files of
the Citation Style Language project, over 227 works of 35 kinds and 60 forms of citation, and says what
decides each difference. Every format below serves every style: what a work says does not depend on where it
comes from.

## Names, dates, and what a work does not have

- A person is `Family, Given`, and `Family, Given, Jr.`; several are a list, or stand in a row with
  semicolons. A body has no comma: `World Bank`. Where it has one, braces hold it together:
  `"{{Ministry of Health, Labour and Welfare}}"`.
- A date is a year, `1996-10`, `1996-10-11`, `11 October 2013`, `Spring 1999`, a range `1996-1998`, or
  uncertain: `c. 1850`.
- A first edition is not named; the pages of a book are how many it has, and are not printed.
- `year: n.d.`, `author: none` and `publisher: none` say that there is none, and silence the warning.

## Files of references

`references:` may also name a file, or a list of files and works: {formats}. Works of a file need not be
cited. Files may have up to {megabytes} MB; of an entry that the talk does not cite only the key is read, so
a file of 5,000 entries makes a build a tenth of a second longer, and one of 30 MB takes 65 MB of memory.

| ending | written by | a work's key |
|---|---|---|
| `.bib`, `.bibtex` | BibLaTeX, Zotero, JabRef, Mendeley, Scopus, Google Scholar, Citavi, JSTOR | its own |
| `.txt` | RefWorks, in its tagged format | its `ID`, or author and year |
| `.ris`, `.txt` | JSTOR, Scopus, Web of Science, EBSCO, ProQuest, Citavi | its `ID`, or `@Kort_1996` |
| `.xml` | EndNote, Mendeley | its record number, `@7`, its `key`, or author and year |
| `.json` | Zotero, Mendeley and others, as CSL JSON | its `id` |
| `.nbib` | PubMed | its number in PubMed |
| `.enw` | EndNote, Google Scholar | its label, or author and year |

- Entries are read one by one. A broken one is a warning with its line, and an error only where it is cited.
- Where two works have one key, the outline's own counts, or else the first; a warning shows both.
- A file that is not in UTF-8 is read as what it most likely is, with a warning.
- A title in a `.bib` that has braces around some capitals, `The Structure of {{DNA}} in Mice`, may lose the
  others in styles that want it so; one without such braces stays as it is typed. Braces around all of a
  title, as Mendeley writes them, keep no capitals but those inside of words and names.
- Notes, abstracts and keywords of a file are not printed: programs keep all sorts of things there.
- What programs add is taken off: the space before a colon in catalogues' titles, roles and capitals in names,
  a country after a publisher. arXiv is no journal: its papers are preprints. A title all in capitals is
  reported, as no style can undo it.
- What a cited work lacks is said with the file's own line.
"""


def page() -> str:
    """Return the page."""
    styles = ", ".join(f"`{style}`" for style in STYLES)
    formats = ", ".join(f"`{ending}`" for ending in FORMATS)
    megabytes = REFERENCES.most_bytes // 1_000_000
    head = HEAD.format(styles=styles, formats=formats, megabytes=megabytes)
    rows = [head.replace("\\\\@", "\\@")]
    rows += _programs()
    rows += ["## Kinds of work", "", "| `type:` | or | expected |", "|---|---|---|"]
    rows += [_kind(kind) for kind in KINDS]
    rows += ["", "The type names of the Citation Style Language are taken as well.", ""]
    rows += ["## Fields", "", "| field | or | what it says |", "|---|---|---|"]
    rows += [_field(field) for field in FIELDS]
    rows += ["", "The variable names of the Citation Style Language are taken as well."]
    return "\n".join(rows) + "\n"


def _programs() -> list[str]:
    """Return what the works of each program's files come to in each style."""
    from tests.deck.citing.exports.compare import FILES, compared, grid, works

    tried = sum(len(compared(style)) for style in STYLES)
    same = sum(one.same for style in STYLES for one in compared(style))
    return [
        "## Files of each program, in each style",
        "",
        f"{len(works())} works in {len(FILES)} files, written in the manner of the programs that their names",
        "say, with their quirks, are set in each style, and so are the same works as one types them in an",
        "outline, but for what a program leaves out or says otherwise.",
        f"{same} of {tried} entries are the same, letter by letter.",
        "",
        *grid(),
        "",
    ]


def _kind(kind: Kind) -> str:
    wants = (" or ".join(BY_NAME[name].name for name in want.split("|")) for want in kind.wants)
    return f"| {kind.name} | {', '.join(kind.also)} | {', '.join(wants)} |"


def _field(field: ReferenceField) -> str:
    return f"| `{field.name}` | {', '.join(field.also)} | {field.means} |"


if __name__ == "__main__":
    sys.path.insert(0, str(PAGE.parent.parent))
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
