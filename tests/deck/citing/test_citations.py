"""Citations from groups and works: what stands on slides, how Pandoc is used, what happens when it fails."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from deckgen.deck.citing import citations
from deckgen.deck.citing.citations import Formatted, Request, start
from deckgen.deck.citing.people import read_name
from deckgen.deck.citing.references import Items
from deckgen.deck.citing.sourcing import source_line
from deckgen.deck.citing.style_files import STYLES, style_file
from deckgen.deck.markup.inline import read_inline
from deckgen.deck.markup.pieces import Citation
from deckgen.deck.model import Run, plain
from deckgen.diagnostics import DeckgenError, Severity
from deckgen.pandoc import parts
from deckgen.pandoc import process as pandoc
from deckgen.structs import replace
from tests.deck.citing.bench import OFFICIAL, read_corpus, typed

WORKS = read_corpus().works


def works(*keys: str) -> Items:
    """Return works of the corpus."""
    return tuple(work for work in WORKS if work.key in keys)


def clusters(*texts: str) -> tuple[Citation, ...]:
    """Return the groups of texts, each in a line of its own."""
    found = []
    for number, words in enumerate(texts, 1):
        text = typed(words)
        span = text.span
        placed = type(text)(words, type(span)(span.path, number, 1, number, len(words) + 1))
        found += [piece for piece in read_inline(placed)[0] if isinstance(piece, Citation)]
    return tuple(found)


def request(*texts: str, style: str | Path = "mla", nocite: tuple[str, ...] = ()) -> Request:
    """Return a request for groups with the works of the essay."""
    return Request(clusters(*texts), works("kort", "wood", "thackeray"), style, "en-GB", nocite)


def formatted(*texts: str, style: str | Path = "mla", nocite: tuple[str, ...] = ()) -> Formatted:
    """Format groups, nothing kept."""
    return start(request(*texts, style=style, nocite=nocite), None).result()


def test_the_essays_citations_read_as_in_the_essay() -> None:
    """The forms of the essay, and a narrative one, as MLA has them."""
    given = ("[@kort, p. 294]", "[@wood; @thackeray, p. 182]", "@kort argues", "@kort [p. 3]", "[-@kort, 5]")
    result = formatted(*given)
    assert [plain(runs) for runs in result.clusters] == [
        "(Kort 294)",
        "(Wood; Thackeray 182)",
        "Kort",
        "Kort (3)",
        "(5)",
    ]
    assert result.diagnostics == ()


@pytest.mark.parametrize("language", ["he", "ar", "hi", "th", "ja", "zh", "ko", "el", "ru", "de"])
def test_pages_are_understood_in_every_language(language: str) -> None:
    """Whether `p.` is the language's own word for it or not; Arabic commas part them from the key, too."""
    given = ("[@kort, p. 294]", "[@kort، 294]", "@kort [pp. 3-4]", "[@kort, ص. 294]", "[@kort, עמ׳ 294]")
    result = start(replace(request(*given), language=language), None).result()
    shown = [plain(runs) for runs in result.clusters]
    assert [shown[place] for place in (0, 1, 3, 4)] == ["(Kort 294)"] * 4
    assert re.fullmatch("Kort \\(3[-–~～]4\\)", shown[2])


@pytest.mark.parametrize(
    ("typed_name", "expected"),
    [
        ("शुक्ल, रामचन्द्र", "शुक्ल, रामचन्द्र"),
        ("ابن النديم، محمد", "ابن النديم, محمد"),
        ("שַׁגָּא, יוסי", "שַׁגָּא, יוסי"),
        ("夏目, 漱石", "夏目漱石"),
        ("Kort, Michael", "Kort, Michael"),
    ],
)
def test_names_of_every_script_are_set_apart(typed_name: str, expected: str) -> None:
    """A comma stands behind a family name that comes first, but between ideographs; no sign is left."""
    (work,) = works("kort")
    named = replace(work, names=(("author", (read_name(typed_name),)),))
    result = start(Request(clusters("[@kort]"), (named,), "mla", "en"), None).result()
    (entry,) = result.entries
    assert plain(entry.runs).startswith(f"{expected}. The Soviet")
    assert plain(result.clusters[0]) == f"({re.split('[,،]', typed_name)[0]})"


