// The ways to look at the deck: one slide, all of them, a text to read, the speaker's desk; notes and help beside it.
const stageSheet = find('#deckgen-stage')
const readingSheet = find('#deckgen-reading')
const handoutSheet = find('#deckgen-handout')
const panel = find('#deckgen-notes')
const bar = find('#deckgen-bar')
const narrow = matchMedia('(max-width: 699.98px)')
let view = ''
let chosen = asked.has('read') ? 'read' : asked.has('show') ? 'show' : ''
/** Tell whether the text is better read than shown: on a phone held upright, in a tall frame, at 200 %. */
const cramped = () => enlarged >= 1.75 || (framed ? innerWidth < 480 || innerHeight > innerWidth : narrow.matches)
let notesShown = false
let atDesk = false

const alone = () => view === 'show' || view === 'presenter'

/** Let those pages be reached that the view shows. */
function unveil() {
  pages.forEach((page, n) => {
    veil(page, alone() && n !== at)
    page.firstElementChild.inert = view === 'overview'
  })
}
function setView(to) {
  keepPlace()
  if (view === 'read' && to !== 'read') go(topmost, 0, { quiet: true })
  const from = view
  view = root.dataset.view = to
  root.classList.toggle('large', enlarged >= 1.75)
  const read = to === 'read'
  stageSheet.media = read ? 'print' : 'all'
  readingSheet.media = read ? 'screen' : 'not all'
  unveil()
  if (alone() && pages.length) reveal(pages[at], step)
  headed()
  press('read', read)
  if (read) listContents()
  reachable(read)
  showNotes()
  fit()
  if (from && alone() && pages.length) headOf(pages[at]).focus({ preventScroll: true })
  if (read) topmost = at
  if (read || to === 'overview') pages[at]?.scrollIntoView({ block: read ? 'start' : 'center' })
}
/** The desk where that is what the window is for; else the view that was chosen, or that its width asks for. */
function settle() {
  atDesk ? desk() : setView(chosen || (cramped() ? 'read' : 'show'))
}
function resettle() {
  if (!atDesk && !chosen && alone() === cramped()) settle()
}
narrow.addEventListener('change', resettle)

/** What scrolls sideways is reached by keyboard, and has a name there. */
function reachable(read) {
  for (const wide of all('.wide,.numbers,.b-equation', deck)) {
    const scrolls = read && wide.scrollWidth > wide.clientWidth
    const named = find('[aria-label]', wide)?.getAttribute('aria-label') || nameOf(wide.closest('.page'))
    for (const [name, value] of [['tabindex', 0], ['role', 'group'], ['aria-label', named]]) {
      scrolls ? wide.setAttribute(name, value) : wide.removeAttribute(name)
    }
  }
}

/** A list of contents above the text of a deck that is more than a few screens long. */
function listContents() {
  if (find('.contents', deck) || pages.length < 9) return
  const box = make('nav', '', { class: 'contents', 'aria-labelledby': 'deckgen-contents' })
  const list = make('ol', '', { role: 'list' })
  let section
  for (const page of pages) {
    if ('hidden' in page.dataset) continue
    const name = page.dataset.section
    const item = make('li')
    if (name && name !== section) item.append(make('span', name, { class: 'section' }))
    section = name
    item.append(make('a', nameOf(page), { href: `#${page.id}` }))
    list.append(item)
  }
  const fold = make('details')
  fold.append(make('summary', words.contents, { id: 'deckgen-contents' }), list)
  box.append(fold)
  deck.prepend(box)
}

function read() {
  if (atDesk) return view === 'read' ? settle() : setView('read')
  chosen = view === 'read' ? 'show' : 'read'
  setView(chosen)
}
// The slide that is being read; a window that changes its width keeps it.
let topmost = 0
let width = innerWidth
// Browsers do not tell their zoom. A zoomed window has denser pixels and as many fewer of them; one that
// moves to another screen has only the denser ones.
let enlarged = framed ? 1 : Math.min(outerWidth / innerWidth, outerHeight / innerHeight)
if (!(enlarged >= 1.6)) enlarged = 1
let density = devicePixelRatio
function keepPlace() {
  if (view !== 'read' || innerWidth !== width) return
  const n = pages.findIndex(page => page.getBoundingClientRect().bottom > 90)
  topmost = n < 0 ? pages.length - 1 : n
}
addEventListener('scroll', keepPlace, { passive: true })
addEventListener('resize', () => {
  const denser = devicePixelRatio / density
  if (denser !== 1 && Math.abs(innerWidth * denser / width - 1) < 0.1) enlarged *= denser
  density = devicePixelRatio
  resettle()
  width = innerWidth
  if (view === 'read') {
    reachable(true)
    pages[topmost]?.scrollIntoView()
  }
})
function press(name, on) {
  find(`[data-do=${name}]`, bar).setAttribute('aria-pressed', on)
}

function fit() {
  if (!alone()) return
  scale(deck)
  if (view === 'presenter') scale(nextArea)
  seatBoard()
}
function scale(area) {
  area.style.setProperty('--k', Math.min(area.clientWidth / stageWidth, area.clientHeight / 720))
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
    setTimeout(unpack)
  }
  find('.count', bar).textContent = `${at + 1} / ${pages.length}`
})

