"""The JSON Schema that editors complete from."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from deckgen.outline.language import fields
from deckgen.outline.language.schema import outline_schema, schema_text
from deckgen.outline.language.starter import starter_text
from deckgen.outline.read import read_outline
from deckgen.schema.json_schema import Json
from tests.outline.expected import CASES, read_case

ROOT = Path(__file__).resolve().parents[3]
OUTLINES = sorted((ROOT / "outlines").glob("*.yaml"))
VALIDATOR = jsonschema.Draft7Validator(json.loads(schema_text()))


def _as_typed(text: str) -> Json:
    """Read YAML with every scalar as the text that was typed."""
    loaded: Json = yaml.load(text, Loader=yaml.BaseLoader)
    return loaded


def _as_editors(text: str) -> Json:
    """Read YAML with numbers and switches as an editor's extension sees them."""

    class Loader(yaml.SafeLoader):
        """YAML 1.2: dates, `yes` and `12:30` are words."""

    kept = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:null"}
    plain = {
        first: [(tag, found) for tag, found in known if tag in kept]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    for letter in "tf":
        plain[letter] = [("tag:yaml.org,2002:bool", yaml.SafeLoader.yaml_implicit_resolvers[letter][0][1])]
    Loader.yaml_implicit_resolvers = plain
    loaded: Json = yaml.load(text, Loader=Loader)
    return loaded


@pytest.mark.parametrize(
    "typed",
    [
        "table: |\n      | A | B |\n      |---|---|\n      | 1 | 2 |",
        "timeline: {1954: one, 1955: two}",
        "process: {Fill: to the mark, Drip: a drop at a time}",
        "definitions: [{Ebb: the water falls}]",
        "columns: {Left: [a, b], Right: [c]}",
        "bullets: one point",
        "image: map.png",
        "number: 42",
    ],
)
def test_short_forms_are_no_mistakes_in_an_editor(typed: str) -> None:
    """What the reader takes in a short form, the schema takes, too."""
    text = f"title: x\nslides:\n  - title: One\n    {typed}\n"
    assert [one.message for one in read_outline(text.encode(), Path("t.yaml")).diagnostics] == []
    assert [one.message for one in VALIDATOR.iter_errors(_as_typed(text))] == []


@pytest.mark.parametrize(
    "way", ["  Harvest:\n    - statement: One\n", "  - Harvest:\n      - statement: One\n"]
)
def test_sections_under_their_titles_are_no_mistakes_in_an_editor(way: str) -> None:
    """A section may be its title with its slides below it."""
    text = f"title: x\nsections:\n{way}"
    assert [one.message for one in read_outline(text.encode(), Path("t.yaml")).diagnostics] == []
    assert [one.message for one in VALIDATOR.iter_errors(_as_typed(text))] == []


def test_the_schema_is_one() -> None:
    """It keeps the rules of its draft, and every reference in it leads somewhere."""
    schema = outline_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    text = schema_text()
    definitions = schema["definitions"]
    assert isinstance(definitions, dict)
    for name in definitions:
        assert f'"#/definitions/{name}"' in text
    assert text.count("$ref") == sum(text.count(f'"#/definitions/{name}"') for name in definitions)


@pytest.mark.parametrize("read", [_as_typed, _as_editors])
@pytest.mark.parametrize("path", OUTLINES, ids=lambda path: path.stem)
def test_every_outline_keeps_the_schema(path: Path, read: object) -> None:
    """An editor underlines nothing in the outlines that are shown as examples."""
    assert callable(read)
    assert [one.message for one in VALIDATOR.iter_errors(read(path.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize("read", [_as_typed, _as_editors])
def test_the_starter_keeps_the_schema(read: object) -> None:
    """An editor underlines nothing in what `deckgen new` writes."""
    assert callable(read)
    assert [one.message for one in VALIDATOR.iter_errors(read(starter_text()))] == []


@pytest.mark.parametrize("read", [_as_typed, _as_editors])
def test_texts_that_look_like_numbers_are_texts(read: object) -> None:
    """`no`, `1.10` and `007` stand where a text is wanted, for the schema as for deckgen."""
    assert callable(read)
    text = read_case(CASES / "as-typed.yaml").data.decode()
    assert [one.message for one in VALIDATOR.iter_errors(read(text.replace("null, ~", "nil")))] == []


_HEAD = "title: x\nsections:\n  one:\n    title: y\n    slides:\n      - title: z\n        text: t\n"


@pytest.mark.parametrize(
    "more",
    [
        "        headng: x\n",
        "        minutes: many\n",
        "        minutes: 0\n",
        "        from: 3 to 5\n",
        "        build: perhaps\n",
        "        layout: lst\n",
        "        id: not a name\n",
        "        bullets: {a: b}\n",
        "        bullets: []\n",
        "        bullets:\n        - a:\n           - b:\n              - c:\n                 - d: [e]\n",
        "        quote: {by: nobody}\n",
        "        columns:\n          - text: one\n",
        "        table: trade.xlsx\n",
        "        notes: {a: b}\n",
        "  two words:\n    title: x\n    slides: [{title: x}]\n",
        "  two:\n    title: x\n",
    ],
)
def test_schema_and_reader_refuse_the_same(more: str) -> None:
    """What the schema underlines is an error to deckgen as well; without it both are content."""
    assert not list(VALIDATOR.iter_errors(_as_typed(_HEAD)))
    assert not read_outline(_HEAD.encode(), Path("talk.yaml")).diagnostics
    assert list(VALIDATOR.iter_errors(_as_typed(_HEAD + more)))
    assert read_outline((_HEAD + more).encode(), Path("talk.yaml")).diagnostics


def test_every_field_is_explained() -> None:
    """Each field of each group is in the schema, with its sentence and an example to complete from."""
    text = schema_text()
    for group in fields.GROUPS:
        for field in group.fields:
            assert json.dumps(f"{field.doc}\n\n{field.example}", ensure_ascii=False) in text