def test_runs_know_what_they_cite_and_how_they_look() -> None:
    """Each work's part of a group carries its own key, brackets all of them; emphasis around is kept."""
    (runs,) = formatted("**[@wood; @thackeray, p. 182]**").clusters
    cites = [(run.text, run.cites) for run in runs]
    assert ("Wood", ("wood",)) in cites
    assert ("Thackeray 182", ("thackeray",)) in cites
    assert cites[0] == ("(", ("wood", "thackeray"))
    assert all(run.bold for run in runs)


def test_entries_keep_italics_and_links() -> None:
    """Entries stand in the style's order; a printed address is a link, a title is none."""
    corpus = works("kort", "nodate", "journal")
    result = start(Request(clusters("[@kort; @nodate; @journal]"), corpus, "mla", "en"), None).result()
    assert [entry.key for entry in result.entries] == ["kort", "nodate", "journal"]
    kort, marsh, _ = (entry.runs for entry in result.entries)
    assert kort == (
        Run("Kort, Michael. "),
        Run("The Soviet Colossus: History and Aftermath", italic=True),
        Run(". M.E. Sharpe, 1996."),
    )
    assert [run.link for run in marsh if run.link] == ["https://example.org/molotov"]
    assert [run.text for run in marsh if run.link] == ["https://example.org/molotov"], "and no stop"


def test_the_source_line_names_each_source_once() -> None:
    """Brackets fall, repeats fall, and a work with pages does not stand there without them too."""
    texts = (
        "[@wood]",
        "see @kort",
        "[see @kort, p. 294, emphasis added; @wood]",
        "[@kort, p. 294, emphasis added]",
    )
    result = formatted(*texts)
    groups = clusters(*texts)
    assert plain(source_line(groups, result)) == "Wood; Kort 294, emphasis added"
    assert plain(source_line(groups[:2], result)) == "Wood; Kort"
    assert plain(source_line((), result)) == ""
    assert [run.cites for run in source_line(groups[:1], result)] == [("wood",)]


def test_an_unknown_key_is_an_error_at_its_place_and_costs_no_process() -> None:
    """The nearest key is offered, in whatever case it was typed."""
    citing = start(request("so [see @kort, p. 3; @wod]", "@KORT"), None)
    assert not citing.asked
    found = [one for one in citing.result().diagnostics if one.severity is Severity.ERROR]
    assert [(str(one.span), one.message, one.hints[0]) for one in found] == [
        ("talk.yaml:1:22", '"wod" is cited but not among the references', "did you mean @wood?"),
        ("talk.yaml:2:1", '"KORT" is cited but not among the references', "did you mean @kort?"),
    ]
    span = found[0].span
    assert span is not None
    assert span.end_column == 26


def test_a_work_that_nothing_cites_is_warned_of_unless_silenced() -> None:
    """Listed but never cited is a warning at the key; nocite lists the work and is silent."""
    found = formatted("[@kort]", nocite=("wood",))
    assert [one.message for one in found.diagnostics] == [
        '"thackeray" is listed but never cited, so the works cited leave it out'
    ]
    assert found.diagnostics[0].severity is Severity.WARNING
    assert [entry.key for entry in found.entries] == ["kort", "wood"]
    everything = formatted("[@kort]", nocite=("*",))
    assert everything.diagnostics == ()
    assert [entry.key for entry in everything.entries] == ["kort", "thackeray", "wood"]


def test_a_citation_that_shows_nothing_is_warned_of() -> None:
    """`[-@kort]` has neither author nor page in MLA."""
    found = formatted("[-@kort]", nocite=("*",))
    assert [(one.message, str(one.span)) for one in found.diagnostics] == [
        ("this citation shows nothing in the chosen style", "talk.yaml:1:1")
    ]
    assert found.clusters == ((),)


