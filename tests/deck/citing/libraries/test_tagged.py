"""RIS, PubMed's and EndNote's formats as JSTOR, Scopus, Zotero, PubMed and Google Scholar write them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.deck.citing.libraries.reading import said, work, works

JSTOR = """\
Provider: JSTOR http://www.jstor.org
Database: JSTOR
Content: text/plain; charset="UTF-8"


TY  - JOUR
TI  - A Theory of Kettles
AU  - Low, Ada
AU  - Poe, Ben
AB  - A first line
and a second one.
EP  - 115
JO  - Kettle Studies
SN  - 00312345
PY  - 1986
SP  - 84
T2  - Kettle Studies
UR  - http://www.jstor.org/stable/1234
VL  - 116
IS  - 2
Y2  - 2024/05/06/
ER  - """

BOOK = """\
1.
TY  - BOOK
T1  - On Kettles
A1  - Low, Ada
A2  - Poe, Ben
T2  - Studies in Iron
CY  - Leeds
PB  - Iron Press
Y1  - 1996/06/01
ET  - 2nd ed.
SP  - 340
SN  - 978-0-00-000000-2
TY  - CHAP
ID  - Lids2001
AU  - Roe, C D
TI  - Lids
T2  - The Kettle Book
ED  - Poe, Ben
PY - 2001///Spring
SP  - 12
EP  - 19
DO  - https://doi.org/10.1000/lids
"""

PUBMED = """\
PMID- 25000001
OWN - NLM
DP  - 2015 Mar-Apr
TI  - Boiling and after: a study of
      forty kettles.
PG  - 943-7
LID - 10.1000/boil.1 [doi]
FAU - Low, Ada Mary
AU  - Low AM
FAU - Poe, Ben Jr
AU  - Poe B Jr
CN  - Kettle Study Group
TA  - J Kettle
JT  - Journal of kettles : official journal
VI  - 12
IP  - 5
PT  - Journal Article

PMID- 25000002
DP  - 2016
TI  - [The kettle].
AU  - Roe CD
JT  - Archiv der Kessel und ihre Geschichte
"""

SCHOLAR = """\
%0 Journal Article
%T A Theory of Kettles
%A Low, Ada
%A Poe, Ben
%J Kettle Studies
%V 116
%N 2
%P 84-115
%@ 0031-2345
%D 1986
%I Society
%R doi:10.1000/kettle

