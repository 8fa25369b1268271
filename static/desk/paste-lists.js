// The lists of word processors: paragraphs that look like items, each with its mark typed and its level in the style.

const ITEM = /mso-list\s*:\s*l(\d+)\s+level(\d+)/i
// letters only with a mark behind them: bullets of symbol fonts are letters too
const NUMBERED = /^[(（]?([0-9]{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])[.、)）．]?$|^[(（]?([a-zA-Z]|[ivxIVX]{1,5})[.、)）．]$/

const styleOf = (element) => element.getAttribute("data-style") ?? ""

// The mark stands in a span that says "Ignore"; it goes, and tells the kind of the list.
const markOf = (paragraph) => {
  const mark = [...paragraph.querySelectorAll("span")].find((span) => /mso-list\s*:\s*ignore/i.test(styleOf(span)))
  const typed = (mark?.textContent ?? "").replace(/[\s\u00a0\u3000\u200b\ufeff]/g, "")
  mark?.remove()
  return typed
}

const itemOf = (paragraph) => {
  const found = styleOf(paragraph).match(ITEM)
  if (!found) return null
  const typed = markOf(paragraph)
  return { list: found[1], level: Number(found[2]), kind: NUMBERED.test(typed) ? "ol" : "ul" }
}

/** Make real lists, within each other where their levels are, of the paragraphs of `body` that are items. */
export const listed = (body) => {
  let open = [] // {element, level, list, kind}, the innermost last
  let last = null
  for (const paragraph of [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const item = itemOf(paragraph)
    if (!item) continue
    if (last?.nextElementSibling !== paragraph) open = []
    while (open.length && open.at(-1).level > item.level) open.pop()
    const top = open.at(-1)
    if (top && top.level === item.level && (top.kind !== item.kind || top.list !== item.list)) open.pop()
    if (open.at(-1)?.level !== item.level) {
      const element = body.ownerDocument.createElement(item.kind)
      const parent = open.at(-1)?.element.lastElementChild
      if (parent) parent.append(element)
      else paragraph.before(element)
      open.push({ element, ...item })
    }
    const made = body.ownerDocument.createElement("li")
    made.append(...paragraph.childNodes)
    open.at(-1).element.append(made)
    paragraph.remove()
    last = open[0].element
  }
}
