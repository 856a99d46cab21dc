"""The rules that files are checked by: each with its cure, Microsoft's name for it, and WCAG 2.2's number."""

from __future__ import annotations

from deckgen.diagnostics import Severity
from deckgen.structs import Struct

CRITERIA = {
    "1.1.1": "Non-text Content",
    "1.2.1": "Audio-only and Video-only (Prerecorded)",
    "1.2.2": "Captions (Prerecorded)",
    "1.3.1": "Info and Relationships",
    "1.3.2": "Meaningful Sequence",
    "1.4.2": "Audio Control",
    "1.4.3": "Contrast (Minimum)",
    "1.4.4": "Resize Text",
    "2.1.1": "Keyboard",
    "2.2.1": "Timing Adjustable",
    "2.2.2": "Pause, Stop, Hide",
    "2.4.1": "Bypass Blocks",
    "2.4.2": "Page Titled",
    "2.4.3": "Focus Order",
    "2.4.4": "Link Purpose (In Context)",
    "2.4.5": "Multiple Ways",
    "2.4.6": "Headings and Labels",
    "3.1.1": "Language of Page",
    "3.1.2": "Language of Parts",
    "3.3.2": "Labels or Instructions",
    "4.1.2": "Name, Role, Value",
}
"""The success criteria of WCAG 2.2 that rules refer to: number → name."""


class Rule(Struct, frozen=True):
    """One thing that is checked. `microsoft` and `wcag` are empty where neither knows of it."""

    id: str
    severity: Severity
    wcag: str
    microsoft: str
    cure: str

    @property
    def criterion(self) -> str:
        """WCAG's number and name of it, empty where WCAG has none."""
        return f"{self.wcag} {CRITERIA[self.wcag]}" if self.wcag else ""


E, W, T = Severity.ERROR, Severity.WARNING, Severity.TIP

_ALT = "Missing alternative text"
_TITLE = "Missing slide title"
_ORDER = "Check reading order"
_LINK = "Unclear hyperlink text"

