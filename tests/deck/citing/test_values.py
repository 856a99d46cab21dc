"""What people type in the fields of a work: what is plain just works, what is odd is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.deck.citing.references import csl_items
from deckgen.diagnostics import Diagnostic
from deckgen.outline.language.reference_fields import field_named
from deckgen.outline.read import read_outline

USUAL = {"type": "article", "author": "Kort, Michael", "title": "Kettles", "in": "Lids", "year": "1996"}

PLAIN = """\
pages | S. 12-34 | 12-34
pages | pages 12 to 34 | 12-34
pages | 12--34 | 12-34
pages | 12 bis 34 | 12-34
pages | 12-34. | 12-34
pages | pp. xii-xv | xii-xv
volume | vol. 12 | 12
volume | Bd. 3 | 3
issue | no. 3 | 3
number | No. 12 | 12
edition | second | 2
edition | 2nd ed. | 2
edition | 3. Aufl. | 3
edition | Revised edition | rev. ed.
edition | 3rd revised edition | 3rd rev. ed.
edition | rev. | rev. ed.
volume | Vol. II | 2
publisher | Sharpe. | Sharpe
publisher | Sharpe Inc. | Sharpe Inc.
place | New York, NY: | New York, NY
series | (Studies in Steam) | Studies in Steam
url | http//x.org | http://x.org
url | https:/x.org/a | https://x.org/a
year | 1996/97 | ((1996,), (1997,))
year | 1996, | ((1996,),)
doi | https://www.doi.org/10.1000/182 | 10.1000/182
url | www.x.org | https://www.x.org
url | x.org/a | https://x.org/a
url | <https://x.org/a> | https://x.org/a
url | [x](https://x.org/a) | https://x.org/a
title | *The Kettle* | The Kettle
year | (1996) | ((1996,),)
year | 1996. | ((1996,),)
year | ©1996 | ((1996,),)
year | 2009-13 | ((2009,), (2013,))
year | 2009-12 | ((2009, 12),)
year | MCMXCVI | ((1996,),)
year | 12/2009 | ((2009, 12),)
year | Dezember 2009 | ((2009, 12),)
accessed | Accessed 3 May 2020 | ((2020, 5, 3),)
accessed | 3.11.2026 | ((2026, 11, 3),)
"""
"""Field, what is typed there, what it says."""

ODD = """\
pages | 12ff. | does not say where it ends |
pages | 12- | lacks its last page |
pages | 34-12 | ends before it begins |
year | 1996a | has a letter | 1996
year | 96 | two figures |
year | 1996 [1990] | holds two dates |
accessed | yes | is not a date |
title | “The kettle” | has quotation marks | The kettle
title | THE SOVIET COLOSSUS | is all in capitals |
title | 978-3-16-148410-0 | holds an ISBN |
title | https://x.org/a | holds an address |
isbn | 10.1000/xyz | holds a DOI | doi
url | 10.1000/xyz | holds a DOI | doi
url | https://x.org/a b | is not a web address | https://x.org/a%20b
url | https://x.org/a, https://x.org/b | holds two addresses |
doi | https://x.org/a | holds an address | url
publisher | New York: Sharpe | holds a place |
publisher | Sharpe, 1996 | holds a year | Sharpe
author | Kort MA | has no comma | Kort, M. A.
author | Kort, M., Wood, R. | several people | ["Kort, M.", "Wood, R."]
author | Michael Kort, Robert Wood | several people | ["Kort, Michael", "Wood, Robert"]
author | Kort, Michael, and Robert Wood | several people | ["Kort, Michael", "Wood, Robert"]
author | Kort & Wood | two people |
author | Michael Kort et al. | leaves authors out |
author | Kort, Michael (ed.) | says who edited it | editor, Kort, Michael
author | Dr. Michael Kort | holds a title | Kort, Michael
author | Kort, Michael, PhD | holds a degree | Kort, Michael
author | Kort, Michael (1950-2010) | the years of a life | Kort, Michael
author | KORT, Michael | is in capitals | Kort, Michael
author | https://x.org | is a web address |
author | anonymous | is nobody's name | none
author | Various authors | is nobody's name | none
author | AA.VV. | is nobody's name | none
author | [Kort, Wood] | a list in quotation marks | [Kort, Wood]
author | [Kort, Michael; Wood, Robert] | a list in quotation marks | ["Kort, Michael", "Wood, Robert"]
author | Kort, Michael / Wood, Robert | several people | ["Kort, Michael", "Wood, Robert"]
author | kort, michael | is in small letters | Kort, Michael
author | Michael KORT | has no comma | Kort, Michael
author | Kort, Wood, Smith | several people |
translator | translated by Ann Poe | holds a role | Poe, Ann
editor | Poe, Ann (Ed.) | holds a role | Poe, Ann
editor | ed. by Ann Poe | holds a role | Poe, Ann
title | The Kettle, 2nd ed. | holds an edition |
title | [PDF] The Kettle | a file's kind | The Kettle
title | The Kettle (PDF) | a file's kind | The Kettle
publisher | Sharpe, New York | holds a place |
volume | 2 vols. | says how many volumes |
year | 19996 | is no year |
year | someday | is not a date |
accessed | 1990-05-03 | before it was published |
url | file:///home/a.pdf | on your own computer |
url | x.org/a (accessed 3 May 2020) | more than a web address |
author | José Ortega y Gasset | has no comma | Ortega y Gasset, José
"""
"""Field, what is typed there, what is said of it, what `fix` puts in its place."""


def rows(table: str) -> list[tuple[str, ...]]:
    """Return the cells of a table of lines."""
    return [tuple(cell.strip() for cell in f"{line} ".split(" | ")) for line in table.splitlines()]


def read(field: str, words: str) -> tuple[str, list[Diagnostic]]:
    """Return what a field of a work comes to, and what is said of it."""
    typed_in = {name: said.replace("'", "''") for name, said in {**USUAL, field: words}.items()}
    entry = "".join(f"    {name}: '{said}'\n" for name, said in typed_in.items())
    outline = f"title: T\nreferences:\n  a:\n{entry}sections:\n  s: {{title: S, slides: [{{text: A}}]}}\n"
    typed = read_outline(outline.encode(), Path("talk.yaml")).outline
    known = field_named(field)
    assert typed is not None
    assert known is not None
    (work,), found = csl_items(typed.references)
    date = next((one for name, one in work.dates if name == known.csl), None)
    about = [one for one in found if "does not say its" not in one.message]
    return (work.text(known.csl) if date is None else str(date.parts)), about


@pytest.mark.parametrize(("field", "words", "said"), rows(PLAIN))
def test_a_value_with_its_label_is_what_it_says(field: str, words: str, said: str) -> None:
    """What is plain just works, and nothing is said of it."""
    assert read(field, words) == (said, [])


@pytest.mark.parametrize(("field", "words", "message", "right"), rows(ODD))
def test_a_value_that_cannot_be_meant_is_reported(field: str, words: str, message: str, right: str) -> None:
    """The message says what is odd, and `fix` puts right what has one cure."""
    _, found = read(field, words)
    assert any(message in one.message for one in found)
    assert ", ".join(edit.replacement.strip('"') for one in found for edit in one.edits) == right


@pytest.mark.parametrize(
    "name", ["World Health Organization", "Mozilla UK", "Kort, M. A.", "{Marks & Spencer}", "Kort, Michael"]
)
def test_a_name_that_is_one_is_left_alone(name: str) -> None:
    """Bodies, initials after a comma, braces: nothing is said of them."""
    assert read("author", name)[1] == []


@pytest.mark.parametrize("nobody", ["none", "N/A", "unknown", "no author", "s.n.", "nd", "-"])
def test_who_is_nobody_is_not_printed(nobody: str) -> None:
    """What people write where there is no author makes a work without one."""
    assert read("author", nobody) == ("", [])


@pytest.mark.parametrize(("typed", "count"), [("350", "350"), ("xii + 350 pp.", "350"), ("12-34", "")])
def test_the_pages_of_a_book_are_how_many_it_has(typed: str, count: str) -> None:
    """A book is listed whole: a number of pages is not printed, and some pages of it are reported."""
    entry = f"{{type: book, author: 'Kort, Ann', title: Lids, publisher: P, year: 1996, pages: {typed}}}"
    outline = f"title: T\nreferences: {{a: {entry}}}\nsections: {{s: {{title: S, slides: [{{text: A}}]}}}}\n"
    read_in = read_outline(outline.encode(), Path("talk.yaml")).outline
    assert read_in is not None
    (work,), found = csl_items(read_in.references)
    assert work.text("number-of-pages") == count
    assert bool(work.text("page")) == (not count)
    assert [one.message for one in found] == (
        [] if count else ["a book is listed as a whole, but pages 12-34 are a part of it"]
    )
