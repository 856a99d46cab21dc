// Before the first slide comes: how it will be looked at, so that it is seen while the rest is still on its way.
(() => {
  const root = document.documentElement
  const asked = new URLSearchParams(location.search)
  const [wide, high] = [innerWidth, innerHeight]
  const cramped = parent === window ? wide < 700 : wide < 480 || high > wide
  root.classList.add('js')
  if (root.dataset.scheme === 'light' && !('own' in root.dataset) && matchMedia('(prefers-color-scheme:dark)').matches) root.dataset.scheme = 'dark'
  if (asked.has('presenter')) return
  const read = asked.has('read') || (cramped && !asked.has('show'))
  root.classList.add('early')
  root.dataset.view = read ? 'read' : 'show'
  root.style.setProperty('--k', Math.min(wide / root.dataset.wide, high / 720))
  for (const [id, media] of [['stage', read ? 'print' : 'all'], ['reading', read ? 'screen' : 'not all']]) {
    document.getElementById(`deckgen-${id}`).media = media
  }
  // The slide that was shown before a reload, or that the address names, is the first that is seen, as soon as it comes.
  const last = history.state?.id
  const number = !last && asked.get('slide')
  let name = last || number || location.hash.slice(1)
  if (!name) return
  try { name = decodeURIComponent(name) } catch { /* taken as it is */ }
  root.classList.add('aimed')
  const aim = () => {
    const one = document.getElementById(name) || document.querySelectorAll('.page')[number - 1]
    one?.closest('.page')?.classList.add('front')
    return one
  }
  const watch = new MutationObserver(() => { if (aim()) watch.disconnect() })
  watch.observe(root, { childList: true, subtree: true })
})()
