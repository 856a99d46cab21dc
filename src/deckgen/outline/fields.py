"""Every field of an outline in one table: what it is called, what it takes, what it is for.

Validation, "did you mean", the JSON Schema for editors, the traps that are looked for and the reference
page in the docs are all read from here; nothing else names a field's type or says in words what it is for.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.outline.chart_fields import CHART as CHART
from deckgen.outline.chart_fields import FIGURES as FIGURES
from deckgen.outline.own_words import WORDS as WORDS
from deckgen.outline.shapes import Either, Field, Group, Keyed, ListOf, Points, Scalar

_OUTSIDE = r"\s!-,./:-@\[-\^`{-~"
NAME_PATTERN = f"^[^{_OUTSIDE}0-9_-][^{_OUTSIDE}]{{0,79}}$"
"""A lasting name: a letter, then letters, digits, hyphens and underscores, in any script."""

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

TEXT = Scalar("a text", prose=True)
PARAGRAPHS = Scalar("a text", prose=True)
CELL = Scalar("a text", prose=True, empty=True)
WORD = Scalar("a name")
TRANSITION = Scalar("a way to change slides", values=("none", "fade"))
SOURCES = Scalar("a place", values=("foot", "text", "end"))
FILE = Scalar("a file name")
FIT = Scalar("crop or contain", values=("crop", "contain"))
CSV = Scalar("the name of a .csv file", pattern=r"^.*\.[cC][sS][vV]$")
NAME = Scalar("a lasting name (a letter, then letters, digits or hyphens)", pattern=NAME_PATTERN)
NUMBER = Scalar("a number", pattern=r"^[0-9]+(\.[0-9]+)?$")
SWITCH = Scalar("true or false", values=("true", "false"))
RANGE = Scalar("a paragraph's number, or two with a hyphen (3, 3-5)", pattern=r"^[1-9][0-9]*(-[1-9][0-9]*)?$")
LANGUAGE = Scalar("a language tag (en, en-GB, de)", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
LAYOUT = Scalar("a kind of slide", values=LAYOUTS)

QUOTE = Group(
    "a quotation",
    (
        Field("text", PARAGRAPHS, "The words that are quoted, without quotation marks.",
              "text: You could hear a pin drop.", required=True, tried=("quote", "words")),
        Field("by", TEXT, "Who said or wrote them.", "by: Nikita Khrushchev",
              tried=("author", "who", "speaker", "attribution")),
        Field("cite", TEXT, "The source they are taken from, as a citation.", 'cite: "[@wood]"',
              tried=("source", "citation", "from")),
    ),
    short="text",
    doc="Somebody's words. A plain text is enough; the full form adds whose words they are and their source.",
)  # fmt: skip

IMAGE = Group(
    "a picture",
    (
        Field("file", FILE, "The picture's file, its path relative to the outline. It may be PNG, JPEG, GIF, "
              "WebP, AVIF, TIFF, BMP, JPEG 2000 or SVG, and HEIC where its extra is installed "
              "(`pip install \"deckgen[heic]\"`).",
              "file: images/map.png", required=True, tried=("src", "path", "image", "url")),
        Field("alt", TEXT, "What the picture shows, for those who cannot see it; needed unless decorative.",
              "alt: Map of the Soviet Union in 1956", tried=("description", "alternative")),
        Field("caption", TEXT, "The line below the picture.", "caption: The Soviet Union in 1956",
              tried=("title", "legend")),
        Field("credit", TEXT, "Who made the picture, and under which licence.",
              "credit: Natural Earth, public domain", tried=("source", "copyright", "by")),
        Field("decorative", SWITCH, "Whether the picture carries no meaning and needs no alt text.",
              "decorative: true"),
        Field("fit", FIT, "Whether the picture stands in its place whole (`contain`, as on most slides) or "
              "fills it and is cut off at the edges (`crop`, as a full picture does).", "fit: crop",
              tried=("size", "scale", "object-fit")),
    ),
    short="file",
    doc="A picture: its file, what it shows, and what is said about it.",
)  # fmt: skip

COVER = Group(
    "the cover's picture",
    tuple(one for one in IMAGE.fields if one.name != "caption"),
    doc="A picture that fills the right of the cover; a credit stands at its foot.",
)

TIME = Scalar("a time (90, 1:30, 0:01:30)", pattern=r"^[0-9]+(:[0-5][0-9]){0,2}(\.[0-9]+)?$")

MEDIA = Group(
    "a video or a sound",
    (
        Field("file", FILE, "The file, its path relative to the outline. PowerPoint and browsers play videos "
              "as .mp4, .m4v and .mov (H.264) and sounds as .mp3, .m4a and .wav; .webm and .ogg play in "
              "browsers, in PowerPoint not everywhere.", "file: clips/speech.mp4",
              required=True, tried=("src", "path", "video", "audio", "url")),
        Field("alt", TEXT, "What is seen and heard in it, for those who cannot see or hear it.",
              "alt: Khrushchev reads his report, reported by an actor", tried=("description", "alternative")),
        Field("captions", FILE, "What is said in it and when, for those who cannot hear it: a WebVTT (.vtt) "
              "or SubRip (.srt) file. It is shown with the recording, and stands in the notes.",
              "captions: clips/speech.vtt", tried=("subtitles", "track", "vtt", "srt", "transcript")),
        Field("poster", FILE, "The picture that stands in its place until it plays; without one, a plain "
              "sign to play does.", "poster: images/map.png",
              tried=("image", "picture", "thumbnail", "preview")),
        Field("caption", TEXT, "The line below it.", "caption: The report, read in 1988",
              tried=("title", "legend")),
        Field("credit", TEXT, "Who made it, and under which licence.", "credit: State archive, public domain",
              tried=("source", "copyright", "by")),
        Field("start", TIME, "The time at which it begins to play.", "start: 1:30",
              tried=("from", "begin", "at")),
        Field("loop", SWITCH, "Whether it begins again when it ends.", "loop: true",
              tried=("repeat", "endless")),
    ),
    short="file",
    doc="A video or a sound. It is stored in both files and plays when it is clicked, never by itself.",
)  # fmt: skip

TABLE = Group(
    "a table",
    (
        Field("columns", ListOf(CELL, "a list of column headings", most=20),
              "The headings of the columns.", 'columns: ["", Before, After]',
              tried=("header", "headers", "headings", "head")),
        Field("rows", ListOf(ListOf(CELL, "a row of cells"), "a list of rows"),
              "The rows, each a list with one text for every column.",
              "rows:\n  - [Court, Special courts, Regular courts]", tried=("data", "body", "cells")),
        Field("file", CSV, "A .csv file that holds headings and rows, in place of `columns` and `rows`.",
              "file: trade.csv", tried=("csv", "src")),
        Field("caption", TEXT, "The line below the table.", "caption: Reforms of the law",
              tried=("title", "legend")),
    ),
    short="file",
    doc="Rows and columns, written out or read from a .csv file.",
)  # fmt: skip

EVENT = Group(
    "an event",
    (
        Field("date", TEXT, "When it happened, as it is to be shown.", "date: February 1956", required=True,
              tried=("year", "when", "time")),
        Field("event", TEXT, "What happened.", "event: The Secret Speech", required=True,
              tried=("text", "what", "title", "label")),
    ),
    doc="One event of a timeline.",
)  # fmt: skip

BULLETS = Field(
    "bullets", Points(), "The points of a list. A point with points below it ends in a colon.",
    "bullets:\n  - A report of four hours\n  - Four charges:\n      - terror\n      - the cult",
    tried=("points", "list", "items", "bullet", "content"), main=True,
)  # fmt: skip

RUNNING_TEXT = Field(
    "text", Either((PARAGRAPHS, ListOf(PARAGRAPHS, "a list of paragraphs"))),
    "Running text: one text, or a list of paragraphs. A blank line parts paragraphs, too.",
    "text: He wanted power.", tried=("paragraph", "paragraphs", "body", "content"), main=True,
)  # fmt: skip

COLUMN = Group(
    "a column",
    (
        Field("title", TEXT, "The heading of the column.", "title: What changed",
              tried=("heading", "header", "name")),
        BULLETS,
        RUNNING_TEXT,
    ),
    doc="One of two columns: a heading over points or text.",
)  # fmt: skip

QUESTION = Group(
    "a question",
    (
        Field("prompt", TEXT, "What the class is asked.", "prompt: Was it a change of heart?", required=True,
              tried=("question", "text", "title")),
        Field("task", TEXT, "What they are to do with it.", "task: Find one reason for yes and one for no.",
              tried=("todo", "exercise", "instruction", "instructions")),
        Field("minutes", NUMBER, "How many minutes they have.", "minutes: 3", tried=("time", "duration")),
    ),
    short="prompt",
    doc="A question to the class. A plain text is enough; the full form adds a task and the time for it.",
)  # fmt: skip

BIG_NUMBER = Group(
    "a number with its label",
    (
        Field("value", TEXT, "The figure, as it is to be shown.", 'value: "20,000"', required=True,
              tried=("number", "figure")),
        Field("label", TEXT, "What it counts.", "label: words in the report", required=True,
              tried=("text", "caption", "title", "meaning")),
    ),
    doc="One figure set large, and what it counts.",
)  # fmt: skip

PASSAGE = Group(
    "a passage",
    (
        Field("text", PARAGRAPHS, "The text that is read closely.",
              "text: |\n  The cult of the individual acquired such monstrous size …", required=True),
        Field("notes", Either((TEXT, ListOf(TEXT, "a list of texts"))),
              "Remarks in the margin: one text or a list.", "notes: Note who is missing here.",
              tried=("note", "margin", "remarks")),
    ),
    short="text",
    doc="A longer text to read closely with the class.",
)  # fmt: skip

PROGRAM = Scalar("lines of text")
LINES = Scalar("lines' numbers, one, two with a hyphen, or several with commas (3, 3-5, 1, 7-9)",
               pattern=r"^[1-9][0-9]*(-[1-9][0-9]*)?(, *[1-9][0-9]*(-[1-9][0-9]*)?)*$")  # fmt: skip

CODE = Group(
    "program text",
    (
        Field("language", WORD, "The language it is written in: python, java, sql or html.",
              "language: python", tried=("lang", "lexer", "syntax", "type")),
        Field("text", PROGRAM, "The program text, set exactly as typed. Put | behind the name and the lines "
              "below it, further right.", "text: |\n  for year in range(1953, 1957):\n      print(year)",
              tried=("source", "program", "listing", "code")),
        Field("file", FILE, "A file of the project folder that holds the program text, in place of `text`.",
              "file: programs/sort.py", tried=("src", "path")),
        Field("highlight", LINES, "The lines that matter now; the others step back.", "highlight: 2-3",
              tried=("highlight-lines", "emphasis", "lines", "mark")),
        Field("caption", TEXT, "The line that explains it.", "caption: Three years in two lines",
              tried=("title", "legend")),
    ),
    short="text",
    doc="A stretch of a program, set in a face of even width, its words coloured by what they are.",
)  # fmt: skip

STEP = Group(
    "a step",
    (
        Field("title", TEXT, "What is done, in a word or two.", "title: Report", required=True,
              tried=("heading", "name", "step")),
        Field("text", TEXT, "What happens there.", "text: A commission reads the files.",
              tried=("what", "description", "event", "detail")),
    ),
    short="title",
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
        Field("caption", TEXT, "The line that explains it.", "caption: Mass and energy, 1905",
              tried=("title", "legend")),
    ),
    short="text",
    doc="A formula, set large. Lines of a longer one are parted by two backslashes and aligned at `&`.",
)  # fmt: skip

OVERVIEW = Either((SWITCH, ListOf(TEXT, "a list of texts")))

ID = Field("id", NAME, "The slide's lasting name, for links and for keeping edits made by hand.",
           "id: pin-drop", tried=("name", "key"))  # fmt: skip
FROM = Field("from", RANGE, "The paragraphs of the essay that it is drawn from.", "from: 3-5",
             tried=("paragraphs", "paragraph", "essay"))  # fmt: skip

SLIDE = Group(
    "a slide",
    (
        ID,
        Field("title", TEXT, "The slide's headline, best a full sentence. A statement, a question, a "
              "quotation or a picture can do without.", "title: The speech was met in silence",
              tried=("heading", "headline", "header", "name")),
        BULLETS,
        RUNNING_TEXT,
        Field("quote", Either((PARAGRAPHS, QUOTE)), "Somebody's words.",
              "quote:\n  text: You could hear a pin drop.\n  by: Nikita Khrushchev",
              tried=("quotation", "citation", "blockquote"), main=True),
        Field("image", Either((FILE, IMAGE)), "A picture.",
              "image:\n  file: images/map.png\n  alt: Map of the Soviet Union in 1956",
              tried=("picture", "photo", "img", "figure", "illustration", "images"), main=True),
        Field("media", Either((FILE, MEDIA)), "A video or a sound.",
              "media:\n  file: clips/speech.mp4\n  alt: An actor reads the report\n"
              "  captions: clips/speech.vtt",
              tried=("video", "audio", "movie", "film", "sound", "clip", "recording"), main=True),
        Field("table", Either((CSV, TABLE)), "A table.",
              "table:\n  columns: [Law, Before, After]\n  rows:\n    - [Courts, special, regular]",
              tried=("csv", "tables"), main=True),
        Field("chart", Either((CSV, CHART)), "A chart.",
              "chart:\n  kind: bar\n  data:\n    Nitrogen: 78.1\n    Oxygen: 20.9\n  unit: \"%\"",
              tried=("graph", "plot", "diagram", "charts"), main=True),
        Field("timeline", ListOf(EVENT, "a list of events"), "Events in their order.",
              "timeline:\n  - date: 1953\n    event: Stalin dies\n  - date: 1956\n    event: The speech",
              tried=("events", "dates", "chronology"), main=True),
        Field("process", ListOf(Either((TEXT, STEP)), "a list of steps"),
              "Steps that follow from each other, with arrows between them.",
              "process:\n  - Report\n  - Congress\n  - title: Speech\n    text: It lasts four hours.",
              tried=("steps", "flow", "flowchart", "sequence"), main=True),
        Field("compare", COMPARISON, "Two things held against each other.",
              "compare:\n  sides: [Under Stalin, Under Khrushchev]\n  rows:\n"
              "    - [Courts, special courts, regular courts]\n    - [Camps, full, nearly empty]",
              tried=("comparison", "versus", "vs", "contrast"), main=True),
        Field("agenda", OVERVIEW, "What is to come, numbered: `true` for the sections, or your own list.",
              "agenda: true", tried=("contents", "toc", "road", "plan"), main=True),
        Field("summary", OVERVIEW,
              "What has been shown: `true` for the sections' claims (their titles, where none has one), or "
              "your own list.", "summary: true", tried=("conclusion", "recap", "takeaways"), main=True),
        Field("columns", ListOf(COLUMN, "two columns", least=2, most=2), "Two columns side by side.",
              "columns:\n  - title: What changed\n    bullets:\n      - the courts\n"
              "  - title: What stayed\n    bullets:\n      - the party",
              tried=("column", "two-column", "cols"), main=True),
        Field("statement", TEXT, "One sentence that fills the slide.",
              "statement: He wanted power more than justice.", tried=("claim", "thesis", "message"),
              main=True),
        Field("question", Either((TEXT, QUESTION)), "A question to the class.",
              "question:\n  prompt: Was it a change of heart?\n  minutes: 3",
              tried=("prompt", "task", "discussion"), main=True),
        Field("number", BIG_NUMBER, "One figure set large.",
              'number:\n  value: "20,000"\n  label: words in the report',
              tried=("figure", "big-number", "statistic"), main=True),
        Field("passage", Either((PARAGRAPHS, PASSAGE)), "A text to read closely.",
              "passage:\n  text: The cult of the individual …\n  notes: Note who is missing here.",
              tried=("excerpt", "reading"), main=True),
        Field("code", Either((PROGRAM, CODE)), "Program text.",
              "code:\n  language: python\n  text: |\n    for year in range(1953, 1957):\n        print(year)",
              tried=("program", "listing", "snippet", "source-code"), main=True),
        Field("equation", Either((FORMULA, EQUATION)), "A formula.",
              "equation:\n  text: E = mc^2\n  caption: Mass and energy",
              tried=("formula", "math", "maths", "tex", "latex"), main=True),
        Field("cite", TEXT, "The sources that the whole slide rests on, as citations.",
              'cite: "[@kort, p. 294]"', tried=("source", "sources", "citation", "citations", "reference")),
        Field("notes", PARAGRAPHS, "What the speaker says; the audience does not see it.",
              "notes: |\n  Let me take you to Moscow [@wood].\n\n  It is the last day of the congress.",
              tried=("note", "speaker", "speaker-notes", "comments", "script")),
        Field("minutes", NUMBER, "How many minutes the slide takes.", "minutes: 2",
              tried=("time", "duration")),
        FROM,
        Field("layout", LAYOUT, "The kind of slide, where it is not to be read from what the slide holds.",
              "layout: picture", tried=("kind", "type", "template")),
        Field("build", SWITCH, "Whether its parts appear one by one: points, paragraphs, events, steps, rows "
              "of agendas and comparisons, notes beside a passage, the task below a question.", "build: true",
              tried=("animate", "incremental", "reveal", "step")),
        Field("hidden", SWITCH, "Whether the slide is left out when presenting.", "hidden: true",
              tried=("hide", "skip")),
    ),
    doc="One slide. What it holds decides what kind it is.",
)  # fmt: skip

SECTION = Group(
    "a section",
    (
        Field("title", TEXT, "The section's title.", "title: The speech", required=True,
              tried=("heading", "headline", "name")),
        FROM,
        Field("claim", TEXT, "What the section shows, in one sentence; a summary says it again.",
              "claim: He wanted power more than justice.", tried=("message", "takeaway", "thesis")),
        Field("slides", ListOf(SLIDE, "a list of slides"), "The slides, in their order.",
              "slides:\n  - title: The speech was met in silence\n    text: Nobody clapped.", required=True,
              tried=("slide", "pages", "content")),
    ),
    doc="A part of the talk. Its key is its lasting name.",
)  # fmt: skip

VALUES = Either((TEXT, ListOf(TEXT, "a list of texts")))

REFERENCE = Group(
    "a reference",
    (
        Field("type", WORD, "The kind of work: book, chapter, article-journal, webpage, film and so on.",
              "type: book", tried=("kind",)),
        Field("author", VALUES, "Who wrote it, family name first; a list for several.",
              "author: Kort, Michael", tried=("authors", "by", "writer")),
        Field("editor", VALUES, "Who edited it; a list for several.", "editor: Thackeray, Frank W.",
              tried=("editors",)),
        Field("translator", VALUES, "Who translated it; a list for several.", "translator: Briggs, Anthony"),
        Field("title", TEXT, "The work's title.", 'title: "The Soviet Colossus: History and Aftermath"'),
        Field("in", TEXT, "The journal, newspaper, website or book that holds it.", "in: Slavic Review"),
        Field("publisher", TEXT, "Who published it.", "publisher: M.E. Sharpe"),
        Field("place", TEXT, "Where it was published.", "place: Armonk"),
        Field("year", TEXT, "When it appeared: a year, or a day.", "year: 1996"),
        Field("accessed", TEXT, "The day on which a page on the web was read.", "accessed: 2013-10-11"),
        Field("volume", TEXT, "The volume's number.", "volume: 12"),
        Field("issue", TEXT, "The issue's number.", "issue: 3"),
        Field("pages", TEXT, "The pages that it fills.", "pages: 120-145"),
        Field("edition", TEXT, "Which edition.", "edition: 2"),
        Field("url", WORD, "Where it stands on the web.", "url: https://example.org/khrushchev"),
        Field("doi", WORD, "Its digital object identifier.", "doi: 10.1000/182"),
    ),
    open=True,
    doc="A work that is cited; citations name its key. Other fields of citation styles are taken, too.",
)  # fmt: skip

_WORKS = Keyed(REFERENCE, "references under their short names")

OUTLINE = Group(
    "an outline",
    (
        Field("title", TEXT, "The talk's title.", "title: Why did Khrushchev pursue destalinisation?",
              required=True, tried=("heading", "name")),
        Field("subtitle", TEXT, "A line below the title.", "subtitle: A lecture of twenty minutes"),
        Field("author", Either((TEXT, ListOf(TEXT, "a list of names"))),
              "Who gives the talk; a list for several.", "author: A. Student",
              tried=("authors", "by", "speaker", "name")),
        Field("course", TEXT, "The course or the occasion.", "course: History 214",
              tried=("class", "event", "institute", "occasion")),
        Field("date", TEXT, "The day of the talk.", "date: 2026-11-23"),
        Field("language", LANGUAGE, "The language of the talk.", "language: en-GB", tried=("lang", "locale")),
        Field("words", WORDS, "Other words for deckgen's own, which come in the talk's language.",
              "words:\n  works-cited: Sources\n  contents: Plan", tried=("labels", "translations")),
        Field("theme", WORD,
              "How it looks: a theme's name, which may be one of your own, or its file.", "theme: lectern",
              tried=("template", "design")),
        Field("dark", SWITCH, "Whether the theme's dark colours are used: light text on a dark ground.",
              "dark: true", tried=("dark-mode", "darkmode", "night", "scheme")),
        Field("comfort", SWITCH,
              "Whether the slides are set for comfortable reading, which helps many readers with dyslexia: a "
              "cream ground, a face without serifs, more space between lines, words and letters.",
              "comfort: true", tried=("dyslexia", "easy-reading", "accessible")),
        Field("transition", TRANSITION, "How slides change: at once (`none`) or by a short fade (`fade`); as "
              "the theme has it where nothing is given.", "transition: fade", tried=("animation", "effect")),
        Field("citations", WORD, "How sources are named: a citation style.", "citations: mla",
              tried=("style", "citation", "csl", "citation-style")),
        Field("minutes", NUMBER, "The time there is to speak.", "minutes: 20", tried=("time", "duration")),
        Field("essay", FILE, "The text that the talk is drawn from.", "essay: essay.md",
              tried=("source", "text")),
        Field("references",
              Either((FILE, _WORKS, ListOf(Either((FILE, _WORKS)), "a list of files and references"))),
              "The works that are cited, or a file that holds them (.bib, .json, .ris), or a list of these.",
              "references:\n  kort:\n    type: book\n    author: Kort, Michael\n    year: 1996",
              tried=("bibliography", "works", "literature")),
        Field("cover", Either((SWITCH, COVER)),
              "Whether the deck opens with a cover, or the picture that bleeds off its side.",
              "cover:\n  file: images/map.png\n  alt: Map of the Soviet Union in 1956",
              tried=("cover-image", "title-image", "title-slide")),
        Field("agenda", SWITCH, "Whether the cover is followed by a list of the sections, each a link.",
              "agenda: true", tried=("contents", "toc", "table-of-contents")),
        Field("roadmap", SWITCH, "Whether each section opens with the road through the talk.",
              "roadmap: false", tried=("outline", "road")),
        Field("works-cited", SWITCH, "Whether the deck closes with the list of works cited.",
              "works-cited: false", tried=("works_cited", "workscited")),
        Field("credits", SWITCH, "Whether the deck closes with a list of those who made its pictures.",
              "credits: true", tried=("picture-credits", "image-credits", "attributions")),
        Field("nocite", Either((WORD, ListOf(WORD, "a list of references"))),
              "The works that are listed though nothing cites them; \"all\" stands for every one.",
              "nocite: [kort, wood]"),
        Field("sources", SOURCES,
              "Where the audience meets a source: in the text and at the slide's foot (`foot`), in the text "
              "alone (`text`), or behind small numbers that a list at the end explains (`end`).",
              "sources: foot"),
        Field("references-in-notes", SWITCH,
              "Whether each slide's notes end with the full references of what it cites.",
              "references-in-notes: false"),
        Field("sections", Keyed(SECTION, "sections under their lasting names"),
              "The parts of the talk, in their order.",
              "sections:\n  speech:\n    title: The speech\n    slides:\n"
              "      - title: The speech was met in silence\n        text: Nobody clapped.", required=True,
              tried=("section", "parts", "chapters", "slides")),
    ),
    doc="What the talk is, who gives it, which works it cites, and its sections.",
)  # fmt: skip

GROUPS = (
    OUTLINE,
    COVER,
    SECTION,
    SLIDE,
    QUOTE,
    CODE,
    EQUATION,
    IMAGE,
    MEDIA,
    TABLE,
    CHART,
    FIGURES,
    EVENT,
    STEP,
    COMPARISON,
    COLUMN,
    QUESTION,
    BIG_NUMBER,
    PASSAGE,
    REFERENCE,
    WORDS,
)

KINDS: dict[frozenset[str], tuple[str, ...]] = {
    frozenset({"bullets"}): ("list", "summary"),
    frozenset({"text"}): ("text",),
    frozenset({"quote"}): ("quote",),
    frozenset({"code"}): ("code",),
    frozenset({"equation"}): ("equation",),
    frozenset({"equation", "bullets"}): ("equation-text",),
    frozenset({"equation", "text"}): ("equation-text",),
    frozenset({"image"}): ("figure", "picture"),
    frozenset({"image", "bullets"}): ("figure-text",),
    frozenset({"image", "text"}): ("figure-text",),
    frozenset({"media"}): ("media",),
    frozenset({"media", "bullets"}): ("figure-text",),
    frozenset({"media", "text"}): ("figure-text",),
    frozenset({"table"}): ("table",),
    frozenset({"chart"}): ("chart",),
    frozenset({"chart", "bullets"}): ("chart-text",),
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
    frozenset({"passage"}): ("passage",),
}
"""What may share a slide → the kinds that suit it, the usual one first."""

UNTITLED = frozenset({"statement", "question", "quote", "image", "agenda", "summary"})
"""What can stand on a slide without a title."""


def every_name() -> frozenset[str]:
    """Return the names of all fields of all groups."""
    return frozenset(name for group in GROUPS for name in group.names)


def homes(name: str) -> Iterator[Group]:
    """Give the groups that have a field of that name."""
    return (group for group in GROUPS if name in group.names)
