"""LibreOffice itself: decks that it opens and saves, many at once, and decks in which its macro works."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.tools import Office

_SCRIPTS = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" \
library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Edits"/>
</library:library>
"""

MACRO = """\
Sub Words(shape, old, new_, colour)
  paragraphs = shape.createEnumeration()
  Do While paragraphs.hasMoreElements()
    portions = paragraphs.nextElement().createEnumeration()
    Do While portions.hasMoreElements()
      portion = portions.nextElement()
      If InStr(portion.String, old) Then
        If colour >= 0 Then portion.CharColor = colour
        portion.String = Replace(portion.String, old, new_)
      End If
    Loop
  Loop
End Sub

Sub InAll(page, old, new_, colour)
  For at = 0 To page.Count - 1
    If page.getByIndex(at).supportsService("com.sun.star.drawing.Text") Then
      Words(page.getByIndex(at), old, new_, colour)
    End If
  Next
End Sub

Function PageOf(pages, words)
  For number = 0 To pages.Count - 1
    For at = 0 To pages.getByIndex(number).Count - 1
      shape = pages.getByIndex(number).getByIndex(at)
      If shape.supportsService("com.sun.star.drawing.Text") Then
        If Left(shape.String, Len(words)) = words Then
          PageOf = pages.getByIndex(number)
          Exit Function
        End If
      End If
    Next
  Next
End Function

Sub Run(source, target)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  pages = document.DrawPages
  grain = PageOf(pages, "Grain is cut")
  InAll(grain, "yellow", "golden", -1)
  InAll(grain, "brittle", "brittle", RGB(192, 16, 16))
  InAll(grain.NotesPage, "eight thousand", "nine thousand", -1)
  mill = PageOf(pages, "A mill grinds")
  For at = 0 To mill.Count - 1
    shape = mill.getByIndex(at)
    If shape.ShapeType = "com.sun.star.drawing.GraphicObjectShape" Then
      place = shape.Position
      place.X = place.X + 1500
      shape.Position = place
    End If
  Next
  PageOf(pages, "More bread").Visible = False
  made = pages.insertNewByIndex(grain.Number)
  box = document.createInstance("com.sun.star.drawing.TextShape")
  made.add(box)
  box.String = "A slide made in LibreOffice"
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "Impress MS PowerPoint 2007 XML"
  document.storeToURL(ConvertToURL(target), kind())
  document.close(True)
End Sub
"""
"""What is done to the talk's deck: words, a colour, notes, a picture moved, a slide hidden, one made."""


def resaved(office: Office, decks: Sequence[bytes], folder: Path, *kinds: str) -> list[bytes]:
    """Return decks as LibreOffice writes them, opened and saved once in each of some forms in turn."""
    folder.mkdir(parents=True)
    files = [folder / f"{number}.pptx" for number in range(len(decks))]
    for file, data in zip(files, decks, strict=True):
        file.write_bytes(data)
    for turn, kind in enumerate(kinds):
        target = folder / str(turn)
        _run(office, "--convert-to", kind, "--outdir", str(target), *map(str, files))
        files = [target / f"{one.stem}.{kind}" for one in files]
        missing = [one.name for one in files if not one.is_file()]
        assert not missing, f"LibreOffice did not save {missing}"
    return [one.read_bytes() for one in files]


def worked_in(office: Office, deck: bytes, folder: Path) -> bytes:
    """Return a deck after LibreOffice has run the macro in it."""
    own = Office(office.program, office.profile.parent / "macros", office.output)
    _run(own, "--terminate_after_init")  # a new profile is filled by the first start, over what is there
    basic = own.profile / "user" / "basic" / "Standard"
    words = MACRO.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    (basic / "script.xlb").write_text(_SCRIPTS, encoding="utf-8")
    (basic / "Edits.xba").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE script:module PUBLIC '
        '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits" '
        f'script:language="StarBasic">{words}</script:module>',
        encoding="utf-8",
    )
    source, target = folder / "before.pptx", folder / "after.pptx"
    source.write_bytes(deck)
    answer = _run(own, f'macro:///Standard.Edits.Run("{source}","{target}")')
    assert target.is_file(), f"LibreOffice's macro saved nothing: {answer}"
    return target.read_bytes()


def _run(office: Office, *words: str) -> str:
    command = [
        str(office.program),
        f"-env:UserInstallation={office.profile.as_uri()}",
        "--headless",
        "--norestore",
        *words,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    return done.stdout + done.stderr
