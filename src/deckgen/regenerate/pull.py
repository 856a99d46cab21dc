"""What was changed by hand in a deck → the same changes in the outline's file, and what cannot go there.

Only the bytes of the values concerned change. What both sides changed is merged by word, or refused.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from deckgen.deck.kinds import texts_of
from deckgen.deck.model import Deck
from deckgen.layout.pages import Pages
from deckgen.outline.model import Outline, Slide, Text, TextId
from deckgen.outline.write.lists import set_levels
from deckgen.outline.write.made import add_notes, insert_slide
from deckgen.outline.write.slides import hide, reorder, take_out
from deckgen.outline.write.splice import (
    Unwritable,
    insert_item,
    outline_of,
    remove_item,
    replace_part,
    texts_in,
)
from deckgen.regenerate.markup import Untraceable, coverage, escaped, markup_of, splices, trimmed
from deckgen.regenerate.merging.alike import alike_figures, said_cells, says_same
from deckgen.regenerate.merging.match import match_shapes
from deckgen.regenerate.merging.merge import Trio, trios_of
from deckgen.regenerate.merging.order import merge_order, moved, moves_of
from deckgen.regenerate.merging.text import Said, merge_text, pairs
from deckgen.regenerate.own import drafted
from deckgen.regenerate.pull_tables import TableChange, grid_of, grid_texts, shows, tables_of, why_not
from deckgen.regenerate.reading.snapshot import (
    PLAIN,
    DeckState,
    Line,
    Lines,
    Look,
    ShapeState,
    SlideState,
    Stress,
    Stretch,
    said,
)
from deckgen.structs import Struct, field
from deckgen.structs.matching import opcodes
from deckgen.structs.memos import remembering

_SHOWN = 40
"""How much of a shape's words names it."""

_LEAST = 0.5
"""The share of words that a text of the outline has in common with a paragraph that is made of it."""


class Pulled(Struct, frozen=True):
    """The outline's file as it is to be; what was carried back, and what not and why, a line each."""

    text: str
    diff: str
    done: tuple[str, ...]
    refused: tuple[str, ...]


class Sources(Struct, frozen=True):
    """What a pull goes by: the outline's text, what it compiles to, the deck in its three states."""

    text: str
    outline: Outline
    deck: Deck
    pages: Pages
    base: DeckState
    hand: DeckState
    new: DeckState


def pull(given: Sources, *, deletions: bool = False, own: bool = False) -> Pulled:
    """Carry what was changed by hand back into the outline's text.

    `deletions` has slides that were deleted by hand go from the outline, too; `own` has slides of the
    user's own come into it.
    """
    pulling = _Pulling(given, deletions=deletions, own=own)
    with remembering():  # of each change only its slide has to be read back
        pulling.run()
    rows = difflib.unified_diff(
        given.text.splitlines(),
        pulling.text.splitlines(),
        str(given.outline.path),
        f"{given.outline.path} (pulled)",
        n=1,
        lineterm="",
    )
    return Pulled(pulling.text, "\n".join(rows), tuple(pulling.done), tuple(pulling.refused))