def test_nothing_to_cite_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without citations Pandoc is not even looked for."""
    monkeypatch.setattr(pandoc, "find_pandoc", _must_not_be_called)
    citing = start(Request((), works("kort"), "mla", "en"), None)
    assert citing.result().entries == ()


def _must_not_be_called(*_: object) -> str:
    raise AssertionError("this must not be called")


def test_a_second_build_starts_no_process(tmp_path: Path) -> None:
    """What was formatted once is taken from the folder, equal in every run."""
    first = start(request("[@kort]", "[@wood]"), tmp_path)
    assert first.asked
    result = first.result()
    again = start(request("[@kort]", "[@wood]"), tmp_path)
    assert not again.asked
    assert again.result() == result


def test_whatever_a_result_depends_on_makes_a_new_one(tmp_path: Path) -> None:
    """Groups, their order, works, language and style are all part of the name a result is kept under."""
    start(request("[@kort]", "[@wood]"), tmp_path).result()
    other = request("[@kort]", "[@wood]")
    changed = (
        request("[@kort, p. 1]", "[@wood]"),
        request("[@wood]", "[@kort]"),
        Request(other.clusters, (*works("wood"), replace(works("kort")[0], type="chapter")), "mla", "en-GB"),
        Request(other.clusters, other.items, "mla", "de"),
        Request(other.clusters, other.items, OFFICIAL / "apa.csl", "en-GB"),
        Request(other.clusters, other.items, "mla", "en-GB", ("thackeray",)),
    )
    for one in changed:
        citing = start(one, tmp_path)
        assert citing.asked
        citing.close()
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"{}", b"x" * 999, b'deadbeef\n{"paragraphs":[]}'])
def test_a_damaged_result_is_formatted_anew(tmp_path: Path, damage: bytes) -> None:
    """A file that is cut short, empty or of another form is ignored and replaced."""
    expected = start(request("[@kort]"), tmp_path).result()
    (kept,) = tmp_path.iterdir()
    good = kept.read_bytes()
    for content in (damage, good[:-20], good.replace(b"Kort", b"Port")):
        kept.write_bytes(content)
        citing = start(request("[@kort]"), tmp_path)
        assert citing.asked
        assert citing.result() == expected
        assert kept.read_bytes() == good
        assert list(tmp_path.iterdir()) == [kept]


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    """Where nothing can be kept, the build goes on."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    result = start(request("[@kort]"), blocked / "cache").result()
    assert plain(result.clusters[0]) == "(Kort)"


def test_a_deck_of_a_thousand_citations_does_not_block_the_pipes() -> None:
    """Far more than a pipe holds goes in and comes out, and every group comes back in its place."""
    texts = tuple(f"[@kort, p. {page}; see @wood, {'very ' * 30}closely]" for page in range(1, 1_001))
    result = formatted(*texts, nocite=("*",))
    assert plain(result.clusters[0]).startswith("(Kort 1; see Wood, very")
    assert plain(result.clusters[-1]).startswith("(Kort 1000; see Wood, very")
    assert len(result.clusters) == 1_000


