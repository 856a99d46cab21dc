"""deckgen's own words in every language, and in the outline's own, as both files say them."""

from __future__ import annotations

import functools
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree, html
from msgspec.structs import asdict

from deckgen.deck.words import PLACES, languages, speech_in, words_in
from tests.building import walk
from tests.recordings import mp4, wav
from tests.tools import ROOT

pytestmark = pytest.mark.slow

Said = tuple[str, str]
"""What a deck and its slideshow say, a line each thing."""

Made = Callable[[str], Said]

LONG = " ".join(["xola"] * 400)

MANY = "; ".join(f"@xene, pp. {page}-{page + 99}, xaxo xexo xixo; @xini" for page in range(100, 4000, 200))
"""More sources than two lines hold."""

OUTLINE = f"""
title: Xala
author: Xelo Xilu
language: LANGUAGE
agenda: true
credits: true
sources: foot
references:
  xene: {{type: book, author: "Xene, Xo", title: Xubu, publisher: Xyby, year: 1996}}
  xini: {{type: book, author: "Xini, Xa", title: Xeme, publisher: Xyby, year: 1999}}
sections:
  xa:
    title: Xasa
    claim: Xasa xeso
    slides:
      - {{title: Xele, bullets: [Xo], cite: "[@xene]", notes: Xuxu.}}
      - {{title: Xefe, bullets: [Xu], cite: "[@xene; @xini]"}}
      - {{title: Xofo, bullets: [Xu], cite: "{MANY}"}}
      - quote: Xila xola.
      - {{title: Xome, bullets: [{", ".join(f"Xo{at}" for at in range(40))}]}}
      - question: {{prompt: Xume, minutes: 1}}
      - question: {{prompt: Xupe, minutes: 5}}
      - title: Xara
        image: {{file: shapes.png, alt: Xoro, caption: Xiri, credit: Xyry}}
      - title: Xata
        table: {{columns: [Xa, Xe], rows: [[xo, xu]], caption: Xete}}
      - title: Xaka
        chart: {{data: {{Xa: 1, Xe: 2}}}}
      - title: Xada
        timeline:
          - {{date: "1900", event: "{LONG}"}}
          - {{date: "1950", event: Xo}}
      - {{title: Xaga, code: xo = 1}}
      - {{title: Xaha, equation: a + b}}
      - title: Xava
        media: {{file: xo.mp4, alt: Xovo, captions: xo.vtt}}
      - title: Xavu
        media: {{file: xo.wav, alt: Xuvo, captions: xo.vtt}}
      - summary: true
"""

TIMED = "WEBVTT\n\n00:00.200 --> 00:01.000\nXovo xuvo\n"

ALIKE = {
    "cs": {"video"},
    "da": {"figure_note", "figure_short", "video"},
    "de": {"audio", "code", "video"},
    "es": {"audio", "figure_short"},
    "fr": {"audio", "code", "figure", "figure_note", "figure_short", "minute", "minutes", "notes"},
    "it": {"audio", "figure_short", "video"},
    "nb": {"figure_short", "video"},
    "nl": {"audio", "code", "opening", "transcript", "video"},
    "pt": {"figure_short", "slide"},
    "sv": {"figure_short", "video"},
    "tr": {"video"},
}
"""A language → its words that are the same in English."""

SHOW_ONLY = frozenset(("slide", "section", "chart"))
"""Words of the slideshow's controls, and of what PowerPoint calls by names of its own."""


def build(folder: Path, language: str, more: str = "") -> Said:
    """Build an outline in which everything is said that deckgen has a word for."""
    (folder / "shapes.png").write_bytes((ROOT / "tests" / "decks" / "shapes.png").read_bytes())
    (folder / "xo.mp4").write_bytes(mp4())
    (folder / "xo.wav").write_bytes(wav())
    (folder / "xo.vtt").write_text(TIMED, encoding="utf-8")
    outline = folder / "xo.yaml"
    outline.write_text(OUTLINE.replace("LANGUAGE", language) + more, encoding="utf-8")
    made = walk(outline, folder)
    deck, show = ("\n".join(filter(str.strip, found)) for found in (_deck(made.deck), _show(made.show)))
    return deck, show