class _Pulling(Struct):
    """One pull: the file as it is so far."""

    given: Sources
    deletions: bool
    own: bool
    text: str = ""
    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    track: list[TextId | None] = field(default_factory=list)
    """The texts of the file as it now is, by the ids that they had; None: one that was added."""
    standing: list[int] = field(default_factory=list)
    """The slides of the file as it now is, by the places that they had."""

    def run(self) -> None:
        """Carry everything back, slide by slide, then what concerns their order."""
        given = self.given
        self.text = given.text
        self.track = [one.id for one in texts_in(given.outline)]
        self.standing = list(range(len(_slides(given.outline))))
        trios, _ = trios_of(given.base, given.hand, given.new)
        for trio in trios:
            if trio.hand is not None and trio.outline is not None:
                self._slide(trio)
        for trio in trios:
            self._whole(trio)
        self._order(trios)
        self._own_slides(trios)

    # One slide

    def _typed(self, trio: Trio) -> Slide | None:
        """Return the outline's slide that a slide of the deck is made of, None: of none."""
        if trio.outline is None:
            return None
        page = self.given.pages.pages[trio.outline.number - 1]
        made = next((one for one in self.given.deck.slides if one.id == page.slide_id), None)
        if made is None:
            return None
        return next((slide for slide in _slides(self.given.outline) if slide.span == made.span), None)

    def _slide(self, trio: Trio) -> None:
        assert trio.hand is not None
        assert trio.outline is not None
        base = trio.base or trio.outline
        mine, theirs = match_shapes(base, trio.hand), match_shapes(base, trio.outline)
        for place, shape in enumerate(base.shapes):
            if place in mine and place in theirs and not shape.is_chrome:
                self._shape(trio, shape, trio.hand.shapes[mine[place]], trio.outline.shapes[theirs[place]])
        self._beyond(trio, base, set(mine), set(mine.values()), set(theirs))
        slide = self._typed(trio)
        if slide is not None and slide.notes is None and not base.notes and not trio.outline.notes:
            if trio.hand.notes:
                self._attempt(trio, "the notes", partial(self._new_notes, slide, trio.hand.notes))
            return
        notes = [slide.notes] if slide is not None and slide.notes is not None else []
        self._lines(trio, "the notes", (base.notes, trio.hand.notes, trio.outline.notes), notes, whole=True)

    def _beyond(
        self, trio: Trio, base: SlideState, mine: set[int], known: set[int], theirs: set[int]
    ) -> None:
        """Say what of a slide's shapes has no place in the outline: the user's own, and those gone."""
        assert trio.hand is not None
        for place, shape in enumerate(trio.hand.shapes):
            if place not in known and trio.base is not None and shape.group is None and not shape.is_chrome:
                what = _short(shape.text) or shape.name or shape.kind
                self._refuse(trio, f'"{what}"', "it is a shape of your own, which stays in the deck alone")
        for place, shape in enumerate(base.shapes):
            if place not in mine and place in theirs and shape.group is None and not shape.is_chrome:
                why = "it was deleted by hand: take it out of the outline yourself"
                self._refuse(trio, shape.field_name, why)

    def _new_notes(self, slide: Slide, notes: Lines) -> None:
        outline = outline_of(self.text, self.given.outline.path)
        said_ = tuple(markup_of(line.said[1]) for line in notes if line.text.strip())
        self._follow(add_notes(self.text, outline, self._slide_now(slide), said_))

    def _shape(self, trio: Trio, base: ShapeState, hand: ShapeState, outline: ShapeState) -> None:
        texts = self._candidates(trio)
        if outline.cells:
            self._cells(trio, base, hand, outline, texts)
        elif outline.series:
            self._numbers(trio, base, hand, outline)
        elif outline.lines is not None and outline.instead is None:
            self._lines(trio, outline.field_name, (base.lines or (), hand.lines or (), outline.lines), texts)
        elif outline.instead is not None and not (says_same(base, hand) or says_same(outline, hand)):
            self._refuse(
                trio, outline.field_name, "it holds a formula: make the change in the outline yourself"
            )
        if hand.alt and hand.alt not in (base.alt, outline.alt):
            self._alt(trio, hand, outline)
        if not (alike_figures(base, hand) or alike_figures(hand, outline)):
            why = "it was given another picture: put that in the folder and name it in the outline"
            self._refuse(trio, outline.field_name, why)

    def _candidates(self, trio: Trio) -> list[Text]:
        """Return the texts of the outline that a slide may show."""
        slide = self._typed(trio)
        if slide is not None:
            return list(texts_of(slide))
        outline = self.given.outline
        heads = [outline.title, outline.subtitle, outline.course]
        return [one for one in (*heads, *(section.title for section in outline.sections)) if one is not None]

    def _lines(
        self,
        trio: Trio,
        name: str,
        three: tuple[Lines, Lines, Lines],
        texts: list[Text],
        *,
        whole: bool = False,
    ) -> None:
        """Carry a text back; `whole` takes all its paragraphs for one text of the outline."""
        base, hand, outline = three
        if said(hand) == said(outline) or said(base) == said(hand):
            return
        found = merge_text(base, hand, outline)
        if found.collisions:
            self._refuse(trio, name, "the outline has changed it, too")
            return
        wanted = tuple(
            hand[one.hand] if one.said is None and one.hand is not None else _line(one.level, one.said or ())
            for one in found.lines
        )
        if whole:
            self._attempt(trio, name, lambda: self._as_one(outline, wanted, texts))
            return
        self._paragraphs(trio, name, (outline, wanted), texts)

    def _paragraphs(self, trio: Trio, name: str, both: tuple[Lines, Lines], texts: list[Text]) -> None:
        """Carry a text back paragraph by paragraph; `both` are the outline's and what is wanted."""
        outline, wanted = both
        same = pairs(outline, wanted)
        for place, other in same.items():
            if outline[place].said[1] != trimmed(wanted[other].said[1], outline[place].text):
                self._attempt(trio, name, partial(self._line, outline[place], wanted[other], texts))
        for place in [one for one in range(len(outline)) if one not in same]:
            self._attempt(trio, name, partial(self._gone, outline[place], texts))
        for place in [one for one in range(len(wanted)) if one not in same.values()]:
            self._attempt(trio, name, partial(self._more, wanted, place, texts))
        if _relevelled(both, same):
            self._attempt(trio, f"levels of {name}", partial(self._levels, outline, wanted, texts))

    def _levels(self, outline: Lines, wanted: Lines, texts: list[Text]) -> None:
        """Set the points of a list at the levels that they have in the deck."""
        now = [text for text in self._texts_now(texts) if text is not None]
        points = [(self._source(line.text, now), line.level) for line in wanted if line.text.strip()]
        changed = set_levels(self.text, points)
        path = self.given.outline.path
        values = [[one.value for one in texts_in(outline_of(each, path))] for each in (self.text, changed)]
        if values[0] != values[1]:
            raise Unwritable("the levels cannot be changed without changing others")
        self.text = changed

    def _texts_now(self, texts: list[Text]) -> Iterator[Text]:
        """Yield the texts of a slide as the file now has them, those that were put in, too."""
        now = list(texts_in(outline_of(self.text, self.given.outline.path)))
        known = [self.track.index(one.id) for one in texts if one.id in self.track]
        if known:
            yield from now[min(known) : max(known) + 1]
            for at in range(max(known) + 1, len(now)):
                if self.track[at] is not None:
                    return
                yield now[at]

    def _line(self, before: Line, after: Line, texts: list[Text]) -> None:
        if "\v" in after.text and "\v" not in before.text:
            raise Untraceable("a line break within a paragraph is not carried")
        text = self._source(before.text, texts)
        self._splice(text, before.said[1], trimmed(after.said[1], before.text))

    def _as_one(self, before: Lines, after: Lines, texts: list[Text]) -> None:
        if not texts:
            raise Untraceable("the outline has no notes there: write `notes:` with a word first")
        self._splice(texts[0], _joined(before), _joined(after))

    def _splice(self, text: Text, before: Said, after: Said) -> None:
        current = self._current(text)
        for one in sorted(splices(current.value, before, after), key=lambda one: -one.start):
            self.text = replace_part(self.text, self._current(text), one.start, one.stop, one.words)

    def _gone(self, line: Line, texts: list[Text]) -> None:
        self._follow(remove_item(self.text, self._current(self._source(line.text, texts))))

    def _more(self, wanted: Lines, place: int, texts: list[Text]) -> None:
        if not place:
            raise Untraceable("a paragraph before the first one is not carried")
        before = self._source(wanted[place - 1].text, [*self._texts_now(texts)])
        self._follow(insert_item(self.text, before, escaped(wanted[place].text)))

    def _source(self, shown: str, texts: list[Text]) -> Text:
        """Return the text of the outline that a paragraph is made of."""
        scores = [(coverage(one.value, shown), one) for one in texts]
        best = max((score for score, _ in scores), default=0.0)
        if best < _LEAST:
            raise Untraceable("it is text that deckgen makes")
        alike = [one for score, one in scores if score == best]
        if len(alike) > 1:
            raise Untraceable("the outline says the same in several places")
        return alike[0]

    def _current(self, text: Text) -> Text:
        """Return a text of the outline where it now is, after what was changed before it."""
        now = list(texts_in(outline_of(self.text, self.given.outline.path)))
        if text.id not in self.track:
            raise Untraceable("it was taken away")
        return now[self.track.index(text.id)]

    def _follow(self, changed: str) -> None:
        """Go on with a file in which a text was added or taken away, and keep track of all others."""
        path = self.given.outline.path
        texts = (texts_in(outline_of(one, path)) for one in (self.text, changed))
        before, after = ([text.value for text in part] for part in texts)
        track: list[TextId | None] = []
        for tag, start, stop, first, last in opcodes(before, after):
            kept = self.track[start:stop] if tag != "insert" else []
            track += kept[: last - first] if tag != "delete" else []
            track += [None] * (last - first - len(kept)) if tag != "delete" else []
        self.track = track
        self.text = changed

    def _now(self, texts: list[Text]) -> list[Text]:
        return [self._current(one) for one in texts]

    def _cells(
        self, trio: Trio, base: ShapeState, hand: ShapeState, outline: ShapeState, texts: list[Text]
    ) -> None:
        if said_cells(base) == said_cells(hand):
            return
        found = grid_of(base, hand, outline)
        if isinstance(found, str):
            self._refuse(trio, "the table", found)
            return
        for row, mine in found.rows.items():
            for column, other in found.columns.items():
                three = (base.cells[row][column], hand.cells[mine][other], outline.cells[row][column])
                self._lines(trio, f"cell {mine + 1},{other + 1}", three, texts)
        for change in found.changes:
            self._attempt(trio, change.name, partial(self._table, trio, outline, change))

    def _table(self, trio: Trio, outline: ShapeState, change: TableChange) -> None:
        """Put a row or a column in the outline's table, or take one out."""
        slide = self._typed(trio)
        if slide is None:
            raise Untraceable("deckgen makes this table")
        before = tables_of(slide)
        fit = [at for at, one in enumerate(before) if shows(one, outline)]
        if len(fit) != 1:
            raise Untraceable(why_not(before))
        path = self.given.outline.path
        now = tables_of(self._slide_now(slide))[fit[0]]
        changed, wanted = change.made(self.text, now)
        after = tables_of(self._slide_now(slide, outline_of(changed, path)))
        others = [one for at, one in enumerate(after) if at != fit[0]]
        same = others == [one for at, one in enumerate(tables_of(self._slide_now(slide))) if at != fit[0]]
        if grid_texts(after[fit[0]]) != wanted or not same:
            raise Unwritable("the table cannot be changed there without changing others")
        self._follow(changed)

    def _numbers(self, trio: Trio, base: ShapeState, hand: ShapeState, outline: ShapeState) -> None:
        slide = self._typed(trio)
        texts = list(texts_in(slide.blocks)) if slide is not None else []
        if hand.series == outline.series or base.series == hand.series:
            return
        if [len(one.values) for one in hand.series] != [len(one.values) for one in outline.series]:
            self._refuse(trio, "the chart", "numbers were added or taken away")
            return
        for mine, theirs in zip(hand.series, outline.series, strict=True):
            old, new = (*theirs.categories, *theirs.values), (*mine.categories, *mine.values)
            for before, after in zip(old, new, strict=False):
                if before != after:
                    self._attempt(trio, "the chart", partial(self._number, before, after, texts))

    def _number(self, before: str, after: str, texts: list[Text]) -> None:
        same = [one for one in texts if _number_of(one.value) == _number_of(before)]
        if not same:
            raise Untraceable("the number is not in the outline: it may come from a file")
        if len(same) > 1:
            raise Untraceable("the outline has the same number in several places")
        text = self._current(same[0])
        self.text = replace_part(self.text, text, 0, len(text.value), after)

    def _alt(self, trio: Trio, hand: ShapeState, outline: ShapeState) -> None:
        slide = self._typed(trio)
        same = (
            [one for one in texts_in(slide.blocks) if one.value == outline.alt] if slide is not None else []
        )

        def write() -> None:
            if len(same) != 1:
                raise Untraceable("the outline does not say it, or not once")
            text = self._current(same[0])
            self.text = replace_part(self.text, text, 0, len(text.value), hand.alt)

        self._attempt(trio, "the alt text", write)

    # Slides as a whole

    def _whole(self, trio: Trio) -> None:
        if trio.hand is None and trio.base is not None and trio.outline is not None:
            self._deleted(trio)
        elif trio.hand is not None and trio.outline is None:
            if trio.base is not None:
                self._refuse(trio, "the slide", "the outline has dropped it, and it was changed by hand")
            elif not self.own:
                self._refuse(
                    trio, "the slide", "it is one of your own; --own-slides writes it into the outline"
                )
        elif trio.hand is not None and trio.outline is not None and trio.base is not None:
            others = (trio.outline.hidden, trio.base.hidden)
            if trio.hand.hidden not in others:
                self._attempt(trio, "whether it is hidden", partial(self._hidden, trio))

    def _hidden(self, trio: Trio) -> None:
        assert trio.hand is not None
        slide = self._typed(trio)
        if slide is None:
            raise Untraceable("deckgen makes this slide")
        self.text = hide(self.text, self._slide_now(slide), hidden=trio.hand.hidden)

    def _slide_now(self, slide: Slide, outline: Outline | None = None) -> Slide:
        """Return a slide of the outline where it now is, or as another reading of the file has it."""
        before = _slides(self.given.outline)
        place = next(at for at, one in enumerate(before) if one.span == slide.span)
        if place not in self.standing:
            raise Untraceable("it was taken out of the outline")
        outline = outline or outline_of(self.text, self.given.outline.path)
        return _slides(outline)[self.standing.index(place)]

    def _deleted(self, trio: Trio) -> None:
        slide = self._typed(trio)
        if not self.deletions:
            self._refuse(trio, "the slide", "it was deleted by hand; --deletions takes it out of the outline")
        elif slide is None:
            self._refuse(trio, "the slide", "deckgen makes it")
        else:
            self._attempt(trio, "the slide", lambda: self._take_out(slide))

    def _take_out(self, slide: Slide) -> None:
        now = self._slide_now(slide)
        outline = outline_of(self.text, self.given.outline.path)
        at = next(at for at, one in enumerate(_slides(outline)) if one.span == now.span)
        self.text = take_out(self.text, outline, now.span.line)
        self.standing.pop(at)

    def _own_slides(self, trios: list[Trio]) -> None:
        """Write slides of the user's own into the outline, each after the one that it follows in the deck."""
        if not self.own:
            return
        last: Slide | None = None
        made: list[tuple[Trio, Slide | None]] = []
        for trio in sorted(
            (one for one in trios if one.hand), key=lambda one: one.hand.number if one.hand else 0
        ):
            last = self._typed(trio) or last
            if trio.base is None and trio.outline is None:
                made.append((trio, last))
        for trio, before in reversed(made):  # what stands further up keeps its place
            self._attempt(trio, "the slide", partial(self._own_slide, trio, before))

    def _own_slide(self, trio: Trio, before: Slide | None) -> None:
        assert trio.hand is not None
        if before is None:
            raise Untraceable("no slide of the outline stands before it")
        draft, left = drafted(trio.hand)
        outline = outline_of(self.text, self.given.outline.path)
        now = self._slide_now(before)
        place = next(at for at, one in enumerate(_slides(outline)) if one.span == now.span)
        self.text = insert_slide(self.text, outline, place, draft)
        if left:
            self._refuse(trio, " and ".join(left), "it stays in the deck alone; the words are in the outline")

    def _order(self, trios: list[Trio]) -> None:
        """Carry the order of slides back, those that were moved to the section of what they follow."""
        live = [one for one in trios if one.base and one.hand and one.outline]
        places = range(len(live))
        orders = [sorted(places, key=partial(_number, live, side)) for side in ("base", "hand", "outline")]
        before, mine, theirs = orders
        both = moves_of(before, mine, theirs).both
        typed = self._lines_in_sections(live)
        base, hand, outline, wanted = (
            list(dict.fromkeys(typed[at] for at in order if at in typed))
            for order in (*orders, merge_order(before, mine, theirs, both))
        )
        if hand in (base, outline):
            return
        for at in sorted(both & typed.keys()):
            self._refuse(live[at], "its place among the slides", "the outline has moved it, too")
        try:
            self._reorder(wanted, outline)
            self.done.append("the order of slides")
        except (Unwritable, Untraceable) as problem:
            self.refused.append(f"the order of slides: {problem}")

    def _lines_in_sections(self, live: list[Trio]) -> dict[int, int]:
        """Return the lines of the slides that the talk's sections have typed, by their places."""
        spans = {slide.span for section in self.given.outline.sections for slide in section.slides}
        typed = ((at, self._typed(one)) for at, one in enumerate(live))
        return {at: slide.span.line for at, slide in typed if slide is not None and slide.span in spans}

    def _reorder(self, order: list[int], was: list[int]) -> None:
        """Put slides, by the lines that they had, in another order; others stay after what they follow."""
        before = _slides(self.given.outline)
        places = {slide.span.line: place for place, slide in enumerate(before)}
        lists = self._lists(was, order)
        here = [line for line, place in places.items() if place in self.standing]
        for section, part in zip(self.given.outline.sections, lists, strict=True):
            _fill_up(part, [slide.span.line for slide in section.slides], set(here) - set(order))
        now = [[self._slide_now(before[places[line]]).span.line for line in part] for part in lists]
        outline = outline_of(self.text, self.given.outline.path)
        self.text = reorder(self.text, outline, list(enumerate(now)))
        moved_ = [places[line] for part in lists for line in part]
        self.standing = [*moved_, *(one for one in self.standing if one not in set(moved_))]

    def _lists(self, was: list[int], order: list[int]) -> list[list[int]]:
        """Return the slides of each section by their lines; one that was moved goes with those before it."""
        sections = self.given.outline.sections
        home = {slide.span.line: at for at, section in enumerate(sections) for slide in section.slides}
        elsewhere = moved(was, order)
        lists: list[list[int]] = [[] for _ in sections]
        now = next((home[line] for line in order if line not in elsewhere), 0)
        for line in order:
            now = home[line] if line not in elsewhere else now
            lists[now].append(line)
        return lists

    # What is said

    def _attempt(self, trio: Trio, name: str, act: Callable[[], None]) -> None:
        before, track = self.text, list(self.track)
        try:
            act()
        except (Untraceable, Unwritable) as problem:
            self.text, self.track = before, track
            self._refuse(trio, name, str(problem))
            return
        if self.text != before:
            self.done.append(_named(trio, name))

    def _refuse(self, trio: Trio, name: str, why: str) -> None:
        self.refused.append(f"{_named(trio, name)}: {why}")


