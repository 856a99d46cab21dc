"""What catalogues and programs write beside a work's words, as Citavi, ProQuest, WorldCat and others do."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.deck.citing.libraries import library
from deckgen.deck.citing.libraries.formats import reader_of
from deckgen.deck.citing.references import library_gaps
from tests.deck.citing.libraries.reading import said, work

RIS = "TY  - {kind}\nAU  - Roe, Ann\nTI  - Lids\nPY  - 2003\n{more}\nER  - \n"
REFWORKS = """\
RT Book, Section
SR Print(0)
ID 124
A1 Roe,Ann B.
A2 Poe,Ben
T1 On lids : a study
T2 Kettles
PB Sharpe
PP Armonk, N.Y.
YR 1996
FD June 1996
SP 12
OP 34
ED 4th ed.
ER
"""


@pytest.mark.parametrize(
    ("ending", "text", "variable", "words"),
    [
        (".ris", RIS.format(kind="CHAP", more="A2  - Braun, Ute (Hg.)"), "editor", ["Braun, Ute"]),
        (".ris", RIS.format(kind="BOOK", more="ET  - 2. Aufl."), "edition", "2"),
        (".ris", RIS.format(kind="BOOK", more="ET  - NED - New edition"), "edition", "new ed."),
        (".ris", RIS.format(kind="BOOK", more="ET  - DGO - Digital original"), "edition", None),
        (".ris", RIS.format(kind="THES", more="M3  - Ph.D."), "genre", "PhD dissertation"),
        (".ris", RIS.format(kind="THES", more="PB  - UCL (United Kingdom)"), "publisher", "UCL"),
        (".ris", RIS.format(kind="BOOK", more="PB  - [Leeds University Press]"), "publisher",
         "Leeds University Press"),
        (".ris", RIS.format(kind="BOOK", more="").replace("Lids", "Lids : on top"), "title", "Lids: on top"),
        (".ris", RIS.format(kind="JOUR", more="").replace("Roe, Ann", "ROE, ANN"), "author", ["Roe, Ann"]),
        (".bib", "@book{a, author={MELANIE ILIC}, title={Lids}, pages={xii, 350}}", "author",
         ["Ilic, Melanie"]),
        (".bib", "@book{a, author={Low, A}, title={Lids}, pages={xii, 350}}", "number-of-pages", "350"),
        (".bib", "@article{a, title={Lids}, journal={arXiv preprint arXiv:2005.14165}}", "URL",
         "https://arxiv.org/abs/2005.14165"),
        (".bib", "@article{a, title={Lids}, journal={CoRR}, volume={abs/1706.03762}}", "number",
         "arXiv:1706.03762"),
        (".bib", "@misc{a, title={Lids}, eprint={1706.03762}, archivePrefix={arXiv}}", "container-title",
         "arXiv"),
        (".nbib", "PMID- 1\nTI  - Lids.\nFAU - de la Cruz, Juan Jr\n", "author", ["de la Cruz, Juan, Jr."]),
        (".json", '[{"id": "a", "type": "book", "title": "Lids : a study"}]', "title", "Lids: a study"),
        (".xml", "<xml><records><record><ref-type name='Book'>6</ref-type><contributors><authors>"
         "<author>Low, Ada</author></authors></contributors><titles><title>Lids</title></titles>"
         "<dates><year>1996</year></dates></record></records></xml>", "title", "Lids"),
        (".bib", "@book{a, author={King, Martin Luther, Jr.}, title={Lids}}", "author",
         ["King, Martin Luther, Jr."]),
        (".bib", "@book{a, author={World Health Organization}, title={Lids}}", "author",
         ["{World Health Organization}"]),
        (".bib", "@book{a, title={Lids}, edition={Second Edi}}", "edition", "2"),
        (".bib", "@article{a, title={Lids &amp; CO<sub>2</sub>}, journal={Steam}}", "title", "Lids & CO2"),
        (".bib", "@article{a, title={Lids}, journal={Steam}, volume={6789 LNCS}}", "volume", "6789"),
        (".bib", "@article{a, title={Lids}, journal={Steam}, volume={0}}", "volume", None),
        (".bib", "@article{a, title={Lids}, journal={Steam}, pages={84----115}}", "page", "84-115"),
        (".bib", "@incollection{a, title={Lids}, booktitle={Steam}, number={3}}", "collection-number", None),
        (".ris", RIS.format(kind="BOOK", more="T3  - Studies in steam ; 12"), "collection-title",
         "Studies in steam"),
        (".ris", RIS.format(kind="BOOK", more="PB  - [publisher not identified]"), "publisher", None),
        (".ris", RIS.format(kind="BOOK", more="CY  - [S.l.]"), "publisher-place", None),
        (".ris", RIS.format(kind="BOOK", more="CY  - Berlin [u.a.]"), "publisher-place", "Berlin"),
        (".ris", RIS.format(kind="VIDEO", more="SP  - xii, 350 pages"), "page", None),
        (".ris", RIS.format(kind="BOOK", more="").replace("Lids", "All lids are good."), "title",
         "All lids are good"),
        (".ris", RIS.format(kind="JOUR", more="").replace("Lids", "Life in the U.S."), "title",
         "Life in the U.S."),
        (".ris", RIS.format(kind="BOOK", more="").replace("Roe, Ann", "Roe, Ann B., 1950-"), "author",
         ["Roe, Ann B."]),
        (".ris", RIS.format(kind="BOOK", more="").replace("Roe, Ann", "Roe, Gabriel."), "author",
         ["Roe, Gabriel"]),
        (".ris", RIS.format(kind="BOOK", more="").replace("Roe, Ann", "Roe, Ann (Author)"), "author",
         ["Roe, Ann"]),
        (".ris", RIS.format(kind="JOUR", more="").replace("Roe, Ann", "ROE, ANN B."), "author",
         ["Roe, Ann B."]),
        (".ris", RIS.format(kind="NEWS", more="UR  - https://a.org/docview/12?accountid=1"), "URL",
         "https://a.org/docview/12"),
    ],
)  # fmt: skip
def test_what_a_program_adds_is_taken_off(ending: str, text: str, variable: str, words: object) -> None:
    """Roles, countries, codes, capitals and spaces that are the program's are no part of the work."""
    assert said(work(ending, text)).get(variable) == words