def test_pandoc_is_found_without_importing_its_wrapper() -> None:
    """The packaged program is found by its place, and pypandoc itself stays unloaded."""
    code = (
        "import sys; from deckgen.pandoc.process import find_pandoc; print(find_pandoc()); "
        "sys.exit(bool({'pypandoc', 'importlib.metadata', 'subprocess'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).parent.name == "files"


def test_a_pandoc_on_the_path_serves_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the package is not there, the path is searched; where nothing is, the message says what to do."""
    packaged = pandoc.find_pandoc()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DeckgenError, match="citations need Pandoc, and it is not installed"):
        start(request("[@kort]"), None)
    (tmp_path / Path(packaged).name).symlink_to(packaged)
    assert Path(pandoc.find_pandoc()).parent == tmp_path


def _program(folder: Path, body: str) -> str:
    path = folder / "pandoc"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("exit 3", "Pandoc failed to format the citations: it ended with 3"),
        ("kill -9 $$", "Pandoc failed to format the citations"),
        ("read -r asked; echo broken pipes >&2; exit 1", "broken pipes"),
        ("echo 'pandoc: lua: openBinaryFile: does not exist' >&2; exit 1", "this Pandoc is too old"),
        ("read -r asked", "Pandoc failed to format the citations"),
        ("read -r asked; echo 'yes {\"blocks\": 3}'", "Pandoc gave an answer that cannot be read"),
        ("read -r asked; echo 'Segmentation fault'", "Pandoc gave an answer that cannot be read"),
    ],
)
def test_a_pandoc_that_fails_is_refused_in_plain_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str, message: str
) -> None:
    """A crash, an old version, nonsense: one message, nothing kept."""
    program = _program(tmp_path, body)
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: program)
    cache = tmp_path / "cache"
    with pytest.raises(DeckgenError, match=message):
        start(request("[@kort]"), cache).result()
    assert not cache.exists()


def test_a_pandoc_that_cannot_be_started_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file that is no program is named."""
    program = tmp_path / "pandoc"
    program.write_text("no program")
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: str(program))
    with pytest.raises(DeckgenError, match="Pandoc cannot be started"):
        start(request("[@kort]"), None)


def test_a_pandoc_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Patience ends, the process is killed, and closing does not wait for it either."""
    program = _program(tmp_path, "exec sleep 60")
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: program)
    monkeypatch.setattr(pandoc, "PANDOC_SECONDS", 0.2)
    monkeypatch.setattr(parts, "PATIENCE", 0.2)
    with pytest.raises(DeckgenError, match=r"did not answer within \d seconds"):
        start(request("[@kort]"), None).result()
    monkeypatch.setattr(pandoc, "PANDOC_SECONDS", 60)
    citing = start(request("[@kort]"), None)
    assert citing.running is not None
    citing.close()
    assert citing.running._process
    assert citing.running._process.poll() is not None, "closing ends the process"


def test_other_languages_get_their_words() -> None:
    """A German deck has German words and quotation marks in MLA's order."""
    corpus = works("monthly", "wood", "thackeray")
    result = start(Request(clusters("[@monthly; @wood; @thackeray]"), corpus, "mla", "de-DE"), None).result()
    lines = [plain(entry.runs) for entry in result.entries]
    assert lines[0].startswith("Smith, Kathleen E., und Ann Miller. „")
    assert "Herausgeber" in lines[1]
    assert "Zugegriffen" in lines[2]


def test_a_note_style_numbers_its_notes_and_says_them_at_the_foot() -> None:
    """The text holds numbers, the foot the notes: in full at first, short the second time."""
    texts = ("so [@kort, p. 294]", "@wood argues", "[@kort, p. 296]")
    groups = clusters(*texts)
    result = start(Request(groups, works("kort", "wood"), "chicago-notes", "en"), None).result()
    assert [plain(runs) for runs in result.clusters] == ["1", "Wood2", "3"]
    assert all(runs[-1].superscript for runs in result.clusters)
    assert [plain(runs) for runs in result.notes] == [
        "1 Michael Kort, The Soviet Colossus: History and Aftermath (M.E. Sharpe, 1996), 294.",
        "2 Robert Wood, “To What Extent Did Nikita Khrushchev Succeed in His Policy of Destalinisation?,” "
        "accessed October 11, 2013.",
        "3 Kort, Soviet Colossus, 296.",
    ]
    assert plain(source_line(groups[2:], result)) == "Kort, Soviet Colossus, 296"
    assert formatted("[@kort]").notes == ((),)


