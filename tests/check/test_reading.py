"""An essay's file is taken apart into the paragraphs that `from:` counts."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from deckgen.check.essay import Passage
from deckgen.check.reading import document
from deckgen.check.reading.essay_file import numbered, read_essay
from deckgen.check.reading.plain_text import text_blocks
from deckgen.check.words import words_of
from deckgen.diagnostics import DeckgenError
from deckgen.pandoc import once
from deckgen.pandoc.process import find_pandoc
from tests.check.talk import essay


def test_paragraphs_are_body_text_in_order() -> None:
    """Headings, the list of works and notes count for nothing; a list belongs to what leads into it."""
    paragraphs = essay().paragraphs
    assert [one.number for one in paragraphs] == list(range(1, 10))
    assert paragraphs[5].text.startswith("Hunger does not follow")
    assert paragraphs[5].text.endswith("a state that waits.")
    assert "Krämer, Daniel" not in " ".join(one.text for one in essay().passages)


def test_citations_are_kept_with_their_pages() -> None:
    """They are out of the text, and known by where they were in it."""
    second = essay().paragraphs[1]
    assert [(one.key, one.pages) for one in second.citations] == [
        ("wood2014", "20"), ("oppenheimer2003", "230"), ("wood2014", "24"),
    ]  # fmt: skip
    assert "wood2014" not in second.text
    assert second.text[: second.citations[0].offset].endswith("2,850 were left")


NOTED = """\
# Rags

Paper was made of rags, and rags were short (Coleman 91-93). “The want of rags is felt---everywhere,”
wrote the *Chronicle*.[^1] A mill paid £4 in 1801 (vgl. Hills 1988, S. 54 f.; Coleman 97).

Coleman (1958, p. 12) doubts it [sic]. Koops promised paper “manufactured solely from straw”.[^2] It had
three parts:

- a stone that ground,
- a vat that caught the pulp, and
- a frame that pressed it.[^3]

> Wood will clothe the word as linen did (Voelter 3).

By 1900 nine tenths of all paper came from trees (in Britain); see Figure 2 (Table 3).[^4]

[^1]: Quoted in Richard L. Hills, *Papermaking in Britain* (London: Athlone, 1988), 54.
[^2]: Ibid., 56; see also Koops, *Historical Account*, 12.
[^3]: The British Library has a copy of it.
[^4]: Coleman, *British Paper Industry*, pp. 200-02.

# Works Cited

Coleman, D. C. *The British Paper Industry*. Oxford, 1958.

Hills, Richard L. *Papermaking in Britain*. Athlone, 1988.
"""


@pytest.mark.parametrize("kind", ["docx", "odt", "html", "tex", "txt"])
def test_every_kind_of_file_says_the_same(kind: str, tmp_path: Path) -> None:
    """The same paragraphs, words, notes and sources, and each source at the same words."""
    source = tmp_path / "source.md"
    source.write_text(NOTED, encoding="utf-8")
    file = tmp_path / f"essay.{kind}"
    form = {"tex": "latex", "txt": "plain"}.get(kind, kind)
    command = [find_pandoc(), "-f", "markdown", "-t", form, "-s", "-o", str(file), str(source)]
    subprocess.run(command, check=True)
    expected, found = (read_essay(one, one.name) for one in (source, file))
    assert [one.number for one in expected.paragraphs] == [1, 2, 3]
    cited = [[(one.key, one.pages) for one in passage.citations] for passage in expected.paragraphs]
    assert cited == [
        [("Coleman", "91-93"), ("Hills", "54"), ("Hills", "54"), ("Coleman", "97")],
        [("Coleman", "12"), ("Hills", "56"), ("Koops", "12"), ("Voelter", "3")],
        [("Coleman", "200-02")],
    ]
    assert [told(one) for one in found.passages] == [told(one) for one in expected.passages]


def told(passage: Passage) -> tuple[int | None, list[str], list[tuple[str, str, int]]]:
    """Return a passage's number, its words, and its sources with the words that are before each."""
    cites = [(one.key, one.pages, len(words_of(passage.text[: one.offset]))) for one in passage.citations]
    return passage.number, [one.key for one in words_of(passage.text)], cites


