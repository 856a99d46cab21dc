"""How much of anything is read: every bound of the language in one place, listed in `docs/limits.md`.

A bound keeps what a stranger wrote from taking the machine's memory or an afternoon. Each is far above
what a talk needs, and where it is passed, the message says what it is and what to do.
"""

from __future__ import annotations

# ── messages ──────────────────────────────────────────────────────────────────────────────────

MOST_MESSAGES = 100
"""Messages that are shown in full; the rest are counted."""

LONGEST_LINE_SHOWN = 200
"""Characters of a line of the file that a message shows, around the place it speaks of."""

LONGEST_MESSAGE = 1_000
"""Characters of a message or a hint that are shown."""

# ── files, in bytes: asked for before anything is read ────────────────────────────────────────

OUTLINE_BYTES = 16_000_000
"""Of an outline; 3,600 slides with their notes have a third of them."""

THEME_BYTES = 1_000_000
"""Of a theme's file; the largest of deckgen's own has a thirtieth of them."""

REQUIREMENTS_BYTES = 200_000
"""Of a file of requirements; a page of them has a hundredth."""

ESSAY_BYTES = 100_000_000
"""Of an essay, with its pictures."""

UNPACKED_ESSAY_BYTES = 300_000_000
"""Of what a word processor's file holds when unpacked."""

ESSAY_CHARACTERS = 1_500_000
"""Of an essay's text without its pictures: a book of 600 pages."""

ESSAY_MARKUP_BYTES = 30_000_000
"""Of the part of a word processor's file that holds its text: twenty for each character of it."""

MOST_ESSAY_STEPS = 20_000_000
"""Words and sentences of an essay that a check looks at, as often as it does; usual ones need a hundredth."""

PICTURE_BYTES = 40_000_000
"""Of a picture."""

DRAWING_BYTES = 10_000_000
"""Of an SVG drawing, unpacked."""

RECORDING_BYTES = 300_000_000
"""Of a video or a sound: no browser opens a slideshow that holds more."""

CAPTIONS_BYTES = 2_000_000
"""Of a file of captions: a whole day's talk has fewer."""

TABLE_BYTES = 20_000_000
"""Of a .csv file."""

PROGRAM_BYTES = 200_000
"""Of a program's file."""

REFERENCES_BYTES = 32_000_000
"""Of a file of references: forty thousand works, with their abstracts."""

STYLE_BYTES = 2_000_000
"""Of a citation style."""

DECK_BYTES = 2_000_000_000
"""Of a deck: six of the largest recordings fit in, and PowerPoint opens none that is larger."""

# ── an outline and any other file of fields ───────────────────────────────────────────────────

MOST_LINES = 250_000
"""Lines of an outline or a theme: 3,600 slides with their notes have half of them."""

MOST_VALUES = 300_000
"""Values of a file, each name's and each entry's: 3,600 slides have a quarter of them."""

MOST_LEVELS = 40
"""Levels of nesting of a file; an outline has at most twelve."""

MOST_ENTRIES = 10_000
"""Entries of one list, and names of one group of fields."""

MOST_SECTIONS = 1_000
"""Sections of an outline, and as many of its appendix."""

MOST_GUESSES = 300
"""Unknown names of a file for which it is looked up what may have been meant by them."""

LONGEST_TEXT = 50_000
"""Characters of a text: an hour of talk, or seventy slides full of words."""

MOST_DIGITS = 30
"""Digits of a number, wherever one is read."""

# ── the markup of a text ──────────────────────────────────────────────────────────────────────

MOST_BRACKETS = 20
"""Brackets within each other."""

MOST_BRACKET_STEPS = 100
"""How often, on the average, a character of a text is passed in search of the ends of brackets."""

LONGEST_STRUCK = 2_000
"""Characters between `~~` and `~~`, which are reported as struck through."""

# ── formulas ──────────────────────────────────────────────────────────────────────────────────

LONGEST_FORMULA = 4_000
"""Characters of a formula's TeX: a page of mathematics."""

DEEPEST_FORMULA = 30
"""Levels of groups, fractions, roots and brackets within each other in a formula."""

