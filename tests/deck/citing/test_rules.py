"""What handbooks want that no style file can say: each rule on the works that it is for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import yaml

from deckgen.deck.citing.casing import capitals, is_foreign
from deckgen.deck.citing.citations import Request, start
from deckgen.deck.citing.references import Items, csl_items
from deckgen.deck.citing.titles import is_title_case, sentence_case, title_case
from deckgen.deck.model import Runs
from deckgen.diagnostics import Diagnostic
from deckgen.outline.model import Field, Reference
from tests.deck.citing.bench import typed
from tests.deck.citing.test_reference_files import clusters


def entries(style: str, *works: str, cite: str = "", language: str = "en-US") -> list[str]:
    """Return the entries of works that are typed as in an outline; with `cite`, the citation before them."""
    cited = cite or "; ".join(f"@k{number}" for number in range(len(works)))
    result = start(Request(clusters(f"[{cited}]"), _items(works), style, language), None).result()
    shown = [_shown(entry.runs) for entry in result.entries]
    return [*(_shown(runs) for runs in result.clusters if cite), *shown]


def told(style: str, work: str) -> list[Diagnostic]:
    """Return what is said of a work in capitals."""
    return list(capitals(_items((work,)), {"k0"}, style, "en-US"))


def _items(works: Sequence[str]) -> Items:
    references = []
    for number, words in enumerate(works):
        fields = yaml.safe_load("{" + words + "}")
        typed_fields = tuple(
            Field(
                typed(name), tuple(typed(str(one)) for one in (value if isinstance(value, list) else [value]))
            )
            for name, value in fields.items()
        )
        references.append(Reference(typed(f"k{number}"), typed_fields, typed("k").span))
    return csl_items(references)[0]


def _shown(runs: Runs) -> str:
    return "".join(
        f"*{run.text}*" if run.italic else f"~{run.text}~" if run.subscript else run.text for run in runs
    )


WHO = "type: report, author: '{WHO}', title: World health, publisher: WHO, year: 2018, url: 'https://a.org/w'"


@pytest.mark.parametrize(
    ("style", "work", "entry"),
    [
        ("apa", WHO, "WHO. (2018). *World health*. https://a.org/w"),
        ("mla", WHO, "*World Health*. WHO, 2018, https://a.org/w."),
        ("harvard", WHO, "WHO (2018) *World health*. WHO. Available at: https://a.org/w."),
        ("apa", "type: webpage, author: 'Low, A.', title: Lids, website: K, year: 2018-07, "
         "url: 'https://a.org'",
         "Low, A. (2018, July). *Lids*. K. https://a.org"),
        ("apa", "type: book, author: 'Low, A.', title: 'Lids: a book', publisher: P, year: 2018, edition: 2, "
         "translator: 'Poe, Ben'", "Low, A. (2018). *Lids: A book* (B. Poe, Trans.; 2nd ed.). P."),
        ("apa", "type: thesis, author: 'Low, A.', title: Lids, genre: PhD thesis, publisher: Leeds, "
         "year: 2018, url: 'https://a.org'", "Low, A. (2018). *Lids* [Doctoral dissertation, Leeds]. https://a.org"),
        ("apa", "type: podcast episode, host: 'Low, Ada', title: Lids, podcast: Boil, year: 2018-08-12, "
         "publisher: P",
         "Low, A. (Host). (2018, August 12). Lids [Audio podcast episode]. In *Boil*. P."),
        ("mla", "type: thesis, author: 'Low, A.', title: Lids, genre: PhD dissertation, publisher: Leeds, "
         "year: 2018, url: 'https://a.org'", "Low, A. *Lids*. 2018. Leeds, PhD dissertation, https://a.org."),
        ("mla", "type: classic, title: The Bible, version: New Version, publisher: P, year: 2011",
         "*The Bible*. New Version, P, 2011."),
        ("mla", "type: article, author: 'Low, A.', title: Lids, journal: J, year: spring 2010, pages: 1-2",
         "Low, A. “Lids.” *J*, spring 2010, pp. 1–2."),
        ("mla", "type: book, author: 'Low, A.', title: Lids, publisher: P, year: 2010-2012",
         "Low, A. *Lids*. P, 2010–12."),
        ("mla", "type: article, author: 'Low, A.', title: 'On “Lids”', journal: J, year: 2010",
         "Low, A. “On ‘Lids.’” *J*, 2010."),
        ("mla", "type: chapter, author: 'Low, A.', title: on lids, in: The book of lids, publisher: P, "
         "year: 2010",
         "Low, A. “On Lids.” *The Book of Lids*, P, 2010."),
        ("mla", "type: article, author: 'Low, A.', title: 'Notes on $\\lambda$ and CO$_2$', journal: J, "
         "year: 2010", "Low, A. “Notes on λ and CO~2~.” *J*, 2010."),
        ("vancouver", "type: article, author: 'Keng, SH', title: Lids, journal: Journal of Lids, "
         "short in: J Lids, year: 2010", "1. Keng SH. Lids. J Lids. 2010."),
        ("ieee", "type: article, author: 'Keng, SH', title: Lids, journal: Journal of Lids, "
         "short in: J. Lids, year: 2010", "[1] S. H. Keng, “Lids,” *J. Lids*, 2010."),
        ("ieee", "type: conference paper, author: 'Low, A.', title: Lids, in: Proc. K, year: 2010, "
         "pages: 1-2, event date: 2009, place: L, publisher: P",
         "[1] A. Low, “Lids,” in *Proc. K*, L: P, 2010, pp. 1–2."),
        ("mla", "type: conference paper, author: 'Albert, J H', title: Lids, in: Proceedings of steam, "
         "year: 2010, pages: 1-2, event date: 2009-05-03, publisher: P",
         "Albert, J. H. “Lids.” *Proceedings of Steam*, P, 2010, pp. 1–2."),
        ("chicago-notes", "type: conference paper, author: 'Low, A.', title: Lids, in: Proceedings of steam, "
         "year: 2010, pages: 1-2, event date: 2009-05-03, place: L, publisher: P",
         "Low, A. “Lids.” In *Proceedings of Steam*. P, 2010."),
        ("vancouver", "type: conference paper, author: 'Low, A.', title: Lids, in: Proc, year: 2010, "
         "pages: 1-2, publisher: P", "1. Low A. Lids. In: Proc. P; 2010. p. 1–2."),
        ("harvard", "type: book, author: 'Low, A.', title: Lids, translator: 'Roe, B.', edition: 2, "
         "volumes: 3, "
         "place: L, publisher: P, year: 2010",
         "Low, A. (2010) *Lids* (3 vols). 2nd edn. Translated by B. Roe. L: P."),
        ("harvard", "type: preprint, author: 'Low, A.', title: Lids, in: arXiv, year: 2010, "
         "url: 'https://a.org/l'",
         "Low, A. (2010) ‘Lids’, *arXiv* [Preprint]. Available at: https://a.org/l."),
        ("harvard", "type: conference paper, author: 'Low, A.', title: Lids, in: Proc. K, year: 2010, "
         "pages: 1-2",
         "Low, A. (2010) ‘Lids’, *Proc. K*, pp. 1–2."),
        ("harvard", "type: podcast, host: 'Low, A.', title: Lids, in: The Boil, year: 2010-05-04, "
         "url: 'https://a.org/l'",
         "Low, A. (host) (2010) ‘Lids’, *The Boil* [Podcast]. 4 May. Available at: https://a.org/l."),
        ("harvard", "type: book, author: 'Low, A.', editor: 'de Witt, J.', title: Lids, publisher: P, "
         "year: 2010",
         "Low, A. (2010) *Lids*. Edited by J. de Witt. P."),
        ("ieee", "type: patent, author: 'Low, A.', title: Lids, number: US 4, year: 1962-01-02",
         "[1] A. Low, “Lids,” US 4, Jan. 2, 1962."),
        ("ieee", "type: preprint, author: 'Low, A.', title: Lids, in: arXiv, number: 'arXiv:1', year: 2010",
         "[1] A. Low, “Lids,” 2010, arXiv:1."),
        ("ieee", "type: video, author: 'Low, A.', title: Lids, in: YouTube, year: 2010-02-01, "
         "url: 'https://a.org/l'",
         "[1] A. Low, *Lids*, (Feb. 1, 2010). [Online Video]. Available: https://a.org/l"),
        ("ieee", "type: software, author: '{Spout}', title: BoilSim, version: 2.1, publisher: Spout, "
         "year: 2016",
         "[1] Spout, *BoilSim*. (Version 2.1, 2016). Spout."),
        ("vancouver", "type: preprint, author: 'Low, A.', title: Lids, in: arXiv, year: 2010, "
         "url: 'https://a.org/l'",
         "1. Low A. Lids. arXiv [Preprint]. 2010. Available from: https://a.org/l"),
        ("vancouver", "type: webpage, author: 'Low, A.', title: Lids, website: Facts, "
         "url: 'https://a.org/l', accessed: 2024-05-08",
         "1. Low A. Facts [Internet]. [cited 2024 May 8]. Lids. Available from: https://a.org/l"),
        ("vancouver", "type: article, author: 'Low, A.', title: Lids, journal: J, volume: 13, "
         "year: 1976-11-04, "
         "pages: 160-160", "1. Low A. Lids. J. 1976 Nov 4;13:160."),
        ("vancouver", "type: podcast, host: 'Low, A.', title: Lids, in: The Boil, publisher: R, year: 2010",
         "1. Low A, host. Lids [Podcast]. The Boil. R; 2010."),
        ("chicago", "type: article, author: 'Low, A.', title: Lids, journal: J, volume: 13, "
         "year: 1976-11, pages: 1-2",
         "Low, A. 1976. “Lids.” *J* 13 (November): 1–2."),
        ("chicago", "type: article, author: 'Low, A.', title: Lids, journal: J, issue: 3, "
         "year: spring 1976, pages: 1-2",
         "Low, A. 1976. “Lids.” *J*, no. 3 (Spring): 1–2."),
        ("chicago", "type: patent, author: 'Low, A.', title: A kind of lid, number: US 4, year: 1962-01-02",
         "Low, A. 1962. A kind of lid. Patent US 4, issued January 2, 1962."),
        ("chicago-notes", "type: preprint, author: 'Low, A.', title: Lids, in: arXiv, "
         "number: 'arXiv:1', year: 2010",
         "Low, A. “Lids.” Preprint, arXiv, arXiv:1, 2010."),
        ("mla", "type: song, author: 'Low, A.', title: Boil, album: Songs of steam, publisher: S, year: 1999",
         "Low, A. “Boil.” *Songs of Steam*, S, 1999."),
        ("chicago", "type: case, title: Roe v. Wade, volume: 410, in: U.S., pages: '113', year: 1973",
         "Roe v. Wade, 410 U.S. 113 (1973)."),
    ],
)  # fmt: skip
def test_an_entry_is_as_its_handbook_has_it(style: str, work: str, entry: str) -> None:
    """One rule each, in the styles whose handbook has it."""
    assert entries(style, work) == [entry]


BOOK = "type: book, author: '{}', title: {}, publisher: P, year: 2001"


@pytest.mark.parametrize(
    ("style", "citation"),
    [
        ("chicago", "(John Smith 2001, 3; Jane Smith 2001)"),
        ("harvard", "(John Smith, 2001, p. 3; Jane Smith, 2001)"),
    ],
)
def test_two_people_of_one_name_have_given_names_and_no_letters(style: str, citation: str) -> None:
    """A letter belongs to two works of one author; Harvard's entries keep their initials."""
    smiths = (BOOK.format("Smith, John", "Iii"), BOOK.format("Smith, Jane", "Jjj"))
    cited, *listed = entries(style, *smiths, cite="@k0, p. 3; @k1")
    assert cited == citation
    if style == "harvard":
        assert sorted(listed) == ["Smith, J. (2001) *Iii*. P.", "Smith, J. (2001) *Jjj*. P."]


