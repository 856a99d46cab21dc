"""What is typed for a citation or a name and is none: each is told, with the corrected words."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.compile import slips
from deckgen.deck.citing.dates import Date
from deckgen.deck.citing.people import Name
from deckgen.deck.citing.persons import person_in
from deckgen.deck.citing.references import Work
from deckgen.deck.citing.slips.marks import citation_slips
from deckgen.deck.model import Run
from deckgen.diagnostics import Severity
from deckgen.outline.fix import corrections
from deckgen.outline.model import Text
from tests.deck.citing.bench import typed

YEAR = (("issued", Date(((2018,),))),)
KEYS = ("kort", "taylor", "7")
WORKS = (
    Work(
        "kort",
        "book",
        (("title", (Run("The Soviet Colossus: A History"),)),),
        (("author", (Name("Kort", "Michael"),)),),
        (("issued", Date(((1996,),))),),
        None,
    ),
    Work(
        "taylor",
        "book",
        (),
        (("author", (Name("Taylor"), Name("Poe"))),),
        (("issued", Date(((2001,),))),),
        None,
    ),
    Work("7", "book", (), (), (), None),
    Work("who", "report", (), (("author", (Name(literal="World Health Organization"),)),), YEAR, None),
)


def found(words: str) -> list[tuple[str, str]]:
    """Return what is told of a text: the words that are meant, and what is to stand there."""
    return [
        (words[one.span.column - 1 : one.span.end_column - 1], one.edits[0].replacement if one.edits else "")
        for one in citation_slips([typed(words)], WORKS)
        if one.span and one.severity is Severity.WARNING
    ]


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (r"\cite{kort}", "[@kort]"),
        (r"\citep{kort,taylor}", "[@kort; @taylor]"),
        (r"\citep[12]{kort}", "[@kort, p. 12]"),
        (r"\citep[12--14]{kort}", "[@kort, pp. 12-14]"),
        (r"\citep[see][chap.~2]{kort}", "[see @kort, chap. 2]"),
        (r"\parencite*[see][]{kort}", "[see @kort]"),
        (r"\autocite{kort}", "[@kort]"),
        (r"\footcite[3]{kort}", "[@kort, p. 3]"),
        (r"\textcite{kort}", "@kort"),
        (r"\citet[3]{kort}", "@kort [p. 3]"),
        (r"\citeyear{kort}", "[-@kort]"),
        ("[taylor, p. 4]", "[@taylor, p. 4]"),
        ("[kort]", "[@kort]"),
        ("[kort p. 4]", "[@kort, p. 4]"),
        ("[7, p. 4]", "[@7, p. 4]"),
        (r"\footnote{See Kort.}", "^[See Kort.]"),
        ("[kort; taylor]", "[@kort; @taylor]"),
        ("[@ kort]", "[@kort]"),
        ("@[kort, p. 3]", "[@kort, p. 3]"),
        ("[[@kort]]", "[@kort]"),
        ("[cite:@kort]", "[@kort]"),
        ("cite:kort", "[@kort]"),
        ("[@kort] (p. 3)", "[@kort, p. 3]"),
        ("[@kort]p. 3", "[@kort, p. 3]"),
        ("[@kort (p. 3)]", "[@kort, p. 3]"),
        ("[@kort: 12]", "[@kort, p. 12]"),
        ("kort, p. 3", "[@kort, p. 3]"),
        ("(@kort)", "[@kort]"),
        ("(see @kort, p. 3; @taylor)", "[see @kort, p. 3; @taylor]"),
        ("ibid., p. 3", ""),
        ("(Kort 294)", "[@kort, p. 294]"),
        ("(Kort, 1996)", "[@kort]"),
        ("(see Kort, 1996, pp. 3–5)", "[see @kort, pp. 3–5]"),
        ("[Kort 294]", "[@kort, p. 294]"),
        ("(Taylor & Poe, 2001, p. 4; Kort 3)", "[@taylor, p. 4; @kort, p. 3]"),
        ("(Taylor et al. 2001)", "[@taylor]"),
        ("(Kort)", "[@kort]"),
        ("Kort (1996)", "@kort"),
        ("Taylor and Poe (2001, p. 4)", "@taylor [p. 4]"),
        ("Taylor, Poe (2001: 4)", "@taylor [p. 4]"),
        ("Kort [1996]", "@kort"),
        ("Kort (p. 4)", "@kort [p. 4]"),
        ("@kort (p. 4)", "@kort [p. 4]"),
        ("@kort, pp. 4-6", "@kort [pp. 4-6]"),
        ("@kort (1996)", "@kort"),
        ("( Kort, 1996 )", "[@kort]"),
        ("(M. Kort, 1996)", "[@kort]"),
        ("(Michael Kort, 1996, p. 4)", "[@kort, p. 4]"),
        ("(Kort, M., 1996)", "[@kort]"),
        ("(KORT 1996)", "[@kort]"),
        ("(Kort ’96)", "[@kort]"),
        ("(Kort, *Colossus* 4)", "[@kort, p. 4]"),
        ("(Kort, “Soviet Colossus,” 4)", "[@kort, p. 4]"),
        ("(WHO, 2018)", "[@who]"),
        ("(Taylor 2007)", ""),
        ("(Kort, 1997, p. 4)", ""),
        ("(Kort, n.d.)", ""),
        ("(Kort and Figes 1996)", ""),
        ("(Miller et al., 2010)", ""),
        ("(Miller, 2010, p. 4)", ""),
        (r"\autocites{kort}{taylor}", "[@kort; @taylor]"),
        (r"\cites[4]{kort}[see][5]{taylor}", "[@kort, p. 4; see @taylor, p. 5]"),
        ("[@kort][@taylor, p. 4]", "[@kort; @taylor, p. 4]"),
        ("@kort@taylor", "@kort; @taylor"),
        ("{@kort}", "[@kort]"),
        ("[- @kort, p. 4]", "[-@kort, p. 4]"),
        ("[–@kort]", "[-@kort]"),
        ("[@@kort]", "[@kort]"),
        ('[@"kort"]', "[@kort]"),
        ("[#kort, p. 4]", "[@kort, p. 4]"),
        ("[@kort's, p. 4]", "[@kort, p. 4]"),
        ("[@kort,]", "[@kort]"),
        ("[@kort.]", "[@kort]"),
        ("[cite kort]", "[@kort]"),
        ("(@kort, p. 4]", "[@kort, p. 4]"),
        ("[@kort, p. 4)", "[@kort, p. 4]"),
        ("@kort, p. 4]", "[@kort, p. 4]"),
        ("[citation needed]", ""),
        ("(source)", ""),
        ("(insert citation)", ""),
        ("(Ibid., 4)", ""),
        ("(id.)", ""),
        ("(a.a.O., S. 4)", ""),
        ("(p. 4)", ""),
        ("[7]", ""),
        ("[1, 2]", ""),
        ("[1]–[3]", ""),
        ("[1, p. 4]", ""),
        ("^1^", ""),
    ],
)
def test_a_citation_of_another_language_is_reported(words: str, right: str) -> None:
    """LaTeX and a key without its @ are found in a sentence, at their place."""
    assert found(f"Some words {words} and more.") == [(words, right)]
    assert found(f"Some `words {words} and` more.") == []


@pytest.mark.parametrize(
    "words", ["heat rose (1).", "heat rose (2, 3)", "heat rose.¹ Then", "heat rose.^1 Then"]
)
def test_a_number_typed_by_hand_is_reported(words: str) -> None:
    """Round brackets cite in a style that has them, and nowhere else; figures set high do everywhere."""
    assert len(list(citation_slips([typed(words)], WORKS, numeric=True))) == 1
    assert len(list(citation_slips([typed(words)], WORKS))) == ("(" not in words)
    assert not list(citation_slips([typed(words)], ()))


@pytest.mark.parametrize(
    "words",
    [
        "[@kort, p. 4]",
        "the interval [1, 2] says",
        "equation (1) says",
        "10² km and feet² or a[1]",
        "a heat of 3.¹⁴C",
        "[kort](https://a.org)",
        r"\[kort\]",
        "[other, p. 4]",
        "x^2^ [sic]",
        "a[kort]",
        "(kort)",
        "(1996)",
        "(Kort is right)",
        "(Berlin, 1945)",
        "a source (sources differ) and notes",
        "Poe (1902-50) lived",
        "(Low 294)",
        "(Poe 2001)",
        "the Kort (3 km) road",
        "a kort of law",
    ],
)
def test_what_is_meant_as_it_stands_is_not_reported(words: str) -> None:
    """Citations, links, figures in brackets and words of other keys are what they are."""
    assert found(words) == []


@pytest.mark.parametrize(
    ("words", "typed", "right"),
    [
        ("Kort says so (4)", "(4)", "[-@kort, p. 4]"),
        ("It failed, says Kort (294-99).", "Kort (294-99)", "@kort [pp. 294-99]"),
        ('Kort: "grain" (294)', "(294)", "[-@kort, p. 294]"),
        ("Kort has also argued it (4).", "(4)", "[-@kort, p. 4]"),
        ("It fell (see p. 4)", "(see p. 4)", ""),
        ("Kort (1) argues", "Kort (1)", "@kort [p. 1]"),
        ("As Kort wrote (1996), it fell", "(1996)", "[@kort]"),
        ("Kort, 1996, argues it", "Kort, 1996,", "@kort"),
        ("Kort 1996 argues it", "Kort 1996", "@kort"),
        ("Kort, M. (1996) argues", "Kort, M. (1996)", "@kort"),
        ("in Kort (1996), p. 294", "Kort (1996), p. 294", "@kort [p. 294]"),
        ("M. Kort (1996) argues", "M. Kort (1996)", "@kort"),
        ("Kort (1997) argues", "Kort (1997)", ""),
        ("It failed (Korte 1996).", "(Korte 1996)", "[@kort]"),
        ("It failed (Korte, 1996, p. 4).", "(Korte, 1996, p. 4)", "[@kort, p. 4]"),
        ("It failed (see Korte 4)", "(see Korte 4)", "[see @kort, p. 4]"),
        ("Korte (1996) argues it", "Korte (1996)", "@kort"),
        ("It failed (Korte 1997)", "(Korte 1997)", ""),
        ("It failed (Taylor and Poee, 2001)", "(Taylor and Poee, 2001)", "[@taylor]"),
        ("It failed (World Health Organisation, 2018)", "(World Health Organisation, 2018)", "[@who]"),
        ("It failed (qtd. in Kort 4)", "(qtd. in Kort 4)", "[qtd. in @kort, p. 4]"),
        ("It failed (source: Kort 1996)", "(source: Kort 1996)", "[source: @kort]"),
        ("It failed (Taylor/Poe 2001)", "(Taylor/Poe 2001)", "[@taylor]"),
        ('"It failed" (294).', "(294)", ""),
        ("He argued it was a coup (1996).", "(1996)", ""),
        ("It failed (see above)", "(see above)", ""),
        ("It failed (s. o.)", "(s. o.)", ""),
        ("It failed (ref. 3)", "(ref. 3)", ""),
        ("It failed [1, p. 4; 2]", "[1, p. 4; 2]", ""),
        ("It failed [@kort] [@taylor]", "[@kort] [@taylor]", "[@kort; @taylor]"),
        ("It failed {kort}", "{kort}", "[@kort]"),
        ("It failed (Smith 2004, p. 3)", "(Smith 2004, p. 3)", ""),
    ],
)
def test_a_sentence_that_cites_by_hand_is_reported(words: str, typed: str, right: str) -> None:
    """The author named, page or year in brackets; a slip of typing in a name; words that lead nowhere."""
    assert found(words) == [(typed, right)]


def test_a_year_alone_is_the_works_where_a_style_has_years() -> None:
    """In such a style the year is set by the citation; elsewhere it may be of what happened."""

    def told(words: str, *, dated: bool) -> list[str]:
        return [one.hints[0] for one in citation_slips([typed(words)], WORKS, dated=dated)]

    assert told("As Kort wrote (1996), it fell", dated=True) == ["write [-@kort]"]
    assert told("Grain fell by half (1996).", dated=True) == [
        'write [@kort]; of what happened then, write "in 1996"'
    ]
    for words in ("Grain fell by half (1996).", "By Fairhead (1996)", "Grain fell by half (1991)."):
        assert told(words, dated=False) == []
    assert told("By Fairhead (1996)", dated=True) == told("Grain fell (1991).", dated=True) == []


@pytest.mark.parametrize(
    "words",
    [
        "Kort had three children (3).",
        "Kort (born 1944)",
        "In 1996 Kort argued it",
        "Kort wrote (1) a book and (2) an essay",
        "Kort says so in Table (4)",
        "It failed (Karl 1996)",
        "[@kort] says that Kort had it (4)",
        "See above all Kort",
        "{kort}(x) and ${kort}$",
    ],
)
def test_a_sentence_that_cites_nothing_is_left_alone(words: str) -> None:
    """Numbers that count, other names, and a sentence that cites already."""
    assert found(words) == []


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("[@Kort]", "kort"),
        ("@KORT says", "kort"),
        ("[@ko_rt]", "kort"),
        ("[@kort:12]", "kort, p. 12"),
        ("@kort:12-14 says", "kort [pp. 12-14]"),
    ],
)
def test_a_key_in_other_capitals_or_with_its_page_is_mended(words: str, right: str) -> None:
    """The error says which key is meant, and `fix` puts it there."""
    (told,) = citation_slips([typed(words)], WORKS)
    assert (told.severity, told.edits[0].replacement) == (Severity.ERROR, right)


@pytest.mark.parametrize(
    ("cite", "right"),
    [
        ("kort, taylor", "@kort; @taylor"),
        ("see kort, p. 3", "see @kort, p. 3"),
        ("kort and taylor", "@kort; @taylor"),
        ("Kort 1996, p. 294", "@kort, p. 294"),
        ("(see Kort, 1996)", "see @kort"),
        ("kort (p. 3)", "@kort, p. 3"),
        ("'@kort: 12'", "@kort, p. 12"),
        ("kort:12", "@kort, p. 12"),
        ("Kort", "@kort"),
        ("kort; taylor", None),
        ("kort, 3", None),
        ("See the handbook", None),
        ("interview with Kort", None),
        ("'@kort, p. 3; interview with the mayor'", None),
    ],
)
def test_a_field_of_citations_cites_all_that_it_names(cite: str, right: str | None) -> None:
    """What is nothing but works is mended, whatever stands between them; words of the author stay words."""
    path = Path("talk.yaml")
    outline = FIELD.replace("CITE", cite)
    fixed = corrections(outline.encode(), path, slips).corrected.decode()
    assert fixed == (outline if right is None else FIELD.replace("CITE", f'"{right}"'))


FIELD = """title: T
references:
  kort: {type: book, author: "Kort, Michael", title: Colossus, publisher: P, year: 1996}
  taylor: {type: book, author: ["Taylor, William", "Poe, Ann"], title: Khrushchev, publisher: P, year: 2001}