@pytest.mark.parametrize(
    ("style", "language", "two", "three"),
    [
        ("ieee", "en", "Zubok and Pleshakov [1]", "Evans et al. [2]"),
        ("ieee", "de", "Zubok und Pleshakov [1]", "Evans u. a. [2]"),
        ("vancouver", "ja", "ZubokとPleshakov (1)", "Evansほか (2)"),
        ("chicago-notes", "fr", "Zubok et Pleshakov1", "Evans et al.2"),
        ("apa", "es", "Zubok y Pleshakov (1996)", "Evans et al. (2011)"),
        ("apa", "zh", "Zubok和Pleshakov (1996)", ""),
        ("mla", "de", "Zubok und Pleshakov", ""),
    ],
)
def test_a_sentence_names_authors_in_the_decks_language(
    style: str, language: str, two: str, three: str
) -> None:
    """Before a number or a note too, where citeproc gives none: IEEE, “Brown and Jones [5]”."""
    asked = Request(clusters("@two argue", "@three argue"), works("two", "three"), style, language)
    shown = [plain(runs).replace("\u00a0", " ") for runs in start(asked, None).result().clusters]
    assert shown[0] == two
    assert not three or shown[1] == three


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("apa", "Zubok and Pleshakov (1996, p. 9; Kort, 1996)"),
        ("harvard", "Zubok and Pleshakov (1996, p. 9; Kort, 1996)"),
        ("mla", "Zubok and Pleshakov (9; Kort)"),
    ],
)
def test_other_works_stand_in_the_bracket_of_the_one_that_is_named(style: str, shown: str) -> None:
    """The one that the sentence names stays first, whatever order the style has."""
    asked = Request(clusters("@two [p. 9; @kort] argue"), works("two", "kort"), style, "en-GB")
    assert [plain(one).replace("\u00a0", " ") for one in start(asked, None).result().clusters] == [shown]


def test_a_numeric_style_keeps_its_brackets_at_the_foot() -> None:
    """A number without its bracket would be read as a number."""
    texts = ("[@kort, p. 294]", "[@wood; @kort]")
    groups = clusters(*texts)
    for style, line in (("ieee", "[1, p. 294]; [2]"), ("vancouver", "(1 p294); (2)")):
        result = start(Request(groups, works("kort", "wood"), style, "en"), None).result()
        assert plain(source_line(groups, result)) == line


def test_apa_spells_out_the_and_of_a_sentence() -> None:
    """Two authors are joined by a word in a sentence, by a sign in brackets."""
    result = start(Request(clusters("@two and [@two]"), works("two"), "apa", "en"), None).result()
    assert [plain(runs) for runs in result.clusters] == [
        "Zubok and Pleshakov (1996)",
        "(Zubok & Pleshakov, 1996)",
    ]


def test_a_place_in_a_film_is_no_page() -> None:
    """`[@film, 00:12:30]` is a time in every style."""
    for style in STYLES:
        request = Request(clusters("[@film, 00:12:30]"), works("film"), style, "en")
        result = start(request, None).result()
        said = (*result.clusters, *result.notes, *result.sources.values())
        words = " ".join(plain(runs) for runs in said)
        assert "00:12:30" in words
        assert "p. 0" not in words
        assert "p0" not in words


def test_titles_typed_in_capitals_stay_and_others_get_them() -> None:
    """MLA capitalises a plain title, and leaves alone what was typed with capitals or is a journal's name."""
    result = start(
        Request(clusters("[@same2; @nodate; @year-b; @video]"), WORKS, "mla", "en", ()), None
    ).result()
    lines = {entry.key: plain(entry.runs) for entry in result.entries}
    assert "“Who Was Molotov?”" in lines["nodate"]
    assert "Cahiers du monde russe" in lines["year-b"]
    assert "USA vs USSR Fight!" in lines["video"]


@pytest.mark.parametrize(
    ("style", "language", "heading"),
    [
        ("mla", "en-GB", ""),
        ("apa", "en-GB", "References"),
        ("ieee", "en", "References"),
        ("chicago-notes", "en-US", "Bibliography"),
        ("chicago", "fr-FR", "Références"),
        ("harvard", "de", ""),
    ],
)
def test_the_list_is_called_what_the_style_calls_it(style: str, language: str, heading: str) -> None:
    """Works Cited is MLA's; where a language has one word for all, it is the deck's own."""
    result = start(Request(clusters("[@kort]"), works("kort"), style, language), None).result()
    assert result.heading == heading


