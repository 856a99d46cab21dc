"""What is remembered between builds changes no byte: random edits of an outline, each built both ways."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable

from deckgen.compile import Compiled, Options, compile_outline
from deckgen.structs.memos import KEPT, Memos, Same, keep, memo, recall, same
from deckgen.watch.changes import changes
from deckgen.writers.html.write import Show, show_of, whole
from deckgen.writers.pptx import write_pptx
from deckgen.writers.pptx.package import pack
from tests import tools
from tests.building import SERVICES

EDITS = int(os.environ.get("DECKGEN_EDITS", "30"))
"""How many edits are made; `DECKGEN_EDITS=2000` makes many more, others each time."""

PATH = tools.ROOT / "tests" / "decks" / "edited.yaml"

HEADS = (
    "theme: lectern",
    "theme: grid",
    "dark: true",
    "comfort: true",
    "ratio: 4:3",
    "transition: fade",
    "agenda: true",
    "language: de",
    "# nothing",
    "words: {source: Drawn from}",
    "citations: vancouver",
)
BODIES = (
    'bullets: ["{w} grew here [@worka, p. {n}]", "{w} was sold, $x^{n}$", Third]',
    'build: true\n        bullets: ["{w}", "Second {n}", "Third"]',
    'table: {{columns: [Year, "{w}"], rows: [["1{n}", "2"], ["a", "b"]], caption: "{w} by year"}}',
    "chart: {{kind: column, data: {{Rye: {n}, Oats: 20}}, alt: Two, caption: {w}}}",
    'image: {{file: shapes.png, alt: "{w}", caption: "As {w} was"}}',
    'image: {{file: shapes.svg, alt: "{w}"}}\n        bullets: [Beside it, "{w}"]',
    'quote: {{text: "{w} was good to us {n} times.", by: A miller}}',
    "process: [Sow {w}, Reap, Mill]",
    'columns:\n          - {{title: One, bullets: ["{w}", B]}}\n          - {{title: "{n}", bullets: [C]}}',
    'compare: {{sides: [One, "{w}"], rows: [[What, A, B], [Which, C, "{n}"]]}}',
    'timeline: [{{date: "1{n}", event: "{w} came"}}, {{date: "2{n}", event: It went}}]',
    'equation: {{text: "x^{n} + 1", caption: "{w}"}}',
    "code: {{language: python, text: 'print({n})'}}",
    'statement: "{w} is all there is."',
    'question: {{prompt: "Is {w} enough?", options: [Yes, "No, {n}"]}}',
    'text: "{w} was milled {n} times, and everybody came to see how it was done in those years."',
    "bullets: ['{w} was cheap (Miller 1990)', '{w} is [worka]', '\\textbf{{{{Rye}}}}', 'A mill [1].']",
)
WRONG = "[@nobody]"
"""A citation of what is not among the references."""
WORDS = ("Rye", "Barley and oats", "Wheat", "A grain that has a very long name indeed", "Spelt", "Millet")


class Author:
    """Somebody who goes on changing an outline."""

    def __init__(self, seed: int | None) -> None:
        self.chance = random.Random(seed)
        self.heads = ["theme: lectern"]
        self.flat = False
        """Whether the outline has no sections."""
        self.count = 0
        self.slides = [self.slide() for _ in range(9)]

    def slide(self) -> list[str]:
        """Return a new slide: its head, its body, its notes."""
        self.count += 1
        body = self.chance.choice(BODIES)
        return [f"s{self.count}", self.filled(body), self.chance.choice(("", "Say it.", "Ask them."))]

    def filled(self, body: str) -> str:
        """Return a body with words and numbers in it."""
        return body.format(w=self.chance.choice(WORDS), n=self.chance.randrange(100, 999))

    def edit(self) -> None:
        """Change something."""
        slides, place = self.slides, self.chance.randrange(len(self.slides))
        ways: list[tuple[int, Callable[[], object]]] = [
            (9, lambda: slides[place].__setitem__(1, self.filled(self.chance.choice(BODIES)))),
            (3, lambda: slides[place].__setitem__(2, self.chance.choice(WORDS))),
            (2, lambda: slides.insert(place, self.slide())),
            (2, lambda: slides.pop(place) if len(slides) > 9 else slides.append(self.slide())),
            (2, lambda: slides.insert(self.chance.randrange(len(slides)), slides.pop(place))),
            (2, lambda: self.heads.__setitem__(0, self.chance.choice(HEADS[:2]))),
            (2, lambda: self.heads.append(self.chance.choice(HEADS[2:]))),
            (2, lambda: self.heads.pop() if len(self.heads) > 1 else None),
            (1, lambda: slides[place].__setitem__(0, f"{slides[place][0]}x")),
            (2, lambda: slides[place].__setitem__(1, f"# A line more\n        {slides[place][1]}")),
            (1, lambda: slides[place].__setitem__(1, "bulets: [Wrong]")),
            (1, lambda: slides[place].__setitem__(1, "bulets: [Wrong")),
            (1, lambda: slides[place].__setitem__(1, f"text: {WRONG} said so.")),
            (1, lambda: setattr(self, "flat", not self.flat)),
        ]
        self.chance.choices([way for _, way in ways], [often for often, _ in ways])[0]()

    def text(self) -> str:
        """Return the outline as it is now, the middle of it in a section of its own."""
        heads = {one.partition(":")[0]: one for one in self.heads}
        lines = ["title: Grain", *heads.values(), "references:"]
        lines.append("  worka: {type: book, author: 'Miller, Ann', title: Corn, publisher: P, year: 1990}")
        lines += ["slides:"] if self.flat else ["sections:", "  one:", "    title: First", "    slides:"]
        for number, (name, body, notes) in enumerate(self.slides):
            if number == len(self.slides) // 2 and not self.flat:
                lines += ["  two:", "    title: Second", "    slides:"]
            lines += [f"      - id: {name}", f"        title: On {name} and the mill", f"        {body}"]
            lines += [f"        notes: {notes}"] if notes else []
        return "\n".join(lines) + "\n"


Files = tuple[Show, bytes, bytes]


def made(text: str) -> tuple[Compiled, Files | None]:
    """Return what an outline compiles to, and its files where it has no errors."""
    found = compile_outline(text, PATH, Options(PATH), SERVICES)
    if found.pages is None:
        return found, None
    show = show_of(found.pages)
    return found, (show, bytes(whole(show)), write_pptx(found.pages))


def test_no_byte_depends_on_what_was_built_before() -> None:
    """Both files and every message are the same as those of a build that remembers nothing.

    What an open page is told to change makes it what a page is that is loaded anew.
    """
    author, memos = Author(7 if "DECKGEN_EDITS" not in os.environ else None), Memos()
    shown: Show | None = None
    built = patched = 0
    for step in range(EDITS):
        text = author.text()
        alone, files = made(text)
        with memos.remembering():
            again, remembered = made(text)
        assert again.diagnostics == alone.diagnostics, (step, text)
        assert again.pages == alone.pages, (step, text)
        assert (files is None) == (remembered is None)
        if files is not None and remembered is not None:
            assert files[1:] == remembered[1:], (step, text)
            built += 1
            if shown and (found := changes(shown, remembered[0])):
                patched += 1
                _same_insides(shown, remembered[0], found.slides)
            shown = remembered[0]
        author.edit()
        if files is None:
            wrong = ("bulets", WRONG)
            author.slides = [
                author.slide() if any(one in slide[1] for one in wrong) else slide for slide in author.slides
            ]
    assert built > EDITS * 0.6
    assert patched > EDITS * 0.1


def test_what_is_wrong_is_told_in_the_line_where_it_is_now() -> None:
    """A line more above a citation of nothing moves what is said of it."""
    author, memos = Author(7), Memos()
    author.slides[-1][1] = f"text: So it was {WRONG}."
    text = author.text()
    name = author.slides[2][0]
    for typed in (text, text.replace(f"title: On {name}", f"# a line more\n        title: On {name}")):
        with memos.remembering():
            found, _ = made(typed)
        line = next(number for number, one in enumerate(typed.splitlines(), 1) if "@nobody" in one)
        said = [one for one in found.diagnostics if '"nobody" is cited' in one.message]
        assert [one.span.line for one in said if one.span] == [line]


def _same_insides(old: Show, new: Show, slides: dict[str, str]) -> None:
    """Hold that the old page with the insides given is the new one, and has the classes that it needs."""
    for name, section in old.sections.items():
        if name in slides:
            head = section.partition(">")[0]
            assert f"{head}>{slides[name]}</section>" == new.sections[name].rstrip()
        else:
            assert section == new.sections[name]


def test_what_is_remembered_is_what_was_asked_for_last() -> None:
    """A value is taken up where it equals, made anew where not, and forgotten when nobody asks for long."""
    memos, calls, one = Memos(), 0, 1

    def make() -> int:
        nonlocal calls
        calls += 1
        return calls

    assert [memo("kind", "a", 1, make), memo("kind", "a", 1, make)] == [1, 2]
    with memos.remembering():
        assert [memo("kind", "a", 1, make), memo("kind", "a", 1, make)] == [3, 3]
        assert memo("kind", "a", 2, make) == 4
        assert memo("other", "b", 1, make) == 5
        first = same("value", (1, 2))
    with memos.remembering():
        assert same("value", (1, one + 1)) is first
        assert memo("kind", "c", 2, make) == 6
    with memos.remembering():
        assert [memo("kind", "a", 2, make), memo("other", "b", 1, make)] == [4, 5]
    with memos.remembering():
        assert [memo("few", "a", 1, make, lambda made: made == 8) for _ in range(3)] == [7, 8, 8]
    for _ in range(2 * KEPT):
        with memos.remembering():
            assert memo("other", "b", 1, make) == 5
    with memos.remembering():
        assert [memo("kind", "a", 2, make), memo("other", "b", 1, make)] == [9, 5]


def test_what_knows_its_place_is_remembered_of_the_very_same() -> None:
    """Two values that say the same in different places are told apart; what is kept is there once more."""
    memos, one, other = Memos(), [1], [1]
    assert Same(one) == Same(one) != Same(other)
    keep("last", "a", one)
    with memos.remembering():
        assert recall("last", "a") is None
        keep("last", "a", one)
        assert memo("kind", "a", Same(one), lambda: 1) == 1
    with memos.remembering():
        assert recall("last", "a") is one
        assert memo("kind", "a", Same(other), lambda: 2) == 2


def test_a_package_is_the_one_that_zipfile_writes() -> None:
    """Byte for byte, whether its files are stored, deflated or empty."""
    files = [
        ("[Content_Types].xml", b"<a/>" * 900),
        ("ppt/media/image1.png", bytes(range(256))),
        ("a.xml", b""),
    ]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            stored = name.startswith("ppt/media/")
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    assert bytes(pack(files)) == target.getvalue()
