// What word processors and chats put on the clipboard, as clean paragraphs and lists.

const NUMBERED = /^[\s\u3000]*[(（]?([0-9a-zA-Z]{1,3}|[一二三四五六七八九十]{1,3})[.、)）．][\s\u3000]*/
const BULLET = /^[\s\u3000]*[·•●◆■○-][\s\u3000]+/

const parse = (html) => new DOMParser().parseFromString(html, "text/html").body

/** How many pictures of the pasted text cannot come along: they lie on the writer's disk or behind another site's door. */
export const lostPictures = (html) => parse(html).querySelectorAll("img").length

const listed = (paragraph) => {
  if (!/mso-list:\s*l\d/i.test(paragraph.getAttribute("style") ?? "")) return null
  const mark = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""))
  const typed = mark?.textContent ?? paragraph.textContent
  mark?.remove()
  return NUMBERED.test(typed) && !BULLET.test(typed) ? "ol" : "ul"
}

/** The pasted HTML without empty paragraphs and typed indents, its lists as lists, its headings within our two levels. */
export const cleaned = (html) => {
  const body = parse(html)
  for (const odd of body.querySelectorAll("style, script, meta, link, title, img")) odd.remove()
  for (const name of ["h1", "h4", "h5", "h6"]) {
    for (const heading of body.querySelectorAll(name)) {
      const ours = document.createElement(name === "h1" ? "h2" : "h3")
      ours.append(...heading.childNodes)
      heading.replaceWith(ours)
    }
  }
  let list = null
  for (const paragraph of body.querySelectorAll("p")) {
    const kind = listed(paragraph)
    if (kind) {
      if (!list || list.localName !== kind || list.nextElementSibling !== paragraph) {
        list = document.createElement(kind)
        paragraph.before(list)
      }
      const item = document.createElement("li")
      item.append(...paragraph.childNodes)
      list.append(item)
      paragraph.remove()
      continue
    }
    list = null
    const first = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode()
    if (first) first.data = first.data.replace(/^[\s\u00a0\u3000]+/, "")
    if (!paragraph.textContent.trim()) paragraph.remove()
  }
  return body.innerHTML
}
