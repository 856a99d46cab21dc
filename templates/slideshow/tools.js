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
  say(colour ? `${colour} screen` : `${partOf(at)}, ${nameOf(pages[at])}`)
  if (!how.remote) tell()
}
const toggleBlank = colour => blank(blanked === colour ? '' : colour)
blankScreen.addEventListener('click', () => blank(''))

function draw() {
  hold({ '': 'laser', laser: 'pen', pen: '' }[tool])
}
function hold(which) {
  tool = root.dataset.tool = which
  wipe()
  if (which === 'laser' && !dot) document.body.append(dot = make('div', '', { id: 'deckgen-dot' }))
  if (dot) dot.hidden = which !== 'laser'
  if (which === 'pen' && !canvas) document.body.append(canvas = make('canvas', '', { id: 'deckgen-draw', 'aria-hidden': 'true' }))
  if (which === 'pen') wipe()
}
function wipe() {
  if (!canvas) return
  canvas.width = innerWidth * devicePixelRatio
  canvas.height = innerHeight * devicePixelRatio
}
deck.addEventListener('pointermove', event => {
  if (tool === 'laser') dot.style.transform = `translate(${event.clientX}px,${event.clientY}px)`
  if (tool !== 'pen' || !(event.buttons & 1)) return
  const pen = canvas.getContext('2d')
  pen.strokeStyle = '#ff4b2b'
  pen.lineWidth = 4 * devicePixelRatio
  pen.lineCap = 'round'
  pen.beginPath()
  pen.moveTo((event.clientX - event.movementX) * devicePixelRatio, (event.clientY - event.movementY) * devicePixelRatio)
  pen.lineTo(event.clientX * devicePixelRatio, event.clientY * devicePixelRatio)
  pen.stroke()
})
deck.addEventListener('pointerdown', event => {
  if (tool === 'pen') event.preventDefault()
})

let zoomed
function zoom(event) {
  if (zoomed || !event) {
    if (zoomed) zoomed.style.transform = ''
    zoomed = undefined
  } else {
    const box = deck.getBoundingClientRect()
    zoomed = pages[at]
    zoomed.style.transformOrigin = `${event.clientX - box.left}px ${event.clientY - box.top}px`
    zoomed.style.transform = 'scale(2.5)'
  }
  root.classList.toggle('zoomed', !!zoomed)
}
watchers.push(moved => {
  if (!moved) return
  wipe()
  zoom()
})

deck.addEventListener('click', event => {
  clearTimeout(clicking)
  if (!alone() || tool === 'pen' || event.detail > 1 || event.target.closest('a') || String(getSelection())) return
  const box = deck.getBoundingClientRect()
  const share = (event.clientX - box.left) / box.width
  const backwards = root.dir === 'rtl' ? share > 0.75 : share < 0.25
  clicking = setTimeout(backwards ? back : next, 240)
})
deck.addEventListener('dblclick', event => {
  if (!alone() || tool === 'pen') return
  clearTimeout(clicking)
  getSelection().removeAllRanges()
  zoom(event)
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
