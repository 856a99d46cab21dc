"""Points that appear one by one: a click each, with what stands below them."""

from __future__ import annotations

import pytest
from lxml import etree, html

from deckgen.writers.pptx import write_pptx
from tests.building import DECKS, Walked, walk
from tests.writers.pptx import sample
from tests.writers.pptx.killers import A, File, P, loose_connector, opened


@pytest.fixture(scope="module")
def file() -> File:
    """A slide of every layout and two that build."""
    return opened(write_pptx(sample.every_kind()))


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Both files of the outline of every kind."""
    return walk(next(one for one in DECKS if one.stem == "kinds"), tmp_path_factory.mktemp("kinds"))


def _slide(file: File, page_id: str) -> str:
    pages = sample.every_kind().pages
    return f"ppt/slides/slide{next(number for number, page in enumerate(pages, 1) if page.id == page_id)}.xml"


def test_points_come_with_those_below_them(file: File) -> None:
    """Each point of the first level is a click, and a point below one comes with it."""
    root = file.roots[_slide(file, "built")]
    effects = [one for one in root.iter(f"{P}cTn") if one.get("presetClass") == "entr"]
    assert [one.get("nodeType") for one in effects] == ["clickEffect", "withEffect", "clickEffect"]
    assert [one.get("st") for one in root.iter(f"{P}pRg")] == ["0", "1", "2"]
    ids = [one.get("id") for one in root.iter(f"{P}cTn")]
    assert len(ids) == len(set(ids))
    (built,) = root.iter(f"{P}bldP")
    (body,) = [one for one in root.iter(f"{P}cNvPr") if one.get("name") == "dg:built/body"]
    assert (built.get("spid"), built.get("build")) == (body.get("id"), "p")


def test_events_of_a_timeline_come_as_groups(file: File) -> None:
    """A timeline that builds is a group an event, and each group is a click."""
    root = file.roots[_slide(file, "built-timeline")]
    groups = [one.get("id") for group in root.iter(f"{P}grpSp") for one in group.iterfind(f"*/{P}cNvPr")]
    clicks = [one for one in root.iter(f"{P}cTn") if one.get("nodeType") == "clickEffect"]
    assert len(groups) == len(clicks) == 2
    assert [one.get("spid") for one in root.iter(f"{P}spTgt")] == groups


def test_other_slides_stand_still(file: File) -> None:
    """Only slides that are to build have anything that appears by steps."""
    moving = [
        name
        for name, root in file.sheets("slides").items()
        if any(one.get("nodeType") == "mainSeq" for one in root.iter(f"{P}cTn"))
    ]
    assert sorted(moving) == sorted(_slide(file, one) for one in ("built", "built-timeline"))


def test_arrows_are_glued_to_the_steps_they_join(kinds: Walked) -> None:
    """Each connector names both shapes and the sides it leaves and meets; loose ones are caught."""
    data = kinds.deck.read_bytes()
    file = opened(data)
    joined = [
        tuple((end.get("id"), end.get("idx")) for end in one)
        for root in file.sheets("slides").values()
        for one in root.iter(f"{P}cNvCxnSpPr")
    ]
    assert len(joined) == 2 + 4
    assert all(len(ends) == 2 and ends[0][0] != ends[1][0] for ends in joined)
    assert list(loose_connector(file)) == []
    root = next(root for root in file.sheets("slides").values() if list(root.iter(f"{A}stCxn")))
    next(root.iter(f"{A}stCxn")).set("id", "999")
    assert len(list(loose_connector(file))) == 1


def test_paragraphs_notes_and_tasks_come_one_by_one(kinds: Walked) -> None:
    """What has no points is built by its paragraphs; the clicks of the deck are the steps of the show."""
    file = opened(kinds.deck.read_bytes())
    show = html.document_fromstring(kinds.show.read_bytes())
    built = [(number, page) for number, page in enumerate(kinds.pages.pages, 1) if page.build]
    assert {"text", "passage", "question", "timeline", "process", "comparison", "agenda"} <= {
        page.layout.removesuffix("-titled") for _, page in built
    }
    for number, page in built:
        root = file.roots[f"ppt/slides/slide{number}.xml"]
        clicks = [one for one in root.iter(f"{P}cTn") if one.get("nodeType") == "clickEffect"]
        (slide,) = [one for one in show.iter("section") if one.get("id") == page.id]
        steps = [one for one in slide.iter() if "data-step" in one.attrib]
        assert len(clicks) == len(steps) > 0, page.id


def test_a_transition_stands_between_colours_and_timing(kinds: Walked) -> None:
    """Every slide fades where the outline asks for it; without it no slide says anything of the kind."""
    for root in opened(kinds.deck.read_bytes()).sheets("slides").values():
        places = [etree.QName(one).localname for one in root]
        assert places[1:3] == ["clrMapOvr", "transition"]
        assert [etree.QName(one).localname for one in root[2]] == ["fade"]
    for root in opened(write_pptx(sample.every_kind())).sheets("slides").values():
        assert root.find(f"{P}transition") is None
