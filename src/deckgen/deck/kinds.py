"""What the house knows of each kind of block, one row a kind.

Whoever reads markup, numbers figures, names slides, chooses layouts, warns or complains asks this table.
A new kind of block is a row here, its two classes, its reader, its conversion (`blocks/convert.py`) and its
placer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

from deckgen.deck import model
from deckgen.deck.cite_fields import citation_text
from deckgen.deck.model import Words, plain
from deckgen.outline import model as outline_model
from deckgen.outline.model import Text
from deckgen.structs import Struct

Typed = TypeVar("Typed", bound=outline_model.Block)
Said = TypeVar("Said", bound=model.Block)
Shown = TypeVar("Shown", outline_model.Image, outline_model.Media)

Texts = Iterable[Text | None]

QUOTED_WORDS, NAME_WORDS, OPENING_WORDS = 6, 24, 8
"""The words at most of a quotation, a caption and running text that a slide without a title is called by."""


class Numbered(Struct, frozen=True):
    """Blocks that are counted, where something is said of them: what as, and what that is."""

    counter: str
    said: Callable[..., Texts]


class BlockKind(Struct, Generic[Typed, Said], frozen=True):
    """A kind of block; its functions are checked against its classes.

    `typed` is its class in the outline, None for blocks that deckgen makes by itself, `said` its class in the
    deck. `noun` names it in messages. `layout` is the layout of a slide that holds it alone, and
    `beside` that of one that holds text, too; empty where the flow decides. `texts` are the texts of a typed
    block that hold markup, in reading order, and `within` the blocks inside it. `apart` says that it has
    another layout below a title. `whole` says that it appears at once, unless `turns` tells of a typed block
    that parts of it appear in turn. `called` is what a slide without a title is called after it. `title` is
    the title of a slide that needs none of its own.
    """

    typed: type[Typed] | None
    said: type[Said]
    noun: str
    layout: str = ""
    texts: Callable[[Typed], Texts] = lambda block: ()
    within: Callable[[Typed], Iterable[outline_model.Block]] = lambda block: ()
    beside: str = ""
    apart: bool = False
    whole: bool = False
    numbered: Numbered | None = None
    called: Callable[[Said, Words], str] = lambda block, words: ""
    title: Callable[[Words], str] = lambda words: ""
    turns: Callable[[Typed], bool] = lambda block: False


AnyKind = BlockKind[Any, Any]
"""A kind of block, whichever its classes are."""


# ── what the rows say ─────────────────────────────────────────────────────────────────────────────


def _points(items: Iterable[outline_model.Bullet]) -> Iterator[Text]:
    for item in items:
        yield item.text
        yield from _points(item.children)


def _quote_texts(quote: outline_model.Quote) -> Texts:
    return (*quote.text.paragraphs(), quote.by, citation_text(quote.cite) if quote.cite else None)


def _column_texts(columns: outline_model.Columns) -> Iterator[Text | None]:
    for column in columns.columns:
        yield column.title
        for block in column.blocks:
            yield from block_texts(block)


def verse_lines(verse: outline_model.Verse) -> Iterator[Text]:
    """Yield the lines of verse that are not empty, each with its place."""
    start = 0
    for line in verse.text.value.split("\n"):
        if line.strip():
            yield verse.text.part(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
        start += len(line) + 1


def _verse_texts(verse: outline_model.Verse) -> Texts:
    return (*verse_lines(verse), verse.by, citation_text(verse.cite) if verse.cite else None)


def _table_texts(table: outline_model.Table) -> Texts:
    """Return a table's texts: all headings, then the cells."""
    headings = (one.text for one in (*table.over, *table.bands))
    return (*headings, *table.columns, *(cell for row in table.rows for cell in row), *_said_of_table(table))


def _said_of_table(table: outline_model.Table) -> Texts:
    return (table.caption, table.credit, table.note)


def _chart_texts(chart: outline_model.Chart) -> Texts:
    """Return what a chart is labelled with, then what is said of it."""
    names = (row[0] for row in chart.rows if len(row) > 1)
    return (
        *chart.columns,
        *names,
        chart.highlight,
        chart.unit,
        chart.x,
        chart.y,
        chart.alt,
        *_captioned(chart),
    )


def _captioned(block: outline_model.Image | outline_model.Media | outline_model.Chart) -> Texts:
    return (block.caption, block.credit)


FIGURE = Numbered("figure", _captioned)


def _shortened(text: str, most: int) -> str:
    """Return the first words of a text, an ellipsis after them where there are more."""
    words = text.split()
    return text if len(words) <= most else " ".join(words[:most]) + "…"


def _quotation_name(quotation: model.Quotation, words: Words) -> str:
    said = " ".join(plain(one.runs) for one in quotation.paragraphs).rstrip(words.quote_close)
    return words.quotation.format(words=_shortened(said, QUOTED_WORDS))


def _figure_name(figure: model.Figure, words: Words) -> str:
    return _shortened(_caption(figure) or figure.alt, NAME_WORDS) or words.figure


