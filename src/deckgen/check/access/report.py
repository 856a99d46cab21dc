"""What was found in a file → lines for a terminal, entries for JSON, a page of HTML, and diagnostics."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from deckgen.check.access.rules import Issue, Reading
from deckgen.check.report import whole_page
from deckgen.diagnostics import Diagnostic, Severity, Span
from deckgen.structs import Struct

FOR_PEOPLE = (
    "whether alternative texts say what matters about their pictures",
    "whether the order makes sense to somebody who hears it",
    "whether colour, place or sound alone carries a meaning",
    "text within pictures, and the contrast of what is no text",
    "whether captions and transcripts are right",
    "how it works with a screen reader, with the keyboard alone, and enlarged",
)
"""What no program can judge."""

CLAIM = (
    "A file without findings may still shut people out. No program can say that a file meets a law or WCAG."
)


class Checked(Struct, frozen=True):
    """What a report is about: the file, what was read of it, and whether warnings count as errors."""

    file: str
    reading: Reading
    strict: bool = False

    def severity(self, one: Issue) -> Severity:
        """Return how much an issue matters in this run."""
        hard = self.strict and one.severity is Severity.WARNING
        return Severity.ERROR if hard else one.severity

    @property
    def failed(self) -> bool:
        """Whether anything is an error."""
        return any(self.severity(one) is Severity.ERROR for one in self.reading.issues)

    @property
    def groups(self) -> tuple[tuple[str, tuple[Issue, ...]], ...]:
        """The issues slide by slide, errors first, those of the whole file before all."""
        weight = {one: place for place, one in enumerate(Severity)}
        ranked = sorted(
            self.reading.issues,
            key=lambda one: (one.spot.number, weight[self.severity(one)], one.rule.id),
        )
        groups = groupby(ranked, key=lambda one: one.spot.number)
        return tuple((self._heading(number), tuple(found)) for number, found in groups)

    def _heading(self, number: int) -> str:
        if not number:
            return "The whole file"
        titles = (one.spot.title for one in self.reading.issues if one.spot.number == number)
        title = next((one for one in titles if one), "")
        named = f"{self.reading.noun.capitalize()} {number}"
        return f"{named}: {title}" if title else named

    def counted(self) -> str:
        """Say how many of each there are: `1 error, 2 warnings`."""
        counts = Counter(self.severity(one) for one in self.reading.issues)
        found = ((counts[one], one.value) for one in Severity if counts[one])
        said = [f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in found]
        return ", ".join(said) or "nothing to report"


def lines_of(checked: Checked) -> Iterator[str]:
    """Yield a report, line by line."""
    for heading, found in checked.groups:
        yield ""
        yield heading
        for one in found:
            line = f" (line {one.spot.line})" if one.spot.line else ""
            yield f"  {checked.severity(one).value}: {one.message}{line} [{one.rule.id}]"
            if named := " · ".join(_names(one)):
                yield f"    {named}"
            yield f"    cure: {one.rule.cure}"
    yield ""
    for note in checked.reading.notes:
        yield f"not judged, or no fault: {note}"
    yield f"for a person to judge: {'; '.join(FOR_PEOPLE)}"
    count = checked.reading.count
    parts = f", {count} {checked.reading.noun}{'' if count == 1 else 's'}" if count else ""
    yield f"{checked.file}{parts}: {checked.counted()}"


def _names(one: Issue) -> Iterator[str]:
    if one.spot.element and one.spot.element not in one.message and not one.spot.line:
        yield f"in {one.spot.element}"
    if one.rule.criterion:
        yield f"WCAG 2.2: {one.rule.criterion}"
    if one.rule.microsoft:
        yield f"Microsoft: {one.rule.microsoft}"


def as_json(reports: Sequence[Checked]) -> str:
    """Return what was found as JSON: a list of files, each with its findings."""
    return json.dumps([_file(one) for one in reports], ensure_ascii=False, indent=2) + "\n"


def _file(checked: Checked) -> dict[str, object]:
    reading = checked.reading
    return {
        "file": checked.file,
        "title": reading.title,
        f"{reading.noun}s": reading.count,
        "findings": [_entry(checked, one) for _, found in checked.groups for one in found],
        "notes": list(reading.notes),
        "for-people": list(FOR_PEOPLE),
    }


def _entry(checked: Checked, one: Issue) -> dict[str, object]:
    return {
        "rule": one.rule.id,
        "severity": checked.severity(one).value,
        "microsoft": one.rule.microsoft,
        "wcag": one.rule.wcag,
        "criterion": one.rule.criterion.partition(" ")[2],
        checked.reading.noun: one.spot.number or None,
        "title": one.spot.title,
        "element": one.spot.element,
        "line": one.spot.line or None,
        "message": one.message,
        "cure": one.rule.cure,
    }


def as_page(reports: Sequence[Checked]) -> bytes:
    """Return what was found as one page of HTML that needs nothing else."""
    name = reports[0].reading.title or reports[0].file if len(reports) == 1 else f"{len(reports)} files"
    return whole_page(f"{name}: accessibility", "".join(_article(one) for one in reports))


def _article(checked: Checked) -> str:
    reading = checked.reading
    parts = [
        f"<h1>{escape(reading.title or checked.file)}</h1>",
        f'<p class="lead">{escape(checked.file)}: {checked.counted()}</p>',
    ]
    for heading, found in checked.groups:
        rows = "".join(_row(checked, one) for one in found)
        parts.append(f'<h2>{escape(heading)}</h2><ol class="found">{rows}</ol>')
    notes = "".join(f"<li>{escape(one)}</li>" for one in reading.notes)
    parts.append(f"<h2>Not judged, or no fault</h2><ul>{notes}</ul>" if notes else "")
    people = "".join(f"<li>{escape(one)}</li>" for one in FOR_PEOPLE)
    parts.append(f"<h2>For a person to judge</h2><ul>{people}</ul><p>{escape(CLAIM)}</p>")
    return f"<article>{''.join(parts)}</article>"


def _row(checked: Checked, one: Issue) -> str:
    kind = checked.severity(one).value
    message = escape(one.message[:1].upper() + one.message[1:])
    line = f' <span class="where">line {one.spot.line}</span>' if one.spot.line else ""
    names = " · ".join((one.rule.id, *_names(one)))
    return (
        f'<li class="{kind}"><span class="kind">{kind.capitalize()}</span> {message}{line}'
        f'<span class="hint">{escape(names)}</span>'
        f'<span class="hint">Cure: {escape(one.rule.cure)}</span></li>'
    )


def diagnostics_of(checked: Checked, path: Path) -> tuple[Diagnostic, ...]:
    """Return what was found as diagnostics, each with its slide, its rule and its cure in the hints."""
    return tuple(
        Diagnostic(
            checked.severity(one),
            one.message,
            Span(path, one.spot.line, 1, one.spot.line, 2) if one.spot.line else None,
            (heading, " · ".join((one.rule.id, *_names(one))), one.rule.cure),
        )
        for heading, found in checked.groups
        for one in found
    )
