"""References in the outline's short form: what is read, what is refused, what is missed."""

from __future__ import annotations

import re

import pytest
import yaml

from deckgen.deck.citing.dates import Date, read_date
from deckgen.deck.citing.people import Name, read_name
from deckgen.deck.citing.references import Work, csl_items
from deckgen.deck.model import plain
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.outline.language.reference_fields import BY_NAME, FIELDS, KIND_BY_NAME, KINDS
from deckgen.outline.model import Field, Reference
from tests.deck.citing.bench import read_corpus, text

CSL_TYPES = re.findall(
    r"\S+",
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
    interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference
    patent performance periodical personal_communication post post-weblog regulation report review
    review-book software song speech standard thesis treaty webpage""",
)

CSL_VARIABLES = re.findall(
    r"\S+",
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director editor-translator executive-producer guest host illustrator interviewer narrator
    organizer original-author performer producer recipient reviewed-author script-writer series-creator
    translator accessed available-date event-date issued original-date submitted chapter-number
    collection-number edition issue number number-of-pages number-of-volumes page part-number
    printing-number section supplement-number version volume abstract annote archive archive_collection
    archive_location archive-place authority call-number collection-title container-title
    container-title-short dimensions division DOI event-title event-place genre ISBN ISSN jurisdiction
    keyword language license medium note original-publisher original-publisher-place original-title
    part-title PMCID PMID publisher publisher-place references reviewed-genre reviewed-title scale source
    status title title-short URL volume-title""",
)


def read(block: str) -> tuple[tuple[Work, ...], tuple[Diagnostic, ...]]:
    """Read references written as in an outline."""
    root = yaml.compose(block, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    references = []
    for key, value in root.value:
        fields = []
        for name, content in value.value:
            values = content.value if isinstance(content, yaml.SequenceNode) else [content]
            fields.append(Field(text(name), tuple(text(one) for one in values)))
        references.append(Reference(text(key), tuple(fields), text(key).span))
    return csl_items(references)


def one(fields: str) -> Work:
    """Read one reference in which nothing may be wrong."""
    (work,), wrong = read(f"key: {{{fields}}}")
    assert [found.message for found in wrong] == []
    return work


def test_every_type_and_variable_of_csl_can_be_written() -> None:
    """The tables cover CSL 1.0.2, by friendly names and by its own; a plain article is a journal's."""
    assert {kind.csl for kind in KINDS} == set(CSL_TYPES)
    assert {field.csl for field in FIELDS} == set(CSL_VARIABLES)
    assert [name for name in CSL_TYPES if KIND_BY_NAME[name].csl != name] == ["article"]
    assert all(BY_NAME[name.lower()].csl == name for name in CSL_VARIABLES)


def test_no_name_means_two_things() -> None:
    """Within each table every name stands for one kind, one field."""
    names = [name for kind in KINDS for name in {kind.name, *kind.also}]
    assert len(names) == len(set(names))
    names = [name for field in FIELDS for name in {field.name, field.csl.lower(), *field.also}]
    assert len(names) == len(set(names))
    assert all(name in BY_NAME for kind in KINDS for want in kind.wants for name in want.split("|"))


def test_a_book_becomes_a_work() -> None:
    """Names, words, dates and numbers end up under the names that styles know."""
    work = one(
        'type: book, author: ["Kort, Michael", UNESCO], title: The *Soviet* Colossus, place: Armonk, '
        "publisher: Sharpe, year: 1996-03, edition: 2nd ed., pages: 309, original year: c. 1990"
    )
    assert (work.key, work.type) == ("key", "book")
    assert dict(work.names) == {"author": (Name("Kort", "Michael"), Name(literal="UNESCO"))}
    assert dict(work.dates) == {"issued": Date(((1996, 3),)), "original-date": Date(((1990,),), circa=True)}
    assert {name: plain(runs) for name, runs in work.texts} == {
        "title": "The Soviet Colossus",
        "publisher-place": "Armonk",
        "publisher": "Sharpe",
        "edition": "2",
        "number-of-pages": "309",
    }
    assert [run.italic for run in dict(work.texts)["title"]] == [False, True, False]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kort, Michael", Name("Kort", "Michael")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("de Gaulle, Charles", Name("Gaulle", "Charles", particle="de")),
        ("van der Berg, Jan", Name("Berg", "Jan", particle="van der")),
        ("Goethe, Johann Wolfgang von", Name("Goethe", "Johann Wolfgang", dropping="von")),
        ("O'Brien, Tim", Name("O'Brien", "Tim")),
        ("Plato", Name(literal="Plato")),
        ("{Ministry of Health, Labour}", Name(literal="Ministry of Health, Labour")),
        ("Аксютин, Юрий", Name("Аксютин", "Юрий")),
    ],
)
def test_names_are_read(typed: str, name: Name) -> None:
    """Persons with particles and suffixes, bodies, and scripts other than Latin."""
    assert read_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("1996", Date(((1996,),))),
        ("1996-10", Date(((1996, 10),))),
        ("1996-10-11", Date(((1996, 10, 11),))),
        ("1996-1998", Date(((1996,), (1998,)))),
        ("1996–1998", Date(((1996,), (1998,)))),
        ("2001-02-03/2001-02-05", Date(((2001, 2, 3), (2001, 2, 5)))),
        ("11 October 2013", Date(((2013, 10, 11),))),
        ("Oct. 11, 2013", Date(((2013, 10, 11),))),
        ("October 2013", Date(((2013, 10),))),
        ("Spring 1999", Date(((1999,),), season=1)),
        ("c. 1850", Date(((1850,),), circa=True)),
        ("1850?", Date(((1850,),), circa=True)),
        ("350 BC", Date(((-350,),))),
        ("1996-13", Date(literal="1996-13")),
        ("forthcoming", Date(literal="forthcoming")),
    ],
)
def test_dates_are_read(typed: str, date: Date) -> None:
    """Years, months, days, ranges, seasons and doubts; what is not a date stays as typed."""
    assert read_date(typed) == date


