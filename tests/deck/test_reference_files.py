"""Files of references: what is read from each format, and what is said of files that are broken."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from deckgen.deck import pandoc
from deckgen.deck.citations import Request, start
from deckgen.deck.inline import Cluster, read_inline
from deckgen.deck.model import plain
from deckgen.deck.reference_files import LARGEST, open_files, with_files
from deckgen.deck.references import Items, Name, Work
from deckgen.diagnostics import Diagnostic, Refused, Severity, render
from tests.deck.bench import read_corpus, typed

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


def read(
    folder: Path, *files: tuple[str, str | bytes], cache: Path | None = None
) -> tuple[Items, tuple[Diagnostic, ...]]:
    """Write files beside an outline and read them as the outline names them."""
    for name, content in files:
        data = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(data)
    return read_named(*(name for name, _ in files), folder=folder, cache=cache)


def read_named(
    *names: str, folder: Path, cache: Path | None = None, own: Items = ()
) -> tuple[Items, tuple[Diagnostic, ...]]:
    """Read files of a folder as an outline in it names them."""
    with closing(pandoc.Pandoc()) as program:
        typed_names = [typed(name) for name in names]
        return with_files(own, open_files(typed_names, folder / "talk.yaml", cache, program))


def one(found: tuple[Diagnostic, ...]) -> Diagnostic:
    """Return the only diagnostic."""
    assert len(found) == 1, found
    return found[0]


def clusters(words: str) -> tuple[Cluster, ...]:
    """Return the groups of a text."""
    return tuple(piece for piece in read_inline(typed(words))[0] if isinstance(piece, Cluster))


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
    """The same work in two files is one; two works under one key are an error at the second."""
    other = RIS.replace("Soviet", "Other")
    works, found = read(tmp_path, ("a.ris", RIS), ("b.ris", RIS))
    assert (len(works), found) == (1, ())
    _, found = read(tmp_path, ("a.ris", RIS), ("c.ris", other))
    wrong = one(found)
    assert wrong.message == 'two works have the key "kort"; the other stands in a.ris, line 2'
    assert wrong.span is not None
    assert (wrong.span.path.name, wrong.span.line) == ("c.ris", 2)


def test_two_works_under_one_key_of_a_file_are_an_error_at_the_second(tmp_path: Path) -> None:
    """Each work knows its own line, whatever its key."""
    _, found = read(tmp_path, ("a.bib", "@book{a, title={A}}\n@book{a, title={B}}\n"))
    wrong = one(found)
    assert wrong.message == 'two works have the key "a"; the other stands in a.bib, line 1'
    assert str(wrong.span) == f"{tmp_path}/a.bib:2:7"


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


def test_a_key_of_the_outline_and_of_a_file_is_an_error(tmp_path: Path) -> None:
    """A work that the outline lists differently is not silently taken from the file."""
    (tmp_path / "a.ris").write_text(RIS)
    own = tuple(work for work in read_corpus().works if work.key == "kort")
    works, found = read_named("a.ris", folder=tmp_path, own=own)
    assert works == own
    assert 'two works have the key "kort"; the other stands in corpus.yaml' in one(found).message


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


def test_an_unchanged_file_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Pandoc gave is kept by content; a damaged copy is made anew."""
    cache = tmp_path / "cache"
    first = read(tmp_path, ("works.bib", BIB), cache=cache)
    (kept,) = cache.iterdir()
    good = kept.read_bytes()
    kept.write_bytes(good[:-9])
    assert read(tmp_path, ("works.bib", BIB), cache=cache) == first
    assert kept.read_bytes() == good
    monkeypatch.setattr(pandoc.Pandoc, "ask", _must_not_be_called)
    assert read(tmp_path, ("works.bib", BIB), cache=cache) == first


def _must_not_be_called(*_: object) -> None:
    raise AssertionError("no process is needed")


