"""What a check found → text for a terminal, JSON, and a page that can be handed in."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from deckgen.check.coverage import Coverage
from deckgen.check.delivery.requirements import Asked
from deckgen.check.delivery.speakers import SpeakerPart
from deckgen.check.delivery.timing import clock
from deckgen.check.essay import EssayText
from deckgen.check.findings import Finding
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.structs import Struct

HEADINGS = {
    "outline": "The outline",
    "requirements": "What is asked",
    "quotations": "Quotations",
    "claims": "Numbers and sources",
    "coverage": "The essay's paragraphs",
    "timing": "Time",
    "speakers": "Speakers",
    "design": "The slides",
}
"""What is checked → what reports call it."""

UNCHECKED = (
    "who said a quotation, and whether its source has it",
    "whether what the slides say is true",
    "numbers that are read off a picture",
)
"""What only a person can judge."""


class Talk(Struct, frozen=True):
    """What a report is about: title, file and authors, what is asked, who speaks, which checks are off."""

    title: str
    file: str
    asked: tuple[Asked, ...] = ()
    parts: tuple[SpeakerPart, ...] = ()
    off: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


class Checked(Struct, frozen=True):
    """What was found in a talk, and what it was held against."""

    talk: Talk
    diagnostics: tuple[Diagnostic, ...]
    findings: tuple[tuple[str, Finding], ...]
    essay: EssayText | None
    coverage: Coverage | None

    @property
    def groups(self) -> tuple[tuple[str, tuple[Diagnostic, ...]], ...]:
        """The diagnostics under their headings, those without any left out."""
        groups = {"outline": list(self.diagnostics)}
        for name, one in self.findings:
            groups.setdefault(name, []).append(one.diagnostic)
        order = [name for name in HEADINGS if groups.get(name)]
        return tuple((HEADINGS[name], tuple(groups[name])) for name in order)

    def counted(self) -> str:
        """Say how many of each there are: `1 error, 2 warnings, 3 tips`."""
        every = (*self.diagnostics, *(one.diagnostic for _, one in self.findings))
        counts = Counter(one.severity for one in every)
        said = [_count(counts[one], one.value) for one in Severity if counts[one]]
        return ", ".join(said) or "nothing to report"


def brief(checked: Checked) -> str:
    """Return a report in one line: `9 of 13 requirements met, 2 warnings, 3 tips`.

    The outline was built, so its errors are in what it is held against: the essay, or what is asked.
    """
    asked = checked.talk.asked
    met = f"{sum(one.met for one in asked)} of {len(asked)} requirements met" if asked else ""
    found = [one for name, one in checked.findings if name != "requirements"]
    counts = Counter(one.diagnostic.severity for one in found)
    counts[Severity.ERROR] += sum(one.severity is Severity.ERROR for one in checked.diagnostics)
    said = [_count(counts[one], one.value) for one in Severity if counts[one]]
    return f"checked: {', '.join(filter(None, (met, *said))) or 'nothing to report'}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def summary(checked: Checked) -> Iterator[str]:
    """Yield the closing lines of a report: what was found, and what the essay's paragraphs came to."""
    for one in checked.talk.asked:
        yield f"{'✓' if one.met else '✗'} {' '.join(filter(None, (one.name, _wanted(one))))}: {one.there}"
    if asked := checked.talk.asked:
        yield f"{sum(one.met for one in asked)} of {len(asked)} requirements are met"
    for part in checked.talk.parts:
        slides = _count(part.slides, "slide")
        yield f"{part.name or 'nobody named'}: {slides}, {clock(part.minutes)}"
    yield f"{checked.talk.file}: {checked.counted()}"
    if checked.talk.off:
        yield f"not checked, as the outline says: {', '.join(checked.talk.off)}"
    if checked.essay is None:
        yield "no essay was compared: name it in the outline with essay: essay.docx"
    elif checked.coverage is None:
        yield f"the essay has {len(checked.essay.paragraphs)} paragraphs; from: says which a slide covers"
    else:
        strip = "".join(_MARKS[one] for one in _states(checked.coverage))
        legend = "(■ on a slide, □ a section only, · nowhere)"
        yield f"the essay's {checked.coverage.count} paragraphs: {strip} {legend}"


_MARKS = {"slide": "■", "section": "□", "none": "·"}


def _states(coverage: Coverage) -> Iterator[str]:
    for number in range(1, coverage.count + 1):
        if number in coverage.by_slides:
            yield "slide"
        else:
            yield "section" if number in coverage.by_sections else "none"


def numbered_paragraphs(essay: EssayText) -> Iterator[str]:
    """Yield the paragraphs with their numbers, each on a line."""
    for one in essay.paragraphs:
        yield f"{one.number:>4}  {one.text}"


def as_json(reports: Sequence[Checked]) -> str:
    """Return what was found as JSON: a list of outlines, each with its findings."""
    return json.dumps([_outline(one) for one in reports], ensure_ascii=False, indent=2) + "\n"


