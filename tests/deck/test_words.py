"""deckgen's own words in each language."""

from __future__ import annotations

import dataclasses

import pytest

from deckgen.deck.words import SPEECHES, date_in, primary, words_in


@pytest.mark.parametrize("language", SPEECHES)
def test_every_language_has_every_word_and_twelve_months(language: str) -> None:
    """No word is empty, templates hold their places, and a year has twelve months."""
    words = words_in(language)
    assert all(getattr(words, field.name) for field in dataclasses.fields(words))
    assert "{part}" in words.part_of
    assert "{parts}" in words.part_of
    assert "{words}" in words.quotation
    assert len(SPEECHES[language].months) == 12


def test_there_are_at_least_twelve_languages() -> None:
    """English and eleven others, or more."""
    assert len(SPEECHES) >= 12


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en-GB", "Works Cited"),
        ("de-AT", "Literaturverzeichnis"),
        ("zh_Hans", "参考文献"),
        ("tlh", "Works Cited"),
    ],
)
def test_a_tag_finds_its_language_and_an_unknown_one_english(tag: str, expected: str) -> None:
    """Regions and scripts do not matter; a language that is not there gets English words."""
    assert words_in(tag).works_cited == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "23 November 2026"),
        ("en-US", "November 23, 2026"),
        ("de", "23. November 2026"),
        ("es", "23 de noviembre de 2026"),
        ("ru", "23 ноября 2026 г."),
        ("ja", "2026年11月23日"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(language: str, expected: str) -> None:
    """A date typed with hyphens is put into words."""
    assert date_in(language, "2026-11-23") == expected


@pytest.mark.parametrize("typed", ["Michaelmas 2026", "2026", "23/11/2026", "2026-13-40"])
def test_any_other_date_stays_as_typed(typed: str) -> None:
    """What is not certainly a date is not touched."""
    assert date_in("en-GB", typed) == typed


def test_the_primary_language_of_a_tag() -> None:
    """Hyphens, underscores and capitals are the same to it."""
    assert [primary(tag) for tag in ("en-GB", "zh_TW", "AR")] == ["en", "zh", "ar"]
