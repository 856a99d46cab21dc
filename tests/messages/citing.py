"""References, files of references, citation styles, and a Pandoc that does not do its work."""

from __future__ import annotations

import contextlib
import textwrap
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from deckgen.pandoc import process
from tests.messages.scene import Content, Scene, State

KORT = (
    'kort: {type: book, author: ["Kort, Michael"], title: The Soviet Colossus, publisher: Sharpe, year: 1996}'
)
CSL = "<style xmlns='http://purl.org/net/xbiblio/csl' version='1.0' class='in-text'>"
WOOD = "@book{wood, author = {Wood, Robert}, title = {Ice}, publisher = {North}, year = 1990}\n"


def cited(references: str, text: str = "So it was [@kort].", head: str = "") -> str:
    """Return an outline that cites, and lists these references."""
    body = textwrap.indent(references, "  ")
    return f"title: The thaw\n{head}slides:\n  - title: One\n    text: {text}\nreferences:\n{body}\n"


def filed(name: str, content: Content, text: str = "So it was [@kort].") -> Scene:
    """Return a scene in which the references are in a file."""
    outline = f"title: The thaw\nreferences: {name}\nslides:\n  - title: One\n    text: {text}\n"
    return Scene(outline, {name: content})


def styled(content: Content, name: str = "own.csl") -> Scene:
    """Return a scene with a citation style of the author's own."""
    return Scene(cited(KORT, head="citations: own.csl\n"), {name: content})


def pandoc(body: str) -> State:
    """Have another program in Pandoc's place, a script of the shell."""

    @contextlib.contextmanager
    def state(folder: Path) -> Iterator[None]:
        program = folder.parent / "pandoc"
        program.write_text(body, encoding="utf-8")
        program.chmod(0o755)
        with mock.patch.object(process, "find_pandoc", return_value=str(program)):
            yield

    return state


@contextlib.contextmanager
def no_pandoc(folder: Path) -> Iterator[None]:
    """Have no Pandoc, neither deckgen's own nor one on the path."""
    with (
        mock.patch("importlib.util.find_spec", return_value=None),
        mock.patch.dict("os.environ", {"PATH": ""}),
    ):
        yield


