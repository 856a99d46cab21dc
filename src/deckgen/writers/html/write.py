"""Pages → the pieces of one HTML file: templates filled, styles and scripts sealed in.

Pictures and recordings are put into the text by a mark each, and become Base64 when the file is written.
"""

from __future__ import annotations

import base64
import contextlib
import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.deck.model import Picture, Recording, Run
from deckgen.layout.pages import (
    Bar,
    Crop,
    Link,
    Page,
    Pages,
    PictureBox,
    PlacedParagraph,
    Shape,
    TableBox,
    TextBox,
)
from deckgen.layout.plots import ChartBox
from deckgen.structs import Struct, field
from deckgen.structs.memos import memo, same
from deckgen.structs.pieces import Content, Pieces, hashed
from deckgen.theme.files import template_folder
from deckgen.units import Emu
from deckgen.writers.html import elements, keys
from deckgen.writers.html.embedded import Embedded
from deckgen.writers.html.fingerprint import NAME, with_fingerprint
from deckgen.writers.html.labels import Labels, labels_in, script_words
from deckgen.writers.html.lines import Drawn, drawn
from deckgen.writers.html.steps import PageSteps
from deckgen.writers.html.styles import (
    Sheet,
    number,
    paint,
    paragraph_look,
    paragraph_size,
    place,
    plate_css,
    px,
    reading_css,
    run_look,
    stage_css,
    stage_width,
    text_place,
    text_side,
    theme_css,
)

if TYPE_CHECKING:
    from jinja2 import Environment

    from deckgen.writers.html import chart as charts

PARTS = "slideshow"
"""The folder of the slideshow's own parts among the templates."""

SCRIPTS = (
    *("deck.js", "views.js", "tools.js", "board.js", "talk.js", "presenter.js", "media.js", "start.js"),
)
"""The runtime's parts, in the order in which they are put together."""


SLIDES, SHELL = "slides.html.j2", "slideshow.html.j2"
"""The templates: of the slides, and of the page around them."""


def prepare(cache: Path | None) -> None:
    """Compile the templates, or take them up as an earlier build left them in the folder; None: nowhere."""
    environment = _environment()
    if cache is not None:
        from deckgen.writers.html.compiled import CompiledTemplates

        environment.bytecode_cache = CompiledTemplates(cache / "templates")
    for name in (SLIDES, SHELL):
        environment.get_template(name)


def write_html(pages: Pages) -> bytes:
    """Return the slideshow as one file. The same pages give the same bytes."""
    return bytes(html_pieces(pages))


def html_pieces(pages: Pages) -> Pieces:
    """Return the slideshow as the pieces of one file; its recordings stay where they are until then."""
    return whole(show_of(pages))


class Show(Struct, frozen=True):
    """A slideshow before it is put together: its sections by their pages' ids, and the classes they need."""

    pages: Pages
    sections: dict[str, str]
    looks: ClassNames


def show_of(pages: Pages) -> Show:
    """Return the parts of a slideshow."""
    writer = SectionWriter(pages)
    sections = {page.id: writer.section(page, number) for number, page in enumerate(pages.pages, 1)}
    return Show(pages, sections, writer.looks)


def _slides(show: Show, part: Callable[[str], str]) -> Iterator[str]:
    """Yield all sections, and a line with the name of what begins before the first of each part."""
    before = None
    for page in show.pages.pages:
        if page.section != before:
            yield f"{part(show.pages.sections[page.section].name)}\n"
        yield f"{show.sections[page.id]}\n"
        before = page.section


