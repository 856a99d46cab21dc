"""Text that wants to be more than text, in every place where an outline or a deck can hold some."""

from __future__ import annotations

from deckgen import structs
from deckgen.deck.model import Note, Run
from deckgen.layout.pages import Pages, Role
from tests.writers.html.sample import cover, deck, page, para, picture, shown, text, title

HIT = "parent.hit=window.hit=1"

HOSTILE = (
    f"</title></style></textarea></script><script>{HIT}</script><img src=x onerror={HIT}>"
    f"<svg onload={HIT}><a href=javascript:{HIT}>x</a><iframe srcdoc='<script>{HIT}</script>'></iframe>"
    f'" onload="{HIT}" autofocus onfocus="{HIT}" \'`${{{HIT}}} {{{{7*7}}}} {{% raw %}} <!-- ]]> &amp; &lt;'
)


def hostile() -> Pages:
    """Return a deck whose every text, name, id, key and address is hostile."""
    run = (
        Run(
            HOSTILE,
            link=f"https://example.org/{HOSTILE.replace(' ', '')}",
            cites=(HOSTILE,),
            language=HOSTILE,
        ),
        Run("a trap", link=f"javascript:{HIT}"),
        Run("another", link=f"data:text/html,<script>{HIT}</script>"),
        Run("a third", link=f"#{HOSTILE}"),
    )
    code = (Run(HOSTILE, code=True),)
    slide = page(
        "list",
        title("list", run),
        text("list", "body", Role.LIST, para(run, "body", level=0)),
        structs.replace(text("list", "body", Role.CODE, para(code, "body")), about=HOSTILE),
        shown("figure", picture(), HOSTILE),
        name=HOSTILE,
        notes=(Note(run), Note(code)),
    )
    works = page(
        "works-cited", text("works-cited", "left", Role.REFERENCES, para(run, "works", key=HOSTILE)), name="W"
    )
    plain = deck(cover(), slide, works)
    words = structs.replace(
        plain.words, quote_open=HOSTILE, notes=HOSTILE, part_of=HOSTILE, slide=HOSTILE, section=HOSTILE
    )
    pages = tuple(
        structs.replace(one, id=f"{number}{HOSTILE}", slide_id=f"{number}{HOSTILE}")
        for number, one in enumerate(plain.pages)
    )
    return structs.replace(
        plain,
        deck_id=HOSTILE,
        name=HOSTILE,
        authors=(HOSTILE,),
        date=HOSTILE,
        words=words,
        pages=pages,
        sections=tuple(structs.replace(one, name=HOSTILE) for one in plain.sections),
    )


OUTLINE = rf"""
title: '\<script>{HIT}\</script> {{{{7+7}}}}'
author: '\<img src=x onerror={HIT}>'
sections:
  one:
    title: '\</main>\<script>{HIT}\</script>'
    slides:
      - title: '\<svg onload={HIT}> "quoted" ''twice'''
        bullets:
          - '\<script>{HIT}\</script> and &lt;b&gt; and ${{1+1}} and {{{{7+7}}}} and {{% if 1 %}}'
          - '[\<img src=x onerror={HIT}>](https://example.org/?onmouseover={HIT})'
        notes: |
          \</script>\<script>{HIT}\</script> in the notes
      - title: A program that would end the page
        code:
          language: html
          text: |
            </script></code></pre><script>{HIT}</script>
            <!-- <img src=x onerror="{HIT}"> {{{{7+7}}}}
        notes: '`</script><script>{HIT}</script>`'
"""
"""An outline of the same sort, as somebody might be sent one."""

REFUSED = (
    f"[click](javascript:{HIT})",
    f"[click](JaVaScRiPt:{HIT})",
    "[click](data:text/html,x)",
    "[click](vbscript:1)",
    "[click](file:///etc/passwd)",
    f"<script>{HIT}</script>",
    "<img src=x onerror=alert(1)>",
    f"<svg onload={HIT}></svg>",
)
"""What no outline may say: links to what runs, and markup of HTML's own."""