DEEPEST_SCRIPT = 6
"""Levels of indices and powers within each other in a formula."""

DEEPEST_MARKUP = 200
"""Elements within each other in the markup that a formula comes to; thirty levels of matrices have fewer."""

MOST_DRAWN_PARTS = 20_000
"""Parts that drawing a formula's picture makes; what doubles with each level comes to more."""

# ── references in files ───────────────────────────────────────────────────────────────────────

LONGEST_ENTRY = 200_000
"""Characters of one entry of a .bib file, its abstract included."""

LONGEST_WORK = 20_000
"""Characters of what is printed of a work: its titles, publishers and all else but the people."""

MOST_PEOPLE = 6_000
"""People of one work; the paper with the most authors has 5,154."""

LONGEST_ABBREVIATION = 10_000
"""Characters of what an abbreviation (`@string`) of a .bib file stands for."""

MOST_STYLE_PARTS = 10_000_000
"""Elements of a citation style, those of a macro counted as often as it is used; the largest that is in
use has 2.5 million."""

# ── tables and data in .csv files ─────────────────────────────────────────────────────────────

MOST_ROWS = 5_000
"""Rows of a .csv file."""

MOST_COLUMNS = 200
"""Cells of one row of a .csv file."""

MOST_CELLS = 25_000
"""Cells of a table or a .csv file: 2,000 rows of twelve columns, with what is over them."""

LONGEST_CELL = 10_000
"""Characters of a cell of a .csv file."""

# ── pictures and drawings ─────────────────────────────────────────────────────────────────────

MOST_PIXELS = 100_000_000
"""Pixels of a picture, also of one inside a drawing: more are refused before they are unpacked."""

MOST_FRAMES = 2_000
"""Pictures in one file that moves: three minutes of it."""

MOST_MOVING_PIXELS = 500_000_000
"""Pixels of all pictures of a GIF together: 300 frames as large as a slide is shown."""

MOST_ELEMENTS = 200_000
"""Elements of a drawing, each counted as often as it is used."""

MOST_ATTRIBUTES = 300
"""Attributes of one element of a drawing: they are looked for one after the other."""

SLIMMEST = 500
"""How many times as wide as high a drawing may be, or as high as wide."""

DRAWING_SECONDS = 5
"""Of the processor, after which a drawing is given up; a map of 10 MB takes one."""

DRAWING_MEGABYTES = 900
"""Of memory that drawing may take; the largest picture that is drawn takes 150."""

# ── charts ────────────────────────────────────────────────────────────────────────────────────

MOST_POINTS = 2_000
"""Rows of a chart's data."""

# ── programs that are asked ───────────────────────────────────────────────────────────────────

PANDOC_SECONDS = 15
"""After which Pandoc's answer to a short question is no longer waited for."""

PANDOC_BYTES_A_SECOND = 20_000
"""How many characters of a longer question give it a second more; alone it is ten times as fast."""

PANDOC_MEGABYTES = 600
"""Of memory that Pandoc may take: 5,000 works take half of it."""

PANDOC_ESSAY_SECONDS = 10
"""Of the processor that Pandoc has for an essay; books of 600 pages took four."""

PANDOC_ESSAY_MEGABYTES = 600
"""Of memory that it may take for one."""

PANDOC_ESSAY_BYTES = 30_000_000
"""Of what it answers; a book of 600 pages comes to a third of them."""

PDF_SECONDS = 12
"""Of the processor to read an essay in PDF."""

PDF_MEGABYTES = 700
"""Of memory to read it."""

BROWSER_SECONDS = 120
"""After which a browser is given up that prints a short talk."""

BROWSER_BYTES_A_SECOND = 500_000
"""How many bytes of a longer talk give it a second more."""

BROWSER_MEGABYTES = 4_000
"""Of memory that each of its processes may fill; a short talk takes less than 500."""

# ── decks that are read back, and checked files ───────────────────────────────────────────────

UNPACKED_DECK_BYTES = 2 << 30
"""Of what a deck holds when unpacked: 2 GB."""

MOST_DECK_ELEMENTS = 300_000
"""Elements of the XML of a slide, or of any other part of a deck; a crowded slide has three thousand."""
