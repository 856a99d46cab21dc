// What a talk must not lose: where it stands, its clock, its drawings, how the desk is arranged. It is kept by the
// window's history for a reload, by storage for a window that was closed, and by the other window.
// The two windows know each other by a token that only they have, and listen to nobody else.
const second = asked.has('presenter')
const local = location.protocol === 'file:' || origin === 'null'
const origins = local ? ['null', 'file://'] : [location.origin]
const shelf = `talk ${location.pathname}`
// A talk whose window was closed goes on if it is opened again within ten minutes.
const PATIENCE = 600000
let peer = second || asked.has('with') ? window.opener : null
let channel
let deaf = ''
// How many moves the two windows have made, and how often anything else was set (clock, colours, black screen, desk):
// of two that say how things are, the one that knows more is right. They are counted apart, since what one window
// sets must not take back the move that the other makes in the same moment.
let turn = 0
let edit = 0
let heard = Date.now()
let clock = { since: 0, gone: 0 }
let manner = { note: 1, across: 65, down: 60 }

const memory = () => ({
  id: pages[at].id, step, token, trail, turn, edit, clock, marks: [slideStart, sectionStart], manner, counting, blanked,
  desk: atDesk && !second,
})
/** What is remembered: by this window, or of a talk that was going on a moment ago. */
function recall() {
  if (history.state?.id) return history.state
  try {
    const old = JSON.parse(kept(shelf))
    return Date.now() - old.seen < PATIENCE ? old : { manner: old.manner }
  } catch { return {} }
}
function keepTalk() {
  if (token || clock.since || clock.gone || inks.size) keep(shelf, JSON.stringify({ ...memory(), desk: atDesk && !second && view !== 'read', seen: Date.now() }))
}
function keepInk() {
  keep(`ink ${shelf}`, JSON.stringify([...inks]))
  keepTalk()
}
function recallInk() {
  try {
    for (const [name, lines] of JSON.parse(kept(`ink ${shelf}`)) || []) takeInk(name, lines)
  } catch { /* nothing was kept */ }
}
setInterval(() => { if (token || clock.since) keepTalk() }, 5000)

const here = location.href.split(/[?#]/)[0]
function presenter() {
  if (second) return
  if (atDesk) return leaveDesk()
  token ||= [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
  connect()
  flush()
  const opened = opens(`?presenter=${token}`, `deckgen-${token}`, 'popup,width=1240,height=800')
  // Nobody is shown the notes because a browser blocks windows.
  opened ? peer = opened : find('#deckgen-blocked').showModal()
  entitle()
}
/** From the desk: open the slides anew, in a window that knows this one. */
function again() {
  peer = opens(`?show&with=${token}`, `deckgen-show-${token}`) || peer
}
/** Open this file in another window. Firefox throws where a frame without an origin may not open one. */
function opens(query, ...how) {
  try { return open(here + query + location.hash, ...how) } catch { /* as where a browser blocks it */ }
}
/** Files share a channel where their browser gives them one; it finds a window that was opened anew. */
function connect() {
  if (!token || channel) return
  try {
    channel = new BroadcastChannel(`deckgen-${token}`)
    channel.onmessage = event => hear(event.data)
  } catch { /* a window without an origin has none */ }
}
function post(what, more = {}) {
  if (!token) return
  const told = { deckgen: token, what, turn, edit, n: at, step, blank: blanked, scheme: root.dataset.scheme, trail, clock, manner, counting, ...more }
  // A file's origin has no name that could be asked for.
  if (peer && !peer.closed) peer.postMessage(told, local ? '*' : location.origin)
  else channel?.postMessage(told)
}
/** Tell the other window, and who shows the deck in a frame, of a move. */
function tell() {
  turn++
  post('at')
  outside()
}
/** Tell the other window what was set here. */
function announce() {
  edit++
  post('at')
}
addEventListener('message', event => {
  const told = event.data
  if (framed && event.source === parent) return commanded(told)
  if (!told || !token || told.deckgen !== token || !origins.includes(event.origin)) return
  if (event.source !== peer) {
    // After a reload the window with the slides has forgotten its mate, who still has the token.
    if (second && peer && !peer.closed || !['hello', 'ping'].includes(told.what)) return
    peer = event.source
    told.what = 'hello'
  }
  hear(told)
})
const whole = list => Array.isArray(list) && list.every(Number.isInteger)
function hear(told) {
  if (!told || told.deckgen !== token) return
  heard = Date.now()
  if (told.what === 'hello' || told.what === 'ping') post('at')
  if (told.what === 'hello') for (const [on, lines] of inks) post('ink', { on, lines })
  if (told.what === 'at' && whole([told.n, told.step, told.turn, told.edit])) {
    // Of two that know as much the slides are right.
    const newer = (theirs, ours) => theirs > ours || theirs === ours && second
    const moved = newer(told.turn, turn)
    const set = newer(told.edit, edit)
    if (told.turn < turn || told.edit < edit || !moved && (told.n !== at || told.step !== step)) post('at')
    if (moved) {
      turn = told.turn
      if (Array.isArray(told.trail)) trail = told.trail.filter(one => whole(one) && one.length === 2)
      if (told.n !== at || told.step !== step) go(told.n, told.step, { remote: true })
    }
    if (set) {
      edit = told.edit
      if (['', 'black', 'white'].includes(told.blank)) blank(told.blank, { remote: true })
      dress(told.scheme, { remote: true })
      takeCount(told.counting)
      if (told.clock && [told.clock.since, told.clock.gone].every(Number.isFinite)) setClock(told.clock, { remote: true })
      if (told.manner && Object.values(told.manner).every(Number.isFinite)) arrange(told.manner, { remote: true })
    }
  }
  if (told.what === 'hand') follows(told)
  if (told.what === 'ink') {
    takeInk(told.on, told.lines)
    keepInk()
  }
  if (told.what === 'film') plays(told)
  if (told.what === 'muted') trouble('muted')
}

// A page that shows the deck in a frame may turn its slides, and hears of each turn, where the deck was built for it.
const embedded = framed && 'embed' in document.body.dataset
function outside() {
  if (embedded) parent.postMessage({ deckgen: 'at', slide: pages[at].id, number: at + 1, of: pages.length, step, steps: stepsOf(pages[at]) }, '*')
}
function commanded(told) {
  if (!embedded || !told) return
  if (told.deckgen === 'next') next()
  if (told.deckgen === 'back') back()
  if (told.deckgen === 'go') jump(slideOf(told.slide))
  if (told.deckgen === 'where') outside()
}
/** The page of that number or that lasting name, or undefined. */
function slideOf(name) {
  const n = target(`#${name}`) ?? name - 1
  return pages[n] && n
}
