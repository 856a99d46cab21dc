// Keys and buttons → what they do; then the first slide.
const letters = find('#deckgen-letters')
let typed = ''
let typing

const jump = n => { if (n !== undefined) go(n, 0, { jump: true }) }
const acts = {
  next, back, onward, backward, overview, notes, presenter, read, full, timer, reset, copy, draw,
  help: () => help.showModal(),
  search: openSearch,
  close: () => all('dialog').forEach(one => one.close()),
  black: () => toggleBlank('black'),
  white: () => toggleBlank('white'),
  desk: () => view === 'presenter' && !mate ? leaveDesk() : desk(),
  first: () => jump(0),
  last: () => jump(pages.length - 1),
  home: () => { if (history.state?.jumped) history.back() },
  number: () => count('Go to…'),
  smaller: () => resize(1 / 1.15),
  larger: () => resize(1.15),
  print: () => printAs(''),
  'print-notes': () => printAs('notes'),
  'print-3': () => printAs('3'),
  escape: () => {
    if (blanked) blank('')
    else if (zoomed) zoom()
    else if (tool) hold('')
    else if (view === 'presenter') mate || leaveDesk()
    else overview()
  },
}
const forward = root.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
const keys = {
  [forward]: 'next', ArrowDown: 'next', PageDown: 'next', ' ': 'next', Enter: 'next',
  [forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft']: 'back', ArrowUp: 'back', PageUp: 'back',
  Home: 'first', End: 'last', Escape: 'escape', Backspace: 'home',
}
const shifted = {
  [forward]: 'onward', [forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft']: 'backward',
  ArrowDown: 'last', ArrowUp: 'first', ' ': 'back', S: 'desk',
}
const single = {
  n: 'next', l: 'next', j: 'next', p: 'back', h: 'back', k: 'back', o: 'overview', t: 'notes', s: 'presenter',
  r: 'read', f: 'full', b: 'black', '.': 'black', v: 'black', w: 'white', d: 'draw', g: 'number', '?': 'help', '/': 'search',
}
const moves = new Set(['next', 'back', 'onward', 'backward', 'first', 'last', 'home'])

function count(text) {
  clearTimeout(typing)
  wake()
  find('.count', bar).textContent = text
  typing = setTimeout(() => { typed = ''; find('.count', bar).textContent = `${at + 1} / ${pages.length}` }, 2500)
}
addEventListener('keydown', event => {
  const { key } = event
  const on = event.target.closest?.('dialog:not([open])') === null ? event.target : root
  if (event.ctrlKey || event.metaKey || event.altKey || find('dialog[open]')) return
  if (on.closest('input,textarea,select')) return
  if ((key === ' ' || key === 'Enter') && on.closest('button,a') && !typed) return
  if (on === panel && /^(Arrow(Up|Down)|Page)/.test(key)) return
  if (view === 'overview' && /^(Arrow|Home|End)/.test(key)) {
    event.preventDefault()
    return roam(key)
  }
  if (/^\d$/.test(key) && letters.checked && alone()) {
    typed += key
    return count(`${typed} / ${pages.length}`)
  }
  let act = (event.shiftKey && shifted[key]) || keys[key]
  if (typed && key === 'Enter') {
    const n = Number(typed) - 1
    count(typed = '')
    event.preventDefault()
    return pages[n] ? jump(n) : undefined
  }
  if (act === 'desk' && !letters.checked) act = undefined
  if (!act && letters.checked) act = single[event.shiftKey ? key : key.toLowerCase()]
  if (!act || (moves.has(act) && !alone())) return
  if (view === 'read' && act === 'escape') return
  event.preventDefault()
  if (moves.has(act) && blanked) blank('')
  acts[act]()
})
document.addEventListener('click', event => {
  const button = event.target.closest('[data-do]')
  if (!button) return
  acts[button.dataset.do]()
  if (event.detail && button.closest('#deckgen-bar')) button.blur()
})
help.addEventListener('change', event => {
  if (event.target === letters) keep('letters', letters.checked)
  else { dress(event.target.value); keep('scheme', event.target.value) }
})

dress(asked.get('scheme') || kept('scheme') || root.dataset.scheme)
letters.checked = kept('letters') !== 'false'
paper(['notes', '3'].includes(asked.get('print')) ? asked.get('print') : '')
token = asked.get('presenter') || history.state?.token || ''
const first = target(location.hash) ?? Math.max(0, pages.findIndex(page => !('hidden' in page.dataset)))
for (const page of pages) for (const point of stepsOf(page)) point.classList.add('later')
go(first, history.state?.step || 0, { quiet: true })
asked.has('presenter') ? desk() : settle()
if (mate) setInterval(() => post('ping'), 1000)
if (mate) post('hello')
setInterval(tick, 500)