def test_titles_are_sorted_without_their_article() -> None:
    """The Thaw stands before Zebra, in MLA and in APA; numbers keep their order."""
    works = tuple(
        f"type: film, title: {title}, year: 2001, publisher: P" for title in ("Zebra", "The thaw", "Apples")
    )
    for style in ("mla", "apa", "chicago"):
        assert [entry[1] for entry in entries(style, *works)] == ["A", "T", "Z"]
    assert [entry[5:6] for entry in entries("ieee", *works)] == ["Z", "T", "A"]


def test_a_note_that_comes_back_has_a_short_title() -> None:
    """Up to the colon, and without its article."""
    book = "type: book, author: 'Kort, M.', title: 'The Soviet Colossus: A History', publisher: P, year: 1996"
    references = yaml.safe_load("{" + book + "}")
    fields = tuple(Field(typed(name), (typed(str(value)),)) for name, value in references.items())
    items, _ = csl_items([Reference(typed("k"), fields, typed("k").span)])
    result = start(Request(clusters("[@k] [@k, p. 3]"), items, "chicago-notes", "en"), None).result()
    assert [_shown(note[2:]) for note in result.notes] == [
        "M. Kort, *The Soviet Colossus: A History* (P, 1996).",
        "Kort, *Soviet Colossus*, 3.",
    ]


