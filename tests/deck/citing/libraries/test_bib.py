"""BibTeX and BibLaTeX as programs and people write them, one quirk after another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.deck.citing.libraries.reading import said, work, works


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@article{k, Printed? = {yes}, title={T}}", {"title": "T"}),
        ("@article{k, funding_text 1={x}, title={T}}", {"title": "T"}),
        ("@article{k, @url={https://a.org}, title={T}}", {"title": "T"}),
        ("@article(k, title={T (new)}, year=2001)", {"title": "T (new)", "issued": ((2001,),)}),
        ("@ARTICLE{k,\n title = \"A {\\\"o} B\" # { C},\n}", {"title": "A ö B C"}),
        ("@article{k, title={T} year={2001}}", {"title": "T", "issued": ((2001,),)}),
        ("@article{k, title={a \\{ b}, year=2001}", {"title": "a { b", "issued": ((2001,),)}),
        ("@article{k,\n% title={no},\n title={T}}", {"title": "T"}),
        ("@string{pub = \"The Press\"}\n@book{k, publisher = pub # { Ltd}}", {"publisher": "The Press Ltd"}),
        ("@book{k, publisher={Farrar, Straus and Giroux}}", {"publisher": "Farrar, Straus and Giroux"}),
        ("@article{k, year={c1999}}", {"issued": ((1999,),)}),
        ("@article{k, year={in press}}", {"issued": "in press"}),
        ("@article{k, year=2006, month={February}}", {"issued": ((2006, 2),)}),
        ("@article{k, year=2006, month=feb}", {"issued": ((2006, 2),)}),
        ("@article{k, year=2006, month=\"10~\" # feb}", {"issued": ((2006, 2, 10),)}),
        ("@article{k, year=2006, month={May/June}}", {"issued": ((2006, 5), (2006, 6))}),
        ("@inproceedings{k, booktitle={Proc}, year=2006, month=11, day=3}", {"issued": ((2006, 11, 3),)}),
        ("@article{k, date={2019-05-03/2019-06-01}}", {"issued": ((2019, 5, 3), (2019, 6, 1))}),
        ("@inproceedings{k, date=1979, eventdate=1975}", {"issued": ((1979,),), "event-date": ((1975,),)}),
        ("@article{k, pages={1101--1121}}", {"page": "1101-1121"}),
        ("@article{k, pages={943-7}}", {"page": "943-947"}),
        ("@book{k, edition={Second}}", {"edition": "2"}),
        ("@book{k, edition={3rd}}", {"edition": "3"}),
        ("@misc{k, howpublished={\\url{https://a.org/b\\_c}}}",
         {"URL": "https://a.org/b_c", "type": "webpage"}),
        ("@misc{k, eprint={2101.00001}, archivePrefix={arXiv}}",
         {"URL": "https://arxiv.org/abs/2101.00001", "number": "arXiv:2101.00001", "type": "article"}),
        ("@phdthesis{k, school={MIT}}", {"genre": "PhD thesis", "publisher": "MIT", "type": "thesis"}),
        ("@jurisdiction{k, title={Roe v. Wade}}", {"type": "legal_case"}),
        ("@unknowntype{k, title={T}}", {"type": "document"}),
        ("@book{k, title={Main}, subtitle={More}}", {"title": "Main: More"}),
        ("@book{k, title={What?}, subtitle={More}}", {"title": "What? More"}),
        ("@article{k, journal={J}, number=4, note={ZSCC: 0000594}, abstract={A}}",
         {"container-title": "J", "issue": "4"}),
        ("@book{k, series={S}, number=4}", {"collection-title": "S", "collection-number": "4"}),
        ("@article{k, langid={ngerman}, title={Der Bau}}", {"language": "de", "title": "Der Bau"}),
    ],
)  # fmt: skip
def test_an_entry_says_what_it_says(entry: str, expected: dict[str, object]) -> None:
    """Each quirk of a program is read as it is meant; notes and abstracts are not for print."""
    found = said(work(".bib", entry))
    assert {name: found.get(name) for name in expected} == expected
    assert "note" not in found


@pytest.mark.parametrize(
    "doi",
    [
        "10.1000/xy_z(1)",
        "doi:10.1000/xy_z(1)",
        "DOI: 10.1000/xy_z(1).",
        "https://doi.org/10.1000/xy_z(1)",
        "http://dx.doi.org/10.1000/xy_z(1)",
        "doi.org/10.1000/xy_z(1)",
        "10.1000/xy{\\_}z(1)",
        "https://www.doi.org/10.1000/xy\\_z(1)",
        "info:doi/10.1000/xy_z(1)",
    ],
)
def test_a_doi_is_bare_however_it_is_written(doi: str) -> None:
    """What people and programs write before it goes; an address that is a DOI's is one too."""
    assert said(work(".bib", f"@article{{k, doi={{{doi}}}}}"))["DOI"] == "10.1000/xy_z(1)"
    assert said(work(".bib", "@article{k, url={https://doi.org/10.1000/a}}")) == {
        "type": "article-journal",
        "DOI": "10.1000/a",
    }


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Smith, Ann and de la Cruz, Juan", ["Smith, Ann", "de la Cruz, Juan"]),
        ("Ann Smith and Ludwig van Beethoven", ["Smith, Ann", "van Beethoven, Ludwig"]),
        ("King, Jr., Martin Luther", ["King, Martin Luther, Jr."]),
        ("King, Martin Luther Jr.", ["King, Martin Luther, Jr."]),
        ("Goethe, Johann Wolfgang von", ["Goethe, Johann Wolfgang von"]),
        ("{World Bank and Partners} and UNESCO", ["{World Bank and Partners}", "{UNESCO}"]),
        ("Albert, J H and O'Brien, J.R. and Keng, SH", ["Albert, J. H.", "O'Brien, J. R.", "Keng, S. H."]),
        ("family=Neumann, given=John, prefix=von", ["von Neumann, John"]),
        ('{\\"O}zg{\\"u}r, Ali', ["Özgür, Ali"]),
        ("Smith, Ann\n  and\n  others", ["Smith, Ann", "{others}"]),
        ("SMITH, AMY", ["Smith, Amy"]),
    ],
)
def test_names_are_read_as_bibtex_reads_them(typed: str, shown: list[str]) -> None:
    """Particles, suffixes, bodies and bare initials come apart where BibTeX has them do so."""
    assert said(work(".bib", f"@book{{k, author={{{typed}}}}}"))["author"] == shown


