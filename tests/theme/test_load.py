"""theme.yaml → Theme."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from deckgen.diagnostics import DeckgenError
from deckgen.layout.text.metrics import families
from deckgen.theme.contrast import ratio
from deckgen.theme.fields import METRICS, theme_schema
from deckgen.theme.files import template_folder, theme_names
from deckgen.theme.load import load_theme, read_theme
from deckgen.theme.model import Anchor
from deckgen.theme.reference import with_keys
from deckgen.units import Point, grid_rect
from tests import tools

LECTERN = (template_folder() / "lectern" / "theme.yaml").read_text(encoding="utf-8")


def refusal(text: str) -> str:
    """Return the first message that a theme file is refused with, place and hints included."""
    with pytest.raises(DeckgenError) as caught:
        read_theme(text, Path("theme.yaml"))
    first = caught.value.diagnostics[0]
    return f"{first.span}: {first.message} | {' '.join(first.hints)}"


def line_of(text: str, part: str) -> int:
    """Return the line, from 1, on which a part of a text first stands."""
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize("name", theme_names())
def test_a_theme_that_ships_names_only_what_it_defines(name: str) -> None:
    """Every style and colour that a layout names exists, so no writer meets an unknown name."""
    theme = load_theme(name)
    for layout in theme.layouts.values():
        assert layout.background in theme.colours
        for region in layout.regions:
            assert region.style is None or region.style in theme.styles


@pytest.mark.parametrize("name", theme_names())
def test_every_layout_has_one_title_or_none_to_show(name: str) -> None:
    """The region that serves as the title is a region of the layout."""
    for layout in load_theme(name).layouts.values():
        assert layout.title_region is None or layout.region(layout.title_region) is not None
        assert layout.title_shown <= (layout.title_region == "title")


def test_common_regions_stand_on_every_layout_unless_it_says_otherwise() -> None:
    """A list inherits the headline and the source line, a cover has its own title and no source line."""
    theme = load_theme("lectern")
    headline = theme.layouts["list"].region("title")
    assert headline is not None
    assert headline.rect == grid_rect(10, 7, 140, 7.2)
    cover = theme.layouts["cover"].region("title")
    assert cover is not None
    assert (cover.rect, cover.anchor) == (grid_rect(10, 16, 128, 36), Anchor.BOTTOM)
    assert theme.layouts["cover"].region("source") is None


def test_a_statement_is_its_own_title() -> None:
    """A layout without a headline can name the region that screen readers take for the title."""
    statement = load_theme("lectern").layouts["statement"]
    assert (statement.title_region, statement.title_shown) == ("statement", False)
    assert statement.regions[0].name == "statement"


@pytest.mark.parametrize("name", theme_names())
def test_a_theme_that_ships_keeps_all_rules(name: str) -> None:
    """What is loaded without a check in each build is checked here, and is the same."""
    path = template_folder() / name / "theme.yaml"
    assert read_theme(path.read_text(encoding="utf-8"), path) == load_theme(name)


def test_an_unknown_theme_is_refused_with_the_known_ones() -> None:
    """The message lists what there is to choose from."""
    with pytest.raises(DeckgenError) as caught:
        load_theme("lecturn")
    assert "lectern" in caught.value.diagnostics[0].hints[0]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("muted: '#54646A'", "muted: grey", "expected a colour like '#1B2B30', but found \"grey\""),
        ("size: 56", "size: big", 'expected a number above 0, but found "big"'),
        (
            "style: subtitle",
            "style: subtitel",
            'there is no style called "subtitel" | did you mean "subtitle"?',
        ),
        (
            "anchor: middle",
            "anchor: centre",
            'expected an anchor, but found "centre" | one of: top',
        ),
        ("[10, 16, 128, 36]", "[10, 16, 128]", '"at" has 3 values; it takes [x, y, width, height]'),
        ("[10, 16, 128, 36]", "[10, 16, 158, 36]", "this place is not within the slide"),
        ("label: Cover", "lable: Cover", 'unknown field "lable" in a layout | did you mean "label"?'),
        (
            "  ink: '#1B2B30'\n",
            "",
            'a set of colours needs "ink" | in its file write',
        ),
        (
            "  - {char: '–', colour: mark, indent: 9, hang: 4.5}\n",
            "",
            '"bullets" has 1 value; it takes two levels of list marks',
        ),
        ("title: statement\n", "title: statemint\n", 'not "statemint"'),
        ("name: lectern", "name: lectern\nname: lectern", '"name" appears here a second time'),
        ("muted: '#54646A'", "muted: #54646A", '"muted" is empty; it needs a colour like'),
        ("size: 56", "size: 0", 'expected a number above 0, but found "0"'),
        (
            "metrics: carlito",
            "metrics: calibri",
            'expected a table of widths, but found "calibri" | one of',
        ),
        ("\ncomfort:", "\ncomfrot:", 'unknown field "comfrot" in a theme | did you mean "comfort"?'),
        ("letter-spacing: 0.12", "letterspacing: 0.12", 'did you mean "letter-spacing"?'),
        ("    imuted: '#46555A'", "    imute: '#46555A'", 'there is no colour called "imute" | did you mean'),
        ("scale: [32, 28", "scale: [28, 32", "the sizes of a scale begin with the largest"),
        ("  list:\n    label", "  lists:\n    label", '"layouts" needs "list"'),
        ("  attribution:", "  attributoin:", '"styles" needs "attribution" | in its file write'),
        ("muted: '#54646A'", "muted: '#546'", "but found \"#546\" | write: '#554466'"),
        ("muted: '#54646A'", "muted: 54646a", "write: '#54646A'"),
        ("scale:", "scales:", 'unknown field "scales" in a theme | did you mean "scale"?'),
        (
            "body:        {size: 26",
            "body: {size: 12",
            'the style "body" of 12 pt is below the floor of 18 pt',
        ),
        ("works:       {size: 24", "works: {size: 11", "below the floor of 14 pt | write 14 or more"),
        ("size: 56", "size: 56pt", 'expected a number above 0, but found "56pt" | write: 56'),
        ("leading: 1.04", "leading: 1,04", 'a comma separates fields here, so "04" is a field of its own'),
        ("leading: 1.04", "leading: '1,04'", 'expected a number above 0, but found "1,04" | write: 1.04'),
        ("[10, 16, 128, 36]", "[10, 16, 158, 80]", "x + width is 168, 160 at most and y + height is 96, 90"),
        ("[10, 16, 128, 36]", "[-1, 16, 128, 36]", "x and y, the first two numbers, are 0 at least"),
        ("bold: true", "bold: yes", 'expected true or false, but found "yes" | write: true'),
        ("scale: [32, 28, 26, 22, 20, 18]", "scale: 32", 'expected a list of sizes, but found the text "32"'),
        ("scale: [32, 28", "scale: [28, 32", "write: [32, 28, 26, 22, 20, 18]"),
        ("name: lectern", "name: [lectern]", "expected text, but found a list"),
    ],
)
def test_a_mistake_in_a_theme_is_named_at_its_place(old: str, new: str, expected: str) -> None:
    """A wrong value, a wrong name or a missing part is reported with what was expected."""
    assert old in LECTERN
    assert expected in refusal(LECTERN.replace(old, new, 1))


def test_a_mistake_points_at_its_line() -> None:
    """The place of the message is that of the wrong value."""
    broken = LECTERN.replace("colour: iink, face: heading", "colour: oink, face: heading", 1)
    assert refusal(broken).startswith(f"theme.yaml:{line_of(broken, 'oink')}:")


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "a: [1,\n", "just words"])
def test_what_is_no_theme_is_refused(text: str) -> None:
    """An empty file, a list, broken YAML and prose all get a message instead of a crash."""
    assert refusal(text)


def test_all_mistakes_are_reported_at_once() -> None:
    """Mistakes in different parts, and two in one style, come in one list in the file's order."""
    broken = (
        LECTERN.replace("muted: '#54646A'", "muted: grey", 1)
        .replace("size: 56, leading: 1.04", "size: big, leading: small", 1)
        .replace("style: byline", "style: bylin", 1)
    )
    with pytest.raises(DeckgenError) as caught:
        read_theme(broken, Path("theme.yaml"))
    found = [one.message.rpartition('"')[0].rpartition('"')[2] for one in caught.value.diagnostics]
    assert found == ["grey", "big", "small", "bylin"]
    assert all(one.span for one in caught.value.diagnostics)


