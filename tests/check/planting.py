"""Sentences of an essay → slides that are right and slides with one fault each, by script and by hand."""

from __future__ import annotations

import random
import re
import subprocess
import textwrap
from collections.abc import Iterator
from pathlib import Path

from deckgen.check.essay import EssayText, Passage
from deckgen.check.words import sentences_of
from deckgen.pandoc.process import find_pandoc
from deckgen.structs import Struct


class Case(Struct, frozen=True):
    """A slide, and the kinds of findings of which one is expected on it; none for a control."""

    name: str
    expected: tuple[str, ...]
    text: str
    besides: frozenset[str] = frozenset()
    """What may be said of it besides, and rightly."""


class Sentence(Struct, frozen=True):
    """A sentence of the essay as a slide would have it: its paragraph, and what is cited at its end."""

    passage: Passage
    text: str
    cite: str


NUMBER = re.compile(r"\d[\d,\u00a0]*")
MONTHS = "January February March April May June July August September October November December"
MONATE = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
OPPOSITES = (
    *(("lowest", "highest"), ("poor", "plentiful"), ("early", "late"), ("fell within", "fell after")),
    *(("more deaths", "fewer deaths"), ("closed its borders", "opened its borders"), ("worst", "best")),
    *(("forbade", "allowed"), ("upper third", "lower third"), ("dimmed the sun", "warmed the sun")),
    *(("sold their farms", "kept their farms"), ("few died", "most died"), ("founded", "closed")),
    *(("both sides", "one side"), ("made the hunger", "ended the hunger"), ("bought grain", "sold grain")),
    *(("fiel die Ernte aus", "gelang die Ernte"), ("überlebte", "verkaufte"), ("stieg", "sank")),
    *(("nützliches", "schädliches"), ("am schwächsten", "am stärksten"), ("satt wurden", "arm wurden")),
    *(("fürchteten", "hofften"), ("leer blieb", "voll blieb"), ("bewachen", "pflügen")),
)
"""Words of the essays → what says the contrary in their place."""

NAMES = {"Geneva": "Bern", "Prussia": "Saxony", "Vermont": "Maine", "Sumbawa": "Java", "Hohenheim": "Ulm"}


def sentences(essay: EssayText) -> Iterator[Sentence]:
    """Yield the sentences of eight words and more that cite nothing, or one work with its page."""
    for passage in essay.paragraphs:
        for start, stop in sentences_of(passage.text):
            cites = [one for one in passage.citations if start < one.offset <= stop]
            text = passage.text[start:stop].strip().replace("'", "’").replace('"', "")
            cite = f"[@{cites[0].key}, p. {cites[0].pages}]" if cites and cites[0].pages else ""
            if len(text.split()) >= 8 and (cite or not cites) and "\n" not in text:
                yield Sentence(passage, text, cite)


def slide(name: str, point: str, covers: object = "") -> str:
    """Return a slide of one point."""
    source = f"        from: {covers}\n" if covers else ""
    return f"      - id: {name}\n        title: A slide\n{source}        bullets:\n          - '{point}'\n"


def quoted(name: str, text: str, cite: str = "") -> str:
    """Return a slide that is a quotation."""
    own = f", cite: '{cite}'" if cite else ""
    return f"      - id: {name}\n        quote: {{text: '{text}'{own}}}\n"