sections:
  s:
    title: S
    slides:
      - {title: One, text: "[@kort; @taylor]"}
      - title: Two
        text: A
        cite: CITE
"""


@pytest.mark.parametrize(
    ("name", "right", "certain"),
    [
        ("Mary Elise Sarotte", "Sarotte, Mary Elise", True),
        ("J. K. Rowling", "Rowling, J. K.", True),
        ("E.H. Carr", "Carr, E.H.", True),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig", True),
        ("Martin Luther King Jr.", "King, Martin Luther, Jr.", True),
        ("Ngũgĩ wa Thiong'o", "wa Thiong'o, Ngũgĩ", False),
    ],
)
def test_a_person_without_a_comma_is_one(name: str, right: str, certain: bool) -> None:
    """Given names and initials make it certain; particles belong to the family name."""
    person = person_in(name)
    assert person is not None
    assert (person.name, person.certain) == (right, certain)


@pytest.mark.parametrize(
    "name",
    [
        "World Bank", "Khan Academy", "Crash Course", "Al Jazeera", "BBC News",
        "UNESCO", "Human Rights Watch",
        "Deutsche Welle", "Der Spiegel", "Save the Children",
        "Oxford University Press", "Pew Research Center",
        "Doctors Without Borders", "Our World in Data", "沈志华", "Radio Free Europe", "Ministry of Health",
        "Amnesty International", "National Geographic", "Associated Press",
    ],

)  # fmt: skip
def test_a_body_is_no_person(name: str) -> None:
    """What offices, papers, firms and channels are called has words that no person's name has."""
    assert person_in(name.strip()) is None


