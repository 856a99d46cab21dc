"""What a field of a file may take: a text, a number, a list, a group of fields, or one of several."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, TypeVar

from msgspec.structs import force_setattr

from deckgen.schema.closest import bare_name
from deckgen.structs import Located, Struct
from deckgen.structs.patterns import pattern


class Scalar(Struct, frozen=True):
    """One value: text, a number, a name. `noun` is what messages call it.

    `pattern` is a regular expression for the whole value that Python and JavaScript read alike; `values`
    are the only ones allowed. In `prose` a ` #` belongs to the text rather than opening a comment.
    `empty` allows no characters at all; a `number` is above 0 unless its pattern allows a minus. `better`
    makes of a wrong value what it most likely stands for, which counts where it keeps the rules; `hint` says
    what to do about one for which there is no such thing.
    """

    noun: str
    pattern: str = ""
    values: tuple[str, ...] = ()
    prose: bool = False
    empty: bool = False
    number: bool = False
    better: Callable[[str], str] | None = None
    hint: Callable[[str], str] | None = None
    escapes: bool = False
    """Whether `\\n` between double quotation marks is a line's end: in program text, not in formulas."""
    lines: bool = False
    """Whether its lines are kept apart, so that several need a bar above them: verse, programs."""
    bare: bool = False
    """Whether it is a name or a file, which no comma ends."""
    taken: bool = False
    """Whether a wrong value is taken as what `better` makes of it, with a warning, where that is allowed."""


class ListOf(Struct, frozen=True):
    """A list of `least` to `most` values of one shape."""

    item: Shape
    noun: str
    least: int = 1
    most: int | None = None


class Points(Struct, frozen=True):
    """A list of points; each may carry points below it, `levels` deep."""

    noun: str = "a list of points"
    levels: int = 1


class Group(Located, frozen=True):
    """Named fields that belong together. `short` is the field that a plain text in its place stands for.

    `rest` is what other fields hold, None where there can be no others. `lacking` is the advice where
    required ones are missing; without it their examples are. `refused` are fields of other groups that have
    no place here: what is wrong with each, and what to do. `taken` says that other words for its fields are
    taken as them, and that what belongs into a field may be beside it, with a warning.
    """

    UNCOMPARED: ClassVar = ("refused", "_named")
    noun: str
    fields: tuple[Field, ...]
    short: str = ""
    rest: Shape | None = None
    doc: str = ""
    lacking: str = ""
    refused: Mapping[str, tuple[str, str]] = {}
    taken: bool = False
    _named: dict[str, Field] = {}  # noqa: RUF012

    def __post_init__(self) -> None:
        force_setattr(self, "_named", {one.name: one for one in self.fields})

    def field(self, name: str) -> Field | None:
        """Return the field of that name."""
        return self._named.get(name)

    def called(self, name: str) -> Field | None:
        """Return the one field that a name is another word for and is taken as, None where there is none."""
        word = name.strip().lower()
        found = [one for one in self.fields if word in one.tried]
        return found[0] if len(found) == 1 and (self.taken or found[0].taken) else None

    @property
    def names(self) -> tuple[str, ...]:
        """The fields' names in the order in which they are usually written."""
        return tuple(self._named)

    @property
    def open(self) -> bool:
        """Whether it takes fields that the table does not name."""
        return self.rest is not None


class Keyed(Struct, frozen=True):
    """Groups under names that the author chooses; `pattern` is a regular expression for the names.

    `needed` are names that must be there, `lacking` the advice where they are not.
    """

    item: Group
    noun: str
    pattern: str = ""
    needed: tuple[str, ...] = ()
    lacking: str = ""


class Either(Struct, frozen=True):
    """One of several shapes, the short one first."""

    options: tuple[Shape, ...]


Shape = Scalar | ListOf | Points | Group | Keyed | Either


class Field(Struct, frozen=True):
    """A field: its name, what it takes, one sentence about it, and how it is written.

    `tried` are other words that people try for it; `taken` says that they are taken as it, with a warning.
    `main` marks what fills a slide.
    """

    name: str
    shape: Shape
    doc: str
    example: str
    required: bool = False
    tried: tuple[str, ...] = ()
    main: bool = False
    taken: bool = False


Found = TypeVar("Found")


def _once(look: Callable[[Shape], Found]) -> Callable[[Shape], Found]:
    """Have what is asked of a shape be found once: they are few, and every line asks."""
    known: dict[int, tuple[Shape, Found]] = {}

    @functools.wraps(look)
    def found(shape: Shape) -> Found:
        held = known.get(id(shape))
        if held is None:
            held = known[id(shape)] = shape, look(shape)  # the shape is held, so its id stays its own
        return held[1]

    return found


@_once
def options(shape: Shape) -> tuple[Shape, ...]:
    """Return the shapes that a value may have, the short one first."""
    if not isinstance(shape, Either):
        return (shape,)
    return tuple(one for option in shape.options for one in options(option))


def mapping_of(shape: Shape | None) -> Group | Keyed | None:
    """Return the named fields that a value may have, None where it has none."""
    return _mapping(shape) if shape else None


@_once
def _mapping(shape: Shape) -> Group | Keyed | None:
    return next((one for one in options(shape) if isinstance(one, Group | Keyed)), None)


def list_of(shape: Shape | None) -> ListOf | Points | None:
    """Return the list that a value may be."""
    return _list(shape) if shape else None


@_once
def _list(shape: Shape) -> ListOf | Points | None:
    return next((one for one in options(shape) if isinstance(one, ListOf | Points)), None)


def item_of(shape: Shape | None) -> Shape | None:
    """Return what the entries of a list are, None for points and where there is no list."""
    listed = list_of(shape)
    return listed.item if isinstance(listed, ListOf) else None


