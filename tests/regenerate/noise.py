"""What programs do to a deck that is only opened and saved: PowerPoint-like noise, and LibreOffice itself."""

from __future__ import annotations

import copy
import io
import re
import zipfile

from lxml import etree

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MODIFIED = etree.fromstring(
    '<p:ext xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'uri="{D42A27DB-BD31-4B8C-83A1-F6EECF244321}"><p14:modId '
    'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" val="123456"/></p:ext>'
)


_IDLE = etree.fromstring(
    '<p:timing xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:tnLst><p:par>'
    '<p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"/></p:par></p:tnLst></p:timing>'
)


def like_powerpoint(data: bytes) -> bytes:
    """Return a deck with what PowerPoint does when it saves, though nobody has changed anything.

    Runs are split and marked by the spelling, empty ones come, texts are measured, attributes stand in
    another order, all have new ids; slides without animations get their root; a picture of the first slide
    and a count of the savings are put in.
    """
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        known = "docProps/thumbnail.emz" in source.namelist()
        for name in source.namelist():
            content = source.read(name)
            if re.match(r"ppt/(slides|notesSlides)/[^/]+\.xml$", name):
                content = _noisy(content)
            elif known:
                pass
            elif name == "docProps/core.xml":
                content = content.replace(
                    b"</cp:coreProperties>", b"<cp:revision>7</cp:revision></cp:coreProperties>"
                )
            elif name == "_rels/.rels":
                content = content.replace(b"</Relationships>", _THUMBNAIL + b"</Relationships>")
            elif name == "[Content_Types].xml":
                content = re.sub(
                    rb"(<Types[^>]*>)", rb'\1<Default Extension="emz" ContentType="image/x-emz"/>', content
                )
            archive.writestr(name, content)
        if not known:
            archive.writestr("docProps/thumbnail.emz", b"a picture of the first slide")
    return target.getvalue()


_THUMBNAIL = (
    b'<Relationship Id="rIdThumbnail" Target="docProps/thumbnail.emz" Type="http://schemas.openxmlformats.org/'
    b'package/2006/relationships/metadata/thumbnail"/>'
)


def _noisy(data: bytes) -> bytes:
    root = etree.fromstring(data)
    _like_measured(root)
    for run in list(root.iter(f"{_A}r")):
        _split(run)
    for end in root.iter(f"{_A}endParaRPr"):
        end.set("dirty", "0")
    for held in root.iter(f"{_P}nvPr"):
        for extensions in held.iterfind(f"{_P}extLst"):
            extensions.insert(0, copy.deepcopy(_MODIFIED))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _like_measured(root: etree._Element) -> None:
    for body in root.iter(f"{_A}bodyPr"):
        if not len(body):
            etree.SubElement(body, f"{_A}normAutofit", fontScale="92500", lnSpcReduction="10000")
    for paragraph in list(root.iter(f"{_A}p")):
        run = paragraph.find(f"{_A}r")
        if run is not None:
            empty = copy.deepcopy(run)
            for held in empty.iterfind(f"{_A}t"):
                held.text = ""
            run.addprevious(empty)
    for number, one in enumerate(root.iter("{*}creationId")):
        name = next(iter(one.attrib))
        fresh = f"{{{number:08X}-0000-4000-8000-000000000000}}"
        one.set(name, str(77 + number) if name == "val" else fresh)
    for one in root.iter():
        if isinstance(one.tag, str) and len(one.attrib) > 1:
            pairs = list(one.attrib.items())[::-1]
            one.attrib.clear()
            for key, value in pairs:
                one.set(key, value)
    if root.tag == f"{_P}sld" and root.find(f"{_P}timing") is None:
        before = [one for one in root if one.tag in (f"{_P}cSld", f"{_P}clrMapOvr", f"{_P}transition")]
        before[-1].addnext(copy.deepcopy(_IDLE))


def _split(run: etree._Element) -> None:
    """Have a run say the second half of its words in a run of its own, marked as misspelt."""
    held = run.find(f"{_A}t")
    text = (held.text or "") if held is not None else ""
    if held is None or len(text) < 4:
        return
    half = len(text) // 2
    second = copy.deepcopy(run)
    look = second.find(f"{_A}rPr")
    if look is None:
        look = etree.Element(f"{_A}rPr")
        second.insert(0, look)
    look.set("dirty", "0")
    look.set("err", "1")
    look.set("smtClean", "0")
    held.text = text[:half]
    inner = second.find(f"{_A}t")
    assert inner is not None
    inner.text = text[half:]
    run.addnext(second)


def without_base(data: bytes) -> bytes:
    """Return a deck without the part in which it keeps what was generated."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("customXml/"):
                continue
            if name.endswith(".rels"):
                content = re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", content)
            if name == "[Content_Types].xml":
                content = re.sub(rb"<Override [^>]*customXml[^>]*/>", b"", content)
            archive.writestr(name, content)
    return target.getvalue()
