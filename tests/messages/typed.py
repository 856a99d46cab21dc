"""What is typed wrong in an outline, and the files that are no outline at all."""

# ruff: noqa: E501
from __future__ import annotations

from collections.abc import Iterator

from tests.messages.scene import Scene


def slide(text: str, title: str = "The turn") -> str:
    """Return an outline of one slide with these fields."""
    lines = "".join(f"    {line}\n" if line else "\n" for line in text.splitlines())
    return f"title: The thaw\nslides:\n  - title: {title}\n{lines}"


_SLIDES = (
    "background: blue\ntext: Nobody clapped.",
    "background: map.png\nbullets: [One, Two]",
    "only: speaker\nfor: me\ntext: Nobody clapped.",
    "audience: speaker\nfor: speaker\ntext: Nobody clapped.",
    "media: https://example.org/speech",
    "code: {start: 10, lines: 1-2, text: x}",
    "chart: {kind: bar, data: {}}",
    "definitions: {}",
    'code: {file: sort.py, text: "x = 1"}',
    "image: {file: map.png, alt: A map, caption of the map: Prices}",
    "agenda: false",
    "body:\n  - body:\n      - text: One",
    "columns:\n  - body:\n      - text: One\n  - text: Two",
    "body:\n  - passage: A word at a time",
    "body:\n  - statement: It was not forgotten",
    "body:\n  - summary: [One, Two]",
    "body:\n  - agenda: true",
    "columns:\n  - passage: A word at a time\n  - text: Two",
    "statement: It was not forgotten\nchart: {data: {a: 1}}",
    "code: {language: python}",
    "text:\n  | Law | Year |\n  |---|---|\n  | Press | 1957 |",
    "bullets:\n  - *first",
    "bullets:\n  - ': colon'\n  - : colon",
    "bullets:\n  - one:\n  - two",
    "bullets:\n\u00a0\u00a0  - one\n\u00a0\u00a0  - two",
    "image: {file = map.png, alt: A map}",
    "bulets\n  - one",
    "bullets\n  - one",
    "title",
    "minutes: &m 3\nbullets: [a]",
    "minutes: !m 3\nbullets: [a]",
    "image: &map {file: map.png, alt: A map}",
    "minutes: \u201c3\u201d\nbullets: [a]",
    'text: "A bell \\a rings"',
    "chart: {columns: [a, b]}",
    "quote: {by: Caesar}",
    "takeaway:",
    "kind: two",
    "bullets:\n  - one\n\u00a0\u00a0- two",
    "bullets:\n  - one* two",
    "body:\n  - media: {file: a.mp4, alt: A}\n  - media: {file: b.mp4, alt: B}",
    "minutes ; 3\nbullets: [a]",
    "bullets: [One, Two]\n- minutes: 3",
    "bullets: [One, Two]\n::: notes",
    "<text>Nobody clapped.</text>",
    "table:\n  columns: [Law, Year]\n  rows:\n    Press, 1957\n    Census, 1961",
    "chart: Prices in May\n  data: {Bread: 3, Milk: 2}",
    "slide_number: 3\ntext: Nobody clapped.",
    "table:\n  | Law | Year |\n  |---|---|\n  | Press | 1957 |",
    "text: |\n\tOne\n",
)
_TOPS = (
    "#+TITLE: The thaw\n* The turn\n- Nobody clapped\n",
    "title: The thaw\n",
    "title: The thaw,\nauthor: ~~Ann~~\nslides:\n  - title: One\n    text: So.\n",
    "title: The thaw\nsections: {}\n",
    "title: The thaw\nteacher: Ann\nworks-cited:\n  - Kort. A book.\nslides:\n  - title: One\n    text: So.\n",
    "%YAML 1.2\ntitle: The thaw\nslides:\n  - title: One\n    text: So.\n",
    "- title: The thaw\n- author: Ann\n- slides:\n  - title: One\n    text: So.\n",
    "talk:\n  title: The thaw\n  slides:\n  - title: One\n    text: So.\n",
    '"title: The thaw"\nslides:\n  - title: One\n    text: So.\n',
    "title: The thaw\nslides:\n  slide 1:\n    title: One\n    text: So.\n",
    "title: The thaw\nslides:\n  - slide 1:\n      title: One\n      text: So.\n",
    "title: The thaw\nslides:\n  - slide 1: One\n    text: So.\n",
    '{"title": "The thaw"\n "slides": [{"title": "One", "text": "So."}]}\n',
    "title: The thaw\nslides:\n  - title: One\n    notes: |\n      So.\n      minutes: 2\n",
    "title: The thaw\nsections:\n",
    "title: The thaw\nsections: [one]\n",
    "title: The thaw\nsections: one\n",
    "title: The thaw\nreferences: [kort]\n" + "slides:\n  - title: One\n    text: So.\n",
    "title: The thaw\nsections:\n  one:\n    title: One\n    bullets: [a]\n",
    "title: The thaw\nsections:\n  one:\n    id: first\n    title: One\n    slides:\n      - title: A\n        text: So.\n",
    "title: The thaw\nsections:\n  one:\n    title: One\n    slides:\n      - title: A\n        text: So.\n"
    "slides:\n  - title: B\n    text: So.\n",
    "title: The thaw\nslides:\n  - title: One\n    text: So.\n---\n  - title: Two\n    text: So.\n",
    "title: The thaw\nslides:\n  - title: One\n    text: So.\n\n  title: Two\n    text: So.\n",
    "title: The thaw\nslides:\n  One\n    text: So.\n",
    "title: The thaw\nslides:\n  - One\n    text: So.\n",
    "title: The thaw\nslides:\n  - \n    text: So.\n  -\n",
    "title: The thaw\nslides:\n  - bullets: [a, b]\n  - {}\n",
    "title: The thaw\n: Ann\nslides:\n  - title: One\n    text: So.\n",
    "title: The thaw\ndate: 2026, language: en\nslides:\n  - title: One\n    text: So.\n",
    "title: The thaw\ncover: {alt: A map}\nslides:\n  - title: One\n    text: So.\n",
    'title: The thaw\n"": Ann\nslides:\n  - title: One\n    text: So.\n',
    "title: The thaw\nsections:\n" + "".join(f"  s{one}: {{}}\n" for one in range(1001)),
)


def scenes() -> Iterator[Scene]:
    """Give the scenes."""
    for text in _SLIDES:
        yield Scene(slide(text))
    for text in _TOPS:
        yield Scene(text)
    yield Scene("title: The thaw\n".encode("utf-16"))
    yield Scene(slide("text: Caf\u00e9").encode("cp1252"))
    yield Scene(slide("text: Caf\u00e9").encode() + b"\xff")
    yield Scene("title: The thaw\n".encode("utf-16-le"))
    yield Scene(b"PK\x03\x04\x14\x00\x00\x00\x08\x00")
    yield Scene(slide(f"text: {'word ' * 10_001}"))
    yield Scene(slide("") + "\n" * 250_001)
    yield Scene(slide(f"bullets: [{'a, ' * 10_001}]"))