class Plot:
    """Cases of one essay, numbered as they are planted."""

    def __init__(self, essay: EssayText, works: list[str], seed: int) -> None:
        self.essay, self.works = essay, works
        self.chance = random.Random(seed)
        self.cases: list[Case] = []

    def point(self, expected: tuple[str, ...], text: str, covers: object = "") -> None:
        """Add a slide of one point."""
        name = f"{'bad' if expected else 'ok'}-{len(self.cases)}"
        self.cases.append(Case(name, expected, slide(name, text, covers)))

    def quote(self, expected: tuple[str, ...], text: str, cite: str = "") -> None:
        """Add a slide that is a quotation."""
        name = f"{'bad' if expected else 'ok'}-{len(self.cases)}"
        self.cases.append(Case(name, expected, quoted(name, text, cite)))

    def plant(self) -> None:
        """Add faults and controls of every kind that each sentence has a place for."""
        every = list(sentences(self.essay))
        for one in every:
            number = one.passage.number
            self.point((), f"{one.text} {one.cite}".strip(), number)
            self._shortened(one)
            self._changed(one)
            if one.cite:
                self._cited(one)
        words = [passage.text.split() for passage in self.essay.paragraphs]
        for at, typed in enumerate(words):
            self._quoted(typed, words[(at + 3) % len(words)])

    def _shortened(self, one: Sentence) -> None:
        """Add what a speaker makes of a sentence that stays right: a clause of it, without its connective."""
        clauses = [part.strip(" ,;:.") for part in re.split(r"[,;:] ", one.text)]
        for clause in clauses[:2]:
            if len(clauses) > 1 and len(clause.split()) >= 5:
                self.point((), f"{clause[:1].upper()}{clause[1:]} {one.cite}".strip(), one.passage.number)

    def _changed(self, one: Sentence) -> None:
        """Add the sentence with another number, year, month, name or word, or with a negation more."""
        number, text = one.passage.number, one.text
        for found in list(NUMBER.finditer(text))[:2]:
            digits = int(re.sub(r"\D", "", found[0]))
            if digits > 10:
                changed = f"{text[: found.start()]}{digits + 40}{text[found.end() :]} {one.cite}".strip()
                self.point(("number-differs", "date-differs"), changed, number)
        for months in (MONTHS.split(), MONATE.split()):
            for at, month in enumerate(months):
                if re.search(rf"\b{month}\b", text):
                    other = re.sub(rf"\b{month}\b", months[(at + 5) % 12], text)
                    self.point(("date-differs",), f"{other} {one.cite}".strip(), number)
                    break
        for name, other in NAMES.items():
            if name in text:
                self.point(
                    ("name-differs", "says-otherwise"),
                    f"{text.replace(name, other)} {one.cite}".strip(),
                    number,
                )
        for right, wrong in OPPOSITES:
            if right in text:
                self.point(
                    ("says-otherwise", "misquoted"),
                    f"{text.replace(right, wrong)} {one.cite}".strip(),
                    number,
                )
        if verb := re.search(r"\b(?:was|were|had|spread|mochten|hatte|hilft|war|wird|kam)\b", text):
            no = "nicht" if re.search(r"\b(?:der|die|das)\b", text) else "not"
            changed = f"{text[: verb.end()]} {no}{text[verb.end() :]} {one.cite}".strip()
            self.point(("says-otherwise",), changed, number)

    def _cited(self, one: Sentence) -> None:
        """Add the sentence without its source, with another page, with another work."""
        number = one.passage.number
        self.point(("source-dropped",), one.text, number)
        key = one.cite[2:].partition(",")[0]
        self.point(("other-page",), f"{one.text} [@{key}, p. 999]", number)
        other = self.chance.choice([work for work in self.works if work != key])
        self.point(("other-source",), f"{one.text} [@{other}, p. 9]", number)

    def _quoted(self, words: list[str], others: list[str]) -> None:
        """Add quotations of a paragraph, right ones and wrong ones."""
        for _ in range(3):
            length = self.chance.randint(8, min(16, len(words) - 2))
            start = self.chance.randrange(len(words) - length)
            piece = [one.replace("'", "’") for one in words[start : start + length]]
            self.quote((), " ".join(piece))
            self.quote((), " ".join([*piece[:3], "…", *piece[4:]]))
            self.quote((), " ".join(["[So]", *piece[1:]]))
            changed = [*piece]
            changed[self.chance.randrange(2, length - 2)] = "elephant"
            self.quote(("misquoted",), " ".join(changed))
            cut = self.chance.randrange(3, length - 3)
            self.quote(("left-out", "joined"), " ".join([*piece[:cut], *piece[cut + 1 :]]))
            end = [one.replace("'", "’") for one in others[-7:]]
            self.quote(("joined", "left-out"), " ".join([*piece[:7], *end]))


def as_typed(source: Path, surnames: dict[str, str]) -> str:
    """Return an essay with its citations as one types them: `(Wood 12)`."""

    def typed(found: re.Match[str]) -> str:
        pages = re.sub(r"^,\s*(?:pp?|S)\.\s*", " ", found[2])
        return f"({surnames[found[1]]}{pages})"

    return re.sub(r"\[@(\w+)([^\]]*)\]", typed, source.read_text(encoding="utf-8"))


def as_docx(text: str, file: Path) -> Path:
    """Write an essay as a .docx."""
    command = [find_pandoc(), "-f", "markdown", "-t", "docx", "-o", str(file)]
    subprocess.run(command, input=text.encode(), check=True)
    return file


def as_pdf(text: str, file: Path) -> Path:
    """Write an essay as a PDF as word processors do: set lines, pages with numbers, words nowhere marked."""
    body = text.split("---\n", 2)[2]
    lines: list[tuple[str, int, int]] = []
    for block in body.strip().split("\n\n"):
        head = block.startswith("# ")
        for part in block.removeprefix("# ").split("\n"):
            lines += [(line, 15 if head else 11, 0) for line in textwrap.wrap(part, 86)]
        lines[-1] = (lines[-1][0], lines[-1][1], 1)
    pages: list[list[str]] = [[]]
    y = 780
    for line, size, last in lines:
        if y < 90:
            pages.append([])
            y = 780
        shown = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        pages[-1].append(f"BT /F1 {size} Tf 72 {y} Td ({shown}) Tj ET")
        y -= 16 + 14 * last
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects.append(font)
    kids = []
    for number, drawn in enumerate(pages, 1):
        content = "\n".join([*drawn, f"BT /F1 9 Tf 300 40 Td ({number}) Tj ET"]).encode("cp1252", "replace")
        kids.append(b"%d 0 R" % (len(objects) + 1))
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
        page += b"/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
        objects.append(page % (len(objects) + 2))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    data, places = b"%PDF-1.4\n", []
    for at, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (at, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n" % (size, table, size)
    where = data.rindex(b"xref\n0")
    file.write_bytes(data + b"startxref\n%d\n%%%%EOF" % where)
    return file
