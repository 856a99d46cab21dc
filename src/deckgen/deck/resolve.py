"""Outline, markup, formatted citations → Deck: what slides say, their kinds, what they rest on.

`markup.read_markup` has read every text of the outline by then; the citations have been formatted elsewhere
meanwhile. `resolve` puts them in their places and builds the slides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from deckgen.deck import model, overviews
from deckgen.deck.builds import without_parts
from deckgen.deck.captions import figure_caption, table_caption
from deckgen.deck.charts import described_chart, read_chart
from deckgen.deck.citations import Formatted
from deckgen.deck.code import read_code
from deckgen.deck.csv_files import Grid, read_csv
from deckgen.deck.diagrams import diagram
from deckgen.deck.files import project_file
from deckgen.deck.formulas import Formulas
from deckgen.deck.inline import Cluster
from deckgen.deck.markup import Markup, citation_text, texts_of
from deckgen.deck.media import read_media, transcripts
from deckgen.deck.model import Run, Runs, plain
from deckgen.deck.pictures import described, load_picture
from deckgen.deck.scripts import named
from deckgen.deck.sourcing import FOOT, Sourcing, put_in, source
from deckgen.deck.style_files import STYLES
from deckgen.deck.tables import is_numeric
from deckgen.deck.words import date_in, words_of
from deckgen.diagnostics import Diagnostic, has_errors
from deckgen.outline import model as outline_model
from deckgen.outline.model import Outline, Text

QUOTED_WORDS, NAME_WORDS = 6, 24
"""The words at most of a quotation, and of a caption, that a slide without a title is called by."""

_QUOTES = {"“": "”", '"': '"', "„": "“", "«": "»", "‘": "’", "「": "」"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """The deck, or None where an error stands in its way, with all that was found on the way."""

    deck: model.Deck | None
    diagnostics: tuple[Diagnostic, ...]


def resolve(outline: Outline, markup: Markup, formatted: Formatted, formulas: Formulas) -> Resolved:
    """Return the deck that the outline describes; reads the pictures and tables that it names."""
    resolver = _Resolver(outline, markup, formatted, formulas)
    deck = resolver.deck()
    problems = tuple(resolver.problems)
    return Resolved(None if has_errors(problems) else deck, problems)


class _Resolver:
    """The walk over one outline: what it looks things up in, and what it has found wrong."""

    def __init__(self, outline: Outline, markup: Markup, formatted: Formatted, formulas: Formulas) -> None:
        self.outline = outline
        self.markup = markup
        self.formatted = formatted
        self.formulas = formulas
        where = str(outline.sources) if outline.sources else FOOT
        self.sourcing: Sourcing = source(markup.on_slides, markup.in_notes, formatted, where)
        self.style = str(outline.citations).strip().lower() if outline.citations else STYLES[0]
        self.figures = 0
        self.tables = 0
        self.language = str(outline.language) if outline.language else "en"
        self.words, problems = words_of(self.language, outline.words)
        given = any(str(one.name) == "works-cited" for one in outline.words)
        self.heading = self.words.works_cited if given else formatted.heading or self.words.works_cited
        self.problems: list[Diagnostic] = [*problems, *formulas.diagnostics]
        self.ids: set[str] = set()
        self.credits: list[model.Entry] = []
        self.told: dict[Runs, Runs] = {}

    def deck(self) -> model.Deck:
        outline = self.outline
        sections: list[model.Section] = []
        slides: list[model.Slide] = []
        roadmap = outline.roadmap and len(outline.sections) > 1
        for slide in self._given_ids():
            self.ids.add(slide)
        agenda = outline.agenda and bool(outline.sections)
        if outline.cover or agenda:
            sections.append(_own_section("opening", self.words.opening))
        if outline.cover:
            slides.append(self._cover())
        if agenda:
            contents = (Run(self.words.contents),)
            rows = overviews.agenda(None, outline, self.runs)
            slides.append(self._own_slide("agenda", "contents", contents, rows, 0))
        for number, section in enumerate(outline.sections, 1):
            title = self.runs(section.title)
            sections.append(model.Section(str(section.key), title, plain(title), number))
            if roadmap:
                slides.append(self._roadmap(section, number - 1, len(sections) - 1))
            slides += [self._slide(slide, section, len(sections) - 1) for slide in section.slides]
        works = self.formatted.entries if outline.works_cited else ()
        makers = tuple(self.credits) if outline.credits else ()
        for kind, name, heading, entries in (
            ("works-cited", "endnotes", self.words.notes, self.sourcing.endnotes),
            ("works-cited", "works-cited", self.heading, works),
            ("credits", "credits", self.words.credits, makers),
        ):
            if entries:
                sections.append(_own_section(name, heading))
                slides.append(self._listed(kind, name, heading, entries, len(sections) - 1))
        title = self.runs(outline.title)
        return model.Deck(
            id=_slug(outline.path.stem) or "deck",
            title=title,
            name=plain(title),
            authors=tuple(str(author) for author in outline.authors),
            date=str(outline.date) if outline.date else None,
            language=self.language,
            minutes=outline.minutes.value if outline.minutes else None,
            sections=tuple(sections),
            slides=tuple(slides),
            words=self.words,
        )

    def runs(self, text: Text | None) -> Runs:
        """Return a text as runs, its citations formatted; nothing for None."""
        if text is None:
            return ()
        return named(put_in(self.markup.pieces[text], self.sourcing.shown, self.formulas.runs), self.language)

    def _given_ids(self) -> Iterator[str]:
        return (str(slide.id) for section in self.outline.sections for slide in section.slides if slide.id)

    def _new_id(self, wanted: str) -> str:
        """Return a lasting name no other slide has: `wanted`, or with a letter behind it."""
        letters = ("", *(f"-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"))
        rounds = range(1, len(self.ids) + 2)
        names = (f"{wanted}{letter}{'z' * (turn - 1)}" for turn in rounds for letter in letters)
        free = next(name for name in names if name not in self.ids)
        self.ids.add(free)
        return free

    def _own_slide(self, kind: str, name: str, runs: Runs, block: model.Block, section: int) -> model.Slide:
        return model.Slide(
            id=self._new_id(name),
            kind=kind,
            section=section,
            title=runs,
            name=plain(runs),
            blocks=(block,),
            sources=(),
            notes=(),
            minutes=None,
            build=False,
            hidden=False,
            span=self.outline.title.span,
        )

    def _cover(self) -> model.Slide:
        outline = self.outline
        authors = ", ".join(str(author) for author in outline.authors)
        date = date_in(self.language, str(outline.date)) if outline.date else ""
        place = [*self.runs(outline.course)]
        if date:
            place.append(Run(f" · {date}" if place else date))
        byline = tuple(line for line in ((Run(authors),) if authors else (), tuple(place)) if line)
        cover = model.Cover(self.runs(outline.subtitle), byline)
        slide = self._own_slide("cover", "cover", self.runs(outline.title), cover, 0)
        figure = self._cover_figure(outline.cover_image) if outline.cover_image else None
        if figure is None:
            return slide
        self.credits += self._credits((figure,), slide.id)
        return replace(slide, kind="cover-image", blocks=(cover, figure))

    def _cover_figure(self, image: outline_model.Image) -> model.Figure | None:
        """Return the cover's picture; it has no number, for nothing refers to it."""
        figure = self._picture(image)
        label = (Run(self.words.figure),)
        self._tell(label, image.credit)
        return replace(figure, credit=self.runs(image.credit), label=label) if figure else None

    def _tell(self, label: Runs, credit: Text | None) -> None:
        """Remember how the list of credits tells of a picture."""
        pieces = self.markup.pieces[credit] if credit else ()
        self.told[label] = put_in(pieces, self.sourcing.told, self.formulas.runs)

    def _roadmap(self, section: outline_model.Section, current: int, index: int) -> model.Slide:
        titles = tuple(self.runs(one.title) for one in self.outline.sections)
        slide = self._own_slide(
            "section", str(section.key), self.runs(section.title), model.Roadmap(titles, current), index
        )
        return replace(slide, span=section.title.span)

    def _listed(
        self, kind: str, name: str, title: str, entries: tuple[model.Entry, ...], section: int
    ) -> model.Slide:
        listed = tuple(replace(one, runs=named(one.runs, self.language)) for one in entries)
        return self._own_slide(kind, name, (Run(title),), model.References(listed), section)

    def _slide(self, slide: outline_model.Slide, section: outline_model.Section, index: int) -> model.Slide:
        blocks = tuple(block for one in slide.blocks if (block := self._block(one, slide)) is not None)
        if found := without_parts(slide, blocks):
            self.problems.append(found)
        usual = next((name for one in slide.blocks if (name := overviews.usual_title(one, self.words))), "")
        title = self.runs(slide.title) or ((Run(usual),) if usual else ())
        name = plain(title) or self._name(blocks)
        cited = [
            piece
            for text in texts_of(slide)
            for piece in self.markup.pieces[text]
            if isinstance(piece, Cluster)
        ]
        lasting = str(slide.id) if slide.id else self._new_id(f"{section.key}-{_slug(name)}".rstrip("-"))
        self.credits += self._credits(blocks, lasting)
        return model.Slide(
            id=lasting,
            kind=str(slide.layout) if slide.layout else _kind(blocks, slide, titled=bool(title)),
            section=index,
            title=title,
            name=name,
            blocks=blocks,
            sources=tuple(named(one, self.language) for one in self.sourcing.foot(cited, self.words)),
            notes=(*self._notes(slide.notes, cited), *transcripts(blocks, self.words)),
            minutes=slide.minutes.value if slide.minutes else None,
            build=slide.build,
            hidden=slide.hidden,
            span=slide.span,
        )

    def _notes(self, text: Text | None, cited: list[Cluster]) -> tuple[model.Note, ...]:
        """Return a slide's notes; behind them the full references of what the slide and they cite."""
        said = self.markup.notes[text] if text else ()
        notes = tuple(
            model.Note(named(put_in(inline, self.sourcing.spoken, self.formulas.runs), self.language), level)
            for inline, level in said
        )
        if not self.outline.references_in_notes:
            return notes
        groups = [*cited, *(one for inline, _ in said for one in inline if isinstance(one, Cluster))]
        keys = {item.key for group in groups for item in group.items}
        listed = [entry.runs for entry in self.formatted.entries if entry.key in keys]
        if not listed:
            return notes
        head = (Run(self.heading, bold=True),)
        return (*notes, *(model.Note(runs, None, spoken=False) for runs in (head, *listed)))

    def _name(self, blocks: tuple[model.Block, ...]) -> str:
        """Return what a slide without a title is called, for those who hear it."""
        match blocks:
            case [model.Statement(runs), *_] | [model.Question(runs), *_]:
                return plain(runs)
            case [model.Quotation(paragraphs), *_]:
                said = " ".join(plain(one.runs) for one in paragraphs).rstrip(self.words.quote_close)
                return self.words.quotation.format(words=_shortened(said, QUOTED_WORDS))
            case [model.Figure(caption=caption, alt=alt), *_]:
                return _shortened(plain(caption) or alt, NAME_WORDS) or self.words.figure
            case [model.Chart(caption=caption), *_] if caption:
                return _shortened(plain(caption), NAME_WORDS)
            case [model.Equation(formula, alt, caption), *_]:
                return _shortened(plain(caption) or alt or formula.text, NAME_WORDS)
            case [model.BigNumber(value, label), *_]:
                return f"{plain(value)} {plain(label)}"
            case [model.Listing(items), *_] if items:
                return plain(items[0].runs)
            case [model.Prose(paragraphs), *_] | [model.Passage(paragraphs), *_] if paragraphs:
                return " ".join(plain(paragraphs[0].runs).split()[:8])
            case _:
                return self.words.slide

    def _block(self, block: outline_model.Block, slide: outline_model.Slide) -> model.Block | None:
        match block:
            case outline_model.Bullets():
                return self._listing(block)
            case outline_model.Prose():
                return self._prose(block)
            case outline_model.Quote():
                return self._quotation(block)
            case outline_model.Code():
                return self._code(block)
            case outline_model.Equation(_, alt, caption, span):
                said = str(alt) if alt else ""
                return model.Equation(self.formulas.of(block), said, self.runs(caption), span)
            case outline_model.Image():
                return self._figure(block)
            case outline_model.Media():
                return self._media(block)
            case outline_model.Table():
                return self._table(block)
            case outline_model.Chart():
                return self._chart(block, slide)
            case outline_model.Timeline(events, span):
                found = (model.Event(self.runs(one.date), self.runs(one.text), one.span) for one in events)
                return model.Timeline(tuple(found), span)
            case outline_model.Process() | outline_model.Comparison():
                return diagram(block, self.runs)
            case outline_model.Agenda():
                return overviews.agenda(block, self.outline, self.runs)
            case outline_model.Summary():
                return overviews.summary(block, self.runs)
            case outline_model.Columns(columns, span):
                return model.Columns(tuple(self._column(one) for one in columns), span)
            case outline_model.Statement(text, span):
                return model.Statement(self.runs(text), span)
            case outline_model.Question():
                return self._question(block)
            case outline_model.BigNumber(value, label, span):
                return model.BigNumber(self.runs(value), self.runs(label), span)
            case outline_model.Passage(text, notes, span):
                margin = self._paragraphs(notes)
                return model.Passage(self._paragraphs(text.paragraphs()), margin, span)

    def _listing(self, block: outline_model.Bullets) -> model.Listing:
        items: list[model.Item] = []
        for item in block.items:
            items.append(model.Item(self.runs(item.text), 0, item.span))
            items += [model.Item(self.runs(child.text), 1, child.span) for child in item.children]
        return model.Listing(tuple(items), block.span)

    def _prose(self, block: outline_model.Prose) -> model.Prose:
        return model.Prose(self._paragraphs(block.paragraphs), block.span)

    def _paragraphs(self, texts: tuple[Text, ...]) -> tuple[model.Paragraph, ...]:
        return tuple(model.Paragraph(self.runs(one), one.span) for one in texts)

    def _column(self, column: outline_model.Column) -> model.Column:
        content = column.content
        said = self._listing(content) if isinstance(content, outline_model.Bullets) else self._prose(content)
        return model.Column(self.runs(column.title), said, column.span)

    def _quotation(self, quote: outline_model.Quote) -> model.Quotation:
        said = _unquoted(self._paragraphs(quote.text.paragraphs()))
        attribution = self.runs(quote.by)
        if quote.cite:
            space = (Run(" "),) if attribution else ()
            attribution = (*attribution, *space, *self.runs(citation_text(quote.cite)))
        last = replace(said[-1], runs=(*said[-1].runs, Run(self.words.quote_close)))
        return model.Quotation((*said[:-1], last), attribution, quote.span)

    def _question(self, block: outline_model.Question) -> model.Question:
        task = self.runs(block.task)
        if block.minutes:
            count = block.minutes.value
            pattern = self.words.minute if count == 1 else self.words.minutes
            time = pattern.format(minutes=f"{count:g}")
            task = (*task, Run(f" ({time})")) if task else (Run(time),)
        return model.Question(self.runs(block.prompt), task, block.span)

    def _figure(self, image: outline_model.Image) -> model.Figure | None:
        figure = self._picture(image)
        return self._captioned(figure, image) if figure else None

    def _picture(self, image: outline_model.Image) -> model.Figure | None:
        """Return a figure without its texts."""
        self.problems += described(image)
        picture = load_picture(image.file, self.outline.path)
        if isinstance(picture, Diagnostic):
            self.problems.append(picture)
            return None
        alt = "" if image.decorative or image.alt is None else str(image.alt)
        crop = None if image.fit is None else str(image.fit).lower() == "crop"
        return model.Figure(picture, alt, (), (), image.span, (), crop)

    def _media(self, media: outline_model.Media) -> model.Figure | None:
        self.problems += described(media)
        read = read_media(media, self.outline.path)
        self.problems += read.problems
        if read.figure is None or read.figure.recording is None:
            return None
        kind = self.words.video if read.figure.recording.video else self.words.audio
        alt = f"{read.figure.alt} ({kind})" if read.figure.alt else kind
        return self._captioned(replace(read.figure, alt=alt), media)

    def _captioned(
        self, figure: model.Figure, typed: outline_model.Image | outline_model.Media
    ) -> model.Figure:
        credit = self.runs(typed.credit)
        label, caption = self._numbered(self.runs(typed.caption), credit)
        if label:
            self._tell(label, typed.credit)
        return replace(figure, caption=caption, credit=credit, label=label)

    def _numbered(self, caption: Runs, credit: Runs) -> tuple[Runs, Runs]:
        """Return a figure's label and its caption behind that label; none where nothing is said of it."""
        if not (caption or credit):
            return (), ()
        self.figures += 1
        return (
            figure_caption(self.figures, (), self.style, self.words),
            figure_caption(self.figures, caption, self.style, self.words),
        )

    def _credits(self, blocks: tuple[model.Block, ...], slide: str) -> Iterator[model.Entry]:
        """Yield an entry for each picture that says who made it; its number leads to the slide it is on."""
        for block in blocks:
            if isinstance(block, model.Figure) and block.credit:
                label = tuple(replace(run, link=f"#{slide}") for run in block.label)
                first, *others = self.told[block.label]
                first = replace(first, text=first.text.lstrip())
                yield model.Entry("", (*label, Run(" "), first, *others))

    def _code(self, code: outline_model.Code) -> model.Code | None:
        read = read_code(code, self.outline.path)
        self.problems += read.problems
        return replace(read.code, caption=self.runs(code.caption)) if read.code else None

    def _table(self, table: outline_model.Table) -> model.Table | None:
        if table.file:
            grid = self._csv(table.file)
            if grid is None:
                return None
            cells = [[model.Cell((Run(one.value),), one.span) for one in row] for row in grid.rows]
        else:
            texts = [table.columns, *table.rows]
            cells = [[model.Cell(self.runs(one), one.span) for one in row] for row in texts]
        header, *body = (tuple(row) for row in cells)
        columns = (
            [plain(row[index].runs) for row in body if index < len(row)] for index in range(len(header))
        )
        numeric = tuple(index > 0 and is_numeric(column) for index, column in enumerate(columns))
        caption = self.runs(table.caption)
        if caption:
            self.tables += 1
            caption = table_caption(self.tables, caption, self.style, self.words)
        return model.Table(header, tuple(body), numeric, caption, table.span)

    def _chart(self, chart: outline_model.Chart, slide: outline_model.Slide) -> model.Chart | None:
        grid = self._csv(chart.file) if chart.file else None
        if chart.file and grid is None:
            return None
        read, problems = read_chart(chart, grid, self.language)
        self.problems += problems
        if read is None:
            return None
        caption, credit = self.runs(chart.caption), self.runs(chart.credit)
        alt = read.alt or described_chart(read, plain(caption) or plain(self.runs(slide.title)))
        label, caption = self._numbered(caption, credit)
        return replace(read, alt=alt, caption=caption, credit=credit, label=label)

    def _csv(self, name: Text) -> Grid | None:
        path = project_file(name, self.outline.path, "table")
        if isinstance(path, Diagnostic):
            self.problems.append(path)
            return None
        grid, problems = read_csv(path, name)
        self.problems += problems
        return grid