def _named(trio: Trio, name: str) -> str:
    shown = trio.hand or trio.base or trio.outline
    assert shown is not None
    number = f"slide {trio.hand.number}" if trio.hand else "deleted slide"
    return f'{number} "{shown.title}", {name}'


def _relevelled(both: tuple[Lines, Lines], same: Mapping[int, int]) -> bool:
    """Tell whether points are at other levels than they were, or new ones at others than what they follow."""
    outline, wanted = both
    moved_ = any(outline[one].level != wanted[two].level for one, two in same.items())
    fresh = [at for at in range(1, len(wanted)) if at not in same.values()]
    return moved_ or any(wanted[at].level != wanted[at - 1].level for at in fresh)


def _line(level: int, stretches: Said) -> Line:
    plain = Look(0, "", "")
    return Line(level, tuple(Stretch(text, stress, plain) for text, stress in stretches), "l")


def _joined(lines: Lines) -> Said:
    found: list[tuple[str, Stress]] = []
    for place, line in enumerate(lines):
        if place:
            found.append(("\n", PLAIN))
        found += line.said[1]
    return tuple(found)


def _number_of(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def _number(trios: list[Trio], side: str, at: int) -> int:
    """Return the place of a slide in the base, the hand's deck or the outline."""
    state: SlideState = getattr(trios[at], side)
    return state.number


def _fill_up(part: list[int], lines: list[int], missing: set[int]) -> None:
    """Put what is missing of a section's slides in a part, each after what it follows in the section."""
    for at, line in enumerate(lines):
        if line in missing:
            ahead = [one for one in lines[:at] if one in part]
            part.insert(part.index(ahead[-1]) + 1 if ahead else 0, line)


def _slides(outline: Outline) -> list[Slide]:
    return [slide for section in outline.every_section for slide in section.slides]


def _short(text: str) -> str:
    words_ = " ".join(text.split())
    return words_ if len(words_) <= _SHOWN else f"{words_[: _SHOWN - 1]}…"