def test_addresses_and_numbers_are_put_right() -> None:
    """A DOI loses its address, pages their abbreviation, an edition its ordinal."""
    work = one(
        "type: article, author: 'A, B', title: T, journal: J, year: 2000, edition: revised, "
        "doi: 'https://doi.org/10.1234/ab', url: 'https://a.org/x'"
    )
    assert (work.text("DOI"), work.text("URL"), work.text("edition")) == (
        "10.1234/ab",
        "https://a.org/x",
        "rev. ed.",
    )


def test_several_people_in_a_row_with_semicolons() -> None:
    """Semicolons part people as a list does."""
    work = one("type: book, author: 'Zubok, V.; Pleshakov, C.', title: T, publisher: P, year: 1996")
    assert dict(work.names)["author"] == (Name("Zubok", "V."), Name("Pleshakov", "C."))


@pytest.mark.parametrize(
    ("fields", "culprit", "message", "hint"),
    [
        ("type: bok, title: T", "bok", '"bok" is not a kind of work', 'did you mean "book"?'),
        ("type: zzzz, title: T", "zzzz", '"zzzz" is not a kind of work', "kinds are book, chapter"),
        ("title: T, publisher: P", "key", "does not say what kind of work it is", "add type: book"),
        ("title: T, url: 'https://a.org'", "key", "does not say what kind", "add type: webpage"),
        ("type: book, titel: T", "titel", 'has no field "titel"', 'did you mean "title"?'),
        ("type: book, qqq: T", "qqq", 'has no field "qqq"', "the usual fields are type, author"),
        ("type: book, year: 1, date: 2", "date", '"date" means the same as "year"', "keep one"),
        ("type: book, url: a page", "a page", "not a web address", "it starts with https://"),
        ("type: book, url: 'javascript:x'", "javascript:x", "not a web address", "https://"),
        ("type: book, doi: abc", "abc", '"abc" is not a DOI', "10.1234"),
        ("type: book, note: 'see [@other]'", "see [@other]", "cannot cite another work", ""),
        ("type: book, title: 'a *b'", "*", "opens emphasis that is never closed", ""),
    ],
)  # fmt: skip
def test_mistakes_are_errors_at_their_place(fields: str, culprit: str, message: str, hint: str) -> None:
    """Unknown kinds and fields, bad addresses and bad markup point at what was typed."""
    line = f"key: {{{fields}}}"
    _, found = read(line)
    (wrong,) = (one for one in found if one.severity is Severity.ERROR)
    assert message in wrong.message
    assert hint in " ".join(wrong.hints)
    assert wrong.span is not None
    assert line[wrong.span.column - 1 :].startswith(culprit)


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ("type: book, title: T", "the book \"key\" does not say its author or editor, publisher and year"),
        ("type: book, editor: 'A, B', title: T, publisher: P", 'the book "key" does not say its year'),
        ("type: article, author: 'A, B', title: T, year: 1990", 'the article "key" does not say its journal'),
        ("type: webpage, title: T", 'the webpage "key" does not say its url or accessed'),
        ("type: film, title: T, director: 'A, B'", 'the film "key" does not say its year'),
    ],
)  # fmt: skip
def test_what_is_missing_is_a_warning_at_the_key(fields: str, missing: str) -> None:
    """Each kind has its own demands, and one warning names all that is missing."""
    _, (found,) = read(f"key: {{{fields}}}")
    assert (found.severity, found.message) == (Severity.WARNING, missing)
    assert found.span is not None
    assert found.span.column == 1


