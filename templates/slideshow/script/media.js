// What runs on a slide: the time that a question has, videos and sounds. The next step starts them in turn.
const played = new WeakSet()
const held = new Set()
let counting

/** Start what waits on a slide; false where nothing does. */
function rolls(page) {
  if (page.dataset.countdown && counting?.id !== page.id) return count()
  const film = all('video', page).find(one => !played.has(one))
  if (film) play(film)
  return !!film
}
function play(film) {
  played.add(film)
  for (const other of all('video', deck)) if (other !== film) other.pause()
  film.play().catch(() => {
    // Without a click in its own window a browser plays nothing aloud.
    film.muted = true
    film.play().catch(() => {})
    trouble('muted')
    post('muted')
  })
}
/** Hold what plays while the screen is blank, and let it go on then. */
function hush(on) {
  const films = on ? all('video', deck).filter(one => !one.paused) : [...held]
  held.clear()
  for (const film of films) {
    if (on) {
      film.pause()
      held.add(film)
    } else if (pages[at].contains(film)) film.play().catch(() => {})
  }
}
watchers.push(moved => {
  if (!moved) return
  held.clear()
  for (const film of all('video', deck)) {
    film.pause()
    if (!pages[at].contains(film)) played.delete(film)
  }
})
for (const [n, film] of all('video', deck).entries()) {
  // Two windows side by side would sound twice.
  film.muted = second
  // From the first moment that it plays: a track that is on by default writes over the picture that stands there first.
  film.addEventListener('play', () => { for (const track of film.textTracks) track.mode = 'showing' }, { once: true })
  for (const name of ['play', 'pause', 'seeked']) {
    film.addEventListener(name, () => {
      if (!film.paused) played.add(film)
      post('film', { film: n, paused: film.paused, time: film.currentTime })
    })
  }
}
/** Do what a recording does in the other window; there is an echo, which asks for nothing new. */
function plays({ film: n, paused, time }) {
  const film = all('video', deck)[n]
  if (!film || !Number.isFinite(time) || !pages[at].contains(film)) return
  if (Math.abs(film.currentTime - time) > 0.5 && !film.loop) film.currentTime = time
  if (paused !== film.paused) paused ? film.pause() : play(film)
}

// A question's time: `end` is the moment at which it is over; while it is held, `rest` is what is left.
const timeLeft = () => counting.end ? Math.max(0, counting.end - Date.now()) : counting.rest
/** Start the time of the question that is shown, hold it, let it go on, or start it anew when it is over. */
function count() {
  const page = pages[at]
  const whole = 60000 * parseFloat(page.dataset.countdown)
  if (!whole) return false
  const mine = counting?.id === page.id
  if (mine && counting.end && timeLeft()) takeCount({ id: page.id, end: 0, rest: timeLeft() })
  else takeCount({ id: page.id, end: Date.now() + (mine && timeLeft() || whole), rest: 0 })
  announce()
  return true
}
function takeCount(to) {
  if (JSON.stringify(to) === JSON.stringify(counting)) return
  counting = to && typeof to.id === 'string' && [to.end, to.rest].every(Number.isFinite) ? to : undefined
  remember()
  showCount()
}
function showCount() {
  const page = pages[at]
  const own = page?.dataset.countdown
  const dial = shown('question')
  dial.parentNode.hidden = !own
  if (!own) return
  const mine = counting?.id === page.id
  const left = Math.ceil((mine ? timeLeft() : 60000 * own) / 1000)
  const face = find('.countdown', page) || seat(page)
  for (const one of [face, dial]) {
    one.textContent = time(left)
    one.classList.toggle('over', !left)
  }
  const key = find('[data-do=count]')
  key.textContent = mine && counting.end && left ? words.pause : words.start
}
/** Put the time where nothing else stands: below the text, else in a corner. */
function seat(page) {
  const slide = page.firstElementChild
  const face = make('p', '', { class: 'countdown', role: 'timer', 'aria-label': words.countdown })
  slide.append(face)
  const own = slide.getBoundingClientRect()
  const scale = own.width / stageWidth
  if (!scale) return face
  const range = document.createRange()
  const taken = all('.b', slide).filter(one => one.textContent.trim()).map(one => {
    range.selectNodeContents(one)
    const box = range.getBoundingClientRect()
    return new DOMRect((box.x - own.x) / scale, (box.y - own.y) / scale, box.width / scale, box.height / scale)
  })
  const wide = 190
  const high = 84
  const right = stageWidth - 80 - wide
  const low = Math.max(0, ...taken.map(one => one.bottom < 640 ? one.bottom : 0))
  const spots = [[right, low + 24], [right, 560], [80, low + 24], [80, 560], [right, 40], [80, 40]]
  const free = ([x, y]) => y + high < 660 && taken.every(one => x > one.right + 8 || x + wide < one.left - 8 || y > one.bottom + 8 || y + high < one.top - 8)
  const [x, y] = spots.find(free) || spots[1]
  Object.assign(face.style, { left: `${x}px`, top: `${y}px`, width: `${wide}px` })
  return face
}
watchers.push(showCount)
setInterval(showCount, 250)
