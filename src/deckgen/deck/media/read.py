"""`media:` as typed → a Figure that plays: its recording, its captions, the picture that is there first."""

from __future__ import annotations

from pathlib import Path

from deckgen.deck.media.pictures import load_picture
from deckgen.deck.media.raster import fitted
from deckgen.deck.model import Block, Figure, Note, Picture, Recording, Run, Words
from deckgen.diagnostics import Diagnostic, error, warning
from deckgen.outline.model import Media, Text
from deckgen.structs import Struct, replace

PLATE = 1_600
"""What the longer side of a drawn plate is called in pixels; it is a drawing and has none."""

SHAPES = {True: (16, 9), False: (3, 1)}
"""The shape of a plate: of a video that does not say its own, and of a sound."""

CLOSE = 0.01
"""A poster whose shape departs from the video's by no more than this share is taken as it is."""


class ReadMedia(Struct, frozen=True):
    """A figure without its texts' markup, None where its recording cannot be used; what is said of it."""

    figure: Figure | None
    problems: tuple[Diagnostic, ...]


def read_media(media: Media, outline: Path) -> ReadMedia:
    """Return the recording with its captions and poster; the caption and the credit are put in elsewhere."""
    from deckgen.deck.media.recordings import load_recording
    from deckgen.deck.media.subtitles import load_captions

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
                f'the recording "{media.file}" has no captions for people who cannot hear it',
                media.span,
                "export its subtitles as WebVTT and name that file: captions: clips/speech.vtt",
            )
        )
    poster = _poster(media, outline, recording)
    if isinstance(poster, Diagnostic):
        problems.append(poster)
    if recording is None or isinstance(poster, Diagnostic):
        return ReadMedia(None, tuple(problems))
    start = seconds(media.start) if media.start else 0.0
    recording = replace(recording, start=start, loop=media.loop)
    alt = str(media.alt) if media.alt else ""
    picture = poster or _plate(recording)
    figure = Figure(picture, alt, (), (), media.span, crop=False, recording=recording)
    return ReadMedia(figure, tuple(problems))


def _poster(media: Media, outline: Path, recording: Recording | None) -> Picture | Diagnostic | None:
    """Return the picture that is there first, in the video's shape; None where none is named."""
    if media.poster is None:
        return None
    poster = load_picture(media.poster, outline)
    if isinstance(poster, Diagnostic) or recording is None:
        return poster
    if not recording.width or not _apart(poster, recording):
        return poster
    shaped = fitted(poster, recording.width, recording.height)
    return shaped or error(
        f'the picture "{media.poster}" is damaged', media.poster.span, "save or download it again"
    )


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