def test_a_work_that_prints_nothing_is_reported() -> None:
    """Nothing is known of the work: no number that leads nowhere, and no traceback, in any style."""
    reference = Reference(typed("k"), (Field(typed("type"), (typed("book"),)),), typed("k").span)
    items, _ = csl_items([reference])
    result = start(Request(clusters("[@k]"), items, "chicago-notes", "en"), None).result()
    assert result.clusters == ((),)
    assert "shows nothing" in result.diagnostics[-1].message


@pytest.mark.parametrize(
    ("words", "mla", "chicago"),
    [
        ("leukaemia after Chernobyl: 5 year follow-up", "Leukaemia after Chernobyl: 5 Year Follow-Up",
         "Leukaemia After Chernobyl: 5 Year Follow-Up"),
        ("U.S. and world clock", "U.S. and World Clock", "U.S. and World Clock"),
        ("what is a lid? an answer", "What Is a Lid? An Answer", "What Is a Lid? An Answer"),
        ("state-of-the-art mRNA iPhones", "State-of-the-Art mRNA iPhones", "State-of-the-Art mRNA iPhones"),
    ],
)  # fmt: skip
def test_titles_have_the_capitals_of_their_handbook(words: str, mla: str, chicago: str) -> None:
    """MLA leaves all prepositions small, Chicago those of up to four letters."""
    assert title_case(words, "mla") == mla
    assert title_case(words, "chicago") == chicago
    there = title_case("the structure of DNA: a study", "mla")
    assert is_title_case(there)
    assert sentence_case(there) == "The structure of DNA: A study"


