"""What a reference in the outline may say: one table of fields, one table of kinds of work.

Reading, hints, warnings of what is missing and the documentation are all driven by these two tables.
The right-hand names are those of the Citation Style Language (CSL 1.0.2), which citation styles know.
"""

from __future__ import annotations

import enum
import re

from deckgen.structs import Struct


class Holds(enum.Enum):
    """How the values of a field are read."""

    WORDS = "words"
    NAMES = "names"
    DATE = "date"
    PAGES = "pages"
    EDITION = "edition"
    ADDRESS = "address"
    DOI = "doi"


class ReferenceField(Struct, frozen=True):
    """One field: its name in the outline, other names it goes by, its CSL variable, what it means."""

    name: str
    csl: str
    holds: Holds
    means: str
    also: tuple[str, ...] = ()


class Kind(Struct, frozen=True):
    """One kind of work: its name in the outline, other names, its CSL type, what readers expect of it.

    Each entry of `wants` is one field or several with `|` between them, of which one is enough.
    `form` is the genre of such works where the outline says none.
    """

    name: str
    csl: str
    wants: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    form: str = ""


def _fields() -> tuple[ReferenceField, ...]:
    words, names, date = Holds.WORDS, Holds.NAMES, Holds.DATE
    make = ReferenceField
    people = (
        make(
            "author", "author", names, 'who made it: "Family, Given", a list for several', ("authors", "by")
        ),
        make("editor", "editor", names, "who edited it", ("editors", "edited by")),
        make("translator", "translator", names, "who translated it", ("translators", "translated by")),
        make("director", "director", names, "who directed the film or the play", ("directors",)),
        make("interviewer", "interviewer", names, "who asked the questions", ("interviewers",)),
        make("recipient", "recipient", names, "whom a letter is addressed to", ("to",)),
        make("composer", "composer", names, "who composed the music", ("composers",)),
        make("performer", "performer", names, "who performs", ("performers", "actor", "actors", "singer")),
        make("host", "host", names, "who presents a podcast or a programme", ("hosts",)),
        make("guest", "guest", names, "who is invited to a podcast or a programme", ("guests",)),
        make("narrator", "narrator", names, "who reads or tells it", ("narrators",)),
        make("script writer", "script-writer", names, "who wrote the script", ("screenwriter",)),
        make("producer", "producer", names, "who produced it", ("producers",)),
        make("executive producer", "executive-producer", names, "who paid for the production"),
        make("series creator", "series-creator", names, "who created the series", ("creator",)),
        make("illustrator", "illustrator", names, "who drew the pictures", ("illustrators",)),
        make("compiler", "compiler", names, "who put the collection together", ("compilers",)),
        make("contributor", "contributor", names, "who else took part", ("contributors",)),
        make("curator", "curator", names, "who arranged the exhibition", ("curators",)),
        make("organizer", "organizer", names, "who organised the event", ("organiser",)),
        make("chair", "chair", names, "who chaired the session"),
        make("book author", "container-author", names, "who wrote the book that holds the chapter"),
        make("series editor", "collection-editor", names, "who edits the series"),
        make("editorial director", "editorial-director", names, "who leads the edition"),
        make("editor translator", "editor-translator", names, "who edited and translated it"),
        make("original author", "original-author", names, "who wrote what was adapted"),
        make("reviewed author", "reviewed-author", names, "who wrote what is reviewed"),
    )
    times = (
        make(
            "year", "issued", date, "when it came out: 1996, 1996-10-11, c. 1850, n.d.", ("date", "published")
        ),
        make("accessed", "accessed", date, "when you read it on the web", ("read", "retrieved")),
        make(
            "original year",
            "original-date",
            date,
            "when it first came out",
            ("original date", "first published"),
        ),
        make("event date", "event-date", date, "when the event was"),
        make("submitted", "submitted", date, "when it was handed in"),
        make(
            "available",
            "available-date",
            date,
            "when it was put on the web ahead of print",
            ("available date",),
        ),
    )
    titles = (
        make("title", "title", words, "its title", ()),
        make("short title", "title-short", words, "a shorter title for use in the text"),
        make(
            "in",
            "container-title",
            words,
            "the book, journal, newspaper, website or programme that holds it",
            (
                "container",
                "journal",
                "newspaper",
                "magazine",
                "website",
                "site",
                "encyclopedia",
                "dictionary",
                "programme",
                "program",
                "show",
                "podcast",
                "album",
                "blog",
                "platform",
                "periodical",
                "booktitle",
            ),
        ),
        make(
            "short in",
            "container-title-short",
            words,
            "the journal's title, shortened",
            ("journal abbreviation",),
        ),
        make("series", "collection-title", words, "the series that the book belongs to"),
        make("original title", "original-title", words, "its title in the original language"),
        make(
            "reviewed title",
            "reviewed-title",
            words,
            "the title of what is reviewed",
            ("review of", "reviewed"),
        ),
        make("reviewed genre", "reviewed-genre", words, "what kind of work is reviewed"),
        make("volume title", "volume-title", words, "the title of this volume"),
        make("part title", "part-title", words, "the title of this part"),
        make(
            "event",
            "event-title",
            words,
            "the conference, exhibition or occasion",
            ("conference", "event title", "exhibition", "occasion"),
        ),
        make("abstract", "abstract", words, "what it is about"),
    )
    makers = (
        make(
            "publisher",
            "publisher",
            words,
            "who published it: a press, a university, a studio, an office",
            (
                "press",
                "institution",
                "university",
                "school",
                "studio",
                "network",
                "label",
                "distributor",
                "organisation",
                "organization",
            ),
        ),
        make(
            "place",
            "publisher-place",
            words,
            "where it was published",
            ("city", "address", "publisher place"),
        ),
        make("original publisher", "original-publisher", words, "who published it first"),
        make("original place", "original-publisher-place", words, "where it was first published"),
        make("event place", "event-place", words, "where the event was", ("venue",)),
        make(
            "archive",
            "archive",
            words,
            "the archive, library or museum that keeps it",
            ("museum", "library", "gallery", "database"),
        ),
        make("archive place", "archive-place", words, "where the archive is"),
        make("collection", "archive_collection", words, "the collection in the archive", ("fonds",)),
        make(
            "location",
            "archive_location",
            words,
            "the box, folder or shelf in the archive",
            ("archive location", "folder", "box"),
        ),
        make(
            "call number",
            "call-number",
            words,
            "its number in a catalogue",
            ("shelf mark", "shelfmark", "accession number"),
        ),
        make("authority", "authority", words, "the court or body that decided", ("court",)),
        make("jurisdiction", "jurisdiction", words, "the country or state whose law it is"),
        make("division", "division", words, "the department within it"),
    )
    numbers = (
        make("pages", "page", Holds.PAGES, "from which page to which: 12-34", ("page",)),
        make("volume", "volume", words, "the volume", ("vol",)),
        make("issue", "issue", words, "the issue of the journal", ("no",)),
        make(
            "number",
            "number",
            words,
            "its number: of a report, a law, an episode",
            ("episode", "report number"),
        ),
        make("edition", "edition", Holds.EDITION, "the edition: 2, or revised", ("ed",)),
        make("volumes", "number-of-volumes", words, "how many volumes there are", ("number of volumes",)),
        make("series number", "collection-number", words, "its number in the series"),
        make("chapter", "chapter-number", words, "the number of the chapter", ("chapter number",)),
        make("number of pages", "number-of-pages", words, "how many pages there are"),
        make("section", "section", words, "the newspaper's section, the law's paragraph"),
        make("part", "part-number", words, "the number of the part", ("part number",)),
        make("printing", "printing-number", words, "the number of the printing"),
        make("supplement", "supplement-number", words, "the number of the supplement"),
        make("version", "version", words, "the version"),
    )
    addresses = (
        make("url", "URL", Holds.ADDRESS, "its address on the web", ("link", "web")),
        make("doi", "DOI", Holds.DOI, "its DOI"),
        make("isbn", "ISBN", words, "its ISBN"),
        make("issn", "ISSN", words, "its ISSN"),
        make("pmid", "PMID", words, "its number in PubMed"),
        make("pmcid", "PMCID", words, "its number in PubMed Central"),
    )
    rest = (
        make(
            "genre", "genre", words, "what kind of thing it is: PhD thesis, press release", ("kind", "form")
        ),
        make("medium", "medium", words, "what it is made of: DVD, oil on canvas, print", ("format",)),
        make(
            "dimensions", "dimensions", words, "how large or how long it is", ("size", "duration", "length")
        ),
        make("scale", "scale", words, "the scale of a map"),
        make("language", "language", words, "the language of the work, as a code: en, ru, fr"),
        make("status", "status", words, "forthcoming, in press"),
        make("license", "license", words, "the licence of a picture or of data", ("licence",)),
        make("source", "source", words, "the database it was found in"),
        make("references", "references", words, "cases, laws or hearings it belongs to"),
        make("keyword", "keyword", words, "what it is filed under", ("keywords",)),
        make("note", "note", words, "what else to say at the end of the entry"),
        make("annotation", "annote", words, "what you think of it", ("annote",)),
    )
    return (*people, *titles, *makers, *times, *numbers, *addresses, *rest)