def test_the_tables_of_widths_are_those_that_layout_has() -> None:
    """A theme may name each table that the layout engine measures with, and no other."""
    assert set(METRICS) == set(families())


def test_a_faint_pair_is_shown_with_its_ratio() -> None:
    """Text that is too faint on its ground is an error at its colour, with both colours and who sets them."""
    broken = LECTERN.replace("muted: '#54646A'", "muted: '#94A4AA'", 1)
    said = refusal(broken)
    assert said.startswith(f"theme.yaml:{line_of(broken, '#94A4AA')}:")
    assert '"muted" #94A4AA on "bg" #FBFBF9 has a contrast of 2.48 : 1, text needs 4.5 : 1' in said
    assert 'on the layout "list"' in said


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ibg: '#14343B'", "ibg: '#94B4BB'", '"iink" #F7FAF9 on "ibg" #94B4BB'),
        ("mark: '#C9650A'", "mark: '#F9A54A'", "a mark needs 3 : 1"),
        ("    accent: '#F2A65A'", "    accent: '#A2561A'", "in the dark variant, text needs 4.5 : 1"),
        ("    bg: '#FBF6E9'", "    bg: '#AB9679'", "in the comfort variant, text needs 4.5 : 1"),
        ("data: ['#0F4650'", "data: ['#DFE6E0'", '"data 0" #DFE6E0 on "bg" #FBFBF9'),
        ("colour: ibg}]", "colour: iaccent}]", '"iink" #F7FAF9 on "iaccent" #F2A65A'),
    ],
)
def test_every_pair_that_is_used_is_looked_at(old: str, new: str, expected: str) -> None:
    """Inverse grounds, decoration below text, list marks, data and variants are checked for contrast."""
    assert old in LECTERN
    with pytest.raises(DeckgenError) as caught:
        read_theme(LECTERN.replace(old, new, 1), Path("theme.yaml"))
    assert any(expected in one.message for one in caught.value.diagnostics)


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21 : 1, a colour on itself 1 : 1, and #767676 on white the well-known 4.54 : 1."""
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#123456", "#123456") == 1
    assert ratio("#FFFFFF", "#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", theme_names())
