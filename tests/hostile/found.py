# ruff: noqa: E501 (the inputs are kept as they are typed)
"""Small inputs that once ended in a traceback, ran without end or took a gigabyte, by name → their files."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from tests.recordings import mp4

Files = Mapping[str, bytes | str]

WORK = "references:\n  k: {type: book, title: T, author: 'Kort, Michael', year: 1996, publisher: P}\n"
NINES = "9" * 5_000


def slide(fields: str, more: str = "") -> str:
    """Return an outline with one slide of these fields."""
    body = "\n".join(f"        {line}" for line in fields.splitlines())
    return f"title: T\n{more}sections:\n  - title: S\n    slides:\n      - title: A\n{body}\n"


def _talk(fields: str, more: str = "", **files: bytes | str) -> Files:
    return {"talk.yaml": slide(fields, more), **files}


def _formula(tex: str) -> Files:
    return _talk(f"text: '${tex}$'")


def _equation(tex: str) -> Files:
    return _talk(f"equation: '{tex}'")


def _bullet(words: str, more: str = "") -> Files:
    return _talk(f"bullets:\n  - '{words}'", more)


def _works(name: str, content: bytes | str) -> Files:
    return {**_bullet("So it is [@k].", f"references: {name}\n"), name: content}


def _svg(inside: str) -> Files:
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30">'
    return {**_talk("image: {file: a.svg, alt: a}"), "a.svg": f"{head}{inside}</svg>"}


def _csv(content: str, field: str = "table: {file: a.csv}") -> Files:
    return {**_talk(field), "a.csv": content}


def _essay(name: str, content: bytes | str) -> Files:
    point = "He said that “nobody clapped at all there” in 1956 (Kort 1996, p. 3)."
    return {**_talk(f"bullets: ['{point}', two]", f"essay: {name}\n"), name: content}


def _captions(name: str, said: str) -> Files:
    outline = slide(f"media: {{file: a.mp4, alt: a, captions: {name}}}")
    return {"talk.yaml": outline, "a.mp4": mp4(), name: said}


def _merged(name: str, change: Callable[[bytes], bytes]) -> Files:
    from tests.hostile.mutate import deck_of, rewritten

    text = slide("bullets: [one, two]")
    return {"talk.yaml": text, "talk.pptx": rewritten(deck_of(text.encode()), name, change)}


def _recording(name: str, data: bytes) -> Files:

    return {**_talk(f"media: {{file: {name}, alt: a}}"), name: data}


def _box(kind: bytes, body: bytes, size: int | None = None) -> bytes:
    return struct.pack(">I", len(body) + 8 if size is None else size) + kind + body


def _mp4(*inside: bytes) -> bytes:
    return _box(b"ftyp", b"isom\0\0\2\0isomavc1") + b"".join(inside)


def _png(width: int, height: int, data: bytes = b"", rows: bool = False) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * (width + 1) * height) if rows else data
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def _gif(side: int, frames: int) -> bytes:
    place = struct.pack("<HHHH", 0, 0, side, side)
    # of so large a place, only the first dots are given
    frame = b"\x21\xf9\x04\x08\x0a\0\0\0," + place + b"\0\x02\x02\x44\x01\0"
    return b"GIF89a" + place[4:] + b"\x80\0\0" + b"\0\0\0\xff\xff\xff" + frame * frames + b";"


def _docx(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
        )
    return out.getvalue()


_CSL = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>S</title><id>s</id>'
    "<updated>2020-01-01T00:00:00Z</updated></info>{macros}<citation><layout>{cite}</layout></citation>"
    "<bibliography><layout>{cite}</layout></bibliography></style>"
)


def _csl(macros: str, cite: str) -> Files:
    return {
        **_bullet("So it is [@k].", f"citations: s.csl\n{WORK}"),
        "s.csl": _CSL.format(macros=macros, cite=cite),
    }


def _theme(edit: Callable[[str], str]) -> Files:
    from tests.tools import ROOT

    base = (ROOT / "templates" / "lectern" / "theme.yaml").read_text(encoding="utf-8")
    return {**_talk("text: a", "theme: own/theme.yaml\n"), "own/theme.yaml": edit(base)}


def _laugh(define: str, number: int) -> str:
    """Return a command of TeX's that stands for nine times the one before it."""
    return define % chr(98 + number) + "{" + f"\\{chr(97 + number)}" * 9 + "}"


def _entities(name: str) -> str:
    """Return a document type whose last entity, `&m;`, stands for 10¹³ characters."""
    more = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    return f'<!DOCTYPE {name} [<!ENTITY a "xxxxxxxxxx">{more}]>'


def _macros_that_double(count: int = 30) -> str:
    macros = "".join(
        f'<macro name="m{n}"><group><text macro="m{n + 1}"/><text macro="m{n + 1}"/></group></macro>'
        for n in range(count)
    )
    return macros + f'<macro name="m{count}"><text variable="title"/></macro>'


