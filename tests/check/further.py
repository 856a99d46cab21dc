"""Further faults and controls: in every field, of essays in three languages, read from any kind of file."""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from deckgen.check.essay import EssayText, Passage
from deckgen.check.words import sentences_of, words_of
from deckgen.pandoc.process import find_pandoc
from tests.check.planting import Case, as_docx, as_pdf

FIELDS: dict[str, Callable[[str], dict[str, object]]] = {
    "title": lambda said: {"title": said},
    "bullets": lambda said: {"bullets": ["So it was", said]},
    "below": lambda said: {"bullets": [{"So it was": [said]}]},
    "numbered": lambda said: {"numbered": [said, "So it was"]},
    "text": lambda said: {"text": said},
    "statement": lambda said: {"statement": said},
    "takeaway": lambda said: {"text": "So it was", "takeaway": said},
    "question": lambda said: {"question": {"prompt": said, "minutes": 1}},
    "options": lambda said: {"question": {"prompt": "Which?", "options": [said, "Other"]}},
    "timeline": lambda said: {
        "timeline": [{"date": "First", "event": said}, {"date": "Last", "event": "So"}]
    },
    "process": lambda said: {"process": [{"title": "First", "text": said}, "Last"]},
    "definitions": lambda said: {"definitions": {"So": said, "Then": "it was"}},
    "labelled": lambda said: {"labelled": {"label": "Thesis", "text": said}},
    "compare": lambda said: {"compare": {"sides": ["Here", "There"], "rows": [["So", said, "it was"]]}},
    "columns": lambda said: {
        "columns": [{"title": "Here", "bullets": [said]}, {"title": "There", "text": "So"}]
    },
    "number": lambda said: {"number": {"value": "1st", "label": said}},
    "table": lambda said: {"table": {"columns": ["So", "It was"], "rows": [[said, "x"]]}},
    "table caption": lambda said: {
        "table": {"columns": ["So", "It was"], "rows": [["x", "y"]], "caption": said}
    },
    "passage notes": lambda said: {"passage": {"text": "… …", "notes": said}},
    "notes": lambda said: {"text": "So it was", "notes": said},
}
"""The fields in which a slide may quote → a slide that has some words there."""

MARKS = {"en": ("“", "”"), "fr": ("« ", " »"), "de": ("„", "“")}


def slide(name: str, body: dict[str, object], covers: object = None) -> str:
    """Return a slide as YAML, which JSON is."""
    held = {"id": name, "title": "A slide", **body, **({"from": covers} if covers else {})}
    return f"      - {json.dumps(held, ensure_ascii=False)}\n"


