"""Every field of an outline in one table: what it is called, what it takes, what it is for.

Validation, "did you mean", the JSON Schema for editors, the traps that are looked for and the reference
page in the docs are all read from here; nothing else names a field's type or says in words what it is for.
Those of a slide are in `slide_fields`.
"""

from __future__ import annotations

from deckgen.languages import TAGS
from deckgen.outline.language import slide_fields
from deckgen.outline.language.block_fields import COVER as COVER
from deckgen.outline.language.block_fields import FILE as FILE
from deckgen.outline.language.block_fields import IMAGE, SPOKEN, WORD
from deckgen.outline.language.check_fields import (
    CHECK,
    CHECK_FIELD,
    KINDS_OF_SOURCES,
    REQUIRES,
    REQUIRES_FIELD,
)
from deckgen.outline.language.other_programs import INCLUDED, OTHER_PROGRAMS
from deckgen.outline.language.own_words import WORDS as WORDS
from deckgen.outline.language.ratio import RATIO
from deckgen.outline.language.slide_fields import FROM as FROM
from deckgen.outline.language.slide_fields import NAME as NAME
from deckgen.outline.language.slide_fields import NAME_PATTERN as NAME_PATTERN
from deckgen.outline.language.slide_fields import SLIDE as SLIDE
from deckgen.outline.language.translated import TRANSLATED
from deckgen.schema.shapes import (
    NUMBER,
    SWITCH,
    VALUES,
    Either,
    Field,
    Group,
    Keyed,
    Language,
    ListOf,
    Scalar,
)
from deckgen.schema.shapes import TEXT as TEXT

TRANSITION = Scalar("a way to change slides", values=("none", "fade"))
SOURCES = Scalar("a place", values=("foot", "text", "end"))
LANGUAGE = Scalar(
    "a language tag (en, en-GB, de)",
    pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
    better=lambda typed: TAGS.get(typed.lower()) or typed.replace("_", "-"),
    hint=lambda typed: "English is en, German de, French fr, Spanish es, and so on",
)

AUTHOR = Group(
    "an author",
    (
        Field("name", TEXT, "Their name.", "name: Mara Quill", required=True),
        Field("affiliation", TEXT, "Where they work or study.", "affiliation: University of the North",
              tried=("institution", "institute", "university", "school", "organization", "department")),
    ),
    short="name",
    doc="Somebody who gives the talk. The name alone is enough.",
)  # fmt: skip

_OF_BOTH = frozenset(("image", "takeaway"))
"""Of what slides are filled with, what a section has as well, under this name or as its claim."""

_OF_SLIDES = {
    field.name: (
        f'"{field.name}" is part of a slide, and a section has slides',
        f"write slides:, below it - title:, then {field.name}:",
    )
    for field in SLIDE.fields
    if field.main and field.name not in _OF_BOTH
}

SECTION = Group(
    "a section",
    (
        Field("title", TEXT, "The section's title.", "title: The speech", required=True,
              tried=("heading", "headline", "name", "section", "chapter", "part")),
        Field("id", NAME, "The section's stable id, where sections are a list; without it, it is made of the "
              "title.", "id: speech", tried=("key",)),
        FROM,
        Field("image", Either((FILE, IMAGE)), "A picture beside the section's title, where it opens.",
              "image: {file: images/map.png, alt: Map of the Soviet Union in 1956}",
              tried=("picture", "photo")),
        Field("notes", SPOKEN, "What the speaker says where the section opens.",
              "notes: Hand out the sheets.", tried=("note", "speaker-notes")),
        Field("minutes", NUMBER, "How many minutes its opening takes.", "minutes: 1", tried=("time",)),
        Field("works-cited", SWITCH, "Whether the section closes with the works that it cites.",
              "works-cited: true", tried=("works_cited", "references", "bibliography")),
        Field("only", slide_fields.READERS,
              "Whose copy it is in: the speaker's alone, or also the students'.", "only: speaker",
              tried=("audience", "for", "visibility"), taken=True),
        slide_fields.SPEAKER,
        Field("claim", TEXT, "What the section shows, in one sentence; a summary says it again.",
              "claim: He wanted power more than justice.", tried=("message", "takeaway", "thesis")),
        Field("slides", ListOf(SLIDE, "a list of slides"), "The slides, in their order.",
              "slides:\n  - title: The speech was met in silence\n    text: Nobody clapped.", required=True,
              tried=("slide", "pages", "content")),
    ),
    refused={**INCLUDED, **_OF_SLIDES},
    taken=True,
    doc="A part of the talk.",
)  # fmt: skip

