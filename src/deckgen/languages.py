"""A language tag → the side that the language is read from."""

from __future__ import annotations

RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"))
"""Languages written from right to left where their tag names no script."""

RIGHT_TO_LEFT_SCRIPTS = frozenset(("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"))
"""Scripts that run from right to left, as language tags name them."""


def right_to_left(language: str) -> bool:
    """Tell whether a language, given as a BCP 47 tag, is written from right to left.

    The script that the tag names decides, else the language.
    """
    first, *rest = language.lower().replace("_", "-").split("-")
    script = next((one for one in rest if len(one) == 4 and one.isalpha()), None)
    return script in RIGHT_TO_LEFT_SCRIPTS if script else first in RIGHT_TO_LEFT


TAGS = {
    "arabic": "ar", "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "italian": "it", "japanese": "ja", "korean": "ko", "norwegian": "nb", "persian": "fa",
    "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "spanish": "es", "swedish": "sv",
    "thai": "th", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi", "deutsch": "de", "español": "es",
    "français": "fr", "italiano": "it", "nederlands": "nl", "polski": "pl", "português": "pt",
    "svenska": "sv", "türkçe": "tr", "русский": "ru", "українська": "uk", "中文": "zh", "日本語": "ja",
    "한국어": "ko", "العربية": "ar", "tiếng việt": "vi", "englisch": "en", "anglais": "en", "inglés": "en",
    "inglese": "en", "engels": "en", "allemand": "de", "alemán": "de", "tedesco": "de", "duits": "de",
    "französisch": "fr", "francés": "fr", "francese": "fr", "frans": "fr", "spanisch": "es", "espagnol": "es",
    "spagnolo": "es", "italienisch": "it", "italien": "it", "russisch": "ru", "chinesisch": "zh",
    "chinois": "zh", "türkisch": "tr", "polnisch": "pl", "niederländisch": "nl",
}  # fmt: skip
"""The name of a language, in English or its own words → its tag."""
