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

    say_once: Say = functools.partial(say, written.once)
    say_again: Say = functools.partial(say, written.again, stems=SHORT)
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


Say = Callable[..., str]
SHORT = tuple(one for one in STEMS if len(one) < 12 and "`" not in one)
"""Words that may stand in narrow places."""


def _most(draw: st.DrawFn, usual: int) -> int:
    """Draw how many words a text has at most: seldom far too many."""
    return draw(st.sampled_from((3, usual, usual, usual, 180)))


def _points(draw: st.DrawFn, say: Say, most: int = 30) -> list[object]:
    points: list[object] = []
    for _ in range(draw(st.integers(1, most))):
        below = draw(st.sampled_from((0, 0, 0, 1, 4)))
        point = say(4 if below else draw(st.sampled_from((4, 12, 60))))
        points.append({point: [say(8) for _ in range(below)]} if below else point)
    return points


def _text(draw: st.DrawFn, say: Say) -> list[str]:
    return [say(draw(st.sampled_from((5, 60, 300)))) for _ in range(draw(st.integers(1, 4)))]


def _list(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
    return {"bullets": _points(draw, once), "build": draw(st.sampled_from(("true", "false")))}


def _prose(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
    return {"text": _text(draw, once)}


def _quote(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
    return {"quote": {"text": once(150), "by": once(6)}}


def _figure(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
    return {
        "image": PICTURE | {"caption": once(_most(draw, 12), stems=SHORT), "credit": once(6, stems=SHORT)}
    }


def _figure_text(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
    caption = once(_most(draw, 6), stems=SHORT)
    return {"image": PICTURE | {"caption": caption}, "bullets": _points(draw, once, 8)}


def _table(draw: st.DrawFn, once: Say, again: Say) -> Typed:
    columns = draw(st.integers(1, 4))
    rows = draw(st.integers(1, 25))
    head = [again(2) for _ in range(columns)]
    caption = {"caption": again(8)} if draw(st.booleans()) else {}
    # Where columns go on on another slide, the first one, which names the rows, stands there again.
    cells = [[again(6) if at == 0 < columns - 1 else once(6) for at in range(columns)] for _ in range(rows)]
    return {"table": {"columns": head, "rows": cells, **caption}}


def _timeline(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
    events = draw(st.integers(1, 14))
    return {"timeline": [{"date": once(1), "event": once(8, stems=SHORT)} for _ in range(events)]}


def _columns(draw: st.DrawFn, once: Say, again: Say) -> Typed:
    sides = (
        {"title": again(3)}
        | ({"bullets": _points(draw, once, 12)} if draw(st.booleans()) else {"text": _text(draw, once)})
        for _ in range(2)
    )
    return {"columns": list(sides)}


def _statement(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
    return {"statement": once(_most(draw, 20))}


def _question(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
    return {"question": {"prompt": once(_most(draw, 20)), "task": once(_most(draw, 10)), "minutes": "3"}}


def _number(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
    return {"number": {"value": "40 %", "label": once(_most(draw, 8))}, "text": _text(draw, once)}


def _passage(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
    remarks = [once(12) for _ in range(draw(st.integers(0, 6)))]
    return {"passage": {"text": once(200), **({"notes": remarks} if remarks else {})}}


def _code(draw: st.DrawFn, once: Say, again: Say) -> Typed:
    lines: Iterator[str] = (
        once(draw(st.sampled_from((3, 3, 3, 40))), stems=SHORT) for _ in range(draw(st.integers(1, 30)))
    )
    return {"code": {"language": "python", "text": "\n".join(lines), "caption": again(8)}}


def _process(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
    steps = draw(st.integers(1, 12))
    return {"process": [{"title": once(2, stems=SHORT), "text": once(8, stems=SHORT)} for _ in range(steps)]}


def _compare(draw: st.DrawFn, once: Say, again: Say) -> Typed:
    rows = draw(st.integers(1, 12))
    sides = [again(2), again(2)]
    return {
        "compare": {"sides": sides, "rows": [[once(6, stems=SHORT) for _ in range(3)] for _ in range(rows)]}
    }


def _equation(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
    return {
        "equation": {"text": r"E = \frac{m}{2} v^2", "caption": once(_most(draw, 8), stems=SHORT)},
        "bullets": _points(draw, once, 6),
    }


def _chart(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
    rows = [[f"{1950 + at}", str(draw(st.integers(0, 900)))] for at in range(draw(st.integers(2, 8)))]
    return {
        "chart": {"kind": "bar", "columns": ["Year", "Tons"], "rows": rows, "caption": once(_most(draw, 6))}
    }


def _media(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
    return {"media": CLIP | {"caption": once(_most(draw, 6), stems=SHORT), "credit": once(4, stems=SHORT)}}


def _overview(field: str) -> Callable[[st.DrawFn, Say, Say], Typed]:
    def fill(draw: st.DrawFn, once: Say, _again: Say) -> Typed:
        return {field: [once(_most(draw, 10)) for _ in range(draw(st.integers(1, 12)))]}

    return fill


KINDS: dict[str, Callable[[st.DrawFn, Say, Say], Typed]] = {
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
}
"""What fills a slide → how chance fills it."""

IN_ONE_ROW = frozenset(
    ("agenda", "summary", "process", "bullets", "text", "quote", "timeline", "code", "statement", "question")
)
"""The kinds whose texts are read one behind the other, also where they go on on other slides."""