def scalar_of(shape: Shape | None) -> Scalar | None:
    """Return the single value that a value may be."""
    return _scalar(shape) if shape else None


@_once
def _scalar(shape: Shape) -> Scalar | None:
    return next((one for one in options(shape) if isinstance(one, Scalar)), None)


def field_of(shape: Shape | None, name: str) -> Field | None:
    """Return a group's field of that name."""
    return shape.field(name) if isinstance(shape, Group) else None


def has_field(shape: Shape | None, name: str) -> bool:
    """Tell whether a value may have a field of that name."""
    return any(name in one._named for one in (_groups(shape) if shape else ()))


@_once
def _groups(shape: Shape) -> tuple[Group, ...]:
    return tuple(one for one in options(shape) if isinstance(one, Group))


TEXT = Scalar("text", prose=True)
VALUES = Either((TEXT, ListOf(TEXT, "a list of texts")))

_SWITCHES = {
    **dict.fromkeys(
        [
            "yes",
            "on",
            "y",
            "1",
            "ja",
            "oui",
            "sí",
            "si",
            "sim",
            "sì",
            "tak",
            "да",
            "evet",
            "always",
            "wahr",
            "vrai",
            "verdadero",
            "vero",
            "verdadeiro",
            "waar",
            "sant",
            "prawda",
            "có",
        ],
        "true",
    ),
    **dict.fromkeys(
        [
            "no",
            "off",
            "n",
            "0",
            "nein",
            "non",
            "não",
            "nie",
            "нет",
            "hayır",
            "never",
            "none",
            "falsch",
            "faux",
            "falso",
            "onwaar",
            "falskt",
            "fałsz",
            "không",
        ],
        "false",
    ),
    **dict.fromkeys(("one by one", "incremental", "all"), "true"),
}

SWITCH = Scalar(
    "true or false",
    values=("true", "false"),
    better=lambda typed: _SWITCHES.get(typed.lower(), typed.lower()),
)
_MINUTES = pattern(
    r"(\d+(?:[.,]\d+)?)\s*(?:min\.?|mins|minutes?|minuten?|minuti|minutos|минут\w*|m|′|')", re.I
)
_CLOCK = pattern(r"\d{1,2}:\d\d(:\d\d)?")
_HOURS = pattern(r"(\d+(?:[.,]\d+)?)\s*(?:h|hrs?\.?|hours?|std\.?|stunden?|heures?|horas?|ore)", re.I)
_IN_WORDS = (
    ("one", "eins", "un", "uno"), ("two", "zwei", "deux", "dos"), ("three", "drei", "trois", "tres"),
    ("four", "vier", "quatre", "cuatro"), ("five", "fünf", "cinq", "cinco"), ("six", "sechs", "seis"),
    ("seven", "sieben", "sept", "siete"), ("eight", "acht", "huit", "ocho"),
    ("nine", "neun", "neuf", "nueve"), ("ten", "zehn", "dix", "diez"),
    ("eleven", "elf", "onze", "once"), ("twelve", "zwölf", "douze", "doce"),
)  # fmt: skip
COUNTED = {word: number for number, words in enumerate(_IN_WORDS, 1) for word in words}
"""The numbers up to twelve as words of several languages."""


def _number(typed: str) -> str:
    """Return the number that was meant, empty where none is plain."""
    plain = unicodedata.normalize("NFKC", typed)  # digits of full width are digits
    bare = found[1] if (found := _MINUTES.fullmatch(plain.strip())) else plain.rstrip(" ,;.")
    if (word := typed.lower()) in COUNTED:
        return str(COUNTED[word])
    if hours := _HOURS.fullmatch(plain.strip()):
        return f"{60 * float(hours[1].replace(',', '.')):g}"
    if plain.startswith("(") and plain.endswith(")"):
        bare = plain[1:-1].strip()
        return bare if bare.isdecimal() else ""
    return bare.replace(",", ".") if (bare.count(",") <= 1 and bare != typed) or bare.count(",") == 1 else ""


def _hint(typed: str) -> str:
    """Return what to do about a value that may be two numbers, empty for others."""
    if _CLOCK.fullmatch(typed):
        return "a time is written in minutes: 1.5 for a minute and a half, 90 for an hour and a half"
    return "write it in digits, for instance 20"


NUMBER = Scalar(
    "a number",
    pattern=r"^[0-9]+(\.[0-9]+)?$",
    number=True,
    better=lambda typed: _number(typed),
    hint=lambda typed: _hint(typed),
)


class Language:
    """The groups of fields that files of one kind are made of, the outermost first.

    `words` are names of fields in other languages, each with the fields it can stand for.
    """

    __slots__ = ("groups", "names", "words")

    def __init__(self, groups: tuple[Group, ...], words: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.groups = groups
        self.words: dict[str, tuple[str, ...]] = {}
        for word, names in (words or {}).items():
            self.words[bare_name(word)] = tuple(dict.fromkeys((*self.words.get(bare_name(word), ()), *names)))
        self.names = frozenset(name for group in groups for name in group.names)
        """The names of all fields of all groups."""

    def translated(self, name: str, group: Group) -> str | None:
        """Return the field of a group that a word of another language stands for, None where none does."""
        found = [one for one in self.words.get(bare_name(name), ()) if group.field(one)]
        return found[0] if len(found) == 1 else None

    def is_word(self, name: str) -> bool:
        """Tell whether a word of another language stands for some field."""
        return bare_name(name) in self.words

    def homes(self, name: str) -> Iterator[Group]:
        """Give the groups that have a field of that name."""
        return (group for group in self.groups if name in group.names)
