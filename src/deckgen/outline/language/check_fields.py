"""The fields that say what is checked of a talk, and what a teacher asks of it."""

from __future__ import annotations

import re

from deckgen.outline.language.block_fields import FILE, WORD
from deckgen.schema.shapes import COUNTED, SWITCH, TEXT, Either, Field, Group, Language, ListOf, Scalar
from deckgen.structs.patterns import pattern

_LEAST = pattern(
    r"(?:at least|min(?:imum)?\.?|no fewer than|not less than|mindestens|au moins|al menos|almeno|>=|≥|from)"
    r"\s*([0-9]+)|([0-9]+)\s*(?:\+|or more|and more|at least|minimum|min)",
    re.I,
)
_MOST = pattern(
    r"(?:at most|max(?:imum)?\.?|no more than|not more than|up to|höchstens|au plus|como máximo|al massimo"
    r"|<=|≤)"
    r"\s*([0-9]+)|([0-9]+)\s*(?:or fewer|or less|at most|maximum|max)",
    re.I,
)
_RANGE = pattern(r"(?:between |from )?([0-9]+)\s*(?:-|–|—|to|bis|à|a|and|…|\.\.)\s*([0-9]+)", re.I)
_UNIT = pattern(
    r"\s*(?:minutes?|mins?\.?|slides?|sources?|works?|pages?|quotations?|quotes?|pictures?)$", re.I
)
_WORD = pattern(r"[^\W\d]+")


def _amount(typed: str) -> str:
    """Return an amount as it is written here, or the same text where it cannot be guessed."""
    digits = _WORD.sub(lambda word: str(COUNTED.get(word[0].lower(), word[0])), typed.strip())
    bare = _UNIT.sub("", digits)
    if found := _RANGE.fullmatch(bare):
        return f"{found[1]}-{found[2]}"
    for bound, words in ((_LEAST, "at least"), (_MOST, "at most")):
        if found := bound.fullmatch(bare):
            return f"{words} {found[1] or found[2]}"
    return bare


AMOUNT = Scalar(
    "an amount, such as 8, 8-12, at least 8 or at most 12",
    pattern=r"^((at least|at most) )?[0-9]{1,9}$|^[0-9]{1,9}-[0-9]{1,9}$",
    better=_amount,
)

SWITCHED = Scalar("on or off", values=("on", "off", "true", "false"))

_SWITCHES = (
    ("quotations", "Whether quotations are held against the essay.", ("quotes", "quotation")),
    ("numbers", "Whether numbers and dates are held against the essay.", ("figures", "number", "dates")),
    ("names", "Whether names are held against the essay.", ("name", "people")),
    ("statements", "Whether statements in the essay's words are held against it.", ("claims", "wording")),
    ("sources", "Whether works and pages are held against the essay.", ("citations", "source")),
    ("paragraphs", "Whether the essay's paragraphs are looked for on the slides.", ("coverage", "from")),
    ("time", "Whether notes are held against the minutes.", ("timing", "minutes", "notes")),
    ("titles", "Whether long titles and titles for any talk are reported.", ("title", "headlines")),
    ("transitions", "Whether effects between slides are reported.", ("transition", "effects")),
    ("words", "Whether slides with many words are reported.", ("length", "text")),
    ("lists", "Whether long and deep lists and long points are reported.", ("bullets", "points")),
    ("reading-aloud", "Whether notes that repeat their slide are reported.", ("redundancy", "repetition")),
    ("emphasis", "Whether slides with much emphasis are reported.", ("bold", "signalling")),
    ("sections", "Whether many sections are reported.", ("segments",)),
    ("alt", "Whether alternative texts are read.", ("alt-text", "alts", "accessibility")),
    ("links", "Whether the texts of links are read.", ("link",)),
    ("pictures", "Whether pictures that only decorate are reported.", ("images", "decoration", "decorative")),
    ("captions", "Whether recordings without captions are reported.", ("subtitles", "media", "videos")),
    ("speakers", "Whether speakers without slides, and slides without one, are reported.", ("speaker",)),
)

