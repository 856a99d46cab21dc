"""The field table itself, the reference page made of it, and the starter."""

from __future__ import annotations

import importlib.util
import textwrap
from pathlib import Path

import pytest

from deckgen.outline.blocks.read import BLOCKS
from deckgen.outline.language import block_fields, fields, reference_fields, slide_fields, translated
from deckgen.outline.language.reference import reference_page
from deckgen.outline.language.starter import starter_text
from deckgen.outline.read import read_outline
from deckgen.schema.advice import nearest
from deckgen.schema.shapes import Field, Group

ROOT = Path(__file__).resolve().parents[3]
PATH = Path("talk.yaml")
FIELDS = [(group, field) for group in fields.GROUPS for field in group.fields]

_SLIDE = "sections:\n  one:\n    title: One\n    slides:\n"
_COLUMNS = "      - title: x\n        columns:\n          - text: x\n          - "
_AROUND: dict[str, tuple[str, str]] = {
    "an outline": ("", ""),
    "a logo": ("logo:\n", "  "),
    "a closing": ("closing:\n", "  "),
    "the cover's picture": ("cover:\n", "  "),
    "an author": ("author:\n  - ", "    "),
    "a section": ("sections:\n  - ", "    "),
    "a slide": (_SLIDE + "      - ", "        "),
    "a numbered list": (_SLIDE + "      - title: x\n        numbered:\n", "          "),
    "a quotation": (_SLIDE + "      - quote:\n", "          "),
    "program text": (_SLIDE + "      - title: x\n        code:\n", "          "),
    "a formula": (_SLIDE + "      - title: x\n        equation:\n", "          "),
    "a picture": (_SLIDE + "      - image:\n", "          "),
    "a video or a sound": (_SLIDE + "      - title: x\n        media:\n", "          "),
    "a table": (_SLIDE + "      - title: x\n        table:\n", "          "),
    "a credit": (
        _SLIDE
        + "      - title: x\n        image:\n          file: map.png\n          alt: x\n          credit:\n",
        "            ",
    ),
    "a chart": (_SLIDE + "      - title: x\n        chart:\n", "          "),
    "an event": (_SLIDE + "      - title: x\n        timeline:\n          - ", "            "),
    "a step": (_SLIDE + "      - title: x\n        process:\n          - ", "            "),
    "a comparison": (_SLIDE + "      - title: x\n        compare:\n", "          "),
    "a column": (
        _SLIDE + "      - title: x\n        columns:\n          - text: x\n          - ",
        "            ",
    ),
    "a part of a body": (_SLIDE + "      - title: x\n        body:\n          - ", "            "),
    "a part of a column": (
        _SLIDE
        + "      - title: x\n        columns:\n          - text: x\n          - body:\n              - ",
        "                ",
    ),
    "verse": (_SLIDE + "      - title: x\n        verse:\n", "          "),
    "terms and what they mean": (_SLIDE + "      - title: x\n        definitions:\n", "          "),
    "a labelled text": (_SLIDE + "      - title: x\n        labelled:\n", "          "),
    "a question": (_SLIDE + "      - question:\n", "          "),
    "a number with its label": (_SLIDE + "      - title: x\n        number:\n", "          "),
    "a passage": (_SLIDE + "      - title: x\n        passage:\n", "          "),
    "a reference": ("references:\n  kort:\n", "    "),
    "a set of words": ("words:\n", "  "),
    "a choice of checks": ("check:\n", "  "),
    "requirements": ("requires:\n", "  "),
    "kinds of sources": ("requires:\n  sources:\n", "    "),
}


def _label(one: Group | Field) -> str:
    return one.name if isinstance(one, Field) else one.noun


def example_of(group: Group, field: Field) -> bytes:
    """Return an outline with the example of a field, and with what its group needs besides."""
    head, indent = _AROUND[group.noun]
    parts = [field.example]
    if group is fields.COVER and field.name not in ("file", "notes"):
        parts.append("file: images/map.png")
    parts += [one.example for one in group.fields if one.required and one is not field]
    if group is fields.SLIDE and not field.main:
        parts.append("image: map.png" if field.name == "layout" else block_fields.RUNNING_TEXT.example)
    if group is fields.SLIDE and field.name != "title":
        parts.append("title: x")
    if group is block_fields.TABLE and field.name in ("columns", "rows"):
        wanted = {"columns": "rows:\n  - [a, b, c]", "rows": "columns: [a, b, c]"}
        parts.append(wanted[field.name])
    elif group is block_fields.TABLE and field.name in ("caption", "id", "credit", "note"):
        parts.append("file: trade.csv")
    if group is block_fields.CHART and field.name in ("columns", "rows"):
        wanted = {"columns": "rows:\n  - [a, 1, 2]", "rows": "columns: [a, b, c]"}
        parts.append(wanted[field.name])
    elif group is block_fields.CHART and field.name != "data":
        parts.append("data: trade.csv")
    if group is block_fields.CODE and field.name not in ("text", "file"):
        parts.append("file: sort.py")
    if group is block_fields.QUESTION and field.name == "answer":
        parts.append("options: [Yes, No, Unsure]")
    if group is slide_fields.COLUMN and field.name in ("title", "width"):
        parts.append("text: x")
    body = textwrap.indent("\n".join(parts), indent)
    if group is block_fields.IMAGE and field.name in ("width", "side"):
        body += "\n        title: x\n        text: x"
    body = body.removeprefix(indent) if head.endswith("- ") else body
    outline = f"{head}{body}\n"
    for one in fields.OUTLINE.fields:
        if one.required and f"{one.name}:" not in [
            line[: len(one.name) + 1] for line in outline.splitlines()
        ]:
            outline += f"{one.example}\n"
    if not any(line.startswith(("sections:", "slides:")) for line in outline.splitlines()):
        outline += "slides:\n  - title: x\n"
    return outline.encode()


