"""Pictures and recordings as typed, in fields of their own, in texts, or as the ground of a slide."""

from __future__ import annotations

import re

import yaml

from deckgen.diagnostics import error, warning
from deckgen.outline import model
from deckgen.outline.blocks.credits import credit
from deckgen.outline.blocks.joined import as_one
from deckgen.outline.language import block_fields
from deckgen.outline.model import Text
from deckgen.schema.shapes import list_of
from deckgen.schema.values import Values
from deckgen.schema.walk import CheckedMapping
from deckgen.structs import replace
from deckgen.structs.patterns import pattern


def image(values: Values, found: CheckedMapping) -> model.Image | model.Images | None:
    """Return a picture, or, where there is a list, pictures side by side."""
    node = found.entries["image"].node
    if isinstance(node, yaml.SequenceNode):
        return None if _with_words(values, node) else _row(values, found, "image")
    given = values.short_or_group(found, "image", block_fields.IMAGE)
    if isinstance(given, CheckedMapping):
        return picture(values, given, values.text(given, "caption"))
    if given and (pasted := in_markdown(given)):
        return pasted
    return model.Image(given, None, None, None, False, given.span) if given else None


_PICTURE = pattern(
    r"\s*!\[(?P<alt>[^\]]*)\]\(\s*<?(?P<file>[^\s()<>]+)>?"
    r"(?:\s+(?P<mark>[\"'])(?P<caption>.*?)(?P=mark))?\s*\)(?:\{(?:[^}]*?width=[\"']?(?P<width>\d+%))?[^}]*\})?\s*"
)
MOST_IMAGES = 4
"""The pictures that fit side by side."""
_ENDING = pattern(r"\.\w{2,5}$")


def in_markdown(text: Text) -> model.Image | None:
    """Return the picture that a text is, written as `![alt](map.png "caption")`; None: it is none."""
    found = _PICTURE.fullmatch(text.value) if "![" in text.value else None
    if found is None:
        return None
    file, alt, caption, width = (
        text.part(*found.span(one)) if found[one] else None for one in ("file", "alt", "caption", "width")
    )
    assert file is not None
    return model.Image(file, alt, caption, None, False, text.span, width=width)


def background(values: Values, found: CheckedMapping) -> model.Image | None:
    """Return the picture that is behind a slide's words; without a description it is decoration."""
    given = values.short_or_group(found, "background", block_fields.IMAGE)
    if isinstance(given, CheckedMapping):
        shown = picture(values, given, values.text(given, "caption"))
    elif given and not _ENDING.search(given.value):
        hint = "colours come from the theme: theme: folio, dark: true; a picture: background: hall.jpg"
        message = f'"{given}" is not a picture, and slides have no background colour of their own'
        values.walk.problems.append(error(message, given.span, hint))
        return None
    else:
        shown = model.Image(given, None, None, None, False, given.span) if given else None
    if shown is None:
        return None
    fills = shown.fit or Text("crop", shown.span)
    return replace(shown, fit=fills, decorative=shown.decorative or shown.alt is None)


def on_picture(
    values: Values, ground: model.Image, layout: Text | None, blocks: tuple[model.Block, ...]
) -> tuple[Text | None, tuple[model.Block, ...]]:
    """Return the layout and the blocks of a slide with a picture behind its words.

    Points, tables and the like would hide it, or be lost on it: they are beside it.
    """
    said = tuple(
        model.Prose((one.text,), one.span) if isinstance(one, model.Statement) else one for one in blocks
    )
    if layout is None and all(isinstance(one, model.Prose) for one in said):
        return Text("picture", ground.span), (ground, *said)
    message = "only text can be set on a picture, so this one is put beside what the slide holds"
    values.walk.problems.append(
        warning(message, ground.span, "to say so yourself, write image: instead of background:")
    )
    return layout, (replace(ground, fit=None), *blocks)


