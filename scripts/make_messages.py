"""The messages in the source → their codes in src/deckgen/messages.txt, and docs/messages.md.

Run it after a message is added or reworded. A message keeps its code where its words change a little; the
script says which codes fell out of use and how many are new: give a wording that is quite new its old code in
`messages.txt` by hand.
"""

from __future__ import annotations

import ast
import datetime
import difflib
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.messages import TABLE, coded_messages, forget

if TYPE_CHECKING:
    from tests.messages.scene import Heard

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "deckgen"
PAGE = ROOT / "docs" / "messages.md"
CASES = ROOT / "tests" / "outline" / "cases"
SAMPLES = ROOT / "tests" / "samples"

_GIVERS = {
    "error",
    "warning",
    "complain",
    "absent",
    "report",
    "report_name",
    "advise",
    "wrong",
    "Trap",
    "Foreign",
    "Excess",
    "say",
    "Told",
}
_FIRST = {"complain": 1, "absent": 1, "advise": 1}
"""Where the message stands among the arguments, where it is not the first one."""

REWORDED = 0.6
"""How much of two messages must agree for one to be the other in new words, as difflib counts it."""

LONGEST, LONGEST_HINT = 160, 400
"""Characters of a line of an example, and of an advice."""

_NO_MESSAGES = ("small_words.py",)
"""Files whose texts are lists of words."""

_SENTENCE = re.compile(r"(?:an?|the|this|these|there|one|points|lines|text|something|nothing) [\w\"]")

_AREAS = (
    ("outline", "The outline"),
    ("schema", "Any file of fields and values"),
    ("deck/citing", "Citations and references"),
    ("deck/media", "Pictures, recordings, tables in files"),
    ("deck", "What a slide says"),
    ("check", "The essay and the talk"),
    ("layout", "What has no place"),
    ("theme", "Themes"),
    ("writers", "Writing"),
    ("", "Files and programs"),
)


@dataclass(frozen=True)
class Found:
    """A message in the source: its words, `{…}` where something is put in, its file, and what it advises."""

    words: str
    room: str
    advice: str = field(default="", compare=False)


def main() -> None:
    """Write the table and the page."""
    found = tuple(messages())
    said = {one.words for one in found}
    known = coded_messages()
    fresh = sorted(said - {words for _, words in known})
    rows, gone = [], []
    for code, words in known:
        again = (
            words if words in said else next(iter(difflib.get_close_matches(words, fresh, 1, REWORDED)), "")
        )
        if not again:
            gone.append(code)
            continue
        rows.append((code, again))
        fresh = [one for one in fresh if one != again]
    last = max((int(code[1:]) for code, _ in known), default=0)
    rows += [(f"D{last + number:03}", words) for number, words in enumerate(fresh, 1)]
    lines = "".join(f"{code} {words}\n" for code, words in rows)
    TABLE.write_text(lines, encoding="utf-8", newline="\n")
    forget()
    PAGE.write_text(page(found, dict(rows), fresh=True), encoding="utf-8", newline="\n")
    print(f"{len(rows)} messages; new: {len(fresh)}; no longer used: {', '.join(gone) or 'none'}")


# ── what the source says ──────────────────────────────────────────────────────────────────────


def messages() -> Iterator[Found]:
    """Give every message of the source, once for each room."""
    seen: set[Found] = set()
    for path in sorted(SOURCE.rglob("*.py")):
        if path.name in _NO_MESSAGES:
            continue
        room = path.relative_to(SOURCE).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        given = tuple(_given(tree))
        advised = dict(_advised(given))
        for words in (*_in_constants(tree), *_in_calls(given)):
            one = Found(words, room, advised.get(words, ""))
            if one not in seen:
                seen.add(one)
                yield one


Given = tuple[list[ast.expr], int, dict[str, list[ast.expr]]]
"""What a call that makes a diagnostic is given, at which place its message is, and what names hold there."""


