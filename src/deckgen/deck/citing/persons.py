"""A name without a comma → whether it is a person's, and how that is written here.

A comma tells a person from a body, and people forget it: `Michael Kort` is then set as if it were an office.
"""

from __future__ import annotations

import re

from deckgen.deck.citing.people import Name, read_name
from deckgen.diagnostics import Diagnostic, Edit, warning
from deckgen.outline.model import Text
from deckgen.structs import Struct, replace
from deckgen.structs.patterns import pattern

_GIVEN = frozenset(
    {
        "aaron", "abdul", "abigail", "abraham", "adam", "adrian", "agnes", "ahmed", "aisha", "alan", "albert",
        "alberto", "alejandro", "aleksandr", "alessandro", "alex", "alexander", "alexandra", "alexei",
        "alfred", "ali", "alice", "alison", "amanda", "amelia", "amina", "amy", "ana", "anastasia", "anders",
        "andre", "andrea", "andreas", "andrei", "andrew", "angela", "anita", "ann", "anna", "anne", "annette",
        "anthony", "antonio", "arthur", "astrid", "audrey", "barbara", "beatrice", "benjamin", "bernard",
        "bernd", "bertrand", "betty", "bill", "birgit", "bob", "boris", "brian", "bruce", "bruno", "carl",
        "carla", "carlos", "carmen", "carol", "caroline", "catherine", "cecilia", "charles", "charlotte",
        "chinua", "chris", "christian", "christina", "christine", "christopher", "claire", "clara", "claude",
        "claudia", "colin", "constantine", "craig", "cristina", "cynthia", "daniel", "daniela", "david",
        "deborah", "denis", "dennis", "diana", "diane", "diego", "dieter", "dirk", "dmitri", "dmitry",
        "dominic", "donald", "dorothy", "douglas", "edgar", "edith", "edmund", "eduardo", "edward", "eleanor",
        "elena", "elisabeth", "elise", "elizabeth", "ella", "ellen", "emily", "emma", "eric", "erich", "erik",
        "erika", "ernest", "ernst", "esther", "eugene", "eva", "evelyn", "fatima", "federico", "felix",
        "fernando", "fiona", "florian", "frances", "francesca", "francesco", "francis", "francisco",
        "francois", "françois", "frank", "franz", "fred", "frederick", "friedrich", "fritz", "gabriel",
        "gabriele", "gary", "geoffrey", "georg", "george", "gerald", "gerard", "gerhard", "gertrude",
        "gilles", "giovanni", "giuseppe", "gordon", "grace", "graham", "greg", "gregory", "gustav", "guy",
        "hannah", "hans", "harold", "harry", "hassan", "heather", "heidi", "heinrich", "heinz", "helen",
        "helena", "helga", "helmut", "henri", "henrik", "henry", "herbert", "herman", "hermann", "hilary",
        "hiroshi", "howard", "hugh", "hugo", "ian", "ibrahim", "igor", "ilya", "inga", "ingrid", "irene",
        "irina", "isaac", "isabel", "isabella", "ivan", "jack", "jacob", "jacqueline", "jacques", "jakob",
        "james", "jan", "jane", "janet", "jason", "javier", "jean", "jeffrey", "jennifer", "jens", "jeremy",
        "jerome", "jessica", "jill", "jim", "joan", "joanna", "joao", "joe", "johan", "johann", "johannes",
        "john", "jonathan", "jorge", "jose", "josé", "josef", "joseph", "joshua", "juan", "judith", "julia",
        "julian", "julie", "julio", "julius", "jürgen", "karen", "karin", "karl", "kate", "katherine",
        "kathleen", "kathryn", "katja", "keith", "kenneth", "kevin", "klaus", "konrad", "kurt", "lars",
        "laura", "lauren", "laurence", "lawrence", "leah", "lee", "leo", "leon", "leonard", "leslie", "lewis",
        "lidia", "liliana", "linda", "lisa", "lorenzo", "louis", "louise", "luca", "lucas", "lucia", "lucy",
        "ludmila", "ludwig", "luis", "luisa", "luke", "lydia", "lyudmila", "magda", "manfred", "manuel",
        "marc", "marcel", "marcus", "margaret", "margarita", "maria", "marie", "marina", "mario", "marion",
        "mark", "markus", "marta", "martha", "martin", "mary", "masha", "mathilde", "matthew", "matthias",
        "maurice", "max", "maya", "megan", "melanie", "melissa", "mia", "michael", "michel", "michelle",
        "miguel", "mikhail", "miriam", "mohamed", "mohammed", "monica", "monika", "muhammad", "nadia",
        "nancy", "naomi", "natalia", "natalie", "natasha", "neil", "nicholas", "nicola", "nicolas", "nicole",
        "nikita", "nikolai", "nils", "nina", "noah", "noam", "nora", "norman", "olaf", "oleg", "olga",
        "oliver", "olivia", "omar", "oscar", "oskar", "otto", "pablo", "pamela", "patricia", "patrick",
        "paul", "paula", "pauline", "pavel", "pedro", "peggy", "penelope", "per", "peter", "petra", "philip",
        "philipp", "philippe", "pierre", "piotr", "rachel", "rafael", "ralph", "raymond", "rebecca",
        "reinhard", "renate", "richard", "rita", "robert", "roberto", "robin", "roger", "roland", "rolf",
        "roman", "ronald", "rosa", "rosalind", "rose", "roy", "rudolf", "rupert", "ruth", "sabine", "sally",
        "salman", "samuel", "sandra", "sara", "sarah", "scott", "sean", "sebastian", "serge", "sergei",
        "sergey", "serhii", "sergio", "sharon", "sheila", "silvia", "simon", "simone", "sofia", "sonia",
        "sophia", "sophie", "stefan", "stefanie", "stella", "stephan", "stephanie", "stephen", "steve",
        "steven", "stuart", "susan", "susanna", "susanne", "suzanne", "svetlana", "sven", "sylvia", "tamara",
        "tanya", "tatiana", "teresa", "terence", "thea", "theodor", "theodore", "theresa", "thomas", "tim",
        "timothy", "tobias", "tom", "tomas", "toni", "tony", "ulrich", "ursula", "valentina", "valerie",
        "vera", "veronica", "victor", "victoria", "viktor", "vincent", "virginia", "vladimir", "vladislav",
        "walter", "wendy", "werner", "wilhelm", "william", "wolfgang", "xavier", "yan", "yasmin", "yevgeny",
        "yuri", "yvonne", "zoe", "odd", "arne"
    }
)  # fmt: skip
"""Given names that are common in the languages which write them first, in small letters."""

