"""What PowerPoint's decks hold that deckgen never writes, put into a slide as PowerPoint does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from tests.regenerate import hands
from tests.regenerate.hands import A, P, R

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MS = "http://schemas.microsoft.com/office"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_NAMES = f'xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}" xmlns:r="{R[1:-1]}" xmlns:mc="{_MC}"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Put = Callable[[Any, Any], None]
"""Puts something in a deck, on one of its slides."""


def part(owner: Any, name: str, content_type: str, data: str | bytes, kind: str) -> str:
    """Add a part that `owner` is related to, and return the id of the relation."""
    blob = (_HEAD + data).encode() if isinstance(data, str) else data
    made = Part(PackURI(name), content_type, owner.package, blob)
    return str(owner.relate_to(made, kind))


def _add(slide: Any, xml: str, *, after: bool = False) -> None:
    """Put an element among a slide's shapes, or after its contents."""
    element = etree.fromstring(xml.replace(">", f" {_NAMES}>", 1))
    if after:
        slide._element.find(f"{P}clrMapOvr").addnext(element)
    else:
        slide.shapes._spTree.append(element)


def old_comment(deck: Any, slide: Any) -> None:
    """A comment as PowerPoint wrote them until 2021."""
    authors = f'<p:cmAuthorLst {_NAMES}><p:cmAuthor id="0" name="Ada" initials="A" lastIdx="1" clrIdx="0"/>'
    kind = "application/vnd.openxmlformats-officedocument.presentationml"
    part(
        deck.part,
        "/ppt/commentAuthors.xml",
        f"{kind}.commentAuthors+xml",
        f"{authors}</p:cmAuthorLst>",
        f"{_OFFICE}/commentAuthors",
    )
    comment = (
        f'<p:cmLst {_NAMES}><p:cm authorId="0" dt="2026-11-01T10:00:00.000" idx="1"><p:pos x="10" y="10"/>'
        "<p:text>Is this so?</p:text></p:cm></p:cmLst>"
    )
    part(slide.part, "/ppt/comments/comment1.xml", f"{kind}.comments+xml", comment, f"{_OFFICE}/comments")


def modern_comment(deck: Any, slide: Any) -> None:
    """A comment as PowerPoint writes them since, tied to a shape by its id and name."""
    names = f'xmlns:p188="{_MS}/powerpoint/2018/8/main" {_NAMES}'
    part(
        deck.part,
        "/ppt/authors.xml",
        "application/vnd.ms-powerpoint.authors+xml",
        f'<p188:authorLst {names}><p188:author id="{{11111111-2222-3333-4444-555555555555}}" name="Ada" '
        'initials="A" userId="ada" providerId="None"/></p188:authorLst>',
        f"{_MS}/2018/10/relationships/authors",
    )
    shape = hands.shape(deck, "The ears turn").shape_id
    part(
        slide.part,
        "/ppt/comments/modernComment_101_0.xml",
        "application/vnd.ms-powerpoint.comments+xml",
        f'<p188:cmLst {names}><p188:cm id="{{AAAAAAAA-2222-3333-4444-555555555555}}" '
        'authorId="{11111111-2222-3333-4444-555555555555}" created="2026-11-01T10:00:00.000">'
        "<pc:sldMkLst "
        f'xmlns:pc="{_MS}/powerpoint/2013/main/command"><pc:docMk/><pc:sldMk cId="1" sldId="257"/>'
        "</pc:sldMkLst><p188:spMk "
        f'id="{shape}"/><p188:txBody><a:bodyPr/><a:p><a:r><a:t>Which ears?</a:t></a:r>'
        "</a:p></p188:txBody></p188:cm></p188:cmLst>",
        f"{_MS}/2018/10/relationships/comments",
    )