@pytest.mark.parametrize(
    ("title", "foreign"),
    [
        ("Das Wasser und die Macht", True),
        ("Le thé à la française", True),
        ("Cien años de soledad", True),
        ("Il nome della rosa", True),
        ("La La Land", False),
        ("Die Another Day", False),
        ("The Rise of La Plata", False),
        ("The Café in Paris", False),
        ("Naïve Art", False),
    ],
)
def test_a_title_in_another_language_is_known_by_its_small_words(title: str, foreign: bool) -> None:
    """It keeps its capitals where a style sets others, MLA 9, 2.91, whether or not its language is given."""
    assert is_foreign(title) is foreign


def test_a_title_in_capitals_is_reported_in_apa_alone() -> None:
    """No program can make sentence case of a title: it is told once a deck, with the title as it may be."""
    fields = {"type": "book", "author": "Kort, M.", "publisher": "P", "year": "1996"}

    def told(title: str, style: str) -> list[str]:
        typed_fields = tuple(
            Field(typed(name), (typed(each),)) for name, each in (*fields.items(), ("title", title))
        )
        items, _ = csl_items([Reference(typed("k"), typed_fields, typed("k").span)])
        found = start(Request(clusters("[@k]"), items, style, "en"), None).result().diagnostics
        return [one.hints[0] for one in found]

    there = "The Soviet Colossus: History and Aftermath"
    assert told(there, "apa") == [
        "use a capital for the first word and for names only; if no other word is a name: "
        "The Soviet colossus: History and aftermath"
    ]
    assert (
        told(there, "mla")
        == told("The soviet colossus", "apa")
        == told("A life of Virginia Woolf", "apa")
        == []
    )