def _outline(checked: Checked) -> dict[str, object]:
    coverage = checked.coverage
    return {
        "outline": checked.talk.file,
        "title": checked.talk.title,
        "requirements": [
            {"name": one.name, "asked": one.wanted, "there": one.there, "met": one.met}
            for one in checked.talk.asked
        ],
        "speakers": [
            {"name": part.name, "slides": part.slides, "minutes": round(part.minutes, 1)}
            for part in checked.talk.parts
        ],
        "off": list(checked.talk.off),
        "essay": None if checked.essay is None else {"paragraphs": len(checked.essay.paragraphs)},
        "coverage": None
        if coverage is None
        else {
            "slides": sorted(coverage.by_slides),
            "sections-only": list(coverage.by_sections_only),
            "uncovered": list(coverage.uncovered),
        },
        "findings": [
            *(_entry("outline", one) for one in checked.diagnostics),
            *(_found(name, one) for name, one in checked.findings),
        ],
    }


def _found(name: str, one: Finding) -> dict[str, object]:
    return {
        **_entry(name, one.diagnostic),
        "slide": one.place.slide,
        "kind": one.kind,
        "field": one.place.field,
        "paragraphs": list(one.paragraphs),
        "said": one.said,
        "essay": one.essay,
    }


def _entry(name: str, one: Diagnostic) -> dict[str, object]:
    span = one.span
    return {
        "check": name,
        "slide": None,
        "kind": "",
        "severity": one.severity.value,
        "code": one.code,
        "message": one.message,
        "hints": list(one.hints),
        "file": str(span.path) if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
    }


