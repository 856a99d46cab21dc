"""Files of references: what is read from each format, and what is said of files that are broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deckgen.deck.citing.citations import Request, start
from deckgen.deck.citing.people import Name
from deckgen.deck.citing.reference_files import MOST_LISTED, REFERENCES, open_files, with_files
from deckgen.deck.citing.references import Items, Work
from deckgen.deck.markup.inline import read_inline
from deckgen.deck.markup.pieces import Citation
from deckgen.deck.model import plain
from deckgen.diagnostics import Diagnostic, Severity, render
from tests.deck.citing.bench import read_corpus, typed

BIB = """\
@comment{not a work}
@book{kort,
  author = {Kort, Michael},
  title = {The {Soviet} Colossus: History and \\emph{Aftermath}},
  publisher = {M.E. Sharpe}, year = 1996 }

@article{tompson,
  author = {Tompson, William J. and {History Society}},
  title = {The Fall of {Nikita Khrushchev}}, journal = {Soviet Studies}, volume = 43, number = 6,
  pages = {1101--1121}, year = {1991}, doi = {10.1080/09668139108411982}}

@book{bare, title = {Nothing Else}}
"""

RIS = """\
TY  - BOOK
ID  - kort
AU  - Kort, Michael
TI  - The Soviet Colossus
PB  - M.E. Sharpe
PY  - 1996
ER  -
"""

ENDNOTE = """\
<?xml version="1.0" encoding="UTF-8"?><xml><records><record><database name="a.enl">a</database>
<rec-number>7</rec-number><ref-type name="Book">6</ref-type><contributors><authors><author>
<style>Kort, Michael</style></author></authors></contributors><titles><title>
<style>The Soviet Colossus</style></title></titles><dates><year><style>1996</style></year></dates>
<publisher><style>M.E. Sharpe</style></publisher></record></records></xml>
"""

_WITHOUT_YEAR = """</record>
<record><rec-number>8</rec-number><ref-type name="Book">6</ref-type><contributors><authors><author>
<style>Kort, Michael</style></author></authors></contributors><titles><title>
<style>Other</style></title></titles><publisher><style>M.E. Sharpe</style></publisher></record>"""

_WITH_KEY = _WITHOUT_YEAR.replace(
    "</rec-number>", '</rec-number>\n<foreign-keys><key app="EN">k9</key></foreign-keys>'
)

CSL = [
    {
        "id": "kort",
        "type": "book",
        "title": "The <i>Soviet</i> Colossus: H<sub>2</sub>O",
        "author": [{"family": "Kort", "given": "Michael"}, {"literal": "UNESCO"}],
        "issued": {"date-parts": [["1996", 3]]},
        "accessed": {"raw": "2013-10-11"},
        "publisher": "M.E. Sharpe",
        "volume": 2,
    }
]


def read(folder: Path, *files: tuple[str, str | bytes]) -> tuple[Items, tuple[Diagnostic, ...]]:
    """Write files beside an outline and read them as the outline names them."""
    for name, content in files:
        data = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(data)
    return read_named(*(name for name, _ in files), folder=folder)


def read_named(*names: str, folder: Path, own: Items = ()) -> tuple[Items, tuple[Diagnostic, ...]]:
    """Read files of a folder as an outline in it names them."""
    return with_files(own, open_files([typed(name) for name in names], folder / "talk.yaml"))


def one(found: tuple[Diagnostic, ...]) -> Diagnostic:
    """Return the only diagnostic."""
    assert len(found) == 1, found
    return found[0]


def clusters(words: str) -> tuple[Citation, ...]:
    """Return the groups of a text."""
    return tuple(piece for piece in read_inline(typed(words))[0] if isinstance(piece, Citation))


def test_a_bib_file_is_read_with_its_lines(tmp_path: Path) -> None:
    """Names, bodies, markup and pages come through, and each key knows its line."""
    works, found = read(tmp_path, ("works.bib", BIB))
    assert found == ()
    assert [(work.key, work.type, work.library) for work in works] == [
        ("kort", "book", True),
        ("tompson", "article-journal", True),
        ("bare", "book", True),
    ]
    assert [(work.span.line, work.span.column) for work in works if work.span] == [(2, 7), (7, 10), (12, 7)]
    kort, tompson, _ = works
    assert dict(kort.names)["author"] == (Name("Kort", "Michael"),)
    assert [run.italic for run in dict(kort.texts)["title"]] == [False, True]
    assert dict(tompson.names)["author"][1] == Name(literal="History Society")
    assert (tompson.text("page"), tompson.text("DOI")) == ("1101-1121", "10.1080/09668139108411982")


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.ris", RIS, "kort"),
        ("a.xml", ENDNOTE, "7"),
        ("a.json", json.dumps(CSL), "kort"),
        ("a.json", json.dumps({"items": CSL}), "kort"),
        ("a.bib", "\ufeff" + BIB.replace("\n", "\r\n"), "kort"),
    ],
)
def test_other_formats_are_read(tmp_path: Path, name: str, content: str, key: str) -> None:
    """RIS, EndNote and CSL JSON give the same book; a byte-order mark and Windows line ends do no harm."""
    works, found = read(tmp_path, (name, content))
    assert found == ()
    work = next(work for work in works if work.key == key)
    assert work.type == "book"
    assert work.text("title").lower().startswith("the soviet colossus")
    assert dict(work.names)["author"][0] == Name("Kort", "Michael")
    assert dict(work.dates)["issued"].parts[0][0] == 1996


def test_csl_json_keeps_italics_and_what_is_set_low(tmp_path: Path) -> None:
    """The few tags of CSL JSON become kinds of runs, numbers become words, raw dates dates."""
    (work,), _ = read(tmp_path, ("a.json", json.dumps(CSL)))
    assert [(run.text, run.italic, run.subscript) for run in dict(work.texts)["title"]] == [
        ("The ", False, False),
        ("Soviet", True, False),
        (" Colossus: H", False, False),
        ("2", False, True),
        ("O", False, False),
    ]
    assert work.text("volume") == "2"
    assert dict(work.dates)["accessed"].parts == ((2013, 10, 11),)


def test_several_files_are_one_list(tmp_path: Path) -> None:
    """The same work in two files is one; of two works under one key the first counts, with a warning."""
    other = RIS.replace("Soviet", "Other")
    works, found = read(tmp_path, ("a.ris", RIS), ("b.ris", RIS))
    assert (len(works), found) == (1, ())
    works, found = read(tmp_path, ("a.ris", RIS), ("c.ris", other))
    wrong = one(found)
    assert wrong.severity is Severity.WARNING
    assert wrong.message == 'two works have the key "kort"; the other, which is in a.ris, line 2, is used'
    assert wrong.hints == (
        "there: Kort, The Soviet Colossus, 1996; here: Kort, The Other Colossus, 1996; "
        "give one of them another key",
    )
    assert wrong.span is not None
    assert (wrong.span.path.name, wrong.span.line) == ("c.ris", 2)
    assert [work.text("title") for work in works] == ["The Soviet Colossus"]


def test_two_works_under_one_key_of_a_file_are_a_warning_at_the_second(tmp_path: Path) -> None:
    """Each work knows its own line, whatever its key; where the first is broken, the second counts."""
    works, found = read(tmp_path, ("a.bib", "@book{a, title={A}}\n@book{a, title={B}}\n"))
    wrong = one(found)
    assert 'two works have the key "a"; the other, which is in a.bib, line 1' in wrong.message
    assert str(wrong.span) == f"{tmp_path}/a.bib:2:7"
    assert [work.text("title") for work in works] == ["A"]
    works, _ = read(tmp_path, ("a.bib", "@book{a, title={A}\n@book{a, title={B}}\n"))
    assert [(work.text("title"), work.fault) for work in works] == [("B", "")]


def test_of_works_that_nothing_cites_no_more_than_the_key_is_read(tmp_path: Path) -> None:
    """A library of thousands costs what the talk cites; keys and places are known of all."""
    (tmp_path / "works.bib").write_text(BIB)
    opened = open_files([typed("works.bib")], tmp_path / "talk.yaml")
    works, _ = with_files((), opened, {"kort"})
    assert [(work.key, bool(work.texts), work.span and work.span.line) for work in works] == [
        ("kort", True, 2),
        ("tompson", False, 7),
        ("bare", False, 12),
    ]


@pytest.mark.parametrize(
    ("name", "content", "key", "place"),
    [
        ("a.xml", ENDNOTE.replace("</record>", _WITHOUT_YEAR, 1), "8", "6:21"),
        ("a.xml", ENDNOTE.replace("</record>", _WITH_KEY, 1), "k9", "7:29"),
        ("a.ris", RIS + "TY  - BOOK\nAU  - Kort, M.\nTI  - Other\nPB  - Sharpe\nER  -\n", "Kort", "8:1"),
        ("a.ris", RIS + "TY  - BOOK\nAU  - Kort, M.\nTI  - A\nPB  - B\nID  - k\nER  -\n", "k", "12:7"),
        ("a.json", '[{"id": "a"},\n{"type": "book", "id": "k", "title": "T", "publisher": "P",'
         '"author": [{"literal": "X"}]}]', "k", "2:25"),
    ],
)  # fmt: skip
def test_what_a_work_of_a_file_lacks_is_said_at_its_line(
    tmp_path: Path, name: str, content: str, key: str, place: str
) -> None:
    """EndNote's records, RIS with and without IDs, JSON: each work is found in its file."""
    works, found = read(tmp_path, (name, content))
    assert found == ()
    wrong = one(start(Request(clusters(f"[@{key}]"), works, "mla", "en"), None).result().diagnostics)
    assert wrong.message == f'the book "{key}" does not say its year'
    assert str(wrong.span) == f"{tmp_path}/{name}:{place}"


