"""A recording → its parts, what makes a picture play it, and the timing by which a click does.

PowerPoint keeps a recording as a picture, its poster, that refers to the file twice: by the relation of
2007 that older programs follow, and by the one of 2010 that PowerPoint itself does ([MS-PPTX] 2.2.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.deck.model import Recording
from deckgen.layout.pages import Pages, PictureBox
from deckgen.structs import Struct
from deckgen.structs.pieces import Content, key_of
from deckgen.writers.pptx.identity import guid
from deckgen.writers.pptx.package import Media, office
from deckgen.writers.pptx.run_properties import Hyperlink
from deckgen.writers.pptx.text import RunWriter
from deckgen.writers.pptx.xml import P14, attribute

CLICK = Hyperlink("", "ppaction://media")
"""What says that a click on a picture plays it."""

AT_ONCE = '<p:stCondLst><p:cond delay="0"/></p:stCondLst>'
"""What says that a part of the timing begins with the whole."""

_MEDIA = "http://schemas.microsoft.com/office/2007/relationships/media"
_TRACK = "http://schemas.microsoft.com/office/2017/04/relationships/track"
_P173 = "http://schemas.microsoft.com/office/powerpoint/2017/3/main"

_WAITING = '<p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>'
_STOPPED = (
    '<p:endCondLst><p:cond evt="onStopAudio" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:endCondLst>'
)


class Player(Struct, frozen=True):
    """A shape of a slide that plays when it is clicked."""

    shape_id: int
    recording: Recording


def recording_files(pages: Pages) -> Iterator[tuple[str, Content]]:
    """Yield the kind and bytes of each recording, and of its captions."""
    for box in (box for page in pages.pages for box in page.boxes if isinstance(box, PictureBox)):
        if box.recording is None:
            continue
        yield box.recording.mime, box.recording.data
        if box.recording.captions:
            yield "text/vtt", box.recording.captions


def playing(pen: RunWriter, recording: Recording, stored: Media, name: str) -> str:
    """Return what a picture's properties say of the recording; `name` is the shape's lasting name."""
    part = stored[key_of(recording.data)]
    kind = "video" if recording.video else "audio"
    linked = pen.relations.part(office(kind), part)
    embedded = pen.relations.part(_MEDIA, part)
    inner = f'<p14:trim st="{round(recording.start * 1000)}"/>' if recording.start else ""
    if recording.captions:
        inner += _track(pen, stored[key_of(recording.captions)], name)
    held = f'<p14:media xmlns:p14="{P14}" r:embed="{embedded}"'
    held += f">{inner}</p14:media>" if inner else "/>"
    return (
        f'<a:{kind}File r:link="{linked}"/><p:extLst>'
        f'<p:ext uri="{{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}}">{held}</p:ext></p:extLst>'
    )


def _track(pen: RunWriter, part: str, name: str) -> str:
    """Return the captions of a recording, shown on it ([MS-PPTX] 2.2.4.1)."""
    language = attribute(pen.context.language)
    where = pen.relations.part(_TRACK, part)
    return (
        '<p14:extLst><p:ext uri="{3AFAAA56-56D3-431D-BCD4-E75A35582382}">'
        f'<p173:tracksInfo xmlns:p173="{_P173}" displayLoc="media"><p173:trackLst>'
        f'<p173:track id="{guid(name, "captions")}" label="{language}" lang="{language}" r:embed="{where}"/>'
        "</p173:trackLst></p173:tracksInfo></p:ext></p14:extLst>"
    )


def clicks(players: Sequence[Player], ids: Iterator[int]) -> str:
    """Return the sequences by which a click on a player starts it and stops it, and what is played."""
    return "".join((*(_toggled(one, ids) for one in players), *(_played(one, ids) for one in players)))


def _toggled(player: Player, ids: Iterator[int]) -> str:
    target = f'<p:tgtEl><p:spTgt spid="{player.shape_id}"/></p:tgtEl>'
    click = f'<p:cond evt="onClick" delay="0">{target}</p:cond>'
    sequence, outer, inner, effect, change = (next(ids) for _ in range(5))
    return (
        f'<p:seq concurrent="1" nextAc="seek"><p:cTn id="{sequence}" restart="whenNotActive" fill="hold" '
        f'evtFilter="cancelBubble" nodeType="interactiveSeq"><p:stCondLst>{click}</p:stCondLst>'
        '<p:endSync evt="end" delay="0"><p:rtn val="all"/></p:endSync><p:childTnLst>'
        f'<p:par><p:cTn id="{outer}" fill="hold">{AT_ONCE}<p:childTnLst>'
        f'<p:par><p:cTn id="{inner}" fill="hold">{AT_ONCE}<p:childTnLst>'
        f'<p:par><p:cTn id="{effect}" presetID="2" presetClass="mediacall" presetSubtype="0" fill="hold" '
        f'nodeType="clickEffect">{AT_ONCE}<p:childTnLst><p:cmd type="call" cmd="togglePause"><p:cBhvr>'
        f'<p:cTn id="{change}" dur="1" fill="hold"/>{target}</p:cBhvr></p:cmd></p:childTnLst></p:cTn></p:par>'
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>"
        f"<p:nextCondLst>{click}</p:nextCondLst></p:seq>"
    )


def _played(player: Player, ids: Iterator[int]) -> str:
    kind = "video" if player.recording.video else "audio"
    again = ' repeatCount="indefinite"' if player.recording.loop else ""
    return (
        f'<p:{kind}><p:cMediaNode vol="80000"><p:cTn id="{next(ids)}"{again} fill="hold" display="0">'
        f"{_WAITING}{'' if player.recording.video else _STOPPED}</p:cTn>"
        f'<p:tgtEl><p:spTgt spid="{player.shape_id}"/></p:tgtEl></p:cMediaNode></p:{kind}>'
    )
