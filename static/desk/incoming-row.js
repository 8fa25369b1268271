// A file of the upload page: its picture, how far it is, and what is said of it.

import { el, icon } from "./page.js"
import { fill, words } from "./incoming-send.js"

export const FIELDS = { caption: 500, credit: 200, place: 80, keywords: 200 } // the longest of each
const UNDER_WAY = ["waiting", "reading", "sending", "paused", "broken", "checking"]
export const megabytes = (bytes) => (bytes / 1e6).toFixed(1)
export const isUnderWay = (row) => UNDER_WAY.includes(row.state)
/** Whether something of the row would be lost with the page. */
export const isOpen = (row) => isUnderWay(row) || (row.want.size > 0 && row.state !== "refused")

// one after the other: forty photos of a camera at once are too much for a telephone
let drawing = Promise.resolve()
const drawSmall = (file, holder) => {
  drawing = drawing.then(async () => {
    try {
      const small = await createImageBitmap(file, { resizeHeight: 240, resizeQuality: "medium" })
      const canvas = el("canvas", { width: small.width, height: small.height })
      canvas.getContext("2d").drawImage(small, 0, 0)
      small.close()
      holder.replaceChildren(canvas)
    } catch {
      // a kind of file that this browser cannot show; the library's own picture comes later
    }
  })
}

const makeField = (row, name, onTyped) => {
  const isLong = name === "caption"
  const field = el(isLong ? "textarea" : "input", { className: "desk-input", "data-field": name, maxLength: FIELDS[name], autocomplete: "off",
    placeholder: words[name], "aria-label": `${words[name]} · ${row.file.name}`, ...(isLong ? { rows: 2 } : { type: "text" }) })
  field.addEventListener("input", () => {
    row.own.add(name)
    row.element.classList.add("has-own")
    row.want.set(name, field.value.trim())
    if (row.photo) row.mark("saving")
    onTyped(row)
  })
  field.addEventListener("blur", () => row.photo && row.show(row.photo)) // while she typed here, it was left alone
  return field
}

const note = (sign, ...children) => el("p", { className: "incoming-note" }, icon(sign), el("span", {}, ...children))
const linkTo = (photo) => el("a", { href: photo.address, target: "_blank", title: photo.caption },
  photo.thumbnail ? el("img", { src: photo.thumbnail, alt: "" }) : null, `#${photo.number}`)

/** A row for `file`. `onTyped(row)` when something was typed in it, `onOut(row)` when it is to go, `onChange()` on every step. */
export const makeRow = (file, { onTyped, onOut, onChange }) => {
  // own: names of fields typed for this one alone; want: what is typed and not saved yet; told: what was said of it with others
  const row = { file, state: "waiting", sent: 0, photo: null, upload: null, isWhole: false, isApart: false, own: new Set(), want: new Map(), told: new Set() }
  const holder = el("span", { className: "incoming-picture" }, icon("image"))
  const bar = el("progress", { max: 1, value: 0, "aria-label": file.name })
  const state = el("span", { className: "incoming-state", role: "status" })
  const name = el("b", {}, file.name)
  const notes = el("div", { className: "incoming-notes" })
  const fields = Object.fromEntries(Object.keys(FIELDS).map((field) => [field, makeField(row, field, onTyped)]))
  const more = el("details", { className: "incoming-more", open: matchMedia("(min-width: 761px)").matches },
    el("summary", {}, `${words.place} · ${words.keywords}`), fields.place, fields.keywords)
  const out = el("button", { type: "button", className: "incoming-out", title: words.outShort,
    "aria-label": fill(words.out, { name: file.name }), onclick: () => onOut(row) }, icon("close"))
  row.element = el("li", { className: "incoming-row" }, holder,
    el("div", { className: "incoming-body" }, el("p", { className: "incoming-head" }, name, state), bar, notes,
      el("div", { className: "incoming-fields" }, fields.caption, fields.credit, more)), out)
  drawSmall(file, holder)

  row.mark = (kind, message = "") => {
    row.state = kind
    row.element.dataset.state = kind
    bar.hidden = !isUnderWay(row)
    state.textContent = message || fill(words[kind] ?? "", { size: megabytes(file.size) })
    onChange()
  }
  row.progress = (part) => {
    if (row.state === "paused") return
    row.state = row.element.dataset.state = "sending"
    row.sent = bar.value = part
    state.textContent = fill(words.sending, { part: Math.round(part * 100), size: megabytes(file.size) })
    onChange()
  }
  /** Show what the photo says, but in fields where something else is typed. */
  row.show = (values) => {
    for (const [field, box] of Object.entries(fields)) {
      if (field in values && !row.want.has(field) && document.activeElement !== box) box.value = values[field] ?? ""
    }
  }
  row.wish = (field, value) => {
    row.want.set(field, value)
    fields[field].value = value
    if (row.photo) row.mark("saving")
  }
  row.said = (field) => fields[field].value.trim()
  row.hint = (credit) => (fields.credit.placeholder = credit || words.credit)
  /** The file has become `photo`, or was it before. */
  row.take = (photo) => {
    row.photo = { ...row.photo, ...photo }
    row.sent = 1
    name.replaceChildren(el("a", { href: photo.address, target: "_blank" }, file.name))
    row.hint("")
    row.show(row.photo)
    if (photo.thumbnail && !holder.querySelector("canvas, img")) holder.replaceChildren(el("img", { src: photo.thumbnail, alt: "" }))
  }
  row.tell = (photo, beside) => {
    notes.replaceChildren()
    if (row.twin) notes.append(note("content_copy", fill(words.twin, { name: row.twin.file.name })))
    else if (photo.isNew === false) {
      const said = fill(row.isApart ? words.knownApart : words.known, { number: photo.number })
      notes.append(note("content_copy", said))
    }
    const alike = (photo.alike ?? []).filter((one) => !beside.has(one.number))
    if (photo.isNew && alike.length) notes.append(note("filter_none", words.alike, " ", ...alike.map(linkTo)))
  }
  /** Say how it stands with what is typed: saved, or not and why. */
  row.settleSaved = (message = "") => {
    const kind = message ? "unsaved" : row.want.size ? "saving" : row.photo.isCredited ? "saved" : "bare"
    row.mark(kind, message)
  }
  return row
}