def _with_words(values: Values, node: yaml.SequenceNode) -> bool:
    """Report a picture with its description in a list, `[map.png, A map]`; tell whether it is that."""
    if len(node.value) != 2 or not all(isinstance(one, yaml.ScalarNode) for one in node.value):
        return False
    file, alt = (one.value for one in node.value)
    if not _ENDING.search(file) or _ENDING.search(alt):
        return False
    message = "a list here means several pictures, and the second is not a file"
    values.walk.complain(node.value[1], message, f'write: image: {{file: {file}, alt: "{alt}"}}')
    return True


def picture(values: Values, given: CheckedMapping, caption: Text | None) -> model.Image | None:
    """Return a picture with all that is said of it."""
    file, alt, how = (values.text(given, name) for name in ("file", "alt", "fit"))
    width, side = (values.text(given, name) if name in given else None for name in ("width", "side"))
    decorative = values.switch(given, "decorative", False)
    name = values.text(given, "id") if "id" in given else None
    made = (alt, caption, credit(values, given), decorative, given.span, how, width, side, name)
    return model.Image(file, *made) if file else None


def images(values: Values, found: CheckedMapping) -> model.Images | None:
    """Return pictures side by side."""
    return _row(values, found, "images")


def _row(values: Values, found: CheckedMapping, field: str) -> model.Images | None:
    entry = found.entries[field]
    count = len(entry.node.value) if isinstance(entry.node, yaml.SequenceNode) else 0
    if count > MOST_IMAGES:
        message = f"{count} images; at most {MOST_IMAGES} fit side by side"
        values.walk.problems.append(error(message, entry.name.span, "put the others on another slide"))
        return None
    shape = list_of(found.shape(field))
    assert shape is not None
    read: list[model.Image] = []
    nodes = values.walk.items(entry.node, shape, entry.name)
    for node in nodes:
        if isinstance(node, yaml.MappingNode):
            given = values.walk.group(node, block_fields.IMAGE)
            one = picture(values, given, values.text(given, "caption")) if given else None
        else:
            file = values.walk.text(node, block_fields.FILE, None)
            one = model.Image(file, None, None, None, False, file.span) if file else None
        read += [one] if one else []
    return model.Images(tuple(read), values.walk.span(entry.node)) if len(read) == len(nodes) > 1 else None


def media(
    values: Values, found: CheckedMapping
) -> model.Media | tuple[model.Image | model.Prose, ...] | None:
    """Return a video or a sound, or a link to one on the web."""
    given = values.short_or_group(found, "media", block_fields.MEDIA)
    if given is None:
        return None
    if isinstance(given, Text):
        made = model.Media(given, None, None, None, None, None, None, False, given.span)
        return _linked(values, made) if _WEB.fullmatch(given.value.strip()) else made
    file = values.text(given, "file")
    alt, poster, captions, caption, start = (
        values.text(given, name) for name in ("alt", "poster", "captions", "caption", "start")
    )
    loop, by, name = values.switch(given, "loop", False), credit(values, given), values.text(given, "id")
    if file is None:
        return None
    made = model.Media(file, alt, poster, captions, caption, by, start, loop, given.span, name)
    return _linked(values, made) if _WEB.fullmatch(file.value.strip()) else made


_PLAY = "▶ "
"""What is before the link to a film."""

_WEB = pattern(r"https?://[^\s<>()\[\]]+", re.IGNORECASE)
_MARKED = frozenset("[]*_`\\<>^~$@=+\n")
"""What may mean something in a text with markup."""


def _linked(values: Values, film: model.Media) -> tuple[model.Image | model.Prose, ...]:
    """Return a link to a film on the web, after its picture where there is one.

    Nothing is fetched from a network: who clicks opens it in the browser.
    """
    called = film.caption or film.alt
    address = as_one([(f"{_PLAY}<", film.file)], "", foot=">")
    if called and not _MARKED & set(called.value):
        address = as_one([(f"{_PLAY}[", called), ("", film.file)], "](", foot=")")
    assert address is not None
    message = "this recording stays on the web: the slide links to it, and it needs a network"
    hint = "to have it play on the slide, save it beside the outline and write its file name"
    values.walk.problems.append(warning(message, film.file.span, hint))
    said = model.Prose((address,), film.span)
    if film.poster is None:
        return (said,)
    return model.Image(film.poster, film.alt, None, film.credit, film.alt is None, film.poster.span), said
