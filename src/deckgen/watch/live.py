"""A slideshow → the same with a script that follows each build, and shows what is wrong.

The insides of a few slides are changed in the open page; where more has changed it is loaded again.
Both windows, slides and presenter view, are the same page and follow alike; where they are is kept by the
slideshow itself, as after any reload.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re

from deckgen.structs.pieces import Pieces

_SCRIPT = """
(() => {
  let version = VERSION
  const wait = 1000
  let panel, shown = ''
  const make = (name, parent, text = '') => {
    const made = document.createElement(name)
    made.textContent = text
    parent.append(made)
    return made
  }
  const look = (one, style) => {
    for (const [name, value] of Object.entries(style)) one.style.setProperty(name, value)
  }
  function tell(problems) {
    const said = JSON.stringify(problems)
    if (said === shown) return
    shown = said
    panel?.remove()
    panel = null
    if (!problems.length) return
    panel = make('aside', document.body)
    panel.setAttribute('role', 'alert')
    look(panel, { position: 'fixed', inset: 'auto 0 0 0', 'max-height': '45vh', overflow: 'auto',
      'z-index': 2147483647, background: '#fff', color: '#1b2b30', padding: '12px 20px',
      'border-top': '4px solid #b3261e', font: '15px/1.45 system-ui, sans-serif', 'text-align': 'left',
      'box-sizing': 'border-box' })
    for (const one of problems) {
      const text = make('pre', panel, one.text)
      look(text, { font: '14px/1.4 ui-monospace, Consolas, monospace', 'white-space': 'pre-wrap',
        margin: '0 0 10px' })
      if (one.slide && document.getElementById(one.slide)) {
        const link = make('a', panel, 'Show the slide')
        link.href = '#' + one.slide
        look(link, { color: '#0f4650', display: 'inline-block', margin: '0 0 12px' })
      }
    }
  }
  function say(text) {
    document.querySelector('[data-deckgen-said]')?.remove()
    const said = make('output', document.body, text)
    said.dataset.deckgenSaid = ''
    look(said, { position: 'fixed', inset: '12px 12px auto auto', 'z-index': 2147483647,
      background: '#1b2b30', color: '#fff', padding: '8px 14px', 'border-radius': '6px',
      font: '15px/1.45 system-ui, sans-serif' })
    setTimeout(() => said.remove(), 4000)
  }
  // Ctrl+S, as in any editor: here it is the files that are written.
  addEventListener('keydown', event => {
    if (event.key.toLowerCase() !== 's' || event.altKey || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    say('Writing …')
    fetch('write', { method: 'POST' }).then(answer => answer.text())
      .then(say, () => say('deckgen has stopped'))
  })
  // Only where slides are seen alone: the overview and the text to read have more than slides in them.
  const alone = () => ['show', 'presenter'].includes(document.documentElement.dataset.view)
  function add(rules, sheet) {
    const first = [...sheet.cssRules].findIndex(rule => /^\\.[A-Z]/.test(rule.selectorText))
    for (const rule of rules) sheet.insertRule(rule, Math.max(0, first))
    return first >= 0 || !rules.length
  }
  function change({ slides, everywhere, stage }) {
    const pages = Object.keys(slides).map(id => document.getElementById(id))
    if (!alone() || pages.includes(null)) return false
    if (!add(everywhere, document.styleSheets[0])) return false
    if (!add(stage, document.getElementById('deckgen-stage').sheet)) return false
    for (const page of pages) {
      const made = new DOMParser().parseFromString(`<body>${slides[page.id]}`, 'text/html')
      page.replaceChildren(...made.body.childNodes, ...page.querySelectorAll('.go'))
    }
    dispatchEvent(new Event('deckgen-changed'))
    return true
  }
  function listen() {
    const source = new EventSource('events')
    source.onmessage = event => {
      const state = JSON.parse(event.data)
      if (state.version && state.version !== version) {
        const next = state.version === version + 1
        if (!next || !state.changes || !change(state.changes)) return location.reload()
        version = state.version
      }
      tell(state.problems)
    }
    source.onerror = () => { source.close(); setTimeout(listen, wait) }
    addEventListener('pagehide', () => source.close())
  }
  // A slide whose title has changed has another name: then the one in its place is shown.
  const named = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))
  const slides = [...document.querySelectorAll('.page')]
  const kept = sessionStorage.getItem('deckgen-watched')
  if (kept && slides.length && location.hash && !named()) {
    const state = history.state
    history.replaceState(state, '', '#' + slides[Math.min(kept, slides.length - 1)].id)
    dispatchEvent(new PopStateEvent('popstate', { state }))
  }
  addEventListener('pagehide', () => {
    sessionStorage.setItem('deckgen-watched', slides.findIndex(one => one.classList.contains('on')))
  })
  listen()
})()
"""

_POLICY = re.compile(rb'(<meta\s+http-equiv="Content-Security-Policy" content=")([^"]*)(")')


def live(show: Pieces, version: int) -> Pieces:
    """Return a slideshow that listens for builds after this `version`, and is allowed to."""
    script = _SCRIPT.replace("VERSION", json.dumps(version))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest())

    def allowed(found: re.Match[bytes]) -> bytes:
        policy = found[2].replace(b"script-src ", b"script-src 'sha256-" + digest + b"' ", 1)
        return found[1] + policy + b"; connect-src 'self'" + found[3]

    first, *others = show.pieces
    assert isinstance(first, bytes), "a slideshow begins with its head"
    *before, last = _POLICY.sub(allowed, first, count=1), *others
    assert isinstance(last, bytes), "a slideshow ends with its body"
    head, found, tail = last.rpartition(b"</body>")
    return Pieces((*before, head + b"<script>" + script.encode() + b"</script>" + found + tail))


_WAITING = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta
http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ; style-src 'unsafe-inline'">
<title>{title}</title>
<style>body{{font:18px/1.5 system-ui,sans-serif;margin:12vh auto;max-width:34em;color:#1b2b30}}</style>
</head><body><h1>{title}</h1><p>There is nothing to show yet: the outline has errors. They are listed below,
and the slides appear as soon as it builds.</p></body></html>"""


def waiting(title: str, version: int) -> Pieces:
    """Return the page that is shown until the first build succeeds."""
    from html import escape

    return live(Pieces((_WAITING.format(title=escape(title)).encode(),)), version)
