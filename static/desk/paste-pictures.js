// Pictures in pasted text: each leaves a photo place where it stood; those that can be had come into the library.

import { labelled, openDialog, plain, primary } from "./dialogs.js";
import { el, notice, say } from "./page.js";
import { candidate } from "./picker.js";

const PATIENCE = 15_000
const SMALLEST = 3 // pixels: what is no larger counts visitors
const TYPES = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif", "image/avif": "avif", "image/tiff": "tif" }

let tokens = 0

const addressOf = (image) => {
  // chat programs and newspapers put the picture itself beside a blank one until it is scrolled to
  const waiting = ["data-src", "data-original", "data-lazy-src", "data-actualsrc"].map((name) => image.getAttribute(name))
  const shown = image.getAttribute("src") ?? ""
  // the largest of its sizes, where the one that is named is a blank
  const sizes = /^(data:image\/gif|$)/i.test(shown) ? (image.getAttribute("srcset") ?? "").trim().split(/\s*,\s+/) : []
  const named = [...waiting, sizes.at(-1)?.split(/\s/)[0]]
  return named.find((address) => /^(https?:)?\/\//i.test(address ?? "")) ?? shown
}

const isNothing = (image, address) => {
  const sides = ["width", "height"].map((name) => image.getAttribute(name))
  return !address || /^data:image\/svg/i.test(address) || sides.some((side) => side !== null && parseFloat(side) <= SMALLEST)
}

const captionOf = (image) => {
  const figure = image.closest("figure")
  const caption = figure?.querySelector("figcaption")
  if (caption && figure.querySelectorAll("img").length === 1) {
    const text = caption.textContent.replace(/\s+/g, " ").trim()
    caption.remove()
    return text
  }
  const alt = (image.getAttribute("alt") ?? "").trim()
  return /^(图片|图像|照片|插图|image|img|picture|photo)?[\s\d_-]*$|\.\w{3,4}$|^[\x20-\x7e]*$/i.test(alt) ? "" : alt
}

// The place goes behind the paragraph that the picture stood in; what followed it there becomes a paragraph behind that.
const hoisted = (image, place) => {
  const block = image.closest("p, h1, h2, h3, h4, h5, h6")
  if (!block) return image.replaceWith(place)
  const rest = image.ownerDocument.createRange()
  rest.setStartAfter(image)
  rest.setEndAfter(block.lastChild)
  const behind = image.ownerDocument.createElement(block.localName)
  behind.append(rest.extractContents())
  image.remove()
  block.after(place, behind)
}

/** Put a waiting place where each picture of `body` stood; the pictures as `{token, address, caption}`. */
export const placed = (body) => {
  const found = []
  for (const image of [...body.querySelectorAll("img")]) {
    const address = addressOf(image)
    if (isNothing(image, address)) {
      image.remove()
      continue
    }
    const caption = captionOf(image)
    const around = image.closest("figure")
    if (around) around.replaceWith(...around.childNodes)
    const token = String(++tokens)
    const place = body.ownerDocument.createElement("figure")
    place.setAttribute("data-photo", "")
    place.setAttribute("data-token", token)
    const words = body.ownerDocument.createElement("figcaption")
    words.textContent = caption
    place.append(words)
    hoisted(image, place)
    found.push({ token, address, caption })
  }
  for (const odd of body.querySelectorAll("figure:not([data-photo])")) odd.replaceWith(...odd.childNodes)
  return found
}

const fileOf = (blob, number) => new File([blob], `${number}.${TYPES[blob.type] ?? "img"}`, { type: blob.type })

const decoded = (address) => {
  const [, type, isCoded, data] = address.match(/^data:(image\/[\w.+-]+)[^,]*?(;base64)?,(.*)$/is) ?? []
  if (!isCoded) return null
  try {
    return new Blob([Uint8Array.from(atob(data.replace(/\s/g, "")), (letter) => letter.charCodeAt(0))], { type })
  } catch {
    return null
  }
}

const fetched = async (address) => {
  try {
    const secure = new URL(address, "https://x.invalid").href.replace(/^http:/i, "https:")
    const response = await fetch(secure, { referrerPolicy: "no-referrer", credentials: "omit", signal: AbortSignal.timeout(PATIENCE) })
    const blob = await response.blob()
    return response.ok && blob.type.startsWith("image/") && blob.size ? blob : null
  } catch {
    return null // the other site does not let us, or is away
  }
}

const placeOf = (editor, token) => {
  let found = null
  editor.state.doc.descendants((node, at) => {
    if (node.type.name === "photo" && node.attrs.token === token) found = { node, at }
    return found === null
  })
  return found
}

const fill = (editor, token, photo) => {
  const place = placeOf(editor, token)
  if (!place) return // taken out while the photo came
  const attrs = { photo: String(photo.number), credit: null, token: null }
  const keeps = place.node.textContent && place.node.textContent !== photo.caption
  const figure = place.node.type.create(attrs, keeps ? place.node.content : undefined)
  editor.view.dispatch(editor.state.tr.replaceWith(place.at, place.at + place.node.nodeSize, figure))
}

// Ask whom the pictures are owed to, and send them; each fills its place as it arrives.
const ask = (editor, pictures, said) => {
  const rows = pictures.map(({ file, token, caption }) => ({ token, ...candidate(file, { caption }) }))
  const all = labelled(say("creditAll"), { placeholder: say("creditField") })
  all.input.addEventListener("input", () => {
    for (const { credit } of rows) if (!credit.isOwn) credit.value = all.input.value
  })
  for (const { credit } of rows) credit.addEventListener("input", () => (credit.isOwn = true))
  let waiting = rows
  const send = primary(say("upload"), async () => {
    send.disabled = true
    const failed = []
    for (const one of waiting) {
      const photo = await one.send()
      if (photo) fill(editor, one.token, photo)
      else failed.push(one)
    }
    waiting = failed
    send.disabled = false
    if (!failed.length) dialog.close()
  })
  const dialog = openDialog({ title: say("pastedTitle"), name: "is-wide", foot: [plain(say("cancel"), () => dialog.close()), send] },
    el("p", { className: "desk-help" }, say("pastedHelp")),
    ...said.map((text) => el("p", { className: "desk-error", role: "alert" }, text)),
    rows.length > 1 ? all.row : null,
    el("ul", { className: "desk-candidates" }, ...rows.map(({ row }) => row)))
  rows[0].credit.focus()
}

/** Bring the pictures of a paste into the library, those that can be had, and say of the others how many and why. Every
 * place that stays empty keeps its caption. */
export const bring = async (editor, pictures) => {
  const isFar = ({ address }) => /^(https?:)?\/\//i.test(address)
  const far = pictures.filter(isFar)
  if (far.length) notice(say("fetching", far.length))
  const got = await Promise.all(pictures.map(async (picture) => {
    if (isFar(picture)) return fetched(picture.address)
    return /^data:/i.test(picture.address) ? decoded(picture.address) : null
  }))
  const here = pictures.map((picture, n) => ({ ...picture, blob: got[n] }))
  const refused = here.filter((one) => !one.blob && isFar(one)).length
  const onDisk = here.filter((one) => !one.blob && !isFar(one)).length
  const said = [refused ? say("picturesNotFetched", refused) : "", onDisk ? say("picturesOnDisk", onDisk) : ""].filter(Boolean)
  const files = here.filter((one) => one.blob).map((one, n) => ({ ...one, file: fileOf(one.blob, n + 1) }))
  if (files.length) ask(editor, files, said)
  else if (said.length) notice(said.join(" "))
}
