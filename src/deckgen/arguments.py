"""The command line's grammar: which commands there are, and what each takes.

What a command does is not known here: `command` of what is parsed names it, and `cli.py` carries it out.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from deckgen import __version__
from deckgen.diagnostics import DeckgenError


def parser() -> argparse.ArgumentParser:
    """Return the whole grammar."""
    whole = argparse.ArgumentParser(
        prog="deckgen",
        description="Turn an outline into an editable PowerPoint deck and an HTML slideshow.",
        epilog="Start with: deckgen new talk.yaml",
    )
    whole.add_argument("--version", action="version", version=f"deckgen {__version__}")
    whole.set_defaults(command="first")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND")

    new = commands.add_parser("new", help="write a commented outline to start from")
    new.add_argument(
        "outline", type=Path, metavar="OUTLINE", help="the file to write, for instance talk.yaml"
    )
    new.set_defaults(command="new")

    _add_build(
        commands.add_parser("build", help="make the PowerPoint deck and the HTML slideshow of an outline")
    )

    _add_reviewing(commands)

    _add_revising(commands)

    fix = commands.add_parser("fix", help="show corrections of common mistakes in an outline")
    fix.add_argument("outlines", type=Path, nargs="+", metavar="OUTLINE", help="an outline's file")
    fix.add_argument("--write", action="store_true", help="apply them, touching nothing else")
    fix.set_defaults(command="fix")

    theme = commands.add_parser("theme", help="make a theme of your own")
    themes = theme.add_subparsers(title="commands", metavar="COMMAND", required=True)
    begin = themes.add_parser("new", help="copy a theme to start from")
    begin.add_argument(
        "folder", type=Path, metavar="NAME", help="the new theme's name: a folder of that name is made"
    )
    begin.add_argument("--from", dest="origin", metavar="THEME", default="lectern", help="the theme to copy")
    begin.set_defaults(command="new-theme")
    judge = themes.add_parser("check", help="say what is wrong in a theme's file")
    judge.add_argument("file", type=Path, metavar="NAME", help="the theme's folder or its file")
    judge.set_defaults(command="check-theme")

    schema = commands.add_parser("schema", help="print the JSON Schema that editors complete outlines from")
    schema.add_argument("--theme", action="store_true", help="the schema of themes instead of outlines")
    schema.set_defaults(command="schema")
    return whole


def _add_reviewing(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands for those who are writing: the slides as they grow, and what an editor would say."""
    watch = commands.add_parser("watch", help="show the slides in the browser, and build again at every save")
    watch.add_argument("outline", type=Path, metavar="OUTLINE", help="an outline's file")
    watch.add_argument("--open", action="store_true", help="open the browser")
    watch.add_argument("--port", type=_port, default=0, metavar="N", help="the port; else any that is free")
    watch.add_argument(
        "-o", "--output", type=Path, metavar="FOLDER", help="where the files go; else beside it"
    )
    watch.add_argument("--theme", metavar="NAME", help="a theme instead of the outline's")
    watch.set_defaults(command="watch")

    check = commands.add_parser(
        "check", help="say what an editor would, or whether a finished file is accessible"
    )
    check.add_argument(
        "outlines",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="an outline, a folder of outlines, or a .pptx, .html or .pdf",
    )
    check.add_argument("--json", action="store_true", help="print what is found as JSON")
    check.add_argument("--page", type=_page, metavar="FILE", help="write it as a page of HTML, too")
    check.add_argument("--paragraphs", action="store_true", help="print the essay's paragraphs, numbered")
    check.add_argument("--strict", action="store_true", help="treat warnings as errors")
    check.set_defaults(command="check")


def _add_build(build: argparse.ArgumentParser) -> None:
    """Add what `build` takes."""
    build.add_argument(
        "outlines",
        type=Path,
        nargs="+",
        metavar="OUTLINE",
        help="an outline's file, or a folder: all outlines in it and in the folders in it",
    )
    where = build.add_mutually_exclusive_group()
    where.add_argument(
        "--jobs",
        type=_jobs,
        metavar="N",
        help="how many outlines are built at once; else one a core",
    )
    where.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="have the workers of a Dask cluster build; its scheduler's address, as in tcp://10.0.0.5:8786",
    )
    build.add_argument(
        "-o", "--output", type=Path, metavar="FOLDER", help="where the files go; else beside it"
    )
    build.add_argument(
        "--to",
        type=_formats,
        metavar="KINDS",
        help="which files, by commas: pptx, html, pdf, handout, guided, cards, script; else the first two",
    )
    build.add_argument("--theme", metavar="NAME", help="a theme instead of the outline's")
    build.add_argument("--dark", action="store_true", help="light text on a dark ground")
    build.add_argument(
        "--comfort", action="store_true", help="cream ground and wider spacing, for comfortable reading"
    )
    _add_paper(build)
    build.add_argument("--strict", action="store_true", help="treat warnings as errors")
    build.add_argument(
        "--fresh", action="store_true", help="replace a deck changed by hand, keep a dated copy"
    )
    build.add_argument("--force", dest="fresh", action="store_true", help=argparse.SUPPRESS)
    _add_merging(build)
    build.add_argument("-q", "--quiet", action="store_true", help="say nothing unless something is wrong")
    build.set_defaults(command="build")


