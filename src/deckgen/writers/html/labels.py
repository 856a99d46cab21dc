"""A language tag → the labels of the slideshow's controls in it, English where deckgen does not speak it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from deckgen.deck.words import speech_in

TOLD = (
    *("start", "pause", "behind", "ahead", "on-time", "lost", "go-to", "found", "copied"),
    *("black", "white", "pointer", "pen", "off"),
)
"""The labels that the runtime puts in place by itself."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What the controls say, by name, and the language they say it in, as a BCP 47 tag."""

    language: str
    words: Mapping[str, str]


def labels_in(language: str) -> Labels:
    """Return the labels in a language given as a BCP 47 tag."""
    speech = speech_in(language)
    return Labels(speech.name, speech.slideshow)


def told(labels: Labels, part_of: str) -> str:
    """Return what the runtime says, as JSON; `part_of` is the deck's own template of `3 of 12`."""
    return json.dumps(
        {**{name: labels.words[name] for name in TOLD}, "of": part_of}, ensure_ascii=False, sort_keys=True
    )
