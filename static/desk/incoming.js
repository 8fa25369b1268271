// The upload page: files go up at once, piece by piece, and go on where a link broke; each is a photo as soon as it is here
// whole. What is typed of one or of all of them is saved by itself.

import { debounced, icon } from "./page.js"
import { FIELDS, isOpen, isUnderWay, makeRow, megabytes } from "./incoming-row.js"
import { fill, finish, halt, hurry, photoOf, post, send, words } from "./incoming-send.js"
import { group } from "./incoming-scenes.js"

const page = document.getElementById("incoming")
const list = page.querySelector("[data-rows]")
const sums = page.querySelector("[data-sums]")
const input = page.querySelector("input[type=file]")
const [pauseButton, againButton] = ["pause", "again"].map((name) => sums.querySelector(`[data-${name}]`))
const AT_ONCE = 3
const AGAIN_MS = 15_000
const KEPT_MS = 12 * 3600 * 1000
const names = Object.keys(FIELDS)

const rows = [] // in the order of choosing
const typed = new Set() // names of the fields for all that somebody typed in
let isPaused = false
let going = 0

// ---- what is typed outlives a closed tab, until it is saved

const store = `newsroom-incoming-${page.dataset.user}`
const printOf = (file) => `${file.name}/${file.size}/${file.lastModified}`
const readKept = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(store))
    return kept && Date.now() - kept.at < KEPT_MS ? kept : { shared: {}, rows: {} }
  } catch {
    return { shared: {}, rows: {} }
  }
}
const kept = readKept()
const keep = () => {
  kept.at = Date.now()
  kept.shared = Object.fromEntries([...typed].map((name) => [name, valueOf(name)]))
  for (const row of rows) {
    const own = [...row.want].filter(([name]) => row.own.has(name))
    if (own.length) kept.rows[printOf(row.file)] = Object.fromEntries(own)
    else delete kept.rows[printOf(row.file)]
  }
  const isOver = rows.length > 0 && !rows.some(isOpen)
  try {
    if (isOver) localStorage.removeItem(store)
    else localStorage.setItem(store, JSON.stringify(kept))
  } catch {
    // a browser that keeps nothing
  }
}

// ---- what is said of them

const valueOf = (name) => page.elements[name].value.trim()

/** Save what is wanted of photos that are here: those that want the same together. */
const save = async () => {
  const groups = new Map()
  for (const row of rows.filter((one) => one.photo && one.want.size && !one.isSaving)) {
    const wanted = JSON.stringify([...row.want].sort())
    groups.set(wanted, [...(groups.get(wanted) ?? []), row])
  }
  for (const [wanted, these] of groups) await say(these, JSON.parse(wanted))
  keep()
}

const say = async (these, wanted) => {
  for (const row of these) {
    row.isSaving = true
    row.mark("saving")
  }
  let message = ""
  try {
    const numbers = these.map((row) => row.photo.number).join(",")
    const { photos } = await post(page.dataset.say, { numbers, ...Object.fromEntries(wanted) })
    const found = new Map(photos.map((photo) => [photo.number, photo]))
    for (const row of these) {
      for (const [name, value] of wanted) if (row.want.get(name) === value) row.want.delete(name)
      row.take(found.get(row.photo.number) ?? row.photo)
    }
  } catch (error) {
    message = error.message
  }
  for (const row of these) {
    row.isSaving = false
    row.settleSaved(message)
  }
  if (!message && these.some((row) => row.want.size)) later() // typed on meanwhile
}

const later = debounced(save, 800)

const sayOfAll = (name) => {
  typed.add(name)
  const value = valueOf(name)
  for (const row of rows.filter((one) => !one.own.has(name) && !one.isApart)) {
    if (!row.photo && name === "credit") row.hint(value)
    if (value || row.told.has(name) || row.want.has(name)) row.wish(name, value)
  }
  keep()
  later()
}

const onTyped = (row) => {
  keep()
  if (row.photo) later()
}

/** Give the caption of the first of a scene to the others. */
const tellAll = (first, others) => {
  const caption = first.said("caption")
  for (const row of others) {
    row.own.add("caption")
    row.wish("caption", caption)
  }
  keep()
  save()
}

// ---- going up

const takeIn = (row, photo) => {
  row.twin = rows.find((one) => one !== row && one.photo?.number === photo.number && !one.twin)
  row.element.classList.toggle("is-twin", Boolean(row.twin))
  row.isApart = Boolean(row.twin) || (photo.isNew === false && !photo.isOfNow)
  // a photo that was here keeps what it says, but for what is typed of it alone, or of a batch that goes on
  for (const name of [...row.want.keys()]) if (row.isApart && !row.own.has(name)) row.want.delete(name)
  row.take(photo)
  group(rows, tellAll)
  row.tell(photo, new Set(rows.filter((one) => one.photo).map((one) => one.photo.number)))
  row.settleSaved()
  if (row.want.size) later()
  keep()
}

const make = async (row) => {
  row.mark("checking")
  const wanted = [...row.want]
  const mine = typed.has("credit") ? "" : valueOf("credit")
  const photo = await finish(row, { ...Object.fromEntries(wanted), otherwise: mine })
  if (photo.isNew) {
    // a credit that names nobody was passed over: saying it again tells why
    for (const [name, value] of wanted) {
      if (row.want.get(name) === value && (name !== "credit" || photo.isCredited)) row.want.delete(name)
    }
    for (const [name] of wanted) row.told.add(name)
  }
  takeIn(row, photo)
}