_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1b2b30}
body{background:#fff}
:root{color-scheme:light dark}
h1{font-size:1.7rem;margin-bottom:.2rem}
h2{font-size:1.15rem;margin:2.2rem 0 .6rem;border-top:2px solid #0f4650;padding-top:.6rem}
.lead{margin:0 0 1.2rem;color:#4a5b60}
ol.found{list-style:none;margin:0;padding:0}
ol.found li{margin:0 0 .9rem;padding-left:1rem;border-left:4px solid #8a9a9e}
ol.found li.error{border-color:#b3261e}
ol.found li.warning{border-color:#b46b00}
.kind{font-weight:600}
.error .kind{color:#b3261e}
.warning .kind{color:#8a5200}
.tip .kind{color:#4a5b60}
.met{color:#1c6b2f;font-weight:700}
.unmet{color:#b3261e;font-weight:700}
.where,.hint{color:#4a5b60;font-size:.92rem}
.hint{display:block}
.strip{display:flex;flex-wrap:wrap;gap:3px;margin:.6rem 0}
.strip span{min-width:1.9rem;padding:.2rem .3rem;text-align:center;border:1px solid #0f4650;font-size:.85rem}
.strip .slide{background:#0f4650;color:#fff}
.strip .section{background:#dce8ea}
.strip .none{border-style:dashed}
table{border-collapse:collapse;margin:.4rem 0}
td,th{border-bottom:1px solid #ccd6d8;padding:.3rem .8rem .3rem 0;text-align:left}
.class{overflow-x:auto}
.class td,.class th{padding:.3rem .5rem .3rem 0}
.class td{white-space:nowrap}
.class .asked span{writing-mode:vertical-rl;transform:rotate(180deg);font-weight:600}
.class th[scope=row]{min-width:11rem}
.class thead th{vertical-align:bottom}
article{overflow-wrap:break-word}
@media screen and (prefers-color-scheme:dark){
body{background:#14343b;color:#f7fafa}
h2{border-color:#8fb3ba}
.lead,.where,.hint,.tip .kind{color:#b5c6c8}
.error .kind,.unmet{color:#ff9b90}
.warning .kind{color:#f2a65a}
.met{color:#8fd6a0}
ol.found li.error{border-color:#ff9b90}
ol.found li.warning{border-color:#f2a65a}
.strip span{border-color:#8fb3ba}
.strip .slide{background:#d7e6e8;color:#14343b}
.strip .section{background:#2f5961}
td,th{border-color:#3c5d64}
}
@media print{.class{font-size:.75rem}.class .where{font-size:inherit}}
@media print{.class+article,article+article{break-before:page}}
@media print{body{margin:0;max-width:none}li{break-inside:avoid}}
"""


def as_page(reports: Sequence[Checked]) -> bytes:
    """Return what was found as one page of HTML that needs nothing else."""
    body = _overview(reports) + "".join(_page(one) for one in reports)
    name = reports[0].talk.title if len(reports) == 1 else f"{len(reports)} outlines"
    return whole_page(f"{name}: check", body)


def whole_page(title: str, body: str) -> bytes:
    """Return a page of a report, its title and its articles given; the title is plain text."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    ).encode()


def _page(checked: Checked) -> str:
    parts = [
        f"<h1>{escape(checked.talk.title)}</h1>",
        f'<p class="lead">{escape(_about(checked.talk))}: {checked.counted()}</p>',
        _asked(checked.talk.asked),
        _parts(checked.talk.parts),
        _picture(checked.coverage) if checked.coverage else "",
    ]
    for heading, found in checked.groups:
        if heading == HEADINGS["requirements"]:
            continue
        rows = "".join(_row(one) for one in found)
        parts.append(f'<h2>{escape(heading)}</h2><ol class="found">{rows}</ol>')
    held = ["The outline itself"]
    held += [HEADINGS[name].lower() for name in ("quotations", "claims", "coverage") if checked.essay]
    held += ["the time that the notes take", "how the slides are written"]
    parts.append(f"<h2>What was checked</h2><p>{escape('; '.join(held))}.</p>")
    if checked.talk.off:
        parts.append(f"<p>Not checked, as the outline says: {escape(', '.join(checked.talk.off))}.</p>")
    parts.append(f"<p>Not checked, and for a person to judge: {escape('; '.join(UNCHECKED))}.</p>")
    return f"<article>{''.join(parts)}</article>"


def _about(talk: Talk) -> str:
    return " · ".join((*talk.authors, talk.file))


def _overview(reports: Sequence[Checked]) -> str:
    """Return a table of several talks: what is asked, who has it, and what was found."""
    if len(reports) == 1:
        return ""
    names = list(dict.fromkeys(one.name for report in reports for one in report.talk.asked))
    asked = "".join(f'<th scope="col" class="asked"><span>{escape(name)}</span></th>' for name in names)
    met = '<th scope="col">Met</th>' if names else ""
    head = f'<th scope="col">Talk</th>{asked}{met}<th scope="col">Found</th>'
    rows = "".join(_talk_row(report, names) for report in reports)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return (
        f'<h1>{len(reports)} talks</h1><div class="class" tabindex="0" role="region" aria-label="All talks">'
        f"{table}</div>"
    )


def _talk_row(report: Checked, names: Sequence[str]) -> str:
    asked = {one.name: one for one in report.talk.asked}
    file = f'<span class="where">{escape(_about(report.talk))}</span>'
    cells = [f'<th scope="row">{escape(report.talk.title)}<br>{file}</th>']
    for name in names:
        one = asked.get(name)
        cells.append(f'<td title="{escape(one.there)}">{_tick(one)}</td>' if one else "<td></td>")
    if names:
        met = sum(one.met for one in report.talk.asked)
        cells.append(f"<td>{f'{met} of {len(report.talk.asked)}' if asked else ''}</td>")
    return f"<tr>{''.join(cells)}<td>{report.counted()}</td></tr>"


def _tick(one: Asked) -> str:
    """Return a mark that is not shown by colour alone."""
    said, mark = ("met", "✓") if one.met else ("not met", "✗")
    return f'<span class="{"met" if one.met else "unmet"}" role="img" aria-label="{said}">{mark}</span>'


def _asked(asked: Sequence[Asked]) -> str:
    if not asked:
        return ""
    rows = "".join(
        f'<tr><td>{_tick(one)}</td><th scope="row">{escape(one.name)}</th><td>'
        f"{escape(_wanted(one))}</td><td>{escape(one.there)}</td></tr>"
        for one in asked
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Met", "What", "Asked", "There is"))
    met = f"<p>{sum(one.met for one in asked)} of {len(asked)} are met.</p>"
    return f"<h2>What is asked</h2>{met}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _wanted(one: Asked) -> str:
    """Return how much is asked for, nothing where it is only that there be any."""
    return "" if one.wanted in ("true", "false") else one.wanted


def _parts(parts: Sequence[SpeakerPart]) -> str:
    if not parts:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(part.name or "Nobody named")}</th><td>{part.slides}</td>'
        f"<td>{clock(part.minutes)}</td></tr>"
        for part in parts
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Speaker", "Slides", "Time"))
    return f"<h2>Speakers</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _picture(coverage: Coverage) -> str:
    said = {"slide": "on a slide", "section": "named by a section only", "none": "on no slide"}
    cells = "".join(
        f'<span class="{state}" title="Paragraph {number}: {said[state]}">{number}</span>'
        for number, state in enumerate(_states(coverage), 1)
    )
    return (
        "<h2>What the talk covers</h2><p>The essay's paragraphs: filled, on a slide; tinted, named by a "
        f'section only; dashed, nowhere.</p><div class="strip">{cells}</div>'
    )


def _row(one: Diagnostic) -> str:
    where = f'<span class="where">line {one.span.line}</span> ' if one.span else ""
    hints = "".join(f'<span class="hint">{escape(hint)}</span>' for hint in one.hints)
    message = escape(one.message[:1].upper() + one.message[1:])
    kind = one.severity.value
    said = f'<span class="kind">{kind.capitalize()}</span> {where}{message}{hints}'
    return f'<li class="{kind}">{said}</li>'
