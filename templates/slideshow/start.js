// Keys and buttons → what they do; then the first slide.
const letters = find('#deckgen-letters')
let typed = ''
let typing

const jump = n => { if (n !== undefined) go(n, 0, { jump: true }) }
const acts = {
  next, back, home, onward, backward, overview, notes, presenter, read, full, timer, reset, copy, draw,
  help: () => help.showModal(),
  search: openSearch,
  close: () => all('dialog').forEach(one => one.close()),
  black: () => toggleBlank('black'),
  white: () => toggleBlank('white'),
  desk: () => mate || (atDesk ? leaveDesk() : desk()),
  first: () => jump(0),
  last: () => jump(pages.length - 1),
  colours: () => dress({ light: 'dark', dark: 'comfort', comfort: 'light' }[root.dataset.scheme] || 'light'),
  number: () => count(words['go-to']),
  smaller: () => resize(1 / 1.15),
  larger: () => resize(1.15),
  print: () => printAs(''),
  'print-notes': () => printAs('notes'),
  'print-3': () => printAs('3'),
  escape: () => {
    if (blanked) blank('')
    else if (zoomed) closer()
    else if (tool) hold('')
    else if (view === 'presenter') mate || leaveDesk()
    else if (atDesk) settle()
    else overview()
  },
}
// The help's table is where keys are bound. Where lines run to the left, the arrows change sides.
const keys = {}
const turned = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }
for (const one of all('[data-key]', help)) {
  const key = one.dataset.key
  const sided = root.dir === 'rtl' ? key.replace(/Arrow(Left|Right)/, side => turned[side]) : key
  keys[sided] = one.closest('[data-act]').dataset.act
}
/** A pressed key by the name that the table gives it. */
function pressed({ key, shiftKey, altKey }) {
  if (key.length === 1 && key.toLowerCase() !== key.toUpperCase()) key = shiftKey ? key.toUpperCase() : key.toLowerCase()
  const held = shiftKey && (key.length > 1 || key === ' ' || key !== key.toLowerCase())
  return (altKey ? 'Alt+' : '') + (held ? 'Shift+' : '') + key
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
  const on = event.target.closest ? event.target : root
  if (event.ctrlKey || event.metaKey || find('dialog[open]')) return
  if ((key === ' ' || key === 'Enter') && on.closest('button,a') && !typed) return
  if (on.closest('video') && /^( |Enter|Arrow.*|Home|End)$/.test(key)) return
  if (on === panel && /^(Arrow(Up|Down)|Page)/.test(key)) return
  if (view === 'overview' && /^(Arrow|Home|End)/.test(key)) {
    event.preventDefault()
    return roam(key)
  }
  if (/^\d$/.test(key) && !event.altKey && letters.checked && alone()) {
    typed += key
    return count(`${typed} / ${pages.length}`)
  }
  if (typed && key === 'Enter') {
    const n = Number(typed) - 1
    count(typed = '')
    event.preventDefault()
    return pages[n] ? jump(n) : undefined
  }
  const act = letters.checked || key.length > 1 || key === ' ' ? keys[pressed(event)] : undefined
  if (!act || (moves.has(act) && !alone())) return
  if (view === 'read' && act === 'escape' && !atDesk) return
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
  event.target === letters ? keep('letters', letters.checked) : dress(event.target.value)
})

const wished = asked.get('variant') || asked.get('scheme')
for (const film of all('video', deck)) {
  // From the first moment that it plays: a track that is on by default writes over the picture that stands there first.
  film.addEventListener('play', () => { for (const track of film.textTracks) track.mode = 'showing' }, { once: true })
}
dress(wished || kept('scheme', session) || root.dataset.scheme || 'light', { remote: true })
letters.checked = kept('letters') !== 'false'
paper(['notes', '3'].includes(asked.get('print')) ? asked.get('print') : '')
trail = history.state?.trail || []
token = asked.get('presenter') || history.state?.token || ''
const first = target(location.hash) ?? Math.max(0, pages.findIndex(page => !('hidden' in page.dataset)))
for (const page of pages) for (const point of stepsOf(page)) point.classList.add('later')
// What this window remembers is no news to the other.
go(first, history.state?.step || 0, { quiet: true, remote: true })
asked.has('presenter') ? desk() : settle()
if (mate) {
  setInterval(() => post('ping'), 1000)
  post('hello')
}
setInterval(tick, 500)