_BODIES = frozenset(
    {
        "academy", "account", "administration", "agence", "agency", "air", "alliance", "america", "american",
        "amnesty", "amt", "and", "archive", "archives", "army", "arts", "assembly", "associated",
        "association", "associates", "authority", "autorité", "award", "bank", "banque", "bbc", "bibliothek",
        "bibliothèque", "board", "books", "britannica", "broadcasting", "bund", "bundes", "bureau",
        "business", "cathedral", "center", "centers", "centre", "chamber", "channel", "chronicle", "church",
        "circle", "city", "clinic", "club", "cnn", "coalition", "collaboration", "collective", "college",
        "comité", "commission", "commissioner", "committee", "community", "companies", "company", "comune",
        "confederation", "conference", "congress", "conseil", "consortium", "corporation", "council",
        "country", "county", "course", "court", "crash", "crescent", "cross", "daily", "data", "database",
        "department", "deutsche", "deutscher", "deutsches", "development", "digest", "digital", "directorate",
        "division", "economic", "economist", "edition", "editors", "education", "embassy", "encyclopaedia",
        "encyclopedia", "energy", "england", "enterprise", "environment", "europe", "european", "exchange",
        "executive", "express", "facility", "factory", "faculty", "family", "federal", "federation", "film",
        "films", "force", "forum", "foundation", "free", "fund", "für", "gallery", "games", "gazette",
        "general", "geographic", "gesellschaft", "global", "google", "government", "group", "guardian",
        "guild", "hall", "health", "herald", "high", "history", "hochschule", "home", "hospital", "house",
        "human", "humanitarian", "in", "inc", "industries", "industry", "information", "initiative",
        "inquirer", "institut", "institute", "institution", "instituto", "inter", "interactive",
        "internacional", "international", "internet", "investment", "islamic", "italian", "jazeera",
        "journal", "justice", "khan", "kommission", "kremlin", "labor", "laboratory", "labour", "league",
        "legal", "library", "limited", "live", "llc", "ltd", "magazine", "market", "media", "medical",
        "memorial", "metropolitan", "military", "minister", "ministerium", "ministry", "ministère", "mirror",
        "monitor", "motion", "movement", "mozilla", "museum", "music", "museo", "musée", "national",
        "nations", "nature", "net", "network", "new", "news", "newspaper", "nobel", "north", "northern",
        "observatory", "observer", "of", "office", "official", "online", "opera", "orchestra", "organisation",
        "organization", "our", "oxfam", "oxford", "pact", "panel", "parliament", "partners", "partnership",
        "party", "peace", "pharma", "philharmonic", "photo", "pictures", "planet", "platform", "police",
        "policy", "polish", "politics", "popular", "post", "presidency", "press", "productions", "program",
        "programme", "project", "projekt", "public", "publications", "publishers", "publishing", "radio",
        "records", "red", "reference", "registry", "relations", "report", "reporters", "republic", "research",
        "reserve", "resources", "reuters", "review", "royal", "russian", "safety", "school", "schools",
        "science", "sciences", "scientific", "scientist", "secretariat", "security", "senate", "service",
        "services", "sky", "social", "society", "software", "south", "southern", "space", "spiegel", "sport",
        "sports", "staff", "standard", "standards", "state", "states", "statistics", "statistisches",
        "stiftung", "street", "studies", "studio", "studios", "süddeutsche", "system", "systems", "team",
        "tech", "technologies", "technology", "teen", "television", "the", "theater", "theatre", "times",
        "today", "tourism", "trade", "transparency", "treasury", "tribune", "trust", "tv", "und", "uk",
        "union", "united", "universidad", "universiteit", "universität", "université", "university", "us",
        "usa", "verlag", "verein", "video", "voice", "volunteers", "wall", "war", "watch", "water", "weather",
        "weekly", "welle", "wide", "wikipedia", "wildlife", "without", "women", "world", "write", "yale",
        "year", "youth", "youtube", "zeitung", "zentrale"
    }
)  # fmt: skip
"""Words that names of bodies have and names of people have not, in small letters."""

