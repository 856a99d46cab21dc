"""A WebVTT file → the captions of a recording: its bytes for the player, its words for the notes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from deckgen.deck.files import open_project_file
from deckgen.diagnostics import Diagnostic, error
from deckgen.limits import CAPTIONS_BYTES
from deckgen.outline.model import Text
from deckgen.project_files import FileKind, utf8_text
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_ADVICE = "name the file that holds the words, not the recording; a day of talk has less"
CAPTIONS = FileKind("captions file", CAPTIONS_BYTES, _ADVICE)

PAUSE = 2.0
"""After so many seconds of silence, a transcript begins a paragraph."""

_TIMES = pattern(
    r"[ \t]*((?:\d{1,4}:)?\d\d:\d\d[.,]\d{3})[ \t]+-->[ \t]+((?:\d{1,4}:)?\d\d:\d\d[.,]\d{3})(?:[ \t].*)?"
)
_VOICE = pattern(r"<v(?:\.[^ \t<>]*)?[ \t]+([^>]*)>")
_TAG = pattern(r"<[^>]*>")


class Captions(Struct, frozen=True):
    """Captions as a player takes them, and what is said in them, a text for each paragraph."""

    data: bytes
    transcript: tuple[str, ...]


class _Cue(Struct, frozen=True):
    start: float
    end: float
    speaker: str
    text: str


def load_captions(name: Text, outline: Path) -> Captions | Diagnostic:
    """Return the captions that the outline names, or why they cannot be used."""
    file = open_project_file(name, outline, CAPTIONS)
    if isinstance(file, Diagnostic):
        return file
    text = utf8_text(file.data, file.path, name.value)
    if isinstance(text, Diagnostic):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if file.path.suffix.lower() == ".srt":
        lines = ["WEBVTT", "", *(_with_points(line) for line in lines)]
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        return error(
            f'the captions "{name}" are not in WebVTT, whose first line is WEBVTT', name.span,
            "export the subtitles as WebVTT (.vtt) or SubRip (.srt)",
        )  # fmt: skip
    cues = list(_cues(lines))
    for number, cue in cues:
        if cue.end <= cue.start:
            return error(
                f'in the captions "{name}", the one in line {number} ends before it begins', name.span,
                "write the earlier time first: 00:01.000 --> 00:03.500",
            )  # fmt: skip
    if not cues:
        return error(
            f'the captions "{name}" say nothing', name.span,
            "a caption is a line of times, and the words below it: 00:01.000 --> 00:03.500",
        )  # fmt: skip
    return Captions("\n".join(_shown(lines)).encode(), tuple(_paragraphs([cue for _, cue in cues])))


def _shown(lines: list[str]) -> Iterator[str]:
    """Yield the lines that take part in what is shown: no heading after WEBVTT, and no NOTE (WebVTT, 4.1)."""
    yield "WEBVTT"
    noted = True
    for place, line in enumerate(lines[1:], 1):
        if not line.strip():
            noted = False
        elif not lines[place - 1].strip() and re.match(r"NOTE(?:[ \t]|$)", line):
            noted = True
        if not noted:
            yield line


def _with_points(line: str) -> str:
    return line.replace(",", ".") if _TIMES.fullmatch(line) else line


def _cues(lines: list[str]) -> Iterator[tuple[int, _Cue]]:
    """Yield each caption with the number of its line."""
    for place, line in enumerate(lines):
        found = _TIMES.fullmatch(line)
        if not found:
            continue
        stop = place + 1
        while stop < len(lines) and lines[stop].strip() and "-->" not in lines[stop]:
            stop += 1
        text = " ".join(lines[place + 1 : stop])
        # behind the last > there is no tag, and each < would be followed to the end
        last = text.rfind(">") + 1
        voice = _VOICE.search(text, 0, last)
        words = html.unescape(_TAG.sub("", text[:last]) + text[last:])
        speaker = html.unescape(voice[1]).strip() if voice else ""
        yield place + 1, _Cue(_seconds(found[1]), _seconds(found[2]), speaker, " ".join(words.split()))


def _seconds(time: str) -> float:
    *hours, minutes, seconds = time.replace(",", ".").split(":")
    return (int(hours[0]) if hours else 0) * 3600 + int(minutes) * 60 + float(seconds)


def _paragraphs(cues: list[_Cue]) -> Iterator[str]:
    """Yield what is said: a paragraph ends where somebody else speaks, or nobody for a while."""
    gathered: list[str] = []
    before: _Cue | None = None
    for cue in cues:
        if not cue.text:
            continue
        fresh = before is None or cue.speaker != before.speaker or cue.start - before.end > PAUSE
        if fresh and gathered:
            yield " ".join(gathered)
        if fresh:
            gathered = [f"{cue.speaker}: {cue.text}" if cue.speaker else cue.text]
        elif before is not None and cue.text != before.text:
            gathered.append(cue.text)
        before = cue
    if gathered:
        yield " ".join(gathered)