LATEX = r"""\documentclass{article}
\usepackage{csquotes}
\begin{document}
% a comment with \textquote[{\cite[9]{nobody}}]{words}
\input{rags}
Keller---never rich---ground \emph{wood}\footnote{\cite[38]{burger}; he had \enquote{no money}.} in a mortar;
it was \enquote{a wasps' trick}. 5\,\% % and no more
of it \say{held} \parencites[41]{burger}[140]{hills}.
\begin{displayquote}[{\cite[3]{voelter}}]
Wood \textelp{} will clothe the word.
\end{displayquote}

``Rags \textins{were} short'' and \textcquote[54]{hills}{felt in every mill};
``\textit{sold}''~\autocite[12]{koops}.

\begin{thebibliography}{9}
\bibitem{hills} R. L. Hills, Papermaking, 1988.
\end{thebibliography}
\end{document}
"""

MARKDOWN = """\
Rags were short [@coleman, p. 91].

Keller---never rich---ground *wood*[^1] in a mortar; it was "a wasps' trick". 5 % of it "held"
[@burger, p. 41; @hills, p. 140].

> Wood … will clothe the word [@voelter, p. 3].

"Rags [were] short" and "felt in every mill" [@hills, p. 54]; "*sold*" [@koops, p. 12].

[^1]: [@burger, p. 38]; he had "no money".
"""


