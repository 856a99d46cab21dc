"""Files of citation styles: which are used, and where a broken one is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.deck.citing.citations import Request, start
from deckgen.deck.citing.style_files import STYLE, find_style, style_file
from deckgen.diagnostics import DeckgenError
from deckgen.structs import replace
from tests.deck.citing.bench import typed
from tests.deck.citing.test_citations import clusters, works

CSL = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">'


def use(path: Path) -> None:
    """Format a citation in a style of the project's."""
    start(Request(clusters("[@kort]"), works("kort"), path, "en-GB"), None).result()


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("<style", "1:1", 'the citation style "own.csl" is broken in line 1, column 1: unclosed token'),
        (f"{CSL}\n  <info>\n</style>", "3:3", "is broken in line 3, column 3: mismatched tag"),
        (f"{CSL}\n  <ä/>&\n</style>", "2:8", "is broken in line 2, column 8: not well-formed"),
        ("", "1:1", "is broken in line 1, column 1: no element found"),
        ("<!-- a -->\n<html><body/></html>", "2:1", '"own.csl" is not a citation style: it holds <html>'),
        ("<!DOCTYPE style [\n<!ENTITY a 'b'>]><style/>", "2:12", "declares XML entities"),
        (
            f'{CSL}<info>\n<link rel="self" href="x"/>\n<link rel="independent-parent" '
            'href="http://www.zotero.org/styles/apa"/></info></style>',
            "3:1",
            'only points to another, "apa"',
        ),
        (f"{CSL}</style>", "1:1", '"own.csl" cannot be used: No citation element'),
        (
            f"{CSL}<!-- Caf\u00e9 --></style>".encode("latin-1"),
            "1:70",
            "is not UTF-8 text: a letter in line 1",
        ),
        (f"{CSL}</style>".encode("utf-16"), "1:1", '"own.csl" is written in UTF-16, and UTF-8 is needed'),
        (b" " * (STYLE.most_bytes + 1), "1:1", '"own.csl" is 2.1 MB large; at most 2 MB is read'),
    ],
)
def test_a_style_file_that_is_none_is_refused(
    tmp_path: Path, content: str | bytes, place: str, message: str
) -> None:
    """Each says where: a broken file, a page of a website, a dependent style, a file in another encoding."""
    path = tmp_path / "own.csl"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(DeckgenError, match=message) as refused:
        use(path)
    (wrong,) = refused.value.diagnostics
    assert str(wrong.span) == f"{path}:{place}"


def test_a_style_of_ones_own_is_used_whatever_its_name(tmp_path: Path) -> None:
    """A copy of a style, with a byte-order mark, in a folder with a name of its own, formats like it.

    What APA's handbook wants of typed titles is reported for deckgen's own style alone.
    """
    (tmp_path / "école №1").mkdir()
    path = tmp_path / "école №1" / "own style.csl"
    path.write_bytes(b"\xef\xbb\xbf" + style_file("apa").read_bytes())
    result = start(Request(clusters("[@kort]"), works("kort"), path, "en-GB"), None).result()
    named = start(Request(clusters("[@kort]"), works("kort"), "apa", "en-GB"), None).result()
    (capitals,) = named.diagnostics
    assert "in title case" in capitals.message
    assert result == replace(named, diagnostics=())


def test_styles_are_found_by_name_or_file(tmp_path: Path) -> None:
    """deckgen's own by name in any case, others as files of the project, and a slip gets a hint."""
    outline = tmp_path / "talk.yaml"
    (tmp_path / "school.csl").write_text("x")
    assert find_style(None, outline) == "mla"
    assert find_style(typed("MLA"), outline) == "mla"
    assert find_style(typed("school.csl"), outline) == tmp_path / "school.csl"
    for name, style in (
        ("MLA 9th edition", "mla"),
        ("APA7", "apa"),
        ("APA (7th ed.)", "apa"),
        ("chicago-author-date", "chicago"),
        ("Chicago Manual of Style 18th edition (full note)", "chicago-notes"),
        ("chicago-notes-bibliography", "chicago-notes"),
        ("Harvard (Cite Them Right)", "harvard"),
        ("IEEE style", "ieee"),
    ):
        assert find_style(typed(name), outline) == style
    with pytest.raises(DeckgenError) as refused:
        find_style(typed("APA 6th edition"), outline)
    assert refused.value.diagnostics[0].hints[:2] == (
        '"apa" follows edition 7 of the handbook',
        'did you mean "apa"?',
    )
    for name, message in (("mlaa", "there is no citation style"), ("no.csl", "no citation style"),
                          ("../x.csl", "outside the project")):  # fmt: skip
        with pytest.raises(DeckgenError, match=message):
            find_style(typed(name), outline)