@pytest.mark.parametrize(
    "fields",
    [
        "type: book, author: none, title: T, publisher: n.p., year: n.d.",
        "type: webpage, title: T, accessed: 2013-10-11",
        "type: letter, author: 'A, B', year: 1958",
        "type: image, title: T",
    ],
)
def test_what_a_work_does_not_have_is_not_missed(fields: str) -> None:
    """`none` and `n.d.` say so, and some kinds never have it."""
    work = one(fields)
    assert not work.has("author") or "letter" in fields


def test_the_same_work_under_two_keys_is_warned_of() -> None:
    """The same DOI, or the same title, author and year; volumes and chapters differ."""
    block = """
a: {type: book, author: "Kort, M.", title: "The Soviet Colossus", publisher: P, year: 1996}
b: {type: book, author: "Kort, Michael", title: "the soviet colossus", publisher: Q, year: 1996}
c: {type: book, author: "Kort, M.", title: "The Soviet Colossus", publisher: P, year: 1996, volume: 2}
d: {type: article, author: "X, Y", title: One, journal: J, year: 2000, doi: 10.1234/AB}
e: {type: article, author: "X, Y", title: Two, journal: J, year: 2001, doi: "https://doi.org/10.1234/ab"}
"""
    _, found = read(block.strip())
    assert [one.message for one in found] == [
        '"b" looks like the same work as "a", line 1',
        '"e" looks like the same work as "d", line 4',
    ]


def test_several_people_in_one_name_are_warned_of() -> None:
    """`Family, Given and Family, Given` is a common slip that no style can mend."""
    _, (found,) = read(
        "k: {type: book, author: 'Zubok, V. and Pleshakov, C.', title: T, publisher: P, year: 1}"
    )
    assert "several people" in found.message
    assert found.hints[0].startswith('write a list, one person each: ["')


_WANTED = {
    "book": "kort",
    "edited book": "thackeray",
    "chapter": "iconic",
    "article in a journal": "journal",
    "article in a newspaper": "newspaper",
    "web page without an author": "noauthor",
    "web page without a date": "nodate",
    "web page without either": "nothing",
    "film": "film",
    "speech": "speech",
    "interview": "interview",
    "archive": "archive",
    "translation": "translation",
    "reprint": "reprint",
    "report of a government": "report",
    "image": "image",
    "map": "map",
    "data set": "dataset",
    "podcast": "podcast",
    "social post": "post",
    "two authors": "two",
    "three authors": "three",
    "four authors": "four",
    "five authors": "five",
    "corporate author": "bodyreport",
    "same author, first work": "same1",
    "same author, second work": "same2",
    "same year, first work": "year-a",
    "same year, second work": "year-b",
    "name in Cyrillic": "russian",
    "name in Chinese": "chinese",
}
"""What school essays cite → its key in the corpus."""


def test_the_corpus_is_clean_and_large() -> None:
    """The works all styles are tried on give no diagnostic, are of every usual kind, and are all cited."""
    corpus = read_corpus()
    assert corpus.diagnostics == ()
    assert len(corpus.works) >= 60
    assert len({work.type for work in corpus.works}) >= 28
    assert len(corpus.forms) >= 40
    assert set(_WANTED.values()) <= {work.key for work in corpus.works}
    cited = {item.key for cluster in corpus.clusters for item in cluster.items}
    assert cited == {work.key for work in corpus.works}