def test_two_works_of_one_title_keep_it() -> None:
    """Dashes stand for makers, and not for a title that two works without makers share."""
    works = (
        "type: report, author: none, title: Annual report, publisher: P, year: 2019",
        "type: report, author: none, title: Annual report, publisher: P, year: 2020",
        "type: article, author: none, title: 'What is a lid?', journal: J, year: 2020",
        "type: article, author: none, title: 'What is a lid?', journal: J, year: 2021",
    )
    assert entries("mla", *works) == [
        "*Annual Report*. P, 2019.",
        "*Annual Report*. P, 2020.",
        "“What Is a Lid?” *J*, 2020.",
        "“What Is a Lid?” *J*, 2021.",
    ]


@pytest.mark.parametrize(
    ("style", "first"),
    [("chicago", "Low, A. 2001a. *A Kettle*. P."), ("harvard", "Low, A. (2001a) *A kettle*. P.")],
)
def test_works_of_one_year_stand_by_their_titles(style: str, first: str) -> None:
    """A month that one of them has does not part them, and letters follow the order of the list."""
    works = (
        "type: book, author: 'Low, A.', title: The sound, publisher: P, year: 2001",
        "type: book, author: 'Low, A.', title: A kettle, publisher: P, year: 2001-11",
        "type: book, author: 'Low, A.', title: Undated, publisher: P, year: n.d.",
    )
    found = entries(style, *works)
    assert found[0] == first
    assert "Undated" in found[-1]


def test_more_works_of_three_authors_do_not_name_them_all() -> None:
    """MLA has et al. from three authors on, also where two works begin with the same name."""
    works = tuple(
        f"type: book, author: ['Low, A.', 'Roe, B.', 'Poe, {name}'], title: {title}, publisher: P, year: 2001"
        for name, title in (("C.", "One"), ("D.", "Two"))
    )
    assert entries("mla", *works) == ["Low, A., et al. *One*. P, 2001.", "Low, A., et al. *Two*. P, 2001."]


def test_the_title_of_a_book_around_a_chapter_is_in_sentence_case_too() -> None:
    """APA's warning names the book's title, and leaves names of peoples their capital."""
    work = "type: chapter, title: Lids, in: The Psychology of Soviet Kettle Makers, year: 2001"
    (found,) = told("apa", work)
    assert found.message.startswith('the title of the book around "k0" is in title case')
    assert found.hints[0].endswith("name: The psychology of Soviet kettle makers")
    assert told("apa", work.replace("Kettle Makers", "makers")) == []