def _add_paper(build: argparse.ArgumentParser) -> None:
    """Add what decides whose copy is made, and how paper is filled."""
    build.add_argument(
        "--per-page",
        type=int,
        default=1,
        choices=(1, 2, 3, 6),
        metavar="N",
        help="slides to a sheet of the handout: 1 or 2 with notes, 3 beside lines, 6 above lines",
    )
    build.add_argument(
        "--word-bank",
        dest="hints",
        action="store_const",
        const="bank",
        default="",
        help="list the words that guided notes leave out",
    )
    build.add_argument(
        "--first-letters",
        dest="hints",
        action="store_const",
        const="letters",
        help="give the first letter of each word that guided notes leave out",
    )
    build.add_argument(
        "--size",
        choices=("usual", "large"),
        default="usual",
        help="large print: no text is small, and slides with much text become several",
    )
    build.add_argument("--no-notes", action="store_true", help="leave the notes out of the handout")
    build.add_argument(
        "--for",
        dest="reader",
        default="speaker",
        choices=("speaker", "students", "public"),
        help="whose copy is made: students have no notes and no answers, the public no appendix either",
    )


def _add_revising(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands that are about a deck that somebody has worked in."""
    status = commands.add_parser("status", help="list what differs between an outline and its deck")
    status.add_argument("outline", type=Path, metavar="OUTLINE", help="an outline's file")
    status.add_argument(
        "-o", "--output", type=Path, metavar="FOLDER", help="where the deck is; else beside it"
    )
    status.set_defaults(command="status")
    diff = commands.add_parser("diff", help="compare two decks or outlines slide by slide")
    diff.add_argument("first", type=Path, metavar="A", help="a .pptx file or an outline")
    diff.add_argument("second", type=Path, metavar="B", help="another")
    diff.set_defaults(command="diff")
    pull = commands.add_parser("pull", help="show what was changed in a deck as changes of its outline")
    pull.add_argument("deck", type=Path, metavar="DECK", help="a .pptx file that deckgen built")
    pull.add_argument(
        "--outline", type=Path, metavar="OUTLINE", help="its outline; else beside it, same name"
    )
    pull.add_argument("--write", action="store_true", help="make the changes, touching nothing else")
    pull.add_argument("--deletions", action="store_true", help="take slides out that were deleted by hand")
    pull.add_argument("--own-slides", action="store_true", help="write slides of your own into the outline")
    pull.set_defaults(command="pull")
    strip = commands.add_parser("strip", help="make a copy of a deck without what deckgen keeps in it")
    strip.add_argument("deck", type=Path, metavar="DECK", help="a .pptx file")
    strip.add_argument("-o", "--output", type=_deck, metavar="FILE", help="the copy; else DECK-stripped.pptx")
    strip.add_argument("--notes", action="store_true", help="leave the speaker's notes out, too")
    strip.set_defaults(command="strip")


def _add_merging(build: argparse.ArgumentParser) -> None:
    """Add what decides where a deck was changed by hand."""
    build.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="SLIDE/SHAPE:FIELD",
        help="where a deck was changed by hand, take this as the outline has it; a slide alone: all of it",
    )
    build.add_argument(
        "--take-all", choices=("outline", "hand"), default="", help="decide every conflict alike"
    )
    build.add_argument(
        "--restore", action="append", default=[], metavar="SLIDE", help="bring back a slide deleted by hand"
    )
    build.add_argument("--ids", action="store_true", help="first write an id into every slide of the outline")
    build.add_argument(
        "--no-embed-base",
        dest="embed_base",
        action="store_false",
        help="keep what the next merge needs beside the deck instead of inside it",
    )


def _jobs(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) < 1000:
        raise argparse.ArgumentTypeError("a whole number from 1 is needed")
    return int(value)


def _page(value: str) -> Path:
    """Return the file of a page: by its ending, so that no outline is written over by a slip of the hand."""
    return _ending(value, ".html", ".htm")


def _deck(value: str) -> Path:
    return _ending(value, ".pptx", ".ppsx", ".potx", ".pptm", ".ppsm", ".potm")


def _ending(value: str, *endings: str) -> Path:
    if not value.lower().endswith(endings):
        raise argparse.ArgumentTypeError(f"a name that ends in {endings[0]} is needed")
    return Path(value)


def _port(value: str) -> int:
    if not value.isdecimal() or not int(value) < 65_536:
        raise argparse.ArgumentTypeError("a whole number from 0 to 65535 is needed")
    return int(value)


def _formats(value: str) -> tuple[str, ...]:
    from deckgen.writers import formats_of

    try:
        return formats_of(value)
    except DeckgenError as refused:
        raise argparse.ArgumentTypeError(str(refused)) from None
