# ruff: noqa: E501
"""A talk as its audience has it: what is asked of it, who speaks, what is hard to follow; citations typed by hand."""

from __future__ import annotations

from collections.abc import Iterator

from tests.messages.citing import KORT, cited
from tests.messages.decks import BUILD, PLAIN, edited, typed
from tests.messages.media import picture
from tests.messages.scene import Scene
from tests.messages.typed import slide

CHECK = "check talk.yaml"
_WORDS = "The speech was met in silence and nobody in the hall dared to clap or to look up."
_SLIDES = (
    f"text: {' '.join([_WORDS] * 9)}",
    f"text: {_WORDS}\nnotes: {_WORDS}",
    "bullets: [" + ", ".join(f"point {one}" for one in range(12)) + "]",
    f"passage: {' '.join([_WORDS] * 14)}",
    f"quote: {' '.join([_WORDS] * 6)}",
    "bullets:\n  - One:\n      - Two:\n          - Three",
    "text: '**One** and **two** and **three** and **four** and **five** and **six** and **seven** words'",
    "text: 'see [here](https://example.org) for more'",
    f"bullets: [One, {' '.join([_WORDS] * 3)}]",
    "image: {file: map.png, decorative: true}",
    "media: {file: speech.mp4, alt: A speech}",
    "image: {file: map.png, alt: picture}",
    "image: {file: map.png, alt: IMG_2033.JPG}",
    f"image: {{file: map.png, alt: {' '.join(['A map of the city'] * 17)}}}",
)
_TYPED = (
    "So it was (see ibid.).",
    "So it was [kort].",
    "So it was @[kort].",
    "So it was (@kort 3).",
    "So it was [kort; p. 3].",
)


_NAMES = (
    "Kort, Michael et al.",
    "Kort, Michael (ed.)",
    "Kort and Taubman",
    "Kort & Taubman",
    "Kort/Taubman",
    "Kort, Michael and William Taubman",
    "https://example.org",
    "KORT, Michael",
    "Dr. Kort, Michael",
    "Kort, Michael & Taubman, William",
    "Michael Kort & William Taubman",
)
_FIELDS = (
    "year: 1996, accessed: someday",
    "year: 1996, accessed: 45/13/2020",
    "year: 1996, pages: 30-12",
    "year: 1996, url: 10.1234/abc.567",
    "year: 1996, doi: 'https://example.org/a'",
)


_SCRIPT = " ".join(["Nobody in the hall dared to clap or to look up."] * 8)


def _written_out() -> Iterator[Scene]:
    """Give talks whose notes are a script, but for those of one slide."""
    others = "".join(f"  - {{title: T{one}, text: So., notes: {_SCRIPT}}}\n" for one in range(3))
    last = "  - {{title: The last, text: {}, notes: {}}}\n"
    for text, notes in (("So.", "So."), (" ".join([_WORDS] * 2), " ".join(_SCRIPT.split()[:30]))):
        yield Scene(f"title: The thaw\nslides:\n{others}{last.format(text, notes)}", {}, CHECK)
    yield Scene(f"title: The thaw\ntransition: fade\nslides:\n{others}", {}, CHECK)
    yield Scene(slide("text: So.", "Results"), {}, CHECK)
    yield Scene(slide("text: So.", f"{_WORDS} {_WORDS}"), {}, CHECK)


def scenes() -> Iterator[Scene]:
    """Give the scenes."""
    yield from _written_out()
    for text in _SLIDES:
        yield Scene(slide(text), {"map.png": picture(1900, 900)}, CHECK)
    for text in ("'Upper {{third'", "'Upper third}}'", "'Upper {{}}'"):
        yield Scene(slide(f"text: {text}"), {}, CHECK)
    for text in _TYPED:
        yield Scene(cited(KORT, f"'{text}'"))
    quote = "slides:\n  - title: One\n    quote: {text: So., by: Caesar, cite: 'Kort, 3'}\n"
    yield Scene(f"title: The thaw\n{quote}references:\n  {KORT}\n")
    head = "title: The thaw\nspeakers: [Mara Quill, Jon Ferris]\n"
    one = "slides:\n  - title: One\n    speaker: {}\n    text: So.\n    notes: Said.\n"
    yield Scene(head + one.format("Mara Qill"))
    yield Scene(head + one.format("Mara Quill"), command=CHECK)
    more = "  - title: Two\n    text: So.\n    notes: Said.\n"
    both = one.replace("speaker: {}", "speaker: Mara Quill") + more.replace(
        "Two", "Three\n    speaker: Jon Ferris"
    )
    yield Scene(head + both + more, command=CHECK)
    yield Scene(
        "title: The thaw\nrequires: {slides: 8-12}\n" + one.replace("    speaker: {}\n", ""), command=CHECK
    )
    yield Scene(
        "title: The thaw\nrequires: task.yaml\n" + one.replace("    speaker: {}\n", ""),
        {"task.yaml": "# later\n"},
        CHECK,
    )
    parts = "".join(
        f"  s{n}:\n    title: Part {n}\n    slides:\n      - title: On {n}\n        text: So.\n"
        for n in range(9)
    )
    yield Scene(f"title: The thaw\nsections:\n{parts}", command=CHECK)
    wide = PLAIN.replace("slides:", "ratio: '4:3'\nslides:")
    yield Scene(
        PLAIN, command=BUILD, first=f"{BUILD} -q", state=edited(wide, typed("Many came home, and few spoke."))
    )
    for name in _NAMES:
        yield Scene(cited(KORT.replace("Kort, Michael", name)))
    for fields in _FIELDS:
        yield Scene(cited(KORT.replace("year: 1996", fields)))
    for file, content in (
        ("talk.html", b"no page"),
        ("talk.pdf", b"no file"),
        ("other.pptx", b"PK\3\4 cut off"),
        ("talk.pdf", b"%PDF-1.7\nbroken"),
    ):
        yield Scene(PLAIN, {file: content}, f"check {file}")