def test_latex_says_the_same_as_markdown(tmp_path: Path) -> None:
    """Quotations of csquotes with their sources, notes, dashes, comments, chapters, and no list of works."""
    for name, text in (("essay.tex", LATEX), ("essay.md", MARKDOWN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "rags.tex").write_text(r"Rags were short \citep[p.~91]{coleman}.", encoding="utf-8")
    found, expected = (read_essay(tmp_path / name, name) for name in ("essay.tex", "essay.md"))
    assert [told(one) for one in found.passages] == [told(one) for one in expected.passages]
    assert [len(one.citations) for one in found.paragraphs] == [1, 4, 2]
    assert "“a wasps’ trick”" in found.paragraphs[1].text.replace("'", "’")
    (tmp_path / "rags.tex").unlink()
    with pytest.raises(DeckgenError, match='includes "rags", which cannot be read'):
        read_essay(tmp_path / "essay.tex", "essay.tex")


@pytest.mark.parametrize(
    "page",
    [
        '<p>{0}<sup><a href="#n1" id="r1">[1]</a></sup> Much.</p>'
        '<hr><div><p><a href="#r1" id="n1">[1]</a> {1}</p></div>',
        "<p>{0}<a href='#_ftn1' name='_ftnref1'><span><sup>[1]</sup></span></a> Much.</p>"
        "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'><sup>[1]</sup></a> {1}</p></div>",
        '<p>{0}<sup id="c1"><a href="#d1">[1]</a></sup> Much.</p>'
        '<ol><li id="d1"><a href="#c1">^</a> <span>{1}</span></li></ol>',
        '<p>{0}<sup id="fnref:1"><a href="#fn:1">1</a></sup> Much.</p>'
        '<div><ol><li id="fn:1"><p>{1}&nbsp;<a href="#fnref:1">&#8617;</a></p></li></ol></div>',
    ],
    ids=["Google Docs", "Word", "Wikipedia", "Markdown"],
)
def test_notes_of_a_page_belong_where_they_are_marked(page: str, tmp_path: Path) -> None:
    """A page's notes lie at its end: they are no paragraphs, and their numbers no words of the text."""
    file = tmp_path / "essay.html"
    said = "The speech was met in silence, and nobody in the hall moved."
    file.write_text(page.format(said, "Kort, Colossus, 294."), encoding="utf-8")
    one, note = read_essay(file, file.name).passages
    assert (one.text, note.text) == (f"{said} Much.", "Kort, Colossus, 294.")
    assert [(cite.key, cite.pages, cite.offset) for cite in one.citations] == [("Kort", "294", len(said))]


def test_a_page_that_ends_in_a_sentence_cuts_no_paragraph() -> None:
    """What goes on with a small letter belongs to the paragraph before."""
    head = "A. Student\n\nHistory 214\n\nWhy did it rain?\n\n"
    text = f"{head}It rained for weeks in his\n\ncountry, and nobody knew why.\n\nThen it stopped."
    found = [(one.number, one.text) for one in numbered(text_blocks(text))]
    assert found == [
        (1, "It rained for weeks in his country, and nobody knew why."),
        (2, "Then it stopped."),
    ]


def test_typed_citations_are_found() -> None:
    """Names in brackets, with pages or without, are citations, and no words of the text."""
    (one,) = numbered(
        text_blocks("It was the veil (Oppenheimer 244; Wood). The sun (of course) dimmed (see above).")
    )
    assert [(cite.key, cite.pages) for cite in one.citations] == [("Oppenheimer", "244"), ("Wood", "")]
    assert one.text == "It was the veil. The sun (of course) dimmed (see above)."


def test_a_paragraph_in_bold_is_a_heading(tmp_path: Path) -> None:
    """Many essays have no heading styles: a short bold paragraph without a stop is one."""
    file = tmp_path / "bold.md"
    file.write_text(
        "**The mountain**\n\nIt stands on an island of its own, far away.\n\n**Not this, though.**\n"
    )
    assert [one.text for one in read_essay(file, "bold.md").paragraphs] == [
        "It stands on an island of its own, far away.", "Not this, though.",
    ]  # fmt: skip


def test_an_older_encoding_is_read(tmp_path: Path) -> None:
    """A text of Windows keeps its quotation marks and its letters."""
    file = tmp_path / "old.txt"
    file.write_bytes("He called it “the year of the beggar”, and left for Württemberg.".encode("cp1252"))
    assert (
        "“the year of the beggar”, and left for Württemberg" in read_essay(file, "old.txt").paragraphs[0].text
    )


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    """A damaged file is an error with advice, not a traceback."""
    broken = tmp_path / "essay.docx"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    broken.write_bytes(data.getvalue())
    with pytest.raises(DeckgenError, match=r'the essay "essay.docx" cannot be read'):
        read_essay(broken, "essay.docx")
    for kind in ("md", "txt", "tex", "html"):
        for content in ("", "\n \n"):
            (tmp_path / f"none.{kind}").write_text(content, encoding="utf-8")
            with pytest.raises(DeckgenError, match="holds no text"):
                read_essay(tmp_path / f"none.{kind}", f"none.{kind}")
    empty = tmp_path / "essay.pdf"
    empty.write_bytes(b"%PDF-1.4\n")
    with pytest.raises(DeckgenError, match=r'"essay.pdf" cannot be read as a PDF'):
        read_essay(empty, "essay.pdf")


PAGES = (
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R"
    "/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 91>>stream\nBT /F1 9 Tf 20 200 Td (It was the veil and not the ash that dimmed"
    " the sun over all of Europe.) Tj ET\nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "6 0 obj<</Type/Page>>endobj\ntrailer<</Root 1 0 R/Size 7>>\n"
)


def test_a_damaged_page_of_a_pdf_costs_no_other(tmp_path: Path) -> None:
    """What can be read is, and a file that ends what reads it is a message, not the end of deckgen."""
    (tmp_path / "a.pdf").write_text(PAGES.replace("6 0 obj<</Type/Page>>", "6 0 obj 9"), encoding="ascii")
    assert read_essay(tmp_path / "a.pdf", "a.pdf").paragraphs[0].text.startswith("It was the veil")
    (tmp_path / "b.pdf").write_text(PAGES[:60], encoding="ascii")
    with pytest.raises(DeckgenError, match="cannot be read as a PDF: it is damaged, or has a password"):
        read_essay(tmp_path / "b.pdf", "b.pdf")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Pandoc is a script of the shell's")
@pytest.mark.parametrize(
    ("says", "why"),
    [
        ("echo '[1'", "answer is no document"),
        ("echo '[]'", "answer is no document"),
        ("echo broken >&2; exit 9", "cannot be read: broken"),
        ("exit 9", "cannot be read: it ended with 9"),
        ("sleep 9", "did not answer within"),
    ],
)
def test_whatever_pandoc_says_is_a_message(
    says: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash, a hang and rubbish in place of an answer name the essay."""
    program = tmp_path / "pandoc"
    program.write_text(f"#!/bin/sh\n{says}\n")
    program.chmod(0o755)
    monkeypatch.setattr(once, "find_pandoc", lambda: str(program))
    monkeypatch.setattr(document, "PANDOC_ESSAY_SECONDS", 0.2 if "sleep" in says else 60)
    (tmp_path / "a.md").write_text("So it is.", encoding="utf-8")
    with pytest.raises(DeckgenError, match=why):
        read_essay(tmp_path / "a.md", "a.md")
