// The ways to look at the deck: one slide, all of them, a text to read, the speaker's desk; notes and help beside it.
const stageSheet = find('#deckgen-stage')
const readingSheet = find('#deckgen-reading')
const handoutSheet = find('#deckgen-handout')
const panel = find('#deckgen-notes')
const bar = find('#deckgen-bar')
const narrow = matchMedia('(max-width: 699.98px)')
let view = ''
let chosen = asked.has('read') ? 'read' : asked.has('show') ? 'show' : ''
let notesShown = false
let atDesk = false

const alone = () => view === 'show' || view === 'presenter'

function setView(to) {
  keepPlace()
  if (view === 'read' && to !== 'read') go(topmost, 0, { quiet: true })
  const from = view
  view = root.dataset.view = to
  const read = to === 'read'
  stageSheet.media = read ? 'print' : 'all'
  readingSheet.media = read ? 'screen' : 'not all'
  pages.forEach((page, n) => {
    page.hidden = page.inert = alone() && n !== at
    page.firstElementChild.inert = to === 'overview'
  })
  press('read', read)
  // What scrolls sideways is reached by keyboard.
  for (const wide of all('.wide', deck)) wide.tabIndex = read && wide.scrollWidth > wide.clientWidth ? 0 : -1
  showNotes()
  fit()
  if (from && alone() && pages.length) find('h1,h2', pages[at]).focus({ preventScroll: true })
  if (read) topmost = at
  if (read || to === 'overview') pages[at]?.scrollIntoView({ block: read ? 'start' : 'center' })
}
/** The desk where that is what the window is for; else the view that was chosen, or that its width asks for. */
function settle() {
  atDesk ? desk() : setView(chosen || (narrow.matches ? 'read' : 'show'))
}
narrow.addEventListener('change', () => { if (!atDesk) settle() })

function read() {
  if (atDesk) return view === 'read' ? settle() : setView('read')
  chosen = view === 'read' ? 'show' : 'read'
  setView(chosen)
}
// The slide that is being read; a window that changes its width keeps it.
let topmost = 0
let width = innerWidth
function keepPlace() {
  if (view !== 'read' || innerWidth !== width) return
  const n = pages.findIndex(page => page.getBoundingClientRect().bottom > 90)
  topmost = n < 0 ? pages.length - 1 : n
}
addEventListener('scroll', keepPlace, { passive: true })
addEventListener('resize', () => {
  width = innerWidth
  if (view === 'read') pages[topmost]?.scrollIntoView()
})
function press(name, on) {
  find(`[data-do=${name}]`, bar).setAttribute('aria-pressed', on)
}

function fit() {
  if (!alone()) return
  scale(deck)
  if (view === 'presenter') scale(find('#deckgen-next'))
}
function scale(area) {
  area.style.setProperty('--k', Math.min(area.clientWidth / 1280, area.clientHeight / 720))
}
new ResizeObserver(fit).observe(deck)

function overview() {
  if (view === 'overview') return settle()
  if (!find('.go', deck)) {
    pages.forEach((page, n) => {
      const link = make('a', '', { class: 'go', href: `#${page.id}`, 'aria-label': `${n + 1}. ${nameOf(page)}` })
      link.append(make('span', `${n + 1}  ${nameOf(page)}`))
      page.append(link)
    })
  }
  setView('overview')
  find('.go', pages[at]).focus()
}
/** Move the focus among the small slides, by place: rows end where sections do. */
function roam(key) {
  const links = all('.go', deck)
  const n = Math.max(0, links.indexOf(document.activeElement))
  const sideways = { ArrowRight: 1, ArrowLeft: -1 }[key]
  if (sideways) return links[n + (root.dir === 'rtl' ? -sideways : sideways)]?.focus()
  if (key === 'Home' || key === 'End') return links.at(key === 'End' ? -1 : 0).focus()
  const down = key === 'ArrowDown'
  const here = links[n].getBoundingClientRect()
  let best
  for (const link of down ? links.slice(n) : links.slice(0, n).reverse()) {
    const there = link.getBoundingClientRect()
    if (Math.abs(there.top - here.top) < 40) continue
    if (best && Math.abs(there.top - best.top) > 40) break
    const far = Math.abs(there.left - here.left)
    if (!best || far < best.far) best = { link, far, top: there.top }
  }
  best?.link.focus()
}

