"""Questions in other forms → a prompt, options in a list, and the letter of the right one."""

from __future__ import annotations

import string

import yaml

from deckgen.outline.forms.nodes import TAG, fields_of, is_text, lines_of, rows_at, scalar
from deckgen.outline.language.block_fields import QUESTION
from deckgen.schema.walk import CheckedMapping, Entry, Validator
from deckgen.structs.patterns import pattern

_LETTER = pattern(r"\(?(?P<letter>[A-Ha-h])(?:[.)]\s*(?P<text>.*))?")
_TICK = pattern(r"\[(?P<tick>[xX✓✔ ]?)\]\s*(?=\S)")
_SAID = frozenset(("text", "option", "answer", "choice", "label"))
_RIGHT = frozenset(("correct", "right", "answer", "is_correct", "iscorrect"))
_TRUE = frozenset(("true", "yes", "on", "x"))


def question(walk: Validator, found: CheckedMapping) -> None:
    """Put a slide's question into the usual form; without a prompt, the slide's title is what is asked."""
    entry = found.entries["question"]
    given = fields_of(entry.node)
    if not given:
        return
    names = {name: QUESTION.field(name) or QUESTION.called(name) for name in given}
    pairs = [(key, value) for key, value in entry.node.value]
    asked = any(field is not None and field.name == "prompt" for field in names.values())
    title = found.entries.get("title")
    if not asked and title and is_text(title.node) and any(names.values()):
        pairs.insert(0, (scalar("prompt", title.node), title.node))
        del found.entries["title"]
    pairs = _chosen(pairs, walk.places.text)
    made = yaml.MappingNode(TAG + "map", pairs, entry.node.start_mark, entry.node.end_mark)
    walk.kept.append(made)
    found.entries["question"] = Entry(entry.name, made)


def _chosen(pairs: list[tuple[yaml.Node, yaml.Node]], text: str) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return fields with the options as a list, and the answer as a letter."""
    found: list[tuple[yaml.Node, yaml.Node]] = []
    options: list[yaml.Node] = []
    right: yaml.Node | None = None
    for key, value in pairs:
        if _is(key, "options"):
            options, right = _options(value, text)
            value = rows_at(value, options) if options else value
        found.append((key, value))
    said = [one.value for one in options]
    for at, (key, value) in enumerate(found):
        if _is(key, "answer") and isinstance(value, yaml.ScalarNode):
            found[at] = (key, _answer(value, said))
            right = None
    return [*found, (scalar("answer", right), right)] if right is not None else found


def _is(key: yaml.Node, name: str) -> bool:
    field = (
        QUESTION.field(key.value) or QUESTION.called(key.value) if isinstance(key, yaml.ScalarNode) else None
    )
    return field is not None and field.name == name


def _options(node: yaml.Node, text: str) -> tuple[list[yaml.Node], yaml.Node | None]:
    """Return options as texts, and the letter of the one that is marked as right; none of what is no list."""
    items = lines_of(node, text) or (list(node.value) if isinstance(node, yaml.SequenceNode) else [])
    if isinstance(node, yaml.MappingNode):
        letters = [key.value.strip(".)").upper() for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        named = letters == list(string.ascii_uppercase[: len(node.value)])
        items = [value for _, value in node.value] if named else []
    found: list[yaml.Node] = []
    right: yaml.Node | None = None
    ticked = len(items) > 1 and all(
        isinstance(one, yaml.ScalarNode) and _TICK.match(one.value) for one in items
    )
    for place, one in enumerate(items):
        said, marked = _marked(one, ticked=ticked)
        if said is None:
            return [], None
        found.append(said)
        if marked and place < len(string.ascii_uppercase):
            right = scalar(string.ascii_uppercase[place], one)
    return found, right


def _marked(node: yaml.Node, *, ticked: bool) -> tuple[yaml.Node | None, bool]:
    """Return an option without what marks it, and whether it is the right one; None: it is no text."""
    if isinstance(node, yaml.ScalarNode):
        tick = _TICK.match(node.value) if ticked else None
        if tick is None:
            return node, False
        bare = yaml.ScalarNode(TAG + "str", node.value[tick.end() :], node.start_mark, node.end_mark)
        return bare, bool(tick["tick"].strip())
    given = fields_of(node)
    said = [value for name, value in given.items() if name in _SAID and is_text(value)]
    marks = [value for name, value in given.items() if name.lower() in _RIGHT and value not in said]
    if len(said) != 1 or len(marks) > 1 or len(said) + len(marks) != len(given):
        return None, False
    return said[0], any(str(one.value).lower() in _TRUE for one in marks)


def _answer(node: yaml.ScalarNode, options: list[str]) -> yaml.ScalarNode:
    """Return an answer that is typed as an option's words or number as the letter of that option."""
    value = node.value.strip()
    place = -1
    if value in options:
        place = options.index(value)
    elif value.isdigit() and 1 <= int(value) <= len(options):
        place = int(value) - 1
    elif (found := _LETTER.fullmatch(value)) and (not found["text"] or _ends(value, found["text"], options)):
        place = ord(found["letter"].upper()) - ord("A")
    if place < 0 or (len(value) == 1 and value.isalpha() and value not in options):
        return node
    letter = string.ascii_uppercase[place]
    return yaml.ScalarNode(TAG + "str", letter, node.start_mark, node.end_mark)


def _ends(value: str, text: str, options: list[str]) -> bool:
    """Tell whether an answer with its letter says an option's words."""
    return any(one in (value, text) or one.endswith(text) for one in options)
