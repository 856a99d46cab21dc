"""`[words]{lang=ru}` → words that name their language: the rule for markdown-it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from deckgen.diagnostics import Diagnostic, Span, error

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_LANGUAGE = re.compile(r"\{\s*:?lang\s*=\s*(?:\"(?P<quoted>[^\"{}]*)\"|(?P<plain>[^\s\"{}]*))\s*\}")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def span_rule(
    report: Callable[[StateInline, Diagnostic], None], place: Callable[[StateInline, int, int], Span]
) -> Callable[[StateInline, bool], bool]:
    """Return the rule; `report` takes what is wrong, `place` says where it stands."""

    def span(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if state.src[start] != "[":
            return False
        end = state.md.helpers.parseLinkLabel(state, start)
        found = _LANGUAGE.match(state.src, end + 1, state.posMax) if end >= 0 else None
        if not found:
            return False
        if not silent:
            tag = found["quoted"] if found["quoted"] is not None else found["plain"]
            if not _TAG.fullmatch(tag):
                report(
                    state,
                    error(
                        f'"{tag}" is no language tag',
                        place(state, end + 1, found.end()),
                        "write the language's short name: [перестройка]{lang=ru}",
                    ),
                )
                tag = ""
            whole = state.posMax
            token = state.push("span_open", "span", 1)
            token.meta = {"language": tag}
            state.pos, state.posMax = start + 1, end
            state.md.inline.tokenize(state)
            state.push("span_close", "span", -1)
            state.posMax = whole
        state.pos = found.end()
        return True

    return span
