// What word processors, web pages and chats put on the clipboard, as what a body may have: headings, paragraphs, lists,
// tables, quotes, bold and links. Fonts, colours, classes, empty lines and typed indents stay behind.

import { plainLink } from "./paste-links.js";
import { listed } from "./paste-lists.js";
import { placed } from "./paste-pictures.js";

const OUT = "style, script, meta, link, title, head, noscript, template, iframe, object, embed, svg, math, canvas, form, input, " +
  "button, select, textarea, audio, video, map, mp-common-profile, mp-style-type, xml"
const KEPT = new Set(
  "p h2 h3 ul ol li blockquote table thead tbody tfoot tr th td strong em u s sub sup a br hr figure figcaption".split(" "))
const RENAMED = { h1: "h2", h4: "h3", h5: "h3", h6: "h3", b: "strong", i: "em", ins: "u", del: "s", strike: "s", dt: "p", dd: "p" }
const ATTRIBUTES = {
  a: ["href"], ol: ["start"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan"], figure: ["data-photo", "data-token"],
}
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, table, figure, div, section, article, main, header, footer, " +
  "aside, nav, center, pre, address, dl, dt, dd, hr, fieldset, details, summary"
const HOLDERS = "div, section, article, main, header, footer, aside, nav, center, pre, address, fieldset, details, summary"
// but for the one that keeps two Arabic letters apart
const INVISIBLE = /[\u200b\u200e\u200f\u2060\ufeff\u00ad]|(?<![\u0600-\u06ff])\u200c|\u200c(?![\u0600-\u06ff])/g
const INDENT = /^[\s\u00a0\u3000]+/
const END = /[\s\u00a0\u3000]+$/

const renamed = (element, name) => {
  const made = element.ownerDocument.createElement(name)
  for (const { name: key, value } of element.attributes) made.setAttribute(key, value)
  made.append(...element.childNodes)
  element.replaceWith(made)
  return made
}

// Styles are read and never applied: under another name the content policy of the page has nothing to refuse.
const STYLE = "data-style"
const unstyled = (html) =>
  html.replace(/<(\/?)style\b/gi, "<$1template").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s)style(?=\s*=)/gi, `$1${STYLE}`))

/** Pasted HTML as a body that nothing of the page knows; what its `style` attributes said stands in `data-style`. */
export const parsed = (html) => new DOMParser().parseFromString(unstyled(html), "text/html").body

const styleOf = (element) => (element.getAttribute(STYLE) ?? "").toLowerCase()

// What office programs keep beside the text: remarks with their marks, and what was struck out while changes were recorded.
const BESIDE = "[data-style*='mso-element:comment' i], [data-style*='mso-special-character:comment' i], .MsoCommentReference, " +
  ".msocomanchor, del[datetime], del[cite], .msoDel, [data-style*='mso-element:footnote-list' i] > hr, [hidden]"

const isHidden = (element) => /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/.test(styleOf(element))

// Comments carry the conditional parts of office programs; hidden things were not seen by whoever copied them.
const withoutNoise = (body) => {
  const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const found = []
  while (comments.nextNode()) found.push(comments.currentNode)
  for (const comment of found) comment.remove()
  for (const odd of body.querySelectorAll(`${OUT}, ${BESIDE}`)) odd.remove()
  for (const recorded of [...body.querySelectorAll("ins[datetime], ins[cite]")]) recorded.replaceWith(...recorded.childNodes)
  for (const element of [...body.querySelectorAll(`[${STYLE}]`)]) {
    // the stretch of an article that its page shows only once it has loaded is no hidden thing
    if (isHidden(element) && !element.querySelector("p, section, img") && !element.matches("img")) element.remove()
  }
}

// What a style sheet says of weight and slant, said by elements; office programs write <b> with "normal" for what is not.
const emphasised = (body) => {
  for (const element of [...body.querySelectorAll("b, strong, i, em")]) {
    const style = styleOf(element)
    const isPlain = element.matches("b, strong") ? /font-weight\s*:\s*(normal|[1-4]00)\b/ : /font-style\s*:\s*normal/
    if (isPlain.test(style)) element.replaceWith(...element.childNodes)
  }
  for (const span of [...body.querySelectorAll(`span[${STYLE}], font[${STYLE}]`)]) {
    const style = styleOf(span)
    const wanted = [
      [/font-weight\s*:\s*(bold|bolder|[6-9]00)\b/, "strong", "b, strong, h1, h2, h3, h4, h5, h6, th"],
      [/font-style\s*:\s*(italic|oblique)/, "em", "i, em"],
      [/vertical-align\s*:\s*super/, "sup", "sup"],
      [/vertical-align\s*:\s*sub/, "sub", "sub"],
    ]
    for (const [said, name, around] of wanted) {
      if (!said.test(style) || span.closest(around) || !span.textContent.trim()) continue
      const made = body.ownerDocument.createElement(name)
      made.append(...span.childNodes)
      span.append(made)
    }
  }
}

// A table around a table only arranges the page. The caption of a table is a paragraph before it.
const untabled = (body) => {
  for (const table of [...body.querySelectorAll("table:has(table)")]) {
    const cells = [...table.rows].flatMap((row) => [...row.cells])
    table.replaceWith(...cells.map((cell) => renamed(cell, "div")))
  }
  for (const caption of [...body.querySelectorAll("table > caption")]) {
    caption.parentElement.before(caption)
    renamed(caption, "p")
  }
}