const bringUp = async (row) => {
  try {
    if (!row.isWhole) {
      row.mark("reading")
      const there = row.upload ? null : await photoOf(row.file)
      if (row.isOut) return
      if (there) return takeIn(row, { ...there, isNew: false })
      if (isPaused) return row.mark("paused")
      await send(row)
    }
    if (row.isWhole && !row.isOut) await make(row)
  } catch (error) {
    row.mark(error.status === 400 ? "refused" : "broken", error.message)
  }
}

const pump = () => {
  while (!isPaused && going < AT_ONCE) {
    const row = rows.find((one) => one.state === "waiting")
    if (!row) return
    going += 1
    row.isGoing = true
    row.state = "reading"
    bringUp(row).finally(() => {
      going -= 1
      row.isGoing = false
      pump()
    })
  }
}

const again = () => {
  for (const row of rows.filter((one) => one.state === "broken")) {
    if (!row.isGoing) row.mark("waiting")
    else if (row.upload) hurry(row)
  }
  pump()
  save()
}

const pause = () => {
  isPaused = !isPaused
  pauseButton.replaceChildren(icon(isPaused ? "play_arrow" : "pause"), isPaused ? words.goOn : words.pause)
  for (const row of rows) {
    if (isPaused && ["sending", "broken", "waiting"].includes(row.state)) {
      row.mark("paused")
      if (row.isGoing) halt(row)
    } else if (!isPaused && row.state === "paused") row.mark("waiting")
  }
  pump()
}

// ---- all of them

let isDrawn = true
const draw = () => {
  if (isDrawn) requestAnimationFrame(drawSums) // once for many steps
  isDrawn = false
}

const drawSums = () => {
  isDrawn = true
  const done = rows.filter((row) => row.photo).length
  const bytes = rows.reduce((sum, row) => sum + row.file.size, 0)
  const sent = rows.reduce((sum, row) => sum + row.sent * row.file.size, 0)
  const failed = rows.filter((row) => ["broken", "refused"].includes(row.state)).length
  const unsaved = rows.filter((row) => row.state === "unsaved").length
  const isGoing = rows.some(isUnderWay)
  sums.hidden = rows.length === 0
  page.classList.toggle("has-rows", rows.length > 0)
  sums.classList.toggle("is-done", !isGoing && !failed && !unsaved)
  sums.querySelector("progress").value = bytes ? sent / bytes : 0
  sums.querySelector("[data-said]").textContent = fill(words.sums, { done, all: rows.length, sent: megabytes(sent), size: megabytes(bytes) })
  sums.querySelector("[data-wrong]").textContent = [failed && fill(words.failedCount, { count: failed }),
    unsaved && fill(words.unsavedCount, { count: unsaved })].filter(Boolean).join(" ")
  pauseButton.hidden = !isGoing
  againButton.hidden = isPaused || !(unsaved || rows.some((row) => row.state === "broken"))
  sums.querySelector("[data-library]").hidden = isGoing || !done
}

const goOut = async (row) => {
  row.isOut = true
  rows.splice(rows.indexOf(row), 1)
  row.element.remove()
  if (!row.photo) await halt(row, true)
  group(rows, tellAll)
  keep()
  draw()
}

const add = (files) => {
  const there = new Set(rows.map((row) => printOf(row.file)))
  const chosen = [...files].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
  for (const file of chosen.filter((one) => !there.has(printOf(one)))) {
    const row = makeRow(file, { onTyped, onOut: goOut, onChange: draw })
    for (const name of typed) if (valueOf(name)) row.wish(name, valueOf(name))
    for (const [name, value] of Object.entries(kept.rows[printOf(file)] ?? {})) {
      row.own.add(name)
      row.wish(name, value)
    }
    if (!typed.has("credit")) row.hint(valueOf("credit"))
    rows.push(row)
    list.append(row.element)
    row.mark(isPaused ? "paused" : "waiting")
  }
  page.querySelector("[data-unfinished]")?.remove()
  pump()
}

// ---- where files come from

/** The files of a drop, also those in folders. */
const filesOf = async (entries) => {
  const found = []
  for (const entry of entries) {
    if (entry.isFile) found.push(await new Promise((good, bad) => entry.file(good, bad)))
    else {
      const reader = entry.createReader()
      let some
      do {
        some = await new Promise((good, bad) => reader.readEntries(good, bad))
        found.push(...(await filesOf(some)))
      } while (some.length)
    }
  }
  return found.filter((file) => !file.name.startsWith("."))
}

input.hasChangeListener = true // the theme writes the name of a chosen file into text fields, but for fields so marked
input.addEventListener("change", () => {
  add([...input.files])
  input.value = ""
})
for (const kind of ["dragover", "dragleave", "drop"]) {
  addEventListener(kind, (e) => {
    if (!e.dataTransfer?.types.includes("Files")) return
    e.preventDefault()
    page.classList.toggle("is-over", kind === "dragover")
    if (kind !== "drop") return
    const entries = [...e.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean)
    if (entries.some((entry) => entry.isDirectory)) filesOf(entries).then(add)
    else add([...e.dataTransfer.files])
  })
}
addEventListener("paste", (e) => e.clipboardData?.files.length && add([...e.clipboardData.files]))
addEventListener("online", again)
setInterval(() => !isPaused && rows.some((row) => row.state === "broken" && !row.isGoing) && again(), AGAIN_MS)
addEventListener("beforeunload", (e) => {
  if (rows.some(isOpen)) e.preventDefault()
})
for (const name of names) {
  if (kept.shared[name] && kept.shared[name] !== valueOf(name)) {
    page.elements[name].value = kept.shared[name]
    typed.add(name)
  }
  page.elements[name].addEventListener("input", () => sayOfAll(name))
}
page.addEventListener("submit", (e) => {
  if (e.submitter?.name !== "give_up") e.preventDefault()
})
pauseButton.addEventListener("click", pause)
againButton.addEventListener("click", again)
page.classList.add("is-live")