@pytest.mark.parametrize(
    ("language", "typed_words", "shown"),
    [
        ("en-GB", "[@kort, paras. 131-144]", "(Kort, 1996, paras 131–144)"),
        ("en-US", "[@kort, para. 131-144]", "(Kort, 1996, paras. 131–144)"),
        ("de", "[@kort, para. 131-144]", "(Kort, 1996, para. 131–144)"),
        ("de", "[@kort, S. 131-144]", "(Kort, 1996, S. 131–144)"),
        ("de", "[@kort, as of 2001-02-03]", "(Kort, 1996, as of 2001-02-03)"),
    ],
)
def test_places_from_one_to_another_have_a_dash(language: str, typed_words: str, shown: str) -> None:
    """Also where the deck's language has another word for a paragraph, and citeproc prints what was typed."""
    found = start(Request(clusters(typed_words), works("kort"), "harvard", language), None).result()
    assert plain(found.clusters[0]).replace("\u00a0", " ") == shown


def test_a_style_that_has_ibid_says_it(tmp_path: Path) -> None:
    """A note right after another of the same work is ibid. in a style of the author's own that wants it."""
    style = style_file("chicago-notes").read_text(encoding="utf-8")
    style = style.replace(
        '<term name="page-range', '<term name="ibid">ibid.</term>\n<term name="page-range', 1
    )
    start_of_layout = style.index("<layout", style.index("<citation"))
    at = style.index(">", start_of_layout) + 1
    ibid = '<choose><if position="ibid"><text term="ibid" text-case="capitalize-first"/></if></choose>'
    path = tmp_path / "ibid.csl"
    path.write_text(style[:at] + ibid + style[at:], encoding="utf-8")
    groups = (*clusters("[@kort, p. 3]"), *clusters("[@kort, p. 3]"))
    found = start(Request(groups, works("kort"), path, "en-GB"), None).result()
    assert not plain(found.notes[0]).startswith("1 Ibid.")
    assert plain(found.notes[1]).startswith("2 Ibid.")


@pytest.mark.parametrize("style", ["mla", "apa", "chicago", "chicago-notes", "harvard"])
def test_a_list_that_family_names_order_is_as_citeproc_orders_it(
    monkeypatch: pytest.MonkeyPatch, style: str
) -> None:
    """To sort costs Pandoc most of its time: what deckgen sorts itself comes out as Pandoc would have it."""
    names = ("Zubok, Vladislav", "kort, Michael", "Woodward, Bob", "McCauley, Martin", "MacDonald, A.",
             "ODonnell, Guillermo", "Mccormick, Zoe", "abbott, H.")  # fmt: skip
    asked = pandoc.Pandoc.ask
    unsorted: list[bool] = []

    def ask(program: pandoc.Pandoc, form: str, text: bytes, patience: float | None = None) -> None:
        sent = base64.b64decode(json.loads(text)["meta"]["csl"]["c"].partition(",")[2])
        unsorted.append(b"<sort>" not in sent.partition(b"<bibliography")[2])
        asked(program, form, text, patience)

    def listed(*names: str) -> Formatted:
        (kort,) = works("kort")
        makers = [("author" if at % 3 else "editor", (read_name(name),)) for at, name in enumerate(names)]
        found = tuple(replace(kort, key=f"w{at}", names=(one,)) for at, one in enumerate(makers))
        groups = clusters(*(f"[@{one.key}, p. 3]" for one in found))
        return start(Request(groups, found, style, "en"), None).result()

    monkeypatch.setattr(pandoc.Pandoc, "ask", ask)
    fast = listed(*names)
    listed("Wood, Alan", *names)  # a name that begins with another, as Woodward does, is left to Pandoc
    monkeypatch.setattr(citations, "plain_order", lambda *_: ())
    assert fast == listed(*names)
    assert unsorted == [True, False, False]