def whole(show: Show) -> Pieces:
    """Return the file that the parts of a slideshow make."""
    pages, looks = show.pages, show.looks
    macros = _environment().get_template(SLIDES).make_module({"deck": pages, "looks": looks, "of": elements})
    slides = "".join(_slides(show, macros.part))  # type: ignore[attr-defined]
    folder = template_folder() / PARTS
    first = _script(folder / "script" / "first.js")
    parts = "\n".join(_script(folder / "script" / name) for name in SCRIPTS)
    script = f"(()=>{{'use strict';\n{parts}\n}})()"
    styles = {
        "all": "\n".join(
            (
                theme_css(pages.theme, pages.quotation_mark),
                looks.everywhere.css(),
                *looks.pictures_css(early=True),
                looks.plates_css("img"),
                *(_part(folder / "style" / name) for name in ("base.css", "controls.css", "presenter.css")),
            )
        ),
        "stage": "\n".join(
            (
                stage_css(pages.theme),
                looks.stage.css(),
                looks.plates_css(".pic"),
                _part(folder / "style" / "stage.css"),
            )
        ),
        "reading": "\n".join((reading_css(pages.theme), _part(folder / "style" / "reading.css"))),
        "handout": _part(folder / "style" / "handout.css"),
    }
    late = looks.pictures_css(early=False)
    labels = labels_in(pages.language)
    shell = _environment().get_template(SHELL)
    text = shell.render(
        deck=pages,
        wide=stage_width(pages.theme),
        fingerprint=NAME,
        slides=slides,
        styles=styles,
        first=first,
        script=script,
        ways=keys.KEYS,
        shown=keys.shown,
        say=labels.words,
        spoken=_spoken(labels, pages),
        script_words=script_words(labels, pages.words),
        pictures=late,
        policy=_policy((first, script), map(looks.embedded.filled, (*styles.values(), *late))),
    )
    return with_fingerprint(looks.embedded.filled(text))


class SectionWriter:
    """Writes the pages of a deck as sections, each by itself; `looks` grows by the classes that they need."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.looks = ClassNames(pages)
        names = {"deck": pages, "looks": self.looks, "of": elements}
        self._macros = _environment().get_template(SLIDES).make_module(names)
        talk = (pages.language, pages.right_to_left, pages.words, pages.sections, pages.talk_length)
        self._around = same("around sections", (pages.theme, *talk))

    def section(self, page: Page, number: int) -> str:
        """Return the section of a page, the deck's `number`th, from 1.

        Of the rest of the deck it depends on theme, words and sections, and on the number of pages where the
        theme shows how far the talk has come.
        """
        given = (self._around, page, number, page.id == self.pages.pages[0].id)
        text, asked = memo("section", page.id, given, lambda: self._written(page, number))
        self.looks.ask(asked)
        return text

    def _written(self, page: Page, number: int) -> tuple[str, Asked]:
        """Return a section, and all classes that it has asked for."""
        with self.looks.noting() as asked:
            text = str(self._macros.slide(page, number, PageSteps(page)))  # type: ignore[attr-defined]
        return text, asked


def _spoken(labels: Labels, pages: Pages) -> str:
    """Return the attributes of controls in another language than the deck's; empty where it is the same."""
    way = elements.direction(labels.language)
    same = pages.language.lower().partition("-")[0] == labels.language.partition("-")[0]
    return "" if same else f' lang="{labels.language}" dir="{way}"'