def _deck(path: Path) -> Iterator[str]:
    """Yield the texts of a deck's slides, notes and sections, and what says aloud what they show."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if re.match(r"ppt/(slides|notesSlides|notesMasters|presentation|slideLayouts)\b.*\.xml$", name):
                root = etree.fromstring(package.read(name))
                for one in root.iter():
                    yield from (one.get(key) or "" for key in ("descr", "title"))
                    yield (one.get("name") or "") if str(one.tag).endswith("section") else ""
                    shape = one.getparent() if str(one.tag).endswith("}txBody") else None
                    drawn = shape is not None and ("slideLayouts" not in name or _is_mark(shape))
                    lines = one.iter("{*}p") if drawn else ()
                    yield from ("".join(run.text or "" for run in line.iter("{*}t")) for line in lines)


def _is_mark(shape: etree._Element) -> bool:
    """Tell whether a shape of a layout is its large quotation mark; other texts there are prompts."""
    return any(one.get("name") == "Quotation mark" for one in shape.iter("{*}cNvPr"))


def _show(path: Path) -> Iterator[str]:
    """Yield the texts of a slideshow, its controls too, and what says aloud what they are."""
    root = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    for one in root.iter():
        if not isinstance(one.tag, str) or one.tag in ("script", "style"):
            yield (one.text or "") if one.tag == "style" else ""
            continue
        for key in ("aria-label", "aria-roledescription", "title", "placeholder", "alt", "data-section"):
            yield one.get(key) or ""
        if one.get("data-words"):
            yield from json.loads(one.get("data-words", "")).values()
        if one.tag in ("p", "h1", "h2", "figcaption", "b", "td", "th", "desc", "dt", "dd", "cite", "label"):
            yield "".join(text for text in one.itertext() if isinstance(text, str))
        yield (one.text or "") + "\n" + (one.tail or "")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A function: a language in, what both files say out, made once."""
    return functools.cache(lambda language: build(tmp_path_factory.mktemp("words"), language))


def _said(name: str, word: str, text: str, *, whole: bool = False) -> bool:
    """Tell whether a text says a word, or a template with what it is filled with; `whole` ones only."""
    minutes = "5" if name == "minutes" else "1"
    filled = {"part": "PART", "parts": "PART", "minutes": minutes, "words": "", "count": "PART"}
    pattern = re.escape(word.format(**filled).strip()).replace("PART", r"\d+")
    pattern = pattern.replace(r"\ ", "[ \u00a0]")
    return bool(re.search(rf"(?<!\w){pattern}(?!\w)" if whole else pattern, text))


@pytest.mark.parametrize("language", languages())
def test_both_files_say_every_word_in_the_language(language: str, made: Made) -> None:
    """Every word of a language's table stands where it belongs, in the deck and in the slideshow."""
    deck, show = made(language)
    for name, word in asdict(words_in(language)).items():
        if name in ("figure", "figure_note"):
            continue
        assert _said(name, word, show), name
        assert _said(name, word, deck) or name in SHOW_ONLY, name


@pytest.mark.parametrize("language", sorted({*languages()} - {"en"}))
def test_no_english_word_stays_in_either_file(language: str, made: Made) -> None:
    """What another language has a word of its own for, no file says in English, nor do its controls."""
    own, english = asdict(words_in(language)), asdict(words_in("en"))
    allowed = "\n".join((*own.values(), *speech_in(language).slideshow.values()))
    for name, word in english.items():
        same = word == own[name] or _said(name, word, allowed, whole=True)
        if name in ("quote_open", "quote_close"):
            continue
        assert (word == own[name]) is (name in ALIKE.get(language, ())), name
        if same:
            continue
        for place, said in zip(("deck", "slideshow"), made(language), strict=True):
            assert not _said(name, word, said, whole=True), (place, name)
    lines = {line.strip() for line in made(language)[1].splitlines()}
    labels = {
        label
        for name, label in speech_in("en").slideshow.items()
        if "{" not in label and label != speech_in(language).slideshow[name]
    }
    assert (lines & labels) - {line.strip() for line in allowed.splitlines()} == set()


@pytest.mark.parametrize("style", ["mla", "apa"])
def test_the_outline_puts_every_word_in_other_words(style: str, tmp_path: Path) -> None:
    """`words:` reaches both files, and nothing is left of the language's own."""
    own = asdict(words_in("de"))
    places = {**PLACES, "minute": ("minutes",)}
    given = {
        name: f"Zq{name}" + "".join(f"q{{{place}}}" for place in places.get(name, ("",))).replace("{}", "Z")
        for name in own
    }
    typed = "".join(f'  {name.replace("_", "-")}: "{word}"\n' for name, word in given.items())
    deck, show = build(tmp_path, "de", f"citations: {style}\nwords:\n{typed}")
    unsaid = {"figure", "figure_note"} if style == "mla" else {"figure_short"}
    for name, word in given.items():
        if name in unsaid:
            continue
        assert _said(name, word, show), name
        assert _said(name, word, deck) or name in SHOW_ONLY, name
        if name not in ("quote_open", "quote_close"):
            assert not _said(name, own[name], deck, whole=True), name
