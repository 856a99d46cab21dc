"""Bytes of an outline's file → the outline, with everything that is wrong with it.

text → traps and their cures → nodes of the cured text → walk against the field table → Outline. The
places in all that comes out are those of the file as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from deckgen.diagnostics import Diagnostic, Span, error, in_order
from deckgen.outline import fields, model
from deckgen.outline.blocks import BLOCKS, cover_of
from deckgen.outline.model import Text
from deckgen.outline.overviews import with_claims
from deckgen.outline.recover import compose_past_traps
from deckgen.outline.shapes import Group, ListOf, options
from deckgen.outline.source import read_source
from deckgen.outline.values import Values
from deckgen.outline.walk import Found, Walk


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says.

    `outline` is None where there is nothing to go on with; it may be there beside errors, so that the
    next phases can report theirs. `source` is the text that the spans count in.
    """

    outline: model.Outline | None
    diagnostics: tuple[Diagnostic, ...]
    source: str


def read_outline(data: bytes, path: Path) -> Reading:
    """Read an outline's file; report all that is wrong at once."""
    source, shown, problems = read_source(data, path)
    if source is None:
        return Reading(None, problems, shown)
    composed, trapped = compose_past_traps(source)
    found = [*problems, *trapped]
    outline = None
    if composed.root is None:
        if composed.whole and not found:
            hint = "start a new outline: deckgen new talk.yaml"
            found.append(error("the file is empty, expected an outline", Span(path, 1, 1, 1, 1), hint))
    else:
        walk = Walk(composed.places, gaps=not composed.whole)
        outline = _Reader(walk, path).outline(composed.root)
        found += walk.problems
    return Reading(outline if composed.whole else None, in_order(found), source.text)


