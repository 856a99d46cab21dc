"""Program text → lines of tokens, and their places on slides."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree, html

from deckgen.diagnostics import DeckgenError
from deckgen.layout.kinds.code import LOOKS, QUIET
from deckgen.layout.pages import Page, TextBox, paragraphs_of
from deckgen.structs import replace
from deckgen.theme.contrast import CODE_COLOURS, TEXT, ratio, too_faint
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from tests.building import walk

HEAD = (
    "title: T\nroadmap: false\ncover: false\nsections:\n  one:\n    title: One\n"
    "    slides:\n      - title: P\n        code:\n"
)
PROGRAM = "def f(x):\n    if x:\n        return 'a  b'  # so\n\n    return 1"


def outline(folder: Path, text: str, more: str = "language: python") -> Path:
    """Write an outline of one slide of program text."""
    path = folder / "talk.yaml"
    body = "".join(f"            {line}\n" if line else "\n" for line in text.split("\n"))
    path.write_text(f"{HEAD}          {more}\n          text: |\n{body}", encoding="utf-8")
    return path


def test_both_files_hold_the_program_character_for_character(tmp_path: Path) -> None:
    """Indentation, gaps within lines and blank lines are kept, so that what is copied runs."""
    made = walk(outline(tmp_path, PROGRAM), tmp_path / "out")
    shown = html.fromstring(made.show.read_bytes()).find(".//pre")
    assert shown is not None
    assert "".join(map(str, shown.itertext())) == PROGRAM
    with zipfile.ZipFile(made.deck) as archive:
        slide = etree.fromstring(archive.read("ppt/slides/slide1.xml"))
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    lines = ["".join(t.text or "" for t in p.iter(f"{drawing}t")) for p in slide.iter(f"{drawing}p")]
    assert "\n".join(lines[1 : 1 + len(PROGRAM.split("\n"))]) == PROGRAM


def program(page: Page) -> tuple[TextBox, str]:
    """Return the box of program text on a page, and what it says."""
    (box,) = [one for one in page.boxes if isinstance(one, TextBox) and one.key == "code"]
    return box, "\n".join("".join(run.text for run in one.runs) for one in box.paragraphs)


@pytest.mark.parametrize("theme", theme_names())
def test_every_line_takes_one_line(theme: str, tmp_path: Path) -> None:
    """Lines are set smaller rather than broken."""
    made = walk(outline(tmp_path, "x" * 64), tmp_path / "out", theme)
    (box,) = [one for one in made.pages.pages[0].boxes if one.key == "code"]
    assert [one.lines for one in paragraphs_of(box)] == [1]
    assert {one.size for one in paragraphs_of(box)} <= {16, 18, 20}


WIDE = "    report = " + " + ".join(f"chapter_{at}(file, {at})" for at in range(12))


@pytest.mark.parametrize("comfort", [False, True])
@pytest.mark.parametrize("theme", theme_names())
def test_a_line_too_wide_at_the_smallest_size_goes_on_in_further_rows(
    theme: str, comfort: bool, tmp_path: Path
) -> None:
    """Its rows end behind words; all but the first stand further in behind a mark; no character is lost."""
    made = walk(outline(tmp_path, f"if x:\n{WIDE}\n    end"), tmp_path / "out", theme, comfort=comfort)
    box, _ = program(made.pages.pages[0])
    assert [one.lines for one in box.paragraphs] == [1] * len(box.paragraphs)
    assert {float(one.size) for one in box.paragraphs} == {16.0}
    rows = [[run.text for run in one.runs] for one in box.paragraphs]
    assert len(rows) > 5
    assert ["".join(row) for row in (rows[0], rows[-1])] == ["if x:", "    end"]
    assert [one.further for one in box.paragraphs] == [False, False, *[True] * (len(rows) - 3), False]
    assert {row[0] for row in rows[2:-1]} == {"      … "}
    assert "".join(["".join(rows[1]), *("".join(row[1:]) for row in rows[2:-1])]) == WIDE
    assert all("".join(row).endswith(" ") for row in rows[1:-2])


def test_a_word_of_a_program_wider_than_a_row_is_broken_anywhere(tmp_path: Path) -> None:
    """There is no line of a program that is refused."""
    made = walk(outline(tmp_path, "x" * 400), tmp_path / "out")
    box, _ = program(made.pages.pages[0])
    said = "".join(run.text for one in box.paragraphs for run in one.runs[1 if one.further else 0 :])
    assert said == "x" * 400


def test_a_line_that_goes_on_is_copied_whole_from_the_slideshow(tmp_path: Path) -> None:
    """The mark and the line end before it are left out when the program is copied."""
    made = walk(outline(tmp_path, f"if x:\n{WIDE}"), tmp_path / "out")
    shown = html.fromstring(made.show.read_bytes()).find(".//pre")
    assert shown is not None
    for mark in shown.findall(".//span[@class]"):
        if "further" in str(mark.get("class")).split():
            assert mark.text == "\n      … "
            mark.text = ""
    assert "".join(map(str, shown.itertext())) == f"if x:\n{WIDE}"
    assert ".further{" in made.show.read_text(encoding="utf-8")


def test_an_unknown_language_is_reported_with_the_nearest(tmp_path: Path) -> None:
    """A slip of the pen in the language's name is an error with a suggestion."""
    with pytest.raises(DeckgenError) as caught:
        walk(outline(tmp_path, "x", "language: pythn"), tmp_path / "out")
    assert caught.value.diagnostics[0].hints == ('did you mean "python"?',)


