"""Slides that hold several things at their worst: flows, bodies, columns, and the blocks made for them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.torture.words import long_title, said

Typed = dict[str, object]

PICTURE = {"file": "shapes.png", "alt": "A circle and a square"}
CHART = {"kind": "bar", "data": {"Girls": "55", "Boys": "40"}}
TABLE = {"columns": ["Year", "Tons"], "rows": [["1955", "20"], ["1956", "1,000"]]}
CODE = {"language": "python", "text": "for year in range(1953, 1957):\n    print(year)"}
FORMULA = r"E = \frac{m}{2} v^2"


def flows() -> Iterator[Typed]:
    """Yield slides on which several things stand below each other."""
    for words, points in ((6, 2), (30, 4), (70, 12), (250, 3)):
        yield {
            "title": f"A text of {words} words, {points} points and what follows",
            "text": said(words, words),
            "bullets": [said(9, 7 * at) for at in range(points)],
            "takeaway": said(12, points),
        }
    yield {
        "title": "Points, then text",
        "bullets": [said(8), said(9, 8)],
        "text": said(40),
        "cite": "[@kort]",
    }
    yield {"title": "Two lists", "bullets": [said(8)] * 3, "numbered": [said(9, 20)] * 3, "build": "true"}
    yield {"title": "A text and a quotation", "text": said(20), "quote": {"text": said(40), "by": said(3)}}
    yield {"title": "A takeaway that says too much", "bullets": [said(8)], "takeaway": said(120)}
    yield {
        "title": "Texts and formulas in turn",
        "body": [
            {"text": said(9)},
            {"equation": FORMULA},
            {"text": said(7, 9)},
            {"equation": {"text": FORMULA, "caption": said(6)}},
            {"bullets": [said(6), said(7)]},
        ],
    }
    yield {
        "title": "A body that is too long",
        "body": [
            said(60),
            {"bullets": [said(12, at) for at in range(9)]},
            said(90, 60),
            {"numbered": ["A", "B"]},
        ],
        "takeaway": said(9),
    }
    for name, visual in VISUALS.items():
        yield {
            "title": f"A text, {name} and points",
            "text": said(25),
            **visual,
            "bullets": [said(9, at) for at in range(4)],
            "takeaway": said(10),
        }
    yield {"title": long_title(170), "subtitle": said(30), "text": said(60), "source": said(30, 9)}
    yield {
        "title": "A short title",
        "subtitle": said(3),
        "image": PICTURE,
        "source": said(5),
        "cite": "[@wood]",
    }


VISUALS: dict[str, Typed] = {
    "a picture": {"image": PICTURE | {"caption": said(9)}},
    "a chart": {"chart": CHART},
    "a table": {"table": TABLE},
    "a program": {"code": CODE},
    "a timeline": {"timeline": [{"date": f"{1950 + at}", "event": said(6, at)} for at in range(4)]},
    "a process": {"process": [said(4, at) for at in range(4)]},
    "a comparison": {"compare": {"sides": ["A", "B"], "rows": [[said(2), said(5), said(6)]] * 3}},
    "a number": {"number": {"value": "40 %", "label": said(5)}},
}
"""What is looked at, as it stands between texts."""


def side_by_side() -> Iterator[Typed]:
    """Yield columns that hold flows, and visuals that stand beside each other."""
    for name, visual in VISUALS.items():
        if name not in WIDE:
            told = {"title": said(4), "text": said(14), "bullets": [said(4, at) for at in range(3)]}
            yield {"title": f"Text beside {name}", "columns": [told, visual]}
    for width in ("1", "1.5"):
        yield {
            "title": f"Three columns, of which one takes {width} shares",
            "columns": [
                {"title": said(3), "width": width, "text": said(16)},
                {"title": said(5), "bullets": [said(4, at) for at in range(3)]},
                {"numbered": [said(3, at) for at in range(3)]},
            ],
        }
    yield {
        "title": "Columns below a text and above a takeaway",
        "body": [
            said(20),
            {"columns": [{"title": said(2), "bullets": [said(8)] * 3}, {"title": said(4), "image": PICTURE}]},
            {"text": said(12)},
        ],
        "takeaway": said(8),
    }
    yield {"title": "Two visuals", "image": PICTURE | {"caption": said(6)}, "table": TABLE, "text": said(9)}
    yield {"title": "Two charts", "body": [{"columns": [{"chart": CHART}, {"chart": CHART}]}]}
    for width, side in (("20%", "left"), ("40%", "right"), ("50%", "left")):
        yield {
            "title": f"A picture that takes {width}",
            "image": PICTURE | {"width": width, "side": side, "caption": said(9)},
            "text": said(60),
        }
    for count in (2, 3, 4):
        listed = [PICTURE | {"caption": said(2 + 7 * at)} for at in range(count)]
        yield {"title": f"{count} pictures", "images": listed, "cite": "[@kort]"}
        yield {"title": f"{count} pictures and text", "images": listed, "text": said(30), "takeaway": said(9)}
    credited = [PICTURE | {"credit": said(4 + at)} for at in range(2)]
    yield {"title": "Pictures with credits", "images": credited, "bullets": [said(8), said(5)]}


WIDE = ("a timeline", "a process", "a comparison")
"""What does not stand in columns."""


def texts() -> Iterator[Typed]:
    """Yield verse, definitions, labelled texts and programs with what they write."""
    for lines, words, stanza in ((1, 3, 9), (4, 6, 4), (7, 3, 4)):
        typed = "\n".join(
            said(words, 5 * at) + ("\n" if at % stanza == stanza - 1 else "") for at in range(lines)
        )
        yield {"title": f"{lines} lines of {words} words", "verse": typed}
        yield {
            "title": f"{lines} numbered lines of {words} words",
            "verse": {"text": typed, "numbers": "true", "by": said(3), "cite": "[@kort]"},
        }
    yield {"title": "Verse and its questions", "verse": said(4) + "\n" + said(5, 9), "bullets": [said(9)] * 3}
    for terms, words in ((1, 1), (3, 9), (8, 12), (20, 6), (2, 150)):
        listed = {said(1 + at % 3, 9 * at) + f" {at}": said(words, 7 * at) for at in range(terms)}
        yield {"title": f"{terms} terms of {words} words", "definitions": listed}
    yield {"title": "A term that is a sentence", "definitions": {said(20): said(30), "Ebb": said(5)}}
    for words in (6, 60, 300):
        labelled = {"label": "Theorem 2 (Lagrange)", "text": said(words)}
        yield {"title": f"A theorem of {words} words", "labelled": labelled}
        yield {
            "title": f"A theorem of {words} words and a formula",
            "labelled": labelled,
            "equation": FORMULA,
        }
    yield {"title": "A label that is a sentence", "labelled": {"label": said(25), "text": said(9)}}
    for lines, written in ((2, 2), (12, 3), (3, 40), (40, 20)):
        program = "\n".join(f"print({at!r} * {at})" for at in range(lines))
        output = "\n".join(f"{at} " * (at % 9) for at in range(1, written + 1))
        yield {
            "title": f"{lines} lines that write {written}",
            "code": {"language": "python", "text": program, "output": output, "numbers": "true"},
        }
    yield {
        "title": "Lines from 998 on",
        "code": CODE | {"numbers": "true", "start": "998", "caption": said(8)},
    }
    for length in (1, 60, 300):
        yield {"title": long_title(length)}
    yield {"title": "A title and what it says below", "subtitle": said(12)}


def questions() -> Iterator[Typed]:
    """Yield questions with answers to choose from, and with what is asked about."""
    for options, words in ((2, 1), (4, 6), (8, 2)):
        asked = {"prompt": said(12), "options": [said(words, 9 * at) for at in range(options)], "answer": "B"}
        yield {"question": asked}
        yield {"title": f"{options} answers of {words} words", "question": asked, "build": "true"}
    for name, visual in VISUALS.items():
        if name not in (*WIDE, "a number"):
            yield {
                "title": f"A question about {name}",
                "question": {"prompt": said(14), "task": said(9)},
            } | visual
    asked = {"prompt": said(9), "options": [said(3), said(4)], "answer": "A"}
    yield {"question": asked, "image": PICTURE}