def test_a_key_of_the_outline_and_of_a_file_is_the_outlines(tmp_path: Path) -> None:
    """The outline's own work counts, and the file's is told of."""
    (tmp_path / "a.ris").write_text(RIS)
    own = tuple(work for work in read_corpus().works if work.key == "kort")
    works, found = read_named("a.ris", folder=tmp_path, own=own)
    assert works == own
    assert 'two works have the key "kort"; the other, which is in corpus.yaml' in one(found).message


def test_a_library_need_not_be_cited_and_lacks_only_what_is_cited(tmp_path: Path) -> None:
    """Works of a file that nothing cites are silent; a cited one that lacks a field is warned of there."""
    works, _ = read(tmp_path, ("works.bib", BIB))
    result = start(Request(clusters("[@kort; @tompson]"), works, "mla", "en"), None).result()
    assert result.diagnostics == ()
    assert [plain(entry.runs) for entry in result.entries] == [
        "Kort, Michael. The Soviet Colossus: History and Aftermath. M.E. Sharpe, 1996.",
        "Tompson, William J., and History Society. “The Fall of Nikita Khrushchev.” Soviet Studies, vol. 43, "
        "no. 6, 1991, pp. 1101–21, https://doi.org/10.1080/09668139108411982.",
    ]
    wrong = one(start(Request(clusters("[@bare]"), works, "mla", "en"), None).result().diagnostics)
    assert wrong.severity is Severity.WARNING
    assert wrong.message == 'the book "bare" does not say its author or editor, publisher and year'
    assert wrong.span is not None
    assert (wrong.span.path.name, wrong.span.line) == ("works.bib", 12)
    assert wrong.hints == ("add it in works.bib, or leave it where there is none",)


