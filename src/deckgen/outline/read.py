"""Bytes of an outline's file → the outline, with everything that is wrong with it.

text → traps and their cures → nodes of the cured text → walk against the field table → Outline. The
places in all that comes out are those of the file as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from deckgen.diagnostics import Diagnostic, Span, error, in_order, warning
from deckgen.limits import MOST_SECTIONS, OUTLINE_BYTES
from deckgen.outline import model
from deckgen.outline.blocks import whole
from deckgen.outline.blocks.joined import cited, spoken
from deckgen.outline.blocks.overviews import with_claims
from deckgen.outline.blocks.pictures import background, on_picture
from deckgen.outline.blocks.read import blocks_in, body
from deckgen.outline.blocks.together import apart, crowded, unplaced
from deckgen.outline.draft import drafted
from deckgen.outline.forms.regular import regular_sections
from deckgen.outline.forms.slides import regular_slides
from deckgen.outline.language import fields, slide_fields
from deckgen.outline.language.names import slug_of, unique
from deckgen.outline.language.other_programs import INCLUDED
from deckgen.outline.model import Text
from deckgen.outline.requirements import required, required_file, speaker, unchecked
from deckgen.outline.traps.recover import compose_past_traps
from deckgen.project_files import FileKind
from deckgen.schema.advice import inline
from deckgen.schema.scalars import text_of
from deckgen.schema.shapes import Group, ListOf, list_of, options
from deckgen.schema.source import Source, in_utf8, read_source, source_of
from deckgen.schema.values import Values
from deckgen.schema.walk import CheckedMapping, Entry, Validator
from deckgen.structs import Struct

OUTLINE = FileKind("outline", OUTLINE_BYTES)


class Reading(Struct, frozen=True):
    """What a file says.

    `outline` is None where there is nothing to go on with; it may be there beside errors, so that the
    next phases can report theirs. `source` is the text that the spans count in; it is `plain` where nothing
    was wrong with the file's bytes.
    """

    outline: model.Outline | None
    diagnostics: tuple[Diagnostic, ...]
    source: str
    plain: bool = False


def read_outline(data: bytes, path: Path) -> Reading:
    """Read an outline's file; report all that is wrong at once."""
    source, shown, problems = read_source(data, path, OUTLINE)
    if source is None and (known := in_utf8(data)):
        source, shown, others = read_source(known, path, OUTLINE)
        problems = (*(_readable(one, known, path) for one in problems), *others)
    if source is None:
        return Reading(None, problems, shown)
    return read_text(source, problems)


def read_text(source: Source, problems: tuple[Diagnostic, ...] = ()) -> Reading:
    """Read the text of an outline's file; `problems` are what was wrong with its bytes."""
    path = source.path
    if draft := drafted(source):
        return Reading(None, in_order([*problems, draft]), source.text)
    composed, trapped = compose_past_traps(source)
    found = [*problems, *trapped]
    outline = None
    if composed.root is None:
        if composed.whole and not found:
            hint = "start a new outline: deckgen new talk.yaml"
            found.append(error("expected an outline, but the file is empty", Span(path, 1, 1, 1, 1), hint))
    else:
        walk = Validator(composed.places, fields.ALL, gaps=composed.gaps)
        outline = _Reader(walk, path).outline(composed.root)
        found += walk.problems
    return Reading(outline if composed.whole else None, in_order(found), source.text, plain=not problems)


def _readable(refused: Diagnostic, known: bytes, path: Path) -> Diagnostic:
    """Return what is said of a file in another encoding that can be read all the same, `known` in UTF-8."""
    message = "the file is saved as UTF-16 or UTF-32, and is read as that"
    span = refused.span
    if span and (span.line, span.column) != (span.end_line, span.end_column):
        source = source_of(known.decode("utf-8-sig"), path)
        letter = source.text[source.offset(span.line, span.column)]
        message = f'the file is saved as Windows-1252, and "{letter}" is read here'
    hint = f"save it as UTF-8, which every program reads: deckgen fix --write {path.name}"
    return warning(message, span, hint)


