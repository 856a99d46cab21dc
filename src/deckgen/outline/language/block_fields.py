"""The fields of all that can be on a slide: what each is called, what it takes, what it is for."""

from __future__ import annotations

from deckgen.outline.language.chart_fields import CHART as CHART
from deckgen.outline.language.chart_fields import CSV
from deckgen.outline.language.chart_fields import FIGURES as FIGURES
from deckgen.outline.language.names import caption_field, id_field
from deckgen.schema.shapes import NUMBER, SWITCH, TEXT, Either, Field, Group, ListOf, Points, Scalar
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

LEVELS = 3
"""How many levels of points may be below a point."""

PARAGRAPHS = Scalar("text", prose=True)
WHOLE = Scalar("a whole number", pattern=r"^[0-9]{1,4}$")
WORD = Scalar("a name", bare=True)
LETTER = Scalar("a letter", pattern=r"^[A-Ha-h]$")
_FITS = {"contain": "write: fit: contain", "crop": "write: fit: crop", "cover": "write: fit: crop"}
"""Sizes as style sheets have them."""
_FRACTION = pattern(r"0?[.,](\d\d?)")


def _share(typed: str) -> str:
    """Return a share as it is written here, or the same text where it cannot be guessed."""
    if part := _FRACTION.fullmatch(typed.strip()):
        return f"{int(part[1].ljust(2, '0'))}%"
    return f"{typed.strip()}%" if typed.strip().isdecimal() else typed


SHARE = Scalar(
    "a share (40%)",
    pattern=r"^([1-9][0-9]?|100)\s?%$",
    better=_share,
    hint=lambda typed: _FITS.get(typed, "give its share of the slide's width: width: 40%"),
)
SIDE = Scalar("left or right", values=("left", "right"))
SPOKEN = Either((PARAGRAPHS, ListOf(PARAGRAPHS, "a list of texts")))
CITED = Either((TEXT, ListOf(TEXT, "a list of citations")))
CELL = Scalar("text", prose=True, empty=True)
FILE = Scalar("a file name", bare=True)
FIT = Scalar("crop or contain", values=("crop", "contain"))

QUOTE = Group(
    "a quotation",
    (
        Field("text", PARAGRAPHS, "The words that are quoted, without quotation marks.",
              "text: You could hear a pin drop.", required=True, tried=("quote", "words", "content")),
        Field("by", TEXT, "Who said or wrote them.", "by: Nikita Khrushchev",
              tried=("author", "who", "speaker", "attribution")),
        Field("cite", CITED, "The source they are taken from, as a citation.", 'cite: "[@wood]"',
              tried=("source", "citation", "from")),
    ),
    short="text",
    taken=True,
    doc="Somebody's words. A plain text is enough; the full form adds whose words they are and their source.",
)  # fmt: skip

CREDIT = Group(
    "a credit",
    (
        Field("by", TEXT, "Who made it.", "by: Ada Low",
              tried=("author", "maker", "artist", "photographer", "creator", "name")),
        Field("title", TEXT, "What it is called.", "title: A kettle on a stove", tried=("name", "work")),
        Field("source", TEXT, "Where it comes from: an address, which the title leads to, or a name.",
              "source: https://commons.wikimedia.org/wiki/File:Kettle.jpg",
              tried=("url", "link", "from", "archive", "museum")),
        Field("licence", TEXT, "The terms under which it may be shown; those of Creative Commons lead to "
              "their text.", "licence: CC BY-SA 4.0", tried=("license", "rights", "copyright")),
    ),
    taken=True,
    doc="Who made a picture, what it is called, where it comes from and under which terms. A line is enough.",
)  # fmt: skip
CREDITED = Either((TEXT, CREDIT))