def test_the_same_work_under_two_cited_keys_is_warned_of(tmp_path: Path) -> None:
    """Two keys of a file for one work matter where both are cited."""
    book = BIB.split("\n\n")[0].partition("\n")[2]
    double = BIB.replace("@comment{not a work}", book).replace("kort", "k2", 1)
    works, _ = read(tmp_path, ("works.bib", double))
    assert start(Request(clusters("[@kort]"), works, "mla", "en"), None).diagnostics == ()
    found = start(Request(clusters("[@kort; @k2]"), works, "mla", "en"), None).diagnostics
    assert '"kort" looks like the same work as "k2", line 1' in one(found).message


@pytest.mark.parametrize(
    ("name", "content", "place", "message"),
    [
        ("a.bib", "@book{a, title={A}}\n@book{k,\n  title = {The {Sov,\n  year = 1 }\n@misc{z, title={Z}}",
         "a.bib:2:7", 'the entry "k" cannot be read: its field title does not end'),
        ("a.bib", "@book{a, title={A}}\n@book{k, title={A}", "a.bib:2:7", "it does not end"),
        ("a.bib", "@book{a, title={A}}\n@book{k, title={A}}, year=1}", "a.bib:2:7", "closing brace too many"),
        ("a.bib", "@book{a, title={A}}\n@book{k, ti{tle={A}}", "a.bib:2:7", "is no field"),
        ("a.bib", "@book{a, title={A}}\n@book{, title={B}}\n", "a.bib:2:7", "it has no key"),
        ("a.ris", RIS + "TY  - JOUR\nJO  - Nothing\nER  -\n", "a.ris:8:1", "it has no ID"),
        ("a.xml", ENDNOTE.replace("</records>", "\n<record><b></record></records>"), "a.xml:6:2",
         "its XML is broken"),
        ("a.xml", ENDNOTE.replace("</records>", "<record><titles/></record></records>"), "a.xml:5:60",
         "it has no rec-number"),
        ("a.json", '[{"id": "a"},\n {"title": "a"}]', "a.json:2:2", "it has no id"),
        ("a.json", '{"items": [{"id": "[,"},\n {}]}', "a.json:2:2", "it has no id"),
        ("a.json", '[{"id": "a"},\n{"id": "b" "title": "B"}\n{"id": "c"}]', "a.json:2:9", 'the entry "b"'),
    ],
)  # fmt: skip
def test_a_broken_entry_is_a_warning_at_its_line_and_harms_no_other(
    tmp_path: Path, name: str, content: str, place: str, message: str
) -> None:
    """All others are read; the broken one is an error where it is cited, and nowhere else."""
    works, found = read(tmp_path, (name, content))
    wrong = one(found)
    assert wrong.severity is Severity.WARNING
    assert message in wrong.message
    assert str(wrong.span).removeprefix(f"{tmp_path}/") == place
    assert render(wrong, {})
    sound = [work.key for work in works if not work.fault]
    assert sound
    for key in (work.key for work in works if work.fault):
        cited = start(Request(clusters(f"[@{key}]"), works, "mla", "en"), None)
        assert f'"{key}" is cited, but its entry cannot be read' in one(cited.diagnostics).message
        assert cited.diagnostics[0].severity is Severity.ERROR