_PARTICLES = frozenset(
    {
        "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al",
        "bin", "ibn", "ben", "ter", "ten", "zu", "zur", "af", "av", "wa", "ap"
    }
)  # fmt: skip
_BETWEEN = ("y", "i")
"""What stands between the family names of father and mother, in Spain and in Catalonia."""
_ACRONYM = pattern(r"[A-ZÄ-Þ]{2,}")
_INITIAL = pattern(r"(?:[^\W\d_]\.-?){1,3}|[^\W\d_]")
_WORD = pattern(r"[^\W\d_][^\W\d_’'‘ʻ-]*(?:[-’'‘ʻ][^\W\d_]+)*\.?")
_JOINTS = pattern(r"\s*,?\s+(?:and|&|und|et|y|e|og|och|\+)\s+|\s*[/|]\s*")
_SUFFIX = pattern(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_MOST_WORDS = 5


class Naming(Struct, frozen=True):
    """What names are there for, in the words of CSL, and where the field's name is if it may be another."""

    role: str = "author"
    field: Text | None = None


_AUTHORS = Naming()


class Person(Struct, frozen=True):
    """A name with its comma, and whether it is a person's beyond doubt."""

    name: str
    certain: bool


def person_in(words: str) -> Person | None:
    """Return a name that was typed without a comma as a person's; None where it is a body's."""
    parts = words.split()
    if not 2 <= len(parts) <= _MOST_WORDS:
        return None
    if any(part.lower().strip(".") in _BODIES for part in parts):
        return None
    suffix = parts.pop() if len(parts) > 2 and _SUFFIX.fullmatch(parts[-1]) else ""
    if not all(map(_is_of_person, parts)) or parts[0][:1].islower() or _INITIAL.fullmatch(parts[-1]):
        return None
    family = _family_at(parts)
    given = " ".join(parts[:family])
    name = ", ".join(part for part in (" ".join(parts[family:]), given, suffix) if part)
    first = parts[0].split("-")[0].lower()
    return Person(name, bool(_INITIAL.fullmatch(parts[0])) or first in _GIVEN)


_SURE_BODIES = frozenset(
    (
        "academy",
        "agency",
        "association",
        "bank",
        "board",
        "bureau",
        "college",
        "commission",
        "committee",
        "consortium",
        "corporation",
        "council",
        "department",
        "foundation",
        "government",
        "institute",
        "institution",
        "laboratory",
        "ministry",
        "organisation",
        "organization",
        "society",
        "union",
        "university",
        "universität",
        "université",
        "universidad",
    )
)


def is_body(words: str) -> bool:
    """Tell whether a name is certainly no person's: one of its words is what bodies alone are called."""
    return any(word.lower() in _SURE_BODIES for word in re.findall(r"\w+", words))


def _family_at(parts: list[str]) -> int:
    """Return where the family name begins: at a particle, at Ortega y Gasset, else at the last word."""
    if len(parts) > 3 and parts[-2] in _BETWEEN:
        return len(parts) - 3
    return next((place for place, part in enumerate(parts) if part[:1].islower()), len(parts) - 1)


def _is_of_person(word: str) -> bool:
    """Tell whether a word may be part of a person's name: initials, a capitalised word or a particle."""
    if not (_INITIAL.fullmatch(word) or _WORD.fullmatch(word)) or _ACRONYM.fullmatch(word):
        return False
    return word in _PARTICLES or word in _BETWEEN if word[:1].islower() else word[0].isupper()


def name_in(words: str) -> Name:
    """Read a name as programs export it: one without a comma is a person's where that is certain."""
    person = person_in(words) if "," not in words else None
    return read_name(person.name if person and person.certain else words)


def people_in(words: str) -> tuple[Person, ...]:
    """Return several people in one value, `Pierre Curie and Marie Curie`; nothing where they are none."""
    parts = _JOINTS.split(words)
    if listed := _in_pairs(words) or _first_inverted(words):
        return listed
    if len(parts) == 1:
        return ()
    # "Ann Smith, Ben Poe and Cleo Roe": commas between people who have none of their own.
    pieces = [piece.strip() for part in parts for piece in part.split(",")]
    alone = [person_in(piece) for piece in pieces]
    found = [one for one in alone if one is not None]
    if len(found) == len(pieces):
        return tuple(found)
    if all(part.count(",") == 1 for part in parts) and all(_is_whole(part) for part in parts):
        return tuple(Person(part.strip(), True) for part in parts)
    return ()


def _in_pairs(words: str) -> tuple[Person, ...]:
    """Return people who follow each other with commas alone: `Kort, M., Wood, R.`, `Ann Smith, Ben Poe`."""
    parts = [part for part in _COMMA_OR_JOINT.split(words.strip()) if part]
    if len(parts) < 2 or ";" in words:
        return ()
    whole = tuple(one for one in map(person_in, parts) if one and one.certain)
    if len(whole) == len(parts):
        return whole
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 or len(pairs) < 2 or not all(_is_pair(*pair) for pair in pairs):
        return ()
    return tuple(Person(f"{family}, {given}", True) for family, given in pairs)


def _is_pair(family: str, given: str) -> bool:
    """Tell whether two words are a family name and what stands after its comma."""
    return is_given_name(given) and not is_given_name(family) and len(family.split()) <= 2


def _first_inverted(words: str) -> tuple[Person, ...]:
    """Return people as MLA and Chicago list them, the first one turned: `Kort, Michael, and Ann Poe`."""
    parts = [part for part in _COMMA_OR_JOINT.split(words.strip()) if part]
    if len(parts) < 3 or ";" in words or len(parts[0].split()) > 2 or not is_given_name(parts[1].split()[0]):
        return ()
    others = [person_in(part) for part in parts[2:]]
    if not all(others):
        return ()
    return (Person(f"{parts[0]}, {parts[1]}", True), *(one for one in others if one))


_COMMA_OR_JOINT = pattern(r"\s*,\s*(?:(?:and|&|und|et)\s+)?|\s+(?:and|&|und|et)\s+")


def _is_whole(part: str) -> bool:
    name = read_name(part)
    return bool(name.family and name.given) and not any(
        word.lower() in _BODIES for word in re.findall(r"\w+", part)
    )


def is_given_name(word: str) -> bool:
    """Tell whether a word alone is a given name or initials."""
    return word.lower() in _GIVEN or all(bool(_INITIAL.fullmatch(part)) for part in word.split())


_SEVERAL = pattern(r"\s(?:and|&|et al\.?|und|et|y)\s|\bet al\.?$", re.IGNORECASE)


def names_of(
    values: tuple[Text, ...], found: list[Diagnostic], naming: Naming = _AUTHORS
) -> tuple[Name, ...]:
    """Read the people that a field names, one value each or several with semicolons in one."""
    names: list[Name] = []
    at = 0
    while at < len(values):
        halves = _halves(values[at : at + 2])
        if halves:
            found.append(halves)
            names.append(read_name(f"{values[at]}, {values[at + 1]}"))
            at += 2
            continue
        names += _names(values[at], found, naming, alone=len(values) == 1)
        at += 1
    return tuple(names)


def _halves(values: tuple[Text, ...]) -> Diagnostic | None:
    """Return a warning where a comma in a list has cut a name in two: `[Atkins, Peter]`."""
    if len(values) < 2:
        return None
    family, given = (value.value.strip() for value in values)
    if re.search(r"[,;{}]", family + given) or len(family.split()) > 2 or not is_given_name(given.split()[0]):
        return None
    words = family.lower().split()
    if is_given_name(family) or person_in(given) or any(word in _BODIES for word in words):
        return None
    if len(words) == 2 and words[0] not in _PARTICLES:
        return None
    whole = replace(values[0].span, end_line=values[1].span.end_line, end_column=values[1].span.end_column)
    right = f'"{family}, {given}"'
    return warning(
        f'"{family}" and "{given}" are two names here, but look like one',
        whole,
        f"put quotation marks around a name with a comma: [{right}]",
        edits=(Edit(whole, right),),
    )


def _names(value: Text, found: list[Diagnostic], naming: Naming, *, alone: bool) -> list[Name]:
    """Read one name, or several with semicolons between them; not `alone` it is in a list."""
    typed = value.value.strip()
    if typed.startswith("{") and typed.endswith("}"):
        return [Name(literal=typed[1:-1].strip())]
    if doubt := _no_name(value, typed) or (";" not in typed and _doubt(value, typed, naming, alone=alone)):
        found.append(doubt)
    return [read_name(_unstopped(part)) for part in typed.split(";") if part.strip()]


def _unstopped(name: str) -> str:
    """Return a name without the stop after a given name in full, which would pass for an initial's."""
    last = name.split()[-1]
    return name.strip()[:-1] if last.endswith(".") and last[:-1].lower() in _GIVEN else name


_NOBODY = pattern(
    r"anon(?:\.|ymous|ymus|yme?)?|an[oó]nimo|(?:various|several|multiple|diverse|many|unknown)"
    r"(?: (?:authors?|writers?|people|artists|contributors|autoren))?|verschiedene(?: autoren)?|"
    r"(?:author|verfasser) (?:unknown|unbekannt)|unbekannt|inconnu|aa\.?\s?vv\.?|vv\.?\s?aa\.?|n\.\s?n\.|"
    r"staff(?: writers?)?|admin|webmaster",
    re.IGNORECASE,
)
_BRACKETED = pattern(r"\[([^\[\]{}]+)\]")


def _no_name(value: Text, typed: str) -> Diagnostic | None:
    """Return a warning where a field says that there is no name, or holds a list that is none."""
    if _NOBODY.fullmatch(typed):
        return warning(
            f'"{typed}" is nobody\'s name, but would be printed as one',
            value.span,
            "write author: none: the work is then listed by its title",
            f'where it is signed so itself, put that in braces: "{{{typed}}}"',
            edits=(Edit(value.span, "none"),),
        )
    if listed := _BRACKETED.fullmatch(typed):
        people = people_in(listed[1])
        pairs = listed[1].split(";") if ";" in listed[1] else [one.name for one in people]
        parts = pairs or [part for part in listed[1].split(",") if part.strip()]
        quoted = ", ".join(f'"{part.strip()}"' if "," in part else part.strip() for part in parts)
        return warning(
            f'"{typed}" is a list in quotation marks, so it is one name',
            value.span,
            f"write [{quoted}]",
            edits=(Edit(value.span, f"[{quoted}]"),),
        )
    return None


_AROUND: tuple[tuple[re.Pattern[str], str], ...] = (
    (pattern(r"^by\s+(?=\S)", re.IGNORECASE), "by"),
    (
        pattern(
            r"^(?:(?:written|edited|ed\.?|translated|trans(?:l\.|\.)|directed|dir\.?|illustrated|hosted|read|"
            r"narrated|composed|performed|produced|compiled|presented|photographs?)\s+by|trans(?:l\.|\.)|"
            r"eds?\.|dir\.|illus\.|hrsg\.(?: von)?|übers\.(?: von)?)\s+(?=\S)",
            re.IGNORECASE,
        ),
        "a role",
    ),
    (
        pattern(
            r",?\s*\((?:trans(?:l|lator)?|tr|dir|director|host|illus|illustrator|narrator|author)\.?\)$",
            re.IGNORECASE,
        ),
        "a role",
    ),
    (pattern(r"\s*\((?:\*\s?)?\d{4}\s?[-–]\s?(?:\d{4})?\)$"), "the years of a life"),
    (pattern(r"(?:^|(?<=, ))(?:Dr|Prof|Professor|Sir|Dame|Mrs?|Ms)\b\.?\s+(?=\S)"), "a title"),
    (pattern(r",?\s+(?:Ph\.?\s?D\.?|M\.?D\.?|Esq\.?|MBA|MSc|BSc)$"), "a degree"),
)
"""What people put around a name, and no style prints."""

_EDITOR = pattern(r",?\s*\(?\b(?:eds?|editors?|hrsg|hg)\b\.?\)?$", re.IGNORECASE)
_OTHERS = pattern(r",?\s+(?:et al\.?|and others|u\.\s?a\.)$", re.IGNORECASE)
_FAMILY = r"([A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?)"
_TWO_FAMILIES = pattern(rf"{_FAMILY} & {_FAMILY}")
_INITIALS_LAST = pattern(r"(?P<family>[^\W\d_]+(?:[-’'][^\W\d_]+)*) (?P<initials>[A-Z]{1,3})")
_COUNTRIES = frozenset(("UK", "US", "USA", "EU", "UN", "TV", "AG", "SE", "BV", "NV", "FM", "AI", "IT", "PLC"))


def _around(typed: str) -> tuple[str, str]:
    """Return a name without what stands around it, and what that is; nothing where nothing does."""
    for around, noun in _AROUND:
        words = around.sub("", typed)
        if words != typed:
            person = person_in(words) if "," not in words else None
            return person.name if person else words, noun
    return "", ""


def _trimmed(value: Text, typed: str, naming: Naming) -> Diagnostic | None:
    """Return a warning where a name holds more than the name, or is written in another manner."""
    right, noun = _around(typed)
    if right:
        message = f'"{typed}" holds {noun}, which is not part of the name'
        return warning(message, value.span, f'write "{right}"', edits=(Edit(value.span, f'"{right}"'),))
    if role := _EDITOR.search(typed):
        name = typed[: role.start()].strip()
        person = person_in(name) if "," not in name else None
        right = f'"{person.name if person else name}"'
        edits = (Edit(value.span, right),)
        if naming.role in ("editor", "editor-translator", "collection-editor"):
            message = f'"{typed}" holds a role, which is not part of the name'
            return warning(message, value.span, f"write {right}", edits=edits)
        moved = (Edit(naming.field.span, "editor"), *edits) if naming.field else ()
        message = f'"{typed}" says who edited it'
        return warning(message, value.span, f"write editor: {right}", edits=moved)
    if _OTHERS.search(typed):
        message = f'"{typed}" leaves authors out'
        return warning(message, value.span, "name them all, in a list: the style shortens it by itself")
    if re.match(r"https?://|www\.", typed):
        message = f'"{typed}" is a web address, not a name'
        return warning(message, value.span, "write it as url:, and here who wrote the work, or author: none")
    if two := _TWO_FAMILIES.fullmatch(typed):
        message = f'"{typed}" looks like two people in one name'
        right = f'write a list: ["{two[1]}, Given", "{two[2]}, Given"]'
        return warning(message, value.span, right, f'for a body, put it in braces: "{{{typed}}}"')
    return _in_other_manner(value, typed)


def _in_other_manner(value: Text, typed: str) -> Diagnostic | None:
    """Return a warning where a name has its initials last, `Kort MA`, or its family name in capitals."""
    short = _INITIALS_LAST.fullmatch(typed)
    if short and short["initials"] not in _COUNTRIES and short["family"].lower() not in _BODIES:
        right = f"{short['family']}, {'. '.join(short['initials'])}."
        message = f'"{typed}" has no comma, so it is set as the name of an organisation'
        hints = (f'for a person, the family name comes first: "{right}"', f'for a body, write "{{{typed}}}"')
        return warning(message, value.span, *hints, edits=(Edit(value.span, f'"{right}"'),))
    return _in_other_letters(value, typed)


_SMALL_NAMES = frozenset(("hooks", "boyd", "cummings", "lang"))
"""Family names of people who write theirs in small letters: bell hooks."""


def _in_other_letters(value: Text, typed: str) -> Diagnostic | None:
    """Return a warning where a name is in small letters, or its family name in capitals."""
    family, comma, rest = typed.partition(",")
    if typed.islower() and not _SMALL_NAMES & set(re.findall(r"\w+", typed)):
        person = person_in(typed.title())
        right = typed.title() if comma else person.name if person and person.certain else ""
        return _in_wrong_case(value, typed, "small letters", right) if right else None
    if comma and family.isupper() and len(family) > 3 and rest.strip() and not rest.isupper():
        return _in_wrong_case(value, family, "capitals", f"{family.title()},{rest}")
    return None if comma else _family_last(value, typed)


def _in_wrong_case(value: Text, words: str, what: str, right: str) -> Diagnostic:
    message = f'"{words}" is in {what}, and every style would print it like that'
    return warning(message, value.span, f'write "{right}"', edits=(Edit(value.span, f'"{right}"'),))


def _family_last(value: Text, typed: str) -> Diagnostic | None:
    """Return a warning where the last word of a name is in capitals, `Michael KORT`."""
    *first, last = typed.split()
    if not (first and last.isupper() and len(last) > 3 and person_in(" ".join((*first, last.title())))):
        return None
    right = f"{last.title()}, {' '.join(first)}"
    message = f'"{typed}" has no comma, so it is set as the name of an organisation'
    hints = (f'for a person, the family name comes first: "{right}"', f'for a body, write "{{{typed}}}"')
    edits = (Edit(value.span, f'"{right}"'),) if is_given_name(first[0]) else ()
    return warning(message, value.span, *hints, edits=edits)


def _has_suffix(typed: str) -> bool:
    """Tell whether what follows a second comma is what may: Jr., III, Comte de Buffon, a year of birth."""
    last = read_name(typed).suffix
    return not re.fullmatch(r"[A-Z][\w’'-]+", last) or bool(_SUFFIX.fullmatch(last))


def _doubt(value: Text, typed: str, naming: Naming, *, alone: bool) -> Diagnostic | None:
    """Return a warning where one name may be several people, or a person's without its comma."""
    if trimmed := _trimmed(value, typed, naming):
        return trimmed
    if several := people_in(typed):
        listed = ", ".join(f'"{one.name}"' for one in several)
        sure = any(one.certain for one in several)
        return warning(
            f'"{typed}" looks like several people in one name',
            value.span,
            f"write a list, one person each: [{listed}]",
            'for a body, put its name in braces: "{Marks and Spencer}"',
            edits=(Edit(value.span, f"[{listed}]" if alone else listed),) if sure else (),
        )
    if "," in typed and (_SEVERAL.search(typed) or not _has_suffix(typed)):
        return warning(
            f'"{typed}" looks like several people in one name',
            value.span,
            'write a list, one person each: ["Family, Given", "Family, Given"]',
            "for a body with a comma in its name, put it in braces: "
            '"{Ministry of Health, Labour and Welfare}"',
        )
    if "," not in typed and (person := person_in(typed)):
        return warning(
            f'"{typed}" has no comma, so it is set as the name of an organisation',
            value.span,
            f'for a person, the family name comes first: "{person.name}"',
            f'for a body, put it in braces: "{{{typed}}}"',
            edits=(Edit(value.span, f'"{person.name}"'),) if person.certain else (),
        )
    return None
