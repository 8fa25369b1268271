// A board: lists whose order the desk makes, by drag or by the buttons of their rows. The server draws every step: what
// was pressed or dropped is sent with the whole form, and what comes back is put in its place.

import { debounced, notice, released, say } from "./page.js";
import { pick } from "./picker.js";
import { startFrame } from "./preview.js";

const form = document.getElementById("board")
const drawn = document.getElementById("board-drawn")
const finder = document.getElementById("finder")
const unsaved = document.getElementById("unsaved")

const cookie = (name) => document.cookie.match(new RegExp(`(?:^|; )${name}=([^;]*)`))?.[1] ?? ""

let isDirty = false
let isLeaving = false
let drawPreview = () => {}

const changed = () => {
  isDirty = true
  unsaved.hidden = false
  drawPreview()
}

// ---- one step: sent, and drawn again

const fieldsOf = (part) => [...part.querySelectorAll("input[name], textarea[name], select[name]")]
const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value)

// What was typed while the answer was on its way goes into what came back.
const carryOver = (sent) => {
  const typed = fieldsOf(drawn).filter((field) => field.id && field.type !== "hidden" && sent.get(field.id) !== valueOf(field))
  return () => {
    for (const old of typed) {
      const field = document.getElementById(old.id)
      if (!field) continue
      if (field.type === "checkbox") field.checked = old.checked
      else field.value = old.value
    }
  }
}

const replace = (html, sent) => {
  const opened = [...drawn.querySelectorAll("details[open]")].map((one) => one.closest("[data-key]").dataset.key)
  const held = document.activeElement
  const again = drawn.contains(held) ? (held.id ? `#${CSS.escape(held.id)}` : held.value && `[value="${CSS.escape(held.value)}"]`) : ""
  const restore = carryOver(sent)
  drawn.innerHTML = html
  for (const key of opened) drawn.querySelector(`[data-key="${CSS.escape(key)}"] details`)?.setAttribute("open", "")
  restore()
  const field = again && drawn.querySelector(again)
  if (field && !field.disabled) field.focus({ preventScroll: true })
  markPlaced()
}

const step = async (doing) => {
  const sent = new Map(fieldsOf(drawn).map((field) => [field.id, valueOf(field)]))
  const data = new FormData(form)
  data.set("do", doing)
  data.set("part", "1")
  let response
  try {
    response = await fetch(form.action, { method: "POST", body: data, headers: { "X-CSRFToken": cookie("csrftoken") } })
  } catch {
    return notice(say("failed"))
  }
  // a login that ran out, or a right that was taken away: nothing is lost while this page stays open
  if (response.redirected || response.status === 403) return notice(say("loggedOut"))
  if (response.headers.has("X-Next")) {
    isLeaving = true
    return location.assign(response.headers.get("X-Next"))
  }
  if (!response.ok) return notice(say("failed"))
  const html = await response.text()
  await released()
  replace(html, sent)
  changed()
}

let last = Promise.resolve()
const send = (doing) => (last = last.then(() => step(doing)))

// ---- the finder

const markPlaced = () => {
  const placed = new Set([...drawn.querySelectorAll("[data-holds]")].map((row) => row.dataset.holds))
  for (const story of finder.querySelectorAll("[data-story]")) story.classList.toggle("is-placed", placed.has(story.dataset.story))
}

let turn = 0
const find = async (before = "") => {
  const mine = ++turn
  const asked = new URLSearchParams({ before })
  for (const name of ["q", "section", "front", "topic", "masthead"]) asked.set(name, form.elements[name]?.value ?? "")
  const response = await fetch(`${form.dataset.finder}?${asked}`)
  if (mine !== turn) return
  if (!response.ok || response.redirected) return notice(say(response.redirected ? "loggedOut" : "failed"))
  const found = await response.text()
  await released()
  if (mine !== turn) return
  finder.querySelector(".board-more")?.remove()
  if (!before) finder.replaceChildren()
  finder.insertAdjacentHTML("beforeend", found)
  markPlaced()
}

// ---- dragging: a row to another place of its list, a story of the finder into a list

let held = null // {doing, takes, row}: how it is said to the server, what kind of list takes it, the row that moves