def test_of_many_broken_entries_some_are_reported(tmp_path: Path) -> None:
    """Forty broken entries do not fill the screen."""
    _, found = read(tmp_path, ("a.bib", "\n".join(f"@book{{k{number}, title={{A" for number in range(40))))
    assert len(found) == MOST_LISTED + 1
    assert "more entries cannot be read" in found[-1].message


@pytest.mark.parametrize(
    ("name", "content", "place", "message"),
    [
        ("a.xml", "<!-- a -->\n<html/>", "a.xml:2:1", "it holds <html>, not EndNote's <xml>"),
        ("a.json", '{"id": "a"}', "a.json:1:1", '"a.json" holds no list of works'),
        ("a.json", "[1", "a.json:1:3", "this is not JSON"),
        ("a.json", "[" * 100_000, "a.json:1:1", '"a.json" is nested too deeply'),
        ("a.json", "[]", "a.json:1:1", 'no work was found in "a.json"'),
        ("a.bib", "hello", "a.bib:1:1", 'no work was found in "a.bib"'),
        ("a.bib", "", "talk.yaml:1:1", '"a.bib" is empty'),
        ("a.bib", b"%PNG\0\xff\0", "a.bib:1:1", '"a.bib" is not text'),
        ("a.bib", b"%" * (REFERENCES.most_bytes + 1), "talk.yaml:1:1", '"a.bib" is 32.1 MB large'),
        ("a.docx", "x", "talk.yaml:1:1", '"a.docx" is not a file of references that can be read'),
    ],
)  # fmt: skip
def test_a_file_without_any_work_is_an_error_with_its_line(
    tmp_path: Path, name: str, content: str | bytes, place: str, message: str
) -> None:
    """File and line where they can be told, in plain words."""
    works, found = read(tmp_path, (name, content))
    wrong = one(found)
    assert works == ()
    assert wrong.severity is Severity.ERROR
    assert message in wrong.message
    assert str(wrong.span).removeprefix(f"{tmp_path}/") == place
    assert render(wrong, {})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (BIB.encode("utf-16"), ""),
        (BIB.encode("utf-16-le"), ""),
        (BIB.replace("Kort", "Körtë").encode("cp1252"), 'it is read as Windows-1252 (Western European)'),
        (BIB.replace("Kort", "Körtë").encode("mac-roman"), "it is read as Mac Roman"),
        (b"% Encoding: ISO8859_2\n" + BIB.replace("Kort", "Kořtě").encode("iso8859_2"), "read as ISO8859_2"),
        (BIB.replace("Kort", "Körtë").encode() + b"@misc{z, title={Caf\xe9}}", "one letter is read"),
    ],
)  # fmt: skip
def test_an_encoding_is_guessed_with_a_warning(tmp_path: Path, data: bytes, message: str) -> None:
    """Older programs do not write UTF-8; what they write is read, and the guess is told with its place."""
    works, found = read(tmp_path, ("a.bib", data))
    name = dict(works[0].names)["author"][0].family
    assert name in ("Kort", "Körtë", "Kořtě")
    assert [wrong.severity for wrong in found] == ([Severity.WARNING] if message else [])
    assert all(message in wrong.message for wrong in found)
    assert works[-1].text("title") in ("Nothing Else", "Café")