CHECK = Group(
    "a choice of checks",
    tuple(
        Field(name, SWITCHED, doc, f"{name}: off", tried=tried) for name, doc, tried in _SWITCHES
    ),
    doc="What `deckgen check` reports of this talk. Everything is on where nothing is said.",
)  # fmt: skip

KINDS_OF_SOURCES = Group(
    "kinds of sources",
    (
        Field("all", AMOUNT, "How many works are cited in all.", "all: at least 5",
              tried=("total", "number")),
        Field("books", AMOUNT, "How many of them are books or chapters.", "books: 2",
              tried=("book", "chapters")),
        Field("articles", AMOUNT, "How many are articles of journals, magazines or newspapers, or papers.",
              "articles: 2", tried=("article", "journals", "papers")),
        Field("websites", AMOUNT, "How many are pages on the web.", "websites: at most 2",
              tried=("website", "web", "webpages", "internet", "online")),
        Field("films", AMOUNT, "How many are films, broadcasts or recordings.", "films: 1",
              tried=("film", "videos", "recordings")),
        Field("others", AMOUNT, "How many are anything else: theses, reports, letters, interviews, laws.",
              "others: 1", tried=("other", "rest")),
    ),
    doc="How many works of which kind are cited.",
)  # fmt: skip

REQUIRES = Group(
    "requirements",
    (
        Field("minutes", AMOUNT, "How long the talk takes; one number may be missed by a tenth.",
              "minutes: 10-12", tried=("time", "duration", "length")),
        Field("slides", AMOUNT, "How many slides it has, cover, works cited and appendix not counted.",
              "slides: 8-15", tried=("slide", "pages", "number-of-slides")),
        Field("sections", Either((AMOUNT, ListOf(TEXT, "a list of sections"))),
              "How many sections it has, or which ones, by their titles or names.",
              "sections: [introduction, conclusion]", tried=("section", "parts", "structure")),
        Field("sources", Either((AMOUNT, KINDS_OF_SOURCES)), "How many works it cites, in all or of a kind.",
              "sources: {all: at least 5, books: 2}",
              tried=("source", "works", "references", "bibliography")),
        Field("style", WORD, "The citation style.", "style: mla",
              tried=("citations", "citation-style", "format")),
        Field("quotations", AMOUNT, "How many quotations it shows: quotes, passages and verse.",
              "quotations: at least 2", tried=("quotes", "quotation")),
        Field("pictures", AMOUNT, "How many pictures it shows.", "pictures: at least 3",
              tried=("images", "figures", "photos", "illustrations")),
        Field("credits", SWITCH, "Whether each picture must say who made it.", "credits: true",
              tried=("picture-credits", "image-credits", "attribution")),
        Field("notes", SWITCH, "Whether each slide must have notes.", "notes: true",
              tried=("speaker-notes", "script")),
        Field("cited", SWITCH, "Whether each slide must cite a source; statements and questions need none.",
              "cited: true", tried=("cite", "citing", "evidence")),
        Field("speakers", AMOUNT, "How many speakers it has.", "speakers: 2", tried=("group", "members")),
        Field("equal-parts", SWITCH,
              "Whether the speakers must speak equally long: none a fifth more or less than their share.",
              "equal-parts: true", tried=("equal", "fair", "equal-time")),
    ),
    doc="What is asked of the talk. One number alone means at least so many.",
)  # fmt: skip

CHECK_FIELD = Field("check", CHECK, "What is reported when the talk is checked.", "check:\n  words: off",
                    tried=("checks", "lint", "checker"))  # fmt: skip
REQUIRES_FIELD = Field("requires", Either((FILE, REQUIRES)),
                       "What the teacher asks of the talk, or a file that says it.",
                       "requires:\n  minutes: 10-12\n  sources: at least 5\n  style: mla",
                       tried=("requirements", "require", "rubric", "assignment", "criteria"))  # fmt: skip

ASKED = Language((REQUIRES, KINDS_OF_SOURCES))
"""The language of a file of requirements."""