class Planting:
    """Faults and controls on one essay."""

    def __init__(self, essay: EssayText, language: str, seed: int = 1823) -> None:
        self.essay, self.language = essay, language
        self.chance = random.Random(seed)
        self.cases: list[Case] = []
        self.vocabulary = sorted(
            {one for passage in essay.paragraphs for one in re.findall(r"[^\W\d_]{4,}", passage.text)}
        )

    def add(self, expected: str, body: dict[str, object], covers: object = None, besides: str = "") -> None:
        """Add a case: `expected` are kinds of which one is to be found, empty for a control."""
        name = f"{'bad' if expected else 'ok'}-{len(self.cases)}"
        text = slide(name, body, covers)
        self.cases.append(Case(name, tuple(expected.split()), text, frozenset(besides.split())))

    def plant(self) -> None:
        """Add all that a script can plant."""
        paragraphs = [one for one in self.essay.paragraphs if len(one.text.split()) > 30]
        for number, (field, held) in enumerate(FIELDS.items()):
            for turn in range(2):
                passage = paragraphs[(number + 3 * turn) % len(paragraphs)]
                self._in_field(field, held, passage)
        for passage in paragraphs:
            self._whole(passage)
            self._ellipses(passage)
            self._passage(passage)

    def stretch(self, passage: Passage, least: int, most: int) -> list[str]:
        """Return some words of a paragraph that are in no quotation of its own, with their marks."""
        words = re.sub(r"[“”„«»\"]\s?", "", passage.text).split()
        length = self.chance.randint(least, most)
        start = self.chance.randrange(len(words) - length)
        return [*words[start : start + length - 1], words[start + length - 1].rstrip(".,;:!?")]

    def other(self, words: list[str]) -> str:
        """Return a word of the essay that none of these is."""
        keys = {one.key for word in words for one in words_of(word)}
        others: list[str] = [one for one in self.vocabulary if one.casefold() not in keys]
        return self.chance.choice(others)

    def quoted(self, words: list[str]) -> str:
        """Return a sentence that has words in quotation marks."""
        begin, end = MARKS[self.language]
        said = {"en": "He said: ", "fr": "Il dit : ", "de": "Er sagt: "}[self.language]
        return f"{said}{begin}{' '.join(words).replace(chr(39), '’')}{end}"

    def _in_field(self, field: str, held: Callable[[str], dict[str, object]], passage: Passage) -> None:
        words = self.stretch(passage, 8, 13)
        # What is quoted without its source is said to have one, and rightly.
        self.add("", held(self.quoted(words)), besides="source-dropped")
        self.add("", held(self.quoted([words[0], "…", *words[3:]])), besides="source-dropped")
        at = self.chance.randrange(2, len(words) - 2)
        other = self.other(words)
        self.add("misquoted", held(self.quoted([*words[:at], other, *words[at + 1 :]])))
        self.add("misquoted left-out joined", held(self.quoted([*words[:at], other, *words[at:]])))
        self.add("left-out joined", held(self.quoted([*words[:at], *words[at + 1 :]])))

    def _whole(self, passage: Passage) -> None:
        words = self.stretch(passage, 9, 15)
        text = " ".join(words)
        self.add("", {"quote": {"text": f"… {text} …"}})
        self.add("", {"quote": {"text": text.replace("’", "'").upper()}})
        self.add("", {"quote": {"text": re.sub(r"(\w)(\w{5,})", "\\1\u00ad\\2", text, count=3)}})
        self.add("", {"quote": {"text": f"**{words[0]}** {' '.join(words[1:])}"}})
        self.add("", {"quote": {"text": "\n".join((" ".join(words[:4]), " ".join(words[4:])))}})
        self.add("", {"quote": {"text": " ".join([*words[:4], "[sic]", *words[4:]])}})
        self.add("", {"verse": "\n".join((" ".join(words[:4]), " ".join(words[4:])))})
        keys = [tuple(one.key for one in words_of(word)) for word in words]
        spoken = [at for at in range(len(words)) if keys[at]]
        pairs = [at for at in range(len(words) - 1) if keys[at] != keys[at + 1] and keys[at] and keys[at + 1]]
        at = self.chance.choice(pairs)
        swapped = [*words[:at], words[at + 1], words[at], *words[at + 2 :]]
        self.add("misquoted joined left-out", {"quote": {"text": " ".join(swapped)}})
        at = self.chance.choice(spoken)
        self.add("misquoted left-out", {"quote": {"text": " ".join([*words[: at + 1], *words[at:]])}})
        plain = [number for number, word in enumerate(words) if re.fullmatch(r"[a-z]{5,}", word)]
        if plain:
            at = self.chance.choice(plain)
            changed = words[at][:-1] if words[at].endswith("s") else f"{words[at]}s"
            self.add("misquoted", {"quote": {"text": " ".join([*words[:at], changed, *words[at + 1 :]])}})
            self.add(
                "misquoted",
                {"verse": "\n".join((" ".join(words[:at]), " ".join([changed, *words[at + 1 :]])))},
            )
        self.add("misquoted left-out", {"quote": {"text": " ".join([*words[:-1], self.other(words)])}})
        self.add("misquoted joined", {"quote": {"text": " ".join([self.other(words), *words[1:]])}})

    def _ellipses(self, passage: Passage) -> None:
        words = self.stretch(passage, 16, 20)
        first, middle, last = words[:5], words[7:11], words[13:]
        for dots in ("…", "...", ". . .", "[…]", "(...)"):
            self.add("", {"quote": {"text": " ".join([*first, dots, *middle, dots, *last])}})
        self.add("joined", {"quote": {"text": " ".join([*last, "…", *first])}})
        self.add(
            "misquoted",
            {"quote": {"text": " ".join([*first, "…", *middle[:1], self.other(words), *middle[2:]])}},
        )

    def _passage(self, passage: Passage) -> None:
        sentences = [passage.text[start:stop].strip() for start, stop in sentences_of(passage.text)]
        whole = " ".join(sentences)
        self.add("", {"passage": whole})
        self.add("", {"passage": {"text": whole, "notes": "Read it closely"}})
        if len(sentences) > 2 and len(sentences[1].split()) < 50:
            self.add("left-out joined", {"passage": " ".join([sentences[0], *sentences[2:]])})
            self.add("", {"passage": " ".join([sentences[0], "…", *sentences[2:]])})
        for number, word in enumerate(whole.split()):
            if re.fullmatch(r"\d{2,4}", word):
                changed = " ".join(
                    [*whole.split()[:number], str(int(word) + 30), *whole.split()[number + 1 :]]
                )
                self.add("misquoted", {"passage": changed})
                break


def by_hand(cases: str) -> Iterator[tuple[str, int, dict[str, object]]]:
    """Yield what was written by hand: kinds or `ok`, the paragraph, and the slide, or a point of one."""
    for line in cases.strip().splitlines():
        kinds, covers, said = (part.strip() for part in line.split("|", 2))
        body = json.loads(said) if said.startswith("{") else {"bullets": [said]}
        yield "" if kinds == "ok" else kinds, int(covers), body


def made(source: Path, form: str, folder: Path, surnames: dict[str, str]) -> Path:
    """Write an essay as a file of another kind, its citations as this kind has them."""
    text = source.read_text(encoding="utf-8")
    file = folder / f"{source.stem}.{form}"

    def typed(found: re.Match[str]) -> str:
        pages = re.sub(r"^,\s*(?:pp?|S)\.\s*", " ", found[2])
        return f"({surnames[found[1]]}{pages})"

    if form == "tex":
        command = [find_pandoc(), "-f", "markdown", "-t", "latex", "-s", "--biblatex", "-o", str(file)]
        subprocess.run(command, input=text.encode(), check=True)
        return file
    text = re.sub(r"\[@(\w+)([^\]]*)\]", typed, text)
    if form == "docx":
        return as_docx(text, file)
    if form == "pdf":
        return as_pdf(text, file)
    if form == "txt":
        file.write_text(re.sub(r"^# ", "", text.split("---\n", 2)[2], flags=re.M), encoding="utf-8")
        return file
    command = [find_pandoc(), "-f", "markdown", "-t", form, "-s", "-o", str(file)]
    subprocess.run(command, input=text.encode(), check=True)
    return file