FOUND: dict[str, Callable[[], Files]] = {
    # formulas
    "powers 30 deep": lambda: _formula("x^{" * 30 + "y" + "}" * 30),
    "indices 30 deep": lambda: _formula("x_{" * 30 + "y" + "}" * 30),
    "powers and indices": lambda: _formula("x_{a^{" * 15 + "y" + "}}" * 15),
    "powers without groups": lambda: _formula("x^y_z" * 300),
    "under and over": lambda: _formula("\\overset{a}{" * 30 + "x" + "}" * 30),
    "overbraces": lambda: _formula("\\overbrace{" * 30 + "x" + "}" * 30 + "^2"),
    "sums": lambda: _formula("\\sum_{i}^{" * 30 + "x" + "}" * 30),
    "accents": lambda: _formula("\\hat{" * 30 + "x" + "}" * 30),
    "texts": lambda: _formula("\\text{" * 30 + "x" + "}" * 30),
    "primes": lambda: _formula("x" + "'" * 3_000),
    "matrices": lambda: _formula("\\begin{matrix}" * 30 + "x" + "\\end{matrix}" * 30),
    "cells of a matrix": lambda: _formula("\\begin{matrix}" + "a & b \\\\ " * 400 + "\\end{matrix}"),
    "fractions 1,500 deep": lambda: _formula("\\frac{1}{" * 1_500 + "x" + "}" * 1_500),
    "roots 1,500 deep": lambda: _formula("\\sqrt{" * 1_500 + "x" + "}" * 1_500),
    "roots 350 deep": lambda: _formula("\\sqrt{" * 350 + "x" + "}" * 350),
    "roots without groups": lambda: _formula("\\sqrt" * 900 + "x"),
    "fractions without groups": lambda: _formula("\\frac" * 600 + "1" * 700),
    "brackets 1,500 deep": lambda: _formula("\\left(" * 1_500 + "x" + "\\right)" * 1_500),
    "roots 10,000 deep": lambda: _formula("\\sqrt{" * 10_000 + "x" + "}" * 10_000),
    "a formula of 20,000": lambda: _formula("x + " * 5_000 + "y"),
    "a formula of a megabyte": lambda: _formula("x + " * 250_000 + "y"),
    "laughs": lambda: _formula(
        "".join(_laugh("\\newcommand{\\%s}", n) for n in range(12)) + "\\m"
    ),
    "laughs by def": lambda: _formula(
        "\\def\\a{xx}" + "".join(_laugh("\\def\\%s", n) for n in range(12)) + "\\m"
    ),
    "a macro of itself": lambda: _formula("\\newcommand{\\a}{\\a\\a}\\a"),
    "many formulas": lambda: _talk("text: |\n  " + "$x^2$ and " * 1_500),
    "a formula of its own": lambda: _talk("equation: '" + "\\frac{1}{" * 29 + "x" + "}" * 29 + "'"),
    "cases within each other": lambda: _equation("\\begin{cases}" * 14 + "x" + "\\end{cases}" * 14),
    "brackets that grow": lambda: _equation("\\left(" * 29 + "x" + "\\right)" * 29),
    "phantoms": lambda: _equation("\\phantom{" * 29 + "x" + "}" * 29),
    "texts with formulas": lambda: _equation("\\text{a $" * 14 + "x" + "$}" * 14),
    "sums of fractions": lambda: _equation("\\frac{1}{1 + " * 29 + "x" + "}" * 29),
    "indices of indices": lambda: _equation("x" + "_{1}" * 900),
    "powers of powers": lambda: _formula("x" + "^2" * 1_900),
    "odd characters in a formula": lambda: _talk('text: "$\\u0007\\u202e\\ufffe\\\\alpha$"'),
    # texts
    "10,000 marks": lambda: _bullet("*a **b `" * 5_000),
    "marks below the bound": lambda: _bullet("*a **b `" * 6_000),
    "stars": lambda: _bullet("*" * 49_000),
    "stars and letters": lambda: _bullet("*a_b" * 12_000),
    "backticks": lambda: _bullet("".join("`" * n + "a" for n in range(1, 300))),
    "tildes": lambda: _bullet("~~a " * 12_000),
    "tildes of one": lambda: _bullet("~a^b " * 9_000),
    "carets": lambda: _bullet("a^[" * 12_000),
    "brackets": lambda: _bullet("[" * 49_000),
    "footnotes that open": lambda: _bullet("^[" * 24_000),
    "marks of footnotes": lambda: _bullet("[^" * 24_000),
    "citations side by side": lambda: _bullet("[@a]" * 12_000),
    "citations of a slide": lambda: _talk('text: x\ncite: "' + "[@a]" * 6_000 + '"'),
    "works of a slide": lambda: _talk(
        'text: x\ncite: "[' + "; ".join(f"@a{n}" for n in range(1_000)) + ']"',
        "references:\n" + "".join(f"  a{n}: {{type: book, author: 'Kort{n}, M', title: T, year: 1990}}\n" for n in range(1_000)),
    ),
    "addresses of works": lambda: _bullet("doi:10." * 7_000),
    "bold tags": lambda: _bullet("<b>a</b>" * 6_000),
    "links": lambda: _bullet("[a](" * 12_000),
    "pictures": lambda: _bullet("![a](" * 9_000),
    "angles": lambda: _bullet("<a" * 20_000),
    "comments": lambda: _bullet("<!--" * 12_000),
    "tags": lambda: _bullet("<a href=\"" * 5_000),
    "processing": lambda: _bullet("<?" * 20_000),
    "cdata": lambda: _bullet("<![CDATA[" * 5_000),
    "autolinks": lambda: _bullet("http://" * 7_000),
    "addresses": lambda: _bullet("a@" * 20_000),
    "dollars": lambda: _bullet("$ a$b " * 8_000),
    "dollars alone": lambda: _bullet("$a " * 16_000),
    "double dollars": lambda: _bullet("$$a " * 12_000),
    "entities": lambda: _bullet("&amp" * 12_000),
    "backslashes": lambda: _bullet("\\\\" * 24_000),
    "citations": lambda: _bullet("@k " * 16_000, WORK),
    "citations open": lambda: _bullet("[@k " * 12_000, WORK),
    "locators": lambda: _bullet("[@k, p. " + "1, " * 15_000 + "]", WORK),
    "quotation marks": lambda: _talk("bullets:\n  - |\n    " + "\"a ' " * 9_000),
    "spans": lambda: _bullet("[" * 1_500 + "a" + "]{lang=fr}" * 1_500),
    "spans one after another": lambda: _bullet("[a]{lang=fr} " * 3_800),
    "span of attributes": lambda: _bullet("[a]{" + "lang=fr " * 6_000 + "}"),
    "a word": lambda: _bullet("x" * 49_000),
    "a word of a megabyte": lambda: _bullet("x" * 1_000_000),
    "a line of 3 MB": lambda: _bullet("word " * 600_000),
    "Thai": lambda: _bullet("ภาษาไทย" * 7_000),
    "Chinese": lambda: _bullet("漢字" * 24_000),
    "Arabic": lambda: _bullet("العربية " * 6_000),
    "bidi controls": lambda: _talk('bullets:\n  - "' + "\\u202e\\u2066a" * 4_000 + '"'),
    "combining": lambda: _talk('bullets:\n  - "a' + "\\u0301" * 8_000 + '"'),
    "emoji": lambda: _bullet("👩‍👩‍👧‍👦" * 6_000),
    "no-break": lambda: _talk('bullets:\n  - "' + "a\\u00a0" * 7_000 + '"'),
    "soft hyphens": lambda: _talk('bullets:\n  - "' + "a\\u00ad" * 7_000 + '"'),
    "notes": lambda: _talk("text: a\nnotes: |\n  " + "word " * 9_900),
    "notes of marks": lambda: _talk("text: a\nnotes: |\n  " + "*a **b `" * 6_000),
    "a title": lambda: {"talk.yaml": slide("text: a").replace("title: A", "title: " + "word " * 9_000)},
    "a title of one word": lambda: {"talk.yaml": slide("text: a").replace("title: A", "title: " + "w" * 9_000)},
    # lists and names
    "50,000 cells": lambda: _talk("table:\n  columns: [a, b, c, d, e]\n  rows:\n" + "    - [1, 2, 3, 4, 5]\n" * 10_000),
    "50,000 cells of a row": lambda: _talk("table:\n  columns: [a, b]\n  rows:\n    - [" + "1, " * 50_000 + "]"),
    "100,000 points": lambda: _talk("bullets:\n" + "  - a\n" * 100_000),
    "100,000 points in flow": lambda: _talk("bullets: [" + "a, " * 100_000 + "]"),
    "10,000 points": lambda: _talk("bullets:\n" + "  - a\n" * 10_000),
    "100,000 keys": lambda: {"talk.yaml": slide("text: a") + "".join(f"k{n}: a\n" for n in range(58_000))},
    "100,000 keys in flow": lambda: {"talk.yaml": "{" + "".join(f"k{n}: a, " for n in range(100_000)) + "}"},
    "50,000 anchors": lambda: _talk("bullets:\n" + "".join(f"  - &a{n} a\n" for n in range(50_000))),
    "50,000 aliases": lambda: _talk("bullets:\n  - &a b\n" + "  - *a\n" * 50_000),
    "aliases that double": lambda: {
        "talk.yaml": "a0: &a0 [x, x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(40)) + "title: *a40\n"
    },
    "50,000 times the same key": lambda: {"talk.yaml": "title: T\n" * 50_000},
    "3,000 sections": lambda: {"talk.yaml": "title: T\nsections:\n" + "".join(f"  - title: S{n}\n    slides: [{{title: A, text: a}}]\n" for n in range(3_000))},
    "1,000 sections": lambda: {"talk.yaml": "title: T\nroadmap: true\nagenda: true\nsections:\n" + "".join(f"  - title: S{n}\n    slides: [{{title: A, text: a}}]\n" for n in range(1_000))},
    "20,000 references": lambda: _bullet("[@k1]", "references:\n" + "".join(f"  k{n}: {{type: book, title: T, year: 1}}\n" for n in range(20_000))),
    "tabs": lambda: {"talk.yaml": "\t" * 50_000},
    "dashes": lambda: {"talk.yaml": "- " * 50_000},
    "question marks": lambda: {"talk.yaml": "? " * 50_000},
    "colons": lambda: {"talk.yaml": "a: " * 50_000},
    "colons in titles": lambda: {"talk.yaml": "title: a: b\n" * 5_000},
    "open brackets": lambda: {"talk.yaml": "[" * 100_000},
    "open braces": lambda: {"talk.yaml": "{" * 100_000},
    "open quotation": lambda: {"talk.yaml": "title: \"" + "a\n" * 50_000},
    "open quotations": lambda: {"talk.yaml": "".join(f"t{n}: \"a\n" for n in range(20_000))},
    "comments of YAML": lambda: {"talk.yaml": "# a\n" * 60_000 + slide("text: a")},
    "20,000 names with anchors": lambda: {"talk.yaml": "".join(f"&a{n} k{n}: v\n" for n in range(20_000))},
    "hashes": lambda: {"talk.yaml": "title: a #" * 30_000},
    "documents": lambda: {"talk.yaml": "---\n" * 50_000},
    "directives": lambda: {"talk.yaml": "%YAML 1.1\n" * 50_000},
    "tags of YAML": lambda: {"talk.yaml": "title: " + "!a " * 30_000},
    "indents that grow": lambda: {"talk.yaml": "".join(" " * n + "a:\n" for n in range(1_000))},
    "lines out of step": lambda: {"talk.yaml": slide("text: a") + "".join(" " * (n % 7) + f"a{n}: b\n" for n in range(20_000))},
    "unknown fields": lambda: _talk("\n".join(f"titel{n}: b" for n in range(5_000))),
    "prose": lambda: {"talk.yaml": "It was a dark and stormy night: the rain fell.\n" * 20_000},
    # numbers
    "highlight": lambda: _talk("code: {text: a, highlight: 1-30000000}"),
    "highlights": lambda: _talk("code: {text: a, highlight: '" + "1-99999, " * 5_000 + "'}"),
    "start of 400 digits": lambda: _talk("numbered: {start: " + "9" * 400 + ", items: [a, b]}"),
    "first line of 25 digits": lambda: _talk("code: {text: a, numbers: true, start: " + "9" * 25 + "}"),
    "minutes": lambda: _talk("text: a\nminutes: " + NINES),
    "minutes of 30 digits": lambda: _talk("text: a", "minutes: " + "9" * 30 + "\n"),
    "charts of 1e308": lambda: _talk("chart: {kind: bar, columns: [a, b], rows: [[x, 1e308], [y, -1e308], [z, 1e-320]]}"),
    "charts of nan": lambda: _talk("chart: {kind: line, columns: [a, b], rows: [[x, nan], [y, inf], [z, .inf]]}"),
    "a pie of 1e308": lambda: _talk("chart: {kind: pie, columns: [a, b], rows: [[x, 1e308], [y, 1e308]]}"),
    "a histogram of 1e308": lambda: _talk("chart: {kind: histogram, columns: [a], rows: [[1e308], [-1e308], [0]]}"),
    "a histogram of bins": lambda: _talk("chart: {kind: histogram, bins: 99999999, columns: [a], rows: [[1], [2], [0]]}"),
    "seasons": lambda: _works("r.json", '[{"id":"k","type":"book","title":"T","issued":{"season":"' + NINES + '","date-parts":[[1996]]}}]'),
    "seasons of ²": lambda: _works("r.json", '[{"id":"k","type":"book","title":"T","issued":{"season":"²"}}]'),
    "a date of digits": lambda: _talk("text: a", f"date: {NINES}\n"),
    "a date": lambda: _talk("text: a", "date: 0000-00-00\n"),
    "a date beyond": lambda: _talk("text: a", "date: 99999-12-31\n"),
    "a year of digits": lambda: _bullet("[@k]", f"references:\n  k: {{type: book, title: T, year: '{NINES}', pages: '{NINES}-{NINES}'}}\n"),
    "numbers in a .csv": lambda: _csv(f"a,b\nx,{NINES}\ny,²\nz,--5\n", "chart: {kind: bar, data: a.csv}"),
    "times": lambda: {**_recording("a.mp4", _mp4(_box(b"mdat", b"x" * 100))), "talk.yaml": slide(f"media: {{file: a.mp4, alt: a, start: '99:99:99', end: '{NINES}'}}")},
    # names
    "a theme's name": lambda: _talk("text: a", "theme: " + "x" * 400 + "\n"),
    "a theme's path": lambda: _talk("text: a", "theme: " + "x/" * 3_000 + "\n"),
    "a theme's file": lambda: _talk("text: a", "theme: " + "x" * 400 + "/theme.yaml\n"),
    "a style's name": lambda: _talk("text: a", "citations: " + "x" * 400 + "\n"),
    "a style's file": lambda: _talk("text: a", "citations: " + "x" * 400 + ".csl\n"),
    "a picture's name": lambda: _talk("image: {file: " + "x" * 400 + ".png, alt: a}"),
    "an essay's name": lambda: _talk("text: a", "essay: " + "x" * 400 + ".md\n"),
    "a library's name": lambda: _talk("text: a", "references: " + "x" * 400 + ".bib\n"),
    "a logo's name": lambda: _talk("text: a", "logo: " + "x" * 400 + ".svg\n"),
    "a video's name": lambda: _talk("media: {file: " + "x" * 400 + ".mp4, alt: a}"),
    "captions' name": lambda: _talk("media: {file: a.mp4, alt: a, captions: " + "x" * 400 + ".vtt}"),
    "a table's name": lambda: _talk("table: {file: " + "x" * 400 + ".csv}"),
    "a chart's name": lambda: _talk("chart: {kind: bar, data: " + "x" * 400 + ".csv}"),
    "a program's name": lambda: _talk("code: {file: " + "x" * 400 + ".py}"),
    "NUL in a name": lambda: _talk('image: {file: "a\\0b.png", alt: a}'),
    "NUL in a theme": lambda: _talk("text: a", 'theme: "a\\0b"\n'),
    "a name of dots": lambda: _talk("image: {file: '..', alt: a}"),
    "a name of a folder": lambda: _talk("image: {file: '.', alt: a}"),
    # files of references
    "strings that double": lambda: _works("r.bib", '@string{a0 = "xxxxxxxxxx"}\n' + "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(40)) + "@book{k, title = a40, author = {A, B}}"),
    "a loop of crossrefs": lambda: _works("r.bib", "@book{k, crossref={j}, title={T}}\n@book{j, crossref={k}, xdata={k,j}}"),
    "a chain of crossrefs": lambda: _works("r.bib", "".join(f"@book{{k{n or ''}, crossref={{k{n + 1}}}}}\n" for n in range(5_000))),
    "a chain of xdata": lambda: _works("r.bib", "".join(f"@book{{k{n or ''}, xdata={{k{n + 1}}}}}\n" for n in range(5_000))),
    "braces": lambda: _works("r.bib", "@book{k, title={" + "{" * 20_000 + "T" + "}" * 20_000 + "}}"),
    "braces of 900": lambda: _works("r.bib", "@book{k, title={" + "{" * 900 + "T" + "}" * 900 + "}, author={A, B}, year=1990}"),
    "braces of 90": lambda: _works("r.bib", "@book{k, title={" + "{" * 90 + "T" + "}" * 90 + "}, author={A, B}, year=1990}"),
    "open braces of a .bib": lambda: _works("r.bib", "@book{k, title={" * 5_000),
    "commands": lambda: _works("r.bib", "@book{k, title={" + "\\emph{" * 900 + "T" + "}" * 900 + "}}"),
    "formulas of a .bib": lambda: _works("r.bib", "@book{k, title={" + "$x^{" * 900 + "T" + "}$" * 900 + "}}"),
    "powers of a .bib": lambda: _works("r.bib", "@book{k, title={$" + "x^{" * 30 + "T" + "}" * 30 + "$}}"),
    "accents of a .bib": lambda: _works("r.bib", "@book{k, title={" + "\\'{" * 900 + "T" + "}" * 900 + "}}"),
    "50,000 entries": lambda: _works("r.bib", "".join(f"@book{{k{n or ''}, title={{T{n}}}, author={{A, B}}, year={{1990}}}}\n" for n in range(50_000))),
    "5,000 entries cited": lambda: {**_bullet("a", "references: r.bib\nnocite: all\n"), "r.bib": "".join(f"@book{{k{n or ''}, title={{T{n}}}, author={{A, B}}, year={{1990}}}}\n" for n in range(5_000))},
    "a line of megabytes": lambda: _works("r.bib", "@book{k, title={" + "word " * 600_000 + "}}"),
    "a comment of megabytes": lambda: _works("r.bib", "@comment{" + "{}" * 1_000_000 + "}\n@book{k, title={T}}"),
    "marks of a .bib": lambda: _works("r.bib", "@" * 1_000_000),
    "a record of megabytes": lambda: _works("r.ris", "TY  - BOOK\nID  - k\nTI  - " + "word " * 600_000 + "\nER  - \n"),
    "records": lambda: _works("r.ris", "TY  - BOOK\nID  - k\nTI  - T\nER  - \n" * 50_000),
    "authors of a .ris": lambda: _works("r.ris", "TY  - BOOK\nID  - k\n" + "AU  - A, B\n" * 50_000 + "ER  - \n"),
    "50,000 of .json": lambda: _works("r.json", "[" + ",".join(f'{{"id":"k{n or ""}","type":"book","title":"T"}}' for n in range(50_000)) + "]"),
    "surrogates": lambda: _works("r.json", '[{"id":"k","type":"book","title":"a\\ud800b","author":[{"family":"\\udfff"}]}]'),
    "surrogate in an id": lambda: _works("r.json", '[{"id":"\\ud800","type":"book","title":"a"},{"id":"k","type":"\\ud800","title":"a","\\ud800":"b"}]'),
    "shapes of .json": lambda: _works("r.json", '[{"id":"k","type":["book"],"title":{"a":1},"author":"x","editor":[1,[2],{"family":["a"],"given":{}}],"issued":[1],"accessed":{"date-parts":{"a":1}},"page":1e999,"volume":true,"URL":["x"]}]'),
    "dates of .json": lambda: _works("r.json", '[{"id":"k","type":"book","title":"t","issued":{"date-parts":[[1e308,-1,99],[[1]],"x",[],[null]]}}]'),
    "an endnote of entities": lambda: _works("r.xml", _entities("a") + "<xml><records><record><rec-number>k</rec-number><titles><title>&m;</title></titles></record></records></xml>"),
    "an endnote that is deep": lambda: _works("r.xml", "<xml><records><record><rec-number>k</rec-number>" + "<a>" * 10_000 + "</a>" * 10_000 + "</record></records></xml>"),
    "an endnote of a file": lambda: _works("r.xml", '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><records><record><rec-number>k</rec-number><titles><title>&a;</title></titles></record></records></xml>'),
    # styles
    "macros in a loop": lambda: _csl('<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>', '<text macro="a"/>'),
    "macros that double": lambda: _csl(_macros_that_double(), '<text macro="m0"/>'),
    "macros that double to a hundred thousand": lambda: _csl(_macros_that_double(17), '<text macro="m0"/>'),
    "a style of megabytes": lambda: _csl("", '<text variable="title"/>' * 200_000),
    "a style of megabytes unused": lambda: _csl('<macro name="x">' + '<text variable="title"/>' * 200_000 + "</macro>", '<text variable="title"/>'),
    "orders that do not end": lambda: _csl("", '<text variable="title"/><!-- ' + "<sort>" * 100_000 + " -->"),
    "a deep style": lambda: _csl("", "<group>" * 5_000 + '<text variable="title"/>' + "</group>" * 5_000),
    "a style of entities": lambda: {**_csl("", '<text value="a"/>'), "s.csl": _entities("a") + "" + _CSL.format(macros="", cite='<text value="&m;"/>')},
    "a style of no encoding": lambda: {**_csl("", '<text variable="title"/>'), "s.csl": '<?xml version="1.0" encoding="utf-99"?>' + _CSL.format(macros="", cite='<text variable="title"/>')},
    "a style of bytes in pairs": lambda: {**_csl("", '<text variable="title"/>'), "s.csl": '<?xml version="1.0" encoding="shift_jis"?>' + _CSL.format(macros="", cite='<text variable="title"/>')},
    "an endnote of no encoding": lambda: _works("r.xml", "<?xml version='1.0' encoding='utf-99'?><xml><records><record><rec-number>k</rec-number><titles><title>T</title></titles></record></records></xml>"),
    "a long prefix": lambda: _csl("", '<text variable="title" prefix="' + "x" * 3_000_000 + '"/>'),
    # tables
    "long cells": lambda: _csv("a,b\n" + "x" * 3_000_000 + ",1\n"),
    "10^6 rows": lambda: _csv("a,b\n" + "1,2\n" * 1_000_000),
    "10^6 cells of a row": lambda: _csv("a,b\n" + "1," * 1_000_000 + "\n"),
    "ragged": lambda: _csv("".join("1," * (n % 400) + "\n" for n in range(4_000))),
    "open quotation of a .csv": lambda: _csv("a,b\n\"" + "1,2\n" * 100_000),
    "quotations of a .csv": lambda: _csv("a,b\n" + "\"\"\"" * 100_000),
    "5,000 rows": lambda: _csv("a,b\n" + "1,2\n" * 4_990),
    "199 columns": lambda: _csv((",".join("row 1" for _ in range(199)) + "\n") * 20),
    "500 columns": lambda: _csv(",".join("abcde" for _ in range(499)) + "\n" + ",".join("12345" for _ in range(499)) + "\n"),
    "500 columns by 200": lambda: _csv((",".join("ab" for _ in range(499)) + "\n") * 200),
    "a chart of 5,000": lambda: _csv("a,b\n" + "".join(f"x{n},{n}\n" for n in range(4_990)), "chart: {kind: line, data: a.csv}"),
    "bars of 5,000": lambda: _csv("a,b\n" + "".join(f"x{n},{n}\n" for n in range(4_990)), "chart: {kind: bar, data: a.csv}"),
    "a pie of 5,000": lambda: _csv("a,b\n" + "".join(f"x{n},{n}\n" for n in range(4_990)), "chart: {kind: pie, data: a.csv}"),
    "a scatter of 5,000": lambda: _csv("a,b\n" + "".join(f"{n},{n}\n" for n in range(4_990)), "chart: {kind: scatter, data: a.csv}"),
    "500 lines of a chart": lambda: _csv(",".join(f"a{n}" for n in range(490)) + "\n" + (",".join(str(n) for n in range(490)) + "\n") * 9, "chart: {kind: line, data: a.csv}"),
    "NUL in a .csv": lambda: _csv("a,b\n1\0,2\n"),
    # pictures that move
    "a large GIF that moves for long": lambda: {**_talk("image: {file: a.gif, alt: a}"), "a.gif": _gif(4_000, 300)},
    "a million frames": lambda: {**_talk("image: {file: a.gif, alt: a}"), "a.gif": _gif(1, 1_000_000)},
    # drawings
    "turbulence": lambda: _svg('<filter id="f"><feTurbulence numOctaves="100000000" baseFrequency="0.9"/></filter><rect width="40" height="30" filter="url(#f)"/>'),
    "morphology": lambda: _svg('<filter id="f"><feMorphology operator="dilate" radius="100000"/></filter><rect width="40" height="30" filter="url(#f)"/>'),
    "blur": lambda: _svg('<filter id="f" x="-1000" y="-1000" width="99999" height="99999"><feGaussianBlur stdDeviation="1e9"/></filter><rect width="40" height="30" filter="url(#f)"/>'),
    "floods": lambda: _svg('<filter id="f">' + '<feFlood flood-color="red"/>' * 1_000 + '</filter>' + '<rect width="40" height="30" filter="url(#f)"/>' * 100),
    "masks": lambda: _svg("".join(f'<mask id="m{n}"><rect width="9" height="9" mask="url(#m{n + 1})"/><rect width="9" height="9" mask="url(#m{n + 1})"/></mask>' for n in range(30)) + '<rect width="9" height="9" mask="url(#m0)"/>'),
    "patterns": lambda: _svg("".join(f'<pattern id="p{n}" width="1" height="1"><rect width="9" height="9" fill="url(#p{n + 1})"/><rect width="9" height="9" fill="url(#p{n + 1})"/></pattern>' for n in range(30)) + '<rect width="9" height="9" fill="url(#p0)"/>'),
    "clips": lambda: _svg("".join(f'<clipPath id="p{n}"><g clip-path="url(#p{n + 1})"><rect width="9" height="9" clip-path="url(#p{n + 1})"/><rect width="9" height="9" clip-path="url(#p{n + 1})"/></g></clipPath>' for n in range(30)) + '<rect width="9" height="9" clip-path="url(#p0)"/>'),
    "markers": lambda: _svg("".join(f'<marker id="p{n}"><path d="M0 0L1 1L2 2L3 3" marker-mid="url(#p{n + 1})"/></marker>' for n in range(30)) + '<path d="M0 0L1 1L2 2L3 3" marker-mid="url(#p0)"/>'),
    "uses": lambda: _svg("".join(f'<g id="p{n}"><use xlink:href="#p{n + 1}"/><use xlink:href="#p{n + 1}"/></g>' for n in range(30)) + '<g id="p30"><rect width="9" height="9"/></g>'),
    "data in per cent": lambda: _svg('<image width="9" height="9" href="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E%3Cimage href=%22file:///etc/passwd%22/%3E%3C/svg%3E"/>'),
    "arcs": lambda: _svg('<path d="M0 0A1e-30 1e30 1e308 0 1 1e-300 1e300"/><path d="M0 0A1 1 0 0 0 1e38 1e38"/>'),
    "a path": lambda: _svg('<path stroke="red" d="M0 0' + "L9 9 1 3" * 400_000 + '"/>'),
    "dashes of a path": lambda: _svg('<path stroke="red" stroke-dasharray="0.00001" d="M0 0L1e9 1e9"/>'),
    "a deep drawing": lambda: _svg("<g>" * 20_000 + "</g>" * 20_000),
    "a size": lambda: {**_talk("image: {file: a.svg, alt: a}"), "a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1e308" height="1e-308"><rect width="9" height="9"/></svg>'},
    "a box": lambda: {**_talk("image: {file: a.svg, alt: a}"), "a.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan 1e999"><rect width="9" height="9"/></svg>'},
    "imports": lambda: _svg("<style>/*<a>*/ @\\69mport url(http://a.b/c.css); rect{fill:image-set('http://a.b/x' 1x)}</style><rect width='9' height='9'/>"),
    "imports after a comment": lambda: _svg("<style>&lt;!--@import url(http://a.b/c.css);--&gt; rect{fill:red}</style><rect width='9' height='9'/>"),
    "selectors": lambda: _svg("<style>" + "g " * 20_000 + "{fill:red}" + "</style>" + "<g>" * 150 + "</g>" * 150),
    "attributes": lambda: _svg("<g " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/>"),
    "addresses that are not closed": lambda: _svg("<style>" + "g{fill:url(" * 20_000 + "</style>"),
    "texts of a drawing": lambda: _svg("<text>" + "word " * 100_000 + "</text>"),
    "entities of a drawing": lambda: {**_talk("image: {file: a.svg, alt: a}"), "a.svg": _entities("svg") + '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&m;</text></svg>'},
    # pictures
    "a picture that claims": lambda: {**_talk("image: {file: a.png, alt: a}"), "a.png": _png(60_000, 60_000)},
    "a bomb": lambda: {**_talk("image: {file: a.png, alt: a}"), "a.png": _png(20_000, 20_000, rows=True)},
    "a text of a bomb": lambda: {**_talk("image: {file: a.png, alt: a}"), "a.png": _png(1, 1, zlib.compress(bytes(200_000_000)))},
    "a gif": lambda: {**_talk("image: {file: a.gif, alt: a}"), "a.gif": b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff" + b"\x2c\0\0\0\0\xff\xff\xff\xff\0\x02\x02\x44\x01\0" * 2_000 + b"\x3b"},
    "an avif": lambda: {**_talk("image: {file: a.avif, alt: a}"), "a.avif": _box(b"ftyp", b"avif\0\0\0\0mif1avif") + _box(b"meta", b"\0" * 40) + b"\0" * 100},
    # recordings
    "a loop of boxes": lambda: _recording("a.mp4", _mp4(_box(b"moov", b"", 0))),
    "boxes of nothing": lambda: _recording("a.mp4", _mp4(*[_box(b"free", b"")] * 200_000)),
    "boxes within": lambda: _recording("a.mp4", _mp4(b"".join(struct.pack(">I", 8 * (20_000 - n)) + b"moov" for n in range(20_000)))),
    "a width of ff": lambda: _recording("a.mp4", _mp4(_box(b"moov", _box(b"trak", _box(b"tkhd", b"\xff" * 84)) + _box(b"mvhd", b"\xff" * 100)))),
    "a scale of zero": lambda: _recording("a.mp4", _mp4(_box(b"moov", _box(b"mvhd", b"\0" * 100)))),
    "a webm": lambda: _recording("a.webm", b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" + b"\x16\x54\xae\x6b\x8e\xae\x8c\xe0\x8a\xb0\x88\x7f\xe1\xcc\xf3\x85\xeb\xc8\xa0"),
    "a webm of zeros": lambda: _recording("a.webm", b"\x1a\x45\xdf\xa3\x84\x42\x82\x84webm" + b"\x18\x53\x80\x67" + b"\0" * 300_000),
    "a webm of voids": lambda: _recording("a.webm", b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" + b"\xec\x80" * 300_000),
    "a webm within": lambda: _recording("a.webm", b"\x1a\x45\xdf\xa3\x84webm" + b"\x18\x53\x80\x67\xff" * 50_000),
    "an mp3": lambda: _recording("a.mp3", b"ID3\4\0\0\x7f\x7f\x7f\x7f" + b"\xff\xfb" * 100_000),
    "an mp3 of heads": lambda: _recording("a.mp3", b"\xff\xfb\x90\0" * 300_000),
    "a wav": lambda: _recording("a.wav", b"RIFF\xff\xff\xff\xffWAVEfmt \0\0\0\0" + b"data\0\0\0\0" * 100_000),
    "a wav of rate zero": lambda: _recording("a.wav", b"RIFF\xff\xff\0\0WAVEfmt \x10\0\0\0\1\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0data\xff\xff\xff\xff"),
    "an ogg": lambda: _recording("a.ogg", b"OggS\0\2" + b"\0" * 20 + b"\xff" * 300_000),
    "hours of captions": lambda: {**_recording("a.mp4", _mp4(_box(b"mdat", b"x"))), "talk.yaml": slide("media: {file: a.mp4, alt: a, captions: a.vtt}"), "a.vtt": f"WEBVTT\n\n{NINES}:00:01.000 --> 99:00:03.000\nHello\n"},
    "captions": lambda: {**_recording("a.mp4", _mp4(_box(b"mdat", b"x"))), "talk.yaml": slide("media: {file: a.mp4, alt: a, captions: a.vtt}"), "a.vtt": "WEBVTT\n\n" + "00:01.000 --> 00:03.000\nHello\n\n" * 100_000},
    "tags of captions that are not closed": lambda: _captions("a.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000\n" + "<" * 400_000),
    "tags of subtitles that are not closed": lambda: _captions("a.srt", "1\n00:00:01,000 --> 00:00:03,000\n" + "<v.a" * 100_000),
    "captions of two megabytes": lambda: _captions("a.vtt", "WEBVTT\n\n" + "00:01.000 --> 00:03.000\nx\n" * 76_000),
    # names
    "10,000 unknown names": lambda: {"talk.yaml": slide("text: a", "logo:\n  file: a.png\n" + "".join(f"  k{n}: v\n" for n in range(9_900)))},
    "5,000 captions beside 5,000 pictures": lambda: _talk("image: a.png\ncaption: x\n" * 4_900),
    # essays
    "essay: commands of LaTeX that double": lambda: _essay("e.tex", "".join(f"\\newcommand{{\\{chr(66 + n)}}}{{{f'{chr(92)}{chr(65 + n)} ' * 10}}}\n" for n in range(9)) + "\\newcommand{\\A}{lol}\n\\J\n"),
    "essay: a command of LaTeX that uses itself": lambda: _essay("e.tex", "\\newcommand{\\a}{x \\a}\n\\a\n"),
    "essay: environments": lambda: _essay("e.tex", "\\begin{quote}" * 30_000),
    "essay: conditions of LaTeX": lambda: _essay("e.tex", "\\iffalse" * 20_000),
    "essay: quotations of LaTeX within each other": lambda: _essay("e.tex", "\\q{" * 30_000 + "a" + "}" * 30_000),
    "essay: displayed quotations that do not end": lambda: _essay("e.tex", "\\begin{displayquote}" * 60_000),
    "essay: citations of LaTeX": lambda: _essay("e.tex", "a \\cite{a,b} " * 100_000),
    "essay: tables within tables": lambda: _essay("e.html", "<table><tr><td>" * 3_000),
    "essay: lists within lists": lambda: _essay("e.html", "<ul><li>" * 5_000),
    "essay: a line of twenty megabytes": lambda: _essay("e.md", "word " * 4_000_000),
    "essay: a line of a megabyte": lambda: _essay("e.md", "word " * 290_000),
    "essay: citations in a line": lambda: _essay("e.md", "[@a; @b, p. 3] " * 90_000),
    "essay: quotations within each other": lambda: _essay("e.md", ">" * 20_000),
    "essay: brackets": lambda: _essay("e.md", "[" * 20_000),
    "essay: 900,000 lines": lambda: _essay("e.txt", "word and so on.\n" * 900_000),
    "essay: 90,000 lines": lambda: _essay("e.txt", "word and so on\n\n" * 90_000),
    "essay: full stops": lambda: _essay("e.txt", "He said so." + "." * 500_000),
    "essay: brackets that cite": lambda: _essay("e.txt", "It is so (Kort 1996, p. 3). " * 50_000),
    "essay: entries of a list": lambda: _essay("e.txt", "So it is:\n\n" + "".join(f"{n}. Kort said so\n" for n in range(50_000))),
    "essay: the same words": lambda: _essay("e.txt", "nobody clapped at all " * 60_000),
    "essay: a document of megabytes": lambda: _essay("e.docx", _docx("<w:p><w:r><w:t>word 1956 </w:t></w:r></w:p>" * 100_000)),
    "essay: a document that unpacks": lambda: _essay("e.docx", _docx("<w:p><w:r><w:t>" + "word " * 20_000_000 + "</w:t></w:r></w:p>")),
    "essay: a document of tables within tables": lambda: _essay("e.docx", _docx("<w:tbl><w:tr><w:tc>" * 2_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 2_000)),
    # texts
    "formulas that are not closed": lambda: _bullet("\\(" * 24_500),
    "equations that are not closed": lambda: _bullet("\\[1=" * 12_000),
    "hours without end": lambda: _bullet("1:" * 24_500),
    "brackets in notes": lambda: _talk("text: a\nnotes: '" + "[" * 49_000 + "'"),
    "brackets in a source": lambda: _talk("quote: {text: a b, cite: '" + "[" * 49_000 + "'}"),
    # decks
    "a slide twice in a deck": lambda: _merged("ppt/presentation.xml", lambda part: re.sub(rb"(<p:sldId )([^>]*)(/>)(?=</p:sldIdLst>)", rb"\1\2\3\1\2\3", part)),
    # themes
    "sizes of 1e308": lambda: _theme(lambda text: text.replace("pt", "e308pt")),
    "sizes of nothing": lambda: _theme(lambda text: "".join(one if i % 3 else "0" for i, one in enumerate(text.split("28")))),
    "sizes of digits": lambda: _theme(lambda text: text.replace(" 0.", f" {NINES}.")),
    "negative sizes": lambda: _theme(lambda text: text.replace(": 1", ": -1").replace(", 1", ", -1")),
    "sizes of nan": lambda: _theme(lambda text: text.replace("in", "nan")),
    "a theme of itself": lambda: _theme(lambda text: "extends: own\n" + text),
    "a theme of nothing": lambda: _theme(lambda _: ""),
    "a theme that is deep": lambda: _theme(lambda text: text + "x: " + "[" * 60),
}  # fmt: skip
