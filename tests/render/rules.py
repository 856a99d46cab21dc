"""The rules of WCAG 2.2 AA and of good practice, as axe-core knows them, on one slide or on all at once."""

from __future__ import annotations

from typing import TypedDict

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

JUDGE = """async tags => {
    const known = why => {
        if (why.includes('equalRatio')) return 'broken'
        return why.includes('bgGradient') || why.includes('shortTextContent') ? 'open' : 'unsure'
    }
    const ran = await axe.run(document, {runOnly: {type: 'tag', values: tags}, elementRef: true})
    const every = [...document.querySelectorAll('*')]
    const given = (verdict, rules) => rules.flatMap(rule => rule.nodes.map(node => {
        const why = node.any.map(check => check.data?.messageKey)
        return {
            verdict: verdict ?? known(why),
            slide: node.element?.closest('.page')?.id ?? '',
            looked: `${rule.id} ${every.indexOf(node.element)}`,
            told: `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`.replace(/\\s+/g, ' '),
        }
    }))
    return [
        ...given('broken', ran.violations), ...given(undefined, ran.incomplete), ...given('kept', ran.passes),
    ]
}"""
"""Every rule on every element that it concerns, and the verdict.

`unsure` is what may be clear where a slide is shown alone, `open` what axe never tells: of words on a
gradient, of a single letter. It takes text in the colour of its ground for hidden on purpose, we do not.
"""

UNFOLD = """() => {
    const pages = [...document.querySelectorAll('.page')]
    const states = pages.map(page => [page, page.hidden, page.inert, page.classList.contains('on')])
    const {width, height} = pages.find(page => !page.hidden).getBoundingClientRect()
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`html, body {height: auto !important; overflow: visible !important}
        .page {position: relative !important; display: block !important}
        .page {width: ${width}px !important; height: ${height}px !important}
        .page[data-hidden] {display: none !important}`)
    document.adoptedStyleSheets.push(sheet)
    for (const page of pages) {
        page.hidden = page.inert = false
        page.classList.add('on')
        for (const one of page.querySelectorAll('.later')) one.classList.remove('later')
    }
    window.foldUp = () => {
        document.adoptedStyleSheets.pop()
        for (const [page, hidden, inert, on] of states) {
            Object.assign(page, {hidden, inert})
            page.classList.toggle('on', on)
        }
    }
}"""
"""Shows all slides one below another, each as it is shown alone, with all points; `foldUp` takes it back."""

ALONE = """async id => {
    const page = document.getElementById(id)
    location.hash = '#' + id
    for (let turn = 0; page.closest('[inert], [hidden]'); turn++) {
        if (turn > 600) throw new Error(`${id} was not shown`)
        await new Promise(requestAnimationFrame)
    }
    for (const one of document.querySelectorAll('.later')) one.classList.remove('later')
}"""
"""Goes to the slide of that name, waits until it is shown, and shows all its points."""

UNFOLDED = "document.querySelectorAll('.page:not([hidden], [inert], [data-hidden])').length"


class Verdict(TypedDict):
    """What a rule says of an element: the slide it stands on, and what was looked at."""

    verdict: str
    slide: str
    looked: str
    told: str


def judged(tab: Page, axe: str) -> list[Verdict]:
    """Return what the rules say of all that is now on the screen."""
    if not tab.evaluate("!!window.axe"):
        tab.evaluate(axe)
    found: list[Verdict] = tab.evaluate(JUDGE, TAGS)
    return found


def broken(tab: Page, axe: str) -> list[str]:
    """Return which rules are broken by what is now on the screen."""
    return [one["told"] for one in judged(tab, axe) if one["verdict"] == "broken"]


def unfolded(tab: Page, axe: str) -> list[Verdict]:
    """Return what the rules say of all slides, looked at together: a run of axe costs as much for one."""
    tab.evaluate(UNFOLD)
    assert tab.evaluate(UNFOLDED) == tab.evaluate(
        "document.querySelectorAll('.page:not([data-hidden])').length"
    )
    found = judged(tab, axe)
    tab.evaluate("foldUp()")
    return found


def broken_anywhere(tab: Page, axe: str) -> list[str]:
    """Return which rules are broken on any slide of a show.

    All are looked at together; a slide on which axe is unsure so, as of words on a picture, is shown alone.
    """
    together = unfolded(tab, axe)
    found = [f"{one['slide']}: {one['told']}" for one in together if one["verdict"] == "broken"]
    for slide in dict.fromkeys(
        one["slide"] for one in together if one["verdict"] == "unsure" and one["slide"]
    ):
        alone(tab, slide)
        found += [f"{slide}: {told}" for told in broken(tab, axe)]
    return found


def alone(tab: Page, slide: str) -> None:
    """Show a slide and all its points."""
    tab.evaluate(ALONE, slide)
