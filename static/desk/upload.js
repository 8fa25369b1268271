// The page that takes dispatches in: files of copy go at once, photos are uploaded while the form is still open, each with
// its progress, and what is pasted brings its form along. Without scripts the form sends them all.

import { csrf, el, icon } from "./page.js";

const form = document.querySelector(".desk-filing")
const drop = form.querySelector("[data-drop]")
const input = drop.querySelector("input")
const list = form.querySelector("[data-taken]")
const blank = form.querySelector("[data-row]")
const zone = form.querySelector("[data-drop-copy]")
const copies = zone.querySelector("input")
const chosen = form.querySelector("[data-chosen]")
const formed = form.querySelector("[data-formed]")
const { markup, text } = form.elements
// the theme writes the name of a chosen file into the first text field it finds; it passes over fields so marked
for (const field of form.querySelectorAll("input[type=file]")) field.hasChangeListener = true

// ---- photos

const send = (file, progress) =>
  new Promise((resolve, reject) => {
    const data = new FormData()
    data.append("file", file)
    const request = new XMLHttpRequest()
    request.open("POST", form.dataset.take)
    request.setRequestHeader("X-CSRFToken", csrf())
    request.responseType = "json"
    request.upload.addEventListener("progress", (e) => e.lengthComputable && progress(e.loaded / e.total))
    request.addEventListener("error", () => reject(new Error(form.dataset.failed)))
    request.addEventListener("load", () => {
      if (request.status < 300 && request.response) resolve(request.response)
      else reject(new Error(request.response?.message ?? form.dataset.failed))
    })
    request.send(data)
  })

const take = async (file) => {
  const row = blank.content.firstElementChild.cloneNode(true)
  const words = row.children[1]
  const holder = row.firstElementChild
  list.append(row)
  if (file.type.startsWith("image/")) {
    const image = el("img", { alt: "", src: URL.createObjectURL(file) })
    image.addEventListener("load", () => holder.replaceWith(image), { once: true })
  }
  words.textContent = `${file.name} · ${form.dataset.uploading}`
  try {
    const photo = await send(file, (part) => (words.textContent = `${file.name} · ${Math.round(part * 100)}%`))
    words.textContent = photo.caption || file.name
    words.append(el("small", {}, photo.credit))
    row.prepend(el("input", { type: "hidden", name: "photo", value: photo.number }))
  } catch (error) {
    row.classList.add("has-errors")
    words.textContent = error.message
  }
}

let queue = Promise.resolve()
const add = (files) => {
  for (const file of files) queue = queue.then(() => take(file))
}

input.addEventListener("change", () => {
  add([...input.files])
  input.value = ""
})
list.addEventListener("click", (e) => {
  if (e.target.closest("[data-out]")) e.target.closest("li").remove()
})

// ---- files of copy

const isPicture = (file) => file.type.startsWith("image/") || /\.(heic|heif|avif|tiff?)$/i.test(file.name)

/** Take files of any kind: photos among them go up beside the copy, the copy goes at once where nothing else is typed. */
const receive = (files) => {
  add(files.filter(isPicture))
  const held = new DataTransfer()
  for (const file of files) if (!isPicture(file)) held.items.add(file)
  copies.files = held.files
  chosen.replaceChildren(...[...held.files].map((file) => el("li", {}, icon("description"), file.name)))
  if (held.files.length && !text.value.trim()) form.requestSubmit()
}

copies.addEventListener("change", () => receive([...copies.files]))
for (const [target, received] of [[drop, add], [zone, receive], [text, receive]]) {
  target.addEventListener("dragover", (e) => {
    if (!e.dataTransfer.types.includes("Files")) return
    e.preventDefault()
    target.classList.add("is-over")
  })
  target.addEventListener("dragleave", () => target.classList.remove("is-over"))
  target.addEventListener("drop", (e) => {
    target.classList.remove("is-over")
    if (!e.dataTransfer.files.length) return
    e.preventDefault()
    received([...e.dataTransfer.files])
  })
}
// a file that misses its place must not take the page away
for (const name of ["dragover", "drop"]) addEventListener(name, (e) => e.dataTransfer?.types.includes("Files") && e.preventDefault())

// ---- what is pasted

const keepForm = (html) => {
  markup.value = html
  formed.hidden = !html
}
if (markup.value) keepForm(markup.value)
text.addEventListener("paste", (e) => {
  const files = [...e.clipboardData.files]
  const html = e.clipboardData.getData("text/html")
  if (files.length && !e.clipboardData.getData("text/plain")) {
    e.preventDefault()
    return receive(files)
  }
  const isWhole = !text.value.trim() || text.selectionEnd - text.selectionStart === text.value.length
  // the form belongs to the words as they were pasted: whoever types on gets what she typed
  setTimeout(() => keepForm(isWhole && /<(p|div|h\d|table|li|br|a|img|strong|b|em)\b/i.test(html) ? html : ""))
})
text.addEventListener("input", (e) => e.inputType !== "insertFromPaste" && keepForm(""))

form.addEventListener("submit", async (e) => {
  e.preventDefault()
  if (form.classList.contains("is-sent")) return
  form.classList.add("is-sent")
  await queue // a photo that is still on its way belongs to the dispatch
  form.submit()
})
addEventListener("pageshow", () => form.classList.remove("is-sent"))
