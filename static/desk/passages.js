// Passages of the body: found again by their words and what stands around them, shown, replaced.

let body = null
const waiting = []
document.addEventListener("prose-editor:ready", ({ detail }) => {
  body = detail.editor
  for (const run of waiting.splice(0)) run(body)
})

/** Call `run` with the body's editor once it is there. */
export const withEditor = (run) => (body ? run(body) : waiting.push(run))

/** The body's editor; null where there is none, or not yet. */
export const editor = () => body

const BLANK = /\s/u
const folded = (text) => text.replace(/\s+/gu, " ")

/** The text of a document in one line, runs of blanks and the gaps between blocks as one space, with the position of each
 * character. */
const flattened = (doc) => {
  let text = ""
  const places = []
  const put = (character, at) => {
    if (BLANK.test(character)) {
      if (text.endsWith(" ")) return
      character = " "
    }
    text += character
    places.push(at)
  }
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true
    put(" ", at)
    node.forEach((child, offset) => {
      if (!child.isText) return put(" ", at + 1 + offset)
      for (let i = 0; i < child.text.length; i += 1) put(child.text[i], at + 1 + offset + i)
    })
    return false
  })
  return { text, places }
}

const agree = (one, other, fromEnd) => {
  const most = Math.min(one.length, other.length)
  let same = 0
  while (same < most && (fromEnd ? one.at(-1 - same) === other.at(-1 - same) : one[same] === other[same])) same += 1
  return same
}

/** Where a passage stands in a document: `{from, to}` of the place whose surroundings are most like those remembered, null
 * where its words stand nowhere. `text` may be given where many passages are looked for. */
export const find = (doc, { before = "", quote, after = "" }, text = flattened(doc)) => {
  const wanted = folded(quote).trim()
  if (!wanted) return null
  let best = null
  for (let at = text.text.indexOf(wanted); at >= 0; at = text.text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length
    const score = agree(text.text.slice(0, at).trimEnd(), folded(before).trimEnd(), true)
      + agree(text.text.slice(end).trimStart(), folded(after).trimStart(), false)
    if (!best || score > best.score) best = { score, from: text.places[at], to: text.places[end - 1] + 1 }
  }
  return best && { from: best.from, to: best.to }
}

/** The places of many passages of a document, null for those that stand nowhere. */
export const findAll = (doc, passages) => {
  const text = flattened(doc)
  return passages.map((passage) => find(doc, passage, text))
}

/** The selected words as a passage: `{before, quote, after}`; null where nothing is selected. */
export const selected = (state, around = 20, most = 300) => {
  const { from, to } = state.selection
  const between = (start, end) => folded(state.doc.textBetween(Math.max(0, start), Math.min(end, state.doc.content.size), " ", " "))
  const quote = between(from, to).trim().slice(0, most)
  if (!quote) return null
  return { quote, before: between(from - 2 * around, from).slice(-around), after: between(to, to + 2 * around).slice(0, around) }
}

/** Select a passage of the body and bring it into view; whether it is still there. */
export const show = (passage) => {
  const found = body && find(body.state.doc, passage)
  if (!found) return false
  body.chain().focus().setTextSelection(found).run()
  // the browser's own, as the editor's stops at the edge of the window, below the action bar
  body.view.domAtPos(found.from).node.parentElement?.scrollIntoView({ block: "center", behavior: "smooth" })
  return true
}

/** Select the place of a photo in the body and bring it into view; 0 is the first place that waits for one. */
export const showPhoto = (number) => {
  const wanted = number === "0" ? "" : number
  let at = null
  body?.state.doc.descendants((node, position) => {
    const numbers = String(node.attrs.photo ?? node.attrs.gallery ?? "x").split(/[ ,]/)
    if (at === null && numbers.includes(wanted)) at = position
  })
  if (at === null) return false
  body.chain().focus().setNodeSelection(at).run()
  body.view.nodeDOM(at)?.scrollIntoView({ block: "center", behavior: "smooth" })
  return true
}

/** Write `words` in place of every passage that is still there, as one step that can be undone. */
export const replaceAll = (passages, words) => {
  const found = findAll(body.state.doc, passages).filter(Boolean)
  const once = [...new Map(found.map((place) => [place.from, place])).values()].sort((one, other) => other.from - one.from)
  const step = body.state.tr
  for (const { from, to } of once) step.insertText(words, from, to)
  body.view.dispatch(step)
  body.view.focus() // so that the key that undoes it is the body's
}