@functools.cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = template_folder()
    return Environment(
        loader=FileSystemLoader([folder, folder / PARTS]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@functools.cache
def _part(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()


@functools.cache
def _script(path: Path) -> str:
    """Return a script without its indentation and its lines of comment, which stay in the source."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/**")))


def _policy(scripts: Iterable[str], styles: Iterable[Pieces]) -> str:
    """Return the content security policy: what is in this file, and nothing from anywhere else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(_hash((one.encode(),)) for one in scripts)}",
            f"style-src {' '.join(_hash(one.chunks()) for one in styles)}",
            "img-src data: blob:",
            "media-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(chunks: Iterable[bytes]) -> str:
    digest = bytes.fromhex(hashed(chunks))
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


class Asked(Struct, frozen=True):
    """The classes that a section has asked for, in order, and what is painted behind its pictures."""

    everywhere: list[tuple[str, ...]]
    stage: list[tuple[str, ...]]
    plates: list[tuple[str, tuple[str, ...]]]


class ClassNames(Struct):
    """The looks and places of a deck's elements, as classes; grows while the slides are written.

    `everywhere` holds in all views, `stage` where slides have their size. A picture is stored once, in a
    rule of `bytes`: in the head those of the slide that is seen first, after everything else all others.
    All are named after what they declare.
    """

    deck: Pages
    everywhere: Sheet = field(default_factory=lambda: Sheet("C"))
    stage: Sheet = field(default_factory=lambda: Sheet("S"))
    bytes: Sheet = field(default_factory=lambda: Sheet("I"))
    embedded: Embedded = field(default_factory=Embedded)
    pictures: dict[Picture, str] = field(default_factory=dict)
    early: frozenset[Picture] = frozenset()
    plates: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    painted: list[tuple[str, tuple[str, ...]]] | None = None

    @contextlib.contextmanager
    def noting(self) -> Iterator[Asked]:
        """Note meanwhile all classes that are asked for."""
        asked = Asked([], [], [])
        self.everywhere.asked, self.stage.asked, self.painted = asked.everywhere, asked.stage, asked.plates
        try:
            yield asked
        finally:
            self.everywhere.asked = self.stage.asked = self.painted = None

    def ask(self, asked: Asked) -> None:
        """Ask for classes again."""
        for declarations in asked.everywhere:
            self.everywhere.name(*declarations)
        for declarations in asked.stage:
            self.stage.name(*declarations)
        for ground, lost in asked.plates:
            self._painted(ground, lost)

    def __post_init__(self) -> None:
        for page in self.deck.pages:
            for picture in _pictures(page):
                if picture not in self.pictures:
                    rule = f'content:url("{self._data(picture)}")'
                    known_by = self.embedded.filled(rule).chunks()
                    self.pictures[picture] = self.bytes.name_for(rule, known_by)
            for box in page.boxes:
                if isinstance(box, PictureBox) and box.recording:
                    # a section that is remembered holds these marks without having asked for them
                    self.recording(box.recording), self.captions(box.recording), self.poster(box.picture)
        shown = next((page for page in self.deck.pages if not page.hidden), None)
        self.early = frozenset(_pictures(shown) if shown else ())

    def text(self, box: TextBox) -> str:
        """Return the classes of a text box."""
        return f"b b-{box.role.value} {self.stage.name(*text_place(box))}"

    def paragraph(self, paragraph: PlacedParagraph, last: PlacedParagraph) -> str:
        """Return the classes of a paragraph; `last` is the last one of its box."""
        style = self.deck.theme.styles[paragraph.style]
        size = paragraph_size(paragraph, style, last=paragraph is last)
        names = [self.everywhere.name(*paragraph_look(paragraph, style)), self.stage.name(*size)]
        linked = paragraph.key is None and any(run.link and not run.cites for run in paragraph.runs)
        if linked and self.deck.theme.links_in(paragraph.colour or style.colour) == "accent":
            names.append("lk")
        return " ".join(names)

    def run(self, run: Run) -> str:
        """Return the class of a run of program text: its colour."""
        return self.everywhere.name(*run_look(run))

    def decor(self, page: Page) -> tuple[str, ...]:
        """Return the classes of each rectangle that belongs to a page's layout."""
        layout = self.deck.theme.layouts[page.layout]
        rules = self.deck.theme.chrome.rules if layout.chrome else ()
        return tuple(f"d {self.stage.name(*paint(one))}" for one in (*layout.decor, *rules))

    def picture(self, box: PictureBox) -> str:
        """Return the classes of the place a picture is in."""
        names = ("pic", self.stage.name(*place(box.rect)), *self._plate(box))
        return " ".join(names)

    def image(self, box: PictureBox) -> str:
        """Return the classes of a picture: what its crop makes of it, and the one that holds its bytes."""
        return " ".join((self.stage.name(*_cropped(box.crop)), *self._plate(box), self.pictures[box.picture]))

    def source(self, picture: Picture) -> str:
        """Return the address of an empty image of a picture's shape, which a rule fills."""
        size = f"width='{picture.width}' height='{picture.height}'"
        empty = f"<svg xmlns='http://www.w3.org/2000/svg' {size}/>".encode("ascii")
        return f"data:image/svg+xml;base64,{base64.b64encode(empty).decode('ascii')}"

    def poster(self, picture: Picture) -> str:
        """Return the address of the picture that stands in a recording's place."""
        return self._data(picture)

    def recording(self, recording: Recording) -> str:
        """Return a recording's address: its bytes, and the second at which it begins.

        Browsers play QuickTime's container, but only by the name of the one that followed from it.
        """
        mime = recording.mime.replace("video/quicktime", "video/mp4")
        start = f"#t={recording.start:g}" if recording.start else ""
        return f"{self._address(mime, recording.data)}{start}"

    def captions(self, recording: Recording) -> str:
        """Return the address of a recording's captions: their bytes."""
        return self._address("text/vtt", recording.captions)

    def _data(self, picture: Picture) -> str:
        return self._address(picture.mime, picture.data)

    def _address(self, mime: str, content: Content) -> str:
        return f"data:{mime};base64,{self.embedded.mark(content)}"

    def _plate(self, box: PictureBox) -> tuple[str, ...]:
        """Return the class of what is painted behind a picture in some variants, if anything is."""
        if box.ground is None:
            return ()
        if self.painted is not None:
            self.painted.append((box.ground, box.lost))
        return (self._painted(box.ground, box.lost),)

    def _painted(self, ground: str, lost: tuple[str, ...]) -> str:
        return self.plates.setdefault((ground, lost), "-".join(("p", ground, *lost)))

    def plates_css(self, painted: str) -> str:
        """Return the rules that paint what is behind pictures, in the variants in which they need it.

        `painted` selects what is: the pictures, or on the stage their whole places.
        """
        theme = self.deck.theme
        return "\n".join(
            plate_css(f"{painted}.{name}", ground, lost, theme)
            for (ground, lost), name in sorted(self.plates.items())
        )

    def pictures_css(self, *, early: bool) -> tuple[str, ...]:
        """Return the rules that hold pictures, one each: of the slide that is seen first, or all others."""
        first = {self.pictures[one] for one in self.early}
        return tuple(
            f"img.{name}{{{self.bytes.rules[name]}}}"
            for name in dict.fromkeys(self.pictures.values())
            if (name in first) is early
        )

    def table(self, box: TableBox) -> str:
        """Return the classes of a table."""
        return f"t {self.stage.name(*place(box.rect)[:3])}"

    def width(self, width: Emu) -> str:
        """Return the class of a column that is so wide, in EMU."""
        return self.stage.name(f"width:{px(width)}")

    def height(self, height: Emu) -> str:
        """Return the class of a row that is so high, in EMU."""
        return self.stage.name(f"height:{px(height)}")

    def cell(self, box: TableBox, row: int, column: int) -> str:
        """Return the classes of a cell: padding on the stage, the side its lines are set to everywhere."""
        cell, (start, end) = box.rows[row][column], box.pads_of(row, column)
        pad = self.stage.name(f"padding-block:{px(box.pad_y)}", f"padding-inline:{px(start)} {px(end)}")
        return f"{self.everywhere.name(*text_side(cell.align))} {pad}"

    def plate(self, shape: Shape) -> str:
        """Return the classes of the rectangle that is painted for a shape of a diagram."""
        return f"d {self.stage.name(*place(shape.rect), f'background:var(--{shape.colour})')}"

    def bar(self, box: Bar) -> str:
        """Return the classes of a flat rectangle."""
        return f"d {self.stage.name(*place(box.rect), f'background:var(--{box.colour})')}"

    def line(self, link: Link) -> Drawn:
        """Return how a line of a diagram is drawn."""
        return drawn(link)

    def course(self, link: Link, line: Drawn) -> str:
        """Return the classes of the frame of a link's line: its place and its colour."""
        return f"d {self.stage.name(*place(line.frame), f'color:var(--{link.colour})')}"

    def chart(self, box: ChartBox) -> str:
        """Return the classes of the place of a chart."""
        return f"chart {self.stage.name(*place(box.rect))}"

    def drawing(self, box: ChartBox) -> charts.Drawing:
        """Return a chart as a drawing, its looks as classes."""
        from deckgen.writers.html import chart as charts

        leftwards = self.deck.right_to_left
        return charts.drawing(box, self.deck.theme, self.everywhere, right_to_left=leftwards)

    def rows(self, box: ChartBox) -> tuple[charts.Row, ...]:
        """Return a chart's numbers, a category a row."""
        from deckgen.writers.html import chart as charts

        return charts.rows(box)

    def progress(self, shown: int) -> str:
        """Return the class of the bar that tells how much of the deck has been shown: so many pages."""
        return self.stage.name(f"width:{number(self.deck.share_shown(shown) * 100)}%")


def _cropped(crop: Crop) -> tuple[str, ...]:
    """Return where the whole picture is so that its window shows what the crop leaves."""
    across, down = 1 - crop.left - crop.right, 1 - crop.top - crop.bottom
    return (
        f"width:{number(100 / across)}%",
        f"height:{number(100 / down)}%",
        f"left:{number(-100 * crop.left / across)}%",
        f"top:{number(-100 * crop.top / down)}%",
    )


def _pictures(page: Page) -> Iterator[Picture]:
    """Yield the pictures that are on a page; what stands in a recording's place is its player's own."""
    for box in page.boxes:
        if isinstance(box, PictureBox) and not box.recording:
            yield box.picture
