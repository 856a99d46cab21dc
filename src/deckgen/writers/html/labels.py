"""A language tag → the labels of the slideshow's controls in it, English where deckgen does not speak it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from deckgen.deck.model import Words
from deckgen.deck.words import speech_in
from deckgen.structs import Struct

SCRIPT_WORDS = (
    *("start", "pause", "behind", "ahead", "on-time", "lost", "go-to", "found", "copied"),
    *("black", "white", "pointer", "red", "blue", "green", "eraser", "off"),
    *("countdown", "muted", "presenter-view", "slideshow"),
)
"""The labels that the runtime puts in place by itself."""


class Labels(Struct, frozen=True):
    """What the controls say, by name, and the language they say it in, as a BCP 47 tag."""

    language: str
    words: Mapping[str, str]


def labels_in(language: str) -> Labels:
    """Return the labels in a language given as a BCP 47 tag."""
    speech = speech_in(language)
    return Labels(speech.name, speech.slideshow)


def script_words(labels: Labels, words: Words) -> str:
    """Return what the runtime says, as JSON: labels, and of the deck's own `words` those that it needs."""
    own = {"of": words.part_of, "contents": words.contents}
    return json.dumps(
        {**{name: labels.words[name] for name in SCRIPT_WORDS}, **own}, ensure_ascii=False, sort_keys=True
    )
