// Photos of a dispatch that are uploaded while its form is still open, each with its progress; without scripts the form sends
// them. Each taken photo becomes a field of the form.

import { csrf } from "./page.js";

const form = document.querySelector(".desk-filing")
const drop = form.querySelector("[data-drop]")
const input = drop.querySelector("input")
const list = form.querySelector("[data-taken]")
const blank = form.querySelector("[data-row]")
// the theme writes the name of a chosen file into the first text field it finds; it passes over fields so marked
for (const field of form.querySelectorAll("input[type=file]")) field.hasChangeListener = true

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
  const text = row.children[1]
  const holder = row.firstElementChild
  list.append(row)
  if (file.type.startsWith("image/")) {
    const image = document.createElement("img")
    image.alt = ""
    image.src = URL.createObjectURL(file)
    image.addEventListener("load", () => holder.replaceWith(image), { once: true })
  }
  text.textContent = `${file.name} · ${form.dataset.uploading}`
  try {
    const photo = await send(file, (part) => (text.textContent = `${file.name} · ${Math.round(part * 100)}%`))
    text.textContent = photo.caption || file.name
    const small = document.createElement("small")
    small.textContent = photo.credit
    text.append(small)
    const field = document.createElement("input")
    field.type = "hidden"
    field.name = "photo"
    field.value = photo.number
    row.prepend(field)
  } catch (error) {
    row.classList.add("has-errors")
    text.textContent = error.message
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
for (const name of ["dragover", "dragleave", "drop"]) {
  drop.addEventListener(name, (e) => {
    e.preventDefault()
    drop.classList.toggle("is-over", name === "dragover")
    if (name === "drop") add([...e.dataTransfer.files])
  })
}
list.addEventListener("click", (e) => {
  if (e.target.closest("[data-out]")) e.target.closest("li").remove()
})
const copy = form.querySelector("[data-drop-copy]")
if (copy) {
  const file = copy.querySelector("input")
  const name = copy.querySelector("[data-name]")
  const asked = name.textContent
  file.addEventListener("change", () => (name.textContent = file.files[0]?.name ?? asked))
  for (const target of [copy, form.elements.text]) {
    target.addEventListener("dragover", (e) => e.dataTransfer.types.includes("Files") && e.preventDefault())
    target.addEventListener("drop", (e) => {
      if (!e.dataTransfer.files.length) return
      e.preventDefault()
      file.files = e.dataTransfer.files
      file.dispatchEvent(new Event("change"))
    })
  }
}
form.addEventListener("submit", async (e) => {
  const button = form.querySelector(".desk-submit button")
  if (button.disabled) e.preventDefault()
  else {
    e.preventDefault()
    button.disabled = true
    await queue // a photo that is still on its way belongs to the dispatch
    form.submit()
  }
})
