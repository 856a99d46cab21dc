"""Chance → outlines that build, every word of them marked, so that it is known again wherever it stands."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.torture.slides import CLIP, PICTURE, Typed

VOCABULARY = """
the of a to in reform 1956 post-Stalin commission, silence. met! “pin” (sic) Dr. and/or p. law—power
Khrushchev’s rehabilitated destalinisation; camps: 20,000 naïve x² реформа μεταρρύθμιση 漢字 改革、
*ill* **bold** H~2~O x^2^ `if` & < https://example.com/an/address?of=words
"""
STEMS = tuple(VOCABULARY.split())
"""Words as they are typed, and what is hard about each: marks, signs, scripts, length."""

CROWDED = frozenset("*`~^")
"""What is read as markup, and not seen."""


@dataclass(slots=True)
class Written:
    """An outline as it is typed, and what its files must say, which is not shown where one is printed."""

    sections: list[Typed] = field(default_factory=list)
    once: list[list[str]] = field(default_factory=list, repr=False)
    """Texts, each as its words in order: every one stands once, wherever the text is parted."""
    again: list[list[str]] = field(default_factory=list, repr=False)
    """Texts that stand on each slide that theirs goes on to: titles, headings, headers, captions."""
    spoken: list[list[str]] = field(default_factory=list, repr=False)
    """Texts of the notes."""
    slides: list[list[list[str]]] = field(default_factory=list, repr=False)
    """Of each slide, the texts that stand once; no word of a slide stands before one of the slide before."""
    rows: list[list[list[str]]] = field(default_factory=list, repr=False)
    """Texts that stand one behind the other: the points of a list, the lines of a program."""


def seen(typed: str) -> str:
    """Return a typed word as it is read."""
    return "".join(char for char in typed if char not in CROWDED)


@st.composite
def outlines(draw: st.DrawFn) -> Written:
    """Draw an outline of one or two sections with a few slides each."""
    written = Written()
    serial = itertools.count()

    def say(kept: list[list[str]], most: int, least: int = 1, stems: tuple[str, ...] = STEMS) -> str:
        """Draw a text of so many words, each with its number, and keep it as it is to be read."""
        stem = st.sampled_from(stems)
        words = [f"{one}q{next(serial)}q" for one in draw(st.lists(stem, min_size=least, max_size=most))]
        kept.append([seen(word) for word in words])
        return " ".join(words)

    say_once: LabelKind = functools.partial(say, written.once)
    say_again: LabelKind = functools.partial(say, written.again, stems=SHORT)
    for _ in range(draw(st.integers(1, 2))):
        slides = []
        for kind in draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=4)):
            before = len(written.once)
            one: Typed = {"title": say_again(8)} | KINDS[kind](draw, say_once, say_again)
            written.slides.append(written.once[before:])
            if kind in IN_ONE_ROW:
                written.rows.append(written.once[before:])
            if draw(st.booleans()):
                one["notes"] = say(written.spoken, 60)
            slides.append(one)
        written.sections.append({"title": say_again(6), "slides": slides})
    return written


LabelKind = Callable[..., str]
SHORT = tuple(one for one in STEMS if len(one) < 12 and "`" not in one)
"""Words that may stand in narrow places."""


def _most(draw: st.DrawFn, usual: int) -> int:
    """Draw how many words a text has at most: seldom far too many."""
    return draw(st.sampled_from((3, usual, usual, usual, 180)))


def _points(draw: st.DrawFn, say: LabelKind, most: int = 30) -> list[object]:
    points: list[object] = []
    for _ in range(draw(st.integers(1, most))):
        below = draw(st.sampled_from((0, 0, 0, 1, 4)))
        point = say(4 if below else draw(st.sampled_from((4, 12, 60))))
        points.append({point: [say(8) for _ in range(below)]} if below else point)
    return points


def _text(draw: st.DrawFn, say: LabelKind) -> list[str]:
    return [say(draw(st.sampled_from((5, 60, 300)))) for _ in range(draw(st.integers(1, 4)))]


def _list(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    return {"bullets": _points(draw, once), "build": draw(st.sampled_from(("true", "false")))}


def _prose(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    return {"text": _text(draw, once)}


def _quote(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    return {"quote": {"text": once(150), "by": once(6)}}


def _figure(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    return {
        "image": PICTURE | {"caption": once(_most(draw, 12), stems=SHORT), "credit": once(6, stems=SHORT)}
    }


def _figure_text(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    caption = once(_most(draw, 6), stems=SHORT)
    return {"image": PICTURE | {"caption": caption}, "bullets": _points(draw, once, 8)}


def _table(draw: st.DrawFn, once: LabelKind, again: LabelKind) -> Typed:
    columns = draw(st.integers(1, 4))
    rows = draw(st.integers(1, 25))
    head = [again(2) for _ in range(columns)]
    caption = {"caption": again(8)} if draw(st.booleans()) else {}
    # Where columns go on on another slide, the first one, which names the rows, stands there again.
    cells = [[again(6) if at == 0 < columns - 1 else once(6) for at in range(columns)] for _ in range(rows)]
    return {"table": {"columns": head, "rows": cells, **caption}}


def _timeline(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    events = draw(st.integers(1, 14))
    return {"timeline": [{"date": once(1), "event": once(8, stems=SHORT)} for _ in range(events)]}


def _columns(draw: st.DrawFn, once: LabelKind, again: LabelKind) -> Typed:
    sides = (
        {"title": again(3)}
        | ({"bullets": _points(draw, once, 12)} if draw(st.booleans()) else {"text": _text(draw, once)})
        for _ in range(2)
    )
    return {"columns": list(sides)}


def _statement(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    return {"statement": once(_most(draw, 20))}


def _question(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    return {"question": {"prompt": once(_most(draw, 20)), "task": once(_most(draw, 10)), "minutes": "3"}}


def _number(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    return {"number": {"value": "40 %", "label": once(_most(draw, 8))}, "text": _text(draw, once)}


def _passage(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    comments = [once(12) for _ in range(draw(st.integers(0, 6)))]
    return {"passage": {"text": once(200), **({"notes": comments} if comments else {})}}


def _code(draw: st.DrawFn, once: LabelKind, again: LabelKind) -> Typed:
    lines: Iterator[str] = (
        once(draw(st.sampled_from((3, 3, 3, 40))), stems=SHORT) for _ in range(draw(st.integers(1, 30)))
    )
    return {"code": {"language": "python", "text": "\n".join(lines), "caption": again(8)}}


def _process(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    steps = draw(st.integers(1, 12))
    return {"process": [{"title": once(2, stems=SHORT), "text": once(8, stems=SHORT)} for _ in range(steps)]}


def _compare(draw: st.DrawFn, once: LabelKind, again: LabelKind) -> Typed:
    rows = draw(st.integers(1, 12))
    sides = [again(2), again(2)]
    return {
        "compare": {"sides": sides, "rows": [[once(6, stems=SHORT) for _ in range(3)] for _ in range(rows)]}
    }


def _equation(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    return {
        "equation": {"text": r"E = \frac{m}{2} v^2", "caption": once(_most(draw, 8), stems=SHORT)},
        "bullets": _points(draw, once, 6),
    }


def _chart(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    rows = [[f"{1950 + at}", str(draw(st.integers(0, 900)))] for at in range(draw(st.integers(2, 8)))]
    return {
        "chart": {"kind": "bar", "columns": ["Year", "Tons"], "rows": rows, "caption": once(_most(draw, 6))}
    }


def _media(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    return {"media": CLIP | {"caption": once(_most(draw, 6), stems=SHORT), "credit": once(4, stems=SHORT)}}


def _overview(field: str) -> Callable[[st.DrawFn, LabelKind, LabelKind], Typed]:
    def fill(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
        return {field: [once(_most(draw, 10)) for _ in range(draw(st.integers(1, 12)))]}

    return fill


def _numbered(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    return {"numbered": _points(draw, once, 12)}


def _verse(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    lines = []
    for _ in range(draw(st.integers(1, 40))):
        lines.append(once(draw(st.sampled_from((4, 8, 8, 30)))))
        lines += [""] * draw(st.sampled_from((0, 0, 0, 1)))
    poem = "\n".join(lines).rstrip()
    return {"verse": {"text": poem, "numbers": draw(st.sampled_from(("true", "false"))), "by": once(5)}}


def _definitions(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    terms = draw(st.integers(1, 9))
    return {"definitions": {once(3, stems=SHORT): once(_most(draw, 20)) for _ in range(terms)}}


def _labelled(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    return {"labelled": {"label": once(3, stems=SHORT), "text": once(_most(draw, 30))}}


def _images(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    count = draw(st.integers(2, 4))
    return {
        "images": [PICTURE | {"caption": once(_most(draw, 6), stems=SHORT)} for _ in range(count)],
        "takeaway": once(_most(draw, 12)),
    }


def _choices(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    asked = {"prompt": once(9, stems=SHORT), "options": []}
    asked["options"] = [once(_most(draw, 8)) for _ in range(draw(st.integers(2, 8)))]
    return {"question": asked}


def _flow(draw: st.DrawFn, once: LabelKind, again: LabelKind) -> Typed:
    """Return a body of one to six blocks, two visuals at most, and a conclusion below them."""
    count = draw(st.integers(1, 6))
    chosen = draw(st.lists(st.sampled_from(sorted(WORDS)), min_size=count, max_size=count))
    for place in draw(st.lists(st.integers(0, count - 1), max_size=2, unique=True)):
        chosen[place] = draw(st.sampled_from(sorted(VISUALS)))
    if "columns" in draw(st.sampled_from((("columns",), (), ()))):
        chosen[draw(st.integers(0, count - 1))] = "columns"
    held: Typed = {"body": [BLOCKS[name](draw, once, again) for name in chosen]}
    if draw(st.booleans()):
        held["takeaway"] = once(_most(draw, 12))
    return held


def _side_by_side(draw: st.DrawFn, once: LabelKind, again: LabelKind) -> Typed:
    """Return two or three columns, each with a heading or none, and one or two blocks."""
    columns = []
    for _ in range(draw(st.integers(2, 3))):
        # The heading of a column that goes on stands there again.
        one: Typed = {"title": again(3)} if draw(st.booleans()) else {}
        for name in draw(st.lists(st.sampled_from(NARROW), min_size=1, max_size=2, unique=True)):
            one |= BLOCKS[name](draw, functools.partial(_short, once), again)
        columns.append(one)
    return {"columns": columns}


def _short(once: LabelKind, most: int, **more: object) -> str:
    """Draw a text of words that may stand in narrow places."""
    return once(min(most, 40), **{**more, "stems": SHORT})


def _formula(_draw: st.DrawFn, _once: LabelKind, _again: LabelKind) -> Typed:
    return {"equation": r"E = \frac{m}{2} v^2"}


def _figure_alone(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    return {"image": PICTURE | {"caption": once(_most(draw, 9), stems=SHORT)}}


def _value(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    return {"number": {"value": "40 %", "label": once(_most(draw, 8), stems=SHORT)}}


def _pictures(draw: st.DrawFn, once: LabelKind, _again: LabelKind) -> Typed:
    return {"images": [PICTURE | {"caption": once(6, stems=SHORT)} for _ in range(draw(st.integers(2, 4)))]}


WORDS: dict[str, Callable[[st.DrawFn, LabelKind, LabelKind], Typed]] = {
    "text": _prose,
    "bullets": lambda draw, once, _again: {"bullets": _points(draw, once, 9)},
    "numbered": _numbered,
    "quote": _quote,
    "verse": _verse,
    "definitions": _definitions,
    "labelled": _labelled,
}
"""What is read, of the blocks of a flow."""

VISUALS: dict[str, Callable[[st.DrawFn, LabelKind, LabelKind], Typed]] = {
    "image": _figure_alone,
    "images": _pictures,
    "table": _table,
    "chart": _chart,
    "code": _code,
    "timeline": _timeline,
    "process": _process,
    "compare": _compare,
    "number": _value,
    "equation": _formula,
}
"""What is looked at."""

NARROW = ("bullets", "chart", "equation", "image", "labelled", "number", "numbered", "table", "text", "verse")
"""What may stand in a column."""

BLOCKS = WORDS | VISUALS | {"columns": _side_by_side}

KINDS: dict[str, Callable[[st.DrawFn, LabelKind, LabelKind], Typed]] = {
    "agenda": _overview("agenda"),
    "summary": _overview("summary"),
    "process": _process,
    "compare": _compare,
    "equation and bullets": _equation,
    "chart": _chart,
    "media": _media,
    "bullets": _list,
    "text": _prose,
    "quote": _quote,
    "image": _figure,
    "image and bullets": _figure_text,
    "table": _table,
    "timeline": _timeline,
    "columns": _columns,
    "statement": _statement,
    "question": _question,
    "number": _number,
    "passage": _passage,
    "code": _code,
    "numbered": _numbered,
    "verse": _verse,
    "definitions": _definitions,
    "labelled": _labelled,
    "images and takeaway": _images,
    "question and options": _choices,
    "body": _flow,
    "body and takeaway": _flow,
    "columns and blocks": _side_by_side,
}
"""What fills a slide → how chance fills it."""

IN_ONE_ROW = frozenset(
    ("agenda", "summary", "process", "bullets", "text", "quote", "timeline", "code", "statement", "question")
)
"""The kinds whose texts are read one behind the other, also where they go on on other slides."""
