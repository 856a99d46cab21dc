"""An outline → outlines of any length with the same content, and the same as Pandoc's Markdown."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

from deckgen.outline import model
from deckgen.outline.read import read_outline

ROOT = Path(__file__).resolve().parent.parent
ESSAY = ROOT / "outlines" / "destalinisation.yaml"

RULE = "\n\n"


def placed(folder: Path) -> Path:
    """Return a folder for outlines below this one, from which the essay's pictures are found."""
    shutil.copytree(ROOT / "images", folder / "images", dirs_exist_ok=True)
    outlines = folder / "outlines"
    outlines.mkdir(exist_ok=True)
    return outlines


def stretched(source: Path, slides: int, target: Path) -> None:
    """Write an outline of that many slides: each section's own over and over, in its share of the whole.

    Only the first of a slide keeps its id; the pictures are where `placed` puts them.
    """
    outline: dict[str, Any] = yaml.load(source.read_text(encoding="utf-8"), yaml.BaseLoader)
    sections: dict[str, Any] = outline["sections"]
    had = sum(len(section["slides"]) for section in sections.values())
    done = due = 0
    for section in sections.values():
        due += len(section["slides"]) * slides
        share = round(due / had) - done
        done += share
        own = section["slides"]
        section["slides"] = [
            {key: deepcopy(value) for key, value in slide.items() if key != "id" or place < len(own)}
            for place, slide in enumerate(islice(cycle(own), share))
        ]
    text = yaml.dump(outline, allow_unicode=True, sort_keys=False, width=10_000)
    target.write_text(text, encoding="utf-8")


def count(path: Path) -> int:
    """Return how many slides an outline writes down, deckgen's own not counted."""
    return sum(len(section.slides) for section in outline_of(path).sections)


def outline_of(path: Path) -> model.Outline:
    """Return the outline of a file that is known to be in order."""
    reading = read_outline(path.read_bytes(), path)
    assert reading.outline is not None, reading.diagnostics
    return reading.outline


def markdown(path: Path) -> str:
    """Return an outline's content as Pandoc's Markdown for slides of level 2, its references as metadata."""
    outline = outline_of(path)
    head = {
        "title": str(outline.title),
        "author": [str(author) for author in outline.authors],
        "date": str(outline.date or ""),
        "lang": str(outline.language or "en"),
        "references": [_work(reference) for reference in outline.references],
    }
    parts = [f"---\n{json.dumps(head, ensure_ascii=False)}\n---"]
    for section in outline.sections:
        parts.append(f"# {section.title}")
        for slide in section.slides:
            parts.append(f"## {slide.title or ''}")
            parts += [text for block in slide.blocks for text in _block(block)]
            if slide.notes:
                parts.append(f"::: notes\n{slide.notes.value.strip()}\n:::")
    parts += ["## Works Cited", "::: {#refs}\n:::"]
    return RULE.join(parts) + "\n"


def _work(reference: model.Reference) -> dict[str, object]:
    """Return a reference in the form that Pandoc reads from metadata."""
    work: dict[str, object] = {"id": str(reference.key)}
    for field in reference.fields:
        name, values = str(field.name), [str(value) for value in field.values]
        if name in {"author", "editor", "translator"}:
            work[name] = [_name(value) for value in values]
        elif name in {"year", "date"}:
            work["issued"] = values[0]
        else:
            work[{"pages": "page"}.get(name, name)] = values[0]
    return work


def _name(name: str) -> dict[str, str]:
    family, comma, given = name.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": name}


def _block(block: model.Block) -> Iterator[str]:
    match block:
        case model.Bullets():
            yield _bullets(block.items)
        case model.Prose():
            yield RULE.join(map(str, block.paragraphs))
        case model.Quote():
            said_by = " ".join(str(part) for part in (block.by, block.cite) if part)
            yield _quoted(f"{block.text.value.strip()}{RULE}{said_by}")
        case model.Image():
            yield f"![{block.caption or ''}]({block.file}){{alt={json.dumps(str(block.alt or ''))}}}"
        case model.Table():
            yield _table(block)
        case model.Timeline():
            yield "\n".join(f"- **{event.date}** {event.text}" for event in block.events)
        case model.Columns():
            yield _columns(block)
        case model.Statement():
            yield str(block.text)
        case model.Question():
            yield f"{block.prompt}{RULE}{block.task or ''}"
        case model.BigNumber():
            yield f"**{block.value}**{RULE}{block.label}"
        case model.Passage():
            yield _quoted(str(block.text))
            yield "\n".join(f"- {note}" for note in block.notes)


def _bullets(items: Iterable[model.Bullet], indent: str = "") -> str:
    rows = []
    for item in items:
        rows.append(f"{indent}- {_one_line(item.text)}")
        if item.children:
            rows.append(_bullets(item.children, indent + "    "))
    return "\n".join(rows)


def _one_line(text: model.Text) -> str:
    return " ".join(text.value.split())


def _quoted(text: str) -> str:
    return "\n".join(f"> {row}" for row in text.splitlines())


def _table(table: model.Table) -> str:
    rows = [table.columns, *table.rows]
    lines = ["| " + " | ".join(_one_line(cell) for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(table.columns))
    caption = f"{RULE}: {table.caption}" if table.caption else ""
    return "\n".join(lines) + caption


def _columns(columns: model.Columns) -> str:
    parts = []
    for column in columns.columns:
        inside = [f"**{column.title}**" if column.title else "", *_block(column.blocks[0])]
        parts.append(":::: column\n" + RULE.join(inside) + "\n::::")
    return "::::: columns\n" + "\n".join(parts) + "\n:::::"
