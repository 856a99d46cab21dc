// The speaker's desk, in a second window or in this one: next slide, notes, clock, pace.
// The two windows know each other by a token that only they have, and listen to nobody else.
const nextArea = find('#deckgen-next')
const list = find('#deckgen-list')
const total = 60 * (parseFloat(deck.dataset.minutes) || 0)
const ends = plan()
const shown = name => find(`[data-show=${name}]`)
const mate = asked.get('presenter') ? window.opener : null
const local = location.protocol === 'file:'
const origins = local ? ['null', 'file://'] : [location.origin]
let peer = mate
// How many moves the two windows have made: of two that say where the talk stands, the one that knows more is right.
let turn = history.state?.turn || 0
let heard = Date.now()
let clock = history.state?.clock || { since: 0, gone: 0 }
let slideStart = 0
let sectionStart = 0
let section = ''
let noteSize = 1

/** Seconds from the start by which each slide should end: its own minutes, or its share of what is left over. */
function plan() {
  const own = pages.map(page => 60 * (parseFloat(page.dataset.minutes) || 0))
  const counted = pages.map(page => !('hidden' in page.dataset))
  const known = own.reduce((sum, one, n) => sum + (counted[n] ? one : 0), 0)
  const open = own.filter((one, n) => counted[n] && !one).length
  const share = open ? Math.max(0, total - known) / open : 0
  let end = 0
  return own.map((one, n) => (end += counted[n] ? one || share : 0))
}

const elapsed = () => (clock.gone + (clock.since ? Date.now() - clock.since : 0)) / 1000
function setClock(to) {
  clock = to
  write('replaceState', { ...history.state, clock })
  find('[data-do=timer]').textContent = clock.since ? words.pause : words.start
  tick()
}
const timer = () => setClock(clock.since ? { since: 0, gone: elapsed() * 1000 } : { since: Date.now(), gone: clock.gone })
function reset() {
  slideStart = sectionStart = 0
  setClock({ since: 0, gone: 0 })
}
const time = seconds => {
  const whole = Math.round(Math.abs(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
function put(name, text, late) {
  const one = shown(name)
  one.textContent = text
  one.parentNode.classList.toggle('late', !!late)
}
function tick() {
  if (view !== 'presenter' || !pages.length) return
  const now = elapsed()
  const start = ends[at - 1] || 0
  const end = ends[at]
  const planned = ends.at(-1) > 0
  const share = (gone, whole) => planned ? fill(words.of, { part: time(gone), parts: time(whole) }) : time(gone)
  put('clock', new Date().toLocaleTimeString(root.lang, { hour: '2-digit', minute: '2-digit' }))
  put('elapsed', time(now))
  put('left', total ? (now > total ? '−' : '') + time(total - now) : '—', total && now > total)
  put('slide', share(now - slideStart, end - start), planned && now - slideStart > end - start + 1)
  const mine = pages.filter(page => page.dataset.section === section)
  const first = places.get(mine[0]?.id) || 0
  const length = ends[places.get(mine.at(-1)?.id) || 0] - (ends[first - 1] || 0)
  put('section', share(now - sectionStart, length), planned && now - sectionStart > length + 1)
  const behind = now > end + 1 ? now - end : 0
  const ahead = now < start - 1 ? start - now : 0
  put('pace', !planned || !now ? '—' : behind ? fill(words.behind, { time: time(behind) }) : ahead ? fill(words.ahead, { time: time(ahead) }) : words['on-time'], behind)
  put('link', mate && Date.now() - heard > 3500 ? words.lost : '')
}

function desk() {
  atDesk = true
  if (!list.children.length) {
    list.append(...pages.map((page, n) => make('a', `${n + 1}. ${nameOf(page)}`, { href: `#${page.id}` })))
  }
  setView('presenter')
  follow()
  setClock(clock)
}
list.addEventListener('click', event => {
  const link = event.target.closest('a')
  if (!link) return
  event.preventDefault()
  go(target(link.getAttribute('href')), 0, { jump: true })
})
function follow() {
  const current = list.children[at]
  if (view !== 'presenter' || !current) return
  find('[aria-current]', list)?.removeAttribute('aria-current')
  current.setAttribute('aria-current', 'true')
  current.scrollIntoView({ block: 'nearest' })
  const points = stepsOf(pages[at])
  const n = step < points.length ? at : neighbour(1)
  nextArea.replaceChildren()
  nextArea.inert = true
  if (n === undefined) return
  const copy = pages[n].firstElementChild.cloneNode(true)
  for (const one of all('[id]', copy)) one.removeAttribute('id')
  all('[data-step]', copy).forEach((point, i) => point.classList.toggle('later', n !== at || i > step))
  nextArea.append(copy)
}
function leaveDesk() {
  atDesk = false
  view = ''
  settle()
}
watchers.push((moved, how) => {
  if (moved) {
    slideStart = elapsed()
    const now = pages[at].dataset.section
    if (now !== section) sectionStart = slideStart
    section = now
    if (at && !clock.since && !clock.gone && !how.quiet && atDesk) timer()
  }
  follow()
  tick()
  if (!how.remote) tell()
})
function resize(by) {
  noteSize = Math.max(0.6, Math.min(2.5, noteSize * by))
  panel.style.setProperty('--note', noteSize)
}

function presenter() {
  if (mate) return
  if (atDesk) return leaveDesk()
  token ||= [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
  flush()
  const here = location.href.split(/[?#]/)[0]
  const opened = open(`${here}?presenter=${token}${location.hash}`, `deckgen-${token}`, 'popup,width=1240,height=800')
  opened ? peer = opened : desk()
}
function post(what, more = {}) {
  const told = { deckgen: token, what, turn, n: at, step, blank: blanked, scheme: root.dataset.scheme, trail, ...more }
  // A file's origin has no name that could be asked for.
  if (peer && token) peer.postMessage(told, local ? '*' : location.origin)
}
function tell() {
  if (peer?.closed) peer = null
  turn++
  post('at')
}
addEventListener('message', event => {
  const told = event.data
  if (!token || !told || told.deckgen !== token || !origins.includes(event.origin)) return
  if (event.source !== peer) {
    // After a reload the window with the slides has forgotten its mate, who still has the token.
    if (mate || !['hello', 'ping'].includes(told.what)) return
    peer = event.source
    told.what = 'hello'
  }
  heard = Date.now()
  if (told.what === 'hello' || told.what === 'ping') post('at')
  if (told.what === 'at' && [told.n, told.step, told.turn].every(Number.isInteger)) {
    if (told.turn < turn || (told.turn === turn && !mate)) {
      if (told.turn < turn || told.n !== at || told.step !== step) post('at')
      return
    }
    turn = told.turn
    if (Array.isArray(told.trail)) trail = told.trail.filter(one => Array.isArray(one) && one.length === 2 && one.every(Number.isInteger))
    if (told.n !== at || told.step !== step) go(told.n, told.step, { remote: true })
    if (['', 'black', 'white'].includes(told.blank)) blank(told.blank, { remote: true })
    dress(told.scheme, { remote: true })
  }
  if (told.what === 'hand') follows(told)
})