// A browser holds a picture's text in its style, and its bytes as well. Of the slides that come next the bytes take
// the text's place; it comes back for a reader who saves the page as it stands. Whichever way is taken to do that, the
// window loses the focus to a menu or a dialog first.
const packs = new Map()
function unpack() {
  const near = alone() && Uint8Array.fromBase64 && document.readyState === 'complete' ? pages.slice(at + 1, at + 4) : []
  for (const pack of all('body>style')) {
    const name = pack.sheet?.cssRules[0].selectorText
    if (pack.firstChild.length < 5e4 || packs.has(name) || !near.some(page => find(name, page))) continue
    const [, type, text] = /data:(.*?);base64,(.*?)"/.exec(pack.firstChild.data)
    const bytes = Uint8Array.fromBase64(text)
    const blob = new Blob([bytes], { type })
    // They go at once, not when the browser next tidies up.
    bytes.buffer.transfer(0)
    packs.set(name, blob)
    const address = URL.createObjectURL(blob)
    // A browser that is short of memory declines to decode, and shows the picture all the same.
    Promise.allSettled(all(name).map(image => {
      image.src = address
      return image.decode()
    })).then(() => all(name).every(image => image.naturalWidth) && pack.remove())
  }
}
addEventListener('load', unpack)
addEventListener('blur', () => {
  for (const [name, blob] of packs) {
    const reader = new FileReader()
    // What is shown stays until the text has been read: nothing flickers.
    reader.onload = () => all(name).forEach(image => {
      URL.revokeObjectURL(image.src)
      image.src = reader.result
    })
    reader.readAsDataURL(blob)
  }
  packs.clear()
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
  announce()
}

function numberOf(point) {
  if (!point || point.classList.length < 2) return ''
  const list = point.parentNode
  const count = list.start + [...list.children].indexOf(point)
  return list.type === '1' ? `${count}. ` : list.type === 'a' ? `  ${String.fromCharCode(96 + count)}. ` : '    - '
}

function asText() {
  return pages.map((page, n) => {
    const lines = all('.p,img,video', page.firstElementChild)
      .filter(one => !one.closest('.chrome,h1,h2') && (toldOf(one) || wordsOf(one)))
      .map(one => toldOf(one) ? `[${toldOf(one)}]` : (numberOf(one.closest('.n')) || (one.closest('.l2') ? '    - ' : one.closest('.l1') ? '  - ' : one.closest('.l0') ? '- ' : '')) + wordsOf(one))
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

/** Print slides, or a handout of so many a page: 1 (`notes`), 2, 3 or 6. */
function paper(kind) {
  kind = kind.replace('notes', 1)
  root.dataset.print = /^[1236]$/.test(kind) ? kind : ''
  root.dataset.paper = asked.get('paper') || ''
  root.toggleAttribute('data-bare', asked.get('notes') === 'off')
  handoutSheet.media = root.dataset.print ? 'all' : 'not all'
}
// Paper shows every slide, and a PDF's tags are those of what can be reached.
addEventListener('beforeprint', () => {
  root.dataset.ink = find('#deckgen-ink').checked ? 'on' : 'off'
  for (const page of pages) {
    page.hidden = false
    page.firstElementChild.inert = false
  }
  deckName.hidden = !!find('.page h1', deck)
  // A PDF has no tags for a formula's parts: it is told as a whole.
  for (const one of all('math', deck)) one.parentNode.role = 'img', one.parentNode.ariaLabel = one.ariaLabel
})
addEventListener('afterprint', () => {
  for (const one of all('.m', deck)) one.role = one.ariaLabel = null
  unveil()
  headed()
})
function printAs(kind) {
  help.close()
  paper(kind)
  print()
}

// A browser that translates the page puts longer words into boxes of a set size: they are set smaller until they fit.
let foreign = false
function squeeze() {
  if (!foreign || !alone()) return
  const slide = pages[at].firstElementChild
  const scale = slide.getBoundingClientRect().width / stageWidth
  const range = document.createRange()
  for (const box of all('.b,.t', slide)) {
    const room = box.matches('.t') ? 660 - box.offsetTop : box.clientHeight
    const lines = all('.p,pre', box)
    for (const one of lines) one.style.fontSize = one.style.lineHeight = ''
    const sizes = lines.map(one => [one, ...['fontSize', 'lineHeight'].map(name => parseFloat(getComputedStyle(one)[name]))])
    for (let share = 1; share > 0.5; share -= 0.05) {
      if (share < 1) {
        for (const [one, size, high] of sizes) Object.assign(one.style, { fontSize: `${size * share}px`, lineHeight: `${high * share}px` })
      }
      range.selectNodeContents(box)
      if (range.getBoundingClientRect().height / scale <= room + 2) break
    }
  }
}
new MutationObserver(changes => {
  if (!changes.some(one => (one.target.closest ? one.target : one.target.parentNode)?.closest('.slide :is(.b,.t)'))) return
  foreign = true
  squeeze()
}).observe(deck, { subtree: true, childList: true, characterData: true })
watchers.push(squeeze)
