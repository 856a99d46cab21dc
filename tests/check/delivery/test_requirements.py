"""What a teacher asks of a talk, line by line; checks that are switched off; speakers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deckgen import cli
from deckgen.compile import Options, user_services
from deckgen.diagnostics import has_errors
from deckgen.review import Review, review
from tests.recordings import wav

TALK = """\
title: Why did Khrushchev speak?
language: en
author: [Mara Quill, Jon Ferris]
speakers: [Mara Quill, Jon Ferris]
{head}
references:
  kort: {{type: book, author: "Kort, Michael", title: The Soviet Colossus, year: 1996, publisher: Sharpe}}
  wood: {{type: webpage, author: "Wood, Alan", title: Stalin, url: "https://example.org", year: 2001}}
sections:
  speech:
    title: The speech
    speaker: Mara Quill
    slides:
      - title: The speech was met in silence
        bullets: [Nobody clapped, They went home]
        notes: {notes}
        cite: "[@kort, p. 3]"
      - title: A quotation
        quote: I was afraid
        cite: "[@wood]"
        notes: {notes}
      - title: Left out today
        text: Nothing of this is counted
        hidden: true
  results:
    title: Results
    speaker: Jon Ferris
    slides:
      - title: The camps emptied
        text: Millions came home
        notes: {notes}
        source: My own survey
      - title: Two pictures
        images:
          - {{file: a.png, alt: A street, credit: Low}}
          - {{file: a.png, alt: A camp}}
        notes: {notes}
        cite: "[@kort, p. 5]"
"""
NOTES = " ".join(["word"] * 130)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a picture, and nothing kept from elsewhere."""
    from PIL import Image

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKGEN_CACHE", "off")
    Image.new("RGB", (400, 300), "grey").save(tmp_path / "a.png")
    return tmp_path


def reviewed(folder: Path, head: str, notes: str = NOTES) -> Review:
    """Return what is found in the talk with these lines in its head."""
    file = folder / "talk.yaml"
    file.write_text(TALK.format(head=head, notes=notes), encoding="utf-8")
    return review(Options(file), user_services())


@pytest.mark.parametrize(
    ("asked", "there", "met"),
    [
        ("minutes: 4", "about 4 minutes", True),
        ("minutes: 5", "about 4 minutes", False),
        ("minutes: 3-4", "about 4 minutes", True),
        ("minutes: at most 3", "about 4 minutes", False),
        ("slides: 4-6", "4 slides", True),
        ("slides: at least 5", "4 slides", False),
        ("slides: at most 4", "4 slides", True),
        ("sections: 3", "2 sections", False),
        ("sections: [The Speech, results]", "all of them", True),
        ("sections: [speech, conclusion]", "no conclusion", False),
        ("sources: 2", "2 cited", True),
        ("sources: {books: 2}", "1 cited", False),
        ("sources: {websites: at most 0}", "1 cited", False),
        ("sources: {others: at most 0}", "0 cited", True),
        ("style: mla", "mla", True),
        ("style: apa", "mla", False),
        ("quotations: 1", "1 quotation", True),
        ("pictures: 3", "2 pictures", False),
        ("credits: true", "1 picture of 2 that does not say who made it", False),
        ("credits: false", "1 picture of 2 that does not say who made it", True),
        ("notes: true", "nothing missing on 4 slides", True),
        ("cited: true", "nothing missing on 4 slides", True),
        ("speakers: 3", "2 speakers", False),
        ("equal-parts: true", "Mara Quill 2:00, Jon Ferris 2:00", True),
    ],
)
def test_each_requirement_is_met_or_not(folder: Path, asked: str, there: str, met: bool) -> None:
    """With what there is; hidden slides count nowhere, and what is not met is a warning at its line."""
    found = reviewed(folder, f"requires: {{{asked}}}")
    assert not has_errors(found.all), found.all
    assert [(one.there, one.met) for one in found.asked] == [(there, met)]
    kinds = [one.kind for _, one in found.findings]
    assert ("requirement" in kinds) is not met


def test_whoever_speaks_alone_shares_nothing(folder: Path) -> None:
    """A class's file asks all for equal parts; one author without speakers has them, two do not."""
    for authors, met in (("Ana Lima", True), ("[Ana Lima, Bo Berg]", False)):
        (folder / "alone.yaml").write_text(
            f"title: Frost\nauthor: {authors}\nrequires: {{equal-parts: true}}\n"
            "slides:\n  - {title: One, text: So., notes: Said.}\n",
            encoding="utf-8",
        )
        (one,) = review(Options(folder / "alone.yaml"), user_services()).asked
        assert one.met is met


def test_a_teachers_file_is_read_and_its_mistakes_shown(folder: Path) -> None:
    """The same lines in a file of their own; a wrong one is reported where it is, with the right form."""
    (folder / "class.yaml").write_text("slides: 3-8\nsources: at least 5\n", encoding="utf-8")
    found = reviewed(folder, "requires: class.yaml")
    assert [one.met for one in found.asked] == [True, False]
    warned = next(one.diagnostic for _, one in found.findings if one.kind == "requirement")
    assert warned.span is not None
    assert (warned.span.path.name, warned.span.line) == ("class.yaml", 2)
    (folder / "class.yaml").write_text("slides: 3 to 8\nquotes: 2\n", encoding="utf-8")
    said = {(one.span.line, one.hints) for one in reviewed(folder, "requires: class.yaml").all if one.span}
    assert said >= {(1, ("write: 3-8",)), (2, ('did you mean "quotations"?',))}
    gone = reviewed(folder, "requires: nowhere.yaml")
    assert any("nowhere.yaml" in one.message for one in gone.all if one.severity.value == "error")