def ink(deck: Any, slide: Any) -> None:
    """A stroke of a pen."""
    way = part(
        slide.part,
        "/ppt/ink/ink1.xml",
        "application/inkml+xml",
        '<ink xmlns="http://www.w3.org/2003/InkML"><trace>1 2, 3 4, 5 6</trace></ink>',
        f"{_OFFICE}/customXml",
    )
    _add(
        slide,
        "<mc:AlternateContent><mc:Choice "
        f'xmlns:p14="{_MS}/powerpoint/2010/main" Requires="p14"><p:contentPart '
        f'p14:bwMode="auto" r:id="{way}"><p14:nvContentPartPr><p14:cNvPr id="91" name="Ink 90"/>'
        '<p14:cNvContentPartPr/><p14:nvPr/></p14:nvContentPartPr><p14:xfrm><a:off x="9" y="9"/>'
        '<a:ext cx="99" cy="99"/></p14:xfrm></p:contentPart></mc:Choice><mc:Fallback/></mc:AlternateContent>',
    )


def video(deck: Any, slide: Any) -> None:
    """A recording with a picture to show before it runs."""
    kinds = (f"{_MS}/2007/relationships/media", f"{_OFFICE}/video")
    ways = [part(slide.part, "/ppt/media/media1.mp4", "video/mp4", b"\0\0\0 ftypmp42", kinds[0])]
    film = slide.part.related_part(ways[0])
    ways.append(slide.part.relate_to(film, kinds[1]))
    picture = hands.shape(deck, "A mill grinds", "picture")._element.blipFill.find(f"{A}blip")
    image = hands.slide(deck, "A mill grinds").part.related_part(picture.get(f"{R}embed"))
    poster = slide.part.relate_to(image, f"{_OFFICE}/image")
    _add(
        slide,
        '<p:pic><p:nvPicPr><p:cNvPr id="92" '
        f'name="Film"/><p:cNvPicPr/><p:nvPr><a:videoFile r:link="{ways[1]}"/>'
        '<p:extLst><p:ext uri="{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}">'
        f'<p14:media xmlns:p14="{_MS}/powerpoint/2010/main" r:embed="{ways[0]}"/></p:ext></p:extLst></p:nvPr>'
        "</p:nvPicPr><p:blipFill><a:blip "
        f'r:embed="{poster}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        '<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900" cy="900"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></p:spPr></p:pic>",
    )


def smart_art(deck: Any, slide: Any) -> None:
    """A diagram of PowerPoint's, with its four parts."""
    diagram = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    ways = {}
    for kind, root in (
        ("Data", "dataModel"),
        ("Layout", "layoutDef"),
        ("QuickStyle", "styleDef"),
        ("Colors", "colorsDef"),
    ):
        ways[kind] = part(
            slide.part,
            f"/ppt/diagrams/{kind.lower()}1.xml",
            f"application/vnd.openxmlformats-officedocument.drawingml.diagram{kind.replace('Quick', '')}+xml",
            f'<dgm:{root} xmlns:dgm="{diagram}"/>',
            f"{_OFFICE}/diagram{kind}",
        )
    _add(
        slide,
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="93" name="Diagram '
        '3"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="900" cy="900"/></p:xfrm><a:graphic>'
        f'<a:graphicData uri="{diagram}"><dgm:relIds xmlns:dgm="{diagram}" r:dm="{ways["Data"]}" '
        f'r:lo="{ways["Layout"]}" r:qs="{ways["QuickStyle"]}" r:cs="{ways["Colors"]}"/></a:graphicData>'
        "</a:graphic></p:graphicFrame>",
    )


def transition(deck: Any, slide: Any) -> None:
    """A transition of PowerPoint 2010, with what older programs show instead."""
    names = f'xmlns:p14="{_MS}/powerpoint/2010/main"'
    _add(
        slide,
        f'<mc:AlternateContent><mc:Choice {names} Requires="p14"><p:transition spd="slow" p14:dur="2000">'
        '<p14:vortex dir="r"/></p:transition></mc:Choice><mc:Fallback><p:transition spd="slow"><p:fade/>'
        "</p:transition></mc:Fallback></mc:AlternateContent>",
        after=True,
    )


