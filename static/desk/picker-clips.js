// The dialog that asks for video or audio: an address, a recording of ours, or a file to upload right there.

import { searchClips, uploadClip } from "./clips.js";
import { labelled, openDialog, plain, primary } from "./dialogs.js";
import { debounced, el, icon, released, say } from "./page.js";

const isAddress = (text) => /^https:\/\/[^\s\\/?#@"'<>`]+([/?#][^\s\\"'<>`]*)?$/i.test(text)
const SOUND = /\.(mp3|m4a|aac|ogg|oga|opus|wav|flac)([?#]|$)/i

const byAddress = (told, take) => {
  const address = labelled(say("byAddress"), { type: "url", placeholder: "https://", value: told.address ?? "" })
  const caption = labelled(say("clipTitle"), { maxLength: 200 })
  const error = el("p", { className: "desk-error", role: "alert", hidden: true }, say("httpsOnly"))
  const kind = el("select", { className: "desk-input", "aria-label": say("addVideo") },
    el("option", { value: "video" }, say("video")), el("option", { value: "audio" }, say("audio")))
  kind.value = told.kind ?? "video"
  address.input.addEventListener("input", () => {
    error.hidden = true
    if (SOUND.test(address.input.value)) kind.value = "audio"
  })
  const done = () => {
    const value = address.input.value.trim()
    error.hidden = isAddress(value)
    if (error.hidden) take({ kind: kind.value, value, caption: caption.input.value.trim() })
    else address.input.focus()
  }
  for (const { input } of [address, caption]) {
    input.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && done())
  }
  return el("section", { className: "desk-by-address" }, address.row, error,
    el("div", { className: "desk-row" }, caption.row, el("div", { className: "desk-by-address-end" }, kind, primary(say("apply"), done))),
    el("p", { className: "desk-help" }, say("byAddressHelp")))
}

const tile = (clip, take) =>
  el("button", { type: "button", className: "desk-clip", onclick: () => take({ kind: "clip", value: String(clip.number), caption: "" }) },
    icon(clip.kind === "video" ? "smart_display" : "graphic_eq"),
    el("span", {}, el("b", {}, clip.title || clip.fileName), el("small", {}, clip.facts)),
    clip.credit ? el("span", { className: "desk-credit" }, clip.credit) : el("span", { className: "desk-missing" }, say("clipBare")))

// The file that was chosen, with what has to be said of it before it is sent.
const candidate = (file, take) => {
  const title = labelled(say("clipTitle"), { maxLength: 120 })
  const credit = labelled(say("clipCredit"), { maxLength: 120 })
  const state = el("p", { className: "desk-when", role: "status" }, `${file.name} · ${Math.ceil(file.size / 1e5) / 10} MB`)
  const progress = el("progress", { max: 1, value: 0, hidden: true, "aria-label": say("uploading") })
  const send = primary(say("upload"), async () => {
    send.disabled = true
    progress.hidden = false
    state.className = "desk-when"
    try {
      const said = { title: title.input.value, credit: credit.input.value }
      const clip = await uploadClip(file, said, (part) => {
        progress.value = part
        state.textContent = `${say("uploading")} ${Math.round(part * 100)}%`
      })
      take({ kind: "clip", value: String(clip.number), caption: "" })
    } catch (error) {
      state.className = "desk-error"
      state.textContent = error.message
      progress.hidden = true
      send.disabled = false
    }
  })
  return el("div", { className: "desk-clip-new" }, state, progress, title.row, credit.row, send)
}

const ours = (take) => {
  const field = el("input", { type: "search", className: "desk-input", placeholder: say("clipSearch"), "aria-label": say("clipSearch") })
  const list = el("div", { className: "desk-clips" })
  const sent = el("div")
  // the theme writes the name of a chosen file into the first text field it finds; it passes over fields so marked
  const file = el("input", { type: "file", accept: "video/*,audio/*", hidden: true, hasChangeListener: true })
  let turn = 0
  const show = async () => {
    const mine = ++turn
    try {
      const clips = await searchClips(field.value)
      await released()
      if (mine !== turn) return
      list.replaceChildren(...clips.map((clip) => tile(clip, take)))
      if (!clips.length) list.append(el("p", { className: "desk-help" }, say("noClips")))
    } catch (error) {
      list.replaceChildren(el("p", { className: "desk-error" }, error.message))
    }
  }
  field.addEventListener("input", debounced(show, 250))
  file.addEventListener("change", () => file.files[0] && sent.replaceChildren(candidate(file.files[0], take)))
  show()
  return el("section", {}, el("h3", {}, say("ourClips")),
    el("div", { className: "desk-ours" }, field,
      el("button", { type: "button", className: "desk-button", onclick: () => file.click() }, icon("upload"), say("uploadClip")), file),
    sent, list)
}

/** Resolves to what the place is to hold, `{kind: "video" | "audio" | "clip", value, caption}`; null where the dialog was
 * left. `told` is the kind and address it has now. */
export const pickRecording = (told = {}) =>
  new Promise((resolve) => {
    const take = (chosen) => {
      resolve(chosen)
      dialog.close()
    }
    const dialog = openDialog(
      { title: say("addVideo"), name: "is-wide", foot: [plain(say("cancel"), () => dialog.close())], onclose: () => resolve(null) },
      byAddress(told, take), ours(take))
    dialog.querySelector("input").focus()
  })