POD = "type: podcast episode, host: 'Lamb, Max', title: The speech, podcast: The Boil, year: 2016, url: 'https://a.org/p'"
OED = "type: dictionary entry, title: Thaw, in: Oxford English Dictionary, publisher: Oxford UP, year: 2015"
TREATY = "type: treaty, title: Treaty of Steam, year: 1922-02-06"
ACT = "type: law, title: Water Act, volume: 33, in: U.S.C., section: § 1251, year: 1989"
TALK = "type: interview, author: 'Petrova, Irina', interviewer: 'Low, Ada', year: 2026-10-02"


@pytest.mark.parametrize(
    ("style", "work", "entry"),
    [
        ("apa", f"{POD}, number: episode 4", "The speech (No. 4) [Audio podcast episode]. In *The Boil*."),
        ("chicago", f"{POD}, number: episode 4", "*The Boil*, episode 4, February 25."),
        ("ieee", POD, "M. Lamb, Host, “The speech,”"),
        ("apa", OED, "Oxford UP. (2015). Thaw. In *Oxford English Dictionary*."),
        ("apa", TREATY, "Treaty of Steam, February 6, 1922."),
        ("chicago", TREATY, "Treaty of Steam, February 6, 1922."),
        ("apa", ACT, "Water Act, 33 U.S.C. § 1251 (1989)."),
        ("harvard", ACT, "(1989) 33 U.S.C. § 1251."),
        ("vancouver", ACT, "Water Act. 33 U.S.C. § 1251. 1989."),
        ("harvard", TALK, "Petrova, I. (2026) Interview by A. Low, 2 October."),
        ("apa", "type: book, title: “hot” words, publisher: P, year: 1996", "*“Hot” words*. (1996). P."),
        (
            "apa",
            "type: book, title: iPads at school, publisher: P, year: 1996",
            "*iPads at school*. (1996). P.",
        ),
        ("mla", "type: book, title: Lids, publisher: P, year: 1996, edition: 1", "*Lids*. P, 1996."),
    ],
)
def test_an_entry_says_what_its_handbook_wants(style: str, work: str, entry: str) -> None:
    """What the comparison with the official files brought to light, one work each."""
    assert entry in entries(style, work.replace("year: 2016", "year: 2016-02-25"))[0]


@pytest.mark.parametrize(
    ("style", "cite", "shown"),
    [
        ("apa", "@k0, p. 12; @k0, p. 14", "(Kort, 1996, pp. 12, 14)"),
        ("mla", "@k0, p. 12; @k0, pp. 14-16", "(Kort 12, 14–16)"),
        ("mla", "@k0, p. 12; see @k0, p. 14", "(Kort 12; see Kort 14)"),
        ("apa", "@k0, bk. 5, 1302a", "(Kort, 1996, Book 5, 1302a)"),
        ("ieee", "@k0, bk. 5, 1302a", "[1, Bk. 5, 1302a]"),
        ("apa", "@k0, p. 12 and 14", "(Kort, 1996, pp. 12, 14)"),
        ("apa", "@k0, pg. 12", "(Kort, 1996, p. 12)"),
        ("apa", "@k0, pp. 12 to 14", "(Kort, 1996, pp. 12–14)"),
    ],
)
def test_places_in_a_work_are_set_as_one(style: str, cite: str, shown: str) -> None:
    """Pages of one work stand together, a classic's line is no second book, words between pages are marks."""
    work = "type: book, author: 'Kort, Michael', title: Politics, publisher: P, year: 1996"
    assert entries(style, work, cite=cite)[0] == shown


def test_a_note_keeps_its_comma_after_a_question() -> None:
    """Chicago has both marks in a note, and the stop alone in the list."""
    work = "type: webpage, author: 'Marsh, Helen', title: 'Who Was Molotov?', website: School, year: 2001"
    result = start(Request(clusters("[@k0]"), _items((work,)), "chicago-notes", "en-US"), None).result()
    assert "“Who Was Molotov?,” School" in "".join(run.text for run in result.notes[0])
    assert "“Who Was Molotov?” School" in _shown(result.entries[0].runs)
