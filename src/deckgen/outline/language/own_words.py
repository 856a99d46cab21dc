"""deckgen's own words as fields of an outline: each has a name under which another can be given."""

from __future__ import annotations

from deckgen.schema.shapes import Field, Group, Scalar

_WORD = Scalar("text", prose=True)

_NAMED = (
    ("opening", "The name of what comes before the first section.", "Opening"),
    ("contents", "The title of the list of sections.", "Plan"),
    ("summary", "The title of a summary.", "What to remember"),
    ("works-cited", "The title of the list of works cited.", "Sources"),
    ("credits", "The title of the list of those who made the pictures.", "Picture credits"),
    ("sources", "The words before the sources at a slide's foot.", '"Based on:"'),
    ("source", "The same where there is one source.", '"Based on:"'),
    ("more-sources", "What ends the sources of a slide where there are too many.", '"and {count} more"'),
    ("continued", "The words that say that something continues.", "cont."),
    ("part-of", "The number of a slide that continues another.", '"{part}/{parts}"'),
    ("quotation", "The name of a quotation's slide that has no title.", '"In their words: {words}"'),
    ("quote-open", "The mark before a quotation.", '"‘"'),
    ("quote-close", "The mark that closes a quotation.", '"’"'),
    ("notes", "What the speaker's notes are called.", "Script"),
    ("slide", "What a slide is called.", "Page"),
    ("section", "What a section is called.", "Part"),
    ("minutes", "How a stretch of time is written.", '"{minutes} min"'),
    ("minute", "The same for a single minute.", '"{minutes} min"'),
    ("figure", "The label of a picture's caption.", "Plate"),
    ("figure-short", "The same in the styles that shorten it.", "Pl."),
    ("figure-note", "What begins the note below a figure in APA.", "Source."),
    ("table", "The label of a table's caption.", "Overview"),
    ("chart", "What a chart is called.", "Graph"),
    ("timeline", "What a timeline is called.", "Dates"),
    ("code", "What a piece of a program is called.", "Program"),
    ("equation", "What an equation is called.", "Formula"),
    ("video", "What a video is called.", "Film"),
    ("audio", "What a recording is called.", "Recording"),
    ("transcript", "What the text of a recording is called.", "What is said"),
)

_TRIED: dict[str, tuple[str, ...]] = {
    "works-cited": ("bibliography", "references", "literature"),
    "contents": ("agenda", "toc", "roadmap"),
    "figure": ("image", "picture"),
    "timeline": ("chronology",),
    "continued": ("continuation", "cont"),
}

WORDS = Group(
    "a set of words",
    tuple(
        Field(name, _WORD, doc, f"{name}: {example}", tried=_TRIED.get(name, ()))
        for name, doc, example in _NAMED
    ),
    doc="deckgen's own words come in the talk's language; each can be put in other words.",
)
