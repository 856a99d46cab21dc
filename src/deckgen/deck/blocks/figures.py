"""Pictures, recordings, charts, as typed → figures with their files, numbered captions and credits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TypeVar

from deckgen.deck import model
from deckgen.deck.blocks.captions import figure_caption, figure_texts
from deckgen.deck.blocks.charts import described_chart, read_chart
from deckgen.deck.blocks.labels import unmarked
from deckgen.deck.blocks.meaning import Converted, Meaning
from deckgen.deck.blocks.tables import read_grid
from deckgen.deck.kinds import blocks_of
from deckgen.deck.media.pictures import described, load_picture
from deckgen.deck.media.read import read_media
from deckgen.deck.model import Run, Runs, plain
from deckgen.diagnostics import Diagnostic
from deckgen.outline import model as outline_model
from deckgen.outline.model import Text
from deckgen.structs import replace

Seen = TypeVar("Seen", model.Figure, model.Chart)


def picture(
    image: outline_model.Image, meaning: Meaning
) -> tuple[model.Figure | None, tuple[Diagnostic, ...]]:
    """Return a figure without its texts."""
    problems = described(image)
    loaded = load_picture(image.file, meaning.outline.path)
    if isinstance(loaded, Diagnostic):
        return None, (*problems, loaded)
    alt = "" if image.decorative or image.alt is None else str(image.alt)
    crop = None if image.fit is None else str(image.fit).lower() == "crop"
    width = int(image.width.value.rstrip("% ")) / 100 if image.width else None
    side = str(image.side).lower() if image.side else None
    shown = model.Figure(loaded, alt, (), (), image.span, (), crop, width=width, side=side)
    return shown, problems


def figure(image: outline_model.Image, meaning: Meaning) -> Converted:
    """Return a picture with its caption and credit."""
    found, problems = picture(image, meaning)
    return _captioned(found, image, meaning) if found else None, problems


def images(row: outline_model.Images, meaning: Meaning) -> Converted:
    """Return pictures side by side, each with its caption and credit."""
    found = [(image, *picture(image, meaning)) for image in row.images]
    shown = tuple(_captioned(one, image, meaning) for image, one, _ in found if one)
    problems = tuple(problem for *_, wrong in found for problem in wrong)
    return model.Images(shown, row.span) if len(shown) == len(row.images) else None, problems


def recording(media: outline_model.Media, meaning: Meaning) -> Converted:
    """Return a recording with its caption and credit, and what it is in its description."""
    read = read_media(media, meaning.outline.path)
    problems = (*described(media), *read.problems)
    if read.figure is None or read.figure.recording is None:
        return None, problems
    kind = meaning.words.video if read.figure.recording.video else meaning.words.audio
    alt = f"{read.figure.alt} ({kind})" if read.figure.alt else kind
    return _captioned(replace(read.figure, alt=alt), media, meaning), problems


def chart(typed: outline_model.Chart, meaning: Meaning) -> Converted:
    """Return a chart with its numbers; its description says what they show where none is typed."""
    grid, problems = read_grid(typed.file, meaning) if typed.file else (None, ())
    if typed.file and grid is None:
        return None, problems
    read, found = read_chart(typed, grid, meaning.language, partial(_label, typed, meaning))
    problems = (*problems, *found)
    if read is None:
        return None, problems
    caption = meaning.runs(typed.caption)
    alt = read.alt or described_chart(read, plain(caption) or plain(meaning.title))
    return _numbered(replace(read, alt=alt), typed, meaning), problems


def _label(typed: outline_model.Chart, meaning: Meaning, text: Text) -> str:
    """Return a label of a chart; what is in a file has no markup."""
    filed = text.span.path != typed.span.path
    return meaning.text(text.value) if filed else unmarked(meaning.runs(text))


def _captioned(
    found: model.Figure, typed: outline_model.Image | outline_model.Media, meaning: Meaning
) -> model.Figure:
    return _numbered(found, typed, meaning)


def _numbered(
    found: Seen, typed: outline_model.Image | outline_model.Media | outline_model.Chart, meaning: Meaning
) -> Seen:
    """Return what is seen with what is said of it, after its label; as it is where nothing is."""
    number = meaning.numbers.of(typed)
    if number is None:
        return found
    style, words = meaning.style, meaning.words
    caption, credit = meaning.runs(typed.caption), meaning.runs(typed.credit)
    said = figure_texts(number, caption, credit, (style, words))
    label = figure_caption(number, (), style, words)
    return replace(found, above=said.above, caption=said.caption, credit=said.credit, label=label)


def credit_entry(label: Runs, credit: Runs, slide: str) -> model.Entry:
    """Return an entry of the list of credits, whose label leads to the slide of that id."""
    linked = tuple(replace(run, link=f"#{slide}") for run in label)
    first, *others = credit
    return model.Entry("", (*linked, Run(" "), replace(first, text=first.text.lstrip()), *others))


def credits_of(slide: outline_model.Slide, slide_id: str, meaning: Meaning) -> Iterator[model.Entry]:
    """Yield an entry for each picture of a slide that says who made it."""
    for block in blocks_of(slide):
        if isinstance(block, outline_model.Image | outline_model.Media) and block.credit:
            number = meaning.numbers.of(block)
            if number is not None and meaning.runs(block.credit):
                label = figure_caption(number, (), meaning.style, meaning.words)
                yield credit_entry(label, meaning.credit(block.credit), slide_id)