def _own_section(key: str, title: str) -> model.Section:
    return model.Section(key, (Run(title),), title, None)


def _kind(blocks: tuple[model.Block, ...], slide: outline_model.Slide, *, titled: bool) -> str:
    """Return the layout that what a slide holds asks for."""
    if any(isinstance(one, outline_model.Summary) for one in slide.blocks):
        return "summary"
    kinds = {type(block) for block in blocks}
    if model.Chart in kinds:
        return "chart-text" if len(kinds) > 1 else "chart"
    if model.Figure in kinds:
        if len(kinds) > 1:
            return "figure-text"
        if any(isinstance(one, model.Figure) and one.recording for one in blocks):
            return "media"
        return "figure" if titled else "picture"
    if model.Equation in kinds:
        return "equation-text" if len(kinds) > 1 else "equation"
    for block, kind in _KINDS.items():
        if block in kinds:
            return kind if not titled or kind not in _TITLED else f"{kind}-titled"
    return "list"


_KINDS: dict[type, str] = {
    model.Quotation: "quote",
    model.Code: "code",
    model.Table: "table",
    model.Timeline: "timeline",
    model.Process: "process",
    model.Comparison: "comparison",
    model.Agenda: "agenda",
    model.Columns: "two-column",
    model.Statement: "statement",
    model.Question: "question",
    model.BigNumber: "big-number",
    model.Passage: "passage",
    model.Listing: "list",
    model.Prose: "text",
}
_TITLED = ("quote", "statement", "question")