def test_braces_say_which_capitals_may_go() -> None:
    """A title with some capitals in braces is in sentence case but for them; one without any stays."""
    found = works(
        ".bib",
        "@book{a, title={The Structure of {DNA} in Mice: A Study}}\n"
        "@book{b, title={War and Peace in the Nuclear Age}}\n"
        "@book{c, title={{The Whole Title Is Kept}}}\n"
        "@book{d, langid={german}, title={Der Bau der {DNA} in Mäusen}}\n",
    )
    assert [one.text("title") for one in found.values()] == [
        "The structure of DNA in mice: A study",
        "War and Peace in the Nuclear Age",
        "The Whole Title Is Kept",
        "Der Bau der DNA in Mäusen",
    ]


def test_an_entry_takes_what_it_lacks_from_its_parent() -> None:
    """`crossref` gives a chapter its book, `xdata` whatever it holds; a circle ends."""
    found = works(
        ".bib",
        "@xdata{x, publisher={Press}}\n"
        "@inproceedings{a, crossref={p}, title={Talk}, author={Low, Ada}}\n"
        "@proceedings{p, title={Proceedings}, editor={Poe, Ben}, year=2001, xdata={x}}\n"
        "@book{b, crossref={c}}\n@book{c, crossref={b}, title={T}}\n",
    )
    assert list(found) == ["a", "p", "b", "c"]
    assert said(found["a"]) == {
        "type": "paper-conference",
        "title": "Talk",
        "container-title": "Proceedings",
        "publisher": "Press",
        "author": ["Low, Ada"],
        "editor": ["Poe, Ben"],
        "issued": ((2001,),),
    }
    assert found["b"].text("title") == "T"


def test_what_stands_between_entries_is_no_entry() -> None:
    """Comments, preambles, mail addresses and entries that are commented out are passed over."""
    found = works(
        ".bib",
        "Mail me @ home {x, y}\n%@book{no, title={N}}\n@comment{@book{no, title={N}}}\n@preamble{\"\\x\"}\n"
        "@comment{jabref-meta: {a\\;}}\n@book{a, title={A}} @book{b, title={B}}@misc{c, note={me@home{x}}}",
    )  # fmt: skip
    assert list(found) == ["a", "b", "c"]


@given(st.text(alphabet=st.sampled_from(list('@abk{}(),="#\\$%\n _~-')), max_size=120))
def test_no_text_is_too_broken(text: str) -> None:
    """Whatever a file holds, it is read without an exception."""
    works(".bib", text)
    works(
        ".bib", f"@book{{k, title={{{text}}}, author={{{text}}}, date={{{text}}}}}\n@book{{z, title={{Z}}}}"
    )