PICTURES = frozenset(("painting", "photograph", "photo", "drawing", "cartoon", "sculpture"))
"""Names of the kind `image` that tell what it is."""

FIELDS = _fields()
"""Every field, in the order of the documentation."""

BY_NAME = {name: one for one in FIELDS for name in (one.name, one.csl.lower(), *one.also)}
"""Every name that a field goes by, in lower case with spaces, to the field."""


def field_named(name: str) -> ReferenceField | None:
    """Return the field that goes by a name, however that is written: `DOI`, `edited by`, `edited-by`."""
    wanted = name.strip().lower()
    return BY_NAME.get(wanted) or BY_NAME.get(spaced(wanted))


def spaced(name: str) -> str:
    """Return a name with spaces between its words, whatever was put there."""
    return re.sub(r"[-_\s]+", " ", name)


_BOOK = ("author|editor|editor translator|compiler", "title", "publisher", "year")
_WEB = ("title", "url|accessed|doi")

KINDS: tuple[Kind, ...] = (
    Kind(
        "book",
        "book",
        _BOOK,
        ("ebook", "e-book", "novel", "play", "textbook", "monograph", "edited book", "graphic novel"),
    ),
    Kind(
        "chapter",
        "chapter",
        ("author", "title", "in", "publisher", "year"),
        ("essay", "section", "poem", "short story", "story", "introduction", "preface", "foreword"),
    ),
    Kind(
        "article",
        "article-journal",
        ("author", "title", "in", "year"),
        ("journal article", "journal", "paper"),
    ),
    Kind(
        "newspaper",
        "article-newspaper",
        ("title", "in", "year"),
        ("newspaper article", "news", "editorial", "press"),
    ),
    Kind("magazine", "article-magazine", ("title", "in", "year"), ("magazine article",)),
    Kind("preprint", "article", ("author", "title", "year"), ("working paper",)),
    Kind("webpage", "webpage", _WEB, ("web page", "website", "web", "site", "page", "web site", "online")),
    Kind("blog post", "post-weblog", ("author", "title", "year", "url|accessed"), ("blog", "blogpost")),
    Kind(
        "social post",
        "post",
        ("author", "year", "url|accessed"),
        ("tweet", "toot", "forum post", "comment", "social media"),
    ),
    Kind(
        "encyclopedia entry",
        "entry-encyclopedia",
        ("title", "in"),
        ("encyclopedia", "encyclopaedia", "encyclopaedia entry", "wiki"),
    ),
    Kind("dictionary entry", "entry-dictionary", ("title", "in"), ("dictionary",)),
    Kind("entry", "entry", ("title", "in")),
    Kind(
        "film",
        "motion_picture",
        ("title", "publisher|director|url", "year"),
        ("movie", "video", "documentary"),
    ),
    Kind("online video", "motion_picture", ("title", "year", "url|accessed"), ("youtube",), "Video"),
    Kind(
        "broadcast",
        "broadcast",
        ("title", "year"),
        ("television", "tv", "radio", "episode", "tv episode", "programme", "program"),
    ),
    Kind("podcast", "song", ("title", "in|host|author", "year"), ("podcast episode",), "Podcast"),
    Kind(
        "song",
        "song",
        ("title", "year"),
        ("recording", "audio", "music", "album", "sound recording", "audiobook"),
    ),
    Kind("score", "musical_score", ("composer|author", "title", "year"), ("sheet music", "musical score")),
    Kind("performance", "performance", ("title", "year"), ("concert", "theatre")),
    Kind("speech", "speech", ("author", "title", "year"), ("lecture", "talk", "address", "presentation")),
    Kind(
        "conference paper",
        "paper-conference",
        ("author", "title", "year"),
        ("conference", "proceedings", "poster"),
    ),
    Kind("event", "event", ("title", "year"), ("exhibition",)),
    Kind("interview", "interview", ("author", "year"), ("personal interview",)),
    Kind(
        "letter",
        "personal_communication",
        ("author", "year"),
        ("email", "e-mail", "message", "personal communication"),
    ),
    Kind(
        "report",
        "report",
        ("author|publisher", "title", "year"),
        ("government report", "white paper", "technical report", "policy paper"),
    ),
    Kind("thesis", "thesis", ("author", "title", "publisher", "year"), ("dissertation",)),
    Kind(
        "manuscript",
        "manuscript",
        ("title",),
        ("archive", "archival document", "archival", "diary", "unpublished"),
    ),
    Kind("document", "document", ("title",), ("other", "misc", "generic")),
    Kind("collection", "collection", ("title",)),
    Kind("pamphlet", "pamphlet", ("title", "year"), ("leaflet", "brochure", "flyer")),
    Kind(
        "image",
        "graphic",
        ("title",),
        (
            "picture",
            "artwork",
            "art",
            "painting",
            "photograph",
            "photo",
            "drawing",
            "poster print",
            "cartoon",
            "sculpture",
            "print",
        ),
    ),
    Kind("figure", "figure", ("title",), ("chart", "diagram", "graph", "infographic")),
    Kind("map", "map", ("title", "year"), ("atlas",)),
    Kind("data set", "dataset", ("title", "publisher|author|in", "year"), ("dataset", "data", "statistics")),
    Kind("software", "software", ("title", "year"), ("app", "game", "video game", "program code")),
    Kind("review", "review", ("author", "in", "year"), ()),
    Kind("book review", "review-book", ("author", "in", "year"), ()),
    Kind("classic", "classic", ("title",), ("scripture", "bible", "sacred text", "ancient text")),
    Kind("law", "legislation", ("title", "year"), ("act", "statute", "constitution")),
    Kind("bill", "bill", ("title", "year"), ()),
    Kind("regulation", "regulation", ("title", "year"), ("decree",)),
    Kind("case", "legal_case", ("title", "year"), ("court case", "legal case", "judgment")),
    Kind("hearing", "hearing", ("title", "year"), ("testimony",)),
    Kind("treaty", "treaty", ("title", "year"), ("agreement",)),
    Kind("patent", "patent", ("author", "title", "year"), ()),
    Kind("standard", "standard", ("title", "year"), ()),
    Kind("periodical", "periodical", ("title",), ("journal issue", "issue")),
)
"""Every kind of work, in the order of the documentation."""

KIND_BY_NAME = {
    **{
        name: kind
        for kind in reversed(KINDS)
        for name in (kind.csl.replace("_", " "), kind.csl.replace("-", " "))
    },
    **{name: kind for kind in reversed(KINDS) for name in (kind.csl, *kind.also)},
    **{kind.name: kind for kind in KINDS},
}
"""Every name that a kind goes by, in lower case, to the kind."""
