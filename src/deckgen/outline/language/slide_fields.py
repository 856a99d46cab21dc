"""The fields of a slide, and what may fill one together."""

from __future__ import annotations

import re

from deckgen.outline.language.block_fields import (
    AGENDA_FIELD,
    BAND,
    BIG_NUMBER,
    BULLETS,
    CHART,
    CHART_FIELD,
    CITED,
    CODE,
    CODE_FIELD,
    COMPARE_FIELD,
    COMPARISON,
    CREDIT,
    DEFINITIONS_FIELD,
    EQUATION,
    EQUATION_FIELD,
    EVENT,
    FIGURES,
    FILE,
    HEADS,
    IMAGE,
    IMAGE_FIELD,
    IMAGES_FIELD,
    LABELLED,
    LABELLED_FIELD,
    MEDIA,
    MEDIA_FIELD,
    NUMBER_FIELD,
    NUMBERED,
    NUMBERED_LIST,
    PARAGRAPHS,
    PASSAGE,
    PASSAGE_FIELD,
    PROCESS_FIELD,
    QUESTION,
    QUESTION_FIELD,
    QUOTE,
    QUOTE_FIELD,
    RUNNING_TEXT,
    SPOKEN,
    STATEMENT_FIELD,
    STEP,
    SUMMARY_FIELD,
    TABLE,
    TABLE_FIELD,
    TAKEAWAY_FIELD,
    TERMS,
    TIMELINE_FIELD,
    VERSE,
    VERSE_FIELD,
)
from deckgen.outline.language.names import NAME as NAME
from deckgen.outline.language.names import NAME_PATTERN as NAME_PATTERN
from deckgen.outline.language.other_programs import INCLUDED
from deckgen.schema.shapes import NUMBER, SWITCH, TEXT, Either, Field, Group, ListOf, Points, Scalar

LAYOUTS = (
    "list",
    "text",
    "figure",
    "figure-text",
    "picture",
    "media",
    "two-column",
    "quote",
    "passage",
    "code",
    "equation",
    "equation-text",
    "statement",
    "question",
    "big-number",
    "table",
    "chart",
    "chart-text",
    "timeline",
    "process",
    "comparison",
    "agenda",
    "summary",
)
"""The kinds of slide that an outline may ask for by name."""

RANGE = Scalar(
    "a paragraph's number, or two with a hyphen (3, 3-5)",
    pattern=r"^[1-9][0-9]{0,4}(-[1-9][0-9]{0,4})?$",
    better=lambda typed: re.sub(
        r"\s*(?:[-–—]|\b(?:to|bis|until|through|à|a|al|hasta|do|tot)\b)\s*", "-", typed
    ),
)
_CALLED = {
    **dict.fromkeys(
        (
            "teacher",
            "teachers",
            "lecturer",
            "lecturers",
            "instructor",
            "presenter",
            "tutor",
            "me",
            "speakers",
        ),
        "speaker",
    ),
    **dict.fromkeys(
        ("student", "pupil", "pupils", "class", "learners", "learner", "participants"), "students"
    ),
}
"""What readers are called → whose copy that is."""

_COUNTED = ("the slides are numbered by themselves", "take the line out")

READERS = Scalar(
    "speaker or students",
    values=("speaker", "students"),
    better=lambda typed: _CALLED.get(typed.lower(), typed.lower()),
    taken=True,
)
LAYOUT = Scalar("a kind of slide", values=LAYOUTS)

TEXT_FIELDS = (
    BULLETS,
    NUMBERED,
    RUNNING_TEXT,
    VERSE_FIELD,
    QUOTE_FIELD,
    IMAGE_FIELD,
    IMAGES_FIELD,
    MEDIA_FIELD,
    TABLE_FIELD,
    CHART_FIELD,
    NUMBER_FIELD,
    CODE_FIELD,
    EQUATION_FIELD,
    DEFINITIONS_FIELD,
    LABELLED_FIELD,
)
"""What may be anywhere: on a slide, in a body, in a column."""

WIDE_FIELDS = (TIMELINE_FIELD, PROCESS_FIELD, COMPARE_FIELD)
"""What needs the slide's whole width."""

FILLING_FIELDS = (STATEMENT_FIELD, QUESTION_FIELD, AGENDA_FIELD, SUMMARY_FIELD, PASSAGE_FIELD)
"""What is the slide's main thing, and never a part of a body."""

_APART = {
    "statement": ("a statement fills its slide; it cannot be part of one", "write it as takeaway:"),
    "question": ("a question is the main part of its slide", "move it to the slide itself, beside title:"),
    "agenda": ("an agenda fills its slide; it cannot be part of one", "give it a slide of its own"),
    "summary": ("a summary fills its slide; it cannot be part of one", "write it as bullets:"),
    "passage": ("a passage needs its slide for itself and its notes", "write it as text: or quote:"),
}
_TOO_WIDE = {
    name: (f"{noun} needs the slide's whole width", "put it above or below the columns")
    for name, noun in (("timeline", "a timeline"), ("process", "a process"), ("compare", "a comparison"))
}