@pytest.mark.parametrize("theme", theme_names())
def test_a_long_program_goes_on_between_its_functions(theme: str, tmp_path: Path) -> None:
    """Each slide begins and ends with a whole function, and together they are the program."""
    functions = [
        f"def f{at}():\n" + "\n".join(f"    step_{at}_{step}()" for step in range(6)) for at in range(5)
    ]
    made = walk(outline(tmp_path, "\n\n".join(functions)), tmp_path / "out", theme)
    boxes = [program(page) for page in made.pages.pages]
    assert 1 < len(boxes) <= 5
    assert "\n\n".join(text for _, text in boxes) == "\n\n".join(functions)
    assert len({box.paragraphs[0].size for box, _ in boxes}) == 1


def test_a_program_may_stand_in_a_file(tmp_path: Path) -> None:
    """Its language is told by the file's name, its tabs become spaces, and its ends are trimmed."""
    (tmp_path / "sort.py").write_text("\ufeff\n\nif x:\n\ty()\n\n", encoding="utf-8")
    path = tmp_path / "talk.yaml"
    path.write_text(f"{HEAD}          file: sort.py\n", encoding="utf-8")
    box, text = program(walk(path, tmp_path / "out").pages.pages[0])
    assert (box.about, text) == ("Python (Code)", "if x:\n    y()")


def test_a_file_that_is_not_there_is_refused_at_its_name(tmp_path: Path) -> None:
    """The error points at the name in the outline, and nothing is written."""
    path = tmp_path / "talk.yaml"
    path.write_text(f"{HEAD}          file: sort.py\n", encoding="utf-8")
    with pytest.raises(DeckgenError) as caught:
        walk(path, tmp_path / "out")
    (one,) = caught.value.diagnostics
    assert one.span is not None
    assert (one.span.line, one.span.column) == (10, 17)
    assert list((tmp_path / "out").glob("*.*")) == []


def test_programs_run_from_left_to_right_in_every_language(tmp_path: Path) -> None:
    """In a Hebrew deck the program still begins at the left, in both files."""
    path = outline(tmp_path, PROGRAM)
    path.write_text(path.read_text("utf-8").replace("title: T\n", "title: T\nlanguage: he\n"), "utf-8")
    made = walk(path, tmp_path / "out")
    shown = html.fromstring(made.show.read_bytes()).find(".//pre")
    assert shown is not None
    assert shown.get("dir") == "ltr"
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    with zipfile.ZipFile(made.deck) as archive:
        names = [one for one in archive.namelist() if one.startswith("ppt/slideLayouts/slideLayout")]
        layouts = [archive.read(one) for one in names]
        slide = archive.read("ppt/slides/slide1.xml")
    (layout,) = [one for one in layouts if b'name="Program text"' in one]
    sides = [
        (level.get("algn"), level.get("rtl"))
        for shape in etree.fromstring(layout).iter("{*}sp")
        if "Courier New" in etree.tostring(shape, encoding="unicode")
        for level in shape.iter(f"{drawing}lvl1pPr")
    ]
    assert sides == [("l", "0")]
    held = [
        p
        for p in etree.fromstring(slide).iter(f"{drawing}p")
        if "Courier" in etree.tostring(p, encoding="unicode")
    ]
    assert len(held) == 4
    assert {one.get("rtl", "0") for p in held for one in p.iter(f"{drawing}pPr")} <= {"0"}


def test_the_contrast_of_each_colour_is_checked() -> None:
    """Themes are refused where any of the colours that programs are set in is too faint on their ground."""
    assert {colour for colour, _, _ in (*LOOKS.values(), QUIET)} == set(CODE_COLOURS)
    for name in theme_names():
        theme = load_theme(name)
        layout = theme.layouts["code"]
        region = layout.region("code")
        assert region is not None
        ground = region.fill
        assert ground is not None
        for variant in theme.variants.values():
            assert {ratio(variant.colours[one], variant.colours[ground]) >= TEXT for one in CODE_COLOURS} == {
                True
            }
        spoilt = replace(
            theme.variants["dark"], colours={**theme.variants["dark"].colours, "accent": "#777777"}
        )
        faint = list(too_faint(replace(theme, variants={**theme.variants, "dark": spoilt}), {}))
        assert any('"accent" #777777 on "panel"' in one.message for one in faint)
