// The upload page: files go up at once, piece by piece, and go on where a link broke; each is a photo as soon as it is here
// whole. What is typed of one or of all of them is saved by itself.

import { csrf, debounced, el, icon } from "./page.js"

const page = document.getElementById("incoming")
const words = JSON.parse(document.getElementById("incoming-words").textContent)
const { incoming, known, say: sayAddress, change } = page.dataset
const list = page.querySelector("[data-rows]")
const sums = page.querySelector("[data-sums]")
const input = page.querySelector("input[type=file]")
const PIECE = 4 * 1024 * 1024
const AT_ONCE = 3
const SERIES_MS = 5000
const SERIES_BITS = 14
const SHARED = ["caption", "credit", "place", "keywords"]

const rows = [] // {file, state, sent, photo, upload, element, …} in the order of choosing
let isPaused = false

const fill = (text, values) => text.replace(/%(\w+)/g, (_all, name) => values[name] ?? "")
const megabytes = (bytes) => (bytes / 1e6).toFixed(1)

// ---- what is said of all of them

const shared = () => Object.fromEntries(SHARED.map((name) => [name, page.elements[name].value.trim()]))

const post = async (address, values) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(values)) data.append(name, value)
  const response = await fetch(address, { method: "POST", body: data, headers: { "X-CSRFToken": csrf() } })
  if (response.redirected || response.status === 403) throw new Error(words.loggedOut)
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw Object.assign(new Error(answer.message ?? words.failed), { status: response.status })
  return answer
}

/** Save what is said of photos; each row says that it is saved, or why not. */
const say = async (told, values) => {
  const these = told.filter((row) => row.photo)
  if (!these.length) return
  for (const row of these) row.mark("saving")
  try {
    const { photos } = await post(sayAddress, { numbers: these.map((row) => row.photo.number).join(","), ...values })
    const found = new Map(photos.map((photo) => [photo.number, photo]))
    for (const row of these) {
      row.photo = { ...row.photo, ...found.get(row.photo.number) }
      row.mark("saved")
    }
  } catch (error) {
    for (const row of these) row.mark("unsaved", error.message)
  }
}

const sayShared = async () => {
  const values = shared()
  for (const name of SHARED) {
    if (!page.elements[name].isTyped) delete values[name]
  }
  if (!Object.keys(values).length) return
  // fields of a row that were typed there stay as they are
  const groups = new Map()
  for (const row of rows.filter((one) => one.photo)) {
    const mine = Object.fromEntries(Object.entries(values).filter(([name]) => !row.own.has(name)))
    const key = JSON.stringify(mine)
    if (Object.keys(mine).length) groups.set(key, [...(groups.get(key) ?? []), row])
  }
  for (const [key, group] of groups) {
    const values = JSON.parse(key)
    for (const row of group) row.show(values)
    await say(group, values)
  }
}

// ---- a row

const FIELDS = { caption: "caption", credit: "credit" }

