"""Works and citation groups as citeproc-js sets them in the official files: what ours are compared with."""

from __future__ import annotations

import html
import importlib.util
import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from deckgen.deck.citing.dates import Date
from deckgen.deck.citing.people import Name
from deckgen.deck.citing.references import Work
from deckgen.deck.markup.pieces import Citation, CitationItem, Mode
from deckgen.deck.model import Runs, plain
from tests.deck.citing.bench import OFFICIAL, Corpus
from tests.tools import Missing, npm_package, program

SCRIPT = Path(__file__).with_name("citeproc.js")

_LABELS = {
    "p": "page", "pp": "page", "chap": "chapter", "ch": "chapter", "vol": "volume", "sec": "section",
    "para": "paragraph", "bk": "book", "no": "issue", "fig": "figure", "def": "sub-verbo", "l": "line",
    "v": "verse", "pt": "part", "act": "act",
}  # fmt: skip
_LOCATOR = re.compile(
    r"\s*,?\s*(?:(?P<label>[a-z]+)\.?\s+)?(?P<where>\d[\d:]*(?:\s*[-–,]\s*\d+)*)\s*(?P<rest>.*)$"
)


@dataclass(frozen=True)
class Told:
    """What citeproc-js gave: a text a group, and each entry by its key, in order."""

    groups: tuple[str, ...]
    entries: dict[str, str]


def locales() -> Path:
    """Return the folder of the official locale files; raises Missing where they are not there."""
    package = importlib.util.find_spec("citeproc")
    for folder in (package.submodule_search_locations or ()) if package else ():
        found = Path(folder, "data", "locales")
        if found.is_dir():
            return found
    raise Missing("the Python package citeproc-py is not installed: python -m pip install citeproc-py")


def reported_by_citeproc_js(corpus: Corpus, official: str, language: str) -> Told:
    """Format a corpus with citeproc-js in an official style. Raises Missing."""
    node, package, folder = program("node"), npm_package("citeproc"), locales()
    style = (OFFICIAL / f"{official}.csl").read_text(encoding="utf-8")
    files = {one: folder / f"locales-{one}.xml" for one in ("en-US", "en-GB")}
    asked = {
        "style": style,
        "language": language,
        "locales": {one: file.read_text(encoding="utf-8") for one, file in files.items()},
        "notes": 'class="note"' in style,
        "works": [_work(one) for one in corpus.works],
        "groups": [_group(one, 'class="note"' in style) for one in corpus.clusters],
    }
    ran = subprocess.run(
        [str(node), str(SCRIPT), str(package)],
        input=json.dumps(asked, ensure_ascii=False).encode(),
        capture_output=True,
        check=True,
    )
    answer = json.loads(ran.stdout)
    parts = (entry.rpartition("@@") for entry in answer["entries"])
    entries = {key.strip(): _shown(words) for words, _, key in parts}
    return Told(tuple(map(_shown, answer["groups"])), entries)


def _work(work: Work) -> dict[str, object]:
    item: dict[str, object] = {"id": work.key, "system_id": work.key, "type": work.type}
    item |= {name: _tagged(runs) for name, runs in work.texts}
    item |= {name: [_name(one) for one in names] for name, names in work.names}
    return item | {name: _date(date) for name, date in work.dates}


def _tagged(runs: Runs) -> str:
    return "".join(
        f"<i>{run.text}</i>" if run.italic else f"<sub>{run.text}</sub>" if run.subscript else run.text
        for run in runs
    )


def _name(name: Name) -> dict[str, str]:
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "dropping-particle": name.dropping,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: words for part, words in parts.items() if words}


def _date(date: Date) -> dict[str, object]:
    found: dict[str, object] = {"date-parts": [list(day) for day in date.parts]} if date.parts else {}
    if date.season:
        found["season"] = date.season
    if date.circa:
        found["circa"] = True
    return found | ({"literal": date.literal} if date.literal else {})


def _group(group: Citation, notes: bool) -> dict[str, object]:
    # In a note style citeproc-js gives the name twice, and no note.
    narrative = group.items[0].mode is Mode.NARRATIVE and not notes
    return {"items": [_item(one) for one in group.items], "narrative": narrative}


def _item(item: CitationItem) -> dict[str, object]:
    found: dict[str, object] = {"id": item.key}
    if item.mode is Mode.AUTHORLESS:
        found["suppress-author"] = True
    if item.prefix:
        found["prefix"] = plain(item.prefix).rstrip() + " "
    suffix = plain(item.suffix)
    place = _LOCATOR.match(suffix)
    if place and (place["label"] or "p") in _LABELS:
        found["locator"] = place["where"].strip()
        found["label"] = "timestamp" if ":" in place["where"] else _LABELS[place["label"] or "p"]
        suffix = (" " if place["rest"] and place["rest"][0].isalnum() else "") + place["rest"]
    if suffix.strip():
        found["suffix"] = suffix
    return found


_MARKS: Iterable[tuple[str, str]] = (
    (r'<div class="csl-left-margin">(.*?)</div><div class="csl-right-inline">', r"\1 "),
    (r"</?(?:i|em)>", "*"),
    (r"</?(?:b|strong)>", "**"),
    (r"</?sup>", "^"),
    (r'<span style="font-style:\s*normal;?">(.*?)</span>', r"*\1*"),
    (r"<[^<>]+>", ""),
)


def _shown(marked: str) -> str:
    for pattern, mark in _MARKS:
        marked = re.sub(pattern, mark, marked, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(marked)).strip()
