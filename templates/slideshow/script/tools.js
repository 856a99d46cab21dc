// What a hand does to the slide that is shown: blank it, point at it, look closer, click, swipe.
const blankScreen = find('#deckgen-blank')
let blanked = ''
let tool = ''
let dot, clicking

function blank(colour, how = {}) {
  if (colour === blanked) return
  blanked = colour
  blankScreen.hidden = !colour
  blankScreen.className = colour
  hush(!!colour)
  seatBoard()
  say(colour ? words[colour] : `${partOf(at)}, ${nameOf(pages[at])}`)
  if (!how.remote) announce()
}
const toggleBlank = colour => blank(blanked === colour ? '' : colour)
blankScreen.addEventListener('click', () => { if (!inked && !drawing()) blank('') })

// What the hand does in one window is seen in the other: places are told in shares of the slide.
const picture = () => (find('.slide', pages[at]) || deck).getBoundingClientRect()
function shareOf(event) {
  const box = picture()
  return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
}
function placeOf({ x, y }) {
  const box = picture()
  return [box.left + x * box.width, box.top + y * box.height]
}
/** Do here what the hand did in the other window. */
function follows({ hand, hue: colour, x, y, ...more }) {
  if (['', 'laser', 'pen', 'eraser'].includes(hand)) {
    if (hues.includes(colour)) hue = colour
    hold(hand, { remote: true })
  }
  if (hand === 'line') return joinIn(more)
  if (![x, y].every(Number.isFinite)) return hand === 'far' ? zoom() : undefined
  if (hand === 'point') point({ x, y })
  if (hand === 'near') {
    if (zoomed) zoom()
    zoom({ x, y })
  }
}

function draw() {
  hold({ '': 'laser', laser: 'pen' }[tool] || '')
}
function hold(which, how = {}) {
  tool = root.dataset.tool = which
  if (which === 'laser' && !dot) document.body.append(dot = make('div', '', { id: 'deckgen-dot' }))
  if (dot) {
    dot.hidden = which !== 'laser'
    dot.style.transform = 'translate(-99px,-99px)'
  }
  seatBoard()
  if (how.remote) return
  say({ '': words.off, laser: words.pointer, pen: words[hue], eraser: words.eraser }[which])
  post('hand', { hand: which, hue })
}
function point(share) {
  if (dot) dot.style.transform = `translate(${placeOf(share).map(one => `${one}px`)})`
}
deck.addEventListener('pointermove', event => {
  if (tool !== 'laser') return
  const here = shareOf(event)
  point(here)
  post('hand', { hand: 'point', ...here })
})

let zoomed
function zoom(share) {
  if (zoomed) zoomed.style.transform = ''
  zoomed = !zoomed && share && pages[at]
  if (zoomed) {
    const box = deck.getBoundingClientRect()
    const [x, y] = placeOf(share)
    zoomed.style.transformOrigin = `${x - box.left}px ${y - box.top}px`
    zoomed.style.transform = 'scale(2.5)'
  }
  root.classList.toggle('zoomed', !!zoomed)
}
function closer(share) {
  zoom(share)
  post('hand', zoomed ? { hand: 'near', ...share } : { hand: 'far' })
}
watchers.push(moved => { if (moved) zoom() })

/** Tell whether a finger touches the lower edge, which brings the bar and does nothing else. */
const edge = event => event.pointerType === 'touch' && innerHeight - event.clientY < 72
deck.addEventListener('click', event => {
  clearTimeout(clicking)
  if (inked || !alone() || drawing() || event.detail > 1 || event.target.closest('a,video,button') || String(getSelection())) return
  if (edge(event)) return
  const box = deck.getBoundingClientRect()
  const share = (event.clientX - box.left) / box.width
  const backwards = root.dir === 'rtl' ? share > 0.75 : share < 0.25
  clicking = setTimeout(backwards ? back : next, 240)
})
deck.addEventListener('dblclick', event => {
  if (inked || !alone() || drawing() || event.target.closest('video,button')) return
  clearTimeout(clicking)
  getSelection().removeAllRanges()
  closer(shareOf(event))
})

let touched
deck.addEventListener('touchstart', event => {
  const still = (window.visualViewport?.scale || 1) < 1.05
  touched = alone() && still && event.touches.length === 1 && !stylus(event) ? event.touches[0] : undefined
}, { passive: true })
deck.addEventListener('touchend', event => {
  if (!touched || drawing()) return
  const across = event.changedTouches[0].clientX - touched.clientX
  const down = event.changedTouches[0].clientY - touched.clientY
  touched = undefined
  if (Math.abs(across) < 50 || Math.abs(across) < Math.abs(down) * 1.5) return
  (across < 0) === (root.dir !== 'rtl') ? next() : back()
}, { passive: true })

function full(on = !document.fullscreenElement) {
  if (!on) return document.fullscreenElement && document.exitFullscreen()
  // A browser that is still leaving it says no; a moment later it does not.
  const ask = left => root.requestFullscreen?.().catch(() => left && setTimeout(ask, 300, left - 1))
  ask(4)
}

// The bar is seen while the pointer moves or lies on it; then both go, and the slide stands alone. Only what
// really moves counts: browsers report a resting mouse, too, when what is under it changes.
let sleep
let seen = ''
function wake() {
  bar.classList.add('awake')
  root.classList.remove('rest')
  clearTimeout(sleep)
  sleep = setTimeout(rest, 2500)
}
function rest() {
  bar.classList.remove('awake')
  root.classList.add('rest')
}
addEventListener('pointermove', event => {
  const place = `${event.screenX} ${event.screenY}`
  if (place !== seen) wake()
  seen = place
}, { passive: true })
addEventListener('pointerdown', event => { if (event.pointerType !== 'mouse') wake() }, { passive: true })

// While somebody presents, the screen stays on, where the browser lets a page ask for it.
let lock
async function stayOn() {
  const presenting = alone() && (atDesk || peer || document.fullscreenElement)
  if (!presenting || document.hidden || (lock && !lock.released)) return
  try {
    lock = await navigator.wakeLock.request('screen')
    root.dataset.lock = 'on'
    lock.addEventListener('release', () => { root.dataset.lock = 'off' })
  } catch { /* refused, as in a frame or when the battery is low */ }
}
for (const name of ['visibilitychange', 'fullscreenchange']) document.addEventListener(name, stayOn)
watchers.push(stayOn)