def _shortened(text: str, most: int) -> str:
    """Return the first words of a text, an ellipsis behind them where there are more."""
    words = text.split()
    return text if len(words) <= most else " ".join(words[:most]) + "…"


def _slug(words: str) -> str:
    """Return words as a lasting name: lower case, digits and hyphens, at most eight words."""
    plainer = unicodedata.normalize("NFKD", words.lower())
    kept = "".join(char for char in plainer if not unicodedata.combining(char) and char not in "'’")
    return "-".join(re.findall(r"[^\W_]+", kept)[:8])[:60].rstrip("-")


def _unquoted(said: tuple[model.Paragraph, ...]) -> tuple[model.Paragraph, ...]:
    """Return a quotation without the marks its author typed around it; the theme sets its own."""
    text = "\n".join(plain(one.runs) for one in said).strip()
    if len(text) < 2 or _QUOTES.get(text[0]) != text[-1] or text[0] in text[1:-1]:
        return said
    opened = (_without_edge(said[0], 0), *said[1:])
    return (*opened[:-1], _without_edge(opened[-1], -1))


def _without_edge(paragraph: model.Paragraph, edge: int) -> model.Paragraph:
    """Return a paragraph without its first (0) or last (-1) character that is not a space."""
    runs = list(paragraph.runs)
    text = runs[edge].text
    runs[edge] = replace(runs[edge], text=text.rstrip()[:-1] if edge else text.lstrip()[1:])
    return replace(paragraph, runs=tuple(run for run in runs if run.text))
