"""A theme that comes with deckgen → the text of a user's own that starts from it."""

from __future__ import annotations

import re

from deckgen.schema.json_schema import schema_text
from deckgen.structs.patterns import pattern
from deckgen.theme.fields import theme_schema
from deckgen.theme.files import FILE, template_folder

NAME = pattern(r"[^\W\d_][\w-]*")
"""What a theme may be called: a letter, then letters, digits and hyphens."""

_HEAD = """\
# {title}: a theme of your own, begun as a copy of {origin}.
#
# Use it in an outline beside this folder with:  theme: {name}
# What each key means: https://github.com/deckgen/deckgen/blob/main/docs/themes.md
#
# yaml-language-server: $schema={schema}
#
"""

SCHEMA = "deckgen-theme.schema.json"
"""What the schema is called beside a theme's file."""


def theme_schema_text() -> str:
    """Return the JSON Schema of themes as the text of a file."""
    return schema_text(theme_schema())


_LIKE = """\

# What this file does not have is taken from there: what you delete, and layouts that are new in deckgen.
like: {origin}"""


def own_theme_text(name: str, origin: str) -> str:
    """Return the text of a theme file that is called `name` and else like the one called `origin`."""
    text = (template_folder() / origin / FILE).read_text(encoding="utf-8")
    _, _, rest = text.partition("\n#\n")
    head = _HEAD.format(title=name.capitalize(), name=name, origin=origin, schema=SCHEMA)
    return head + re.sub(r"(?m)^name:.*$", f"name: {name}\n{_LIKE.format(origin=origin)}", rest, count=1)