IMAGE = Group(
    "a picture",
    (
        Field("file", FILE, "The picture's file, its path relative to the outline. It may be PNG, JPEG, GIF, "
              "WebP, AVIF, TIFF, BMP, JPEG 2000 or SVG, and HEIC where its extra is installed "
              "(`pip install \"deckgen[heic]\"`).",
              "file: images/map.png", required=True, tried=("src", "path", "image", "url")),
        id_field("map", "@fig:map"),
        Field("alt", TEXT, "What the picture shows, for those who cannot see it; needed unless decorative.",
              "alt: Map of the Soviet Union in 1956", tried=("description", "alternative", "alt-text")),
        caption_field("The line below the picture.", "caption: The Soviet Union in 1956"),
        Field("credit", CREDITED, "Who made the picture, and under which licence.",
              "credit: Natural Earth, public domain", tried=("source", "copyright", "by")),
        Field("decorative", SWITCH, "Whether the picture carries no meaning and needs no alt text.",
              "decorative: true"),
        Field("width", SHARE, "The share of the slide's width that it takes beside or above its text.",
              "width: 40%", tried=("scale", "size", "percent")),
        Field("side", SIDE, "The side of the text where it is placed, whatever comes first in the outline.",
              "side: left", tried=("align", "position", "place", "float")),
        Field("fit", FIT, "Whether the picture is shown whole (`contain`, as on most slides) or "
              "fills it and is cut off at the edges (`crop`). Without it, only a photograph that fills a "
              "slide of its own is cut off, and only where most of it stays.", "fit: crop",
              tried=("object-fit", "background-size")),
    ),
    short="file",
    taken=True,
    doc="A picture: its file, what it shows, and what is said about it.",
)  # fmt: skip

COVER = Group(
    "the cover's picture",
    (
        *(
            replace(one, required=False) if one.name == "file" else one
            for one in IMAGE.fields
            if one.name not in ("caption", "id", "width", "side")
        ),
        Field("notes", SPOKEN, "What the speaker says while the cover is shown.",
              "notes: Good morning, everyone.", tried=("note", "speaker-notes")),
    ),
    taken=True,
    doc="A picture that fills the right of the cover; a credit appears at its foot.",
)  # fmt: skip

TIME = Scalar("a time (90, 1:30, 0:01:30)", pattern=r"^[0-9]{1,6}(:[0-5][0-9]){0,2}(\.[0-9]{1,6})?$")

MEDIA = Group(
    "a video or a sound",
    (
        Field("file", FILE, "The file, its path relative to the outline. PowerPoint and browsers play videos "
              "as .mp4, .m4v and .mov (H.264) and sounds as .mp3, .m4a and .wav; .webm and .ogg play in "
              "browsers, in PowerPoint not everywhere.", "file: clips/speech.mp4",
              required=True, tried=("src", "path", "video", "audio", "url")),
        id_field("map", "@fig:map"),
        Field("alt", TEXT, "What is seen and heard in it, for those who cannot see or hear it.",
              "alt: Khrushchev reads his report, reported by an actor",
              tried=("description", "alternative", "alt-text")),
        Field("captions", FILE, "Its captions, for those who cannot hear it: a WebVTT (.vtt) "
              "or SubRip (.srt) file. It is shown with the recording, and is in the notes.",
              "captions: clips/speech.vtt", tried=("subtitles", "track", "vtt", "srt")),
        Field("poster", FILE, "The picture that is shown in its place until it plays; without one, a plain "
              "sign to play does.", "poster: images/map.png",
              tried=("image", "picture", "thumbnail", "preview")),
        caption_field("The line below it.", "caption: The report, read in 1988"),
        Field("credit", CREDITED, "Who made it, and under which licence.",
              "credit: State archive, public domain",
              tried=("source", "copyright", "by")),
        Field("start", TIME, "The time at which it begins to play.", "start: 1:30",
              tried=("from", "begin", "at")),
        Field("loop", SWITCH, "Whether it begins again when it ends.", "loop: true",
              tried=("repeat", "endless")),
    ),
    short="file",
    taken=True,
    doc="A video or a sound. It is stored in both files and plays when it is clicked, never by itself.",
)  # fmt: skip

_ROW = ListOf(CELL, "a row of cells")
BELOW = ListOf(CELL, "a list of column headings")
ROWS = ListOf(_ROW, "a list of rows")

HEADS = Group(
    "a heading over columns", (), rest=BELOW,
    doc="A heading over several columns: its words, a colon, and the columns' own below it.",
)  # fmt: skip

BAND = Group(
    "rows under a heading", (), rest=ROWS,
    doc="Rows that belong together under a heading: its words, a colon, and the rows below.",
)  # fmt: skip