def _caption(figure: model.Figure | model.Chart) -> str:
    """Return what a figure is called with its label, in one line."""
    return plain(figure.above or figure.caption).replace("\n", " ")


def _equation_name(equation: model.Equation, words: Words) -> str:
    return _shortened(plain(equation.caption) or equation.alt or equation.formula.text, NAME_WORDS)


def _opening(block: model.Prose | model.Passage, words: Words) -> str:
    first = plain(block.paragraphs[0].runs) if block.paragraphs else ""
    return " ".join(first.split()[:OPENING_WORDS])


def _list_name(block: model.BulletList, words: Words) -> str:
    return plain(block.items[0].runs) if block.items else ""


def _figure(typed: type[Shown], noun: str, layout: str) -> BlockKind[Shown, model.Figure]:
    """Return the row of what is seen or heard from a file."""
    return BlockKind(
        typed, model.Figure, noun, layout,
        texts=_captioned,
        beside="figure-text",
        whole=True,
        numbered=FIGURE,
        called=_figure_name,
    )  # fmt: skip


# ── the rows ──────────────────────────────────────────────────────────────────────────────────────

KINDS: tuple[AnyKind, ...] = (
    BlockKind(
        outline_model.Summary, model.BulletList, "a summary", "summary",
        texts=lambda block: block.items,
        called=_list_name,
        title=lambda words: words.summary,
    ),
    BlockKind(
        outline_model.Chart, model.Chart, "a chart", "chart",
        texts=_chart_texts,
        beside="chart-text",
        numbered=FIGURE,
        called=lambda chart, words: _shortened(_caption(chart), NAME_WORDS),
    ),
    _figure(outline_model.Image, "a picture", "picture"),
    _figure(outline_model.Media, "a recording", "media"),
    BlockKind(
        outline_model.Equation, model.Equation, "a formula", "equation",
        texts=lambda block: (block.caption,),
        beside="equation-text",
        called=_equation_name,
    ),
    BlockKind(
        outline_model.Quote, model.Quotation, "a quotation", "quote",
        texts=_quote_texts,
        apart=True,
        whole=True,
        called=_quotation_name,
    ),
    BlockKind(
        outline_model.Code, model.Code, "program text", "code",
        texts=lambda block: (block.caption,),
        whole=True,
        turns=lambda block: len(block.highlight) > 1 or block.output is not None,
    ),
    BlockKind(
        outline_model.Table, model.Table, "a table", "table",
        texts=_table_texts,
        whole=True,
        numbered=Numbered("table", _said_of_table),
    ),
    BlockKind(
        outline_model.Timeline, model.Timeline, "a timeline", "timeline",
        texts=lambda block: (text for event in block.events for text in (event.date, event.text)),
    ),
    BlockKind(
        outline_model.Process, model.Process, "a process", "process",
        texts=lambda block: (text for step in block.steps for text in (step.title, step.text)),
    ),
    BlockKind(
        outline_model.Comparison, model.Comparison, "a comparison", "comparison",
        texts=lambda block: (*block.sides, *(cell for row in block.rows for cell in row)),
    ),
    BlockKind(
        outline_model.Agenda, model.Agenda, "an agenda", "agenda",
        texts=lambda block: block.items,
        title=lambda words: words.contents,
    ),
    BlockKind(
        outline_model.Columns, model.Columns, "columns", "two-column",
        texts=_column_texts,
        within=lambda block: (inner for column in block.columns for inner in column.blocks),
    ),
    BlockKind(
        outline_model.Statement, model.Statement, "a statement", "statement",
        texts=lambda block: (block.text,),
        apart=True,
        whole=True,
        called=lambda block, words: plain(block.runs),
    ),
    BlockKind(
        outline_model.Question, model.Question, "a question", "question",
        texts=lambda block: (block.prompt, block.task, *block.options),
        apart=True,
        called=lambda block, words: plain(block.prompt),
    ),
    BlockKind(
        outline_model.BigNumber, model.BigNumber, "a big number", "big-number",
        texts=lambda block: (block.value, block.label),
        beside="big-number",
        whole=True,
        called=lambda block, words: f"{plain(block.value)} {plain(block.label)}".rstrip(),
    ),
    BlockKind(
        outline_model.Images, model.Images, "pictures side by side", "flow",
        within=lambda block: block.images,
        texts=lambda block: (text for image in block.images for text in block_texts(image)),
        whole=True,
        called=lambda block, words: _figure_name(block.figures[0], words) if block.figures else "",
    ),
    BlockKind(
        outline_model.Verse, model.Verse, "verse", "flow",
        texts=_verse_texts,
        whole=True,
        called=lambda block, words: plain(block.lines[0].runs) if block.lines else "",
    ),
    BlockKind(
        outline_model.Definitions, model.Definitions, "definitions", "flow",
        texts=lambda block: (text for entry in block.entries for text in entry),
        called=lambda block, words: plain(block.entries[0].term),
    ),
    BlockKind(
        outline_model.Labelled, model.Labelled, "labelled text", "flow",
        texts=lambda block: (block.label, *block.text.paragraphs()),
        called=lambda block, words: plain(block.label),
    ),
    BlockKind(
        outline_model.Takeaway, model.Takeaway, "a takeaway", "flow",
        texts=lambda block: (block.text,),
        called=lambda block, words: plain(block.runs),
    ),
    BlockKind(
        outline_model.Passage, model.Passage, "a passage", "passage",
        texts=lambda block: (*block.text.paragraphs(), *block.notes),
        called=_opening,
    ),
    BlockKind(
        outline_model.Bullets, model.BulletList, "points", "list",
        texts=lambda block: _points(block.items),
        called=_list_name,
    ),
    BlockKind(
        outline_model.Prose, model.Prose, "running text", "text",
        texts=lambda block: block.paragraphs,
        called=_opening,
    ),
    BlockKind(None, model.Roadmap, "a roadmap"),
    BlockKind(None, model.References, "a list of works cited"),
    BlockKind(None, model.Cover, "a cover"),
    BlockKind(None, model.Closing, "a closing"),
    BlockKind(None, model.Choices, "choices"),
)  # fmt: skip
"""Every kind, the one that a slide is named after first."""

