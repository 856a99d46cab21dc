// Where the show stands, and moving about in it.
const root = document.documentElement
const find = (query, from = document) => from.querySelector(query)
const all = (query, from = document) => [...from.querySelectorAll(query)]
const given = (one, attributes) => {
  for (const name in attributes) one.setAttribute(name, attributes[name])
  return one
}
const make = (tag, textContent = '', attributes = {}) => given(Object.assign(document.createElement(tag), { textContent }), attributes)
const drawn = (tag, attributes) => given(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes)
// How wide a slide is, in pixels of its own; all are 720 high.
const stageWidth = Number(root.dataset.wide)
const asked = new URLSearchParams(location.search)
const framed = window.parent !== window
const deck = find('#deckgen-deck')
// What the show says of itself, in the talk's language.
const words = JSON.parse(document.body.dataset.words)
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
const said = find('#deckgen-said')
const pages = all('.page', deck)
const places = new Map(pages.map((page, n) => [page.id, n]))
const nameOf = page => page.getAttribute('aria-label')
const watchers = []
let at = 0
let step = 0
let token = ''
// Where links and jumps have started, the last one last; both windows know it.
let trail = []

const stepsOf = page => Number(page.dataset.steps || 0)
/** Show what appears in a page's first k steps; of a program the lines stand out whose turn it is. */
function reveal(page, k) {
  for (const one of all('[data-step]', page)) one.classList.toggle('later', one.dataset.step > k)
  for (const code of all('[data-turns]', page)) {
    const turn = code.dataset.turns.split(' ').filter(from => from <= k).at(-1)
    for (const line of code.children) line.classList.toggle('back', !line.dataset.lit.split(' ').includes(turn))
  }
}
// What an element says: of a formula, the line that it reads as.
const wordsOf = one => {
  if (!one.querySelector?.('math')) return one.textContent
  const copy = one.cloneNode(true)
  all('math', copy).forEach(formula => formula.remove())
  return copy.textContent
}
const say = text => { said.textContent = text }
/** Hide a page so that the browser's own search still finds its words, those of later points, too. */
function veil(page, off) {
  if (off) {
    page.setAttribute('hidden', 'until-found')
    reveal(page, Infinity)
  } else page.hidden = false
}
const partOf = n => fill(words.of, { part: n + 1, parts: pages.length })

/** Show page n with its first k points; `how` tells jump, remote, quiet. */
function go(n, k = 0, how = {}) {
  if (!pages.length) return
  n = Math.max(0, Math.min(n, pages.length - 1))
  const page = pages[n]
  k = Math.max(0, Math.min(k, stepsOf(page)))
  const moved = n !== at || !page.classList.contains('on')
  if (how.jump) {
    flush()
    write('pushState', history.state)
    trail = [...trail.slice(-50), [at, step]]
  }
  if (moved) {
    const before = pages[at]
    before.classList.remove('on')
    page.classList.add('on')
    if (alone()) {
      if (before !== page) veil(before, true)
      veil(page, false)
    }
  }
  reveal(page, k)
  const further = !moved && k > step
  at = n
  step = k
  if (moved) headed()
  how.jump ? flush() : remember()
  if (!how.quiet) {
    if (moved) {
      say(`${partOf(n)}, ${nameOf(page)}`)
      if (alone() && !document.activeElement.closest('.ui')) headOf(page).focus({ preventScroll: true })
    } else if (further) say(all(`[data-step="${k}"],[data-lit~="${k}"]`, page).map(wordsOf).join(' '))
  }
  for (const watch of watchers) watch(moved, how)
}

/** The nearest page in a direction that is not hidden, or undefined. */
function neighbour(by) {
  for (let n = at + by; n >= 0 && n < pages.length; n += by) {
    if (!('hidden' in pages[n].dataset)) return n
  }
}

// The deck's name heads what has no heading of the first level of its own.
const deckName = find('#deckgen-name')
const headOf = page => find('h1,h2', page)
function headed() {
  const own = alone() ? pages[at] : view === 'read' ? deck : undefined
  deckName.hidden = !!own && all('h1', own).some(one => one !== deckName)
}

function next() {
  if (step < stepsOf(pages[at])) return go(at, step + 1)
  rolls(pages[at]) || onward()
}
function back() {
  step > 0 ? go(at, step - 1) : turnTo(-1, Infinity)
}
/** Go to the next page that is not hidden, or to the one before, where there is one. */
function turnTo(by, k) {
  const n = neighbour(by)
  if (n !== undefined) go(n, k)
}
const onward = () => turnTo(1)
const backward = () => turnTo(-1)

// The address names the page, a moment after the last move: browsers forbid more than a few changes a second.
let pending = 0
// The address's end as it was last written or followed. Where it differs somebody has just named another page, and
// their event is still to come: writing over it at once would lose where they go.
let written = location.hash
function remember() {
  pending ||= setTimeout(flush, 120)
}
function flush() {
  clearTimeout(pending)
  pending = 0
  if (!pages.length) return
  if (location.hash !== written) {
    written = location.hash
    return remember()
  }
  write('replaceState', memory(), `#${encodeURIComponent(pages[at].id)}`)
  written = location.hash
  keepTalk()
}
/** Change the browser's memory of the page, where it lets a file: Safari allows so many changes a minute. */
function write(how, state, address) {
  try { history[how](state, '', address) } catch { /* the next move writes it */ }
}

/** The page that an address's end names: its own, or the one that holds the element. */
function target(hash) {
  let id = hash.slice(1)
  try { id = decodeURIComponent(id) } catch { /* taken as it is */ }
  return places.get(document.getElementById(id)?.closest('.page')?.id)
}
addEventListener('popstate', event => {
  clearTimeout(pending)
  pending = 0
  written = location.hash
  const n = target(written)
  if (n !== undefined) {
    trail = event.state?.trail || []
    go(n, event.state?.step || 0)
    if (view === 'read') pages[n].scrollIntoView()
  }
})
/** Back to where a link was followed, in either window. */
function home() {
  const last = trail.at(-1)
  trail = trail.slice(0, -1)
  if (last) go(...last)
}
addEventListener('pagehide', flush)
// Words that the browser's own search has found on a slide that is not shown. An address that names the slide
// is told in the same way, and has been followed already.
deck.addEventListener('beforematch', event => {
  const n = places.get(event.target.closest('.page')?.id)
  if (n !== undefined && n !== target(location.hash)) go(n, Infinity, { jump: true })
})
deck.addEventListener('click', event => {
  const link = event.target.closest('a[href^="#"]')
  const n = link && target(link.getAttribute('href'))
  if (n === undefined || n === null) return
  event.preventDefault()
  event.stopImmediatePropagation()
  go(n, 0, { jump: !link.matches('.go') })
  if (link.matches('.go')) settle()
  if (view === 'read') pages[n].scrollIntoView()
})