TABLE = Group(
    "a table",
    (
        Field("columns", ListOf(Either((CELL, HEADS)), "a list of column headings", most=20),
              "The headings of the columns. One over several columns ends in a colon, with theirs below it.",
              'columns: ["", Before, After]',
              tried=("header", "headers", "headings", "head")),
        Field("rows", ListOf(Either((_ROW, BAND)), "a list of rows"),
              "The rows, each a list with one text for every column. Several may go below a heading of "
              "their own, which ends in a colon.",
              "rows:\n  - [Court, Special courts, Regular courts]", tried=("data", "body", "cells")),
        Field("file", CSV, "A .csv file that holds headings and rows, in place of `columns` and `rows`.",
              "file: trade.csv", tried=("csv", "src")),
        id_field("laws", "@tab:laws"),
        caption_field("What the table is called, above it.", "caption: Reforms of the law"),
        Field("credit", TEXT, "Where the numbers come from; below the table, as the citation style has it.",
              'credit: "[@kort, p. 294]"', tried=("source", "sources", "cite", "by", "from")),
        Field("note", TEXT, "What else is to be said of the table, below it.", "note: Rounded to millions",
              tried=("notes", "footnote", "remark", "explanation")),
    ),
    short="file",
    taken=True,
    doc="Rows and columns, written out or read from a .csv file.",
)  # fmt: skip

EVENT = Group(
    "an event",
    (
        Field("date", TEXT, "When it happened, as it is to be shown.", "date: February 1956", required=True,
              tried=("year", "when", "time", "day")),
        Field("event", TEXT, "What happened.", "event: The Secret Speech", required=True,
              tried=("text", "what", "title", "label", "description", "name")),
    ),
    taken=True,
    doc="One event of a timeline.",
)  # fmt: skip

BULLETS = Field(
    "bullets", Points(levels=LEVELS), "The points of a list. A point with points below it ends in a colon.",
    "bullets:\n  - A report of four hours\n  - Four charges:\n      - terror\n      - the cult",
    tried=("points", "list", "items", "bullet", "content"), main=True,
)  # fmt: skip

NUMBERED_LIST = Group(
    "a numbered list",
    (
        Field("start", WHOLE, "The number of the first point, where it is not 1.", "start: 5",
              tried=("from", "first", "begin")),
        Field("items", Points(levels=LEVELS), "The points of the list.",
              "items:\n  - Let it cool\n  - Weigh it", required=True,
              tried=("points", "bullets", "list", "steps")),
    ),
    taken=True,
    doc="Numbered points that go on from another number than 1. A plain list is enough for all others.",
)  # fmt: skip

NUMBERED = Field(
    "numbered", Either((Points(levels=LEVELS), NUMBERED_LIST)),
    "Points in an order, numbered. Those below a point become a, b, c.",
    "numbered:\n  - Weigh the flask\n  - Add the acid:\n      - slowly\n      - with goggles on",
    tried=("ordered", "numbers", "ol", "enumerate", "numbered-list"), main=True,
)  # fmt: skip

RUNNING_TEXT = Field(
    "text", Either((PARAGRAPHS, ListOf(PARAGRAPHS, "a list of paragraphs"))),
    "Running text: one text, or a list of paragraphs. A blank line begins a new paragraph; lines that begin "
    "with `- ` or `1. ` become a list.",
    "text: He wanted power.", tried=("paragraph", "paragraphs", "content"), main=True,
)  # fmt: skip


QUESTION = Group(
    "a question",
    (
        Field("prompt", TEXT, "What the class is asked.", "prompt: Was it a change of heart?", required=True,
              tried=("question", "text", "title")),
        Field("task", TEXT, "What they are to do with it.", "task: Find one reason for yes and one for no.",
              tried=("todo", "exercise", "instruction", "instructions")),
        Field("minutes", NUMBER, "How many minutes they have.", "minutes: 3", tried=("time", "duration")),
        Field("options", ListOf(TEXT, "two to eight answers", least=2, most=8),
              "The answers to choose from, lettered A, B, C.", "options: [Yes, No, Unsure]",
              tried=("choices", "answers", "alternatives", "poll")),
        Field("answer", LETTER, "The letter of the right one. It is shown on the slide after, or, with "
              "`build: true`, by a click.", "answer: B", tried=("solution", "correct", "right")),
    ),
    short="prompt",
    taken=True,
    doc="A question to the class. A plain text is enough; the full form adds a task and the time for it.",
)  # fmt: skip

AMOUNT = Scalar("a figure")

BIG_NUMBER = Group(
    "a number with its label",
    (
        Field("value", AMOUNT, "The figure, as it is to be shown.", 'value: "20,000"', required=True,
              tried=("number", "figure")),
        Field("label", TEXT, "What it counts, where the slide's title does not say it.",
              "label: words in the report",
              tried=("text", "caption", "title", "meaning")),
    ),
    short="value",
    taken=True,
    doc="One figure set large, and what it counts. The figure is enough where the title says what it is.",
)  # fmt: skip

