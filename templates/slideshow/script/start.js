// Keys and buttons → what they do; then the first slide.
const letters = find('#deckgen-letters')
const number = find('#deckgen-number')
let typed = ''
// Whether the keyboard has led to the notes; a browser that asks later takes the key itself for that.
let reached = false
panel.addEventListener('focus', () => { reached = panel.matches(':focus-visible') })
let typing
// A clicker's key for the start and the end sends F5 and Esc by turns.
let started = false

const jump = n => { if (n !== undefined) go(n, 0, { jump: true }) }
const acts = {
  next, back, home, onward, backward, overview, notes, presenter, read, timer, reset, copy, draw, wipe, count, again, full,
  run: () => {
    if (view === 'overview') settle()
    started = true
    second || full(true)
  },
  help: () => help.showModal(),
  tools: () => find('#deckgen-tools').showModal(),
  search: openSearch,
  close: () => all('dialog').forEach(one => one.close()),
  black: () => toggleBlank('black'),
  white: () => toggleBlank('white'),
  desk: () => second || (atDesk ? leaveDesk() : desk()),
  first: () => jump(0),
  last: () => jump(pages.length - 1),
  colours: () => dress({ light: 'dark', dark: 'comfort', comfort: 'light' }[root.dataset.scheme] || 'light'),
  number: () => counted(words['go-to']),
  'go-to': () => jump(slideOf(number.value)),
  pointer: () => hold(tool === 'laser' ? '' : 'laser'),
  eraser: () => hold(tool === 'eraser' ? '' : 'eraser'),
  off: () => hold(''),
  smaller: () => resize(1 / 1.15),
  larger: () => resize(1.15),
  print: () => printAs(''),
  'print-notes': () => printAs('notes'),
  'print-3': () => printAs('3'),
  escape: () => {
    if (blanked) blank('')
    else if (zoomed) closer()
    else if (tool) hold('')
    else if (document.fullscreenElement || started) {
      started = false
      full(false)
    }
    else if (view === 'presenter') second || leaveDesk()
    else if (atDesk) settle()
    else overview()
  },
}
for (const one of hues) acts[one] = () => takePen(one)
document.addEventListener('fullscreenchange', () => { if (!document.fullscreenElement) started = false })