def sections(deck: Any, slide: Any) -> None:
    """A section of one's own, which begins with the slide."""
    root = deck.part._element
    listed = [one.get("id") for one in root.find(f"{P}sldIdLst")]
    at = list(deck.slides).index(slide)
    for one in list(root.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}sectionLst")):
        one.getparent().remove(one)
    rows = [
        f'<p14:section name="{name}" id="{{0000000{place}-0000-0000-0000-000000000000}}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{one}"/>' for one in part_)
        + "</p14:sldIdLst></p14:section>"
        for place, (name, part_) in enumerate((("Before", listed[:at]), ("My own part", listed[at:])))
    ]
    extension = etree.fromstring(
        f'<p:ext {_NAMES} uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst '
        f'xmlns:p14="{_MS}/powerpoint/2010/main">{"".join(rows)}</p14:sectionLst></p:ext>'
    )
    held = root.find(f"{P}extLst")
    if held is None:
        held = etree.SubElement(root, f"{P}extLst")
    held.append(extension)


def jump(deck: Any, slide: Any) -> None:
    """A button of one's own that leads to the slide, on another slide."""
    other = hands.slide(deck, "Three kinds")
    way = other.part.relate_to(slide.part, f"{_OFFICE}/slide")
    _add(
        other,
        f'<p:sp><p:nvSpPr><p:cNvPr id="94" name="Button"><a:hlinkClick r:id="{way}" '
        'action="ppaction://hlinksldjump"/></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="900" cy="900"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>Back to the field</a:t></a:r></a:p>"
        "</p:txBody></p:sp>",
    )


def sound(deck: Any, slide: Any) -> None:
    """A sound that plays when the slide comes."""
    way = part(slide.part, "/ppt/media/audio1.wav", "audio/wav", b"RIFF....WAVE", f"{_OFFICE}/audio")
    _add(
        slide,
        f'<p:transition><p:fade/><p:sndAc><p:stSnd><p:snd r:embed="{way}" '
        'name="bell.wav"/></p:stSnd></p:sndAc>'
        "</p:transition>",
        after=True,
    )


def tag(deck: Any, slide: Any) -> None:
    """What an add-in keeps with a slide."""
    way = part(
        slide.part,
        "/ppt/tags/tag1.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.tags+xml",
        f'<p:tagLst {_NAMES}><p:tag name="POLL" val="42"/></p:tagLst>',
        f"{_OFFICE}/tags",
    )
    holder = etree.SubElement(slide._element.find(f"{P}cSld"), f"{P}custDataLst")
    etree.SubElement(holder, f"{P}tags").set(f"{R}id", way)


def embedded(deck: Any, slide: Any) -> None:
    """A workbook in a frame, as pasted from Excel."""
    way = part(
        slide.part,
        "/ppt/embeddings/oleObject1.bin",
        "application/vnd.openxmlformats-officedocument.oleObject",
        b"OLE......",
        f"{_OFFICE}/oleObject",
    )
    _add(
        slide,
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="95" name="Object '
        '4"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="900" cy="900"/></p:xfrm><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/presentationml/2006/ole"><p:oleObj '
        f'name="Worksheet" r:id="{way}" imgW="900" imgH="900" progId="Excel.Sheet.12"><p:embed/></p:oleObj>'
        "</a:graphicData></a:graphic></p:graphicFrame>",
    )


EXTRAS: Mapping[str, Put] = {
    "an old comment": old_comment,
    "a modern comment": modern_comment,
    "ink": ink,
    "a video": video,
    "SmartArt": smart_art,
    "a transition": transition,
    "sections": sections,
    "a jump link": jump,
    "a sound": sound,
    "an add-in's tag": tag,
    "an Excel sheet": embedded,
    "an animation": lambda deck, slide: hands._animate(deck, "The ears turn"),
    "a hidden slide": lambda deck, slide: slide._element.set("show", "0"),
}