class _Reader:
    """Builds the values of the outline, field by field."""

    def __init__(self, walk: Walk, path: Path) -> None:
        self.walk = walk
        self.values = Values(walk)
        self.path = path
        self.names: dict[str, Text] = {}

    # ── the whole ─────────────────────────────────────────────────────────────────────────────

    def outline(self, root: yaml.Node) -> model.Outline | None:
        """Return the outline of a file's root node."""
        found = self.walk.group(root, fields.OUTLINE)
        if found is None:
            return None
        start = Text("", Span(self.path, 1, 1, 1, 1))
        references, files = self._references(found)
        cover, cover_image = cover_of(self.values, found)
        return model.Outline(
            path=self.path,
            span=found.span,
            title=self.values.text(found, "title") or start,
            subtitle=self.values.text(found, "subtitle"),
            authors=self.values.texts(found, "author"),
            course=self.values.text(found, "course"),
            date=self.values.text(found, "date"),
            language=self.values.text(found, "language"),
            words=self._words(found),
            theme=self.values.text(found, "theme"),
            dark=self.values.switch(found, "dark", False),
            comfort=self.values.switch(found, "comfort", False),
            citations=self.values.text(found, "citations"),
            minutes=self.values.number(found, "minutes"),
            essay=self.values.text(found, "essay"),
            references=references,
            reference_files=files,
            cover=cover,
            cover_image=cover_image,
            roadmap=self.values.switch(found, "roadmap", True),
            works_cited=self.values.switch(found, "works-cited", True),
            credits=self.values.switch(found, "credits", False),
            nocite=self.values.texts(found, "nocite"),
            sources=self.values.text(found, "sources"),
            references_in_notes=self.values.switch(found, "references-in-notes", True),
            sections=self._sections(found),
            agenda=self.values.switch(found, "agenda", False),
            transition=self.values.text(found, "transition"),
        )

    def _words(self, found: Found) -> tuple[model.Word, ...]:
        entry = found.entries.get("words")
        group = self.walk.group(entry.node, fields.WORDS, entry.name) if entry else None
        if group is None:
            return ()
        read = ((one.name, self.values.text(group, name)) for name, one in group.entries.items())
        return tuple(model.Word(name, text) for name, text in read if text)

    def _sections(self, found: Found) -> tuple[model.Section, ...]:
        entry = found.entries.get("sections")
        if entry is None:
            return ()
        sections: list[model.Section] = []
        for key, part in self._keyed(entry.node, entry.name, fields.SECTION):
            if self._named(key):
                slides = tuple(self._slide(one) for one in self.values.members(part, "slides", fields.SLIDE))
                title = self.values.text(part, "title") or key
                claim = self.values.text(part, "claim")
                sections.append(model.Section(key, title, self._range(part), slides, part.span, claim))
        return with_claims(tuple(sections))

    def _keyed(self, node: yaml.Node, name: Text | None, group: Group) -> list[tuple[Text, Found]]:
        """Return groups under the names that the author has chosen."""
        walk = self.walk
        if not walk.fresh(node):
            return []
        if isinstance(node, yaml.ScalarNode) and not node.value.strip():
            walk.absent(
                name.span if name else walk.span(node), f'"{name}" is empty, expected {group.noun} or more'
            )
            return []
        if not isinstance(node, yaml.MappingNode):
            hint = f"each under a name of its own, for instance:  {'kort' if group.open else 'speech'}:"
            walk.complain(node, f"found a list or a text, expected names with {group.noun} under each", hint)
            return []
        if not node.value:
            walk.absent(walk.span(node), f"this is empty, expected {group.noun} or more")
        parts: list[tuple[Text, Found]] = []
        for _, entry in walk.entries(node):
            if isinstance(entry.node, yaml.ScalarNode) and not entry.node.value.strip():
                walk.absent(entry.name.span, f'"{entry.name}" is empty, expected the fields of {group.noun}')
            elif found := walk.group(entry.node, group, entry.name):
                parts.append((entry.name, found))
        return parts

    def _named(self, name: Text) -> bool:
        """Check a lasting name, which no other section or slide may have."""
        walk = self.walk
        if not re.match(fields.NAME_PATTERN.removesuffix("$") + r"\Z", name.value):
            walk.pattern(name, fields.NAME)
            return True
        if name.value in self.names:
            line = self.names[name.value].span.line
            message = f'the name "{name}" is given a second time'
            walk.problems.append(error(message, name.span, f"it is given first in line {line}"))
        self.names.setdefault(name.value, name)
        return True

    def _range(self, found: Found) -> Text | None:
        text = self.values.text(found, "from")
        if text and "-" in text.value:
            first, last = (int(part) for part in text.value[:60].split("-"))
            if first >= last:
                message = f'"{text}" goes backwards, expected the smaller number first'
                self.walk.problems.append(
                    error(message, text.span, f"write: {min(first, last)}-{max(first, last)}")
                )
                return None
        return text

    # ── references ────────────────────────────────────────────────────────────────────────────

    def _references(self, found: Found) -> tuple[tuple[model.Reference, ...], tuple[Text, ...]]:
        entry = found.entries.get("references")
        if entry is None:
            return (), ()
        nodes: tuple[yaml.Node, ...] = (entry.node,)
        if isinstance(entry.node, yaml.SequenceNode):
            listed = next(one for one in options(found.shape("references")) if isinstance(one, ListOf))
            nodes = self.walk.items(entry.node, listed, entry.name)
        works: list[model.Reference] = []
        files: list[Text] = []
        for node in nodes:
            if isinstance(node, yaml.ScalarNode):
                text = self.walk.text(node, fields.FILE, entry.name)
                files += [text] if text else []
            else:
                works += [
                    self._reference(key, one) for key, one in self._keyed(node, entry.name, fields.REFERENCE)
                ]
        self._once(works)
        return tuple(works), tuple(files)

    def _once(self, works: list[model.Reference]) -> None:
        """Report a key that comes again in another part of a list of references."""
        first: dict[str, Text] = {}
        for work in works:
            name = first.setdefault(work.key.value, work.key)
            if name is not work.key:
                message = f'"{name}" stands here a second time'
                hint = f"it stands first in line {name.span.line}"
                self.walk.problems.append(error(message, work.key.span, hint))

    def _reference(self, key: Text, found: Found) -> model.Reference:
        read: list[model.Field] = []
        shape = ListOf(fields.TEXT, "a list of texts")
        for entry in found.entries.values():
            if isinstance(entry.node, yaml.SequenceNode):
                nodes = self.walk.items(entry.node, shape, entry.name)
                values = (self.walk.text(node, fields.TEXT, None) for node in nodes)
            else:
                values = (self.walk.text(node, fields.TEXT, entry.name) for node in (entry.node,))
            given = tuple(value for value in values if value)
            if given:
                read.append(model.Field(entry.name, given))
        return model.Reference(key, tuple(read), found.span)

    # ── slides ────────────────────────────────────────────────────────────────────────────────

    def _slide(self, found: Found) -> model.Slide:
        name = self.values.text(found, "id")
        if name:
            self._named(name)
        layout = self.values.text(found, "layout")
        self._main(found, layout)
        return model.Slide(
            span=found.span,
            id=name,
            title=self.values.text(found, "title"),
            layout=layout,
            blocks=tuple(block for one in _main(found) if (block := BLOCKS[one](self.values, found))),
            cite=self.values.text(found, "cite"),
            notes=self.values.text(found, "notes"),
            minutes=self.values.number(found, "minutes"),
            paragraphs=self._range(found),
            build=self.values.switch(found, "build", False),
            hidden=self.values.switch(found, "hidden", False),
        )

    def _main(self, found: Found, layout: Text | None) -> None:
        """Check what fills a slide: that there is something, that it goes together, with title and layout."""
        given = _main(found)
        head = self.values.head(found)
        if not given and any(_is_main(name) for name in found.meant):
            return
        if not given:
            names = ", ".join(field.name for field in fields.SLIDE.fields if field.main)
            self.walk.absent(head, "the slide shows nothing", f"it can hold: {names}")
            return
        kinds = fields.KINDS.get(frozenset(given))
        if kinds is None:
            self._apart(found, given)
            return
        if "title" not in found and "title" not in found.meant and not set(given) & fields.UNTITLED:
            self.walk.absent(head, 'a slide needs "title"', f"for instance: {_example('title')}")
        if layout and layout.value not in kinds:
            message = f'the layout "{layout}" does not suit a slide with {_listed(given)}'
            hint = f"such a slide can be: {', '.join(kinds)}"
            self.walk.problems.append(error(message, layout.span, hint))

    def _apart(self, found: Found, given: list[str]) -> None:
        """Report what cannot share a slide, at the first field that is too much."""
        count = next(count for count in range(2, len(given) + 1) if not _shareable(frozenset(given[:count])))
        extra, others = given[count - 1], given[: count - 1]
        message = f'"{extra}" cannot share a slide with {_listed(others)}'
        hints = (
            "put it on a slide of its own",
            "what goes together: image, chart or number with bullets or text",
        )
        self.walk.problems.append(error(message, found.entries[extra].name.span, *hints))


def _shareable(names: frozenset[str]) -> bool:
    """Tell whether these may share a slide, alone or with more."""
    return any(names <= together for together in fields.KINDS)


def _is_main(name: str) -> bool:
    field = fields.SLIDE.field(name)
    return field is not None and field.main


def _main(found: Found) -> list[str]:
    """Return the fields that fill a slide, in the file's order."""
    return [name for name in found.entries if _is_main(name)]


def _example(name: str) -> str:
    field = fields.SLIDE.field(name)
    assert field is not None
    return field.example


def _listed(names: list[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