function notes() {
  notesShown = !notesShown
  showNotes()
}
function showNotes() {
  press('notes', notesShown)
  root.dataset.notes = notesShown ? 'on' : 'off'
  panel.hidden = !(view === 'presenter' || (view === 'show' && notesShown))
  fillNotes()
}
function fillNotes() {
  if (panel.hidden) return
  const own = find('.notes', pages[at])
  panel.replaceChildren(...(own ? own.cloneNode(true).childNodes : [make('p', '—')]))
  panel.scrollTop = 0
}
watchers.push(moved => {
  if (moved) {
    fillNotes()
    const n = neighbour(1)
    if (n !== undefined) for (const image of all('img', pages[n])) image.decode().catch(() => {})
  }
  find('.count', bar).textContent = `${at + 1} / ${pages.length}`
})

const help = find('#deckgen-help')
const search = find('#deckgen-search')
const query = find('#deckgen-query')
const plain = text => text.normalize('NFD').replace(/[\p{M}\p{Cf}]/gu, '').toLowerCase()
/** An element's text without that of the points below it. */
const ownText = one => [...one.childNodes].map(part => part.nodeName === 'UL' ? '' : wordsOf(part)).join('')
/** What is told of a picture or a recording to those who cannot see or hear it. */
const toldOf = one => one.alt || one.getAttribute('aria-label') || ''
let index

function openSearch() {
  index ||= pages.map(page => {
    const lines = all('.p,.notes p,.notes li', page).map(ownText)
    const pictures = all('img,video', page).map(toldOf)
    return { page, lines, text: plain([nameOf(page), ...lines, ...pictures].join(' \n')) }
  })
  search.showModal()
  query.focus()
  query.select()
  look()
}
function look() {
  const typed = plain(query.value).split(/\s+/).filter(Boolean)
  const hits = typed.length ? index.filter(one => typed.every(word => one.text.includes(word))) : []
  find('[data-show=found]', search).textContent = typed.length ? fill(words.found, { count: hits.length, total: pages.length }) : ''
  find('ul', search).replaceChildren(...hits.slice(0, 60).map(({ page, lines }) => {
    const link = make('a', `${places.get(page.id) + 1}. ${nameOf(page)}`, { href: `#${page.id}`, lang: root.lang })
    link.append(make('span', lines.find(line => line !== nameOf(page) && plain(line).includes(typed[0])) || ''))
    const item = make('li')
    item.append(link)
    return item
  }))
}
query.addEventListener('input', look)
query.addEventListener('keydown', event => {
  if (event.key !== 'Enter') return
  event.stopPropagation()
  // The key must not press the button that the focus goes back to.
  event.preventDefault()
  find('ul a', search)?.click()
})
search.addEventListener('click', event => {
  const link = event.target.closest('a')
  if (!link) return
  event.preventDefault()
  search.close()
  go(target(link.getAttribute('href')), 0, { jump: true })
  view === 'overview' ? settle() : view === 'read' && pages[at].scrollIntoView()
})

/** Keep a reader's choice, for good or for the session, where the browser lets a file keep things. */
const lasting = () => localStorage
const session = () => sessionStorage
function keep(name, value, where = lasting) {
  try { where().setItem(`deckgen-${name}`, value) } catch { /* private window */ }
}
function kept(name, where = lasting) {
  try { return where().getItem(`deckgen-${name}`) } catch { return null }
}
function dress(scheme, how = {}) {
  const choice = all('[name=deckgen-scheme]', help).find(one => one.value === scheme)
  if (!choice || scheme === root.dataset.scheme && choice.checked) return
  choice.checked = true
  root.dataset.scheme = scheme
  if (how.remote) return
  keep('scheme', scheme, session)
  say(choice.parentNode.textContent.trim())
  tell()
}

function asText() {
  return pages.map((page, n) => {
    const lines = all('.p,img,video', page.firstElementChild)
      .filter(one => !one.closest('.chrome,h1,h2') && (toldOf(one) || wordsOf(one)))
      .map(one => toldOf(one) ? `[${toldOf(one)}]` : (one.closest('.l1') ? '  - ' : one.closest('.l0') ? '- ' : '') + wordsOf(one))
    const own = all('.notes p,.notes li', page).map(ownText)
    return [`${n + 1}. ${nameOf(page)}`, ...lines, ...(own.length ? ['', ...own] : [])].join('\n')
  }).join('\n\n') + '\n'
}
async function copy() {
  const text = asText()
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const area = make('textarea')
    area.value = text
    help.append(area)
    area.select()
    document.execCommand('copy')
    area.remove()
  }
  find('[data-do=copy]').textContent = words.copied
}

function paper(kind) {
  root.dataset.print = kind
  root.dataset.paper = asked.get('paper') || ''
  handoutSheet.media = kind ? 'all' : 'not all'
}
function printAs(kind) {
  help.close()
  paper(kind)
  print()
}
