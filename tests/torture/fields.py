"""Every field of a slide that may say too much: what it is called, and the slide that holds it."""

from __future__ import annotations

from collections.abc import Callable

from tests.torture.slides import CLIP, PICTURE, Typed

TITLED: Typed = {"title": "Much"}


def _chart(**more: str) -> Typed:
    return {"chart": {"data": {"Girls": "55", "Boys": "40"}} | more}


def _table(**more: str) -> Typed:
    return {"table": {"columns": ["A", "B"], "rows": [["a", "b"]]} | more}


WORDY: dict[str, Callable[[str], Typed]] = {
    "a caption": lambda said: TITLED | {"image": PICTURE | {"caption": said}},
    "a credit": lambda said: TITLED | {"image": PICTURE | {"credit": said}},
    "a caption that is the title": lambda said: {"layout": "picture", "image": PICTURE | {"caption": said}},
    "a credit of a full picture": lambda said: (
        TITLED | {"layout": "picture", "image": PICTURE | {"credit": said}}
    ),
    "a caption beside text": lambda said: TITLED | {"image": PICTURE | {"caption": said}, "text": "Beside"},
    "a text beside a picture": lambda said: TITLED | {"image": PICTURE, "text": said},
    "a caption of a recording": lambda said: TITLED | {"media": CLIP | {"caption": said}},
    "a caption of a table": lambda said: TITLED | _table(caption=said),
    "a caption of a chart": lambda said: TITLED | _chart(caption=said),
    "a credit of a chart": lambda said: TITLED | _chart(credit=said) | {"text": "Beside"},
    "a caption of a program": lambda said: TITLED | {"code": {"text": "x = 1", "caption": said}},
    "a caption of a formula": lambda said: TITLED | {"equation": {"text": "E = mc^2", "caption": said}},
    "a caption of a formula beside text": lambda said: (
        TITLED | {"equation": {"text": "E = mc^2", "caption": said}, "text": "Below"}
    ),
    "a statement": lambda said: {"statement": said},
    "a statement below a title": lambda said: TITLED | {"statement": said},
    "a question": lambda said: {"question": said},
    "a question with a task": lambda said: TITLED | {"question": {"prompt": said, "task": "In pairs."}},
    "a task": lambda said: {"question": {"prompt": "Why?", "task": said, "minutes": "3"}},
    "a task below a title": lambda said: TITLED | {"question": {"prompt": "Why?", "task": said}},
    "a number that is none": lambda said: TITLED | {"number": {"value": said, "label": "A label"}},
    "a label": lambda said: TITLED | {"number": {"value": "7", "label": said}, "text": "Beside"},
    "a row of an agenda": lambda said: TITLED | {"agenda": ["First", said, "Last"]},
    "a date": lambda said: TITLED | {"timeline": [{"date": said, "event": "An event"}]},
    "an event": lambda said: TITLED | {"timeline": [{"date": "1956", "event": said}]},
    "a step": lambda said: TITLED | {"process": ["First", said]},
    "a title of a step": lambda said: TITLED | {"process": [{"title": said, "text": "More"}, "Last"]},
    "a text of a step": lambda said: TITLED | {"process": [{"title": "First", "text": said}, "Last"]},
    "a side's name": lambda said: TITLED | {"compare": {"sides": [said, "B"], "rows": [["a", "b", "c"]]}},
    "an aspect": lambda said: TITLED | {"compare": {"sides": ["A", "B"], "rows": [[said, "b", "c"]]}},
    "a side": lambda said: TITLED | {"compare": {"sides": ["A", "B"], "rows": [["a", said, "c"]]}},
    "a column's title": lambda said: TITLED | {"columns": [{"title": said, "text": "a"}, {"text": "b"}]},
    "a column": lambda said: TITLED | {"columns": [{"title": "A", "text": said}, {"text": "b"}]},
    "a quotation": lambda said: TITLED | {"quote": {"text": said, "by": "Somebody"}},
    "who said it": lambda said: {"quote": {"text": "A word", "by": said}},
    "a passage": lambda said: TITLED | {"passage": said},
    "a note": lambda said: TITLED | {"passage": {"text": "A passage", "notes": [said]}},
    "a claim": lambda said: TITLED | {"summary": [said]},
    "a point": lambda said: TITLED | {"bullets": [said]},
    "a point below a point": lambda said: TITLED | {"bullets": [{"Above": [said]}]},
    "a numbered point": lambda said: TITLED | {"numbered": [said, "Last"]},
    "a point below a numbered one": lambda said: TITLED | {"numbered": [{"Above": [said]}]},
    "a part of a body": lambda said: TITLED | {"body": ["Before", {"text": said}]},
    "what a term means": lambda said: TITLED | {"definitions": {"Term": said}},
    "a label of a text": lambda said: TITLED | {"labelled": {"label": said, "text": "It says so."}},
    "a labelled text": lambda said: TITLED | {"labelled": {"label": "Rule", "text": said}},
    "a takeaway": lambda said: TITLED | {"text": "A text", "takeaway": said},
    "a text below pictures": lambda said: TITLED | {"images": [PICTURE, {**PICTURE}], "text": said},
    "a footnote": lambda said: TITLED | {"text": f"A text^[{said}]"},
    "a source in own words": lambda said: TITLED | {"text": "A text", "source": said},
    "a text": lambda said: TITLED | {"text": said},
    "a source": lambda said: TITLED | {"text": "A text", "cite": f"[@kort, {said.replace(';', ',')}]"},
}
"""The field → the slide in which it says something."""

AGAIN = frozenset(
    (
        "a caption that is the title",
        "a date",
        "a side's name",
        "a column's title",
        "a source",
        "a footnote",
        "a source in own words",
    )
)
"""What stands again, as far as there is room, on each slide that the slide goes on to."""