def _given(tree: ast.Module) -> Iterator[Given]:
    """Give the calls of a module's functions that make diagnostics."""
    constants = _assigned(tree.body)
    for scope in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
        inside = tuple(ast.walk(scope))
        calls = [one for one in inside if isinstance(one, ast.Call) and _called(one) in _GIVERS]
        local = {**constants, **_assigned(inside)} if calls else {}
        yield from ((call.args, _FIRST.get(_called(call), 0), local) for call in calls)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _in_constants(tree: ast.Module) -> Iterator[str]:
    """Give a module's own texts: messages where their names are in capitals and they are put into one."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            yield from _constant(node)


def _in_calls(given: Iterable[Given]) -> Iterator[str]:
    """Give the messages that calls are given."""
    for arguments, place, local in given:
        if len(arguments) > place:
            yield from _words(arguments[place], local)


def _advised(given: Iterable[Given]) -> Iterator[tuple[str, str]]:
    """Give the messages of a module that come with one advice, and the advice."""
    for arguments, place, local in given:
        advice = [words for one in arguments[2:] for words in _words(one, local)]
        if len(advice) == 1:
            yield from ((words, advice[0]) for words in _words(arguments[place], local))


def _constant(node: ast.Assign | ast.AnnAssign) -> Iterator[str]:
    """Give the messages of a module's constant: sentences in lower case, or a table of them."""
    value = node.value
    texts = [value] if isinstance(value, ast.Constant) else []
    if isinstance(value, ast.Tuple):  # rows of what the parser says, what is said in its place, the advice
        rows = [one.elts for one in value.elts if isinstance(one, ast.Tuple) and len(one.elts) == 3]
        texts = [row[1] for row in rows if isinstance(row[1], ast.Constant)]
        if len(value.elts) == 2 and all(isinstance(one, ast.Constant) for one in value.elts):
            texts = [one for one in value.elts[:1] if isinstance(one, ast.Constant)]
    for call in (one for one in ast.walk(value or node) if isinstance(one, ast.Call)):
        if isinstance(call.func, ast.Name) and call.func.id in _GIVERS and call.args:
            yield from _words(call.args[0], {})
    if isinstance(value, ast.Dict) and all(isinstance(one, ast.Constant) for one in value.values):
        texts = [one for one in value.values if isinstance(one, ast.Constant)]
    # a dictionary of pairs holds a message and its advice each
    for made in (one for one in ast.walk(value or node) if isinstance(one, ast.Dict | ast.DictComp)):
        for pair in made.values if isinstance(made, ast.Dict) else [made.value]:
            if isinstance(pair, ast.Tuple) and len(pair.elts) == 2:
                yield from (one for one in _words(pair.elts[0], {}) if not one[0].isupper())
    for one in texts:
        said = one.value
        if isinstance(said, str) and _SENTENCE.match(said) and len(said.split()) > 4 and said[-1] != ".":
            yield said.replace("{}", "{…}")


def _assigned(body: Iterable[ast.AST]) -> dict[str, list[ast.expr]]:
    """Return the values that names are given."""
    found: dict[str, list[ast.expr]] = {}
    for node in body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


def _words(node: ast.expr, local: dict[str, list[ast.expr]], depth: int = 0) -> Iterator[str]:
    """Give the texts that an expression can be, with `{…}` for what is put in."""
    if depth > 4:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if " " in node.value:
            yield node.value
    elif isinstance(node, ast.JoinedStr):
        said = "".join(str(part.value) if isinstance(part, ast.Constant) else "{…}" for part in node.values)
        if len(re.sub(r"\{…\}|\W", "", said)) >= 5:
            yield said
    elif isinstance(node, ast.IfExp):
        yield from _words(node.body, local, depth + 1)
        yield from _words(node.orelse, local, depth + 1)
    elif isinstance(node, ast.Name) and node.id in local:
        for value in local[node.id]:
            yield from _words(value, local, depth + 1)


# ── the page ──────────────────────────────────────────────────────────────────────────────────


