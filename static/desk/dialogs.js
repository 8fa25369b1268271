// The frame of the editor's dialogs.

import { el, icon, say } from "./page.js";

/** A modal dialog with a heading, its parts and a foot of buttons; it is gone once closed. `onclose` is called then. */
export const openDialog = ({ title, name = "", foot = [], onclose = () => {} }, ...parts) => {
  const close = el("button", { type: "button", className: "desk-x", "aria-label": say("close"), onclick: () => dialog.close() }, icon("close"))
  const dialog = el("dialog", { className: `desk-dialog desk-ask ${name}`, "aria-label": title },
    el("header", {}, el("h2", {}, title), close), ...parts, foot.length ? el("footer", {}, ...foot) : null)
  dialog.addEventListener("close", () => {
    dialog.remove()
    onclose()
  })
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation() // its keys are not the page's
    // the field is gone with the dialog, and the key would reach whatever has the focus then
    if (event.key === "Enter" && event.target.localName === "input") event.preventDefault()
  })
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

let ids = 0

/** A field with its label; `properties` are those of the input. */
export const labelled = (text, properties = {}) => {
  const id = `ask-${++ids}`
  const input = el("input", { type: "text", className: "desk-input", id, autocomplete: "off", ...properties })
  return { input, row: el("div", { className: "desk-field" }, el("label", { htmlFor: id }, text), input) }
}

export const primary = (text, action) =>
  el("button", { type: "button", className: "desk-button is-primary", onclick: action }, text)

export const plain = (text, action) => el("button", { type: "button", className: "desk-button", onclick: action }, text)