_LISTED = (
    (KORT.replace('["Kort, Michael"]', "[Kort, Michael]"), ""),
    (KORT.replace('["Kort, Michael"]', "Michael Kort"), ""),
    (KORT.replace('["Kort, Michael"]', "Kort, Michael and Taubman, William"), ""),
    (KORT.replace("year: 1996", "year: 03/04/1996"), ""),
    (KORT.replace("year: 1996", "year: 1996, date: 1997"), ""),
    (KORT.replace("The Soviet Colossus", '"The Colossus [@wood]"'), ""),
    (
        KORT.replace("The Soviet Colossus", "The Soviet Colossus and Its Long Aftermath in the West"),
        "citations: apa\n",
    ),
    (f'{KORT}\nwood: {{type: book, author: "Wood, Robert", title: Ice, publisher: North, year: 1990}}', ""),
    (KORT.replace("publisher: Sharpe, ", ""), ""),
    (KORT.replace("type: book, ", ""), ""),
    (KORT.replace("type: book", "type: bok"), ""),
    (KORT.replace("publisher", "pubisher"), ""),
    (KORT.replace("year: 1996", "year: 1996, doi: 10/abc"), ""),
    (KORT.replace("year: 1996", "year: 1996, url: nowhere"), ""),
    (KORT, "citations: mlx\n"),
    *((KORT.replace('["Kort, Michael"]', f'"{name}"'), "") for name in (
        "Anonymous", "[Kort, Wood]", "kort, michael", "Michael KORT", "Kort, Michael (ed.)",
    )),
    (KORT.replace("year: 1996", 'year: 1996, editor: "Wood, Ann (Ed.)"'), ""),
    (KORT.replace("year: 1996", "year: 1996, pages: 3-9"), ""),
    (KORT.replace("year: 1996", "year: 1996, accessed: 1990-05-03"), ""),
    (KORT.replace("year: 1996", "year: someday"), ""),
    (KORT.replace("year: 1996", "year: 1996, url: 'file:///home/a.pdf'"), ""),
    (KORT.replace("year: 1996", "year: 1996, url: 'x.org/a (accessed 3 May 2020)'"), ""),
)  # fmt: skip
_BY_HAND = (
    "He argued that it was a coup (1996).",
    "So it was (see above).",
    "So it was [@kort], and Korte (1997) argues it.",
    "It rose [1].", "It rose (Kort 1997).", "It rose (Poe et al., 2010).", "So @kort (p. 3) says.",
    "So @kort (1996) says.", "'[@kort][@kort, p. 3]'", "'[@kort@kort]'", "'[- @kort, p. 3]'",
    "So @kort] was.", "It rose [citation needed].", "It rose (p. 4).", r"It rose \cites[4]{kort}{kort}.",
)  # fmt: skip
_FILES: tuple[tuple[str, Content], ...] = (
    ("works.json", '{"id": "kort"}'),
    ("works.json", "[1"),
    ("works.json", "[" * 100_000),
    ("works.json", "[]"),
    ("works.bib", ""),
    ("works.bib", b"%PNG\0\xff\0"),
    ("works.bib", b"@book{kort, author = {Kort, Micha\xebl}, title = {Ice}, publisher = {N}, year = 1990}"),
    (
        "works.bib",
        "@book{kort, author = {Kört, Michäel}, title = {Eis älter}, publisher = {".encode()
        + b"N\xebl}, year = 1990}",
    ),
    ("works.bib", "@book{kort, author = {Kort, Michael}, title = {Ice\n"),
    (
        "works.bib",
        "".join(f"@book{{k{n}, title = {{Never\n\n" for n in range(30)) + WOOD.replace("wood", "kort"),
    ),
    (
        "works.bib",
        WOOD.replace("wood", "kort") + WOOD.replace("wood", "kort").replace("Ice", "Snow"),
    ),
    ("works.xml", "<html><body>Sign in</body></html>"),
    ("works.xml", "<xml><records>"),
    ("works.xml", "<xml><records><record><titles><title>Ice</tile></titles></record></records></xml>"),
    ("works.xml", '<!DOCTYPE x [<!ENTITY a "b">]><xml/>'),
)
_SHOUTED = WOOD.replace("{Ice}", "{THE COLOUR OF ICE}").replace("wood", "kort")
_STYLES: tuple[Content, ...] = (
    "<html><body>Sign in</body></html>",
    f"{CSL}\n<info><link rel='independent-parent' href='http://www.zotero.org/styles/apa'/></info></style>",
    f"{CSL}</style>".encode("utf-16"),
    f"{CSL}<!-- \u00e4 --></style>".encode("latin-1"),
    f"{CSL}</style>",
)
_PROGRAMS = (
    "#!/bin/sh\nexit 3\n",
    "#!/bin/sh\nread -r asked; echo 'yes {\"blocks\": 3}'\n",
    "#!/bin/sh\necho 'pandoc: lua: openBinaryFile: does not exist' >&2; exit 1\n",
)


def scenes() -> Iterator[Scene]:
    """Give the scenes."""
    for references, head in _LISTED:
        yield Scene(cited(references, head=head))
    yield Scene(cited(KORT, "So it was [@kort, p. 3] and [-@kort]."))
    yield Scene(cited(KORT, "So it was [-@kort]."))
    for text in _BY_HAND:
        yield Scene(cited(KORT, text))
    yield Scene(cited(KORT, "Grain fell by half (1996).", head="citations: apa\n"))
    for name, content in _FILES:
        yield filed(name, content)
    yield filed("works.bib", WOOD)
    yield filed("works.bib", _SHOUTED)
    yield Scene("title: The thaw\nreferences: works.bib\nslides:\n  - title: One\n    text: So.\n")
    for style in _STYLES:
        yield styled(style)
    yield Scene(cited(KORT), state=no_pandoc)
    yield Scene(cited(KORT), state=pandoc("no program"), needs="posix")
    for body in _PROGRAMS:
        yield Scene(cited(KORT), state=pandoc(body), needs="posix")
    yield Scene(
        "title: The thaw\nslides:\n  - title: One\n    equation: x^2\n",
        state=pandoc("#!/bin/sh\nexit 3\n"),
        needs="posix",
    )