class _Reader:
    """Builds the values of the outline, field by field."""

    def __init__(self, walk: Validator, path: Path) -> None:
        self.walk = walk
        self.values = Values(walk)
        self.path = path
        self.names: dict[str, Text] = {}
        self.speakers: tuple[Text, ...] = ()

    # ── the whole ─────────────────────────────────────────────────────────────────────────────

    def outline(self, root: yaml.Node) -> model.Outline | None:
        """Return the outline of a file's root node."""
        if not isinstance(root, yaml.MappingNode):
            hint = (
                "an outline begins with title: and lists its slides: below; deckgen new talk.yaml writes one"
            )
            kind = "a list" if isinstance(root, yaml.SequenceNode) else "plain text"
            self.walk.complain(root, f"expected an outline, but found {kind}", hint)
            return None
        found = self.walk.group(root, fields.OUTLINE)
        if found is None:
            return None
        start = Text("", Span(self.path, 1, 1, 1, 1))
        references, files = self._references(found)
        self.speakers = self.values.texts(found, "speakers")
        cover, cover_image, cover_notes = whole.cover(self.values, found)
        return model.Outline(
            path=self.path,
            span=found.span,
            title=self.values.text(found, "title") or start,
            subtitle=self.values.text(found, "subtitle"),
            authors=whole.authors(self.values, found),
            institute=self.values.text(found, "institute"),
            unchecked=unchecked(self.values, found),
            speakers=self.speakers,
            requires=required(self.values, found),
            requires_file=required_file(self.values, found),
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
            works_cited=self._works_cited(found),
            credits=self.values.switch(found, "credits", False),
            nocite=self.values.texts(found, "nocite"),
            sources=self.values.text(found, "sources"),
            references_in_notes=self.values.switch(found, "references-in-notes", True),
            sections=with_claims(self._talk(found)),
            agenda=self.values.switch(found, "agenda", False),
            transition=self.values.text(found, "transition"),
            embed=self.values.switch(found, "embed", False),
            own_colours="dark" in found or "comfort" in found,
            cover_notes=cover_notes,
            logo=whole.logo(self.values, found),
            footer=self.values.text(found, "footer"),
            closing=whole.closing(self.values, found),
            appendix=self._sections(found, "appendix"),
            ratio=ratio.value if (ratio := self.values.text(found, "ratio")) else "16:9",
        )

    def _works_cited(self, found: CheckedMapping) -> bool:
        """Return whether the deck closes with the works cited; works listed here are shown their place."""
        node = found.node("works-cited")
        if not isinstance(node, yaml.CollectionNode):
            return self.values.switch(found, "works-cited", True)
        message = '"works-cited" is true or false; the works themselves are listed under "references"'
        hint = (
            'write: references:\n           kort: {type: book, author: "Kort, Michael", title: …, year: 1996}'
        )
        self.walk.complain(node, message, hint)
        return True

    def _words(self, found: CheckedMapping) -> tuple[model.Word, ...]:
        entry = found.entries.get("words")
        group = self.walk.group(entry.node, fields.WORDS, entry.name) if entry else None
        if group is None:
            return ()
        read = ((one.name, self.values.text(group, name)) for name, one in group.entries.items())
        return tuple(model.Word(name, text) for name, text in read if text)

    def _talk(self, found: CheckedMapping) -> tuple[model.Section, ...]:
        """Return the sections; slides without any are one, which has the talk's title."""
        if "sections" in found or "slides" not in found:
            if not {"sections", "slides", *INCLUDED} & {*found.entries, *found.meant}:
                wanted = next(one for one in fields.OUTLINE.fields if one.name == "slides")
                hint = f"for instance: {inline(wanted)}"
                self.walk.absent(self.values.head(found), "an outline needs slides", hint, beside=True)
            elif "slides" in found:
                name = found.entries["slides"].name
                hint = "put them into one of the sections, below its slides:"
                self.walk.problems.append(error("these slides belong to no section", name.span, hint))
            return self._sections(found, "sections")
        slides = tuple(self._slide(one) for one in self._slides(found))
        key = Text("slides", found.entries["slides"].name.span)
        title = found.entries.get("title")
        said = (
            text_of(title.node, self.walk.places)
            if title and isinstance(title.node, yaml.ScalarNode)
            else key
        )
        self._named(key)
        return (
            (model.Section(key=key, title=said, paragraphs=None, slides=slides, span=key.span),)
            if slides
            else ()
        )

    def _sections(self, found: CheckedMapping, name: str) -> tuple[model.Section, ...]:
        entry = found.entries.get(name)
        if entry is None:
            return ()
        sections: list[model.Section] = []
        count = len(entry.node.value) if isinstance(entry.node, yaml.CollectionNode) else 0
        if count > MOST_SECTIONS:
            message = f"there are {count:,} sections here; at most {MOST_SECTIONS:,} are read"
            self.walk.problems.append(error(message, entry.name.span, "make several outlines of it"))
            return ()
        node = regular_sections(entry.node)
        self.walk.kept.append(node)
        for key, title, part in self._sections_in(node, entry.name, found):
            if self._named(key):
                slides = tuple(self._slide(one) for one in self._slides(part))
                sections.append(
                    model.Section(
                        key=key,
                        title=title,
                        paragraphs=self._range(part),
                        slides=slides,
                        span=part.span,
                        claim=self.values.text(part, "claim"),
                        image=whole.opening(self.values, part),
                        notes=spoken(self.values, part),
                        minutes=self.values.number(part, "minutes"),
                        works_cited=self.values.switch(part, "works-cited", False),
                        only=self.values.text(part, "only"),
                        speaker=speaker(self.values, part, self.speakers),
                    )
                )
        return tuple(sections)

    def _sections_in(
        self, node: yaml.Node, name: Text, found: CheckedMapping
    ) -> Iterator[tuple[Text, Text, CheckedMapping]]:
        """Give the sections with ids and titles; in a list, ids are made of titles where none are given."""
        if not isinstance(node, yaml.SequenceNode):
            for given, section in self._keyed(node, name, fields.SECTION):
                if "id" in section:
                    message = f'"id" is already given: it is the name above, "{given}"'
                    place = section.entries["id"].name.span
                    self.walk.problems.append(error(message, place, "take the line out"))
                yield given, self.values.text(section, "title") or given, section
            return
        listed = list_of(found.shape("sections"))
        assert isinstance(listed, ListOf)
        read = (self.walk.group(one, fields.SECTION) for one in self.walk.items(node, listed, name))
        taken = set(_ids(node))
        for part in read:
            if part is None:
                continue
            title, key = self.values.text(part, "title"), self.values.text(part, "id")
            if key is None:
                slug = unique(slug_of(str(title or "section")) or "section", taken)
                key = Text(slug, title.span if title else part.span)
            taken.add(key.value)
            yield key, title or key, part

    def _keyed(self, node: yaml.Node, name: Text | None, group: Group) -> list[tuple[Text, CheckedMapping]]:
        """Return groups under the names that the author has chosen."""
        walk = self.walk
        if not walk.fresh(node):
            return []
        if isinstance(node, yaml.ScalarNode) and not node.value.strip():
            walk.absent(
                name.span if name else walk.span(node), f'"{name}" is empty; it needs {_at_least(group)}'
            )
            return []
        if not isinstance(node, yaml.MappingNode):
            example = (
                "kort:  with type:, author: and title: below it"
                if group.open
                else "- title: Harvest  with slides: below it"
            )
            kind = "a list" if isinstance(node, yaml.SequenceNode) else "text"
            message = f"expected {_at_least(group)}, but found {kind}"
            walk.complain(node, message, f"for instance: {example}")
            return []
        if not node.value:
            walk.absent(walk.span(node), f"this is empty; it needs {_at_least(group)}")
        parts: list[tuple[Text, CheckedMapping]] = []
        for _, entry in walk.entries(node):
            if isinstance(entry.node, yaml.ScalarNode) and not entry.node.value.strip():
                walk.absent(entry.name.span, f'"{entry.name}" is empty; it needs the fields of {group.noun}')
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
            walk.problems.append(error(message, name.span, f"it is first given in line {line}"))
        self.names.setdefault(name.value, name)
        return True

    def _range(self, found: CheckedMapping) -> Text | None:
        text = self.values.text(found, "from")
        if text and "-" in text.value:
            first, last = (int(part) for part in text.value.split("-"))
            if first >= last:
                message = f'"{text}" goes backwards: the smaller number comes first'
                self.walk.problems.append(
                    error(message, text.span, f"write: {min(first, last)}-{max(first, last)}")
                )
                return None
        return text

    # ── references ────────────────────────────────────────────────────────────────────────────

    def _references(self, found: CheckedMapping) -> tuple[tuple[model.Reference, ...], tuple[Text, ...]]:
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
                message = f'"{name}" appears here a second time'
                hint = f"it appears first in line {name.span.line}: keep one of the two"
                self.walk.problems.append(error(message, work.key.span, hint))

    def _reference(self, key: Text, found: CheckedMapping) -> model.Reference:
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

    def _slides(self, found: CheckedMapping) -> list[CheckedMapping]:
        """Return the fields of each slide, those that it does not have put into those that they mean."""
        entry = found.entries.get("slides")
        if entry is None:
            return []
        node = regular_slides(entry.node, fields.SLIDE)
        self.walk.kept.append(node)
        found.entries["slides"] = Entry(entry.name, node)
        return self.values.members(found, "slides", fields.SLIDE)

    def _slide(self, found: CheckedMapping) -> model.Slide:
        name = self.values.text(found, "id")
        if name:
            self._named(name)
        layout = self.values.text(found, "layout")
        self._main(found, layout)
        blocks = blocks_in(self.values, found)
        if "background" in found and (ground := background(self.values, found)):
            layout, blocks = on_picture(self.values, ground, layout, blocks)
        blocks = tuple(sorted(blocks, key=lambda one: isinstance(one, model.Takeaway)))
        if "body" in found:
            blocks = (*body(self.values, found), *blocks)
        self.walk.problems += crowded(blocks, self.values.head(found))
        self.walk.problems += unplaced(blocks, stacked="body" in found)
        return model.Slide(
            span=found.span,
            id=name,
            title=None if _unnamed(found) else self.values.text(found, "title"),
            layout=layout,
            blocks=blocks,
            cite=cited(self.values, found),
            notes=spoken(self.values, found),
            minutes=self.values.number(found, "minutes"),
            paragraphs=self._range(found),
            build=self.values.switch(found, "build", False),
            hidden=self.values.switch(found, "hidden", False),
            subtitle=self.values.text(found, "subtitle"),
            source=self.values.text(found, "source"),
            stacked="body" in found,
            build_span=found.entries["build"].name.span if "build" in found else None,
            only=self.values.text(found, "only"),
            speaker=speaker(self.values, found, self.speakers),
        )

    def _main(self, found: CheckedMapping, layout: Text | None) -> None:
        """Check what fills a slide: that there is something, that it goes together, with title and layout."""
        given = _main(found)
        head = self.values.head(found)
        titled = ("title" in found and not _unnamed(found)) or "title" in found.meant
        if not given:
            if not titled and "background" not in found and not _means_main(found):
                names = ", ".join(field.name for field in fields.SLIDE.fields if field.main)
                self.walk.absent(head, "the slide shows nothing", f"it can hold: {names}", beside=True)
            return
        problems = tuple(apart(found, given, str(layout) if layout else ""))
        self.walk.problems += problems
        if problems:
            return
        if not titled and not set(given) & slide_fields.UNTITLED:
            message = "this slide has no title, so it is named after what it shows"
            hint = f"lists of slides and screen readers rely on titles, for instance: {_example('title')}"
            self.walk.problems.append(warning(message, head, hint))
        if layout:
            self._suits(layout, given)

    def _suits(self, layout: Text, given: list[str]) -> None:
        """Check that a layout is one for what fills the slide."""
        kinds = slide_fields.KINDS.get(frozenset(given), ())
        if layout.value not in kinds:
            message = f'the layout "{layout}" does not suit a slide with {_listed(given)}'
            hint = f"such a slide can be: {', '.join(kinds)}" if kinds else "leave the line out"
            self.walk.problems.append(error(message, layout.span, hint))


