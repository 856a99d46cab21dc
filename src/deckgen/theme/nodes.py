"""The nodes of a theme's file, which know how to be read as what is expected, or to say why they cannot.

A wrong value is reported and read as something harmless, so that one run shows all that is wrong.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from deckgen.diagnostics import Diagnostic, Span, error
from deckgen.units import NONE, SLIDE, Rect, grid_rect

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_SHORT = re.compile(r"#[0-9A-Fa-f]{3}")
_COMMA = re.compile(r"-?\d+,\d+")
_UNIT = re.compile(r"(-?\d+(?:\.\d+)?)\s*(?:pt|px|em|rem|in|cm|mm|u|%)")
_BARE = re.compile(r"[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Value:
    """A node of the file. `missing` is one that is not there, which has been reported already."""

    node: yaml.Node
    path: Path
    problems: list[Diagnostic]
    missing: bool = False

    @property
    def span(self) -> Span:
        """Where the node stands."""
        start, end = self.node.start_mark, self.node.end_mark
        return Span(self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def report(self, message: str, *hints: str) -> None:
        """Note what is wrong here; nothing is said of what is missing."""
        if not self.missing:
            self.problems.append(error(message, self.span, *hints))

    def text(self) -> str:
        """Return a single value as it is written."""
        if isinstance(self.node, yaml.ScalarNode):
            return str(self.node.value)
        found = "a list" if isinstance(self.node, yaml.SequenceNode) else "keys and values"
        self.report(f"a single value is expected here, found {found}", "write it on the key's own line")
        return ""

    def number(self) -> float:
        """Return a number."""
        try:
            return float(self.text())
        except ValueError:
            if isinstance(self.node, yaml.ScalarNode):
                self.report(f'a number is expected, found "{self.text()}"', *_number_advice(self.text()))
            return 1.0

    def positive(self) -> float:
        """Return a number that must be above zero: a size, a leading."""
        found = self.number()
        if found > 0:
            return found
        self.report(f"a number above 0 is expected, found {self.text()}")
        return 1.0

    def colour(self) -> str:
        """Return a colour as `#RRGGBB`."""
        if isinstance(self.node, yaml.ScalarNode) and _HEX.fullmatch(self.text()):
            return self.text().upper()
        found = f', found "{self.text()}"' if isinstance(self.node, yaml.ScalarNode) else ""
        self.report(f"a colour like '#1B2B30' is expected{found}", self._colour_advice())
        return "#000000"

    def _colour_advice(self) -> str:
        value = self.node.value
        if value == "":
            return "put it in quotes: behind # YAML reads on as a remark"
        if isinstance(value, str) and _SHORT.fullmatch(value):
            return f"write each digit twice: '#{''.join(digit * 2 for digit in value[1:]).upper()}'"
        if isinstance(value, str) and _BARE.fullmatch(value):
            return f"write it with its sign: '#{value.upper()}'"
        return "write # and six digits, as colour pickers show it, in quotes"

    def one_of(self, names: Iterable[str], kind: str) -> str:
        """Return a name that must be one of these."""
        known = sorted(names)
        value = self.text()
        if value not in known:
            if isinstance(self.node, yaml.ScalarNode):
                self.report(f'there is no {kind} called "{value}"', nearest(value, known))
            return known[0] if known else ""
        return value

    def sequence(self) -> list[Value]:
        """Return the members of a list."""
        if isinstance(self.node, yaml.SequenceNode):
            return [Value(one, self.path, self.problems) for one in self.node.value]
        found = self._found()
        self.report(f"a list is expected here, found {found}", "write it as: [first, second]")
        return []

    def group(self) -> Group:
        """Return keys with their values."""
        if isinstance(self.node, yaml.MappingNode):
            return Group.of(self)
        self.report(
            f"keys and values are expected here, found {self._found()}",
            "write each on a line of its own below, further in: key: value",
        )
        return Group(Value(self.node, self.path, self.problems, missing=True), {}, {})

    def _found(self) -> str:
        """Return what is there in place of a list, or of keys and values."""
        if isinstance(self.node, yaml.ScalarNode):
            return f'"{self.node.value}"' if self.node.value else "nothing"
        return "a list" if isinstance(self.node, yaml.SequenceNode) else "keys and values"

    def rect(self) -> Rect:
        """Return a place on the slide, given in grid units."""
        members = self.sequence()
        numbers = [one.number() for one in members]
        if len(numbers) != 4:
            if isinstance(self.node, yaml.SequenceNode):
                self.report(f"[x, y, width, height] is expected, found {_count(len(numbers))}")
            return SLIDE
        rect = grid_rect(*numbers)
        if not SLIDE.contains(rect) or min(rect.width, rect.height) <= NONE:
            message = "this place is not within the slide, which is 160 units wide and 90 high"
            self.report(message, *_place_advice(*numbers))
            return SLIDE
        return rect


def _count(number: int) -> str:
    return f"{number} number{'' if number == 1 else 's'}"


def _place_advice(x: float, y: float, width: float, height: float) -> Iterator[str]:
    """Yield where a place leaves the slide, or that it is none."""
    if min(width, height) <= 0:
        yield "width and height, the last two numbers, are above 0"
    elif min(x, y) < 0:
        yield "x and y, the first two numbers, are 0 at least"
    else:
        ends = (("x + width", x + width, 160), ("y + height", y + height, 90))
        yield " and ".join(f"{said} is {end:g}, {most} at most" for said, end, most in ends if end > most)


def _number_advice(written: str) -> Iterator[str]:
    """Yield how to write what was meant as a number."""
    if _COMMA.fullmatch(written):
        yield f"write it with a point: {written.replace(',', '.')}"
    elif found := _UNIT.fullmatch(written):
        yield f"write it without its unit: {found[1]}; type is in points, places are in twelfths of an inch"


def nearest(value: str, known: Iterable[str]) -> str:
    """Return the hint for a name that is not known."""
    names = list(known)
    near = difflib.get_close_matches(value, names, 1)
    return f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(names)}"


@dataclass(frozen=True, slots=True)
class Group(Mapping[str, Value]):
    """Keys with their values. Not to be there is reported where a key is asked for by `value`."""

    whole: Value
    entries: Mapping[str, Value]
    keys_: Mapping[str, Value]

    @classmethod
    def of(cls, whole: Value) -> Group:
        """Return the entries of a node of keys and values; the first of two that are alike counts."""
        entries: dict[str, Value] = {}
        keys: dict[str, Value] = {}
        for key, value in whole.node.value:
            named = Value(key, whole.path, whole.problems)
            name = named.text()
            if name in entries:
                named.report(f'the key "{name}" stands here twice', f"first in line {keys[name].span.line}")
                continue
            entries[name] = Value(value, whole.path, whole.problems)
            keys[name] = named
        return cls(whole, entries, keys)

    def __getitem__(self, key: str) -> Value:
        return self.entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def only(self, known: Iterable[str]) -> None:
        """Report the keys that are not among these."""
        names = list(known)
        for key, named in self.keys_.items():
            if key not in names:
                named.report(f'unknown key "{key}"', nearest(key, names))

    def value(self, key: str) -> Value:
        """Return the value of a key that must be there."""
        if key in self.entries:
            return self.entries[key]
        self.whole.report(f'"{key}" is missing here')
        whole = self.whole
        return Value(yaml.ScalarNode("", "", whole.node.start_mark), whole.path, whole.problems, missing=True)

    def group(self, key: str) -> Group:
        """Return the keys and values of a key that must be there."""
        return self.value(key).group()

    def number(self, key: str, *, default: float) -> float:
        """Return the number of a key that may be missing."""
        return self.entries[key].number() if key in self.entries else default

    def flag(self, key: str, *, default: bool) -> bool:
        """Return whether a key that may be missing says true."""
        if key not in self.entries:
            return default
        value = self.entries[key]
        if value.node.value not in ("false", "true"):
            found = f'"{value.node.value}"' if isinstance(value.node, yaml.ScalarNode) else "several values"
            value.report(f"true or false is expected, found {found}")
            return default
        return bool(value.node.value == "true")
