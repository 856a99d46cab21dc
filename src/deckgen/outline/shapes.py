"""What a field of an outline may take: a text, a number, a list, a group of fields, or one of several."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: text, a number, a name. `noun` is what messages call it.

    `pattern` is a regular expression for the whole value that Python and JavaScript read alike; `values`
    are the only ones allowed. In `prose` a ` #` belongs to the text rather than opening a remark.
    `empty` allows no characters at all.
    """

    noun: str
    pattern: str = ""
    values: tuple[str, ...] = ()
    prose: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of `least` to `most` values of one shape."""

    item: Shape
    noun: str
    least: int = 1
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points; each may carry points below it, `levels` deep."""

    noun: str = "a list of points"
    levels: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """Named fields that belong together. `short` is the field that a plain text in its place stands for.

    `open` groups take other fields, too: one value or several.
    """

    noun: str
    fields: tuple[Field, ...]
    short: str = ""
    open: bool = False
    doc: str = ""
    _named: dict[str, Field] = dataclass_field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_named", {one.name: one for one in self.fields})

    def field(self, name: str) -> Field | None:
        """Return the field of that name."""
        return self._named.get(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields' names in the order in which they are usually written."""
        return tuple(self._named)


@dataclass(frozen=True, slots=True)
class Keyed:
    """Groups under names that the author chooses."""

    item: Group
    noun: str


@dataclass(frozen=True, slots=True)
class Either:
    """One of several shapes, the short one first."""

    options: tuple[Shape, ...]


Shape = Scalar | ListOf | Points | Group | Keyed | Either


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, what it takes, one sentence about it, and how it is written.

    `tried` are other words that people try for it. `main` marks what fills a slide.
    """

    name: str
    shape: Shape
    doc: str
    example: str
    required: bool = False
    tried: tuple[str, ...] = ()
    main: bool = False


def options(shape: Shape) -> tuple[Shape, ...]:
    """Return the shapes that a value may have, the short one first."""
    if not isinstance(shape, Either):
        return (shape,)
    return tuple(one for option in shape.options for one in options(option))


def mapping_of(shape: Shape | None) -> Group | Keyed | None:
    """Return the named fields that a value may have, None where it has none."""
    return next((one for one in options(shape) if isinstance(one, Group | Keyed)), None) if shape else None


def list_of(shape: Shape | None) -> ListOf | Points | None:
    """Return the list that a value may be."""
    return next((one for one in options(shape) if isinstance(one, ListOf | Points)), None) if shape else None


def item_of(shape: Shape | None) -> Shape | None:
    """Return what the entries of a list are, None for points and where there is no list."""
    listed = list_of(shape)
    return listed.item if isinstance(listed, ListOf) else None


def scalar_of(shape: Shape) -> Scalar | None:
    """Return the single value that a value may be."""
    return next((one for one in options(shape) if isinstance(one, Scalar)), None)


def field_of(shape: Shape | None, name: str) -> Field | None:
    """Return a group's field of that name."""
    return shape.field(name) if isinstance(shape, Group) else None


def has_field(shape: Shape | None, name: str) -> bool:
    """Tell whether a value may have a field of that name."""
    return any(isinstance(one, Group) and one.field(name) for one in (options(shape) if shape else ()))