const over = (e) => held && e.target.closest(`[data-takes="${held.takes}"]`)
const rowsOf = (list) => [...list.children].filter((row) => "key" in row.dataset && row !== held.row)
const placeIn = (list, y) =>
  rowsOf(list).filter((row) => {
    const box = row.getBoundingClientRect()
    return y > box.top + box.height / 2
  }).length
const clearMarks = () => {
  for (const one of drawn.querySelectorAll(".is-before, .is-after, .is-target")) one.classList.remove("is-before", "is-after", "is-target")
}

const startDragging = () => {
  form.addEventListener("dragstart", (e) => {
    const story = e.target.closest?.("[data-story]")
    const face = e.target.closest?.(".board-face, .board-block-face")
    if (!story && !face) return
    const row = face?.closest("[data-key]")
    held = story
      ? { doing: `in:${story.dataset.story}`, takes: "stories" }
      : { doing: `move:${row.dataset.key}`, takes: row.parentElement.dataset.takes, row }
    ;(story ?? row).classList.add("is-held")
    e.dataTransfer.effectAllowed = "move"
    e.dataTransfer.setData("text/plain", "")
  })
  drawn.addEventListener("dragover", (e) => {
    const list = over(e)
    if (!list) return
    e.preventDefault()
    clearMarks()
    const rows = rowsOf(list)
    const at = placeIn(list, e.clientY)
    list.classList.add("is-target")
    if (at < rows.length) rows[at].classList.add("is-before")
    else rows.at(-1)?.classList.add("is-after")
  })
  drawn.addEventListener("drop", (e) => {
    const list = over(e)
    if (!list) return
    e.preventDefault()
    send(`${held.doing}:${list.dataset.list}:${placeIn(list, e.clientY)}`)
    letGo() // what is dragged may be drawn anew before the browser says that it was dropped
  })
  form.addEventListener("dragend", letGo)
}

const letGo = () => {
  for (const one of form.querySelectorAll(".is-held")) one.classList.remove("is-held")
  clearMarks()
  held = null
}

// ---- everything else

const choosePhoto = async (button) => {
  const { photo } = button.dataset // the name of the field; the field itself may be drawn anew meanwhile
  const [chosen] = await pick({ multiple: false })
  if (!chosen) return
  form.elements[photo].value = chosen.number
  send("")
}

const startButtons = () => {
  form.addEventListener("click", (e) => {
    const pressed = e.target.closest("button")
    if (!pressed || "unscripted" in pressed.dataset) return
    if (pressed.name === "before") find(pressed.value)
    else if (pressed.name === "do") send(pressed.value)
    else if ("photo" in pressed.dataset) choosePhoto(pressed)
    else return
    e.preventDefault()
  })
  form.addEventListener("submit", (e) => {
    if ("unscripted" in (e.submitter?.dataset ?? {})) return
    e.preventDefault()
  })
  addEventListener("keydown", (e) => {
    if (e.key !== "s" || !(e.metaKey || e.ctrlKey)) return
    e.preventDefault()
    send("save")
  })
  addEventListener("beforeunload", (e) => {
    if (isDirty && !isLeaving) e.preventDefault()
  })
}

const startPreview = () => {
  const panel = document.getElementById("preview")
  const { refresh, fit } = startFrame(panel, form, form.dataset.preview)
  const larger = panel.querySelector("[data-larger]")
  const enlarge = (isLarge) => {
    document.body.classList.toggle("with-large-preview", isLarge)
    larger.setAttribute("aria-pressed", String(isLarge))
    fit()
  }
  larger.addEventListener("click", () => enlarge(larger.getAttribute("aria-pressed") !== "true"))
  addEventListener("keydown", (e) => e.key === "Escape" && enlarge(false))
  drawPreview = debounced(refresh, 400)
  refresh()
}

const start = () => {
  const search = form.elements.q
  search.addEventListener("input", debounced(() => find(), 300))
  search.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || e.isComposing) return
    e.preventDefault()
    find()
  })
  form.addEventListener("input", (e) => {
    if (e.target.name === "at") drawPreview()
    else if (e.target.name !== "into" && !e.target.closest(".board-finder")) changed()
  })
  for (const name of ["section", "masthead"]) form.elements[name]?.addEventListener("change", () => find())
  startButtons()
  startDragging()
  startPreview()
  markPlaced()
  if ("dirty" in form.dataset) changed()
  document.querySelector("[data-which]")?.addEventListener("change", (e) => e.target.form.requestSubmit())
}

start()