// A paragraph that its program calls a heading, by its style or its place in the outline; in lists and tables there is none.
const headed = (body) => {
  for (const heading of [...body.querySelectorAll(":is(li, td, th) :is(h1, h2, h3, h4, h5, h6)")]) renamed(heading, "p")
  for (const paragraph of [...body.querySelectorAll("p")]) {
    const outline = styleOf(paragraph).match(/mso-outline-level\s*:\s*([1-6])/)
    const level = outline ? Number(outline[1]) : /(^|\s)MsoTitle(\s|$)/.test(paragraph.className) ? 1 : 0
    if (level && !/mso-list/.test(styleOf(paragraph))) renamed(paragraph, level <= 2 ? "h2" : "h3")
  }
}

// Lines of text that was set as it was typed end where they ended there.
const lined = (body) => {
  for (const text of [...body.querySelectorAll("pre")].flatMap(texts)) {
    const lines = text.data.split(/\r?\n/)
    text.replaceWith(...lines.flatMap((line, n) => [n ? body.ownerDocument.createElement("br") : "", line]).filter(Boolean))
  }
}

// Boxes in boxes: a box that holds no other block is a paragraph, any other only holds.
const unboxed = (body) => {
  for (const box of [...body.querySelectorAll(HOLDERS)].reverse()) {
    if (box.querySelector(BLOCKS)) {
      wrapLoose(box)
      box.replaceWith(...box.childNodes)
    } else renamed(box, "p")
  }
  wrapLoose(body)
}

// Text and inline elements between blocks become paragraphs; line breaks between blocks are nothing.
const wrapLoose = (holder) => {
  let open = null
  for (const child of [...holder.childNodes]) {
    const isBlock = child.nodeType === Node.ELEMENT_NODE && (child.matches(BLOCKS) || child.querySelector(BLOCKS))
    if (isBlock) {
      open = null
      continue
    }
    if (!open && !child.textContent.trim() && !(child.nodeType === Node.ELEMENT_NODE && child.matches("img, :has(img)"))) {
      if (child.nodeType !== Node.TEXT_NODE) child.remove()
      continue
    }
    if (!open) {
      open = holder.ownerDocument.createElement("p")
      child.before(open)
    }
    open.append(child)
  }
}

// Two line breaks in a row begin a paragraph.
const split = (body) => {
  for (const paragraph of [...body.querySelectorAll("p")]) {
    for (const line of [...paragraph.querySelectorAll("br")]) {
      let next = line.nextSibling
      while (next?.nodeType === Node.TEXT_NODE && !next.data.trim()) next = next.nextSibling
      if (next?.nodeName !== "BR" || line.parentNode !== paragraph) continue
      const before = body.ownerDocument.createElement("p")
      while (paragraph.firstChild !== line) before.append(paragraph.firstChild)
      line.remove()
      paragraph.before(before)
    }
    for (const end of ["firstChild", "lastChild"]) {
      while (paragraph[end]?.nodeName === "BR") paragraph[end].remove()
    }
  }
}

const texts = (element) => {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const found = []
  while (walker.nextNode()) found.push(walker.currentNode)
  return found
}

const trimmed = (body) => {
  for (const text of texts(body)) text.data = text.data.replace(INVISIBLE, "").replace(/\u00a0/g, " ").replace(/[\r\n\t ]+/g, " ")
  for (const block of body.querySelectorAll("p, h2, h3, li, td, th, figcaption")) {
    const lines = texts(block)
    for (const [rule, ordered] of [[INDENT, lines], [END, [...lines].reverse()]]) {
      for (const text of ordered) {
        text.data = text.data.replace(rule, "")
        if (text.data) break
      }
    }
  }
  for (const line of body.querySelectorAll("br")) {
    if (line.nextSibling?.nodeType === Node.TEXT_NODE) line.nextSibling.data = line.nextSibling.data.replace(INDENT, "")
  }
}

const isEmpty = (element) => !element.textContent.trim() && !element.querySelector("figure, hr, table")

const bare = (body) => {
  for (const element of [...body.querySelectorAll("*")]) {
    const name = element.localName
    if (!KEPT.has(name)) {
      if (name in RENAMED) bareOf(renamed(element, RENAMED[name]))
      else element.replaceWith(...element.childNodes)
    } else bareOf(element)
  }
}

const bareOf = (element) => {
  // the language of a paragraph is what its program took it for, but where it runs from right to left
  const kept = [...(ATTRIBUTES[element.localName] ?? []), .../^rtl$/i.test(element.dir) ? ["dir", "lang"] : []]
  for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name)
  if (element.localName !== "a") return
  const address = plainLink(element.getAttribute("href") ?? "")
  if (address) element.setAttribute("href", address)
  else element.replaceWith(...element.childNodes)
}

/** `{html, pictures}`: the pasted HTML as a body may have it, and the pictures that stood in it, each with the token of the
 * place that waits for it. */
export const cleaned = (pasted) => {
  const body = parsed(pasted)
  withoutNoise(body)
  listed(body)
  untabled(body)
  headed(body)
  emphasised(body)
  lined(body)
  unboxed(body)
  const pictures = placed(body)
  bare(body)
  split(body)
  trimmed(body)
  for (const inline of [...body.querySelectorAll("strong, em, u, s, sub, sup, a")].reverse()) {
    if (inline.localName === "u" && inline.closest("a")) inline.replaceWith(...inline.childNodes)
    else if (inline.closest("h2, h3") && inline.matches("strong, em, u")) inline.replaceWith(...inline.childNodes)
    else if (!inline.textContent.trim()) inline.replaceWith(...inline.childNodes)
  }
  for (const block of [...body.querySelectorAll("p, h2, h3, li, ul, ol, blockquote")].reverse()) {
    if (isEmpty(block) && !block.closest("td, th")) block.remove()
  }
  body.normalize()
  return { html: body.innerHTML, pictures }
}
