// The dialog onto the photo library: search, choose one or several, or upload right there.

import { debounced, el, icon, released, say } from "./page.js";
import { isPicture, search, upload } from "./photos.js";

const tile = (photo, chosen, toggle) => {
  const credit = photo.isCredited
    ? el("span", { className: "desk-credit" }, photo.credit)
    : el("span", { className: "desk-missing" }, say("creditMissing"))
  const shown = photo.thumbnail
    ? el("img", { src: photo.thumbnail, alt: "", loading: "lazy" })
    : el("span", { className: "desk-blank" }, photo.failure || say("processing"))
  return el(
    "button",
    {
      type: "button",
      className: "desk-tile",
      "aria-pressed": chosen.has(photo.number),
      onclick: (e) => toggle(photo, e.currentTarget),
    },
    shown,
    el("span", { className: "desk-tile-caption" }, photo.caption || `#${photo.number}`),
    credit,
  )
}

/** One file that waits to be uploaded, with its own caption and credit: its row, its field for the credit, and `send`, which
 * gives the photo, or null once the row says what was wrong. */
export const candidate = (file, told) => {
  const caption = el("input", { className: "desk-input", placeholder: say("captionField"), value: told.caption ?? "" })
  const credit = el("input", { className: "desk-input", placeholder: say("creditField"), value: told.credit ?? "" })
  const state = el("span", { className: "desk-when" }, file.name)
  const image = el("img", { alt: "", src: URL.createObjectURL(file), onerror: () => image.replaceWith(el("span", { className: "desk-blank" }, icon("image"))) })
  const row = el("li", { className: "desk-candidate" }, image, el("div", {}, state, caption, credit))
  return {
    row,
    credit,
    async send() {
      row.classList.remove("has-errors")
      state.textContent = say("uploading")
      try {
        const taken = await upload(file, { caption: caption.value, credit: credit.value }, (part) => {
          state.textContent = `${say("uploading")} ${Math.round(part * 100)}%`
        })
        URL.revokeObjectURL(image.src)
        row.remove()
        return taken
      } catch (error) {
        row.classList.add("has-errors")
        state.textContent = error.message
        return null
      }
    },
  }
}

// The theme writes the name of a chosen file into the first text field it finds; it passes over fields so marked.
const fileField = () => el("input", { type: "file", multiple: true, accept: "image/*,.heic,.heif,.avif", hidden: true, hasChangeListener: true })

/** Resolves to the photos chosen, in the order of choosing; empty where the dialog was left. `told` is the caption and
 * credit that uploads start from; `files` are uploaded at once. */
export const pick = ({ multiple = true, title = say("library"), told = {}, files = [] } = {}) =>
  new Promise((resolve) => {
    const chosen = new Map()
    let waiting = []
    const grid = el("div", { className: "desk-grid" })
    const more = el("button", { type: "button", className: "desk-button", hidden: true }, say("loadMore"))
    const field = el("input", { type: "search", className: "desk-input", placeholder: say("search"), "aria-label": say("search") })
    const list = el("ul", { className: "desk-candidates" })
    const choose = fileField()
    const send = el("button", { type: "button", className: "desk-button is-primary", hidden: true }, say("upload"))
    const done = el("button", { type: "button", className: "desk-button is-primary", disabled: true }, say("apply"))
    const dialog = el("dialog", { className: "desk-picker", "aria-label": title },
      el("header", {}, el("h2", {}, title), field,
        el("button", { type: "button", className: "desk-button", onclick: () => choose.click() }, icon("upload"), say("upload")), choose,
        el("button", { type: "button", className: "desk-x", "aria-label": say("close"), onclick: () => dialog.close() }, icon("close"))),
      el("div", { className: "desk-picker-body" }, list, grid, more, el("p", { className: "desk-drop" }, say("dropHere"))),
      el("footer", {}, el("button", { type: "button", className: "desk-button", onclick: () => dialog.close() }, say("cancel")), send, done),
    )

    const mark = () => {
      done.disabled = chosen.size === 0
      done.textContent = chosen.size > 1 ? say("applyMany", chosen.size) : say("apply")
      send.hidden = waiting.length === 0
      done.hidden = waiting.length > 0
    }
    const toggle = (photo, button) => {
      const was = chosen.has(photo.number)
      if (!multiple) {
        chosen.clear()
        for (const other of grid.querySelectorAll("[aria-pressed=true]")) other.setAttribute("aria-pressed", "false")
      }
      if (was) chosen.delete(photo.number)
      else chosen.set(photo.number, photo)
      button.setAttribute("aria-pressed", String(!was))
      mark()
    }
    let turn = 0
    const show = async (before = "") => {
      const mine = ++turn
      try {
        const page = await search(field.value, before)
        await released()
        if (mine !== turn) return
        if (!before) grid.replaceChildren()
        grid.append(...page.photos.map((photo) => tile(photo, chosen, toggle)))
        if (!grid.children.length) grid.append(el("p", { className: "desk-help" }, say("noPhotos")))
        more.hidden = page.older === null
        more.onclick = () => show(page.older)
      } catch (error) {
        grid.replaceChildren(el("p", { className: "desk-error" }, error.message))
      }
    }
    const drop = (one) => {
      waiting = waiting.filter((other) => other !== one)
      one.row.remove()
      mark()
    }
    const add = (sent) => {
      const fresh = [...sent].filter(isPicture).map((file) => candidate(file, told))
      waiting.push(...fresh)
      for (const one of fresh) {
        one.row.append(el("button", { type: "button", className: "desk-x", title: say("remove"), "aria-label": say("remove"), onclick: () => drop(one) }, icon("close")))
        list.append(one.row)
      }
      mark()
    }
    const finish = (photos) => {
      resolve(photos)
      resolve = () => {}
      dialog.close()
    }

    field.addEventListener("input", debounced(() => show(), 250))
    field.addEventListener("keydown", (e) => e.key === "Enter" && e.preventDefault())
    choose.addEventListener("change", () => add(choose.files))
    send.addEventListener("click", async () => {
      send.disabled = true
      list.inert = true
      const failed = []
      for (const one of waiting) {
        const photo = await one.send()
        if (photo) {
          if (!multiple) chosen.clear()
          chosen.set(photo.number, photo)
        } else failed.push(one)
      }
      waiting = failed
      send.disabled = false
      list.inert = false
      if (!failed.length) return finish([...chosen.values()])
      mark()
      show()
    })
    done.addEventListener("click", () => finish([...chosen.values()]))
    dialog.addEventListener("dragover", (e) => {
      e.preventDefault()
      dialog.classList.add("is-over")
    })
    dialog.addEventListener("dragleave", (e) => e.target === dialog && dialog.classList.remove("is-over"))
    dialog.addEventListener("drop", (e) => {
      e.preventDefault()
      dialog.classList.remove("is-over")
      add(e.dataTransfer.files)
    })
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve([])
    })
    document.body.append(dialog)
    dialog.showModal()
    mark()
    show()
    add(files)
  })
