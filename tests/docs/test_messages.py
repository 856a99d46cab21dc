"""Every message has a code that stays, and a place in the docs."""

from __future__ import annotations

import importlib.util
import re
import sys
from types import ModuleType
from typing import Any

import pytest

from deckgen.diagnostics import error, render
from deckgen.messages import code_of, coded_messages
from deckgen.outline.read import read_outline
from tests.messages.never import NEVER
from tests.messages.scenes import all_heard
from tests.outline.expected import CASES, read_case
from tests.tools import ROOT


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that writes the table and the page."""
    spec = importlib.util.spec_from_file_location("make_messages", ROOT / "scripts" / "make_messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def found(script: ModuleType) -> tuple[Any, ...]:
    """What the script finds in the source."""
    return tuple(script.messages())


def test_every_message_of_the_source_has_a_code(found: tuple[Any, ...]) -> None:
    """A message that is added or reworded is put into the table before it is shown to anybody."""
    known = {words for _, words in coded_messages()}
    fresh = {one.words for one in found} - known
    assert fresh == set(), "run scripts/make_messages.py"


def test_codes_are_used_once() -> None:
    """No two messages share a code, and no message has two."""
    codes, words = zip(*coded_messages(), strict=True)
    assert len(set(codes)) == len(codes)
    assert len(set(words)) == len(words)
    assert all(re.fullmatch(r"D\d{3}", code) for code in codes)


@pytest.mark.slow
def test_the_page_of_messages_is_up_to_date(script: ModuleType, found: tuple[Any, ...]) -> None:
    """Each message has an example, or why there is none; what is said in them has a code and a cure."""
    page = script.page(found, dict(coded_messages()))
    assert script.PAGE.read_text(encoding="utf-8") == page
    without = {one for one in NEVER if f"{one.replace('{…}', '…')}\n\n*No example" in page}
    assert set(NEVER) == without
    assert "*No example: ?" not in page
    heard = [one.said for one in all_heard()[0]]
    assert len({one.code for one in heard}) > 150
    assert [one.message for one in heard if not one.code] == []
    assert [one.message for one in heard if not one.hints] == []


def test_what_is_said_of_the_cases_has_codes() -> None:
    """Each message that an outline with mistakes brings about is found by its words."""
    cases = [read_case(path) for path in sorted(CASES.glob("*.yaml"))]
    said = {one.message for case in cases for one in read_outline(case.data, case.path).diagnostics}
    assert len(said) > 150
    assert [one for one in said if not code_of(one)] == []


def test_a_message_is_shown_with_its_code() -> None:
    """The code is at the message's end; a message that is in no table has none."""
    message = "this line is indented with a tab, and only spaces can indent it"
    assert re.fullmatch(rf"error: {message} \[D\d\d\d\]", render(error(message), {}))
    assert render(error("quite another thing"), {}) == "error: quite another thing"
