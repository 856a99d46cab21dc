"""Citations through the whole walk: how often Pandoc is started, and what is said where it goes wrong."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from deckgen import cli
from deckgen.build import Order, build
from deckgen.deck import pandoc
from deckgen.deck.style_files import style_file
from tests.building import NOW
from tests.deck.test_reference_files import BIB, ENDNOTE, RIS
from tests.test_cli import names

TALK = """\
title: A talk
citations: own.csl
references: [works.bib, more.ris, most.xml]
sections:
  one:
    title: The first
    slides:
      - title: A slide that says something
        bullets: ["So it was [@tompson, p. 1101]", "And so [@other; @7]"]
"""

SAID = "talk.yaml: 1 error; nothing was written\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a talk that cites works of three files in a style of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKGEN_CACHE", "off")
    (tmp_path / "talk.yaml").write_text(TALK, encoding="utf-8")
    (tmp_path / "works.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "more.ris").write_text(RIS.replace("kort", "other").replace("Colossus", "Other"))
    (tmp_path / "most.xml").write_text(ENDNOTE, encoding="utf-8")
    (tmp_path / "own.csl").write_bytes(style_file("mla").read_bytes())
    return tmp_path


def test_a_build_starts_one_pandoc_and_none_where_nothing_has_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three files are read and the citations formatted in one process; what is cited decides."""
    started: list[str] = []
    start = pandoc.Pandoc._start

    def counted(self: pandoc.Pandoc, program: str) -> None:
        started.append(program)
        start(self, program)

    monkeypatch.setattr(pandoc.Pandoc, "_start", counted)

    def starts() -> int:
        started.clear()
        build(Order(Path("talk.yaml"), cache=folder / "cache", force=True), NOW)
        return len(started)

    assert starts() == 1
    assert starts() == 0
    for changed, count in (
        (TALK.replace("And so", "And thus").replace("A slide", "One slide"), 0),
        (TALK.replace("p. 1101", "p. 1102"), 1),
        (TALK.replace("own.csl", "apa"), 1),
        (TALK, 0),
    ):
        Path("talk.yaml").write_text(changed, encoding="utf-8")
        assert starts() == count
    Path("works.bib").write_text(BIB + "\n@book{late, title = {Never Cited}}\n", encoding="utf-8")
    assert starts() == 1
    assert starts() == 0


def test_no_process_outlives_a_build_that_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pandoc is reading a file when the style turns out to be none: it is ended all the same."""
    made: list[subprocess.Popen[bytes]] = []
    start = pandoc.Pandoc._start

    def watched(self: pandoc.Pandoc, program: str) -> None:
        start(self, program)
        assert self._process
        made.append(self._process)

    monkeypatch.setattr(pandoc.Pandoc, "_start", watched)
    (folder / "own.csl").write_text("<html/>")
    assert cli.run(["build", "talk.yaml"]) == cli.FAILED
    assert [one.poll() is not None for one in made] == [True]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("works.bib", BIB.replace("year = 1996 }", "year = 1996"),
         'works.bib:2:7: error: the entry "kort" does not end: a closing brace or quotation mark is missing\n'
         "    2 | @book{kort,\n"),
        ("works.bib", BIB.replace("title = {Nothing", "title = Nothing"), "works.bib:12:29: error: this "),
        ("works.bib", BIB.replace("Nothing", "Caf\u00e9").encode("latin-1"), "works.bib:12:25: error: "
         '"works.bib" is not UTF-8 text: a letter in line 12 cannot be read\n   12 | @book{bare'),
        ("works.bib", BIB.encode("utf-16"), 'works.bib:1:1: error: "works.bib" is written in UTF-16'),
        ("works.bib", BIB.encode() + b"%" * 10_000_000,
         'talk.yaml:3:14: error: "works.bib" holds 10.0 MB, 4 MB are allowed\n    3 | ref'),
        ("more.ris", "TY  - BOOK\nAU  Kort\n", "more.ris:2:5: error: this cannot be read as .ris"),
        ("most.xml", "<xml><records>\n<record>\n</xml>", "most.xml:3:3: error: the EndNote file"),
        ("own.csl", "<style>\n<info></style>", 'own.csl:2:9: error: the citation style "own.csl" is broken'),
        ("own.csl", "<html/>", 'own.csl:1:1: error: "own.csl" is no citation style: it holds <html>'),
    ],
)  # fmt: skip
def test_a_broken_file_is_shown_at_its_line_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: str | bytes, said: str
) -> None:
    """One error, the file and line, the line itself; the works that cannot be read are not missed besides."""
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    before = names(folder)
    assert cli.run(["build", "talk.yaml"]) == cli.FAILED
    out, err = capsys.readouterr()
    assert err.removeprefix(f"{folder}/").startswith(said)
    assert err.endswith(SAID)
    assert "Traceback" not in err
    assert (out, names(folder)) == ("", before)


def test_without_pandoc_the_message_says_what_to_install(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No program, no deck: one line and the command that helps; a talk that cites nothing is built."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(folder))
    before = names(folder)
    assert cli.run(["build", "talk.yaml"]) == cli.FAILED
    err = capsys.readouterr().err
    assert err.startswith("error: citations need Pandoc, and it is not installed\n  hint: install the one")
    assert "python -m pip install pypandoc_binary" in err
    assert err.endswith(SAID)
    assert names(folder) == before
    plain = TALK.replace("citations: own.csl\nreferences: [works.bib, more.ris, most.xml]\n", "")
    (folder / "talk.yaml").write_text(plain.replace(" [@tompson, p. 1101]", "").replace(" [@other; @7]", ""))
    assert cli.run(["build", "talk.yaml"]) == cli.DONE


def test_formulas_and_citations_come_from_one_pandoc(folder: Path) -> None:
    """Each answer reaches the one who asked: a talk with a formula and a citation builds without a cache."""
    text = TALK.replace("So it was", "So $E = mc^2$ was")
    (folder / "talk.yaml").write_text(text, encoding="utf-8")
    build(Order(folder / "talk.yaml"), NOW)
    show = (folder / "talk.html").read_text(encoding="utf-8")
    assert "<math" in show
    assert "1101" in show
