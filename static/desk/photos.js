// The photo library as the scripts of the desk see it. A photo is what media.admin.library describes.

import { addresses, csrf, el, say } from "./page.js";

const known = new Map()
let asked = new Map()

export const isPicture = (file) => /^image\//.test(file.type) || /\.(heic|heif|avif|tiff?)$/i.test(file.name)

const remember = (photo) => {
  known.set(String(photo.number), photo)
  return photo
}

const fetchAsked = async () => {
  const batch = asked
  asked = new Map()
  const found = new Map()
  try {
    const response = await fetch(`${addresses.photos}?numbers=${[...batch.keys()].join(",")}`)
    if (response.ok) for (const photo of (await response.json()).photos) found.set(String(photo.number), remember(photo))
  } catch {
    // without a connection the figures say that their photos are missing, and the body stays as it is
  }
  for (const [number, answers] of batch) for (const answer of answers) answer(found.get(number) ?? null)
}

/** The photo of that number, null where there is none; asked for again until its files are made, where `fresh`. */
export const photo = (number, fresh = false) => {
  const key = String(number)
  if (!fresh && known.has(key)) return Promise.resolve(known.get(key))
  return new Promise((answer) => {
    if (asked.size === 0) setTimeout(fetchAsked, 20)
    asked.set(key, [...(asked.get(key) ?? []), answer])
  })
}

/** Show the chosen photo of that number, and to whom it is owed, in `place`; hide it where none is chosen. */
export const showChosen = async (place, number) => {
  place.hidden = !number
  const known = number ? await photo(number) : null
  if (!known) return place.replaceChildren(number ? say("lost") : "")
  place.replaceChildren(
    known.thumbnail ? el("img", { src: known.thumbnail, alt: "" }) : el("span", { className: "desk-blank" }, say("processing")),
    el("span", { className: known.isCredited ? "desk-credit" : "desk-missing" }, known.isCredited ? known.credit : say("creditMissing")),
  )
}

/** `{photos, older}`: a page of the library. */
export const search = async (text, before = "") => {
  const response = await fetch(`${addresses.photos}?${new URLSearchParams({ q: text, before })}`)
  if (!response.ok) throw new Error(say("failed"))
  const page = await response.json()
  page.photos.forEach(remember)
  return page
}

/** Send a form with a file; the JSON of the answer, or an Error with its message. `progress` is told the part sent. */
export const post = (address, values, progress) =>
  new Promise((resolve, reject) => {
    const data = new FormData()
    for (const [name, value] of Object.entries(values)) data.append(name, value ?? "")
    const request = new XMLHttpRequest()
    request.open("POST", address)
    request.setRequestHeader("X-CSRFToken", csrf())
    request.responseType = "json"
    if (progress) request.upload.addEventListener("progress", (e) => e.lengthComputable && progress(e.loaded / e.total))
    request.addEventListener("error", () => reject(new Error(say("failed"))))
    request.addEventListener("load", () => {
      if (request.status < 300 && request.response) resolve(request.response)
      else reject(new Error(request.response?.message ?? say("failed")))
    })
    request.send(data)
  })

/** Upload one file; the photo, or an Error whose message says what was wrong. */
export const upload = async (file, { caption = "", credit = "" } = {}, progress = null) =>
  remember(await post(addresses.upload, { file, caption, credit }, progress))

/** Tell a photo of the library what a place in the copy says of it; what the desk typed stays. */
export const tell = async (number, { caption = "", credit = "" }) =>
  remember(await post(addresses.tell, { number, caption, credit }))