LOGO = Group(
    "a logo",
    (
        Field("file", FILE, "The logo's file.", "file: images/logo.svg", required=True,
              tried=("src", "path")),
        Field("alt", TEXT, "Whose logo it is.", "alt: University of the North", tried=("description", "of")),
    ),
    short="file",
    taken=True,
    doc="A logo at the edge of every slide.",
)  # fmt: skip

CLOSING = Group(
    "a closing",
    (
        Field("title", TEXT, "What the last slide says in large letters.", "title: Thank you", required=True,
              tried=("heading", "statement")),
        Field("text", TEXT, "A line below it.", "text: Questions?", tried=("subtitle", "line")),
        Field("contact", Either((TEXT, ListOf(TEXT, "a list of lines"))),
              "How the speaker is reached: a line or a list of them.",
              "contact: \"[a.student@example.org](mailto:a.student@example.org)\"",
              tried=("email", "mail", "address", "web")),
    ),
    short="title",
    taken=True,
    doc="The slide that the talk ends on. A plain text is its title.",
)  # fmt: skip

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
        Field("url", WORD, "Where it is on the web.", "url: https://example.org/khrushchev"),
        Field("doi", WORD, "Its digital object identifier.", "doi: 10.1000/182"),
    ),
    rest=VALUES,
    doc="A work that is cited; citations name its key. Other fields of citation styles are taken, too.",
)  # fmt: skip

_WORKS = Keyed(REFERENCE, "references under their short names")