PASSAGE = Group(
    "a passage",
    (
        Field("text", PARAGRAPHS, "The text that is read closely.",
              "text: |\n  The cult of the individual acquired such monstrous size …", required=True),
        Field("notes", Either((TEXT, ListOf(TEXT, "a list of texts"))),
              "Comments in the margin: one text or a list.", "notes: Note who is missing here.",
              tried=("note", "margin", "remarks", "comments")),
    ),
    short="text",
    taken=True,
    doc="A longer text to read closely with the class.",
)  # fmt: skip

PROGRAM = Scalar("lines of text", escapes=True, lines=True)
_LINES = r"[1-9][0-9]{0,5}(-[1-9][0-9]{0,5})?"
LINES = Scalar("lines' numbers, one, two with a hyphen, or several with commas (3, 3-5, 1, 7-9)",
               pattern=rf"^{_LINES}(, *{_LINES})*$")  # fmt: skip

TURN = Scalar("lines' numbers, or all (3, 3-5, all)",
              pattern=rf"^(all|{_LINES}(, *{_LINES})*)$")  # fmt: skip

SPAN_OF_LINES = Scalar("a line's number, or two with a hyphen (10, 10-20)",
                       pattern=r"^[1-9][0-9]{0,5}(-[1-9][0-9]{0,5})?$")  # fmt: skip

CODE = Group(
    "program text",
    (
        Field("language", WORD, "The language it is written in: python, java, sql or html.",
              "language: python", tried=("lang", "lexer", "syntax", "type")),
        Field("text", PROGRAM, "The program text, set exactly as typed. Put | after the name and the lines "
              "below it, further right.", "text: |\n  for year in range(1953, 1957):\n      print(year)",
              tried=("source", "program", "listing", "code", "content")),
        Field("file", FILE, "A file of the project folder that holds the program text, in place of `text`.",
              "file: programs/sort.py", tried=("src", "path")),
        Field("highlight", Either((LINES, ListOf(TURN, "a list of lines' numbers", least=1, most=20))),
              "The lines that matter now; the others are dimmed. A list, on a slide with `build: true`: "
              "those that matter first, those that matter after a click, and so on.",
              "highlight: [1-3, 5, all]", tried=("highlight-lines", "emphasis", "mark")),
        Field("lines", SPAN_OF_LINES, "The lines of the program that are shown, by number; a text that "
              "has not so many is that part of a program itself.", "lines: 10-20",
              tried=("from", "range", "part")),
        Field("numbers", SWITCH, "Whether its lines are numbered.", "numbers: true",
              tried=("line-numbers", "numbered", "linenos")),
        Field("start", WHOLE, "The number of its first line, where that is not 1 or the first of `lines`.",
              "start: 10", tried=("first-line", "first")),
        Field("output", PROGRAM, "What the program prints; it appears beside the program, or below it.",
              "output: |\n  1953\n  1954", tried=("result", "prints", "stdout", "out")),
        caption_field("The line that explains it.", "caption: Three years in two lines"),
    ),
    short="text",
    taken=True,
    doc="A stretch of a program, set in a face of even width, its words coloured by what they are.",
)  # fmt: skip

STEP = Group(
    "a step",
    (
        Field("title", TEXT, "What is done, in a word or two.", "title: Report", required=True,
              tried=("heading", "name", "step", "label")),
        Field("text", TEXT, "What happens there.", "text: A commission reads the files.",
              tried=("what", "description", "event", "detail", "details")),
    ),
    short="title",
    taken=True,
    doc="One step of a process. A plain text is enough; the full form says more below it.",
)  # fmt: skip

COMPARISON = Group(
    "a comparison",
    (
        Field("sides", ListOf(TEXT, "two texts", least=2, most=2), "The two that are compared.",
              "sides: [Under Stalin, Under Khrushchev]", required=True,
              tried=("columns", "header", "headings", "of")),
        Field("rows", ListOf(ListOf(TEXT, "a row of three texts", least=3, most=3), "a list of rows"),
              "The rows, each a list of three: in what they differ, then what holds of either side.",
              "rows:\n  - [Courts, special courts, regular courts]", required=True,
              tried=("aspects", "points", "criteria")),
    ),
    taken=True,
    doc="Two things held against each other, row by row.",
)  # fmt: skip

