// The speaker's desk, in a second window or in this one: next slide, notes, clock, pace.
const nextArea = find('#deckgen-next')
const list = find('#deckgen-list')
const total = 60 * (parseFloat(deck.dataset.minutes) || 0)
const ends = plan()
const shown = name => find(`[data-show=${name}]`)
let slideStart = 0
let sectionStart = 0
let section = ''

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
function setClock(to, how = {}) {
  clock = { since: to.since, gone: to.gone }
  find('[data-do=timer]').textContent = clock.since ? words.pause : words.start
  tick()
  if (how.remote) return
  remember()
  announce()
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
/** Say at the desk what is wrong: `muted`, or nothing. */
function trouble(what) {
  deaf = what
  tick()
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
  const lost = second && Date.now() - heard > 3500
  put('link', lost ? words.lost : deaf && words[deaf])
  find('[data-do=again]').hidden = !lost
}

function desk() {
  atDesk = true
  acts.close()
  if (!list.children.length) {
    list.append(...pages.map((page, n) => make('a', `${n + 1}. ${nameOf(page)}`, { href: `#${page.id}` })))
  }
  setView('presenter')
  follow()
  setClock(clock, { remote: true })
  showCount()
  entitle()
  remember()
}
list.addEventListener('click', event => {
  const link = event.target.closest('a')
  if (!link) return
  event.preventDefault()
  if (event.detail) link.blur()
  go(target(link.getAttribute('href')), 0, { jump: true })
})
function follow() {
  const current = list.children[at]
  if (view !== 'presenter' || !current) return
  find('[aria-current]', list)?.removeAttribute('aria-current')
  current.setAttribute('aria-current', 'true')
  current.scrollIntoView({ block: 'nearest' })
  const n = step < stepsOf(pages[at]) ? at : neighbour(1)
  nextArea.replaceChildren()
  nextArea.inert = true
  if (n === undefined) return
  const copy = pages[n].firstElementChild.cloneNode(true)
  copy.inert = false
  for (const one of all('[id]', copy)) one.removeAttribute('id')
  for (const one of all('video', copy)) one.removeAttribute('src')
  reveal(copy, n === at ? step + 1 : 0)
  nextArea.append(copy)
}
function leaveDesk() {
  atDesk = false
  view = ''
  settle()
  entitle()
  remember()
}
/** Name the window so that nobody shares the wrong one. */
const ownTitle = document.title
function entitle() {
  document.title = atDesk ? `${words['presenter-view']} – ${ownTitle}` : peer ? `${words.slideshow} – ${ownTitle}` : ownTitle
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

/** Set the size of the notes, and how the desk is shared out: the slide's column and row in percent. */
function arrange(to, how = {}) {
  manner = {
    note: Math.max(0.6, Math.min(2.5, to.note)),
    across: Math.max(25, Math.min(85, to.across)),
    down: Math.max(20, Math.min(85, to.down)),
  }
  panel.style.setProperty('--note', manner.note)
  const { across, down } = manner
  for (const [name, share] of Object.entries({ across, beside: 100 - across, down, below: 100 - down })) root.style.setProperty(`--${name}`, `${share}fr`)
  for (const one of dividers) one.setAttribute('aria-valuenow', Math.round(manner[one.dataset.divide]))
  if (how.remote) return
  remember()
  announce()
}
const resize = by => arrange({ ...manner, note: manner.note * by })
const dividers = all('[data-divide]')
for (const one of dividers) {
  const side = one.dataset.divide
  const shift = by => arrange({ ...manner, [side]: manner[side] + by })
  one.addEventListener('keydown', event => {
    const by = { ArrowUp: -4, ArrowDown: 4, ArrowLeft: root.dir === 'rtl' ? 4 : -4, ArrowRight: root.dir === 'rtl' ? -4 : 4 }[event.key]
    if (!by || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    shift(by)
  })
  one.addEventListener('pointerdown', event => {
    one.setPointerCapture(event.pointerId)
    event.preventDefault()
  })
  one.addEventListener('pointermove', event => {
    if (!one.hasPointerCapture(event.pointerId)) return
    const top = deck.getBoundingClientRect().top
    const share = side === 'across' ? event.clientX / innerWidth : (event.clientY - top) / (innerHeight - top)
    shift(100 * (side === 'across' && root.dir === 'rtl' ? 1 - share : share) - manner[side])
  })
}
