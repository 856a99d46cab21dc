// Where the show stands, and moving about in it.
const root = document.documentElement
const find = (query, from = document) => from.querySelector(query)
const all = (query, from = document) => [...from.querySelectorAll(query)]
const make = (tag, text = '', attributes = {}) => {
  const one = document.createElement(tag)
  one.textContent = text
  for (const name in attributes) one.setAttribute(name, attributes[name])
  return one
}
const asked = new URLSearchParams(location.search)
const deck = find('#deckgen-deck')
// What the show says of itself, in the talk's language.
const words = JSON.parse(document.body.dataset.words)
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
const said = find('#deckgen-said')
const pages = all('.page', deck)
const places = new Map(pages.map((page, n) => [page.id, n]))
const nameOf = page => page.getAttribute('aria-label')
const steps = new Map()
const watchers = []
let at = 0
let step = 0
let token = ''
// Where links and jumps have started, the last one last; both windows know it.
let trail = []

const stepsOf = page => {
  if (!steps.has(page)) steps.set(page, all('[data-step]', page))
  return steps.get(page)
}
// What an element says: of a formula, the line that it reads as.
const wordsOf = one => {
  if (!one.querySelector?.('math')) return one.textContent
  const copy = one.cloneNode(true)
  all('math', copy).forEach(formula => formula.remove())
  return copy.textContent
}
const say = text => { said.textContent = text }
const partOf = n => fill(words.of, { part: n + 1, parts: pages.length })

/** Show page n with its first k points; `how` tells jump, remote, quiet. */
function go(n, k = 0, how = {}) {
  if (!pages.length) return
  n = Math.max(0, Math.min(n, pages.length - 1))
  const page = pages[n]
  const points = stepsOf(page)
  k = Math.max(0, Math.min(k, points.length))
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
      before.hidden = before.inert = true
      page.hidden = page.inert = false
    }
  }
  points.forEach((point, i) => point.classList.toggle('later', i >= k))
  const further = !moved && k > step
  at = n
  step = k
  how.jump ? flush() : remember()
  if (!how.quiet) {
    if (moved) {
      say(`${partOf(n)}, ${nameOf(page)}`)
      if (alone() && !document.activeElement.closest('.ui')) find('h1,h2', page).focus({ preventScroll: true })
    } else if (further) say(wordsOf(points[k - 1]))
  }
  for (const watch of watchers) watch(moved, how)
}

/** The nearest page in a direction that is not hidden, or undefined. */
function neighbour(by) {
  for (let n = at + by; n >= 0 && n < pages.length; n += by) {
    if (!('hidden' in pages[n].dataset)) return n
  }
}

watchers.push(moved => {
  if (moved) for (const film of all('video', deck)) film.pause()
})

function next() {
  if (step < stepsOf(pages[at]).length) return go(at, step + 1)
  onward()
}
function back() {
  if (step > 0) return go(at, step - 1)
  const n = neighbour(-1)
  if (n !== undefined) go(n, Infinity)
}
function onward() {
  const n = neighbour(1)
  if (n !== undefined) go(n)
}
function backward() {
  const n = neighbour(-1)
  if (n !== undefined) go(n)
}

// The address names the page, a moment after the last move: browsers forbid more than a few changes a second.
let pending = 0
function remember() {
  pending ||= setTimeout(flush, 120)
}
function flush() {
  clearTimeout(pending)
  pending = 0
  write('replaceState', { ...history.state, step, token, trail, turn }, `#${encodeURIComponent(pages[at].id)}`)
}
/** Change the browser's memory of the page, where it lets a file: Safari allows so many changes a minute. */
function write(how, state, address) {
  try { history[how](state, '', address) } catch { /* the next move writes it */ }
}

/** The page that an address's end names: its own, or the one that holds the element. */
function target(hash) {
  let id = hash.slice(1)
  try { id = decodeURIComponent(id) } catch { /* taken as it is */ }
  if (places.has(id)) return places.get(id)
  const page = document.getElementById(id)?.closest('.page')
  return page ? places.get(page.id) : undefined
}
addEventListener('popstate', event => {
  clearTimeout(pending)
  pending = 0
  const n = target(location.hash)
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
deck.addEventListener('click', event => {
  const link = event.target.closest('a[href^="#"]')
  const n = link && target(link.getAttribute('href'))
  if (n === null || n === undefined) return
  event.preventDefault()
  event.stopImmediatePropagation()
  go(n, 0, { jump: !link.matches('.go') })
  if (link.matches('.go')) settle()
  if (view === 'read') pages[n].scrollIntoView()
})
