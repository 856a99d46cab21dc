"""A recording's file, its captions and its poster → a figure that plays, or a plain word why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from deckgen.deck.media import recordings
from deckgen.deck.media.pictures import described
from deckgen.deck.media.read import read_media, seconds, transcripts
from deckgen.deck.media.recordings import load_recording
from deckgen.deck.media.subtitles import load_captions
from deckgen.deck.model import Figure, Recording, plain
from deckgen.deck.words import words_in
from deckgen.diagnostics import Diagnostic, Severity, Span
from deckgen.outline.model import Media, Text
from deckgen.structs import replace
from deckgen.structs.pieces import chunks_of
from tests.recordings import CAPTIONS, box, element, m4a, mp4, track, wav, webm


def text(value: str) -> Text:
    """Return a text as it stands in an outline."""
    return Text(value, Span(Path("talk.yaml"), 3, 9, 3, 9 + len(value)))


def load(folder: Path, data: bytes, name: str = "clip") -> tuple[Recording | None, tuple[Diagnostic, ...]]:
    """Load a recording as an outline in the folder would name it."""
    (folder / name).write_bytes(data)
    return load_recording(text(name), folder / "talk.yaml")


MP3 = b"\xff\xfb\x90\x00" + bytes(60)
OGG = b"OggS" + bytes(24) + b"\x01vorbis" + bytes(20)


@pytest.mark.parametrize(
    ("data", "mime", "size"),
    [
        (mp4(1280, 720), "video/mp4", (1280, 720)),
        (mp4(1920, 1080, brand=b"qt  ", turned=True), "video/quicktime", (1080, 1920)),
        (webm(), "video/webm", (320, 180)),
        (webm(live=True), "video/webm", (320, 180)),
        (m4a(), "audio/mp4", (0, 0)),
        (wav(0.1), "audio/wav", (0, 0)),
        (MP3, "audio/mpeg", (0, 0)),
        (b"ID3\4" + bytes(60), "audio/mpeg", (0, 0)),
        (OGG, "audio/ogg", (0, 0)),
    ],
)
def test_kind_and_shape_are_recognised_by_the_content(
    tmp_path: Path, data: bytes, mime: str, size: tuple[int, int]
) -> None:
    """Whatever a file is called: a telephone's video that lies on its side stands upright."""
    found, _ = load(tmp_path, data, "clip.bin")
    assert found is not None
    assert (found.mime, (found.width, found.height), b"".join(chunks_of(found.data))) == (mime, size, data)
    assert found.video is mime.startswith("video")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"RIFF\0\0\0\0AVI LIST", "an AVI video"),
        (b"\x30\x26\xb2\x75" + bytes(40), "Windows Media"),
        (b"fLaC" + bytes(40), "FLAC"),
        (webm(kind=b"matroska"), "Matroska"),
        (b"OggS" + bytes(24) + b"\x80theora" + bytes(20), "an Ogg video"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "not something that a slideshow can play"),
        (b"hello", "not something that a slideshow can play"),
        (b"", "is empty"),
        (mp4()[:60], "is damaged"),
        (box(b"ftyp", b"isom"), "is damaged"),
        (box(b"ftyp", b"isom") + box(b"moov", track(b"text")), "is damaged"),
        (element(0x1A45DFA3, element(0x4282, b"webm")) + b"\x18", "is damaged"),
        (webm()[:40], "is damaged"),
    ],
)
def test_what_cannot_be_played_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    """The message names what it is, stands at the line, and says what to do."""
    found, (problem,) = load(tmp_path, data)
    assert found is None
    assert said in problem.message
    assert (problem.severity, problem.span and problem.span.line) == (Severity.ERROR, 3)
    assert problem.hints


@pytest.mark.parametrize("length", range(8, 600, 7))
def test_half_a_head_never_ends_in_a_fault(tmp_path: Path, length: int) -> None:
    """A download that broke off anywhere is told, or taken where its head was whole."""
    for data in (mp4(), webm()):
        found, problems = load(tmp_path, data[:length])
        assert found is not None or problems


@pytest.mark.parametrize(
    ("data", "said"),
    [(webm(), "WebM"), (OGG, "Ogg"), (mp4(codec=b"hvc1"), "HEVC"), (mp4(codec=b"av01"), "AV1")],
)
def test_what_not_every_program_plays_is_warned_of(tmp_path: Path, data: bytes, said: str) -> None:
    """It is stored all the same."""
    found, (problem,) = load(tmp_path, data)
    assert found is not None
    assert said in problem.message
    assert problem.severity is Severity.WARNING