const makeRow = (file) => {
  const image = el("img", { alt: "" })
  if (/^image\/(?!hei|tif)/.test(file.type)) image.src = URL.createObjectURL(file)
  const bar = el("progress", { max: 1, value: 0 })
  const state = el("p", { className: "incoming-state", role: "status" })
  const name = el("b", {}, file.name)
  const fields = el("div", { className: "incoming-fields", hidden: true })
  const more = el("div", { className: "incoming-more" })
  const out = el("button", { type: "button", className: "desk-x", "aria-label": fill(words.out, { name: file.name }) }, icon("close"))
  const element = el("li", { className: "incoming-row" },
    el("span", { className: "incoming-picture" }, image), el("div", {}, name, bar, state, fields, more), out)
  const row = { file, element, image, state: "waiting", sent: 0, photo: null, upload: null, own: new Set(), tries: 0 }

  row.mark = (kind, message = "") => {
    element.dataset.state = kind
    row.state = ["saving", "saved", "unsaved"].includes(kind) ? "done" : kind
    bar.hidden = !["waiting", "sending", "paused", "checking", "broken"].includes(kind)
    state.textContent = message || fill(words[kind] ?? "", { size: megabytes(file.size) })
    draw()
  }
  row.progress = (part) => {
    row.sent = part
    bar.value = part
    state.textContent = fill(words.sending, { part: Math.round(part * 100), size: megabytes(file.size) })
    draw()
  }
  row.show = (values) => {
    for (const [field, value] of Object.entries(values)) {
      const found = fields.querySelector(`[name=${field}]`)
      if (found) found.value = value
    }
  }
  row.take = (photo) => {
    row.photo = photo
    row.sent = 1
    name.replaceChildren(el("a", { href: photo.address, target: "_blank" }, file.name))
    if (!image.src && photo.thumbnail) image.src = photo.thumbnail
    if (!photo.isNew) more.append(el("p", { className: "incoming-note" }, icon("content_copy"), fill(words.known, { number: photo.number })))
    if (photo.alike?.length && photo.isNew) {
      more.append(el("p", { className: "incoming-note" }, icon("filter_none"), words.alike, " ",
        ...photo.alike.flatMap((one) => [el("a", { href: one.address, target: "_blank", title: one.caption }, `#${one.number}`), " "])))
    }
    for (const field of Object.keys(FIELDS)) {
      const box = el(field === "caption" ? "textarea" : "input", { className: "desk-input", name: field, rows: 2, maxLength: field === "caption" ? 500 : 200,
        placeholder: words[field], "aria-label": `${words[field]} ${file.name}`, value: photo[field] ?? "" })
      box.addEventListener("input", () => row.own.add(field))
      box.addEventListener("change", () => say([row], { [field]: box.value.trim() }))
      fields.append(box)
    }
    fields.hidden = false
    row.mark(photo.isCredited ? "saved" : "bare")
    row.state = "done"
    draw()
  }
  out.addEventListener("click", async () => {
    if (row.upload) await row.upload.abort(true).catch(() => {})
    rows.splice(rows.indexOf(row), 1)
    element.remove()
    draw()
    pump()
  })
  return row
}

// ---- going up

const hashOf = async (file) => {
  if (!crypto.subtle) return "" // only where the page came safely
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

const finish = async (row) => {
  row.mark("checking")
  const { caption, credit, ...others } = shared()
  const address = `${new URL(row.upload.url, location.href).pathname}finish/`
  const photo = await post(address, { caption: page.elements.caption.isTyped ? caption : "", credit })
  row.take(photo)
  series()
  const told = Object.fromEntries(Object.entries(others).filter(([, value]) => value))
  if (Object.keys(told).length && photo.isNew) await say([row], told)
}

const send = (row) =>
  new Promise((resolve) => {
    row.mark("sending")
    row.upload = new tus.Upload(row.file, {
      endpoint: incoming,
      chunkSize: PIECE,
      retryDelays: [0, 1000, 3000, 5000, 10_000, 20_000],
      removeFingerprintOnSuccess: true,
      metadata: { filename: row.file.name },
      onBeforeRequest: (request) => request.setHeader("X-CSRFToken", csrf()),
      onProgress: (sent, size) => row.progress(size ? sent / size : 0),
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0
        return status === 0 || status === 409 || status === 423 || status >= 500
      },
      onError: (error) => {
        const answer = error.originalResponse
        let message = ""
        try {
          message = JSON.parse(answer?.getBody() ?? "{}").message
        } catch {
          // not an answer of ours
        }
        if (answer?.getStatus() === 400) row.mark("refused", message)
        else row.mark("broken", [401, 403].includes(answer?.getStatus()) ? words.loggedOut : "")
        resolve()
      },
      onSuccess: async () => {
        try {
          await finish(row)
        } catch (error) {
          row.mark(error.status === 400 ? "refused" : "broken", error.message)
        }
        resolve()
      },
    })
    row.upload.findPreviousUploads().then((earlier) => {
      if (earlier.length) row.upload.resumeFromPreviousUpload(earlier[0])
      row.upload.start()
    })
  })

let going = 0
const pump = async () => {
  while (!isPaused && going < AT_ONCE) {
    const row = rows.find((one) => one.state === "waiting")
    if (!row) break
    going += 1
    row.state = "sending"
    one(row).finally(() => {
      going -= 1
      pump()
    })
  }
}

const one = async (row) => {
  try {
    const hash = await hashOf(row.file)
    const there = hash ? (await post(known, { hashes: hash }))[hash] : null
    if (there) return row.take({ ...there, isNew: false })
  } catch {
    // the upload itself says what is wrong
  }
  await send(row)
}