def _unnamed(found: CheckedMapping) -> bool:
    """Tell whether a slide says that it has no title, `title: ""`; one forgotten after its colon does not."""
    node = found.entries["title"].node if "title" in found else None
    return isinstance(node, yaml.ScalarNode) and bool(node.style) and not node.value.strip()


def _ids(node: yaml.Node) -> Iterator[str]:
    """Give the ids that are given anywhere in a node, so that no section is given the same."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == "id" and isinstance(value, yaml.ScalarNode):
                yield value.value
            yield from _ids(value)
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _ids(one)


def _is_main(name: str) -> bool:
    field = fields.SLIDE.field(name)
    return field is not None and field.main


def _means_main(found: CheckedMapping) -> bool:
    """Tell whether an unknown name stands for what fills a slide, or for the file that would."""
    return any(_is_main(name) or name in INCLUDED for name in found.meant)


def _main(found: CheckedMapping) -> list[str]:
    """Return the fields that fill a slide, in the file's order."""
    return [name for name in found.entries if _is_main(name)]


def _example(name: str) -> str:
    field = fields.SLIDE.field(name)
    assert field is not None
    return field.example


def _listed(names: list[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _at_least(group: Group) -> str:
    """Return the fewest that a list of groups may hold: `at least one section`."""
    return f"at least one {group.noun.partition(' ')[2]}"
