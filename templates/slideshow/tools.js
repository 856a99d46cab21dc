// What a hand does to the slide that is shown: blank it, point at it, draw on it, look closer, click, swipe.
const blankScreen = find('#deckgen-blank')
let blanked = ''
let tool = ''
let canvas, dot, clicking

function blank(colour, how = {}) {
  if (colour === blanked) return
  blanked = colour
  blankScreen.hidden = !colour
  blankScreen.className = colour
  say(colour ? words[colour] : `${partOf(at)}, ${nameOf(pages[at])}`)
  if (!how.remote) tell()
}
const toggleBlank = colour => blank(blanked === colour ? '' : colour)
blankScreen.addEventListener('click', () => blank(''))

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
function follows({ hand, x, y, x0, y0 }) {
  if (['', 'laser', 'pen'].includes(hand)) hold(hand, { remote: true })
  if (![x, y].every(Number.isFinite)) return hand === 'far' ? zoom() : undefined
  if (hand === 'point') point({ x, y })
  if (hand === 'near') {
    if (zoomed) zoom()
    zoom({ x, y })
  }
  if (hand === 'stroke' && [x0, y0].every(Number.isFinite)) stroke({ x: x0, y: y0 }, { x, y })
}

function draw() {
  hold({ '': 'laser', laser: 'pen', pen: '' }[tool])
}
function hold(which, how = {}) {
  tool = root.dataset.tool = which
  wipe()
  if (which === 'laser' && !dot) document.body.append(dot = make('div', '', { id: 'deckgen-dot' }))
  if (dot) {
    dot.hidden = which !== 'laser'
    dot.style.transform = 'translate(-99px,-99px)'
  }
  if (which === 'pen' && !canvas) document.body.append(canvas = make('canvas', '', { id: 'deckgen-draw', 'aria-hidden': 'true' }))
  if (which === 'pen') wipe()
  if (how.remote) return
  say({ '': words.off, laser: words.pointer, pen: words.pen }[which])
  post('hand', { hand: which })
}
function wipe() {
  if (!canvas) return
  canvas.width = innerWidth * devicePixelRatio
  canvas.height = innerHeight * devicePixelRatio
}
function point(share) {
  if (dot) dot.style.transform = `translate(${placeOf(share).map(one => `${one}px`)})`
}
function stroke(from, to) {
  if (!canvas) return
  const pen = canvas.getContext('2d')
  pen.strokeStyle = '#ff4b2b'
  pen.lineWidth = Math.max(2, picture().width / 320) * devicePixelRatio
  pen.lineCap = 'round'
  pen.beginPath()
  pen.moveTo(...placeOf(from).map(one => one * devicePixelRatio))
  pen.lineTo(...placeOf(to).map(one => one * devicePixelRatio))
  pen.stroke()
}
let last
deck.addEventListener('pointermove', event => {
  if (!tool) return
  const here = shareOf(event)
  if (tool === 'laser') {
    point(here)
    post('hand', { hand: 'point', ...here })
  } else if (event.buttons & 1 && last) {
    stroke(last, here)
    post('hand', { hand: 'stroke', ...here, x0: last.x, y0: last.y })
    last = here
  }
})
deck.addEventListener('pointerdown', event => {
  if (tool !== 'pen') return
  last = shareOf(event)
  event.preventDefault()
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
watchers.push(moved => {
  if (!moved) return
  wipe()
  zoom()
})

deck.addEventListener('click', event => {
  clearTimeout(clicking)
  if (!alone() || tool === 'pen' || event.detail > 1 || event.target.closest('a,video') || String(getSelection())) return
  const box = deck.getBoundingClientRect()
  const share = (event.clientX - box.left) / box.width
  const backwards = root.dir === 'rtl' ? share > 0.75 : share < 0.25
  clicking = setTimeout(backwards ? back : next, 240)
})
deck.addEventListener('dblclick', event => {
  if (!alone() || tool === 'pen' || event.target.closest('video')) return
  clearTimeout(clicking)
  getSelection().removeAllRanges()
  closer(shareOf(event))
})

let touched
deck.addEventListener('touchstart', event => {
  const still = (window.visualViewport?.scale || 1) < 1.05
  touched = alone() && still && event.touches.length === 1 ? event.touches[0] : undefined
}, { passive: true })
deck.addEventListener('touchend', event => {
  if (!touched || tool === 'pen') return
  const across = event.changedTouches[0].clientX - touched.clientX
  const down = event.changedTouches[0].clientY - touched.clientY
  touched = undefined
  if (Math.abs(across) < 50 || Math.abs(across) < Math.abs(down) * 1.5) return
  (across < 0) === (root.dir !== 'rtl') ? next() : back()
}, { passive: true })

function full() {
  document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.().catch(() => {})
}

let sleep
function wake() {
  bar.classList.add('awake')
  clearTimeout(sleep)
  sleep = setTimeout(() => bar.classList.remove('awake'), 2500)
}
addEventListener('pointermove', wake, { passive: true })
addEventListener('pointerdown', wake, { passive: true })