PART = Group(
    "a part of a column", TEXT_FIELDS, taken=True,
    doc="What a column's body holds: one field or several, in the order in which they are to appear.",
    refused={
        **_APART, **_TOO_WIDE,
        "columns": ("a column cannot hold columns", "a slide can have three columns side by side"),
        "body": ("a body cannot hold a body", "list all of it in one"),
        "takeaway": ("a takeaway comes last on its slide", "move it below the columns"),
    },
)  # fmt: skip

COLUMN = Group(
    "a column",
    (
        Field("title", TEXT, "The heading of the column.", "title: What changed",
              tried=("heading", "header", "name")),
        Field("width", NUMBER, "Its share of the width; a column without one has one share.", "width: 2",
              tried=("share", "size")),
        *TEXT_FIELDS,
        Field("body", ListOf(Either((PARAGRAPHS, PART)), "a list of what is in the column"),
              "What is in the column, one below the other, exactly as listed; the same field may come twice.",
              "body:\n  - text: At the top\n  - equation: E_1 = mgh\n  - text: at the foot\n"
              "  - equation: E_2 = \\tfrac12 mv^2",
              tried=("content", "contents", "blocks", "stack"), main=True),
    ),
    taken=True,
    doc="One of two or three columns: what its keys hold, one below the other, under a heading or none.",
    refused={
        **_APART,
        **_TOO_WIDE,
        "passage": ("a passage needs the slide's whole width", "write it as text: or quote:"),
        "columns": ("a column cannot hold columns", "a slide can have three columns side by side"),
        "takeaway": ("a takeaway comes last on its slide", "move it below the columns"),
    },
)  # fmt: skip

COLUMNS_FIELD = Field(
    "columns",
    ListOf(Either((PARAGRAPHS, Points(levels=2), COLUMN)), "two or three columns", least=2, most=3),
    "Two or three columns side by side, each with a flow of its own. A plain text is a column of text, a "
    "list a column of points.",
    "columns:\n  - title: What changed\n    bullets:\n      - the courts\n"
    "  - title: What stayed\n    bullets:\n      - the party",
    tried=("column", "two-column", "cols"), main=True)  # fmt: skip

BLOCK = Group(
    "a part of a body", (*TEXT_FIELDS, *WIDE_FIELDS, COLUMNS_FIELD, TAKEAWAY_FIELD),
    taken=True,
    doc="What a body holds: one field or several, in the order in which they are to appear.",
    refused={**_APART, "body": ("a body cannot hold a body", "list all of it in one")},
)  # fmt: skip

BODY_FIELD = Field(
    "body", ListOf(Either((PARAGRAPHS, BLOCK)), "a list of what is on the slide"),
    "What is on the slide, one below the other, exactly as listed; the same field may come twice.",
    "body:\n  - text: At height h the energy is\n  - equation: E_1 = mgh\n  - text: and at the ground\n"
    "  - equation: E_2 = \\tfrac12 mv^2",
    tried=("content", "contents", "blocks", "stack"), main=True)  # fmt: skip

ID = Field("id", NAME, "The slide's stable id, for links and for keeping edits made by hand.",
           "id: pin-drop", tried=("name", "key"))  # fmt: skip
FROM = Field("from", RANGE, "The paragraphs of the essay that it is drawn from.", "from: 3-5",
             tried=("paragraphs", "paragraph", "essay"))  # fmt: skip

SPEAKER = Field(
    "speaker",
    TEXT,
    "Who speaks here, where several share the talk; where a slide names nobody, the section's speaker.",
    "speaker: Mara Quill",
    tried=("presenter", "speaks", "who"),
)

_SIDES = (
    "a slide has no left and no right of its own",
    "write columns:, a list of two, each with its text: or bullets:",
)

