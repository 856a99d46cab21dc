"""Reference files of strangers: what is too long, doubles itself or is no number ends in a message."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.test_bounds import outline, said

DOUBLED = '@string{a0 = "xxxxxxxxxx"}\n' + "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(40))
WORDS = "word " * 100_000
DOUBLING = "".join(f"@book{{k{n or ''}, xdata={{k{n + 1},k{n + 1}}}}}\n" for n in range(40))
NINES = "9" * 5_000

FILES = {
    "abbreviations that double": ("r.bib", DOUBLED + "@book{k, title = a40, author = {A, B}}", "k"),
    "entry of megabytes": ("r.bib", f"@book{{k, title = {{{WORDS}}}}}", "at most 200,000"),
    "record of megabytes": ("r.ris", f"TY  - BOOK\nID  - k\nTI  - {WORDS}\nER  - \n", "at most 20,000"),
    "people": ("r.bib", "@book{k, title={T}, author={" + "A and " * 6_500 + "C}}", "at most 6,000 are read"),
    "loop of crossrefs": ("r.bib", "@book{k, crossref={j}}\n@book{j, crossref={k}, xdata={k,j}}", ""),
    "graph of xdata": ("r.bib", DOUBLING, ""),
    "digits in bib": ("r.bib", f"@book{{k, title={{T}}, year={NINES}, month={NINES}, day={{²}}}}", ""),
    "digits in ris": ("r.ris", f"TY  - BOOK\nID  - k\nTI  - T\nPY  - 1999/{NINES}/²/--5\nER  - \n", ""),
    "digits in json": ("r.json", f'[{{"id":"k","issued":{{"date-parts":[[{NINES}]]}}}}]', ""),
    "no digits": ("r.json", '[{"id":"k","type":"book","issued":{"date-parts":[["²","--5"]]}}]', ""),
    "half a pair": ("r.json", '[{"id":"k","type":"book","title":"a\\ud800b\\u0000\\u001b"}]', ""),
    "half an id": ("r.json", '[{"id":"\\ud800","type":"\\udfff"},{"id":"k","title":"a","\\ud800":"b"}]', ""),
    "nested": ("r.json", "[" * 100_000, "nested too deeply"),
    "open braces": ("r.bib", "@book{k, title={" + "{" * 5_000 + "T}}", "does not end"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_references_ends_in_a_message_or_a_deck(tmp_path: Path, name: str) -> None:
    """Nothing doubles, loops or is read as a number that is none."""
    file, content, message = FILES[name]
    (tmp_path / file).write_text(content, encoding="utf-8")
    found = said(outline("bullets: ['So it is [@k].']", f"references: {file}"), tmp_path)
    assert any(message in one for one in found) or not message, found


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n" + "1," * 1_000_000, "this row has more than 200 cells"),
        (("1," * 100 + "\n") * 4_000, "this table has more than 25,000 cells"),
        ("a,b\n" + "1,2\n" * 100_000, "has more than 5,000 rows"),
    ],
)
def test_a_table_of_too_much_is_refused_where_that_is_plain(
    tmp_path: Path, content: str, message: str
) -> None:
    """What lies beyond the bound is not read, so a file of megabytes costs no more than one below it."""
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    found = said(outline("table: {file: a.csv}"), tmp_path)
    assert any(message in one for one in found), found


NUMBERS = {
    "highlight": "code: {text: a, highlight: 1-30000000}",
    "highlight of digits": f"code: {{text: a, highlight: '{NINES}'}}",
    "first line": f"code: {{text: a, numbers: true, start: {NINES}}}",
    "first number": f"numbered: {{start: {NINES}, items: [a, b]}}",
    "power of two": "numbered: {start: '²', items: [a, b]}",
    "chart": f"chart: {{kind: bar, columns: [a, b], rows: [[x, {NINES}], [y, --5], [z, ²]]}}",
    "width": f"image: {{file: a.png, alt: a, width: {NINES}%}}",
    "begin": f"video: {{file: a.mp4, alt: a, start: '{NINES}'}}",
}


@pytest.mark.parametrize("name", NUMBERS)
def test_what_is_no_number_is_reported(tmp_path: Path, name: str) -> None:
    """Digits without end, `²` and `--5` are no numbers, wherever one is expected."""
    assert said(outline(NUMBERS[name]), tmp_path)


def test_an_escape_for_a_character_that_no_file_may_hold_is_reported(tmp_path: Path) -> None:
    """`"\\u0000"` in double quotation marks reaches no file."""
    found = said(outline('bullets: ["a\\u0000b"]'), tmp_path)
    assert [one for one in found if "no file may hold (U+0000)" in one]


def _style(macros: str) -> str:
    """Return a citation style with these macros, of which it uses `m0`."""
    layout = '<layout><text macro="m0"/></layout>'
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info>'
        f"<title>S</title><id>s</id><updated>2020-01-01T00:00:00Z</updated></info>{macros}<citation>{layout}</citation></style>"
    )


STYLES = {
    "itself": ('<macro name="m0"><text macro="m0"/></macro>', 'its macro "m0" uses itself'),
    "each other": (
        "".join(
            f'<macro name="m{n}"><group><text macro="m{(n + 1) % 3}"/></group></macro>' for n in range(3)
        ),
        "uses itself",
    ),
    "doubled": (
        "".join(f'<macro name="m{n}">{f"""<text macro="m{n + 1}"/>""" * 2}</macro>' for n in range(40)),
        "its macros come to more than 10,000,000 elements",
    ),
}


@pytest.mark.parametrize("name", STYLES)
def test_macros_without_end_are_found_before_they_are_followed(tmp_path: Path, name: str) -> None:
    """A citation style whose macros use themselves or double is refused in a moment, by the macro's name."""
    macros, message = STYLES[name]
    (tmp_path / "s.csl").write_text(_style(macros), encoding="utf-8")
    work = "references:\n  k: {type: book, title: T, author: 'A, B', year: 2000, publisher: P}"
    found = said(outline("bullets: ['So it is [@k].']", "citations: s.csl", work), tmp_path)
    assert any(message in one for one in found), found