def test_a_file_is_read_as_what_it_holds(tmp_path: Path) -> None:
    """Programs name their exports in all sorts of ways: RIS in a .txt, in a .bib; BibTeX in a .txt."""
    for name, content in (("a.txt", RIS), ("a.bib", RIS), ("b.txt", BIB)):
        works, found = read(tmp_path, (name, content))
        assert found == ()
        assert works[0].key == "kort"


def test_a_file_that_is_not_there_or_lies_outside_is_refused(tmp_path: Path) -> None:
    """A slip in the name gets a hint; a path out of the project folder is not followed."""
    (tmp_path / "works.bib").write_text(BIB)
    _, found = read_named("work.bib", "../x.bib", "https://a.org/x.bib", folder=tmp_path)
    assert [wrong.message.split(" ", 3)[:3] for wrong in found] == [
        ["there", "is", "no"],
        ["the", "file", "of"],
        ['"https://a.org/x.bib"', "is", "an"],
    ]
    assert found[0].hints == ('did you mean "works.bib"?',)


def test_works_of_files_are_values(tmp_path: Path) -> None:
    """Reading the same bytes twice gives equal works."""
    (first,), _ = read(tmp_path, ("a.ris", RIS))
    (second,), _ = read(tmp_path, ("a.ris", RIS))
    assert isinstance(first, Work)
    assert first == second


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "smb://host/x", "javascript:alert(1)", "data:text/html,x"]
)
def test_an_address_that_is_none_of_the_web_leads_nowhere(tmp_path: Path, address: str) -> None:
    """What a library links to may be anything; on a slide it is a web address or no link."""
    bib = f"@misc{{k, title={{T}}, author={{Low, Ada}}, year=2001, url={{{address}}}}}"
    ris = f"TY  - ELEC\nID  - k\nTI  - T\nAU  - Low, Ada\nPY  - 2001\nUR  - {address}\n"
    csl = json.dumps([{"id": "k", "type": "webpage", "title": "T", "URL": address}])
    for name, content in (("a.bib", bib), ("a.ris", ris), ("a.json", csl)):
        works, _ = read(tmp_path, (name, content))
        for style in ("mla", "chicago-notes"):
            result = start(Request(clusters("[@k]"), works, style, "en"), None).result()
            runs = [
                *result.entries[0].runs,
                *(run for text in (*result.clusters, *result.notes) for run in text),
            ]
            assert [run.link for run in runs if run.link] == []
            assert address not in "".join(run.text for run in runs)