OUTLINE = r"""title: T
references:
  a: {type: book, author: Mary Elise Sarotte, title: Fall, publisher: P, year: 12/2009}
  b: {type: book, author: [Atkins, Peter, "de Paula, Julio"], title: Chemistry, publisher: P, year: 2009}
  c: {type: book, author: Pierre Curie and Marie Curie, title: Radium, publisher: P, year: 2009}
  d: {type: book, author: "Smith, Ann and Poe, Ben", title: Kettles, publisher: P, year: 2009}
  e: {type: book, author: [Ann Smith, World Bank, "Low, Ada"], title: Lids, publisher: P, year: 2009}
sections:
  s:
    title: S
    slides:
      - title: One
        text: Words \cite{a} and [b, p. 4] and [@c; @d; @e].
        notes: |
          As \textcite{c} say.
"""


def test_fix_applies_what_is_certain(tmp_path: Path) -> None:
    """Names get their commas, citations their form; what is corrected needs no correction again."""
    path = tmp_path / "talk.yaml"
    fixed = corrections(OUTLINE.encode(), path, slips)
    text = fixed.corrected.decode()
    for right in (
        'author: "Sarotte, Mary Elise",',
        'author: ["Atkins, Peter", "de Paula, Julio"],',
        'author: ["Curie, Pierre", "Curie, Marie"],',
        'author: ["Smith, Ann", "Poe, Ben"],',
        'author: ["Smith, Ann", World Bank, "Low, Ada"],',
        "text: Words [@a] and [@b, p. 4] and [@c; @d; @e].",
        "As @c say.",
    ):
        assert right in text
    assert len(fixed.mended) == 8
    assert corrections(fixed.corrected, path, slips).diff == ""


def test_a_slip_at_the_start_of_a_text_is_corrected_too(tmp_path: Path) -> None:
    """YAML takes a bracket at the start of a value for a list: the correction does not make it one."""
    path = tmp_path / "talk.yaml"
    typed_first = OUTLINE.replace(r"text: Words \cite{a} and", r"text: \cite{a} is cited, and")
    fixed = corrections(typed_first.encode(), path, slips)
    assert '"[@a] is cited, and [@b, p. 4] and [@c; @d; @e]."' in fixed.corrected.decode()
    assert not fixed.remaining


def test_a_text_is_only_looked_at() -> None:
    """A text without a bracket or a backslash costs nothing and gives nothing."""
    assert list(citation_slips([Text("plain words", typed("x").span)], WORKS)) == []