// The help's table is where keys are bound. Where lines run to the left, the arrows change sides.
const keys = {}
for (const one of all('[data-key]', help)) {
  const key = one.dataset.key
  const sided = root.dir === 'rtl' ? key.replace(/Left|Right/, side => side[4] ? 'Left' : 'Right') : key
  keys[sided] = one.closest('[data-act]').dataset.act
}
/** The sign that a key writes, or on a keyboard of another script the one that Latin letters have there. */
function signOf({ key, code, shiftKey }) {
  if (!/^([^\x00-\x7f]+|'|Process|Unidentified)$/.test(key)) return key
  const [, letter, digit] = /^(?:Key([A-Z])|Digit(\d))$/.exec(code) || []
  return letter?.toLowerCase() ?? digit ?? { Slash: shiftKey ? '?' : '/', Period: '.', Minus: '-', Equal: '+' }[code] ?? key
}
/** A pressed key by the name that the table gives it. */
function pressed(key, { shiftKey, altKey }) {
  if (key.length === 1 && key.toLowerCase() !== key.toUpperCase()) key = shiftKey ? key.toUpperCase() : key.toLowerCase()
  const held = shiftKey && (key.length > 1 || key === ' ' || key !== key.toLowerCase())
  return (altKey ? 'Alt+' : '') + (held ? 'Shift+' : '') + key
}
const moves = new Set(['next', 'back', 'onward', 'backward', 'first', 'last', 'home'])

function counted(text) {
  clearTimeout(typing)
  wake()
  find('.count', bar).textContent = text
  typing = setTimeout(() => { typed = ''; find('.count', bar).textContent = `${at + 1} / ${pages.length}` }, 2500)
}
/** What clickers send turns pages wherever the focus is, and leads out of whatever is open; true where it was that. */
function clicked({ key, shiftKey }) {
  const act = { PageDown: 'next', PageUp: 'back', F5: 'run' }[key]
  if (!act || view === 'read') return false
  acts.close()
  if (view === 'overview') settle()
  if (act !== 'run' && blanked) blank('')
  acts[act]()
  return true
}
addEventListener('keydown', event => {
  const key = signOf(event)
  const on = event.target.closest ? event.target : root
  if (event.ctrlKey || event.metaKey || event.isComposing) return
  if (!event.altKey && clicked(event)) return event.preventDefault()
  if (find('dialog[open]')) return
  if ((key === ' ' || key === 'Enter') && on.closest('button,a,summary') && !typed) return
  if (on.closest('video') && /^( |Enter|Arrow.*|Home|End)$/.test(key)) return
  // Notes that the keyboard has reached are scrolled by it; a click in them takes no key away.
  if (on === panel && reached && /^Arrow(Up|Down)$/.test(key)) return
  if (view === 'overview' && /^(Arrow|Home|End)/.test(key)) {
    event.preventDefault()
    return roam(key)
  }
  if (/^\d$/.test(key) && !event.altKey && letters.checked && alone()) {
    typed += key
    return counted(`${typed} / ${pages.length}`)
  }
  if (typed && key === 'Enter') {
    const n = Number(typed) - 1
    counted(typed = '')
    event.preventDefault()
    return pages[n] ? jump(n) : undefined
  }
  const act = letters.checked || key.length > 1 || key === ' ' ? keys[pressed(key, event)] : undefined
  if (!act || ((moves.has(act) || act === 'run') && !alone())) return
  if (view === 'read' && act === 'escape' && !atDesk) return
  event.preventDefault()
  if (moves.has(act) && blanked) blank('')
  acts[act]()
})
document.addEventListener('click', event => {
  const button = event.target.closest('[data-do]')
  if (!button) return
  // A button that was clicked keeps no key to itself: Space and Enter turn the page.
  if (event.detail && !button.closest('dialog')) button.blur()
  if (button.closest('#deckgen-tools')) acts.close()
  acts[button.dataset.do]()
})
help.addEventListener('change', event => {
  if (event.target.name) dress(event.target.value)
  else if (event.target === letters) keep('letters', letters.checked)
})
number.addEventListener('keydown', event => {
  if (event.key === 'Enter') find('[data-do=go-to]').click()
})

// `deckgen watch` has put other insides into pages: the one that is seen is shown as far as it was.
addEventListener('deckgen-changed', () => {
  index = undefined
  reveal(pages[at], step)
  fillNotes()
  for (const name of inks.keys()) redraw(name)
  for (const watch of watchers) watch(false, { remote: true })
})

const wished = asked.get('variant') || asked.get('scheme')
dress(wished || kept('scheme', session) || root.dataset.scheme || 'light', { remote: true })
letters.checked = kept('letters') !== 'false'
paper(asked.get('print') || '')
const old = recall()
trail = old.trail || []
token = asked.get('presenter') || asked.get('with') || old.token || ''
turn = old.turn || 0
edit = old.edit || 0
if (old.clock) clock = old.clock
arrange({ ...manner, ...old.manner }, { remote: true })
connect()
const named = history.state?.id ? undefined : slideOf(asked.get('slide')) ?? target(location.hash)
const resumed = old.id === pages[named]?.id || named === undefined ? places.get(old.id) : undefined
const first = named ?? resumed ?? Math.max(0, pages.findIndex(page => !('hidden' in page.dataset)))
if (old.id) recallInk()
takeCount(old.counting)
// What this window remembers is no news to the other.
go(first, resumed === undefined ? 0 : old.step || 0, { quiet: true, remote: true })
if (old.marks) [slideStart, sectionStart] = old.marks
second || old.desk ? desk() : settle()
if (old.blanked) blank(old.blanked, { remote: true })
root.classList.remove('early', 'aimed')
if (second) setInterval(() => post('ping'), 1000)
if (token) post('hello')
outside()
setInterval(tick, 500)