OUTLINE = Group(
    "an outline",
    (
        Field("title", TEXT, "The talk's title.", "title: Why did Khrushchev pursue destalinisation?",
              required=True, tried=("heading", "name")),
        Field("subtitle", TEXT, "A line below the title.", "subtitle: A lecture of twenty minutes"),
        Field("author", Either((TEXT, ListOf(Either((TEXT, AUTHOR)), "a list of names"), AUTHOR)),
              "Who gives the talk; a list for several. Each can say where they work.", "author: A. Student",
              tried=("authors", "by", "speaker", "name")),
        Field("speakers", Either((TEXT, ListOf(TEXT, "a list of names"))),
              "Who speaks, where several share the talk; sections and slides name theirs with `speaker`.",
              "speakers: [Mara Quill, Jon Ferris]", tried=("presenters", "group", "members")),
        Field("institute", TEXT, "Where those who give it work or study; it appears below their names.",
              "institute: University of the North",
              tried=("institution", "affiliation", "university", "school", "organization", "department")),
        Field("course", TEXT, "The course or the occasion.", "course: History 214",
              tried=("class", "event", "occasion")),
        Field("date", TEXT, "The day of the talk; `today` is the day on which the deck is built.",
              "date: 2026-11-23"),
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
        Field("ratio", RATIO, "The shape of the slides: `16:9`, as screens are, or `4:3` for old projectors.",
              "ratio: 4:3", tried=("aspectratio", "aspect-ratio", "aspect", "slide-size", "size", "screen"),
              taken=True),
        Field("transition", TRANSITION, "How slides change: at once (`none`) or by a short fade (`fade`); as "
              "the theme has it where nothing is given.", "transition: fade", tried=("animation", "effect")),
        Field("embed", SWITCH, "Whether a page that shows the slideshow in a frame may turn its slides, and "
              "learns which one is shown.", "embed: true", tried=("embedded", "iframe", "postmessage")),
        Field("citations", WORD, "The citation style.", "citations: mla",
              tried=("style", "citation", "csl", "citation-style")),
        Field("minutes", NUMBER, "How many minutes the talk may take.", "minutes: 20",
              tried=("time", "duration")),
        Field("essay", FILE, "The file of the text that the talk is drawn from: .md, .txt, .docx, .odt, "
              ".tex, .html or .pdf.", "essay: essay.md",
              tried=("source", "text")),
        CHECK_FIELD,
        REQUIRES_FIELD,
        Field("references",
              Either((FILE, _WORKS, ListOf(Either((FILE, _WORKS)), "a list of files and references"))),
              "The works that are cited, or a file that holds them (.bib, .json, .ris), or a list of these.",
              "references:\n  kort:\n    type: book\n    author: Kort, Michael\n    year: 1996",
              tried=("bibliography", "works", "literature")),
        Field("cover", Either((SWITCH, COVER)),
              "Whether the deck opens with a cover, or the picture that bleeds off its side.",
              "cover:\n  file: images/map.png\n  alt: Map of the Soviet Union in 1956",
              tried=("cover-image", "title-image", "title-slide")),
        Field("logo", Either((FILE, LOGO)), "A logo at the edge of every slide.",
              "logo: {file: images/logo.svg, alt: University of the North}", tried=("brand", "emblem")),
        Field("footer", TEXT, "A line at the foot of every slide, after the section's name.",
              "footer: Oceanography 3 · CC BY 4.0", tried=("foot", "footline", "copyright")),
        Field("closing", Either((TEXT, CLOSING)), "The slide that the talk ends on.",
              "closing: Thank you", tried=("end", "last-slide", "thanks", "farewell")),
        Field("agenda", SWITCH, "Whether the cover is followed by a list of the sections, each a link.",
              "agenda: true", tried=("contents", "toc", "table-of-contents")),
        Field("roadmap", SWITCH, "Whether each section opens with the road through the talk.",
              "roadmap: false", tried=("outline", "road")),
        Field("works-cited", SWITCH, "Whether the deck closes with the list of works cited.",
              "works-cited: false", tried=("works_cited", "workscited")),
        Field("credits", SWITCH, "Whether the deck closes with a list of those who made its pictures.",
              "credits: true", tried=("picture-credits", "image-credits", "attributions")),
        Field("nocite", Either((WORD, ListOf(WORD, "a list of references"))),
              "The works that are listed though nothing cites them; \"all\" means every one.",
              "nocite: [kort, wood]"),
        Field("sources", SOURCES,
              "Where the audience meets a source: in the text and, what the text does not say, at the "
              "slide's foot (`foot`), in the text alone (`text`), or in a list at the end, which small "
              "numbers refer to (`end`).",
              "sources: foot"),
        Field("appendix", Keyed(SECTION, "sections under their names"),
              "Sections after the end, for questions: their slides are numbered A1, A2 and count neither in "
              "the talk's progress nor in its road.",
              "appendix:\n  more:\n    title: More numbers\n    slides:\n      - title: By year\n"
              "        text: Twice as many as before.",
              tried=("backup", "backup-slides", "extra", "annex")),
        Field("references-in-notes", SWITCH,
              "Whether each slide's notes end with the full references of what it cites.",
              "references-in-notes: false"),
        Field("sections",
              Either((Keyed(SECTION, "sections under their stable ids", NAME_PATTERN),
                      ListOf(SECTION, "a list of sections"))),
              "The parts of the talk, in their order: each under a stable id, or a list of them.",
              "sections:\n  speech:\n    title: The speech\n    slides:\n"
              "      - title: The speech was met in silence\n        text: Nobody clapped.",
              tried=("section", "parts", "chapters")),
        Field("slides", ListOf(SLIDE, "a list of slides"),
              "The slides of a short talk that has no sections.",
              "slides:\n  - title: The speech was met in silence\n    text: Nobody clapped.",
              tried=("slide", "pages", "frames")),
    ),
    refused=OTHER_PROGRAMS,
    doc="What the talk is, who gives it, which works it cites, and its sections.",
)  # fmt: skip

GROUPS = (
    OUTLINE,
    AUTHOR,
    LOGO,
    COVER,
    CLOSING,
    SECTION,
    *slide_fields.SLIDE_GROUPS,
    REFERENCE,
    WORDS,
    CHECK,
    REQUIRES,
    KINDS_OF_SOURCES,
)

ALL = Language(GROUPS, TRANSLATED)
"""The whole language."""