def page(found: Iterable[Found], rows: dict[str, str], *, fresh: bool = False) -> str:
    """Return the page of all messages; where it is not `fresh`, what other programs say in it is kept."""
    sys.path.insert(0, str(ROOT))
    from tests.messages.never import FOREIGN, NEVER

    code = {words: one for one, words in rows.items()}
    shown, kept = examples(), _kept()
    if not fresh:
        shown |= {one: kept[one] for one in map(code.get, FOREIGN) if one in kept}
    parts = [
        "# What deckgen says\n",
        "<!-- Written by scripts/make_messages.py from the source, tests/messages and tests/outline/cases."
        " -->\n",
        "Every message ends in a code that stays, whatever becomes of its words: search for it here. `…` is"
        " what a message says of your own file. An *error* stops the build, a *warning* does not, a *tip* is"
        " for you to judge. Each example is what was typed, or the command that was given; what deckgen said"
        " of it; and after an arrow what it advised.\n",
    ]
    placed: set[str] = set()
    for prefix, title in _AREAS:
        words = sorted(
            {one.words for one in found if one.room.startswith(prefix)} - placed, key=lambda one: code[one]
        )
        placed |= set(words)
        if words:
            parts.append(f"## {title}\n")
        for one in words:
            parts.append(f"**{code[one]}** {one.replace('{…}', '…')}\n")
            parts.append(shown.get(code[one]) or f"*No example: {NEVER.get(one, '?')}.*\n")
    return "\n".join(parts).rstrip() + "\n"


def examples() -> dict[str, str]:
    """Return an example for each code: of a scene, else of a case or a sample of the tests.

    What cannot be brought about on this machine is taken from the page as it is.
    """
    from tests.messages.scenes import all_heard
    from tests.outline.expected import read_case

    from deckgen.outline.read import read_outline

    shown: dict[str, str] = {}
    heard, whole = all_heard()
    for one in heard:
        _show(one, shown)
    for path in sorted(CASES.glob("*.yaml")):
        case = read_case(path)
        reading = read_outline(case.data, path)
        _show_all(reading.diagnostics, reading.source, path, shown)
    for path in sorted(SAMPLES.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        _show_all(said_of(text, path), text, path, shown)
    return {**({} if whole else _kept()), **shown}


def _kept() -> dict[str, str]:
    """Return the examples that the page has."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.finditer(r"^\*\*(D\d+)\*\* .*\n\n((`{3,})text\n(?:.*\n)*?\3\n)", text, re.MULTILINE)
    return {one[1]: one[2] for one in found}


def said_of(text: str, path: Path) -> tuple[Diagnostic, ...]:
    """Return all that a build says of an outline, on a day that does not change."""
    from deckgen.compile import Options, Services, compile_outline

    services = Services(clock=lambda: datetime.date(2026, 12, 3))
    try:
        return compile_outline(text, path, Options(path), services).diagnostics
    except DeckgenError as refused:
        return refused.diagnostics


def _show_all(found: Iterable[Diagnostic], source: str, path: Path, shown: dict[str, str]) -> None:
    """Add an example for each code that has none yet."""
    from tests.messages.scene import OUTLINE, Heard

    lines = source.splitlines()
    for one in found:
        if one.span and one.span.path == path and one.span.line <= len(lines):
            _show(Heard(one, lines[one.span.line - 1], OUTLINE), shown)


def _show(heard: Heard, shown: dict[str, str]) -> None:
    """Add an example for a message's code where there is none yet."""
    from tests.messages.scene import OUTLINE

    one = heard.said
    if not one.code or one.code in shown:
        return
    line = _plain(heard.line)
    where = f"{heard.file}: " if heard.file not in ("", OUTLINE) else ""
    body = f"{where}{line}\n" if line else ""
    body += f"{one.severity.value}: {_plain(one.message)}\n"
    body += "".join(f"→ {_plain(hint, LONGEST_HINT)}\n" for hint in one.hints[:2])
    fence = "````" if "```" in body else "```"
    shown[one.code] = f"{fence}text\n{body}{fence}\n"


def _plain(said: str, most: int = LONGEST) -> str:
    """Return a line of an example: shortened, and with nothing in it that a page cannot show."""
    said = "".join(" " if char == "\t" else "·" if char in "\xa0\u3000" else char for char in said.strip())
    said = "".join(
        char if char == "\n" or char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in said
    )
    return said if len(said) <= most else f"{said[:most]} …"


if __name__ == "__main__":
    main()
