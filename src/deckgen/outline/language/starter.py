"""The outline that `deckgen new` writes: a short talk that builds, with comments on how to go on."""

from __future__ import annotations

from deckgen.outline.language.schema import FILE_NAME

_STARTER = """\
# yaml-language-server: $schema={schema}
#
# The outline of a talk. Lines that begin with # are comments; they appear on no slide.
#
#     deckgen build {name}       makes the PowerPoint deck and the HTML slideshow beside this file
#     deckgen fix {name}         shows how to correct mistakes in it
#
# Two rules: what belongs to a field is indented by two spaces more, and text with a colon in it is in
# quotation marks.

title: "A talk: its title goes here"
author: Your name
course: The course or the occasion
date: {date}
language: en-GB
theme: lectern              # how it looks
citations: mla              # how sources are named
# minutes: 10               # the time there is to speak; deckgen says where the notes do not fit it

# The works that you cite. The short name in front is what a citation names: [@kort, p. 294].
references:
  kort:
    type: book
    author: Kort, Michael   # family name first; several names as a list
    title: "The Soviet Colossus: History and Aftermath"
    publisher: M.E. Sharpe
    year: 1996

# The parts of the talk. The name in front (opening, …) is a stable id: keep it when you change the title.
sections:

  opening:
    title: The question
    slides:

      - title: A slide's title is best a full sentence that says what the slide shows
        bullets:
          - Two to four points are enough
          - Each of them is short, because you say the rest
          - "A point with a colon in it: it is in quotation marks"
          - A point with points below it ends in a colon:
              - like this one
              - and this one
        notes: |
          What you say goes here; only you see it. A blank line begins a new paragraph.

          Citations work in notes and on slides [@kort, p. 294].

      - quote:
          text: The words of somebody else, without quotation marks.
          by: Who said them
          cite: "[@kort, p. 12]"
        notes: |
          A quotation needs no title. Say what the audience should listen for.

  answer:
    title: An answer
    slides:

      - title: Two columns compare
        columns:
          - title: What changed
            bullets:
              - the courts
              - the censorship
          - title: What stayed
            bullets:
              - the party
              - the plan
        notes: |
          Go through the columns row by row.

      - title: A table shows what belongs together
        table:
          columns: ["", Before, After]
          rows:
            - [Courts, special, regular]
            - [Camps, full, emptied]
        notes: |
          Inside [ ] a comma separates the cells.

      # A picture is in a file beside this one:
      #
      # - title: The map shows how far the change reached
      #   image:
      #     file: map.png
      #     alt: What the picture shows, for those who cannot see it
      #     credit: Who made it

      - statement: One sentence that everybody should remember
        notes: |
          Let it stand for a moment before you go on.

      - question:
          prompt: What do you ask the class?
          task: Talk to your neighbour, then we collect.
          minutes: 3
        notes: |
          Collect the answers on the board.
"""


def starter_text(name: str = "talk.yaml", date: str = "2026-11-23", schema: str = FILE_NAME) -> str:
    """Return the starter for a file of that name and a talk on that day.

    `schema` is where editors find the JSON Schema, relative to the outline: the text of
    `deckgen.outline.language.schema.schema_text` is to be written there.
    """
    return _STARTER.format(name=name, date=date, schema=schema)