def test_the_line_heights_of_faces_are_those_of_the_docs(name: str) -> None:
    """The page on themes says the number that the themes have, for each face."""
    page = (tools.ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
    said: dict[str, float] = {}
    for height, faces in re.findall(r"([\d.]+) for ([A-Z][\w ]+)", page[page.index("| `natural`") :][:500]):
        said = {**dict.fromkeys(faces.strip().split(" and "), float(height)), **said}
    for face in load_theme(name).faces.values():
        assert said[face.name] == face.natural


def test_the_page_of_themes_is_up_to_date() -> None:
    """What the docs say of each key is what the table of fields says."""
    page = (tools.ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
    assert with_keys(page) == page


def test_a_themes_schema_takes_the_themes_that_ship() -> None:
    """Editors that check a theme by its schema find nothing wrong in ours, and see a slip in another's."""
    schema = theme_schema()
    for name in theme_names():
        text = (template_folder() / name / "theme.yaml").read_text(encoding="utf-8")
        jsonschema.validate(yaml.safe_load(text), schema)
    slip = yaml.safe_load(LECTERN.replace("label: Cover", "lable: Cover", 1))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(slip, schema)


def test_a_theme_may_set_a_transition() -> None:
    """Without one slides change at once; one that is not known is refused at its line."""
    assert load_theme("lectern").transition == "none"
    faded = LECTERN.replace("name: lectern\n", "name: lectern\ntransition: fade\n", 1)
    assert read_theme(faded, Path("theme.yaml")).transition == "fade"
    broken = faded.replace("transition: fade", "transition: spin")
    assert f"theme.yaml:{line_of(broken, 'spin')}:" in refusal(broken)


@pytest.mark.parametrize(
    ("old", "new", "wrong", "expected"),
    [
        ("  muted: '#", "  muted '#", "muted '#", "a colon and a value are expected after this name"),
        ("  muted: '#", "\tmuted: '#", "\tmuted", "this line begins with a tab | indent it with spaces"),
        (
            "  muted: '#",
            "   muted: '#",
            "muted: '#",
            "in column 4, where no line of its group begins | its group",
        ),
        ("'#0072B2']", "'#0072B2'", "['#0F4650'", "the brackets that open here are not closed"),
        ("chrome: 12}", "chrome: 12", "{body: 18", "the braces that open here are not closed"),
        ("label: Cover", 'label: "Cover', '"Cover', "a quotation mark opens here and is never closed"),
        ("name: lectern", "name: @lectern", "@lectern", "text cannot begin with this character"),
        (
            "floors: {",
            "floors:{",
            ":{body",
            "a space is missing after this colon | write: floors: {body: 18,",
        ),
    ],
)
def test_what_is_not_yaml_is_shown_where_it_began(old: str, new: str, wrong: str, expected: str) -> None:
    """A slip of the pen is shown at its own place, not where the parser gave up, and with its cure."""
    text = LECTERN.replace(old, new, 1)
    found = refusal(text)
    line = line_of(text, wrong)
    column = text.splitlines()[line - 1].index(wrong) + 1
    assert f"theme.yaml:{line}:{column}: " in found
    assert expected in found


SCHOOL = """\
name: school
like: folio
colours: {accent: '#1A4D2E'}
styles:
  headline: {size: 40, leading: 1.1, colour: accent}
"""


def test_a_theme_that_is_like_another_holds_what_is_its_own_only() -> None:
    """What the file has counts, by name; all else is as in the theme that it is like."""
    school, folio = read_theme(SCHOOL, Path("theme.yaml")), load_theme("folio")
    assert school.name == "school"
    assert dict(school.colours) == {**folio.colours, "accent": "#1A4D2E"}
    assert (school.styles["headline"].size, school.styles["headline"].bold) == (Point(40), False)
    assert school.styles["body"] == folio.styles["body"]
    assert (school.layouts, school.chrome, school.comfort) == (folio.layouts, folio.chrome, folio.comfort)
    assert school.variants["dark"] == folio.variants["dark"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            "layouts: {two-colum: {label: Two, regions: {}}}",
            'there is no kind of slide called "two-colum" | did you mean "two-column"?',
        ),
        (
            "layouts: {list: {label: List, regions: {boddy: {at: [10, 23, 128, 53], style: body}}}}",
            'nothing on the layout "list" goes into "boddy" | did you mean "body"?',
        ),
        (
            "common: {sorce: {at: [10, 77, 140, 5], style: source}}",
            'goes into "sorce" on any layout | did you mean "source"?',
        ),
        ("dark: {colours: {mutd: '#FFFFFF'}}", 'there is no colour called "mutd" | did you mean "muted"?'),
    ],
)
def test_a_name_that_nothing_looks_for_is_reported(more: str, expected: str) -> None:
    """A slip of typing would change nothing, for all else comes from the theme that this one is like."""
    assert expected in refusal(f"{SCHOOL}{more}\n")