@pytest.mark.parametrize(("group", "field"), FIELDS, ids=_label)
def test_every_example_can_be_read(group: Group, field: Field) -> None:
    """What the docs and the editors show for a field is read without a word."""
    reading = read_outline(example_of(group, field), PATH)
    assert [one.message for one in reading.diagnostics] == []


@pytest.mark.parametrize(("group", "field"), FIELDS, ids=_label)
def test_every_field_says_what_it_is_for(group: Group, field: Field) -> None:
    """One sentence that ends, and an example that shows the field by name."""
    assert field.doc[0].isupper()
    assert field.doc.endswith(".")
    assert field.example.startswith(f"{field.name}:")
    assert field.name not in field.tried
    assert not set(field.tried) & set(group.names) or all(
        nearest(word, group) == word for word in set(field.tried) & set(group.names)
    )


@pytest.mark.parametrize(
    ("word", "group", "meant"),
    [
        ("titel", fields.SLIDE, "title"),
        ("headng", fields.SLIDE, "title"),
        ("Bullets", fields.SLIDE, "bullets"),
        ("works_cited", fields.OUTLINE, "works-cited"),
        ("bulets", fields.SLIDE, "bullets"),
        ("picture", fields.SLIDE, "image"),
        ("who", block_fields.QUOTE, "by"),
        ("xyzzy", fields.SLIDE, None),
    ],
)
def test_the_nearest_field_is_suggested(word: str, group: Group, meant: str | None) -> None:
    """A misspelt name, and another word for a field, lead to the field."""
    assert nearest(word, group) == meant


def test_words_of_other_languages_are_whole() -> None:
    """None is torn at its hyphen, which a list that is wrapped anew might do; each leads to its field."""
    words = {word for known in translated._WORDS.values() for word in known.split()}
    assert [word for word in words if word.startswith("-") or word.endswith("-")] == []
    assert fields.ALL.translated("oś-czasu", fields.SLIDE) == "timeline"


def test_main_fields_and_blocks_are_the_same() -> None:
    """Every field that fills a slide has a kind of slide, and the other way round."""
    main = {field.name for field in fields.SLIDE.fields if field.main}
    assert {name for names in slide_fields.KINDS for name in names} <= main
    assert {kind for kinds in slide_fields.KINDS.values() for kind in kinds} == set(slide_fields.LAYOUTS)
    assert {*BLOCKS, "body"} == main


def test_the_usual_fields_of_a_reference_are_those_that_citations_know() -> None:
    """Each is a field of the table from which citations are made; that table has many more."""
    known = {field.name for field in reference_fields.FIELDS} | {"type"}
    assert set(fields.REFERENCE.names) <= known


def test_every_field_of_a_reference_can_stand_in_braces() -> None:
    """The walk over braces takes a work apart at all its names, so that a valid outline is no trap."""
    works = "".join(
        f'  k{at}: {{{name}: "Lamb, Max", type: podcast, issn: 1}}\n'
        for at, name in enumerate(sorted(reference_fields.BY_NAME))
    )
    text = (
        f"title: T\nreferences:\n{works}sections:\n  one:\n    title: S\n    slides:\n      - statement: A\n"
    )
    reading = read_outline(text.encode(), PATH)
    assert [(one.message, str(one.span)) for one in reading.diagnostics if "second" not in one.message] == []
    assert reading.outline
    assert all(str(one.fields[0].values[0]) == "Lamb, Max" for one in reading.outline.references)


def test_the_reference_page_is_up_to_date() -> None:
    """docs/reference.md is what scripts/make_reference.py writes now."""
    spec = importlib.util.spec_from_file_location("make_reference", ROOT / "scripts" / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    page = script.DOCS / "reference.md"
    assert page.read_text(encoding="utf-8") == reference_page(), "run scripts/make_reference.py"


def test_the_reference_page_names_every_field() -> None:
    """Each field has its heading, its sentence and its example."""
    page = reference_page()
    for group, field in FIELDS:
        assert f"### `{field.name}`\n\n{field.doc}" in page, group.noun
        assert f"```yaml\n{field.example}\n```" in page


def test_the_starter_is_read_without_a_word() -> None:
    """What `deckgen new` writes is an outline with two sections and several kinds of slide."""
    reading = read_outline(starter_text("my talk.yaml", "2026-01-02", "x.json").encode(), PATH)
    assert reading.diagnostics == ()
    assert reading.outline is not None
    assert str(reading.outline.date) == "2026-01-02"
    assert (
        len({type(slide.blocks[0]) for section in reading.outline.sections for slide in section.slides}) >= 6
    )
    assert reading.source.startswith("# yaml-language-server: $schema=x.json\n")
