"""Citations through the whole walk: how often Pandoc is started, and what is said where it goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen import cli
from deckgen.build import build
from deckgen.compile import Options, Services, compile_file
from deckgen.deck.citing.style_files import style_file
from deckgen.pandoc import process as pandoc
from tests.deck.citing.test_reference_files import BIB, ENDNOTE, RIS
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


def test_a_build_starts_one_pandoc_and_none_where_nothing_has_changed(folder: Path) -> None:
    """The citations of three files are formatted in one process; what is cited decides, and nothing else."""
    made: list[pandoc.Pandoc] = []

    def making() -> pandoc.Pandoc:
        made.append(pandoc.Pandoc())
        return made[-1]

    def starts() -> int:
        made.clear()
        build(Options("talk.yaml", fresh=True), Services(folder / "cache", making))
        return sum(one.started for one in made)

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
    assert starts() == 0
    Path("works.bib").write_text(BIB.replace("The Fall", "A Fall"), encoding="utf-8")
    assert starts() == 1


def test_no_process_outlives_a_compile_that_is_stopped(folder: Path) -> None:
    """Pandoc is at a formula when the style turns out to be none: it is ended all the same."""
    program = pandoc.Pandoc()
    (folder / "talk.yaml").write_text(TALK.replace("So it was", "So $E = mc^2$ was"), encoding="utf-8")
    (folder / "own.csl").write_text("<html/>")
    compiled = compile_file(Options("talk.yaml"), Services(pandoc=lambda: program))
    (problem,) = compiled.diagnostics
    assert problem.message.startswith('"own.csl" is not a citation style')
    assert (program.started, program.running) == (True, False)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("works.bib", BIB.replace("09668139108411982}}", "09668139108411982}"),
         'talk.yaml:9:31: error: "tompson" is cited, but its entry cannot be read: it does not end'),
        ("works.bib", BIB.encode() + b"%" * 40_000_000,
         'talk.yaml:3:14: error: the file of references "works.bib" is 40.1 MB large; at most 32 MB is read'),
        ("more.ris", "TY  - BOOK\nAU  Kort\n", 'more.ris:1:1: error: no work was found in "more.ris"'),
        ("most.xml", "<xml><records>\n<record>\n</xml>",
         "most.xml:2:2: warning: an entry cannot be read: its XML is broken"),
        ("own.csl", "<style>\n<info></style>", 'own.csl:2:9: error: the citation style "own.csl" is broken'),
        ("own.csl", "<html/>", 'own.csl:1:1: error: "own.csl" is not a citation style: it holds <html>'),
    ],
)  # fmt: skip
def test_a_broken_file_is_shown_at_its_line_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: str | bytes, said: str
) -> None:
    """One error, the file and line, the line itself; what only goes with it is a warning at most."""
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    before = names(folder)
    assert cli.run(["build", "talk.yaml"]) == cli.FAILED
    out, err = capsys.readouterr()
    assert err.removeprefix(f"{folder}/").startswith(said)
    assert "talk.yaml: 1 error" in err
    assert "nothing was written" in err
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
    assert err.startswith(
        "error: citations need Pandoc, and it is not installed [D164]\n  hint: install the one"
    )
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
    build(Options(folder / "talk.yaml"), Services())
    show = (folder / "talk.html").read_text(encoding="utf-8")
    assert "<math" in show
    assert "1101" in show