_BY_CLASS: dict[type, AnyKind] = {
    **{kind.said: kind for kind in reversed(KINDS) if kind.typed is not outline_model.Summary},
    **{kind.typed: kind for kind in KINDS if kind.typed},
}

_TEXT = (outline_model.Bullets, outline_model.Prose)
"""What is beside other blocks as their text."""


def kind_of(block: outline_model.Block | model.Block) -> AnyKind:
    """Return the kind of a block, as typed or as said."""
    return _BY_CLASS[type(block)]


def noun_of(block: type) -> str:
    """Return what blocks of a class are called in messages."""
    return _BY_CLASS[block].noun


def block_texts(block: outline_model.Block) -> Iterator[Text]:
    """Yield the marked-up texts of a block in reading order."""
    return (text for text in kind_of(block).texts(block) if text is not None)


def texts_of(slide: outline_model.Slide) -> Iterator[Text]:
    """Yield the marked-up texts of a slide in reading order, its notes left out."""
    yield from (text for text in (slide.title, slide.subtitle) if text)
    for block in slide.blocks:
        yield from block_texts(block)
    if slide.source:
        yield slide.source
    if slide.cite:
        yield citation_text(slide.cite)


def blocks_of(slide: outline_model.Slide) -> Iterator[outline_model.Block]:
    """Yield the blocks of a slide in reading order, those inside others after them."""
    waiting = list(reversed(slide.blocks))
    while waiting:
        block = waiting.pop()
        yield block
        waiting += reversed(tuple(kind_of(block).within(block)))


def slide_name(blocks: tuple[model.Block, ...], words: Words) -> str:
    """Return what a slide without a title is called, for those who hear it."""
    return (kind_of(blocks[0]).called(blocks[0], words) if blocks else "") or words.slide


def default_title(slide: outline_model.Slide, words: Words) -> str:
    """Return what a slide is called that needs no title of its own, empty for one that does."""
    return next((name for one in slide.blocks if (name := kind_of(one).title(words))), "")


def layout_for(slide: outline_model.Slide, *, titled: bool) -> str:
    """Return the layout that suits what a slide holds: that of the one thing it holds, else a flow's."""
    held = {type(block) for block in slide.blocks}
    if not held:
        return "title-card"
    main = next(kind for kind in KINDS if kind.typed in held)
    if outline_model.Columns in held and not _are_two_plain_columns(slide.blocks):
        columns = next(one for one in slide.blocks if isinstance(one, outline_model.Columns))
        return f"flow-{len(columns.columns)}"
    if outline_model.Question in held:
        return "question-titled" if titled else "question"
    if len(slide.blocks) > 1:
        return main.beside if main.beside and _is_pair(slide) else "flow"
    return _layout_alone(main, titled=titled)


def _layout_alone(kind: AnyKind, *, titled: bool) -> str:
    """Return the layout of a slide that holds one block."""
    if kind.typed is outline_model.Image:
        return "figure" if titled else kind.layout
    return f"{kind.layout}-titled" if kind.apart and titled else kind.layout


def _is_pair(slide: outline_model.Slide) -> bool:
    """Tell whether a slide holds text and one other thing, side by side."""
    texts = [block for block in slide.blocks if isinstance(block, _TEXT)]
    return len(slide.blocks) == 2 and len(texts) == 1 and not slide.stacked


def _are_two_plain_columns(blocks: tuple[outline_model.Block, ...]) -> bool:
    """Tell whether nothing but two columns of the same width is held, with points or running text in each."""
    (columns, *others) = blocks
    if others or not isinstance(columns, outline_model.Columns):
        return False
    shares = {column.width for column in columns.columns}
    simple = all(len(one.blocks) == 1 and isinstance(one.blocks[0], _TEXT) for one in columns.columns)
    return simple and len(columns.columns) == 2 and len(shares) == 1
