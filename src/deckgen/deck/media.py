"""`media:` as typed → a Figure that plays: its recording, its captions, the picture that is there first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from deckgen.deck.model import Block, Figure, Note, Picture, Recording, Run, Words
from deckgen.deck.pictures import load_picture
from deckgen.deck.pixels import fitted
from deckgen.deck.recordings import load_recording
from deckgen.deck.subtitles import load_captions
from deckgen.diagnostics import Diagnostic, error, warning
from deckgen.outline.model import Media, Text

PLATE = 1_600
"""What the longer side of a drawn plate is called in pixels; it is a drawing and has none."""

SHAPES = {True: (16, 9), False: (3, 1)}
"""The shape of a plate: of a video that does not say its own, and of a sound."""

CLOSE = 0.01
"""A poster whose shape departs from the video's by no more than this share is taken as it is."""


@dataclass(frozen=True, slots=True)
class ReadMedia:
    """A figure without its texts' markup, None where its recording cannot be used; what is said of it."""

    figure: Figure | None
    problems: tuple[Diagnostic, ...]


def read_media(media: Media, outline: Path) -> ReadMedia:
    """Return the recording with its captions and poster; the caption and the credit are put in elsewhere."""
    recording, found = load_recording(media.file, outline)
    problems = [*found]
    if media.captions:
        captions = load_captions(media.captions, outline)
        if isinstance(captions, Diagnostic):
            problems.append(captions)
        elif recording:
            recording = replace(recording, captions=captions.data, transcript=captions.transcript)
    elif recording:
        problems.append(
            warning(
                f'the recording "{media.file}" has no captions, and who cannot hear it cannot follow',
                media.span,
                "export its subtitles as WebVTT and name that file: captions: clips/speech.vtt",
            )
        )
    poster = load_picture(media.poster, outline) if media.poster else None
    if isinstance(poster, Diagnostic):
        problems.append(poster)
    if recording is None or isinstance(poster, Diagnostic):
        return ReadMedia(None, tuple(problems))
    start = seconds(media.start) if media.start else 0.0
    recording = replace(recording, start=start, loop=media.loop)
    if poster is not None and recording.width and _apart(poster, recording):
        poster = fitted(poster, recording.width, recording.height)
        if poster is None:
            assert media.poster
            problems.append(error(f'the picture "{media.poster}" is damaged', media.poster.span))
            return ReadMedia(None, tuple(problems))
    alt = str(media.alt) if media.alt else ""
    figure = Figure(
        poster or _plate(recording), alt, (), (), media.span, crop=False, recording=recording
    )  # fmt: skip
    return ReadMedia(figure, tuple(problems))


def _apart(poster: Picture, recording: Recording) -> bool:
    shape = poster.width * recording.height / (poster.height * recording.width)
    return abs(shape - 1) > CLOSE


def _plate(recording: Recording) -> Picture:
    """Return a picture without bytes, of the recording's shape: the theme's colours draw it."""
    width, height = SHAPES[recording.video]
    if recording.width and recording.height:
        width, height = recording.width, recording.height
    share = PLATE / max(width, height)
    size = max(1, round(width * share)), max(1, round(height * share))
    return Picture(b"", "", *size, recording.name)


def seconds(time: Text) -> float:
    """Return a time as the outline writes it, `90`, `1:30` or `0:01:30.5`, in seconds."""
    total = 0.0
    for part in time.value.split(":"):
        total = total * 60 + float(part)
    return total


def transcripts(blocks: tuple[Block, ...], words: Words) -> tuple[Note, ...]:
    """Return what is said in a slide's recordings, for its notes, each under its own heading."""
    notes: list[Note] = []
    for recording in (one.recording for one in blocks if isinstance(one, Figure) and one.recording):
        if not recording.transcript:
            continue
        head = (Run(f"{words.transcript} ({recording.name})", bold=True),)
        notes.append(Note(head, spoken=False))
        notes += [Note((Run(said),), spoken=False) for said in recording.transcript]
    return tuple(notes)