@pytest.mark.parametrize(
    ("name", "content", "place", "message"),
    [
        ("a.bib", "@book{a, title={A}}\n@book{k,\n  title = {The {Sov,\n  year = 1 }\n@misc{z, title={Z}}",
         "a.bib:2:7", 'the entry "k" does not end'),
        ("a.bib", "@book{a, title={A}}\n@book{, title={B}}\n", "a.bib:2:7", "read as .bib: unexpected"),
        ("a.ris", "TY  - BOOK\nAU  Kort\n", "a.ris:2:5", "cannot be read as .ris: unexpected 'K'"),
        ("a.ris", RIS + "TY  - JOUR\nTI  - Nothing\nER  -\n", "a.ris:8:1", 'work 2 of "a.ris" has no ID'),
        ("a.xml", "<xml><records>\n<record>", "a.xml:2:9",
         'the EndNote file "a.xml" is broken in line 2, column 9: no element found'),
        ("a.xml", "<!-- a -->\n<html/>", "a.xml:2:1", "it holds <html>, not EndNote's <xml>"),
        ("a.xml", ENDNOTE.replace("<rec-number>7</rec-number>", ""), "a.xml:1:54", "has no rec-number"),
        ("a.json", '[{"id": "a",}]', "a.json:1:13", "this is no JSON"),
        ("a.json", '{"id": "a"}', "a.json:1:1", '"a.json" holds no list of works'),
        ("a.json", '[{"id": 1},\n {"title": "a"}]', "a.json:2:2", 'work 2 of "a.json" has no id'),
        ("a.json", '{"items": [{"id": "[,"},\n {}]}', "a.json:2:2", 'work 2 of "a.json" has no id'),
        ("a.json", "[" * 100_000, "a.json:1:1", '"a.json" is nested too deeply'),
        ("a.json", "[]", "a.json:1:1", 'no work was found in "a.json"'),
        ("a.bib", "hello", "a.bib:1:1", 'no work was found in "a.bib"'),
        ("a.bib", "", "talk.yaml:1:1", '"a.bib" is empty'),
        ("a.bib", b"@book{a,\n title = {Caf\xe9}}", "a.bib:2:14", "is not UTF-8 text: a letter in line 2"),
        ("a.bib", BIB.encode("utf-16"), "a.bib:1:1", "is written in UTF-16, and UTF-8 is needed"),
        ("a.bib", BIB.encode("utf-16-le"), "a.bib:1:2", "is not UTF-8 text"),
        ("a.bib", b"%" * (LARGEST + 1), "talk.yaml:1:1", '"a.bib" holds 4.0 MB, 4 MB are allowed'),
        ("a.docx", "x", "talk.yaml:1:1", '"a.docx" is no file of references that can be read'),
    ],
)  # fmt: skip
def test_a_broken_file_is_an_error_with_its_line(
    tmp_path: Path, name: str, content: str | bytes, place: str, message: str
) -> None:
    """File and line where they can be told, plain words, and nothing kept."""
    cache = tmp_path / "cache"
    works, found = read(tmp_path, (name, content), cache=cache)
    wrong = one(found)
    assert works == ()
    assert wrong.severity is Severity.ERROR
    assert message in wrong.message
    assert str(wrong.span).removeprefix(f"{tmp_path}/") == place
    assert not cache.exists()
    assert render(wrong, {})


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


def test_without_pandoc_only_json_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CSL JSON needs no other program; for the rest the message says what to install."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read(tmp_path, ("a.json", json.dumps(CSL)))[1] == ()
    with pytest.raises(Refused, match="citations need Pandoc"):
        read(tmp_path, ("a.bib", BIB))


def test_works_of_files_are_values(tmp_path: Path) -> None:
    """Reading the same bytes twice gives equal works."""
    (first,), _ = read(tmp_path, ("a.ris", RIS))
    (second,), _ = read(tmp_path, ("a.ris", RIS))
    assert isinstance(first, Work)
    assert first == second
