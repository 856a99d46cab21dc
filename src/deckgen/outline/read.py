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
from deckgen.outline.fields import Group, ListOf, Points, Scalar, options
from deckgen.outline.model import Number, Text
from deckgen.outline.recover import compose_past_traps
from deckgen.outline.source import read_source
from deckgen.outline.walk import Found, Walk, blank


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
        self.path = path
        self.names: dict[str, Text] = {}

    # ── fields of a group ─────────────────────────────────────────────────────────────────────

    def text(self, found: Found, name: str) -> Text | None:
        """Return a field that is a single text."""
        entry = found.entries.get(name)
        if entry is None:
            return None
        shape = next(one for one in options(found.shape(name)) if isinstance(one, Scalar))
        return self.walk.text(entry.node, shape, entry.name)

    def number(self, found: Found, name: str) -> Number | None:
        """Return a field that is a number."""
        entry = found.entries.get(name)
        return self.walk.number(entry.node, fields.NUMBER, entry.name) if entry else None

    def switch(self, found: Found, name: str, usual: bool) -> bool:
        """Return a field that is true or false, and what it usually is where it is not given."""
        text = self.text(found, name)
        return text.value.lower() == "true" if text else usual

    def texts(self, found: Found, name: str) -> tuple[Text, ...]:
        """Return a field that is one text or a list of them."""
        entry = found.entries.get(name)
        if entry is None:
            return ()
        kinds = options(found.shape(name))
        listed = next((one for one in kinds if isinstance(one, ListOf)), None)
        single = next((one for one in kinds if isinstance(one, Scalar)), None)
        if single is not None and not isinstance(entry.node, yaml.SequenceNode):
            text = self.walk.text(entry.node, single, entry.name)
            return (text,) if text else ()
        assert listed is not None
        assert isinstance(listed.item, Scalar)
        nodes = self.walk.items(entry.node, listed, entry.name)
        read = (self.walk.text(node, listed.item, None) for node in nodes)
        return tuple(text for text in read if text)

    def members(self, found: Found, name: str, group: Group) -> list[Found]:
        """Return a field that is a list of groups."""
        entry = found.entries.get(name)
        if entry is None:
            return []
        shape = found.shape(name)
        assert isinstance(shape, ListOf)
        read = (self.walk.group(node, group) for node in self.walk.items(entry.node, shape, entry.name))
        return [one for one in read if one]

    def short_or_group(self, found: Found, name: str, group: Group) -> Text | Found | None:
        """Return a field that is a plain text or a group."""
        entry = found.entries[name]
        if isinstance(entry.node, yaml.MappingNode):
            return self.walk.group(entry.node, group, entry.name)
        if blank(entry.node):
            kinds = " or ".join(
                one.noun for one in options(found.shape(name)) if isinstance(one, Scalar | Group)
            )
            self.walk.absent(entry.name.span, f'"{name}" is empty, expected {kinds}')
            return None
        return self.text(found, name)

    # ── the whole ─────────────────────────────────────────────────────────────────────────────

    def outline(self, root: yaml.Node) -> model.Outline | None:
        """Return the outline of a file's root node."""
        found = self.walk.group(root, fields.OUTLINE)
        if found is None:
            return None
        start = Text("", Span(self.path, 1, 1, 1, 1))
        references, files = self._references(found)
        return model.Outline(
            path=self.path,
            span=found.span,
            title=self.text(found, "title") or start,
            subtitle=self.text(found, "subtitle"),
            authors=self.texts(found, "author"),
            course=self.text(found, "course"),
            date=self.text(found, "date"),
            language=self.text(found, "language"),
            theme=self.text(found, "theme"),
            citations=self.text(found, "citations"),
            minutes=self.number(found, "minutes"),
            essay=self.text(found, "essay"),
            references=references,
            reference_files=files,
            cover=self.switch(found, "cover", True),
            roadmap=self.switch(found, "roadmap", True),
            works_cited=self.switch(found, "works-cited", True),
            nocite=self.texts(found, "nocite"),
            sources=self.text(found, "sources"),
            references_in_notes=self.switch(found, "references-in-notes", True),
            sections=self._sections(found),
        )

    def _sections(self, found: Found) -> tuple[model.Section, ...]:
        entry = found.entries.get("sections")
        if entry is None:
            return ()
        sections: list[model.Section] = []
        for key, part in self._keyed(entry.node, entry.name, fields.SECTION):
            if self._named(key):
                slides = tuple(self._slide(one) for one in self.members(part, "slides", fields.SLIDE))
                title = self.text(part, "title") or key
                sections.append(model.Section(key, title, self._range(part), slides, part.span))
        return tuple(sections)

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
        text = self.text(found, "from")
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
        name = self.text(found, "id")
        if name:
            self._named(name)
        layout = self.text(found, "layout")
        self._main(found, layout)
        return model.Slide(
            span=found.span,
            id=name,
            title=self.text(found, "title"),
            layout=layout,
            blocks=tuple(block for one in _main(found) if (block := _BLOCKS[one](self, found))),
            cite=self.text(found, "cite"),
            notes=self.text(found, "notes"),
            minutes=self.number(found, "minutes"),
            paragraphs=self._range(found),
            build=self.switch(found, "build", False),
            hidden=self.switch(found, "hidden", False),
        )

    def _main(self, found: Found, layout: Text | None) -> None:
        """Check what fills a slide: that there is something, that it goes together, with title and layout."""
        given = _main(found)
        head = self._head(found)
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
            "what goes together: image with bullets or text, number with bullets or text",
        )
        self.walk.problems.append(error(message, found.entries[extra].name.span, *hints))

    def _head(self, found: Found) -> Span:
        """Return the first name of a group, to point at the group as a whole."""
        first = next(iter(found.entries.values()), None)
        return first.name.span if first else found.span

    def bullets(self, found: Found) -> model.Bullets | None:
        """Return a list of points."""
        entry = found.entries["bullets"]
        items = self._points(entry.node, entry.name, 1)
        return model.Bullets(items, self.walk.span(entry.node)) if items else None

    def _points(self, node: yaml.Node, name: Text | None, levels: int) -> tuple[model.Bullet, ...]:
        read = (self._point(one, levels) for one in self.walk.items(node, Points(levels=levels), name))
        return tuple(point for point in read if point)

    def _point(self, node: yaml.Node, levels: int) -> model.Bullet | None:
        walk = self.walk
        if isinstance(node, yaml.MappingNode) and len(node.value) == 1:
            key, below = node.value[0]
            if isinstance(key, yaml.ScalarNode) and isinstance(below, yaml.SequenceNode):
                if not levels:
                    walk.complain(key, "points can have points below them once, not twice")
                    return None
                text = walk.text(key, fields.TEXT, None)
                children = self._points(below, text, levels - 1)
                return model.Bullet(text, children, walk.span(node)) if text else None
        if isinstance(node, yaml.SequenceNode):
            hint = "write the point above with a colon at its end, and these further right below it"
            walk.complain(node, "a list stands in the place of a point", hint)
            return None
        text = walk.text(node, fields.TEXT, None)
        return model.Bullet(text, (), text.span) if text else None

    def prose(self, found: Found) -> model.Prose | None:
        """Return running text, parted into paragraphs at blank lines."""
        entry = found.entries["text"]
        texts = self.texts(found, "text")
        paragraphs = tuple(part for text in texts for part in text.paragraphs())
        return model.Prose(paragraphs, self.walk.span(entry.node)) if paragraphs else None

    def quote(self, found: Found) -> model.Quote | None:
        """Return a quotation."""
        given = self.short_or_group(found, "quote", fields.QUOTE)
        if isinstance(given, Found):
            text = self.text(given, "text")
            by, cite = self.text(given, "by"), self.text(given, "cite")
            return model.Quote(text, by, cite, given.span) if text else None
        return model.Quote(given, None, None, given.span) if given else None

    def image(self, found: Found) -> model.Image | None:
        """Return a picture."""
        given = self.short_or_group(found, "image", fields.IMAGE)
        if isinstance(given, Found):
            file = self.text(given, "file")
            alt, caption, credit = (self.text(given, name) for name in ("alt", "caption", "credit"))
            decorative = self.switch(given, "decorative", False)
            return model.Image(file, alt, caption, credit, decorative, given.span) if file else None
        return model.Image(given, None, None, None, False, given.span) if given else None

    def table(self, found: Found) -> model.Table | None:
        """Return a table, written out or in a file."""
        given = self.short_or_group(found, "table", fields.TABLE)
        if given is None:
            return None
        if isinstance(given, Text):
            return model.Table((), (), None, given, given.span)
        name = found.entries["table"].name
        file, caption = self.text(given, "file"), self.text(given, "caption")
        if "file" in given:
            for extra in ("columns", "rows"):
                if extra in given:
                    message = f'"{extra}" cannot stand beside "file", which holds the whole table'
                    self.walk.problems.append(error(message, given.entries[extra].name.span))
            return model.Table((), (), caption, file, given.span) if file else None
        for needed in ("columns", "rows"):
            if needed not in given:
                hint = "or give the name of a .csv file: table: trade.csv"
                self.walk.absent(name.span, f'a table needs "{needed}"', hint)
        columns, rows = self.texts(given, "columns"), self._rows(given)
        return model.Table(columns, rows, caption, None, given.span) if columns and rows else None

    def _rows(self, found: Found) -> tuple[tuple[Text, ...], ...]:
        entry = found.entries.get("rows")
        if entry is None:
            return ()
        shape = found.shape("rows")
        assert isinstance(shape, ListOf)
        assert isinstance(shape.item, ListOf)
        wanted = found.node("columns")
        width = len(wanted.value) if isinstance(wanted, yaml.SequenceNode) else None
        rows: list[tuple[Text, ...]] = []
        for node in self.walk.items(entry.node, shape, entry.name):
            if not isinstance(node, yaml.SequenceNode):
                self.walk.wrong(
                    node, "a row of cells, for instance [Court, Special courts, Regular courts]", shape
                )
                continue
            cells = [
                self.walk.text(one, fields.CELL, None) for one in self.walk.items(node, shape.item, None)
            ]
            if width is not None and node.value and len(node.value) != width:
                count = len(node.value)
                hint = 'a comma parts cells: put a cell with a comma in quotation marks, an empty one is ""'
                self.walk.complain(
                    node, f"the row has {count} cell{'s' * (count != 1)}, the table {width} columns", hint
                )
            rows.append(tuple(cell for cell in cells if cell))
        return tuple(rows)

    def timeline(self, found: Found) -> model.Timeline | None:
        """Return events."""
        entry = found.entries["timeline"]
        events: list[model.Event] = []
        for one in self.members(found, "timeline", fields.EVENT):
            date, text = self.text(one, "date"), self.text(one, "event")
            if date and text:
                events.append(model.Event(date, text, one.span))
        return model.Timeline(tuple(events), self.walk.span(entry.node)) if events else None

    def columns(self, found: Found) -> model.Columns | None:
        """Return two columns."""
        entry = found.entries["columns"]
        columns: list[model.Column] = []
        for one in self.members(found, "columns", fields.COLUMN):
            title = self.text(one, "title")
            content = self.bullets(one) if "bullets" in one else self.prose(one) if "text" in one else None
            if "bullets" in one and "text" in one:
                message = '"text" cannot share a column with "bullets"'
                self.walk.problems.append(error(message, one.entries["text"].name.span))
            elif "bullets" not in one and "text" not in one:
                self.walk.absent(self._head(one), 'a column needs "bullets" or "text"')
            if content:
                columns.append(model.Column(title, content, one.span))
        return model.Columns(tuple(columns), self.walk.span(entry.node)) if len(columns) == 2 else None

    def statement(self, found: Found) -> model.Statement | None:
        """Return a statement."""
        text = self.text(found, "statement")
        return model.Statement(text, text.span) if text else None

    def question(self, found: Found) -> model.Question | None:
        """Return a question."""
        given = self.short_or_group(found, "question", fields.QUESTION)
        if isinstance(given, Found):
            prompt, task = self.text(given, "prompt"), self.text(given, "task")
            minutes = self.number(given, "minutes")
            return model.Question(prompt, task, minutes, given.span) if prompt else None
        return model.Question(given, None, None, given.span) if given else None

    def big_number(self, found: Found) -> model.BigNumber | None:
        """Return a number with its label."""
        entry = found.entries["number"]
        given = self.walk.group(entry.node, fields.BIG_NUMBER, entry.name)
        if given is None:
            return None
        value, label = self.text(given, "value"), self.text(given, "label")
        return model.BigNumber(value, label, given.span) if value and label else None

    def passage(self, found: Found) -> model.Passage | None:
        """Return a passage."""
        given = self.short_or_group(found, "passage", fields.PASSAGE)
        if isinstance(given, Found):
            text, notes = self.text(given, "text"), self.texts(given, "notes")
            return model.Passage(text, notes, given.span) if text else None
        return model.Passage(given, (), given.span) if given else None


_BLOCKS = {
    "bullets": _Reader.bullets,
    "text": _Reader.prose,
    "quote": _Reader.quote,
    "image": _Reader.image,
    "table": _Reader.table,
    "timeline": _Reader.timeline,
    "columns": _Reader.columns,
    "statement": _Reader.statement,
    "question": _Reader.question,
    "number": _Reader.big_number,
    "passage": _Reader.passage,
}


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