def test_a_record_without_a_number_has_a_key_of_author_and_year() -> None:
    """Mendeley's XML has none."""
    text = (
        "<xml><records><record><contributors><authors><author>Low, Ada</author></authors></contributors>"
        "<titles><title>Lids</title></titles><dates><year>1996</year></dates></record></records></xml>"
    )
    assert work(".xml", text).key == "Low_1996"


def test_refworks_has_a_format_of_its_own() -> None:
    """It is told by what it holds, as its files are called .txt."""
    source = library.Source(Path("export.txt"), REFWORKS)
    (entry,) = reader_of(source)(source).entries
    assert said(entry.read()) == {
        "type": "chapter", "title": "On lids: a study", "container-title": "Kettles", "edition": "4",
        "page": "12-34", "publisher": "Sharpe", "publisher-place": "Armonk, N.Y.", "author": ["Roe, Ann B."],
        "editor": ["Poe, Ben"], "issued": ((1996, 6),),
    }  # fmt: skip
    assert entry.key == "124"


def test_a_title_in_capitals_alone_is_reported() -> None:
    """The Web of Science has such titles, and no style can undo them."""
    text = RIS.format(kind="JOUR", more="T2  - KITCHEN REVIEW").replace("Lids", "A STUDY OF LIDS")
    told = [one.message for one in library_gaps([work(".ris", text)])]
    assert [message for message in told if "all in capitals" in message] == [
        'the title of "Roe_2003" is all in capitals, which no style can undo: A STUDY OF LIDS',
        'the title of what holds "Roe_2003" is all in capitals, which no style can undo: KITCHEN REVIEW',
    ]


def test_what_crossrefs_own_service_gives_is_read() -> None:
    """It has lists of titles, kinds of its own, bodies by `name`, and an empty date that others fill."""
    item = (
        '[{"id": "a", "type": "journal-article", "title": ["On lids"], "container-title": ["Steam"],'
        ' "author": [{"name": "World Bank"}], "issued": {"date-parts": [[null]]},'
        ' "published-print": {"date-parts": [[2006, 6]]}}]'
    )
    assert said(work(".json", item)) == {
        "type": "article-journal", "title": "On lids", "container-title": "Steam", "author": ["{World Bank}"],
        "issued": ((2006, 6),),
    }  # fmt: skip