RULES = {
    one.id: one
    for one in (
        # titles
        Rule(
            "title-missing",
            E,
            "2.4.2",
            _TITLE,
            "give the slide a title: Home > Layout > a layout with a title",
        ),
        Rule(
            "title-empty",
            E,
            "2.4.2",
            _TITLE,
            "write a title; it can be moved off the slide, but not left out",
        ),
        Rule(
            "title-duplicate",
            W,
            "2.4.6",
            "Duplicate slide title",
            "say in each title what is new on its slide",
        ),
        Rule("document-title", W, "2.4.2", "", "name the talk: File > Info > Properties > Title"),
        Rule(
            "placeholder-empty",
            T,
            "1.3.1",
            "",
            "fill the placeholder or delete it: screen readers stop at it",
        ),
        # alternative texts
        Rule(
            "alt-missing",
            E,
            "1.1.1",
            _ALT,
            "right-click > View Alt Text: say what it shows, or mark it decorative",
        ),
        Rule("alt-shape", W, "1.1.1", _ALT, "mark it as decorative, or say what it means"),
        Rule("alt-poor", W, "1.1.1", _ALT, "say what is to be seen, as to somebody on the telephone"),
        Rule(
            "alt-generated",
            T,
            "1.1.1",
            "Review auto-generated description",
            "read it, correct it, and delete the mark",
        ),
        Rule(
            "alt-long",
            T,
            "1.1.1",
            "",
            "say the gist in a sentence or two, and the rest in the notes or on the slide",
        ),
        Rule("alt-decorative", W, "1.1.1", "", "describe it, or take it off the slide"),
        Rule("alt-both", T, "1.1.1", "", "keep one: the text is not read where something is decorative"),
        Rule("alt-table", T, "1.1.1", _ALT, "say in a sentence what the table shows"),
        # reading order
        Rule("order-title", W, "1.3.2", _ORDER, "Review > Reading Order: move the title to the front"),
        Rule(
            "order-visual",
            W,
            "1.3.2",
            _ORDER,
            "Review > Reading Order: put what is above before what is below",
        ),
        Rule("order-row", T, "1.3.2", _ORDER, "Review > Reading Order: put what is read first in front"),
        # what is seen
        Rule(
            "contrast",
            E,
            "1.4.3",
            "Hard-to-read text contrast",
            "make the text darker or lighter than its background",
        ),
        Rule("text-small", T, "1.4.4", "", "set it in 12 points at least, 18 for what is read from the room"),
        # tables and lists
        Rule(
            "table-header",
            E,
            "1.3.1",
            "Missing table header",
            "Table Design > Header Row; in HTML, th instead of td",
        ),
        Rule(
            "table-merged",
            W,
            "1.3.1",
            "Use of merged or split cells",
            "split the cells and repeat what they say",
        ),
        Rule(
            "table-header-empty", T, "1.3.1", "", "name the column, so that its cells can be read out with it"
        ),
        Rule("list-typed", T, "1.3.1", "", "use a list of the program's own instead of typed marks"),
        # links
        Rule("link-vague", W, "2.4.4", _LINK, "have the link's words say where it leads"),
        Rule("link-address", T, "2.4.4", _LINK, "put words in the place of the address"),
        Rule(
            "link-empty", E, "2.4.4", _LINK, "give it words, or an alternative text that says where it leads"
        ),
        Rule("link-broken", W, "2.4.4", "", "make the link again, or take it away"),
        # language
        Rule(
            "language-missing", E, "3.1.1", "", "set it: Review > Language; in HTML, lang on the html element"
        ),
        Rule("language-unknown", E, "3.1.1", "", "use a tag such as en-GB, de or pt-BR"),
        Rule("language-script", W, "3.1.2", "", "select it, then Review > Language > Set Proofing Language"),
        # recordings and motion
        Rule("captions-missing", W, "1.2.2", "Missing captions", "Playback > Insert Captions: a .vtt file"),
        Rule("transcript", T, "1.2.1", "", "put its words into the notes or give a link to them"),
        Rule("media-autoplay", W, "1.4.2", "", "have it start with a click"),
        Rule(
            "advance-timed", T, "2.2.1", "", "Transitions > On Mouse Click only, so that readers set the pace"
        ),
        Rule("motion-repeats", T, "2.2.2", "", "let it run once, for five seconds at most"),
        # sections
        Rule(
            "section-default", W, "2.4.6", "Default section name", "rename it: say what its slides are about"
        ),
        Rule(
            "section-duplicate", T, "2.4.6", "Duplicate section name", "give each section a name of its own"
        ),
        # HTML alone
        Rule("heading-missing", W, "2.4.6", "", "make the title of the page an h1"),
        Rule("heading-skipped", W, "1.3.1", "", "go down one level at a time: h2 after h1"),
        Rule("heading-empty", W, "2.4.6", "", "write the heading or take it out"),
        Rule("id-duplicate", W, "4.1.2", "", "give each element an id of its own"),
        Rule("reference-broken", W, "4.1.2", "", "name the id of an element that is there"),
        Rule("name-missing", E, "4.1.2", "", "give it words, a label or aria-label"),
        Rule("label-missing", E, "3.3.2", "", "give the field a label"),
        Rule("frame-title", E, "4.1.2", "", "say in its title what the frame holds"),
        Rule("zoom-blocked", E, "1.4.4", "", "take user-scalable and maximum-scale out of the viewport"),
        Rule("focus-order", W, "2.4.3", "", "use tabindex 0 and the order of the elements"),
        Rule("focus-hidden", E, "4.1.2", "", "take aria-hidden away, or what can be focused out of it"),
        Rule("list-broken", W, "1.3.1", "", "put li into ul or ol"),
        # PDF alone
        Rule(
            "pdf-untagged",
            E,
            "1.3.1",
            "",
            "export it again with tags: Save as PDF > Options > structure tags",
        ),
        Rule(
            "pdf-scan",
            E,
            "1.1.1",
            "",
            "run text recognition over it, or export it from the file it was made of",
        ),
        Rule("pdf-title-hidden", W, "2.4.2", "", "have the window show the title: Properties > Initial View"),
        Rule("pdf-bookmarks", T, "2.4.5", "", "export it with bookmarks"),
        Rule("pdf-tab-order", W, "2.4.3", "", "set each page's tab order to that of its structure"),
        Rule(
            "pdf-locked",
            E,
            "4.1.2",
            "",
            "allow text access for screen readers in the file's security settings",
        ),
    )
}
"""Name of a rule → the rule."""


class Spot(Struct, frozen=True):
    """Where something was found: slide or page (0: the whole file), its title, and the shape or element."""

    number: int = 0
    title: str = ""
    element: str = ""
    line: int = 0
    """Of a text file; 0 where there are no lines."""


class Issue(Struct, frozen=True):
    """One rule that is broken at one spot."""

    rule: Rule
    spot: Spot
    message: str

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.rule.severity


class Reading(Struct, frozen=True):
    """What was read of a file: title, noun of its parts, what was found, what could not be judged."""

    title: str
    noun: str
    count: int
    issues: tuple[Issue, ...]
    notes: tuple[str, ...] = ()


def issue(rule: str, spot: Spot, message: str) -> Issue:
    """Return an issue of the rule of that name."""
    return Issue(RULES[rule], spot, message)