def test_checks_are_switched_off(folder: Path) -> None:
    """What an outline switches off is not reported, and the report says so."""
    wordy = " ".join(["very many words"] * 20)
    file = folder / "talk.yaml"
    kinds = []
    for head in ("", "check: {words: off}"):
        text = TALK.format(head=head, notes=NOTES).replace("Millions came home", wordy)
        file.write_text(text, encoding="utf-8")
        found = review(Options(file), user_services())
        kinds.append([one.kind for _, one in found.findings if one.kind == "many-words"])
    assert kinds == [["many-words"], []]
    assert found.report.talk.off == ("words",)


def test_speakers_are_heard_in_the_notes(folder: Path) -> None:
    """Notes begin with the name where a turn begins, and end with the next one's; a stranger is corrected."""
    found = reviewed(folder, "roadmap: false", "Said.")
    assert found.compiled.deck is not None
    notes = [
        ["".join(run.text for run in note.runs) for note in one.notes] for one in found.compiled.deck.slides
    ]
    talk = [lines for lines in notes if lines and any("Said." in line for line in lines)]
    assert [lines[0] for lines in talk] == ["Mara Quill:", "Said.", "Jon Ferris:", "Said."]
    assert "→ Jon Ferris" in talk[1]
    assert [(part.name, part.slides) for part in found.parts] == [("Mara Quill", 2), ("Jon Ferris", 2)]
    wrong = reviewed(folder, "roadmap: false").path
    wrong.write_text(wrong.read_text().replace("speaker: Jon Ferris", "speaker: Jon Feris"))
    said = [one for one in review(Options(wrong), user_services()).all if "speakers" in one.message]
    assert [one.hints for one in said] == [("write: Jon Ferris",), ("give a section speaker: Jon Ferris",)][
        :1
    ] or ("write: Jon Ferris",) in [one.hints for one in said]


def test_copies_name_no_speaker(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy for students has neither notes nor handovers, and is written."""
    reviewed(folder, "", "Said.")
    assert cli.run(["build", "talk.yaml", "--for", "students", "--to", "html"]) == cli.DONE
    (page,) = folder.glob("*.html")
    assert "→ Jon Ferris" not in page.read_text(encoding="utf-8")


def test_a_class_is_checked_in_one_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page begins with a table of all talks; the terminal and JSON say what each of them has."""
    reviewed(folder, "requires: {slides: at least 5, style: mla}")
    (folder / "two.yaml").write_text((folder / "talk.yaml").read_text(), encoding="utf-8")
    assert cli.run(["check", "talk.yaml", "two.yaml", "--page", "class.html"]) == cli.DONE
    said = capsys.readouterr().out
    assert "✗ slides at least 5: 4 slides\n✓ style mla: mla\n1 of 2 requirements are met" in said
    page = (folder / "class.html").read_text(encoding="utf-8")
    assert page.count('aria-label="not met"') == 4  # two talks, in the table of the class and in their own
    assert cli.run(["check", "talk.yaml", "--json"]) == cli.DONE
    (one,) = json.loads(capsys.readouterr().out)
    assert one["requirements"][0] == {
        "name": "slides",
        "asked": "at least 5",
        "there": "4 slides",
        "met": False,
    }
    assert cli.run(["check", "talk.yaml", "--strict"]) == cli.FAILED


def test_a_build_says_what_a_check_comes_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one line, where requirements or an essay are named, and not elsewhere."""
    reviewed(folder, "requires: {slides: at least 5, style: mla}")
    assert cli.run(["build", "talk.yaml", "--to", "html"]) == cli.DONE
    assert "checked: 1 of 2 requirements met; see: deckgen check" in capsys.readouterr().out
    reviewed(folder, "")
    assert cli.run(["build", "talk.yaml", "--to", "html"]) == cli.DONE
    assert "checked:" not in capsys.readouterr().out


def test_recordings_and_openings_take_their_time(folder: Path) -> None:
    """What a recording plays from where it starts, what is said at the cover and where sections open."""
    (folder / "hum.wav").write_bytes(wav(120.0))
    found = reviewed(folder, "requires: {minutes: 4}")
    assert [one.there for one in found.asked] == ["about 4 minutes"]
    media = "      - title: A hum\n        media: {file: hum.wav, alt: A hum, start: 30}\n"
    text = (folder / "talk.yaml").read_text(encoding="utf-8").replace("minutes: 4", "minutes: 6")
    text = text.replace(
        "  results:\n    title: Results\n", "  results:\n    title: Results\n    notes: NOTES\n"
    )
    (folder / "talk.yaml").write_text(text.replace("NOTES", NOTES) + media, encoding="utf-8")
    found = review(Options(folder / "talk.yaml"), user_services())
    assert [(one.there, one.met) for one in found.asked] == [("about 6.5 minutes", True)]


def test_a_build_tells_of_requirements_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not `nothing to report` where nothing of them could be looked at."""
    (tmp_path / "asked.yaml").write_text("slides: eight\nslidse: 3\n")
    outline = tmp_path / "talk.yaml"
    outline.write_text("title: x\nrequires: asked.yaml\nslides:\n  - {title: y, text: z}\n")
    cli.run(["build", str(outline), "-o", str(tmp_path)])
    assert "checked: 2 errors; see: deckgen check" in capsys.readouterr().out
