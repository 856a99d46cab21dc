"""Who says the words that an essay quotes, where it names somebody for them."""

from __future__ import annotations

import re

from deckgen.check.essay import Passage
from deckgen.check.quotations import marked
from deckgen.check.stated.names import Name, bare, names_of
from deckgen.check.words import sentences_of
from deckgen.structs.patterns import pattern

_VERBS = (
    r"(?:said|says|wrote|writes|argued|argues|claimed|claims|noted|notes|recalled|recalls|remembered|remembers"
    r"|declared|declares|asked|asks|replied|called|calls|stated|states|observed|observes|admitted|warned|told"
    r"|explained|explains|concluded|concludes|thought|believed|insisted|complained|put it|puts it|boasted"
    r"|écrit|écrivait|dit|disait|selon|schrieb|schreibt|sagte|sagt|meinte|meint|nannte|erklärte|laut"
    r"|escribió|dijo|según|scrisse|disse|secondo)"
)
_BEFORE = pattern(rf"(?:\b{_VERBS}|\baccording to|\bas|\bwords of|\bto quote)\s+$", re.I)
_PRONOUN = r"(?:he|she|they|it|we|i|you|er|sie|es|wir|ich|il|elle|ils|elles|lui|él|ella|egli|lei|who|one)"
_AFTER = pattern(rf"^(?:['’]s? words|,?\s+(?:(?!{_PRONOUN}\b)\w+ )?{_VERBS}\b|:)", re.I)
_GIVEN = pattern(
    r"(?!(?:After|Against|Although|Among|And|Because|Before|Both|But|During|Earlier|Even|For|From|Here|How|Instead|Later"
    r"|Like|Meanwhile|Near|Now|Old|Once|Only|Perhaps|Since|Soon|Still|Than|That|The|Then|There|Through|Thus|Today|Under"
    r"|Unlike|Until|When|Where|While|With|Without|Yet|Young|\w+ly|Ainsi|Après|Avec|Avant|Chez|Comme|Dans|Mais|Puis|Sous"
    r"|Selon|Sans|Quand|Pour|Bei|Nach|Unter|Gegen|Ohne|Seit|Für|Auch|Erst|Nur|Aber|Doch|Como|Para|Pero|Según|Con)\b)"
    r"([A-ZÀ-Þ][^\W\d_]{2,})\s([A-ZÀ-Þ][^\W\d_]+)"
)
"""A given name and a surname at the beginning of a sentence; not what may stand there before a name."""
_SOMEBODY = pattern(rf"\b{_PRONOUN}\s+(?:\w+ )?{_VERBS}\b|\b{_VERBS}\s+{_PRONOUN}\b", re.I)


def speaker_of(passage: Passage, stop: int, known: frozenset[str]) -> Name | None:
    """Return who is named for the words that end at `stop`, None where nobody is or several are.

    The sentence that holds them counts, and where it names nobody the one before. `known` are the essay's
    names.
    """
    sentences = list(sentences_of(passage.text))
    at = next((place for place, (_, end) in enumerate(sentences) if stop <= end), None)
    for place in (at, at - 1 if at else None) if at is not None else ():
        if place is None:
            continue
        start, end = sentences[place]
        sentence = _unquoted(passage.text[start:end])
        said = _speakers(sentence, known)
        if said:
            return next(iter(said.values())) if len(said) == 1 else None
        if _SOMEBODY.search(sentence):
            return _only_person(_unquoted(passage.text[:start]), known)
    return None


def _only_person(before: str, known: frozenset[str]) -> Name | None:
    """Return whom a pronoun means: the one person who is named in full before; None if there are more."""
    people: dict[str, Name] = {}
    for start, stop in sentences_of(before):
        sentence = before[start:stop]
        given = _GIVEN.match(sentence)
        # A given name may stand nowhere but here, where every word has a capital letter.
        first = {bare(given[1])} if given and bare(given[2]) in known else set()
        people |= {one.key: one for one in names_of(sentence, known | first) if " " in one.text}
    return next(iter(people.values())) if len(people) == 1 else None


def _speakers(sentence: str, known: frozenset[str]) -> dict[str, Name]:
    """Return the names beside which a sentence has a word of speaking, by their last words."""
    found = {}
    for name in names_of(sentence, known):
        before, after = sentence[: name.start], sentence[name.start + len(name.text) :]
        if _BEFORE.search(before) or _AFTER.match(after):
            found[name.key] = name
    return found


def _unquoted(sentence: str) -> str:
    """Return a sentence with the words in quotation marks blanked."""
    for start, stop in marked(sentence):
        sentence = sentence[:start] + " " * (stop - start) + sentence[stop:]
    return sentence
