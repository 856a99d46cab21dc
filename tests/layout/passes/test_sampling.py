"""Pages → Pages whose pictures have the pixels that their places need; what is said of too few."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest
from PIL import Image

from deckgen.deck.media import sampled as making
from deckgen.deck.media.pictures import load_picture
from deckgen.deck.media.raster import Embedded, embedded
from deckgen.deck.model import Figure, Picture
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.layout.lay_out import lay_out
from deckgen.layout.pages import Pages, PictureBox
from deckgen.layout.passes.sampling import FINEST, sampled
from deckgen.outline.model import Text
from deckgen.structs import replace
from deckgen.structs.pieces import bytes_of
from tests.layout.decks import LECTERN, deck, runs, slide, span


def file(folder: Path, size: tuple[int, int], name: str = "a.jpg") -> Picture:
    """Write a picture of noise, and read it as the outline would."""
    grain = Image.effect_noise((-(-size[0] // 9), -(-size[1] // 9)), 60)
    grain.resize(size, Image.Resampling.NEAREST).save(folder / name, quality=90)
    found = load_picture(Text(name, span(40)), folder / "talk.yaml")
    assert isinstance(found, Picture)
    return found


def pages_of(kind: str, *pictures: Picture, crop: bool | None = None) -> Pages:
    """Lay out one slide for each picture."""
    slides = [
        replace(
            slide(kind, Figure(one, "A map", (), (), span(40 + place), crop=crop), title=f"Title {place}"),
            id=f"s{place}",
        )
        for place, one in enumerate(pictures)
    ]
    pages, problems = lay_out(deck(*slides), LECTERN)
    assert problems == ()
    assert pages is not None
    return pages


def boxes(pages: Pages) -> list[PictureBox]:
    """Return the pictures of all pages."""
    return [box for page in pages.pages for box in page.boxes if isinstance(box, PictureBox)]


def said_of(pages: Pages) -> tuple[Diagnostic, ...]:
    """Return what is said of the pictures."""
    return sampled(pages)[1]


def test_a_picture_gets_220_pixels_an_inch_of_its_place(tmp_path: Path) -> None:
    """What no projector shows is not carried along."""
    (box,) = boxes(sampled(pages_of("figure", file(tmp_path, (3400, 2040))))[0])
    assert abs(box.picture.width - box.rect.width / 914_400 * FINEST) <= 3
    assert Image.open(io.BytesIO(bytes_of(box.picture.data))).size == (box.picture.width, box.picture.height)


def test_what_is_cropped_stays_in_the_file_and_what_is_shown_is_fine(tmp_path: Path) -> None:
    """A full picture can be cropped otherwise in PowerPoint, and is as sharp as a whole one."""
    (box,) = boxes(sampled(pages_of("picture", file(tmp_path, (3400, 4250)), crop=True))[0])
    assert (box.crop.left, box.crop.top > 0.2) == (0, True)
    assert abs(box.picture.width - box.rect.width / 914_400 * FINEST) <= 3
    assert abs(box.picture.height / box.picture.width - 1.25) < 0.01


def test_one_picture_in_two_places_is_made_once_for_the_larger(tmp_path: Path) -> None:
    """Both files store it once."""
    picture = file(tmp_path, (3400, 2040))
    large, small = pages_of("picture", picture), pages_of("figure-text", picture)
    both = replace(large, pages=(*large.pages, *small.pages))
    one, other = boxes(sampled(both)[0])
    assert one.picture is other.picture
    assert one.picture.width >= 2900


@pytest.mark.parametrize(("crop", "fills"), [(None, False), (False, False), (True, True)])
def test_a_figure_stands_whole_unless_it_is_to_fill(tmp_path: Path, crop: bool | None, fills: bool) -> None:
    """`fit: crop` fills the region and cuts off what is left, alike on both sides."""
    picture = file(tmp_path, (2000, 2000))
    (box,) = boxes(pages_of("figure", picture, crop=crop))
    region = LECTERN.layouts["figure"].region("image")
    assert region is not None
    assert (box.rect.width == region.rect.width) is fills
    assert (box.crop.top > 0) is fills
    assert box.crop.top == box.crop.bottom


@pytest.mark.parametrize(("crop", "fills"), [(None, True), (True, True), (False, False)])
def test_a_full_picture_fills_unless_it_is_to_stand_whole(
    tmp_path: Path, crop: bool | None, fills: bool
) -> None:
    """`fit: contain` shows a photograph to its edges, in the middle of the place."""
    (box,) = boxes(pages_of("picture", file(tmp_path, (2000, 1400)), crop=crop))
    region = LECTERN.layouts["picture"].region("image")
    assert region is not None
    assert (box.rect == region.rect) is fills
    assert box.rect.height == region.rect.height
    assert abs((box.rect.x + box.rect.right) - (region.rect.x + region.rect.right)) <= 1


@pytest.mark.parametrize(
    ("name", "size", "fills"),
    [
        ("photo.jpg", (2000, 1330), True),
        ("portrait.jpg", (1000, 2000), False),
        ("map.png", (2000, 1330), False),
        ("map.png", (2160, 1000), True),
    ],
)
def test_only_a_photograph_is_cut_off_unasked(
    tmp_path: Path, name: str, size: tuple[int, int], fills: bool
) -> None:
    """A map, a chart or a diagram stands whole on a slide of its own, as does a portrait photograph."""
    (box,) = boxes(pages_of("picture", file(tmp_path, size, name)))
    region = LECTERN.layouts["picture"].region("image")
    assert region is not None
    assert (box.rect == region.rect) is fills
    lost = box.crop.left + box.crop.right + box.crop.top + box.crop.bottom
    assert (lost > 0.04) is (name == "photo.jpg")
    assert abs(box.rect.y + box.rect.bottom - region.rect.y - region.rect.bottom) <= 1


@pytest.mark.parametrize(
    ("width", "said"), [(2000, None), (1700, None), (1400, "is soft"), (500, "so coarse that its dots")]
)
def test_too_few_pixels_are_warned_of_with_their_place(tmp_path: Path, width: int, said: str | None) -> None:
    """144 an inch are a projector's own; fewer are a warning, for some scans are all there is."""
    found = said_of(pages_of("figure", file(tmp_path, (width, width // 3))))
    assert [one.severity for one in found] == [Severity.WARNING] * (said is not None)
    for one in found:
        assert said is not None
        assert said in one.message
        assert one.span == span(40)
        assert "1680 pixels wide" in one.hints[0]


def test_what_was_made_of_a_picture_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next build unpacks nothing, and has the same bytes; what is damaged in the cache is made again."""
    large = file(tmp_path, (3400, 2040))
    fitting = file(tmp_path, (1700, 900), "b.png")
    pages, cache = pages_of("figure", large, fitting), tmp_path / "cache"
    first = [box.picture for box in boxes(sampled(pages, cache)[0])]
    assert first == [box.picture for box in boxes(sampled(pages)[0])]
    with monkeypatch.context() as never:
        never.setattr(making, "embedded", lambda *one: pytest.fail("unpacked again"))
        assert [box.picture for box in boxes(sampled(pages, cache)[0])] == first
    for kept in (cache / making.FOLDER).iterdir():
        kept.write_bytes(kept.read_bytes()[:-5])
    assert [box.picture for box in boxes(sampled(pages, cache)[0])] == first


def test_several_are_made_at_once_and_each_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On as many threads as there are cores, with the bytes that one alone gives."""
    several = [file(tmp_path, (900 + place, 700), f"{place}.jpg") for place in range(4)]
    pages = pages_of("figure", *several, several[0])
    unpacked: list[str] = []
    threads: set[int] = set()

    def noted(picture: Picture, width: int, height: int) -> Embedded:
        unpacked.append(picture.name)
        threads.add(threading.get_ident())
        return embedded.__wrapped__(picture, width, height)

    monkeypatch.setattr(making, "embedded", noted)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    at_once = sampled(pages)[0]
    assert sorted(unpacked) == [one.name for one in several]
    assert threading.get_ident() not in threads
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert sampled(pages)[0] == at_once
    assert threading.get_ident() in threads


def test_a_thread_of_a_picture_is_remarked_on(tmp_path: Path) -> None:
    """20,000 × 10 pixels are a line on the slide."""
    (one,) = said_of(pages_of("figure", file(tmp_path, (20_000, 10))))
    assert "a thin line" in one.message


def test_a_moving_picture_that_is_no_gif_stands_still_and_says_so(tmp_path: Path) -> None:
    """It would move in one file and not in the other."""
    frames = [Image.new("L", (1700, 600), grey) for grey in (80, 160)]
    frames[0].save(tmp_path / "m.webp", save_all=True, append_images=frames[1:])
    found = load_picture(Text("m.webp", span(40)), tmp_path / "talk.yaml")
    assert isinstance(found, Picture)
    (one,) = said_of(pages_of("figure", found))
    assert "holds 2 pictures, of which the first is shown" in one.message


def test_a_broken_off_download_is_an_error_at_its_line(tmp_path: Path) -> None:
    """Every broken picture of a deck is told of in one run."""
    whole = file(tmp_path, (1700, 900))
    broken = replace(whole, data=bytes_of(whole.data)[: len(whole.data) // 2])
    found = said_of(pages_of("figure", broken, whole, replace(broken, name="b.png")))
    assert [(one.severity, one.span) for one in found] == [
        (Severity.ERROR, span(40)),
        (Severity.ERROR, span(42)),
    ]
    assert "is damaged" in found[0].message


def test_a_drawing_is_sharp_and_has_a_picture_of_its_place(tmp_path: Path) -> None:
    """It is no matter of pixels: nothing is said of it, and its PNG has those that the place needs."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 3"><rect width="8" height="3"/></svg>'
    (tmp_path / "a.svg").write_text(drawing, encoding="utf-8")
    found = load_picture(Text("a.svg", span(40)), tmp_path / "talk.yaml")
    assert isinstance(found, Picture)
    placed = pages_of("figure", found)
    assert said_of(placed) == ()
    (box,) = boxes(sampled(placed)[0])
    assert box.picture.data == found.data
    image = Image.open(io.BytesIO(box.picture.fallback))
    assert abs(image.width - box.rect.width / 914_400 * FINEST) <= 3


def test_what_is_left_out_of_a_drawing_is_said(tmp_path: Path) -> None:
    """Programs in a drawing are no error, for most do nothing that is missed."""
    found = Picture(
        b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", 2000, 900, "a.svg", b"", ("programs",)
    )
    (one,) = said_of(pages_of("figure", found))
    assert "holds programs, which no slide shows" in one.message
    (one,) = said_of(pages_of("figure", replace(found, data=b"<svg", left_out=())))
    assert (one.severity, "cannot be drawn" in one.message) == (Severity.ERROR, True)


def test_a_deck_without_pictures_is_handed_on_as_it_is() -> None:
    """Nothing is loaded for nothing."""
    pages, _ = lay_out(deck(slide("list", title="A")), LECTERN)
    assert pages is not None
    assert sampled(pages) == (pages, ())
    assert runs("A")