FORMULA = Scalar("a formula in TeX")

EQUATION = Group(
    "a formula",
    (
        Field("text", FORMULA, "The formula in TeX, without dollars.", "text: E = mc^2", required=True,
              tried=("tex", "latex", "formula", "equation", "math")),
        Field("alt", TEXT, "What it says in words, for those who hear it.",
              "alt: energy is mass times the speed of light squared",
              tried=("description", "alt-text", "words", "spoken")),
        caption_field("The line that explains it.", "caption: Mass and energy, 1905"),
    ),
    short="text",
    taken=True,
    doc="A formula, set large. Lines of a longer one are separated by two backslashes and aligned at `&`.",
)  # fmt: skip

POEM = replace(PARAGRAPHS, lines=True)

VERSE = Group(
    "verse",
    (
        Field("text", POEM, "The lines, each as it is to appear; a blank line begins a stanza. Put | "
              "after the name and the lines below it, further right.",
              "text: |\n  Tyger Tyger, burning bright,\n  In the forests of the night", required=True,
              tried=("lines", "poem", "verse")),
        Field("numbers", SWITCH, "Whether every fifth line shows its number.", "numbers: true",
              tried=("line-numbers", "numbered")),
        Field("by", TEXT, "Who wrote it.", "by: William Blake", tried=("author", "who", "poet")),
        Field("cite", CITED, "The source it is taken from, as a citation.", 'cite: "[@blake]"',
              tried=("source", "citation", "from")),
    ),
    short="text",
    taken=True,
    doc="Lines of a poem, a song or a play, never run together. A plain text of several lines is enough.",
)  # fmt: skip

LABELLED = Group(
    "a labelled text",
    (
        Field("label", TEXT, "What it is: a theorem, a proof, a rule, a warning.",
              "label: Theorem 2 (Lagrange)", required=True, tried=("title", "name", "kind", "heading")),
        Field("text", PARAGRAPHS, "What it says.", "text: The order of a subgroup divides that of the group.",
              required=True, tried=("content", "body", "statement")),
    ),
    taken=True,
    doc="A text with its label before it, as theorems and rules have one.",
)  # fmt: skip

TERMS = Group(
    "terms and what they mean", (), rest=TEXT,
    doc="Each term under its own words, with what it means after the colon.",
)  # fmt: skip

OVERVIEW = Either((SWITCH, ListOf(TEXT, "a list of texts")))

QUOTE_FIELD = Field("quote", Either((PARAGRAPHS, QUOTE)), "Somebody's words.",
    "quote:\n  text: You could hear a pin drop.\n  by: Nikita Khrushchev",
    tried=("quotation", "citation", "blockquote"), main=True)  # fmt: skip

IMAGES = ListOf(Either((FILE, IMAGE)), "two to four pictures", least=2, most=4)

IMAGE_FIELD = Field("image", Either((FILE, IMAGE, IMAGES)), "A picture.",
    "image:\n  file: images/map.png\n  alt: Map of the Soviet Union in 1956",
    tried=("picture", "photo", "img", "figure", "illustration", "visual", "graphic"), main=True)  # fmt: skip

MEDIA_FIELD = Field("media", Either((FILE, MEDIA)), "A video or a sound.",
    "media:\n  file: clips/speech.mp4\n  alt: An actor reads the report\n"
    "  captions: clips/speech.vtt",
    tried=("video", "audio", "movie", "film", "sound", "clip", "recording"), main=True)  # fmt: skip

TABLE_FIELD = Field("table", Either((CSV, TABLE)), "A table.",
    "table:\n  columns: [Law, Before, After]\n  rows:\n    - [Courts, special, regular]",
    tried=("csv", "tables"), main=True)  # fmt: skip

CHART_FIELD = Field("chart", Either((CSV, CHART)), "A chart.",
    "chart:\n  kind: bar\n  data:\n    Nitrogen: 78.1\n    Oxygen: 20.9\n  unit: \"%\"",
    tried=("graph", "plot", "diagram", "charts"), main=True)  # fmt: skip

TIMELINE_FIELD = Field("timeline", ListOf(EVENT, "a list of events"), "Events in their order.",
    "timeline:\n  - date: 1953\n    event: Stalin dies\n  - date: 1956\n    event: The speech",
    tried=("events", "dates", "chronology"), main=True)  # fmt: skip

