"""Fields that a slide, a column or a part of a body does not have → those that they plainly mean.

`theorem: All is one.` is a labelled text, `options:` below a title a question, `left:` and `right:` are
columns.
"""

from __future__ import annotations

from collections.abc import Callable

import yaml

from deckgen.outline.forms.compared import column_of
from deckgen.outline.forms.nodes import (
    TAG,
    Pair,
    by_field,
    fields_of,
    grouped,
    is_text,
    keys_of,
    listed,
    rows_at,
    scalar,
)
from deckgen.outline.language.block_fields import LABELLED, QUESTION
from deckgen.schema.shapes import Group

_LABELS = frozenset(
    (
        *("theorem", "lemma", "proof", "corollary", "proposition", "conjecture", "axiom", "postulate"),
        *(
            "definition",
            "remark",
            "example",
            "exercise",
            "rule",
            "law",
            "warning",
            "tip",
            "hint",
            "important",
        ),
    )
)
"""What texts are called that begin with their label."""

_CHOICES = frozenset(("options", "choices"))
_HALVES = (("left", "right"), ("left", "middle", "right"), ("left", "center", "right"), ("pros", "cons"))


def regular_slides(node: yaml.Node, group: Group) -> yaml.Node:
    """Return a list of slides, columns or parts of a body with the fields of each as the table has them."""
    if not isinstance(node, yaml.SequenceNode):
        return node
    found = [_regular(one, group) for one in node.value]
    if all(one is other for one, other in zip(found, node.value, strict=True)):
        return node
    made = rows_at(node, found)
    made.flow_style = node.flow_style
    return made


def _regular(node: yaml.Node, group: Group) -> yaml.Node:
    if not isinstance(node, yaml.MappingNode):
        return node
    for reshape in _WAYS:
        pairs = reshape(node, group)
        if pairs:
            flow = node.flow_style
            node = yaml.MappingNode(TAG + "map", pairs, node.start_mark, node.end_mark, flow_style=flow)
    return node


def _labelled(node: yaml.MappingNode, group: Group) -> list[Pair]:
    """Read theorems, proofs and rules under their own names as labelled texts."""
    if not group.field("labelled") or "labelled" in keys_of(node):
        return []
    pairs: list[Pair] = []
    said: list[yaml.Node] = []
    place = 0
    for key, value in node.value:
        one = (
            _label(key, value) if isinstance(key, yaml.ScalarNode) and key.value.lower() in _LABELS else None
        )
        if one is None:
            pairs.append((key, value))
            continue
        place = place if said else len(pairs)
        said.append(one)
    if not said:
        return []
    whole = said[0] if len(said) == 1 else rows_at(said[0], said)
    return [*pairs[:place], (scalar("labelled", said[0]), whole), *pairs[place:]]


def _label(key: yaml.ScalarNode, value: yaml.Node) -> yaml.Node | None:
    """Return a labelled text; None: it says something else."""
    name = yaml.ScalarNode(TAG + "str", key.value[:1].upper() + key.value[1:], key.start_mark, key.end_mark)
    if isinstance(value, yaml.ScalarNode):
        return grouped(key, ("label", name), ("text", value)) if is_text(value) else None
    given, known = fields_of(value), by_field(value, LABELLED)
    keys = keys_of(value)
    if len(given) == 1 and not known and is_text(next(iter(given.values()))):
        term = next(iter(given))
        return grouped(key, ("label", keys[term]), ("text", given[term]))
    term_node, meaning = given.get("term"), given.get("meaning") or given.get("definition")
    if set(given) == {"term"} | ({"meaning", "definition", "text"} & set(given)) and term_node is not None:
        said = meaning or given.get("text")
        return grouped(key, ("label", term_node), ("text", said)) if said else None
    if len(known) != len(given) or "text" not in known:
        return None
    if "label" in known and isinstance(known["label"][1], yaml.ScalarNode):
        name = _full(name, known["label"][1])
    return grouped(key, ("label", name), ("text", known["text"][1]))


def _full(name: yaml.ScalarNode, own: yaml.ScalarNode) -> yaml.ScalarNode:
    """Return a label with what its author calls it: `Theorem (Lagrange)`."""
    words = own.value.strip()
    said = words if words.lower().startswith(name.value.lower()) else f"{name.value} ({words})"
    return yaml.ScalarNode(TAG + "str", said, own.start_mark, own.end_mark)


def _choices(node: yaml.MappingNode, group: Group) -> list[Pair]:
    """Read options without a question as those of the question that the title asks."""
    given = fields_of(node)
    if not group.field("question") or not _CHOICES & set(given):
        return []
    if any((field := group.field(one) or group.called(one)) and field.name == "question" for one in given):
        return []
    strays = [
        pair
        for pair in node.value
        if not group.field(pair[0].value)
        and (QUESTION.field(pair[0].value) or QUESTION.called(pair[0].value))
    ]
    asked = yaml.MappingNode(TAG + "map", strays, strays[0][0].start_mark, strays[-1][1].end_mark)
    return [*(one for one in node.value if one not in strays), (scalar("question", strays[0][0]), asked)]


def _halves(node: yaml.MappingNode, group: Group) -> list[Pair]:
    """Read left and right, or what is for and against something, as columns."""
    keys = keys_of(node)
    names = next((one for one in reversed(_HALVES) if set(one) <= set(keys)), ())
    if not names or not group.field("columns") or "columns" in keys:
        return []
    pairs = [pair for pair in node.value if pair[0].value in names]
    made: list[yaml.Node] = []
    for key, value in pairs:
        words = key.value[:1].upper() + key.value[1:]
        head = key if key.value in ("left", "right", "middle", "center") else _renamed(key, words)
        made.append(column_of(head, value))
    at = node.value.index(pairs[0])
    others = [one for one in node.value if one not in pairs]
    return [*others[:at], (scalar("columns", pairs[0][0]), listed(pairs[0][1], made) or node), *others[at:]]


def _renamed(key: yaml.Node, words: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(TAG + "str", words, key.start_mark, key.end_mark)


_WAYS: tuple[Callable[[yaml.MappingNode, Group], list[Pair]], ...] = (_labelled, _choices, _halves)