def test_names_of_ones_own_may_be_used() -> None:
    """A style or a colour that the theme's own layouts use is no slip; one that nothing uses is."""
    own = SCHOOL.replace("styles:\n", "styles:\n  shout: {size: 90, leading: 1, colour: loud}\n")
    own = own.replace("{accent:", "{loud: '#7A0000', accent:")
    assert 'nothing is set in the style "shout" | known here: ' in refusal(own)
    assert 'nothing has the colour "loud"' in refusal(own.replace("colour: loud", "colour: ink"))
    own += "dark: {colours: {loud: '#FFC0C0'}}\nlayouts:\n  statement: {label: S, title: statement, regions: "
    used = own + "{statement: {at: [9, 9, 99, 60], style: shout}}}\n"
    assert read_theme(used, Path("theme.yaml")).styles["shout"].size == Point(90)


def test_links_keep_their_texts_colour_on_inverse_slides() -> None:
    """In grid the accent is the ground of such slides: a link in it would be gone."""
    grid = load_theme("grid")
    assert grid.colours["accent"] == grid.colours["ibg"]
    assert [grid.links_in(role) for role in ("ink", "muted", "iink", "imuted")] == [
        "accent",
        "accent",
        "iink",
        "imuted",
    ]


def test_a_theme_that_lacks_a_layout_has_it_from_the_one_it_is_like() -> None:
    """A theme copied before there was a layout has it all the same, beside its own."""
    start, stop = LECTERN.index("\n  process:"), LECTERN.index("\n  comparison:")
    older = f"like: lectern\n{LECTERN[:start]}{LECTERN[stop:]}".replace("label: Cover\n", "label: Door\n")
    theme = read_theme(older, Path("theme.yaml"))
    assert theme.layouts["process"] == load_theme("lectern").layouts["process"]
    assert theme.layouts["cover"].label == "Door"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            SCHOOL.replace("folio", "foliage"),
            ':2:7: there is no theme that comes with deckgen called "foliage"',
        ),
        (
            SCHOOL.replace("{accent: '#1A4D2E'}", "green"),
            ":3:10: expected a set",
        ),
        (
            SCHOOL.replace("#1A4D2E", "#9E9993"),
            ':3:19: "accent" #9E9993 on "bg" #FFFEFC has a contrast of 2.8 : 1',
        ),
        (SCHOOL.replace("accent: '#1A4D2E'", "bg: '#888888'"), ':3:15: "data 0"'),
        ("name: school\ncolours: {}\n", ':1:1: a theme needs "faces", "data", "floors", "scale"'),
    ],
)
def test_a_mistake_in_a_theme_like_another_is_shown_in_its_own_file(text: str, expected: str) -> None:
    """No message points at a line of the theme that the rest is taken from."""
    with pytest.raises(DeckgenError) as caught:
        read_theme(text, Path("theme.yaml"))
    said = [f"{one.span}: {one.message}" for one in caught.value.diagnostics]
    assert any(expected in one for one in said), said
    lines = text.count("\n")
    assert all(one.span and one.span.line <= lines for one in caught.value.diagnostics)
