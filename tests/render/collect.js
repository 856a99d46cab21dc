// The slide that is shown → what can be seen of its text: each word's line and size, and the frame it is cut off at.
// The time that the show counts down on a question is the show's own: its place is given, not its words.
(slide) => {
  const all = slide.getBoundingClientRect()
  const scale = all.width / slide.offsetWidth
  const words = []
  const pen = document.createElement('canvas').getContext('2d')
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
  // A formula is one word, as high as it is shown; it reads as the line beside it that is found and copied.
  for (const formula of slide.querySelectorAll('math')) {
    if (!formula.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue
    const rect = formula.getBoundingClientRect()
    const size = rect.height / .97
    words.push({text: formula.nextElementSibling.textContent, left: rect.left, right: rect.right, line: rect.bottom - .22 * size, size, frame: frameOf(formula)})
  }
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (element.closest('.vh,math,.countdown') || !element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue
    const type = typeOf(element)
    const frame = frameOf(element)
    for (const found of node.data.matchAll(/\S+/gu)) {
      for (const piece of pieces(node, found.index, found[0])) words.push({...piece.text, ...placed(piece.rect, type), frame})
    }
  }
  const timers = [...slide.querySelectorAll('.countdown')].map(one => edges(one.getBoundingClientRect()))
  return {scale, slide: edges(all), words, timers, view: [innerWidth, innerHeight]}

  function edges(rect) {
    return {left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom}
  }

  function typeOf(element) {
    const style = getComputedStyle(element)
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    const {fontBoundingBoxAscent: above, fontBoundingBoxDescent: below} = pen.measureText('x')
    return {size: parseFloat(style.fontSize) * (element.ownerSVGElement ? element.getScreenCTM().a : scale), above: above / (above + below)}
  }

  // A line's box is as high as the font claims; the line itself is where its ascent ends.
  function placed(rect, type) {
    return {left: rect.left, right: rect.right, line: rect.top + (rect.bottom - rect.top) * type.above, size: type.size}
  }

  // A word that is broken over lines is given in its pieces; so is one whose stop stands at the line's far end.
  function pieces(node, start, text) {
    const rects = rectsOf(node, start, start + text.length)
    if (rects.length < 2) return rects.map(rect => ({text: {text}, rect}))
    const found = []
    let at = start
    for (const char of text) {
      const [rect] = rectsOf(node, at, at + char.length)
      at += char.length
      if (!rect) continue
      const last = found.at(-1)
      const beside = last && rect.left < last.rect.right + 1 && rect.right > last.rect.left - 1
      if (beside && Math.abs(last.rect.top - rect.top) < rect.height / 2) {
        last.text.text += char
        last.rect = {...edges(last.rect), left: Math.min(last.rect.left, rect.left), right: Math.max(last.rect.right, rect.right), height: rect.height}
      } else {
        found.push({text: {text: char}, rect: {...edges(rect), height: rect.height}})
      }
    }
    return found
  }

  function rectsOf(node, start, end) {
    const range = document.createRange()
    range.setStart(node, start)
    range.setEnd(node, end)
    return [...range.getClientRects()].filter(rect => rect.width > 0)
  }

  // What hides whatever runs over its edge; what can be scrolled hides nothing.
  function frameOf(element) {
    const frame = {left: -1e6, top: -1e6, right: 1e6, bottom: 1e6}
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at)
      const rect = at.getBoundingClientRect()
      if (['hidden', 'clip'].includes(style.overflowX)) {
        frame.left = Math.max(frame.left, rect.left)
        frame.right = Math.min(frame.right, rect.right)
      }
      if (['hidden', 'clip'].includes(style.overflowY)) {
        frame.top = Math.max(frame.top, rect.top)
        frame.bottom = Math.min(frame.bottom, rect.bottom)
      }
    }
    return frame
  }
}
