"""Markup of other programs in a text → warnings: it is shown as typed, and most likely not meant so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from deckgen.diagnostics import Diagnostic, Edit, warning
from deckgen.outline.model import Text
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_CODE = pattern(r"`[^`\n]*`|\$\$[^$]+\$\$|\$[^$\n]*\$")
_ANY = pattern(r"\\|\[|\{|\^\^|:|~|(?m:^[ \t]*[#>.-])|[\ue000-\uf8ff]")
"""A text in which this finds nothing has none of what follows."""

_TEX = {
    "textbf": "**{}**", "bf": "**{}**", "emph": "*{}*", "textit": "*{}*", "textsl": "*{}*",
    "texttt": "`{}`", "underline": "[{}]{{.underline}}", "uline": "[{}]{{.underline}}",
    "alert": "[{}]{{.accent}}", "textsuperscript": "^{}^", "textsubscript": "~{}~", "url": "<{}>",
    "enquote": "“{}”", "mbox": "{}", "textrm": "{}", "text": "{}",
}  # fmt: skip
_BBCODE = {"b": "**{}**", "i": "*{}*", "u": "[{}]{{.underline}}", "code": "`{}`", "s": "{}"}

_Advice = Callable[[re.Match[str]], tuple[str, str]]
"""What a place is said to be, and what to write; where the second is words alone, they are certain."""


def _filled(table: dict[str, str], one: re.Match[str]) -> str:
    return table.get(one["name"].lower(), "{}").format(one["words"])


def _instead_of_wiki(words: str) -> tuple[str, str]:
    """Return what is written in place of `[[a page]]`, or of a picture `![[map.png]]`."""
    if _PICTURE_FILE.search(words):
        return "give the slide a picture:", f"image: {{file: {words}, alt: what it shows}}"
    return "write", f"[{words}](https://…) or, for a slide of this deck, (#its-id)"


_PICTURE_FILE = pattern(r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?)$", re.I)


class Foreign(Struct, frozen=True):
    """Markup of another program: what is said of it, how it looks, what to write, whether that is certain."""

    message: str
    pattern: re.Pattern[str]
    advice: _Advice
    certain: bool = False


_SIGNS: tuple[Foreign, ...] = (
    Foreign(
        "this is LaTeX, and would appear on the slide as typed",
        pattern(rf"\\(?P<name>{'|'.join(_TEX)})\s?\{{(?P<words>[^{{}}\n]+)\}}"),
        lambda one: ("write", _filled(_TEX, one)),
        True,
    ),
    Foreign(
        "this is LaTeX, and would appear on the slide as typed",
        pattern(r"\\href\s?\{(?P<to>[^{}\s]+)\}\s?\{(?P<words>[^{}\n]+)\}"),
        lambda one: ("write", f"[{one['words']}]({one['to']})"),
        True,
    ),
    Foreign(
        "a formula between brackets with backslashes is not read as one",
        pattern(
            r"\\\((?=[^\n\\^_=+<>\d]*(?:[\^_=+<>\d]|\\[^()\n]))(?P<words>(?:(?!\\[()])[^\n])+)\\\)"
            r"|\\\[(?=[^\n\\^_=+<>]*(?:[\^_=+<>]|\\[^\[\]\n]))(?P<more>(?:(?!\\[\[\]])[^\n])+)\\\]"
        ),
        lambda one: ("write", f"${(one['words'] or one['more']).strip()}$"),
        True,
    ),
    Foreign(
        "this is LaTeX, and would appear on the slide as typed",
        pattern(r"\\(?:pause|item|onslide|uncover|only|visible)\b"),
        lambda one: ("for points that appear one by one, write build: true on the slide", ""),
        False,
    ),
    Foreign(
        "TeX outside a formula is shown as typed",
        pattern(
            r"(?<![\w\\/:.])\\(?P<name>alpha|beta|gamma|delta|epsilon|theta|lambda|mu|pi|sigma|tau|phi|omega|Delta|Omega|Sigma"
            r"|frac|sqrt|sum|int|cdot|times|pm|leq|geq|neq|approx|infty|to|rightarrow|leftarrow|ldots)\b(?:\{[^{}\n]*\})*"
        ),
        lambda one: ("put it between dollars:", f"${one[0]}$"),
        False,
    ),
    Foreign(
        "tags in square brackets are forum markup, and are shown as typed",
        pattern(r"\[(?P<name>b|i|u|s|code)\](?P<words>[^\[\]\n]+)\[/(?P=name)\]", re.I),
        lambda one: ("write", _filled(_BBCODE, one)),
        True,
    ),
    Foreign(
        "a wiki link leads nowhere here, and is shown as typed",
        pattern(r"!?\[\[(?!@)(?P<words>[^\[\]\n|]+)(?:\|[^\[\]\n]*)?\]\]"),
        lambda one: _instead_of_wiki(one["words"].strip()),
        False,
    ),
    Foreign(
        "a link whose address is listed elsewhere leads nowhere here",
        pattern(r"(?<![\w\]!\\])\[(?P<words>[^\[\]\n@^]+)\]\[(?P<to>[^\[\]\n]*)\](?![\w(\[])"),
        lambda one: ("write the address after it:", f"[{one['words']}](https://…)"),
        False,
    ),
    Foreign(
        "a box to tick is shown as brackets",
        pattern(r"(?m:^)\s*\[(?P<mark>[ xX])\](?=\s)"),
        lambda one: ("put the character itself:", "☑" if one["mark"] in "xX" else "☐"),
        False,
    ),
    Foreign(
        "a heading inside a text is shown with its #",
        pattern(r"(?m:^)[ \t]*(?P<sign>#{1,6})[ \t]+(?P<words>\S[^\n]*)"),
        lambda one: ("give it a slide of its own, with title:", one["words"].strip("# ")),
        False,
    ),
    Foreign(
        "a quotation inside a text is shown with its >",
        pattern(r"(?m:^)[ \t]*>[ \t]+(?P<words>[^\s\d][^\n]*)"),
        lambda one: ("write quote:", one["words"]),
        False,
    ),
    Foreign(
        "this line is markup of another program, and is shown as typed",
        pattern(r"(?m:^)[ \t]*(?:\. \. \.|:{3,}[^\n]*|-{3,}|\*{3,})[ \t]*(?m:$)"),
        lambda one: ("leave it out; points that appear one by one need build: true on the slide", ""),
        False,
    ),
    Foreign(
        "what is between these braces is shown as typed",
        pattern(
            r"(?<=[\w.?!)*_`])[ \t]*\{[.#-][\w-]*[^{}\n]*\}[ \t]*(?m:$)"
            r"|(?<=[)*_`])\{(?:[.#]\w|[\w-]+=)[^{}\n]*\}"
        ),
        lambda one: ("leave it out; a slide is named by id:, and words are marked as in [word]{.mark}", ""),
        False,
    ),
    Foreign(
        "a placeholder of another program is shown as typed",
        pattern(r"\{%[^%\n]*%\}"),
        lambda one: ("write what it stands for", ""),
        False,
    ),
    Foreign(
        "the name of an emoji is shown as typed",
        pattern(r"(?<![\w:])(?::[a-z][a-z_]{2,24}:)(?![\w:])"),
        lambda one: ("type or paste the emoji itself", ""),
        False,
    ),
    Foreign(
        "~ at the beginning of a word is shown as typed",
        pattern(r"(?<!\S)~(?P<words>[^\s~][^~\n]{0,60}?)~(?![\w~])"),
        lambda one: ("crossed out is ~~so~~; for a low letter write it after one: H~2~O", ""),
        False,
    ),
)  # fmt: skip


def other_markup(text: Text) -> Iterator[Diagnostic]:
    """Give a warning for each place, with its words as they are written here."""
    if not _ANY.search(text.value):
        return
    code = [(one.start(), one.end()) for one in _CODE.finditer(text.value)]
    for sign in _SIGNS:
        for one in sign.pattern.finditer(text.value):
            start, stop = one.span()
            if any(first <= start < last for first, last in code):
                continue
            while text.value[start].isspace():
                start += 1
            how, words = sign.advice(one)
            span = text.at(start, stop)
            edits = (Edit(span, words),) if sign.certain else ()
            yield warning(sign.message, span, f"{how} {words}".strip(), edits=edits)