SLIDE = Group(
    "a slide",
    (
        ID,
        Field("title", TEXT, "The slide's headline, best a full sentence. A statement, a question, a "
              "quotation or a picture can do without.", "title: The speech was met in silence",
              tried=("heading", "headline", "header", "name", "slide", "frame")),
        Field("subtitle", TEXT, "A line below the headline.", "subtitle: With my answers",
              tried=("sub-title", "subheading", "subheadline")),
        *TEXT_FIELDS,
        *WIDE_FIELDS,
        *FILLING_FIELDS,
        COLUMNS_FIELD,
        BODY_FIELD,
        Field("background", Either((FILE, IMAGE)), "A picture that fills the slide, with its `text` on a "
              "plate. It is decoration, unless it has an `alt`; points, tables and the like are beside it.",
              "background: images/hall.jpg",
              tried=("background-image", "backgroundimage", "bg", "backdrop"), taken=True),
        TAKEAWAY_FIELD,
        Field("source", TEXT, "Where it comes from, in your own words; it comes before the citations at the "
              "foot.", "source: Own measurements, May 2026", tried=("from-where", "origin", "data-source")),
        Field("cite", CITED, "The sources that the whole slide rests on, as citations; words beside them "
              "are shown, too.",
              'cite: "[@kort, p. 294]"', tried=("sources", "citation", "citations", "reference")),
        Field("notes", SPOKEN, "What the speaker says; the audience does not see it.",
              "notes: |\n  Let me take you to Moscow [@wood].\n\n  It is the last day of the congress.",
              tried=("speaker-notes", "speaker notes", "speakernotes", "script")),
        Field("minutes", NUMBER, "How many minutes the slide takes.", "minutes: 2",
              tried=("time", "duration")),
        FROM,
        Field("layout", LAYOUT, "The kind of slide, where it is not to be read from what the slide holds.",
              "layout: picture", tried=("kind", "type", "template")),
        Field("build", SWITCH, "Whether its parts appear one by one: points, paragraphs, events, steps, rows "
              "of agendas and comparisons, comments beside a passage, columns, formulas and their lines, "
              "what a program prints, a question's options, answer and task, the takeaway. A program's lines "
              "stand out in turn where its `highlight` lists them.", "build: true",
              tried=("animate", "animation", "animated", "incremental", "reveal", "step")),
        Field("hidden", SWITCH, "Whether the slide is left out when presenting.", "hidden: true",
              tried=("hide", "skip")),
        Field("only", READERS, "Whose copy it is in: the speaker's alone, or also the students'.",
              "only: speaker", tried=("audience", "for", "visibility"), taken=True),
        SPEAKER,
    ),
    taken=True,
    doc="One slide. What it holds decides what kind it is.",
    refused={
        **dict.fromkeys(("left", "right"), _SIDES),
        **dict.fromkeys(("slide_number", "slide-number", "slide_no", "page"), _COUNTED),
        **INCLUDED,
    },
)  # fmt: skip

SLIDE_GROUPS = (
    SLIDE,
    NUMBERED_LIST,
    QUOTE,
    CODE,
    EQUATION,
    IMAGE,
    CREDIT,
    MEDIA,
    TABLE,
    HEADS,
    BAND,
    CHART,
    FIGURES,
    EVENT,
    STEP,
    COMPARISON,
    COLUMN,
    PART,
    BLOCK,
    VERSE,
    TERMS,
    LABELLED,
    QUESTION,
    BIG_NUMBER,
    PASSAGE,
)
"""The groups of a slide's fields, in the order of the reference."""

KINDS: dict[frozenset[str], tuple[str, ...]] = {
    frozenset({"bullets"}): ("list", "summary"),
    frozenset({"numbered"}): ("list",),
    frozenset({"text"}): ("text",),
    frozenset({"quote"}): ("quote",),
    frozenset({"code"}): ("code",),
    frozenset({"equation"}): ("equation",),
    frozenset({"equation", "bullets"}): ("equation-text",),
    frozenset({"equation", "numbered"}): ("equation-text",),
    frozenset({"equation", "text"}): ("equation-text",),
    frozenset({"image"}): ("figure", "picture"),
    frozenset({"image", "bullets"}): ("figure-text",),
    frozenset({"image", "numbered"}): ("figure-text",),
    frozenset({"image", "text"}): ("figure-text",),
    frozenset({"media"}): ("media",),
    frozenset({"media", "bullets"}): ("figure-text",),
    frozenset({"media", "numbered"}): ("figure-text",),
    frozenset({"media", "text"}): ("figure-text",),
    frozenset({"table"}): ("table",),
    frozenset({"chart"}): ("chart",),
    frozenset({"chart", "bullets"}): ("chart-text",),
    frozenset({"chart", "numbered"}): ("chart-text",),
    frozenset({"chart", "text"}): ("chart-text",),
    frozenset({"timeline"}): ("timeline",),
    frozenset({"process"}): ("process",),
    frozenset({"compare"}): ("comparison",),
    frozenset({"agenda"}): ("agenda",),
    frozenset({"summary"}): ("summary",),
    frozenset({"columns"}): ("two-column",),
    frozenset({"statement"}): ("statement",),
    frozenset({"question"}): ("question",),
    frozenset({"number"}): ("big-number",),
    frozenset({"number", "text"}): ("big-number",),
    frozenset({"number", "bullets"}): ("big-number",),
    frozenset({"number", "numbered"}): ("big-number",),
    frozenset({"passage"}): ("passage",),
}
"""What fills a slide, and the kinds that suit it, the usual one first; all else is a flow."""

UNTITLED = frozenset({"statement", "question", "quote", "image", "agenda", "summary"})
"""What can be on a slide without a title."""
