"""Loose fields of a slide → what deckgen sets side by side by itself."""

from __future__ import annotations

from deckgen.outline import model as outline_model
from deckgen.structs import replace

_ABREAST = (
    outline_model.Image,
    outline_model.Images,
    outline_model.Media,
    outline_model.Table,
    outline_model.Chart,
    outline_model.Code,
)
"""The visuals of which two are side by side; others need the slide's whole width."""


_READ = (outline_model.Bullets, outline_model.Prose, outline_model.Quote, outline_model.Definitions)
"""What is beside a picture as its text."""

MOST_SHARE = 75
"""The per cent of the width that a picture takes beside text at most."""


def arranged(slide: outline_model.Slide) -> outline_model.Slide:
    """Return a slide whose two visuals are side by side, what is typed before and after them as typed."""
    slide = _placed(slide)
    places = [place for place, block in enumerate(slide.blocks) if isinstance(block, _ABREAST)]
    asks = any(isinstance(block, outline_model.Question) for block in slide.blocks)
    if slide.stacked or asks or len(places) != 2:
        return slide
    first, second = places
    left, right = slide.blocks[first:second], slide.blocks[second : second + 1]
    columns = tuple(outline_model.Column(None, blocks, blocks[0].span) for blocks in (left, right))
    both = outline_model.Columns(columns, left[0].span)
    return replace(slide, blocks=(*slide.blocks[:first], both, *slide.blocks[second + 1 :]))


def _placed(slide: outline_model.Slide) -> outline_model.Slide:
    """Return a slide whose one picture is on the side and takes the width that it asks for."""
    pictures = [block for block in slide.blocks if isinstance(block, outline_model.Image)]
    texts = tuple(block for block in slide.blocks if isinstance(block, _READ))
    others = tuple(block for block in slide.blocks if isinstance(block, outline_model.Takeaway))
    beside = len(pictures) == 1 and texts and len(slide.blocks) == 1 + len(texts) + len(others)
    if slide.stacked or not beside or not (pictures[0].side or pictures[0].width):
        return slide
    first = slide.blocks.index(pictures[0]) < slide.blocks.index(texts[0])
    return replace(slide, blocks=(*_beside(pictures[0], texts, first=first), *others))


def _beside(
    picture: outline_model.Image, texts: tuple[outline_model.Block, ...], *, first: bool
) -> tuple[outline_model.Block, ...]:
    """Return a picture before or after its texts; in columns of its share where it asks for one."""
    left = str(picture.side).lower() == "left" if picture.side else first
    if picture.width is None:
        return (picture, *texts) if left else (*texts, picture)
    share = min(int(picture.width.value.rstrip("% ")), MOST_SHARE)
    sides = (
        outline_model.Column(None, (picture,), picture.span, float(share)),
        outline_model.Column(None, texts, texts[0].span, float(100 - share)),
    )
    return (outline_model.Columns(sides if left else sides[::-1], picture.span),)