def test_large_recordings_are_warned_of_and_huge_ones_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both files grow by them; the size is said."""
    monkeypatch.setattr(recordings, "LARGE", 1_000_000)
    monkeypatch.setattr(recordings, "RECORDING", replace(recordings.RECORDING, most_bytes=3_000_000))
    found, (problem,) = load(tmp_path, mp4() + box(b"free", bytes(2_000_000)))
    assert found is not None
    assert "takes up 2 MB" in problem.message
    found, (problem,) = load(tmp_path, mp4() + box(b"free", bytes(4_000_000)))
    assert found is None
    assert "is 4.1 MB large; at most 3 MB is read" in problem.message


def captions(folder: Path, said: str | bytes, name: str = "a.vtt") -> tuple[str, ...] | str:
    """Read captions: their transcript, or what is said against them."""
    (folder / name).write_bytes(said if isinstance(said, bytes) else said.encode())
    found = load_captions(text(name), folder / "talk.yaml")
    return found.message if isinstance(found, Diagnostic) else found.transcript


def test_captions_become_a_transcript(tmp_path: Path) -> None:
    """What one speaker says is a paragraph, marks and positions taken off."""
    said = ("Ada: It is the last day of the congress & late.", "Ben: Nobody claps.")
    assert captions(tmp_path, CAPTIONS) == said
    assert captions(tmp_path, "\ufeff" + CAPTIONS.replace("\n", "\r\n")) == said
    cues = "1\n00:01.000 --> 00:02.000\nOne.\n\n2\n00:02.000 --> 00:03.000\nTwo.\n\n"
    later = "1:00:09.000 --> 1:00:10.000\nLater.\n"
    assert captions(tmp_path, f"WEBVTT - a title\n\nNOTE nobody hears this\n\n{cues}{later}") == (
        "One. Two.",
        "Later.",
    )


def test_subrip_is_taken_as_webvtt(tmp_path: Path) -> None:
    """The form that most programs export becomes the one that players take."""
    given = "1\n00:00:01,000 --> 00:00:02,500\nHello, you.\n\n2\n00:00:02,500 --> 00:00:03,000\nYes.\n"
    assert captions(tmp_path, given, "a.srt") == ("Hello, you. Yes.",)
    found = load_captions(text("a.srt"), tmp_path / "talk.yaml")
    assert not isinstance(found, Diagnostic)
    assert found.data.startswith(b"WEBVTT\n")
    assert b"00:00:01.000 --> 00:00:02.500\nHello, you." in found.data


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("1\n00:00:01,000 --> 00:00:02,500\nHello\n", "not in WebVTT"),
        ("WEBVTT\n\nhello\n", "say nothing"),
        ("WEBVTT\n\n" + "hello\n" * 400_000, "is 2.5 MB large; at most 2 MB is read"),
        ("WEBVTT\n\n00:05.000 --> 00:02.000\nHello\n", "line 3 ends before it begins"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nGrüße\n".encode("latin-1"), "not UTF-8"),
    ],
)
def test_captions_that_no_player_takes_are_refused(tmp_path: Path, given: str | bytes, said: str) -> None:
    """Each with what is wrong, and where."""
    found = captions(tmp_path, given)
    assert isinstance(found, str)
    assert said in found


def typed(**more: str | bool) -> Media:
    """Return a recording as typed."""
    given = {key: text(value) if isinstance(value, str) else value for key, value in more.items()}
    span = Span(Path("talk.yaml"), 2, 5, 2, 9)
    plainly = Media(text("clip.mp4"), text("A speech"), None, None, None, None, None, False, span)
    return replace(plainly, **given)  # type: ignore[arg-type]


def read(folder: Path, media: Media) -> tuple[Figure, tuple[str, ...]]:
    """Read a recording that must be taken, and what is said of it."""
    found = read_media(media, folder / "talk.yaml")
    assert found.figure is not None, found.problems
    return found.figure, tuple(one.message for one in found.problems)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a video, captions, and a picture of another shape."""
    (tmp_path / "clip.mp4").write_bytes(mp4(640, 360))
    (tmp_path / "a.vtt").write_text(CAPTIONS, encoding="utf-8")
    Image.new("RGB", (600, 900), "#0F4650").save(tmp_path / "tall.jpg")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    (tmp_path / "a.svg").write_text(drawing, encoding="utf-8")
    return tmp_path


def test_a_recording_without_a_poster_gets_the_shape_of_its_plate(folder: Path) -> None:
    """Nothing is drawn yet: that needs the theme."""
    figure, said = read(folder, typed(captions="a.vtt", start="1:30", loop=True))
    assert said == ()
    assert (figure.picture.data, figure.picture.width * 9) == (b"", figure.picture.height * 16)
    assert figure.recording is not None
    assert (figure.recording.start, figure.recording.loop) == (90, True)


@pytest.mark.parametrize("poster", ["tall.jpg", "a.svg"])
def test_a_poster_takes_the_videos_shape(folder: Path, poster: str) -> None:
    """PowerPoint stretches a video to its poster: the poster is cut, the video never distorted."""
    figure, _ = read(folder, typed(captions="a.vtt", poster=poster))
    assert abs(figure.picture.width / figure.picture.height - 640 / 360) < 0.01
    assert figure.picture.data


def test_a_recording_without_captions_is_warned_of(folder: Path) -> None:
    """Whoever cannot hear it is thought of."""
    _, (said,) = read(folder, typed())
    assert "has no captions" in said


def test_a_recording_needs_a_description() -> None:
    """As a picture does, in words of its own."""
    (problem,) = described(replace(typed(), alt=None))
    assert "see or hear" in problem.message
    assert described(typed()) == ()


def test_all_that_is_wrong_is_reported_at_once(folder: Path) -> None:
    """A missing recording does not hide missing captions and a missing poster."""
    found = read_media(
        replace(typed(captions="b.vtt", poster="b.png"), file=text("b.mp4")), folder / "talk.yaml"
    )
    assert found.figure is None
    assert [one.message.split('"')[0] for one in found.problems] == [
        "there is no recording ",
        "there is no captions file ",
        "there is no picture ",
    ]


def test_the_notes_get_what_is_said(folder: Path) -> None:
    """Under its own heading, not to be spoken."""
    figure, _ = read(folder, typed(captions="a.vtt"))
    notes = transcripts((figure,), words_in("en"))
    assert [plain(one.runs) for one in notes] == [
        "Transcript (clip.mp4)",
        "Ada: It is the last day of the congress & late.",
        "Ben: Nobody claps.",
    ]
    assert not any(one.spoken for one in notes)


@pytest.mark.parametrize(("given", "wanted"), [("90", 90), ("1:30", 90), ("0:01:30.5", 90.5)])
def test_a_time_is_read_as_it_is_written(given: str, wanted: float) -> None:
    """Seconds, minutes and seconds, or hours as well."""
    assert seconds(text(given)) == wanted
