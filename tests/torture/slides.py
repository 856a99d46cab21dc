"""Every kind of slide at its worst: a table of slides as an outline's author would type them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.torture.flows import flows, questions, side_by_side, texts
from tests.torture.words import SCRIPTS, SHAPED, long_title, said, script

Typed = dict[str, object]
"""A slide as it is typed: field → text, list or fields."""

CLIP = {"file": "clips/speech.mp4", "alt": "A speech", "captions": "clips/speech.vtt"}
PICTURE = {"file": "shapes.png", "alt": "A circle and a square"}


def slides(*, spacious: bool = False) -> Iterator[tuple[str, list[Typed]]]:
    """Yield sections: what they are called, and their slides.

    `spacious` is for looks with so much space between letters and lines that less can be said in one breath.
    """
    yield "Titles", list(_titles())
    yield "Lists", list(_lists())
    yield "Numbered lists", list(_numbered())
    yield "Texts", list(_texts())
    yield "Tables", list(_tables(50 if spacious else 80))
    yield "Figures", list(_figures())
    yield "Sentences", list(_sentences())
    yield "Times and columns", list(_sides())
    yield "Diagrams", list(_diagrams())
    yield "Overviews", list(_overviews())
    yield "Programs", list(_programs())
    yield "Charts", list(charts())
    yield "Flows", list(flows())
    yield "Side by side", list(side_by_side())
    yield "Verse, terms and programs", list(texts())
    yield "Answers", list(questions())
    yield "Scripts", list(_scripts())


def _titles() -> Iterator[Typed]:
    for length in (1, 12, 60, 90, 120, 170, 210, 300):
        yield {"title": long_title(length), "bullets": ["A point", "Another point"]}
    yield {
        "title": "The formula H~2~O~2~ and x^2^ in *one* line",
        "text": "Water H~2~O stands at 10^3^ m~s~.",
    }
    yield {"title": f"{long_title(90)} H~2~O", "text": "A subscript at the end of a title."}


def _lists() -> Iterator[Typed]:
    for points, words in (
        (1, 1), (1, 400), (2, 6), (3, 7), (3, 40), (4, 10), (5, 16), (6, 25), (7, 4), (9, 9),
        (12, 12), (15, 3), (30, 6), (60, 1), (60, 14), (2, 200),
    ):  # fmt: skip
        yield {
            "title": f"{points} points of {words} words",
            "bullets": [said(words, 17 * place) for place in range(points)],
            "notes": "\n\n".join(said(30, 31 * place) for place in range(min(points, 5))),
        }
    nested = [{said(5, at): [said(9, at + below) for below in range(1, 5)]} for at in range(0, 50, 10)]
    yield {"title": "Points below points", "bullets": nested}
    yield {"title": "One point with thirty below", "bullets": [{"One": [said(7, at) for at in range(30)]}]}
    uneven = [said(words, 3 * words) for words in (1, 90, 2, 3, 70, 1, 1, 50, 4, 120)]
    yield {"title": "Points of very unlike lengths", "bullets": uneven}
    yield {"title": "Built one by one", "bullets": [said(15, at) for at in range(12)], "build": "true"}
    cited = [f"{said(12, at)} [@kort, p. {at}; @wood]" for at in range(1, 9)]
    yield {"title": "Every point has its source", "bullets": cited, "cite": "[@long, pp. 1-99; @page]"}


def _numbered() -> Iterator[Typed]:
    """Yield numbered lists, short and long, nested, and counted from elsewhere."""
    for points, words in ((1, 1), (4, 12), (12, 20), (30, 6), (2, 200)):
        yield {
            "title": f"{points} numbered points of {words} words",
            "numbered": [said(words, 11 * at) for at in range(points)],
        }
    nested = [{said(5, at): [said(9, at + below) for below in range(1, 5)]} for at in range(0, 50, 10)]
    yield {"title": "Letters below numbers", "numbered": nested, "build": "true"}
    deep = [{said(4, at): [{said(5, at + 1): [said(6, at + 2), said(7, at + 3)]}]} for at in range(0, 60, 12)]
    yield {"title": "Three levels of numbers", "numbered": deep}
    yield {"title": "Three levels of points", "bullets": deep}
    yield {"title": "From 98 on", "numbered": {"start": "98", "items": [said(8, at) for at in range(9)]}}


def _texts() -> Iterator[Typed]:
    for paragraphs, words in ((1, 1), (1, 60), (1, 400), (2, 90), (6, 30), (12, 60)):
        yield {
            "title": f"{paragraphs} paragraphs of {words} words",
            "text": [said(words, 23 * place) for place in range(paragraphs)],
        }
    yield {"title": "No full stop anywhere", "text": " ".join(["word"] * 400)}


def _tables(longest: int) -> Iterator[Typed]:
    for columns, rows, words in (
        (2, 2, 1),
        (2, 3, 30),
        (3, 5, 4),
        (4, 12, 3),
        (5, 7, 2),
        (3, 30, 6),
        (12, 60, 0),
        (10, 7, 3),
    ):
        yield {"title": f"{columns} columns and {rows} rows", "table": _table(columns, rows, words)}
    yield {"title": "Two columns and sixty rows", "table": _table(2, 60, 5) | {"caption": said(20)}}
    yield {"title": "Cells of many words", "table": _table(2, 2, longest)}


def _table(columns: int, rows: int, words: int) -> Typed:
    def cell(row: int, column: int) -> str:
        if not words:
            return f"{(row * 37 + column * 11) % 1000}"
        return f"{row * 137:,}" if column == 1 and words < 10 else said(words, 7 * row + 3 * column)

    return {
        "columns": [f"C{column}" if columns > 6 else said(2, column) for column in range(columns)],
        "rows": [[cell(row, column) for column in range(columns)] for row in range(1, rows + 1)],
    }


def _figures() -> Iterator[Typed]:
    yield {"title": "A picture alone", "image": PICTURE}
    yield {
        "title": "A picture with a long caption",
        "image": PICTURE | {"caption": said(30), "credit": said(5)},
    }
    yield {"title": "A picture and points", "image": PICTURE, "bullets": [said(6, at) for at in (1, 9)]}
    yield {"title": "A picture and too many", "image": PICTURE, "bullets": [said(14, at) for at in range(12)]}
    yield {"title": "A picture and too much", "image": PICTURE | {"caption": said(9)}, "text": said(200)}
    yield {"layout": "picture", "title": said(12, 26), "image": PICTURE | {"credit": said(10)}}
    yield {"layout": "picture", "title": long_title(300), "image": PICTURE, "cite": "[@kort]"}
    yield {"image": PICTURE | {"caption": said(12, 26)}}
    yield {"title": "A recording alone", "media": CLIP}
    yield {"title": "A recording and much", "media": CLIP | {"caption": said(30), "credit": said(9)}}
    yield {"title": "A recording and points", "media": CLIP, "bullets": [said(14, at) for at in range(6)]}


def _sentences() -> Iterator[Typed]:
    for words in (1, 9, 30, 70, 400):
        yield {"statement": said(words)}
        yield {"title": f"A statement of {words} words", "statement": said(words, 5)}
        yield {"question": {"prompt": said(words, 60), "task": said(words), "minutes": "3"}}
        yield {"title": f"A question of {words} words", "question": said(words, 60)}
    for words in (3, 25, 60, 150, 400):
        yield {"quote": {"text": said(words), "by": said(4), "cite": "[@long, p. 99]"}}
        yield {"title": f"A quotation of {words} words", "quote": {"text": said(words), "by": said(4)}}
    for value, label in (("7", 2), ("20,000", 5), ("1,234,567,890", 20), ("99.9 %", 12)):
        yield {"title": "A number", "number": {"value": value, "label": said(label)}, "text": said(20)}
    yield {"title": "A number", "number": {"value": "4 h", "label": said(3)}, "bullets": [said(20)] * 6}
    yield {"title": "A passage", "passage": {"text": said(90), "notes": [said(6), said(9)]}}
    yield {
        "title": "A long passage",
        "passage": {"text": said(400), "notes": [said(20, at) for at in range(9)]},
    }
    yield {"title": "A passage alone", "passage": said(120)}


def _sides() -> Iterator[Typed]:
    for events, words in ((1, 5), (3, 6), (6, 4), (8, 12), (20, 8), (4, 30), (2, 200)):
        yield {
            "title": f"{events} events of {words} words",
            "timeline": [
                {"date": f"{1900 + 3 * at}" if at % 2 else f"May {1900 + 3 * at}", "event": said(words, at)}
                for at in range(events)
            ],
        }
    for left, right, words in ((1, 1, 5), (3, 4, 9), (12, 2, 14), (1, 20, 30)):
        yield {
            "title": f"{left} points beside {right}",
            "columns": [
                {"title": said(2), "bullets": [said(words, at) for at in range(left)]},
                {"title": said(6), "bullets": [said(words, 50 + at) for at in range(right)]},
            ],
        }
    yield {"title": "Texts side by side", "columns": [{"text": said(150)}, {"text": said(40)}]}


def _diagrams() -> Iterator[Typed]:
    for steps, words in (
        (1, 1),
        (2, 40),
        (3, 12),
        (4, 8),
        (5, 3),
        (6, 14),
        (8, 20),
        (9, 2),
        (13, 9),
        (30, 4),
        (2, 250),
    ):
        plain = [said(words, 5 * at) for at in range(steps)]
        more = [{"title": said(2, at), "text": one} if at % 2 else one for at, one in enumerate(plain)]
        yield {"title": f"{steps} steps of {words} words", "process": plain, "cite": "[@kort]"}
        yield {"title": f"{steps} steps that say more", "process": more, "build": "true"}
    for rows, words in ((1, 1), (3, 4), (5, 7), (4, 20), (12, 3), (30, 10), (2, 16), (2, 200)):
        listed = [[said(2, at), said(words, 3 * at), said(words + 2, 9 * at)] for at in range(rows)]
        typed = {"sides": [said(2), said(5, 4)], "rows": listed}
        yield {"title": f"{rows} rows of {words} words", "compare": typed, "cite": "[@kort]", "build": "true"}


def _overviews() -> Iterator[Typed]:
    yield {"agenda": "true", "build": "true"}
    yield {"summary": "true"}
    for rows, words in ((1, 1), (2, 12), (4, 5), (7, 9), (12, 3), (3, 45), (40, 4), (2, 400)):
        listed = [said(words, 7 * at) for at in range(rows)]
        yield {"title": f"An agenda of {rows} rows of {words} words", "agenda": listed, "cite": "[@kort]"}
        yield {"title": f"A summary of {rows} claims of {words} words", "summary": listed, "build": "true"}


def _programs() -> Iterator[Typed]:
    for lines, columns, apart in (
        (1, 1, 9),
        (1, 64, 9),
        (3, 30, 9),
        (12, 40, 99),
        (40, 60, 99),
        (60, 50, 7),
        (9, 400, 4),
    ):
        rows = [
            "" if at % apart == apart - 1 else ("x = 'y'  " * 50)[:columns].rstrip() for at in range(lines)
        ]
        typed = {"language": "python", "text": "\n".join(rows), "caption": said(12)}
        yield {"title": f"{lines} lines of {columns} characters", "code": typed, "cite": "[@kort]"}
    marked = (
        'def f(a, *b):\n    return "<b>&amp;</b>" + f"{a}\\n"  # [@kort] ~x~ **y**\n\n\n@f\nclass K: pass'
    )
    yield {
        "title": "Marks that mean nothing",
        "code": {"language": "python", "text": marked, "highlight": "2"},
    }
    foreign = 'print("日本語 שלום")  # שלום עולם\n-- Καλημέρα, мир\n{ } [ ] ( ) < > & "'
    yield {"title": "Other letters", "code": foreign}
    deep = "\n".join(f"{'  ' * at}<div id='n{at}'>" for at in range(20))
    sum_of = " + ".join(rf"\frac{{x_{{{at}}}}}{{{at}}}" for at in range(1, 9))
    yield {"title": "A formula", "equation": {"text": sum_of, "caption": said(9)}, "text": said(40)}
    yield {"title": "Ever deeper", "code": {"language": "html", "text": deep}}


def charts() -> Iterator[Typed]:
    """Yield every kind of chart with few numbers and with many, short names and long ones."""
    for count, words in ((1, 1), (2, 4), (7, 3), (14, 2), (45, 2)):
        data = {f"{said(words, 5 * at)} {at}": f"{(at * 37 + 11) % 101}" for at in range(count)}
        for kind in ("bar", "column"):
            chosen = {"highlight": list(data)[count // 2]}
            typed = {"kind": kind, "data": dict(data), "unit": "%"} | chosen
            if kind == "bar" or words < 3:
                yield {"title": f"{count} {kind}s of {words} words", "chart": typed}
        yield {"title": f"{count} of a kind not named", "chart": {"data": dict(data), "caption": said(20)}}
    for kind, series, count in (
        ("bar", 3, 4), ("column", 2, 3), ("column", 4, 6), ("stacked", 2, 1), ("stacked", 4, 9),
        ("line", 2, 2), ("line", 4, 12), ("line", 3, 90), ("scatter", 1, 4), ("scatter", 4, 40),
    ):  # fmt: skip
        columns = ["Year", *(said(1 + at % 3, 9 * at) for at in range(series))]
        rows = [
            [
                f"{1900 + at}",
                *(f"{(at * at * 7 + 31 * one * at + 13 * one) % 211 + one}" for one in range(series)),
            ]
            for at in range(count)
        ]
        yield {
            "title": f"A {kind} chart of {series} series and {count} rows",
            "chart": {"kind": kind, "columns": columns, "rows": rows, "y": said(4), "x": said(3, 40)},
        }
    for kind in ("column", "line"):
        years = {f"{1900 + at}": f"{at * 1.37 - 20:.2f}" for at in range(100)}
        yield {"title": f"A century of {kind}s", "chart": {"kind": kind, "data": years, "highlight": "1956"}}
    for kind in ("bar", "column", "line"):
        named = {"columns": ["Who", "Part"], "rows": [[said(14), "55"], [said(9, 30), "40"]]}
        yield {"title": f"A {kind} chart of whole sentences", "chart": {"kind": kind} | named}
    yield {
        "title": "Axes that say much",
        "chart": {"kind": "column", "data": {"A": "2", "B": "3"}, "x": said(14), "y": said(20)},
    }
    yield {
        "title": "Series of whole sentences",
        "chart": {
            "kind": "stacked",
            "columns": ["Year", said(14), said(12, 40)],
            "rows": [["1955", "2", "3"], ["1956", "4", "5"]],
        },
    }
    yield {
        "title": "Gains and losses",
        "chart": {
            "kind": "bar",
            "data": {said(3, 9 * at): f"{(at - 3) * 12_345}" for at in range(7)},
            "unit": "$",
        },
    }
    names = ["Japan", "Norway", "Brazil", "India", "Nigeria", "USA"]
    points = [[name, f"{at * 13 + 5}", f"{70 + at * at % 17}"] for at, name in enumerate(names)]
    yield {
        "title": "Points with names",
        "chart": {
            "kind": "scatter",
            "columns": ["Land", "Income", "Years"],
            "rows": points,
            "highlight": "USA",
        },
    }
    for kind in ("pie", "doughnut"):
        for values in ((1,), (50, 50), (96.5, 1.7, 1.7, 0.1), (1, 1, 1, 1, 1, 1, 1, 1), (3, 0, 90, 1, 2, 1)):
            data = {said(1 + at % 2, 11 * at) + f" {at}": f"{value}" for at, value in enumerate(values)}
            yield {"title": f"A {kind} of {len(values)}", "chart": {"kind": kind, "data": data, "unit": "%"}}
    numbers = [f"{(at * at * 37) % 97}" for at in range(300)]
    yield {
        "title": "A histogram",
        "chart": {"kind": "histogram", "data": numbers, "x": said(5), "y": said(2)},
    }
    for name, more in (("bullets", [said(7, at) for at in (1, 9)]), ("text", said(200))):
        beside = {"kind": "bar", "data": {"Girls": "55", "Boys": "40"}, "caption": said(30)}
        yield {"title": "A chart beside text", "chart": beside, name: more}


def _scripts() -> Iterator[Typed]:
    for name in (*SCRIPTS, *SHAPED):
        yield {"title": f"{name}: {script(name)[:24].rstrip()}", "bullets": [script(name)] * 3}
        yield {"title": f"Much {name}", "text": script(name, 12), "cite": "[@kort]"}
    for scripts in (SCRIPTS, SHAPED):
        yield {
            "title": "All in one table",
            "table": {"columns": ["Script", "Sentence"], "rows": [[name, scripts[name]] for name in scripts]},
        }