// ---- one scene: taken within seconds of each other, or looking nearly the same

const bitsApart = (one, other) => {
  if (!one || !other) return 64
  let left = BigInt(`0x${one}`) ^ BigInt(`0x${other}`)
  let bits = 0
  while (left) {
    bits += Number(left & 1n)
    left >>= 1n
  }
  return bits
}
const isSeries = (one, other) => {
  const apart = Math.abs(new Date(one.taken || NaN) - new Date(other.taken || NaN))
  return apart <= SERIES_MS || bitsApart(one.likeness, other.likeness) <= SERIES_BITS
}
const series = () => {
  let number = 0
  let before = null
  for (const row of rows.filter((one) => one.photo?.likeness)) {
    if (!before || !isSeries(before.photo, row.photo)) number += 1
    row.series = number
    before = row
  }
  const sizes = new Map()
  for (const row of rows) if (row.series) sizes.set(row.series, (sizes.get(row.series) ?? 0) + 1)
  for (const row of rows) {
    const isIn = sizes.get(row.series) > 1
    row.element.classList.toggle("is-series", isIn)
    row.element.dataset.series = isIn ? fill(words.series, { count: sizes.get(row.series) }) : ""
  }
}

// ---- all of them

const draw = () => {
  const done = rows.filter((row) => row.photo).length
  const bytes = rows.reduce((sum, row) => sum + row.file.size, 0)
  const sent = rows.reduce((sum, row) => sum + row.sent * row.file.size, 0)
  const failed = rows.filter((row) => ["broken", "refused"].includes(row.state)).length
  const isGoing = rows.some((row) => ["waiting", "sending", "checking", "paused"].includes(row.state))
  sums.hidden = rows.length === 0
  sums.querySelector("progress").value = bytes ? sent / bytes : 0
  sums.querySelector("p").textContent = fill(words.sums, { done, all: rows.length, sent: megabytes(sent), size: megabytes(bytes) })
    + (failed ? ` ${fill(words.failedCount, { count: failed })}` : "")
  sums.querySelector("[data-pause]").hidden = !isGoing
  sums.querySelector("[data-again]").hidden = !rows.some((row) => row.state === "broken")
  sums.querySelector("[data-library]").hidden = isGoing || !done
}

const add = (files) => {
  for (const file of files) {
    if (rows.some((row) => row.file.name === file.name && row.file.size === file.size && row.file.lastModified === file.lastModified)) continue
    const row = makeRow(file)
    rows.push(row)
    list.append(row.element)
    row.mark("waiting")
  }
  pump()
}

const pause = (button) => {
  isPaused = !isPaused
  button.querySelector("span:last-child").textContent = isPaused ? words.goOn : words.pause
  for (const row of rows) {
    if (isPaused && row.state === "sending" && row.upload) {
      row.upload.abort()
      row.mark("paused")
      going -= 1
    } else if (!isPaused && row.state === "paused") {
      row.mark("waiting")
    }
  }
  if (!isPaused) pump()
}

const again = () => {
  for (const row of rows) if (row.state === "broken") row.mark("waiting")
  pump()
}

input.hasChangeListener = true // the theme writes the name of a chosen file into text fields, but for fields so marked
input.addEventListener("change", () => {
  add([...input.files])
  input.value = ""
})
for (const name of ["dragover", "dragleave", "drop"]) {
  page.addEventListener(name, (e) => {
    if (!e.dataTransfer?.types.includes("Files")) return
    e.preventDefault()
    page.classList.toggle("is-over", name === "dragover")
    if (name === "drop") add([...e.dataTransfer.files])
  })
}
addEventListener("paste", (e) => e.clipboardData?.files.length && add([...e.clipboardData.files]))
addEventListener("online", again)
addEventListener("beforeunload", (e) => {
  if (rows.some((row) => ["waiting", "sending", "checking"].includes(row.state))) e.preventDefault()
})
const later = debounced(sayShared, 800)
for (const name of SHARED) {
  page.elements[name].addEventListener("input", () => {
    page.elements[name].isTyped = true
    later()
  })
}
page.addEventListener("submit", (e) => e.preventDefault())
sums.querySelector("[data-pause]").addEventListener("click", (e) => pause(e.currentTarget))
sums.querySelector("[data-again]").addEventListener("click", again)
page.classList.add("is-live")