PROCESS_FIELD = Field("process", ListOf(Either((TEXT, STEP)), "a list of steps"),
    "Steps that follow from each other, with arrows between them.",
    "process:\n  - Report\n  - Congress\n  - title: Speech\n    text: It lasts four hours.",
    tried=("steps", "flow", "flowchart", "sequence"), main=True)  # fmt: skip

COMPARE_FIELD = Field("compare", COMPARISON, "Two things held against each other.",
    "compare:\n  sides: [Under Stalin, Under Khrushchev]\n  rows:\n"
    "    - [Courts, special courts, regular courts]\n    - [Camps, full, nearly empty]",
    tried=("comparison", "versus", "vs", "contrast"), main=True)  # fmt: skip

AGENDA_FIELD = Field("agenda", OVERVIEW,
    "What is to come, numbered: `true` for the sections, or your own list.", "agenda: true",
    tried=("contents", "toc", "road", "plan"), main=True)  # fmt: skip

SUMMARY_FIELD = Field("summary", OVERVIEW,
    "What has been shown: `true` for the sections' claims (their titles, where none has one), or "
    "your own list.", "summary: true", tried=("recap",), main=True)  # fmt: skip

STATEMENT_FIELD = Field("statement", TEXT, "One sentence that fills the slide.",
    "statement: He wanted power more than justice.", tried=("claim", "thesis", "message"),
    main=True)  # fmt: skip

QUESTION_FIELD = Field("question", Either((TEXT, QUESTION)), "A question to the class.",
    "question:\n  prompt: Was it a change of heart?\n  minutes: 3",
    tried=("prompt", "quiz", "poll", "discussion"), main=True)  # fmt: skip

NUMBER_FIELD = Field("number", Either((AMOUNT, BIG_NUMBER)), "One figure set large.",
    'number:\n  value: "20,000"\n  label: words in the report',
    tried=("big-number", "statistic", "stat", "kpi"), main=True)  # fmt: skip

PASSAGE_FIELD = Field("passage", Either((PARAGRAPHS, PASSAGE)), "A text to read closely.",
    "passage:\n  text: The cult of the individual …\n  notes: Note who is missing here.",
    tried=("excerpt", "reading"), main=True)  # fmt: skip

CODE_FIELD = Field("code", Either((PROGRAM, CODE)), "Program text.",
    "code:\n  language: python\n  text: |\n    for year in range(1953, 1957):\n        print(year)",
    tried=("program", "listing", "snippet", "source-code"), main=True)  # fmt: skip

EQUATION_FIELD = Field("equation", Either((FORMULA, EQUATION)), "A formula.",
    "equation:\n  text: E = mc^2\n  caption: Mass and energy",
    tried=("formula", "math", "maths", "tex", "latex"), main=True)  # fmt: skip

VERSE_FIELD = Field("verse", Either((POEM, VERSE)), "Lines of a poem or a song, as typed.",
    "verse: |\n  Tyger Tyger, burning bright,\n  In the forests of the night",
    tried=("poem", "lines", "lyrics", "poetry", "song"), main=True)  # fmt: skip

IMAGES_FIELD = Field(
    "images", IMAGES,
    "Two to four pictures side by side, all of one height.",
    "images:\n  - {file: red.png, alt: A red disc}\n  - {file: blue.png, alt: A blue disc}",
    tried=("pictures", "photos", "figures", "gallery"), main=True)  # fmt: skip

DEFINITIONS_FIELD = Field("definitions", TERMS, "Terms and what they mean.",
    "definitions:\n  Ebb: the water falls\n  Flow: the water rises",
    tried=("terms", "glossary", "definition-list", "dl", "vocabulary"), main=True)  # fmt: skip

LABELLED_FIELD = Field("labelled", LABELLED, "A theorem, a proof, a rule: text with its label before it.",
    "labelled:\n  label: Theorem 2 (Lagrange)\n  text: The order of a subgroup divides that of the group.",
    tried=("labeled", "theorem", "lemma", "proof", "definition", "rule", "box", "callout", "warning",
           "example"),
    main=True)  # fmt: skip

TAKEAWAY_FIELD = Field("takeaway", TEXT, "The slide's conclusion in one sentence; it comes last.",
    "takeaway: Freedom was the means, not the end.",
    tried=("take-away", "conclusion", "takeaways", "punchline", "so-what", "bottom-line", "key-message"),
    main=True)  # fmt: skip