%0 Book Section
%F lids
%A Roe, Cleo
%T Lids
%B The Kettle Book
%E Poe, Ben
%I Iron Press
%C Leeds
%7 2nd
%D 2001
"""


def test_jstor_is_read() -> None:
    """Header lines, a value that goes on, the last page before the first, no line end at the end."""
    assert said(work(".ris", JSTOR)) == {
        "type": "article-journal",
        "title": "A Theory of Kettles",
        "container-title": "Kettle Studies",
        "author": ["Low, Ada", "Poe, Ben"],
        "issued": ((1986,),),
        "accessed": ((2024, 5, 6),),
        "volume": "116",
        "issue": "2",
        "page": "84-115",
        "ISSN": "00312345",
        "URL": "http://www.jstor.org/stable/1234",
    }


def test_books_of_ris_are_read() -> None:
    """`T2` is a book's series and a chapter's book; a record without an end ends where the next begins."""
    found = works(".ris", BOOK)
    assert list(found) == ["Low_1996", "Lids2001"]
    assert said(found["Low_1996"]) == {
        "type": "book",
        "title": "On Kettles",
        "collection-title": "Studies in Iron",
        "author": ["Low, Ada"],
        "editor": ["Poe, Ben"],
        "issued": ((1996, 6, 1),),
        "edition": "2",
        "number-of-pages": "340",
        "ISBN": "978-0-00-000000-2",
        "publisher": "Iron Press",
        "publisher-place": "Leeds",
    }
    assert said(found["Lids2001"]) == {
        "type": "chapter",
        "title": "Lids",
        "container-title": "The Kettle Book",
        "author": ["Roe, C. D."],
        "editor": ["Poe, Ben"],
        "issued": ((2001,),),
        "page": "12-19",
        "DOI": "10.1000/lids",
    }


def test_pubmed_is_read() -> None:
    """Full names before short ones, pages in full, the stop and the brackets of a title gone."""
    found = works(".nbib", PUBMED)
    assert list(found) == ["25000001", "25000002"]
    first = said(found["25000001"])
    assert first["title"] == "Boiling and after: a study of forty kettles"
    assert first["author"] == ["Low, Ada Mary", "Poe, Ben, Jr.", "{Kettle Study Group}"]
    assert (first["issued"], first["page"], first["issue"]) == (((2015, 3), (2015, 4)), "943-947", "5")
    assert (first["DOI"], first["PMID"]) == ("10.1000/boil.1", "25000001")
    assert (first["container-title"], first["container-title-short"]) == (
        "Journal of Kettles: Official Journal",
        "J Kettle",
    )
    assert said(found["25000002"])["title"] == "The kettle"
    assert said(found["25000002"])["container-title"] == "Archiv der Kessel und ihre Geschichte"
    assert said(found["25000002"])["author"] == ["Roe, C. D."]


def test_endnotes_tagged_format_is_read() -> None:
    """As Google Scholar exports it; a label is the key."""
    found = works(".enw", SCHOLAR)
    assert list(found) == ["Low_1986", "lids"]
    article, chapter = (said(one) for one in found.values())
    assert (article["container-title"], article["issue"], article["page"]) == (
        "Kettle Studies",
        "2",
        "84-115",
    )
    assert (article["DOI"], article["ISSN"]) == ("10.1000/kettle", "0031-2345")
    assert chapter["container-title"] == "The Kettle Book"
    assert (chapter["editor"], chapter["edition"], chapter["publisher-place"]) == (["Poe, Ben"], "2", "Leeds")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("TY - JOUR\nTI - Title\nPY - 2014/06/01\nER -", {"title": "Title", "issued": ((2014, 6, 1),)}),
        ("\ufeffTY  - JOUR\n\nTI  - Title\n\nPY  - 2014\nDA  - 2014/06/01\n\nER  -",
         {"issued": ((2014, 6, 1),)}),
        ("  TY  - JOUR\n  TI  - Title\n  SP  - e12\n  ER  - ", {"title": "Title", "page": "e12"}),
        ("TY  - JOUR\nTI  - T\nSP  - 12-19\nEP  - 19", {"page": "12-19"}),
        ("TY  - JOUR\nTI  - T\nAU  - Low, A.; Poe, B.", {"author": ["Low, A.", "Poe, B."]}),
        ("TY  - JOUR\nTI  - T\nM3  - 10.1000/x", {"DOI": "10.1000/x"}),
        ("TY  - JOUR\nTI  - T\nUR  - https://dx.doi.org/10.1000/x", {"DOI": "10.1000/x"}),
        ("TY  - JOUR\nTI  - T\nN1  - Export Date: 1 May\nC7  - 104", {"page": "104"}),
        ("TY  - THES\nTI  - T\nPB  - Leeds\nM3  - PhD thesis", {"genre": "PhD thesis", "publisher": "Leeds"}),
        ("TY  - CONF\nTI  - Proceedings\nT2  - LNCS\nCY  - Berlin",
         {"type": "book", "collection-title": "LNCS"}),
        ("TY  - CPAPER\nTI  - T\nT2  - Proc\nC1  - Berlin", {"container-title": "Proc"}),
        ("TY  - NEWS\nTI  - T\nT2  - The Post\nDA  - 1956/06/05/", {"issued": ((1956, 6, 5),)}),
        ("TY  - NEVER\nTI  - T", {"type": "document"}),
        ("TY  - VIDEO\nTI  - T\nAU  - Low, Ada", {"director": ["Low, Ada"]}),
    ],
)  # fmt: skip
def test_a_quirk_of_ris_is_read_as_it_is_meant(record: str, expected: dict[str, Any]) -> None:
    """Single spaces, blank lines, marks, dates in the wrong tag, several names in one line."""
    found = said(work(".ris", record.removeprefix("\ufeff")))
    assert {name: found.get(name) for name in expected} == expected


def test_records_of_one_author_and_year_get_letters() -> None:
    """Where no ID says it, a key is author and year, and the second such work's has a b."""
    record = "TY  - JOUR\nAU  - Low, Ada\nTI  - {}\nPY  - 1986\nER  -\n"
    assert list(works(".ris", record.format("A") + record.format("B"))) == ["Low_1986", "Low_1986b"]


@given(st.text(alphabet=st.sampled_from(list("TYAUIDERPSL%0 -\n/:.,;12{}é")), max_size=120))
def test_no_text_is_too_broken(text: str) -> None:
    """Whatever a file holds, it is read without an exception."""
    for ending in (".ris", ".nbib", ".enw", ".xml"):
        works(ending, text)
        works(ending, f"TY  - JOUR\nTI  - {text}\nPY  - {text}\nPMID- 1\nDP  - {text}\n%0 {text}")
