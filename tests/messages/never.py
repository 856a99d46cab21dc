"""Messages that no input brings about on any machine of ours, and why."""

# ruff: noqa: E501
from __future__ import annotations

NEVER = {
    '"{…}" needs "{…}" beside it': "takes a chart with rows: and no columns:, in a form that is not read otherwise",
    'expected {…} with {…}, but found "{…}: …"': "takes a pair in the place of two fields, in a form that is not read otherwise",
    "each row of a comparison begins with what is compared": "takes two lists that cannot be columns, in a form that is not read otherwise",
    "Pandoc could not make a document of the guided notes: {…}": "Pandoc turns any page of deckgen's into a document",
    "nothing is left blank in the guided notes": "as the next one: a browser prints them",
    'expected the name of a file, but "{…}" is a folder': "is said of commands that make a file, not of an outline",
    "{…} cannot be used: {…}": "for what a system may refuse beyond all that is known of it",
    "the system does not let deckgen go on: {…}": "takes a folder that is deleted while a program is in it",
    "there is not enough memory": "takes a machine without memory",
    "the folder {…} cannot be read: {…}": "takes a folder that its owner may not open, which some users may always",
    "no slide has notes": "cards and scripts are printed by a browser, which not every machine has",
    '"{…}" is damaged and cannot be read': "takes a file that begins as a deck or a PDF does, and is broken further on",
    "the PDF is encrypted with a password": "takes a PDF with a password",
    'in the essay these are the words of {…}, not of "{…}" (paragraph {…})': "takes an essay that says whose words it quotes",
    "{…}: the deck is damaged, and cannot be read ({…})": "for what may be wrong in a deck beyond all that is known of it",
    "the deck is damaged: one slide is in it twice": "takes a deck whose list of slides no program has written",
    "the deck is damaged: it refers to {…}, which is not in it": "takes a deck from which a part is gone that is read late",
    'slide {…}, "{…}": the merged table is taller than its slide has room for ({…})': "takes a table to which outline "
    "and deck have both added rows",
    "figures, tables and sources are numbered as in the outline, since without the slides that were deleted or moved by hand it cannot be built: {…}": "takes "
    "an outline that cannot be built without a slide that was deleted by hand",
    "ids cannot be written into {…}: {…}": "for outlines whose slides are written in a way that nobody has met yet",
    "the brackets of this text are too many within each other to be read": "for texts with thousands of brackets that "
    "open and do not close in turn",
    "the file cannot be read: {…}": "for what the parser of YAML may refuse beyond all that is known of it",
    "this line does not fit in here": "for what the parser may stop at; lines are looked at first",
    "there is a tab where only spaces are allowed": "for what the parser may say of tabs; lines are looked at first",
    "a dash was expected here": "for what the parser may say of lists; lines are looked at first",
    "this points to another place of the file, which an outline cannot do": "for pointers where no text, list or "
    "group is expected",
    "the file holds more than {…} values": "takes 300,000 values, which few machines read in a moment",
    'the file "{…}" was changed or taken away while it was read': "takes a recording that is saved during a build",
    "the deck would hold more than {…} files": "takes fifteen thousand slides",
    "the deck would have {…} MB, and PowerPoint opens none above {…} MB": "takes two gigabytes of recordings",
    "this table has more than {…} cells": "takes a table of 25,000 cells",
    'the drawing "{…}" cannot be drawn': "for drawings that pass the check of their file and yet cannot be drawn",
    'a slide of the layout "{…}" has no place for {…}': "the outline is checked first; for decks made otherwise",
    'a slide of the layout "{…}" needs {…}, and this one has none': "as before",
    "one slide has place for {…} once, here is a second": "as before",
    "this formula is too long for its place on the slide where a program shows it as text": "for formulas that are "
    "far longer in one line than as they are set",
    "{…} in the deck is {…} MB of XML, more than any slide needs": "takes a deck of hundreds of megabytes",
    "{…} in the deck has more than {…} elements: no slide needs as many": "takes a slide of 300,000 elements",
    "merging would have damaged the deck: {…}": "would be a fault of deckgen's own",
    '"{…}" would be in {…} ({…}), and is not for its readers': "would be a fault of deckgen's own",
    "{…} could not be built: {…}: {…}": "would be a fault of deckgen's own, among many outlines",
    "the system has ended the process that built {…}": "takes an outline that needs more memory than there is",
    "the package for Dask clusters is not installed": "takes a Python without the extra, which the tests have",
    "the cluster at {…} has no worker": "takes a cluster; the tests' has two workers",
    "a worker of the cluster at {…} has no deckgen {…}": "takes a cluster of other machines",
    "no scheduler of a Dask cluster answers at {…}": "is of the command line: tests/course",
    'Pandoc cannot format the work "{…}": {…}': "for works that Pandoc fails at; none is known",
}

FOREIGN = (
    "Pandoc cannot be started: {…}",
    'the {…} "{…}" is broken in line {…}, column {…}: {…}',
    'the citation style "{…}" cannot be used: {…}',
    "this is not JSON: {…}",
    'the drawing "{…}" cannot be used: {…}{…}',
    "{…} in the deck is not well-formed XML: {…}",
    "the deck is damaged and cannot be read: {…}",
    "what was changed by hand is left out: {…}",
    'the essay "{…}" cannot be read: {…}',
    "an entry cannot be read: {…}",
)
"""Messages that quote another program, whose words are others in another version of it."""
