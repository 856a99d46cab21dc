// The board: what is drawn stays with its slide, or with the black or white screen, until it is wiped.
// A line is its colour and its corners, in pixels of the stage, so that it grows and prints with the slide.
const hues = ['red', 'blue', 'green']
const inks = new Map()
let hue = 'red'
let line, inked, lastPen

const drawing = () => tool === 'pen' || tool === 'eraser'
const stylus = event => [...event.touches].some(one => one.touchType === 'stylus')
const board = () => blanked ? `#${blanked}` : pages[at].id

/** The drawing of a slide or of a blank screen, made when something is first drawn on it. */
function sheetOf(name) {
  const holder = name[0] === '#' ? blankScreen : pages[places.get(name)]?.firstElementChild
  if (!holder) return
  const look = `ink ${name[0] === '#' ? name.slice(1) : ''}`
  let sheet = all('.ink', holder).find(one => one.getAttribute('class') === look)
  if (!sheet) holder.append(sheet = drawn('svg', { class: look, viewBox: `0 0 ${stageWidth} 720`, 'aria-hidden': 'true' }))
  return sheet
}
const trace = ({ hue, path }) => drawn('polyline', { class: hue, points: path.join(' ') })
function redraw(name) {
  sheetOf(name)?.replaceChildren(...(inks.get(name) || []).map(trace))
}
/** Lay the sheets of the blank screen over where the slide lies. */
function seatBoard() {
  if (!blanked) return
  const box = picture()
  const around = blankScreen.getBoundingClientRect()
  const near = view === 'presenter' && !drawing()
  for (const sheet of all('.ink', blankScreen)) {
    const at = near ? [0, 0, around.width, around.height] : [box.left - around.left, box.top - around.top, box.width, box.height]
    for (const [n, side] of ['left', 'top', 'width', 'height'].entries()) sheet.style[side] = `${at[n]}px`
  }
}
function begin(name, colour, x, y) {
  const lines = inks.get(name) || []
  inks.set(name, lines)
  lines.push({ hue: colour, path: [x, y, x, y] })
  sheetOf(name)?.append(trace(lines.at(-1)))
  seatBoard()
}
function extend(name, x, y) {
  const own = inks.get(name)?.at(-1)
  if (!own) return
  own.path.push(x, y)
  sheetOf(name)?.lastChild?.setAttribute('points', own.path.join(' '))
}
/** Go on with a line that is being drawn in the other window. */
function joinIn({ on, colour, from, to }) {
  if (typeof on !== 'string' || !hues.includes(colour) || !Array.isArray(to) || !to.every(Number.isFinite)) return
  if (!from) begin(on, colour, ...to)
  else extend(on, ...to)
}
/** Take away the lines that a place touches. */
function erase(x, y) {
  const name = board()
  const lines = inks.get(name) || []
  const left = lines.filter(({ path }) => {
    for (let n = 0; n + 3 < path.length; n += 2) if (gap(x, y, path.slice(n, n + 4)) < 16) return false
    return true
  })
  if (left.length === lines.length) return
  inks.set(name, left)
  redraw(name)
  shareInk(name)
}
/** How far a place lies from a stretch of a line. */
function gap(x, y, [x0, y0, x1, y1]) {
  const [across, down] = [x1 - x0, y1 - y0]
  const long = across * across + down * down
  const share = long && Math.max(0, Math.min(1, ((x - x0) * across + (y - y0) * down) / long))
  return Math.hypot(x - x0 - share * across, y - y0 - share * down)
}
function wipe() {
  inks.delete(board())
  redraw(board())
  shareInk(board())
}
function shareInk(name) {
  post('ink', { on: name, lines: inks.get(name) || [] })
  keepInk()
}
/** Take over a drawing from the other window or from memory. */
function takeInk(name, lines) {
  if (typeof name !== 'string' || !Array.isArray(lines)) return
  inks.set(name, lines.filter(one => one && hues.includes(one.hue) && Array.isArray(one.path) && one.path.every(Number.isFinite)))
  redraw(name)
}
function takePen(colour) {
  hue = colour
  hold('pen')
}

const spot = event => {
  const { x, y } = shareOf(event)
  return [Math.round(x * stageWidth), Math.round(y * 720)]
}
for (const area of [deck, blankScreen]) {
  // A stylus draws at once, whatever is in the hand; its other end rubs out. Nothing scrolls under it.
  area.addEventListener('pointerover', event => { root.dataset.stylus = event.pointerType === 'pen' ? 'near' : '' })
  area.addEventListener('touchstart', event => { if (alone() && stylus(event)) event.preventDefault() }, { passive: false })
  area.addEventListener('pointerdown', event => {
    inked = false
    const pen = event.pointerType === 'pen'
    if (!alone() || edge(event) || event.button > 0 && !pen || !(drawing() || pen) || event.target.closest('a,button,video')) return
    line = { name: board(), rubs: tool === 'eraser' || event.buttons & 32, at: spot(event), drawn: drawing() }
    area.setPointerCapture?.(event.pointerId)
    event.preventDefault()
    if (line.rubs) erase(...line.at)
    else if (line.drawn) set(line)
  })
  area.addEventListener('pointermove', event => {
    if (!line) return
    for (const one of event.getCoalescedEvents?.().length ? event.getCoalescedEvents() : [event]) {
      const here = spot(one)
      if (line.rubs) erase(...here)
      else if (line.drawn || Math.hypot(here[0] - line.at[0], here[1] - line.at[1]) > 3) {
        if (!line.set) set(line)
        extend(line.name, ...here)
        post('hand', { hand: 'line', on: line.name, colour: hue, from: true, to: here })
        line.drawn = true
      }
    }
  })
  for (const name of ['pointerup', 'pointercancel']) {
    area.addEventListener(name, () => {
      if (!line) return
      inked = !!line.set || !!line.rubs
      if (line.set) shareInk(line.name)
      line = undefined
    })
  }
}
function set(one) {
  one.set = true
  begin(one.name, hue, ...one.at)
  post('hand', { hand: 'line', on: one.name, colour: hue, to: one.at })
}
